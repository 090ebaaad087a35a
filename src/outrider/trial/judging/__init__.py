"""The evaluation: one code for a simulated trial and for a live one."""

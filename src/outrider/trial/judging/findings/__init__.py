"""The findings of an evaluation: each a pure function of a frame and the analysis plan."""

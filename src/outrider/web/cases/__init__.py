"""My case, for the officer it happened to; plans, for those who look after them."""

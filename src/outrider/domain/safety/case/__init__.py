"""A case as a state machine: `decide` makes events of a command, `evolve` applies them."""

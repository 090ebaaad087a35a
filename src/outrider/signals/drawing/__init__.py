"""Chart data become drawings: one module a kind, in the product's inks, without a browser."""

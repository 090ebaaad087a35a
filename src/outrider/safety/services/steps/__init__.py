"""What each step of a case does, by whose business it is. `pressing` alone calls them."""

"""What waits for you: notices of the safety scheme, in the product only."""

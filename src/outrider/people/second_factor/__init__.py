"""Second factors of accounts: what a session has proven, codes that work once, removal."""

"""May this officer be sent, and why not?"""

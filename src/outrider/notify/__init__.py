"""Messages to the outside: an outbox and its transports.

Empty for now. Here will live: outbox rows written in the transaction that caused them, and one
Transport each for in-app, web push, SMS and e-mail, with a receipt for every message.
"""

"""What people are told: in-app notices now.

Later: outbox rows written in the transaction that caused them, and one Transport each for web push,
SMS and e-mail, with a receipt for every message.
"""

"""The append-only history: append, tail, verify.

Every change of state is a row here, written in the transaction that made it. The same rows are the
timeline, the live feed, the receipt of an offline phone, the audit trail and the evaluator's data.
"""

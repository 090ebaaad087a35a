"""The append-only history: append, tail, verify.

Every change of state is a row here, written in the transaction that made it. The same rows are the
timeline, the live feed, the receipt of an offline phone, the audit trail and the evaluator's data.

Import from the modules: `append` and `append_in_chunks` from `journal.append`, `NewEntry` from
`journal.new_entry`, `head_seq` and `tail` from `journal.queries`, `erase` and `text_of` from
`journal.texts`, `log_read` from `journal.access`, `verify` from `journal.verify`, `wait_beyond`
from `journal.wake`. (This package is a Django app: importing models here would be too early.)
"""

"""Triggers that keep the journal append-only, for each kind of database.

They stop mistakes and ordinary accounts. Whoever owns the database can drop them, which is why
`verify` exists as well.
"""

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_ENTRY: Final = "journal_entry is append-only: write a new entry that corrects the old one"
_TEXT: Final = "journal_text can only be erased: use outrider.journal.erase"

_SQLITE_CREATE: Final = (
    f"""CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
        BEGIN SELECT RAISE(ABORT, '{_ENTRY}'); END""",
    f"""CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
        BEGIN SELECT RAISE(ABORT, '{_ENTRY}'); END""",
    f"""CREATE TRIGGER journal_text_erase_only BEFORE UPDATE ON journal_text
        WHEN NOT (NEW.body = '' AND length(NEW.key) = 0 AND NEW.erased_at IS NOT NULL
                  AND NEW.id = OLD.id AND NEW.entry = OLD.entry)
        BEGIN SELECT RAISE(ABORT, '{_TEXT}'); END""",
    f"""CREATE TRIGGER journal_text_no_delete BEFORE DELETE ON journal_text
        BEGIN SELECT RAISE(ABORT, '{_TEXT}'); END""",
)
_SQLITE_DROP: Final = (
    "DROP TRIGGER IF EXISTS journal_entry_no_update",
    "DROP TRIGGER IF EXISTS journal_entry_no_delete",
    "DROP TRIGGER IF EXISTS journal_text_erase_only",
    "DROP TRIGGER IF EXISTS journal_text_no_delete",
)

_POSTGRES_CREATE: Final = (
    f"""CREATE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_ENTRY}'; END $$""",
    f"""CREATE FUNCTION journal_text_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_TEXT}'; END $$""",
    """CREATE TRIGGER journal_entry_no_change BEFORE UPDATE OR DELETE ON journal_entry
        FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()""",
    """CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
        FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse()""",
    """CREATE TRIGGER journal_text_erase_only BEFORE UPDATE ON journal_text FOR EACH ROW
        WHEN (NOT (NEW.body = '' AND length(NEW.key) = 0 AND NEW.erased_at IS NOT NULL
                   AND NEW.id = OLD.id AND NEW.entry = OLD.entry))
        EXECUTE FUNCTION journal_text_refuse()""",
    """CREATE TRIGGER journal_text_no_delete BEFORE DELETE ON journal_text
        FOR EACH ROW EXECUTE FUNCTION journal_text_refuse()""",
    """CREATE TRIGGER journal_text_no_truncate BEFORE TRUNCATE ON journal_text
        FOR EACH STATEMENT EXECUTE FUNCTION journal_text_refuse()""",
)
_POSTGRES_DROP: Final = (
    "DROP TRIGGER IF EXISTS journal_entry_no_change ON journal_entry",
    "DROP TRIGGER IF EXISTS journal_entry_no_truncate ON journal_entry",
    "DROP TRIGGER IF EXISTS journal_text_erase_only ON journal_text",
    "DROP TRIGGER IF EXISTS journal_text_no_delete ON journal_text",
    "DROP TRIGGER IF EXISTS journal_text_no_truncate ON journal_text",
    "DROP FUNCTION IF EXISTS journal_entry_refuse()",
    "DROP FUNCTION IF EXISTS journal_text_refuse()",
)

_CREATE: Final = {"sqlite": _SQLITE_CREATE, "postgresql": _POSTGRES_CREATE}
_DROP: Final = {"sqlite": _SQLITE_DROP, "postgresql": _POSTGRES_DROP}


def create(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place. `KeyError` for a database that Outrider does not run on."""
    _execute(connection, _CREATE[connection.vendor])


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for emptying a test database."""
    _execute(connection, _DROP[connection.vendor])


def _execute(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

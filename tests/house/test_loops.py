"""A test that starts an event loop must do so whatever ran before it in the same worker."""

from pathlib import Path

HERE = Path(__file__).parents[1]


def test_only_one_helper_starts_event_loops() -> None:
    """A browser test leaves its loop running, and `asyncio.run` refuses to start beside one."""
    call = "asyncio" + ".run("
    starters = {
        path.relative_to(HERE).as_posix() for path in HERE.rglob("*.py") if call in path.read_text()
    }
    assert starters == {"support/loops.py"}

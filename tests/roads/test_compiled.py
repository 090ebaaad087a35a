"""Machine code in the cache is never that of other sources."""

import subprocess
import sys
from pathlib import Path

HELPER = """
from outrider.roads.compiled import compiled

@compiled
def number():
    return {}
"""
CALLER = """
from helper import number
from outrider.roads.compiled import compiled

@compiled
def asks():
    return number()
"""
RUN = """
import sys, pathlib
sys.path.insert(0, {folder!r})
from outrider.roads import compiled
compiled._PACKAGE = pathlib.Path({folder!r})
compiled._COMPILED = (".",)
compiled.stamp.cache_clear()
from caller import asks
print(asks())
"""


def test_a_change_of_a_function_elsewhere_is_noticed_by_those_that_call_it(tmp_path: Path) -> None:
    (tmp_path / "caller.py").write_text(CALLER)
    answers = []
    for number in ("1", "2", "2"):
        (tmp_path / "helper.py").write_text(HELPER.format(number))
        run = [sys.executable, "-c", RUN.format(folder=str(tmp_path))]
        answers.append(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
    assert answers == ["1\n", "2\n", "2\n"]
    assert list(tmp_path.rglob("*.nbc"))  # it does keep what it compiled

"""What is said to be built is carried by tests, and a test names only what there is."""

import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "scripts"))

from docs_features import Feature, carried, features, features_page, marked, wrong  # noqa: E402

DONE = Feature("C1", "Take a call", "built")
PART = Feature("C2", "Rules", "part", "the first of them")
LATER = Feature("C3", "Interlock", "later")


def test_what_is_said_to_be_built_is_carried_by_tests():
    assert wrong(features(), carried()) == []


def test_every_id_of_the_two_schemes_has_its_line():
    ids = [feature.id for feature in features()]
    assert ids == [f"C{n}" for n in range(1, 60)] + [f"F{n}" for n in range(1, 67)]


@pytest.mark.parametrize(
    ("known", "tests", "says"),
    [
        ([DONE], {}, "no test carries it"),
        ([PART], {}, "no test carries it"),
        ([DONE], {"C1": ["a"], "C9": ["b"]}, "C9 is not in docs/features.toml"),
        ([LATER], {"C3": ["a"]}, "said to come later"),
        ([Feature("C1", "x", "half")], {"C1": ["a"]}, "state is one of"),
        ([Feature("C1", "x", "part")], {"C1": ["a"]}, "what is there of it"),
    ],
)
def test_what_does_not_hold_is_said(known, tests, says):
    assert any(says in line for line in wrong(known, tests))


def test_marks_are_read_from_modules_classes_and_tests():
    source = """
import pytest
pytestmark = [pytest.mark.slow, pytest.mark.feature("C1")]

@pytest.mark.feature("C2", "C3")
def test_one(): ...

@pytest.mark.feature("C4")
class TestMany:
    def test_two(self): ...

def helper(): ...
"""
    assert dict(marked(source)) == {"test_one": ["C1", "C2", "C3"], "test_two": ["C1", "C4"]}


def test_the_page_names_the_tests():
    page = features_page()
    assert "| C3 | " in page
    assert "not built yet" in page

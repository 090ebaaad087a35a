"""The analysis plan is fixed, versioned and read with errors that say what to do."""

from importlib.resources import files

import pytest

from outrider.trial import judging
from outrider.trial.judging.plan import PlanError, load_plan, packaged_plan, parse_plan

TEXT = files(judging).joinpath("data/plan.toml").read_text(encoding="utf-8")


@pytest.mark.feature("C51", "C57")
def test_the_hash_moves_with_every_letter_of_the_plan():
    assert parse_plan(TEXT.encode()).hash == packaged_plan().hash
    assert parse_plan((TEXT + "\n").encode()).hash != packaged_plan().hash


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("gain = 3.0", "", "“gain” is missing from [primary]"),
        ("gain = 3.0", "gain = 'three'", "“gain” in [primary] has to be a number"),
        ("gain = 3.0", "gain = 0", "above 0"),
        ("gain = 3.0", "profit = 3.0", "“profit” is not known in [primary]"),
        ("[survival]", "[survivors]", "[survival] is missing"),
        ("power = 0.8", "power = 80", "share between 0 and 1, not 80"),
        ("[2.0, 4.0, 6.0]", "[4.0, 2.0]", "has to ascend"),
        ("[2.0, 4.0, 6.0]", "[2.0, 9.0]", "within the months of the trial"),
        ("[2.0, 4.0, 6.0]", "['two']", "a list of numbers"),
        ('"condition"]', '"mood"]', "category, condition, hour, town"),
        ("version =", "version", "not TOML"),
        ("months = 6.0", "months = true", "has to be a number"),
    ],
)
def test_a_wrong_plan_is_refused_in_words(old, new, says):
    assert old in TEXT
    with pytest.raises(PlanError) as wrong:
        parse_plan(TEXT.replace(old, new, 1).encode())
    assert says in str(wrong.value)


def test_a_start_can_be_given(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("start = 2026-12-01\n" + TEXT, encoding="utf-8")
    assert str(load_plan(path).start) == "2026-12-01"
    with pytest.raises(PlanError, match="cannot be read"):
        load_plan(tmp_path / "none.toml")

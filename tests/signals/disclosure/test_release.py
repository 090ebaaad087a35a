"""Rules, names, and that nothing gets out unless it was looked at."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from outrider.signals.disclosure import (
    ACRO,
    HIDDEN,
    Contributors,
    NotSafe,
    Past,
    Release,
    Rule,
    Tabulation,
    Universe,
    disclosure_result,
    protect,
)
from outrider.signals.disclosure.audit import audit
from outrider.signals.disclosure.checks import checks
from outrider.signals.disclosure.suppress import suppressed
from outrider.signals.disclosure.system import System

PLACES = ("A", "B", "C")
COUNTS = np.array([[4, 40, 60], [30, 50, 70], [80, 90, 95]])


def small(counts=COUNTS, contributors=None):
    return Universe((("place", PLACES), ("kind", ("x", "y", "z"))), counts, contributors)


BOTH = Tabulation(("place", "kind"))


@pytest.mark.feature("F45")
def test_the_checks_by_hand_hold():
    rows = list(checks(Path()))
    assert len(rows) == 7
    assert [row for row in rows if not row.met] == []


def test_a_count_that_is_hidden_alone_is_found_out_by_the_audit():
    """4 alone in its row: 100 less 40 less 60."""
    system = System(small(), [BOTH], Rule())
    looked = audit(system, system.primary)
    assert looked.narrow == ("A, x",)
    assert not looked.safe


@pytest.mark.parametrize(
    "falsely", ["does not add up", "moves a told figure", "falls below nought"]
)
def test_a_table_that_does_not_fit_shows_the_audit_no_room(falsely):
    """The 4 said to be 0 to 14 by tables that no reader would believe."""
    system = System(small(), [BOTH], Rule())
    node = int(system.nodes[system.labels.index((("place", ("A",)), ("kind", ("x",))))])
    up = np.zeros(system.lattice.values.size)
    up[node] = 10.0
    if falsely != "does not add up":
        for whole, parts in system.lattice.rows:  # parts come after what they add up to
            up[whole] = 0.0 if whole == node else up[whole]
            if node in [part for part, _ in parts]:
                up[whole] = 10.0
    down = -up * (2.0 if falsely == "falls below nought" else 0.4)
    looked = audit(system, system.primary, [up, down])
    assert looked.narrow == ("A, x",)


def test_tables_that_fit_spare_the_audit_the_solver_and_change_no_answer():
    system = System(small(), [BOTH], Rule())
    hidden, shown = suppressed(system)
    assert shown
    assert audit(system, hidden, shown) == audit(system, hidden)
    assert audit(system, hidden, shown).safe


def test_no_room_is_found_below_nought():
    """6 and 4 of 10: each may be 0 to 10. 3 and 4 of 7, if the 7 is told: 0 to 7 is too narrow."""
    for counts, safe in (([6, 4], True), ([3, 4], False)):
        one = Universe((("place", ("A", "B")),), np.array(counts))
        system = System(one, [Tabulation(("place",))], Rule())
        looked = audit(system, np.array([True, True, False]))
        assert looked.safe is safe
        assert len(looked.narrow) == (0 if safe else 2)


def test_a_release_cannot_be_made_by_hand():
    made = protect(small(), [BOTH])
    with pytest.raises(NotSafe, match="protect"):
        Release(made.tables, made.rule, made.audit, made.past, True, 0, object())
    with pytest.raises(NotSafe, match="wider groups"):
        replace(made, audit=made.audit._replace(narrow=("A, x",)))


def test_a_release_does_not_print_its_true_counts():
    assert "40" not in repr(protect(small(), [BOTH]))


def test_the_file_has_hidden_and_rounded_figures():
    lines = protect(small(), [BOTH]).csv().splitlines()
    assert lines[0] == "place,kind,count"
    assert lines[1] == f"A,x,{HIDDEN}"
    figures = [line.rpartition(",")[2] for line in lines[1:]]
    assert figures.count(HIDDEN) == 4
    assert all(int(figure) % 5 == 0 for figure in figures if figure != HIDDEN)


def test_the_result_says_how_much_is_hidden_and_why():
    made = disclosure_result(protect(small(), [BOTH]), vintage="Data to 24 November 2026.")
    assert made.says.startswith("12 of 16 figures are told")
    assert "add them up" in made.does_not_say
    assert any("rounded to 5" in note for note in made.notes)


def test_what_was_hidden_before_is_looked_at_again():
    before = protect(small(), [BOTH])
    after = protect(small(), [Tabulation(("kind",))], earlier=[before.past])
    assert after.audit.before == 4
    notes = disclosure_result(after, vintage="Today.").notes
    assert any("4 figures hidden in earlier releases" in note for note in notes)


def test_a_table_that_adds_to_an_earlier_one_is_refused_if_it_cannot_be_made_safe():
    """Told before, exactly and by a rule that is gone: the small count follows from it."""
    before = protect(small(), [BOTH], rule=Rule(threshold=1, rounding=1))
    with pytest.raises(NotSafe, match=r"could be worked back|follow from earlier"):
        protect(small(), [BOTH], earlier=[before.past])


def test_a_revised_figure_no_longer_binds_and_is_named():
    before = protect(small(), [BOTH])
    revised = COUNTS.copy()
    revised[2, 2] = 96
    after = protect(small(revised), [BOTH], earlier=[before.past])
    assert after.revised > 0
    assert any("revised" in note for note in disclosure_result(after, vintage="Today.").notes)


def test_the_state_of_a_release_comes_back_as_it_was_kept():
    past = protect(small(), [BOTH]).past
    assert Past.read(past.json()) == past
    with pytest.raises(ValueError, match="state of a release"):
        Past.read('{"told": 1}')


def one_who_holds_most():
    """All 40 of (A, y) but one come from the same officer; the others from many."""
    cell, who, value = [], [], []
    for flat, count in enumerate(COUNTS.ravel()):
        for i in range(count):
            cell.append(flat)
            who.append(0 if flat == 1 and i else 100 * flat + i + 1)
            value.append(1.0)
    return Contributors(np.array(cell), np.array(who), np.array(value))


def test_a_count_that_is_one_persons_is_hidden_under_the_defaults_of_acro():
    shown = dict_of(protect(small(contributors=one_who_holds_most()), [BOTH], rule=ACRO))
    assert shown["A", "y"] == HIDDEN
    assert shown["C", "z"] != HIDDEN
    nk = Rule(dominance=(2, 0.9))
    assert (
        dict_of(protect(small(contributors=one_who_holds_most()), [BOTH], rule=nk))["A", "y"]
        == HIDDEN
    )


def dict_of(release):
    return {row[:-1]: row[-1] for row in release.tables[0].rows}


def test_a_zero_is_hidden_unless_it_is_said_to_be_safe():
    counts = COUNTS.copy()
    counts[0, 0] = 0
    assert dict_of(protect(small(counts), [BOTH]))["A", "x"] == HIDDEN
    assert protect(small(counts), [BOTH], rule=Rule(zeros_safe=True)).hidden == 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: protect(small(), [Tabulation(("rank",))]), "Not a dimension"),
        (lambda: protect(small(), [Tabulation(("place",), {"kind": ("q",)})]), "Not a category"),
        (lambda: protect(small(), []), "no table"),
        (lambda: protect(small(), [BOTH], rule=ACRO), "give the contributors"),
        (lambda: small(COUNTS - 5), "none below 0"),
        (lambda: Universe((("a", ("x", "x")),), np.ones(2, int)), "named twice"),
        (lambda: Universe((("a", ("x",)),), np.ones(2, int)), "of shape"),
        (lambda: Rule(threshold=0), "from 1"),
    ],
)
def test_what_cannot_be_published_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()

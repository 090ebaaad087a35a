"""The chapter on assumptions: every bar in words, how many replications, or why there is none."""

from tests.trial.judging.test_tornado import run, toy

from outrider.trial.judging.tornado import tornado
from outrider.trial.report.assumptions import HOW, NOT_MADE, which_matter
from outrider.trial.report.document import Drawing, Heading, Paragraph, TableBlock
from outrider.trial.scenario import packaged
from outrider.trial.scenario.naming import in_words

HOURS = "officer_hours"


def hours(scenario):
    return [{**each, "gain_hours": each[HOURS]} for each in run(scenario)]


def test_the_chart_says_each_bar_in_words_and_how_many_replications_stand_behind_it() -> None:
    found = tornado(toy("schemes.1.accepts", "schemes.2.turnout"), hours)
    blocks = list(which_matter(found, "with"))
    (drawn,) = (block for block in blocks if isinstance(block, Drawing))
    assert "schemes.1.accepts: −15.0 at 0.45, 15.0 at 0.75" in drawn.alt
    assert "8 replications behind each bar" in drawn.caption
    assert ">0.45</text>" in drawn.svg
    (table,) = (block.table for block in blocks if isinstance(block, TableBlock))
    assert [row[0] for row in table.shown()] == ["schemes.1.accepts", "schemes.2.turnout"]
    assert table.shown()[0][-1] == "8"


def test_without_them_the_chapter_says_why_and_how_to_make_them() -> None:
    for given, said in (("", NOT_MADE), ("For another arm.", "For another arm.")):
        blocks = list(which_matter(given, "with"))
        assert isinstance(blocks[0], Heading)
        texts = [block.text for block in blocks if isinstance(block, Paragraph)]
        assert texts == [said, HOW]


def test_an_assumption_has_a_name_that_a_reader_of_the_file_need_not_look_up() -> None:
    parts = packaged("demo").parts
    assert in_words(parts, "schemes.1.accepts") == "Special constables: share that the crew accepts"
    turnout = in_words(parts, "schemes.3.turnout_seconds")
    assert turnout == "Fire co-responders: from accepting to moving, seconds"
    work = in_words(parts, "patches.1.work.1.a_day")
    assert work == "Newport and Cowes, grade 1: how many come in a day"

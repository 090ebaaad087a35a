"""What page one of a report says, from findings alone."""

from collections.abc import Iterator

import numpy as np
import pytest
from tests.trial.judging.planted import attended

from outrider.trial.judging.evaluation import evaluate
from outrider.trial.report.chapters import answer
from outrider.trial.report.document import Warned


def warned() -> Iterator[str]:
    made = evaluate(attended(np.full(40, 3.0), condition=np.full(40, "cardiac-arrest")))
    for block in answer(made, (), "without", "with"):
        if isinstance(block, Warned):
            yield block.text


@pytest.mark.feature("C51")
def test_what_cannot_be_answered_is_told_with_the_number_that_it_would_need() -> None:
    (said,) = warned()
    assert "Needs 1,733 arrests, both arms, which takes 22 years" in said
    assert "Needs 6,297 arrests, both arms, which takes 78 years" in said

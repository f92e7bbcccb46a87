"""The reader on composed notices, whose truth is known: a guard, not a measure of accuracy on real ones."""

import pytest

from kg.archive import Spec
from tests.archive import agreement
from tests.scoring import Counts

AT_LEAST = {"duty": 0.95, "bearers, explicit": 0.95, "bearers, inherited": 0.9, "deadline": 0.9, "header": 0.95}


@pytest.fixture(scope="module")
def agreed() -> dict[str, Counts]:
    return agreement(Spec(provinces=7, notices=3, seed=11))


@pytest.mark.parametrize("slot", AT_LEAST)
def test_the_reader_agrees_with_the_truth(slot: str, agreed: dict[str, Counts]) -> None:
    assert agreed[slot].f1 >= AT_LEAST[slot]

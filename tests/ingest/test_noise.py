"""The samples, damaged in the ways that notices are: what is read stays nearly the same."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.noise import measure
from tests.noise.mutations import MUTATIONS
from tests.noise.text import Noisy, project

LEAST = {"duty": 0.97, "assignee": 0.95, "header": 0.99}
"""What every mutation must reach, but for those below."""
LOWER = {
    "unnumbered": {"duty": 0.9, "assignee": 0.75},
    "dropped-marks": {"duty": 0.95, "assignee": 0.9},
}
HOPELESS = ("unmarked",)
"""Read without a crash, but what the words mean can't be told any more."""


@pytest.fixture(scope="module")
def damaged(samples: dict[str, Path], gold: dict[str, Any]) -> Callable[[str], list[measure.Damaged]]:
    """Both samples under a mutation, read once."""
    texts = {n: samples[n].read_text(encoding="utf-8") for n in ("000", "002")}
    return cache(lambda name: [measure.damage(name, text, gold[n]) for n, text in texts.items()])


@pytest.mark.parametrize("name", [name for name in MUTATIONS if name not in HOPELESS])
def test_reading_holds_under(name: str, damaged: Callable[[str], list[measure.Damaged]]) -> None:
    figures = measure.own_scores(damaged(name))
    least = LEAST | LOWER.get(name, {})
    assert {key: value for key, value in figures.items() if value < least[key]} == {}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_quoted_stands_in_the_damaged_text(name: str, damaged: Callable[[str], list[measure.Damaged]]) -> None:
    for notice in damaged(name):
        for duty in (notice.record or {"duties": []})["duties"]:
            assert notice.text[duty["start"] : duty["end"]] == duty["text"]


def test_annotations_are_carried_over() -> None:
    noisy = Noisy.of("Sở Y tế chủ trì.").sub("Y tế", "Y_tế").sub("^", "* ").sub(" chủ", "\n\nchủ")
    assert noisy.text == "* Sở Y_tế\n\nchủ trì."
    carried = project({"id": 1, "list": [{"start": 3, "end": 11}, {"start": 0, "end": 2}]}, noisy, 16)
    assert [noisy.text[part["start"] : part["end"]] for part in carried["list"]] == ["Y_tế\n\nchủ", "Sở"]

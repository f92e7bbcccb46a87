"""Which form a question asks, by its shape: a multinomial logistic regression over `query.ask.shape`.

The weights are made from the wordings of the forms by `python -m query.ask.train` and kept as whole
hundredths in `query/data/intents.json`, so that asking needs no numeric library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from query.ask.shape import END, START, features, known

FILE = "data/intents.json"
SCALE = 100
"""Parts of one that the weights are counted in."""


@dataclass(frozen=True, slots=True)
class Intents:
    """`weights`: feature → (number of the form, hundredths) pairs; `source`: digest of what it was made from."""

    forms: tuple[str, ...]
    vocabulary: frozenset[str]
    bias: tuple[int, ...]
    weights: Mapping[str, Sequence[int]]
    """Feature → number of a form, weight, number of the next form, its weight, …"""
    source: str
    answers: Mapping[str, frozenset[str]]
    """Form → sorts of answer (`query.ask.interrogatives`) that its wordings ask for."""

    def asks(self, first: str, second: str) -> bool:
        """True if two words stand next to each other in some wording; '' is its beginning or end."""
        return f"{first or START} {second or END}" in self.weights

    def likely(self, shape: Sequence[str]) -> dict[str, float]:
        """Natural logarithm of the probability of each form; the probabilities sum to 1."""
        scores = list(self.bias)
        for feature in features(known(shape, self.vocabulary)):
            row = self.weights.get(feature, ())
            for at in range(0, len(row), 2):
                scores[row[at]] += row[at + 1]
        top = max(scores)
        total = top / SCALE + math.log(sum(math.exp((score - top) / SCALE) for score in scores))
        return {form: score / SCALE - total for form, score in zip(self.forms, scores, strict=True)}


@cache
def intents() -> Intents:
    """The weights that come with the product."""
    return loaded(json.loads(files("query").joinpath(FILE).read_text(encoding="utf-8")))


def loaded(data: Mapping[str, Any]) -> Intents:
    """Weights from the object of the file."""
    return Intents(
        tuple(data["forms"]),
        frozenset(data["vocabulary"]),
        tuple(data["bias"]),
        data["weights"],
        data["source"],
        {form: frozenset(sorts) for form, sorts in data["answers"].items()},
    )

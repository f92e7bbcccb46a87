"""The weights of the reader: `query/data/reader.json`, made by `python -m tests.reading`."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FILE = "data/reader.json"
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by the name of the feature: of constituents (`span`), of statements (`statement`; `none` is the score of
    none of them), and of the log-odds that an answer that was read (`reading`) or that a form found (`forms`) is right;
    `grams`: the words and pairs of questions that count.
    """

    span: Mapping[str, float]
    statement: Mapping[str, float]
    reading: Mapping[str, float]
    forms: Mapping[str, float]
    grams: frozenset[str]


@cache
def weights() -> Weights:
    """The weights that come with the product."""
    return loaded(json.loads(files("query").joinpath(FILE).read_text(encoding="utf-8")))


def loaded(data: Mapping[str, Any]) -> Weights:
    """Weights from the object of the file."""
    grams = frozenset(name.partition("#")[0] for name in data["span"] if "#" in name)
    return Weights(data["span"], data["statement"], data["reading"], data["forms"], grams)


def score(features: Mapping[str, float], weight: Mapping[str, float]) -> float:
    """Sum of features by their weights; a feature without one counts nothing."""
    return sum(value * weight.get(name, 0.0) for name, value in features.items())


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities, proportional to the exponentials of the scores."""
    top = max(scores)
    parts = [math.exp(one - top) for one in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def logistic(value: float) -> float:
    """The probability of a log-odds."""
    return 1 / (1 + math.exp(-value))


def odds(share: float) -> float:
    """The log-odds of a probability, within reason."""
    inside = min(max(share, _EDGE), 1 - _EDGE)
    return math.log(inside / (1 - inside))

"""Measures of a ranking, and how sure their differences are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

DEPTH: Final = 10
RELEVANT: Final = 2
"""The grade from which on recall and reciprocal rank count."""
RESAMPLES: Final = 2000
_SEED: Final = 1


class Scores(NamedTuple):
    """Of one query, each between 0 and 1, over the first ten."""

    recall: float
    reciprocal_rank: float
    ndcg: float


class Interval(NamedTuple):
    """A mean and the ends of its 95 % confidence interval."""

    mean: float
    low: float
    high: float


def score(found: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """Scores of what was found, best first, each thing once.

    Recall and reciprocal rank ask for things graded `RELEVANT`. nDCG takes a gain of 2^grade - 1, discounted by
    log2(rank + 1), against the best order of all that is graded (Burges et al. 2005).
    """
    first = found[:DEPTH]
    wanted = {key for key, grade in grades.items() if grade >= RELEVANT}
    places = [place for place, key in enumerate(first, start=1) if key in wanted]
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    return Scores(
        len(places) / len(wanted),
        1 / places[0] if places else 0.0,
        _gain([grades.get(key, 0) for key in first]) / _gain(best),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def mean(scores: Sequence[Scores]) -> Scores:
    """Mean of each score over the queries."""
    return Scores(*(float(value) for value in np.mean(np.asarray(scores), axis=0)))


def difference(scores: Sequence[Scores], others: Sequence[Scores]) -> tuple[Interval, ...]:
    """By how much the scores lie above others of the same queries, for each measure.

    Paired percentile bootstrap over queries (Efron 1979); the seed is fixed.
    """
    paired = np.asarray(scores) - np.asarray(others)
    drawn = np.random.default_rng(_SEED).integers(0, len(paired), (RESAMPLES, len(paired)))
    means: NDArray[np.float64] = paired[drawn].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return tuple(Interval(*map(float, values)) for values in zip(paired.mean(axis=0), low, high, strict=True))

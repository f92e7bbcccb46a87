"""What in a statement answers a question, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.text import fold
from query.read.features import candidates
from query.read.question import Question
from query.read.weights import score, softmax, weights


@dataclass(frozen=True, slots=True)
class Found:
    """A constituent of a statement with its probability of being the answer, if the statement holds one."""

    text: str
    sort: str
    probability: float


def read(question: Question, text: str) -> list[Found]:
    """The constituents of a statement, the likeliest answer first; the probabilities sum to 1."""
    found = candidates(question, text, weights().grams)
    if not found:
        return []
    shares = softmax([score(features, weights().span) for _, features in found])
    parts = [
        Found(text[span.start : span.end], span.sort, share) for (span, _), share in zip(found, shares, strict=True)
    ]
    return sorted(parts, key=lambda one: -one.probability)


def likeliest(parts: Sequence[Found]) -> Found:
    """The first constituent, with the probability of all that say the same."""
    best = parts[0]
    return Found(best.text, best.sort, sum(one.probability for one in parts if fold(one.text) == fold(best.text)))

"""Questions offered with nothing typed: to begin with, or after one that got no answer. Each has been tried."""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.text import fold
from query.ask.catalogue import Graph
from query.link.language import language
from query.suggest.suggest import Answers, Entry, Offer, is_good, offer_of

KEPT = 60
"""Candidates of a pattern that are weighed against each other: those nearest, then those with most facts."""
RANK = 0.03
"""What a step of a pattern's rank is worth, where all words of the question asked are worth 1."""
ALIKE, SAME_PATTERN = 0.6, 0.3
"""What a candidate loses for sharing all its words with one chosen before, and for each one of its pattern."""
AFTER_ASKING = 0.3
"""Share of these losses where the questions are to be near one that was asked."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A candidate with its folded words and how near it is to the question asked, from 0 to 1."""

    entry: Entry
    words: frozenset[str]
    near: float


def offered(repo: Graph, limit: int, *, answers: Answers, near: str = "", seconds: float) -> list[str]:
    """Up to `limit` questions that the store answers: the nearest to `near`, else of many kinds and subjects.

    For so many `seconds`, and until one is found, candidates are tried by `answers`, which is remembered for this
    state of the store; one that wasn't tried isn't offered.
    """
    offer = offer_of(repo)
    asked = frozenset(fold(near).split())
    left = _weighed(offer, asked - language().stopwords)
    chosen, until = list[_Weighed](), time.perf_counter() + seconds
    used = Counter[str]()
    while left and len(chosen) < limit:
        best = max(left, key=lambda one: _worth(one, chosen, used, AFTER_ASKING if near else 1.0))
        left.remove(best)
        candidate = best.entry.candidate
        if candidate.text not in offer.tried:
            if chosen and time.perf_counter() >= until:
                continue
            offer.tried[candidate.text] = answers(candidate.text)
        if is_good(candidate, offer.tried[candidate.text]) and best.words != asked:
            chosen.append(best)
            used[candidate.pattern.id] += 1
    return [one.entry.candidate.text for one in chosen]


def _weighed(offer: Offer, words: frozenset[str]) -> list[_Weighed]:
    """The candidates of each pattern that are nearest to some words, then have most facts.

    Examples and wordings of the forms are left out: some lean on a question before them.
    """
    of_pattern = dict[str, list[tuple[float, int, Entry]]]()
    for entry in (e for e in offer.entries if e.candidate.sure):
        shared = sum(f" {word} " in entry.keys for word in words) / len(words) if words else 0.0
        of_pattern.setdefault(entry.candidate.pattern.id, []).append((shared, entry.candidate.weight, entry))
    best = (e for of_one in of_pattern.values() for e in heapq.nlargest(KEPT, of_one, key=lambda row: row[:2]))
    return [_Weighed(entry, frozenset(fold(entry.candidate.text).split()), shared) for shared, _, entry in best]


def _worth(one: _Weighed, chosen: Sequence[_Weighed], used: Counter[str], varied: float) -> float:
    alike = max((len(one.words & other.words) / len(one.words) for other in chosen), default=0.0)
    pattern = one.entry.candidate.pattern
    return one.near + RANK * pattern.rank - varied * (ALIKE * alike + SAME_PATTERN * used[pattern.id])

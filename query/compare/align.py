"""Aligning duties of several provinces: shared topics and like wording, one duty to one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, TypeAlias

from ontology.lexicon import topics
from ontology.text import fold
from query.compare.model import Entry

TOPIC_WEIGHT: Final = 0.5
PAIR_WEIGHT: Final = 0.4
"""Weight of a bigram of syllables against a syllable, as in search."""
THRESHOLD: Final = 0.3
"""Least similarity of two duties that are shown as one row."""

Vector: TypeAlias = dict[str, float]
Aligned: TypeAlias = tuple[dict[str, Entry], float | None, tuple[str, ...]]
"""One row: entry by province, least similarity of a pair that joined it (null if alone), shared topics."""


def align(columns: Mapping[str, Sequence[Entry]]) -> list[Aligned]:
    """Rows in the order of the first province's texts, then what only later ones order.

    Best pairs first, each duty in one row: province by province, a duty joins the row of its most similar
    duty if their similarity is at least `THRESHOLD`.
    """
    vectors = _vectors([entry for entries in columns.values() for entry in entries])
    rows = list[dict[str, Entry]]()
    scores = list[float | None]()
    for province, entries in columns.items():
        taken = _matches(rows, entries, vectors)
        for place, entry in enumerate(entries):
            if place in taken:
                row, score = taken[place]
                rows[row][province] = entry
                scores[row] = min(score, scores[row] or score)
            else:
                rows.append({province: entry})
                scores.append(None)
    return [
        (row, None if score is None else round(score, 3), _shared(row)) for row, score in zip(rows, scores, strict=True)
    ]


def _matches(
    rows: Sequence[Mapping[str, Entry]], entries: Sequence[Entry], vectors: Mapping[str, Vector]
) -> dict[int, tuple[int, float]]:
    """Index of the entry → (index of its row, similarity), greedily from the best pair down."""
    pairs = [
        (max(similarity(entry, other, vectors) for other in row.values()), at, place)
        for at, row in enumerate(rows)
        for place, entry in enumerate(entries)
    ]
    taken, used = dict[int, tuple[int, float]](), set[int]()
    for score, at, place in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= THRESHOLD and place not in taken and at not in used:
            taken[place] = (at, score)
            used.add(at)
    return taken


def similarity(one: Entry, other: Entry, vectors: Mapping[str, Vector]) -> float:
    """Half the overlap of topics with their broader ones (Jaccard), half the cosine of the wordings."""
    mine, theirs = _with_broader(one.topics), _with_broader(other.topics)
    overlap = len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0
    left, right = vectors[one.id], vectors[other.id]
    cosine = sum(weight * right.get(token, 0.0) for token, weight in left.items())
    return TOPIC_WEIGHT * overlap + (1 - TOPIC_WEIGHT) * cosine


def _vectors(entries: Sequence[Entry]) -> dict[str, Vector]:
    """Unit tf-idf vectors over folded syllables and bigrams."""
    counts = {entry.id: _tokens(entry.words) for entry in entries}
    spread = Counter(token for tokens in counts.values() for token in tokens)
    return {name: _unit(tokens, spread, len(counts)) for name, tokens in counts.items()}


def _tokens(text: str) -> Counter[str]:
    words = fold(text).split()
    return Counter([*words, *(f"{a}_{b}" for a, b in pairwise(words))])


def _unit(tokens: Counter[str], spread: Counter[str], total: int) -> Vector:
    raw = {
        token: (1 + math.log(times)) * math.log(1 + total / spread[token]) * (PAIR_WEIGHT if "_" in token else 1.0)
        for token, times in tokens.items()
    }
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {token: weight / length for token, weight in raw.items()}


@cache
def parents() -> dict[str, str | None]:
    """Broader topic by topic id."""
    return {topic.id: topic.parent for topic in topics()}


@cache
def lineage(topic: str) -> tuple[str, ...]:
    """The topic and its broader ones, narrowest first."""
    chain = [topic]
    while (above := parents().get(chain[-1])) is not None and above not in chain:
        chain.append(above)
    return tuple(chain)


def _with_broader(names: Sequence[str]) -> set[str]:
    return {above for name in names for above in lineage(name)}


def _shared(row: Mapping[str, Entry]) -> tuple[str, ...]:
    if len(row) < 2:
        return ()
    return tuple(sorted(set.intersection(*(_with_broader(entry.topics) for entry in row.values()))))

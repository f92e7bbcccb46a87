"""Ranking: by words, by meaning, or both fused as `(1-w) · bm25/full + w · cosine`.

`full` is the score of a text that holds every word of the query once, or the best score found if that is
higher: where no text holds most of what was asked, words count less against meaning. Reciprocal-rank fusion
is not used: with a weak model it fell below BM25 alone on every set measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from query.dense import Encoder
from query.search.errors import BadModeError, NoModelError
from query.search.model import Index, Where
from query.thesaurus import Expansion

MODES: Final = ("lexical", "semantic", "hybrid")
_DEPTH: Final = 500
"""Candidates that each part proposes for the fusion."""
_LEAST: Final = 1e-6
"""What scores of words are divided by where no word of the query scores at all."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with its final score and its cosine (null without a dense part)."""

    row: int
    score: float
    cosine: float | None


def choose_mode(mode: str | None, encoder: Encoder | None) -> str:
    """The mode asked for, else hybrid where there is a model.

    Raises:
        BadModeError: no such mode.
        NoModelError: the mode needs a model and there is none.
    """
    if mode is None:
        return "hybrid" if encoder is not None else "lexical"
    if mode not in MODES:
        raise BadModeError(name=mode, suggestions=MODES)
    if mode != "lexical" and encoder is None:
        raise NoModelError
    return mode


def rank(
    index: Index,
    query: str,
    k: int,
    *,
    where: Where,
    mode: str,
    encoder: Encoder | None,
    synonyms: Sequence[Expansion] = (),
) -> list[Ranked]:
    """The best `k` rows for a query; `synonyms` of its phrases count for its words, not for its meaning."""
    if mode == "lexical" or encoder is None:
        found_by_words = index.search_text(query, k, where, synonyms=synonyms)
        return [Ranked(found.row, found.score, None) for found in found_by_words]
    vector = encoder.encode_query(query)
    near = index.search_vector(vector, max(k, _DEPTH), where)
    if mode == "semantic":
        return [Ranked(found.row, found.score, found.score) for found in near[:k] if found.score > encoder.floor]
    by_words = {found.row: found.score for found in index.search_text(query, max(k, _DEPTH), where, synonyms=synonyms)}
    best = max(index.full_score(query), *by_words.values(), _LEAST)
    cosine = {found.row: found.score for found in near if found.score > encoder.floor}
    others = [row for row in by_words if row not in cosine]
    cosine |= zip(others, index.cosines(vector, others), strict=True)
    weight = encoder.weight
    fused = [
        Ranked(row, (1 - weight) * by_words.get(row, 0.0) / best + weight * near_to, near_to)
        for row, near_to in cosine.items()
    ]
    return sorted(fused, key=lambda found: (-found.score, found.row))[:k]

"""How near each word of a question is to each syllable of a text, by the vectors of single tokens.

The late interaction of Khattab and Zaharia, “ColBERT” (SIGIR 2020), with tokens that don't know their context.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ontology.text import fold
from query.embed.bag import BagModel
from query.embed.tokens import pieces

STRANGE: Final = 0.25
"""Cosine up to which two tokens have nothing to do with each other."""
_REMEMBERED: Final = 4000
"""Texts whose tokens are remembered."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Syllables:
    """Syllables of a text in order: places, folded keys, tokens, and the tokens of the pairs they begin (-1: none)."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    keys: tuple[str, ...]
    single: NDArray[np.int64]
    pair: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Likeness of each word or pair of a question (rows) to each syllable of a text, from 0 to 1, and their weights,
    which sum to 1.
    """

    likeness: Floats
    weights: Floats

    def covered(self, first: int, last: int) -> float:
        """Share of the question that the syllables from `first` to before `last` say."""
        if first >= last or not len(self.weights):
            return 0.0
        return float(self.likeness[:, first:last].max(axis=1) @ self.weights)


class Aligner:
    """Alignments by the tokens of a model."""

    def __init__(self, model: BagModel) -> None:
        self._model = model
        self.syllables = lru_cache(_REMEMBERED)(self._syllables)

    def _syllables(self, text: str, *, folded: bool = False) -> Syllables:
        """The syllables of a text; `folded` reads them without marks."""
        places = pieces(text)
        line = self._model.tokenizer.line([text], folded=folded)
        bounds = np.array(places, dtype=np.int64).reshape(-1, 2)
        size = len(places)
        keys = tuple(fold(text[start:end]) for start, end in places)
        return Syllables(bounds[:, 0], bounds[:, 1], keys, line.single[:size], line.pair[:size])

    def question(self, text: str, idle: Collection[str]) -> NDArray[np.int64]:
        """Tokens of a question, less single syllables that say nothing."""
        said = self.syllables(text)
        kept = [token for token, key in zip(said.single.tolist(), said.keys, strict=True) if key not in idle]
        tokens = np.unique(np.array([*kept, *said.pair.tolist()], dtype=np.int64))
        return tokens[tokens >= 0]

    def align(self, asked: NDArray[np.int64], text: Syllables) -> Alignment:
        """The alignment of a question's tokens with a text."""
        near, weights = self._near(asked, [text])
        return Alignment(near, weights)

    def said(self, asked: NDArray[np.int64], texts: Sequence[Syllables]) -> tuple[Floats, Floats]:
        """How near each word or pair of a question (rows) comes to being said by each text, and their weights."""
        near, weights = self._near(asked, texts)
        lengths = np.array([len(text.keys) for text in texts], dtype=np.int64)
        out = np.zeros((len(weights), len(texts)), dtype=np.float32)
        if near.size:
            filled = np.flatnonzero(lengths)
            starts = np.concatenate([[0], np.cumsum(lengths[filled])[:-1]])
            out[:, filled] = np.maximum.reduceat(near, starts, axis=1)
        return out, weights

    def words(self, keys: Sequence[str], text: Syllables) -> Floats:
        """Nearness of the nearest of some folded words to each syllable of a text."""
        tokens = self._model.tokenizer.line(keys, folded=True).single
        asked = np.unique(tokens[tokens >= 0])
        vectors, _ = self._model.token_vectors(asked)
        found: Floats = self._cosines(vectors, [text]).max(axis=0, initial=-1.0)
        return found

    def _near(self, asked: NDArray[np.int64], texts: Sequence[Syllables]) -> tuple[Floats, Floats]:
        vectors, lengths = self._model.token_vectors(asked)
        near = np.maximum(self._cosines(vectors, texts) - STRANGE, 0) / (1 - STRANGE)
        return near, lengths / max(float(lengths.sum()), 1e-9)

    def _cosines(self, vectors: Floats, texts: Sequence[Syllables]) -> Floats:
        """Of each vector with each syllable of the texts one after the other: by itself or by a pair it is of."""
        single = np.concatenate([text.single for text in texts]) if texts else np.zeros(0, dtype=np.int64)
        pair = np.concatenate([text.pair for text in texts]) if texts else np.zeros(0, dtype=np.int64)
        tokens, places = np.unique(np.concatenate([single, pair]), return_inverse=True)
        table, _ = self._model.token_vectors(np.maximum(tokens, 0))
        near = vectors @ table.T
        near[:, tokens < 0] = -1.0
        one, two = near[:, places[: len(single)]], near[:, places[len(single) :]]
        found: Floats = np.maximum(one, two)
        if found.shape[1] > 1:
            found[:, 1:] = np.maximum(found[:, 1:], two[:, :-1])
        return found

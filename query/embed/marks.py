"""Marks given back to text typed without them, for models that were trained on text with marks.

Of the plain syllables that fold to each one typed, the likeliest sequence is taken by how common they and
their pairs are in the model's vocabulary, which lists the most common first: the logarithm of a rank stands
for that of a frequency (Zipf's law).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from math import log
from typing import Final

from ontology.text import fold, has_marks

_WORD: Final = re.compile(r"[^\W_]+")
_PAIR_WEIGHT: Final = 3.0
"""What a known pair counts against its syllables."""
_UNKNOWN: Final = 12.0
"""Cost of a pair that isn't in the vocabulary: more than of the rarest that is."""
_CANDIDATES: Final = 12
"""Most common readings of a syllable that are tried."""


class Restorer:
    """Gives marks back by the plain syllables and pairs of a vocabulary, each the most common first."""

    def __init__(self, syllables: Sequence[str], pairs: Sequence[str]) -> None:
        self._cost = {word: log(2 + rank) for rank, word in enumerate(syllables)}
        self._pair_cost: Mapping[str, float] = {pair: log(2 + rank) for rank, pair in enumerate(pairs)}
        self._readings = dict[str, list[str]]()
        for word in syllables:
            known = self._readings.setdefault(fold(word), [])
            if len(known) < _CANDIDATES:
                known.append(word)

    def restore(self, text: str) -> str:
        """The text with marks; unchanged if it has any, or where a word is unknown."""
        if has_marks(text):
            return text
        found = list(_WORD.finditer(text))
        read = iter(self._likeliest([match.group().lower() for match in found]))
        return _WORD.sub(lambda match: _cased(match.group(), next(read)), text)

    def _likeliest(self, words: Sequence[str]) -> list[str]:
        """The cheapest sequence of readings (Viterbi)."""
        paths: list[tuple[float, list[str]]] = [(0.0, [])]
        for word in words:
            paths = [self._best(paths, reading) for reading in self._readings.get(word, [word])]
        return min(paths, key=lambda path: path[0])[1]

    def _best(self, paths: Sequence[tuple[float, list[str]]], reading: str) -> tuple[float, list[str]]:
        cost, path = min(
            ((cost + self._step(path, reading), path) for cost, path in paths), key=lambda one: one[0]
        )  # fmt: skip
        return cost + self._cost.get(reading, _UNKNOWN), [*path, reading]

    def _step(self, path: Sequence[str], reading: str) -> float:
        if not path:
            return 0.0
        return _PAIR_WEIGHT * self._pair_cost.get(f"{path[-1]} {reading}", _UNKNOWN)


@cache
def restorer() -> Restorer:
    """The restorer by the vocabulary of the model in the box."""
    from query.embed.box import boxed

    plain, pairs, *_ = boxed().vocabulary
    return Restorer(plain, pairs)


def _cased(written: str, reading: str) -> str:
    return reading.capitalize() if written.istitle() else reading.upper() if written.isupper() else reading

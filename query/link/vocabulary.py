"""Known syllables and their neighbours, for repairing typing errors.

A word is repaired only if nobody ever wrote it: neither the lexicons, nor the notices, nor the
question forms. The repair is the known word within an edit or two (by length) that best fits its
neighbours; without a fitting one the word stays as typed. What is a syllable of Vietnamese is seldom a
typing error: with tone marks it stays, without them a neighbour has to fit the repair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from query.link.words import Question

SHORTEST = 3
"""Syllables shorter than this are never repaired: too many neighbours."""


SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdghklmnprstvx])?"
    r"(?:(?:[aeiouy]|ie|ye|oa|oe|uo|ua|ue|uy|uye|oo)(?:ng|[cmnpt])|(?:[aie]|oa|ue|uy)(?:nh|ch)"
    r"|[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aei]|u[aeiouy]|uya|uyu|ieu|yeu|oa[iy]|uoi|uou|uay)"
)
"""Shape of a folded Vietnamese syllable."""


class Vocabulary:
    """Counts of folded syllables and of pairs of adjacent ones."""

    def __init__(
        self, uses: Mapping[str, int] | None = None, adjacent: Callable[[str, str], bool] | None = None
    ) -> None:
        """`uses` are counts to begin with, `adjacent` tells of further pairs of neighbours."""
        self.singles: Counter[str] = Counter(uses)
        self._adjacent = adjacent
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._by_length: dict[int, list[str]] = {}

    def add(self, keys: Sequence[str], weight: int = 1) -> None:
        """Count a run of folded syllables."""
        for key in keys:
            self.singles[key] += weight
        for pair in pairwise(keys):
            self.pairs[pair] += weight
        self._by_length.clear()

    def __contains__(self, key: str) -> bool:
        return key in self.singles

    def nearest(self, key: str, before: str, after: str) -> str | None:
        """The known word `key` was probably meant to be between its neighbours, if there is one."""
        if len(key) < SHORTEST or any(c.isdigit() for c in key):
            return None
        limit = 1 if len(key) < 6 else 2
        near = [
            (other, distance)
            for other in self._of_length(len(key), limit)
            if (distance := OSA.distance(key, other, score_cutoff=limit)) <= limit
        ]
        scored = [
            (self._meet(before, other) + self._meet(other, after), -distance, self.singles[other], other)
            for other, distance in near
        ]
        best = max(scored, default=None)
        sure = 1 if SYLLABLE.fullmatch(key) or len(key) == SHORTEST else 0
        return best[3] if best and best[0] >= sure else None

    def _meet(self, first: str, second: str) -> bool:
        """True if the two words are known to stand next to each other."""
        if not first or not second:
            return False
        return (first, second) in self.pairs or (self._adjacent is not None and self._adjacent(first, second))

    def _of_length(self, length: int, limit: int) -> Iterable[str]:
        if not self._by_length:
            for key in self.singles:
                self._by_length.setdefault(len(key), []).append(key)
        for size in range(length - limit, length + limit + 1):
            yield from self._by_length.get(size, ())


def repair(question: Question, vocabulary: Vocabulary, keep: frozenset[str] = frozenset()) -> Question:
    """The question with unknown words replaced by those they were meant to be; abbreviations in `keep` stay."""
    keys = [word.key for word in question.words]
    changed = dict[int, str]()
    for i, key in enumerate(keys):
        written = question.words[i].marked and SYLLABLE.fullmatch(key) is not None
        if key in vocabulary or key in keep or key.isdigit() or written:
            continue
        before, after = keys[i - 1] if i else "", keys[i + 1] if i + 1 < len(keys) else ""
        if other := vocabulary.nearest(key, before, after):
            changed[i] = other
            keys[i] = other
    return question.with_words(changed)

"""Known syllables and their neighbours, for repairing typing errors.

A word is repaired if nobody ever wrote it: neither the lexicons, nor the notices, nor the question forms; or if
it is typed with marks and no syllable is spelled so. The repair is the known word within an edit or two (by length)
that best fits its neighbours; without a fitting one the word stays as typed. What is a syllable of Vietnamese is
seldom a typing error: without tone marks a neighbour has to fit the repair, with them both have to, and of a known
word that fits none of its neighbours a letter has to be missing, in a long word that questions put there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from ontology.text import fold
from query.link.spelling import spelled, undoubled
from query.link.words import Question, Word

LONG = 5
"""Letters of a word from which one may be missing in a word that is known itself."""
BOTH = 2
"""Neighbours of a word."""
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
        self,
        uses: Mapping[str, int] | None = None,
        adjacent: Callable[[str, str], bool] | None = None,
        asked: Callable[[str, str], bool] | None = None,
    ) -> None:
        """`uses` are counts to begin with, `adjacent` tells of further pairs of neighbours, `asked` of those that
        stand in questions ('' for their beginning and end)."""
        self.singles: Counter[str] = Counter(uses)
        self._adjacent = adjacent
        self._asked = asked
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

    def nearest(self, key: str, before: str, after: str, *, sure: int) -> str | None:
        """The known word `key` was probably meant to be between its neighbours, `sure` of which have to be known
        beside it, if there is one. A letter too many, too few or out of place is likelier than another one."""
        if len(key) < SHORTEST or any(c.isdigit() for c in key):
            return None
        limit = 1 if len(key) < 6 else 2
        near = [
            (other, distance)
            for other in self._of_length(len(key), limit)
            if (distance := OSA.distance(key, other, score_cutoff=limit)) <= limit
        ]
        scored = [
            (
                self.meets(before, other) + self.meets(other, after),
                -_effort(key, other, distance),
                self.singles[other],
                other,
            )
            for other, distance in near
        ]
        best = max(scored, default=None)
        return best[3] if best and best[0] >= sure else None

    def completed(self, key: str, before: str, after: str) -> str | None:
        """The longer word that a letter is missing of, if questions put that between the neighbours."""
        longer = (other for other in self._of_length(len(key) + 1, 0) if OSA.distance(key, other, score_cutoff=1) == 1)
        found = [o for o in longer if len(o) >= LONG and self.asks(before, o) and self.asks(o, after)]
        return max(found, key=self.singles.__getitem__, default=None)

    def asks(self, first: str, second: str) -> bool:
        """True if the two words stand next to each other in questions."""
        return self._asked is not None and self._asked(first, second)

    def meets(self, first: str, second: str) -> bool:
        """True if the two words are known to stand next to each other."""
        if self.asks(first, second):
            return True
        if not first or not second:
            return False
        return (first, second) in self.pairs or (self._adjacent is not None and self._adjacent(first, second))

    def _of_length(self, length: int, limit: int) -> Iterable[str]:
        if not self._by_length:
            for key in self.singles:
                self._by_length.setdefault(len(key), []).append(key)
        for size in range(length - limit, length + limit + 1):
            yield from self._by_length.get(size, ())


def _effort(typed: str, meant: str, distance: int) -> float:
    """How far a typed word is from the one meant; another letter counts half as much again."""
    other_letters = len(typed) == len(meant) and sorted(typed) != sorted(meant)
    return distance + 0.5 * other_letters


def repair(question: Question, vocabulary: Vocabulary, keep: frozenset[str] = frozenset()) -> Question:
    """The question with words that can't be meant replaced by those they were meant to be; abbreviations in `keep`
    stay."""
    keys = [word.key for word in question.words]
    changed = dict[int, str]()
    for i, word in enumerate(question.words):
        if keys[i] in keep or word.repaired or any(c.isdigit() for c in keys[i]):
            continue
        before, after = keys[i - 1] if i else "", keys[i + 1] if i + 1 < len(keys) else ""
        if other := _meant(word, before, after, vocabulary):
            changed[i] = keys[i] = other
    return question.with_words(changed)


def _meant(word: Word, before: str, after: str, vocabulary: Vocabulary) -> str | None:
    """What a word between its neighbours was meant to be; None for what it says."""
    key, known = word.key, word.key in vocabulary
    if not word.marked:
        sure = 1 if SYLLABLE.fullmatch(key) or len(key) == SHORTEST else 0
        return None if known else vocabulary.nearest(key, before, after, sure=sure)
    pairs = [pair for pair in ((before, key), (key, after)) if all(pair)]
    if known and (word.capital or any(vocabulary.meets(*pair) for pair in pairs)):
        return None
    if not spelled(word.typed):
        once = undoubled(word.typed)
        if once is not None and fold(once) in vocabulary:
            return fold(once)
        return vocabulary.nearest(key, before, after, sure=1 if known else 0)
    return vocabulary.completed(key, before, after) if known else vocabulary.nearest(key, before, after, sure=BOTH)

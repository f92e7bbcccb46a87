"""Near-duplicates: units that say almost the same in other notices, found by sketches and told by resemblance.

A text is the set of its shingles, three neighbouring folded syllables each, figures counting alike whatever
they are; the resemblance of two texts is the Jaccard coefficient of their sets (Broder 1997, On the
resemblance and containment of documents). The index keeps of every unit a sketch, its `SKETCH` smallest
hashes: texts of high resemblance all but surely share one. What shares one is then compared in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ontology.text import fold
from query.days import iso_day
from query.search.model import Copy, Unit

if TYPE_CHECKING:
    from query.search.lexical import LocalIndex
    from query.search.rank import Ranked

SHINGLE: Final = 3
SKETCH: Final = 8
"""At a resemblance of .7 two sketches share no value once in some 15,000 times (0.3 to the power of 8)."""
ALIKE: Final = 0.7
"""Least resemblance of near-duplicates: one word of two syllables exchanged among thirty gives .75."""
MOST: Final = 300
"""Copies looked at for one unit, those with most values of the sketch in common first."""
KINDS: Final = frozenset({"duty", "passage", "assessment", "heading"})
"""Kinds that are grouped; figures and events in like words are different facts."""
_FIGURE: Final = re.compile(r"\d+(?: \d+)*")


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[str]:
    """The shingles of a text, figures written as `0`; a text shorter than one is its own."""
    syllables = _FIGURE.sub("0", fold(text)).split()
    if len(syllables) < SHINGLE:
        return frozenset({" ".join(syllables)}) if syllables else frozenset()
    return frozenset(" ".join(syllables[at : at + SHINGLE]) for at in range(len(syllables) - SHINGLE + 1))


def sketch(text: str) -> list[str]:
    """The smallest hashes of a text's shingles, as terms of the index."""
    return sorted(blake2b(one.encode(), digest_size=6).hexdigest() for one in shingles(text))[:SKETCH]


def resemblance(one: str, other: str) -> float:
    """Jaccard coefficient of the shingles of two texts, from 0 to 1."""
    mine, theirs = shingles(one), shingles(other)
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """A unit found with its copies in the whole index."""

    found: Ranked
    unit: Unit
    copies: tuple[Copy, ...]


def grouped(index: LocalIndex, found: Iterable[Ranked], k: int) -> Iterator[Group]:
    """The first `k` rows found, each with its copies, leaving out those that are copies of an earlier one."""
    taken = set[str]()
    leaders = 0
    for one in found:
        if leaders == k:
            return
        unit = index.unit(one.row)
        if unit.id not in taken:
            copies = copies_of(index, unit)
            taken.update(copy.id for copy in copies)
            leaders += 1
            yield Group(one, unit, copies)


def copies_of(index: LocalIndex, unit: Unit) -> tuple[Copy, ...]:
    """The near-duplicates of a unit in the index, the most alike first, then by date; none of figures and events."""
    if unit.kind not in KINDS:
        return ()
    near = (other for other in index.sharing(sketch(unit.text), MOST) if other.id != unit.id and other.kind in KINDS)
    judged = ((resemblance(unit.text, other.text), other) for other in near)
    alike = [(score, other) for score, other in judged if score >= ALIKE]
    alike.sort(key=lambda pair: (-pair[0], pair[1].date or 99_991_231, pair[1].notice, pair[1].start))
    words = fold(unit.text)
    return tuple(_copy(other, score, words) for score, other in alike)


def _copy(unit: Unit, score: float, words: str) -> Copy:
    how = "exact" if fold(unit.text) == words else "figures" if score == 1 else "near"
    return Copy(
        id=unit.id, notice=unit.notice, source=unit.source, province=unit.province, date=iso_day(unit.date),
        text=unit.quote, start=unit.start, end=unit.end, how=how, resemblance=round(score, 3),
    )  # fmt: skip

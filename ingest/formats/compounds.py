"""Marks that a recogniser confused, set right where two syllables make a well-known word.

Part of recognition, as any recogniser's own dictionary is: letters never change, only their marks.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.data_files import load
from ontology.text import fold, nfc, old_tone_placement

_FIRST: Final = re.compile(r"([^\W\d_]+)$")
_SECOND: Final = re.compile(r"^([^\W\d_]+)")
Pair = tuple[str, str]


def settle(words: list[str]) -> list[str]:
    """The words of a line, with the marks of two in a row changed if only that makes them a known compound.

    A syllable that makes a known compound with either neighbour as it stands is never changed.
    """
    out = list(words)
    pairs = [_pair(first, second) for first, second in pairwise(words)]
    known = [pair is not None and _is_known(pair) for pair in pairs]
    settled = {k + side for k, fits in enumerate(known) if fits for side in (0, 1)}
    for k, pair in enumerate(pairs):
        meant = _meant(pair) if pair is not None and not settled & {k, k + 1} else None
        if pair is not None and meant is not None:
            out[k] = words[k].removesuffix(pair[0]) + _cased(pair[0], meant[0])
            out[k + 1] = _cased(pair[1], meant[1]) + words[k + 1].removeprefix(pair[1])
            settled |= {k, k + 1}
    return out


def _pair(first: str, second: str) -> Pair | None:
    """The syllables at the end of one word and the start of the next, if nothing stands between them."""
    left, right = _FIRST.search(first), _SECOND.search(second)
    return (left[1], right[1]) if left and right else None


def _is_known(pair: Pair) -> bool:
    seen = _lower(pair)
    return seen in _compounds().get((fold(seen[0]), fold(seen[1])), ())


def _meant(pair: Pair) -> Pair | None:
    """The one known compound that two syllables are without their marks; None if there is none or several."""
    seen = _lower(pair)
    known = _compounds().get((fold(seen[0]), fold(seen[1])), ())
    if len(known) != 1:
        return None
    return known[0] if all(len(a) == len(b) for a, b in zip(pair, known[0], strict=True)) else None


def _lower(pair: Pair) -> Pair:
    """Small letters, the tone mark where the compounds have it (`ủy`, not `uỷ`)."""
    first, second = (old_tone_placement(nfc(syllable.lower())) for syllable in pair)
    return first, second


def _cased(observed: str, meant: str) -> str:
    return "".join(new.upper() if old.isupper() else new for old, new in zip(observed, meant, strict=True))


@cache
def _compounds() -> dict[Pair, tuple[Pair, ...]]:
    """Known compounds by their letters without marks."""
    found = dict[Pair, tuple[Pair, ...]]()
    for compound in re.split(r"[,\n]+", load("compounds")["compounds"]):
        if compound.strip():
            first, second = _lower((compound.split()[0], compound.split()[1]))
            key = (fold(first), fold(second))
            if (first, second) not in found.get(key, ()):
                found[key] = (*found.get(key, ()), (first, second))
    return found

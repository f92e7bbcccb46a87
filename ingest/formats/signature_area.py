"""The corner of a scanned page where stamp and signature lie over the print.

A recogniser takes that corner for a picture and loses the post and the name. Read by itself, in small pieces,
it gives them among stray signs; only sure syllables that stand side by side are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ingest.formats.columns import Row, Word
from ingest.formats.syllables import is_syllable
from ingest.patterns_loader import pattern

LEAST: Final = 60.0
"""Least confidence, in percent, of a word among stamps that stands beside other words."""
_MIDDLE: Final = 0.48
_PUNCTUATION: Final = ".,;:/-"
Area = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def signature_area(runs: Iterable[Row], width: int, height: int) -> Area | None:
    """The page right of the list of recipients and below its heading; None on pages without such a list."""
    heads = [run[0] for run in runs if pattern("recipients").match(" ".join(word.text for word in run))]
    if not heads or heads[-1].right > _MIDDLE * width:
        return None
    return int(_MIDDLE * width), max(0, int(heads[-1].top - heads[-1].height)), width, height


def with_signature(runs: Iterable[Row], area: Area, found: Iterable[Row]) -> list[Row]:
    """The page's runs with those that begin in the area replaced by what was found there (placed from its corner)."""
    kept = [run for run in runs if not _begins_in(run, area)]
    words = [word for run in kept for word in run]
    return kept + [run for run in _sure(found, area) if not any(_overlap(run, word) for word in words)]


def _begins_in(run: Row, area: Area) -> bool:
    return run[0].left >= area[0] and run[0].top >= area[1]


def _sure(found: Iterable[Row], area: Area) -> Iterator[Row]:
    for run in found:
        words = [word for word in run if _is_word(word.text)]
        if len(words) > 1:
            x, y = area[:2]
            yield [Word(w.text, w.left + x, w.top + y, w.right + x, w.bottom + y) for w in words]


def _is_word(text: str) -> bool:
    """A syllable, or an abbreviation in capitals such as `KT.`; single letters are stains."""
    bare = text.strip(_PUNCTUATION)
    return len(bare) > 1 and bare.isalpha() and (is_syllable(bare.lower()) or (bare.isupper() and text.endswith(".")))


def _overlap(run: Row, word: Word) -> bool:
    left, right = run[0].left, run[-1].right
    top, bottom = min(w.top for w in run), max(w.bottom for w in run)
    return left < word.right and word.left < right and top < word.bottom and word.top < bottom

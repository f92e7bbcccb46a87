"""Printed lines put together to paragraphs, by where they stand on the page.

A line goes on with the one before if that one was full, i.e. if its first word would not have fitted there,
and nothing else parts them: an indent, a list mark after a stop, a wide gap, capitals next to small letters.
Lone page numbers in the margins are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.formats.columns import Line, Word
from ingest.formats.extracted import Box, Builder
from ingest.numbering import find_mark

_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?|[Tt]rang\s+\d{1,3}(?:\s*/\s*\d{1,3})?")
_MARGIN = 0.1
_WIDE_GAP = 1.6
_INDENT = 1.0
_STOPS = ".:;!?"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number from 1, its size in the unit of its lines, and these in reading order."""

    number: int
    width: float
    height: float
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual on a page: left and right edge of the running text, height and distance of its lines."""

    left: float
    right: float
    height: float
    pitch: float


def add_sheet(builder: Builder, sheet: Sheet, before: Line | None) -> Line | None:
    """Add a page to the text; `before` is the last line of the page before. Returns its own last line.

    A sentence that runs over the page goes on in the same paragraph.
    """
    start = builder.size
    lines = [line for line in sheet.lines if not _is_page_number(line.word, sheet)]
    measure = _measure(lines, sheet)
    last = before
    for k, line in enumerate(lines):
        place = _box(line.word, sheet)
        text = " ".join(line.word.text.split())
        if last is not None and _goes_on(last, line, measure, new_page=k == 0):
            builder.join(text, sheet.number, place)
        else:
            if k and last is not None and _far(last.word, line.word, measure):
                builder.line("")
            builder.line(text, sheet.number, place)
        last = line
    builder.page(sheet.number, start)
    return last


def _is_page_number(word: Word, sheet: Sheet) -> bool:
    middle = (word.top + word.bottom) / 2
    margin = _MARGIN * sheet.height
    return bool(_PAGE_NUMBER.fullmatch(word.text.strip())) and not margin < middle < sheet.height - margin


def _box(word: Word, sheet: Sheet) -> Box:
    shares = (word.left / sheet.width, word.top / sheet.height, word.right / sheet.width, word.bottom / sheet.height)
    return Box(*(round(min(1.0, max(0.0, share)), 4) for share in shares))


def _measure(lines: Sequence[Line], sheet: Sheet) -> _Measure:
    running = sorted((line.word for line in lines if not line.apart), key=lambda word: word.top)
    if not running:
        return _Measure(0.0, sheet.width, 1.0, sheet.height)
    wide = [word for word in running if word.right - word.left > 0.6 * sheet.width] or running
    pitches = [b.bottom - a.bottom for a, b in pairwise(running) if b.bottom > a.bottom]
    return _Measure(
        median(word.left for word in wide),
        median(word.right for word in wide),
        median(word.height for word in running),
        median(pitches) if pitches else sheet.height,
    )


def _goes_on(before: Line, line: Line, measure: _Measure, *, new_page: bool) -> bool:
    if before.apart or line.apart:
        return False
    old, new = before.word, line.word
    first_word = (new.right - new.left) * len(new.text.split(maxsplit=1)[0]) / len(new.text)
    full = old.right + first_word + 0.3 * measure.height > measure.right - 0.5 * measure.height
    stopped = old.text.rstrip()[-1] in _STOPS
    return (
        full
        and new.left < measure.left + _INDENT * measure.height
        and not (stopped and find_mark(new.text))
        and not (old.text.isupper() != new.text.isupper() and stopped)
        and (new_page or not _far(old, new, measure))
    )


def _far(old: Word, new: Word, measure: _Measure) -> bool:
    return new.bottom - old.bottom > _WIDE_GAP * measure.pitch or new.bottom < old.top

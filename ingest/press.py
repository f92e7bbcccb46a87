"""The page of a newspaper or portal around a notice: headline, lead, captions, links, bylines.

None of it orders anything, however its headline words it. A text without any sign of a page is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.numbering import find_mark
from ingest.patterns_loader import pattern
from ontology.text import fold

_LINE_SIGNS = ("press_caption", "press_link", "press_time", "press_byline")
_HEADER_SIGNS = ("number_line", "motto", "type_line", "addressees")
_AHEAD = 20
"""Lines in which a page hands over to its notice or the notice's own header begins."""
_HEADLINE, _CAPTION, _LEAD, _REPEATED = 200, 300, 900, 25
_STOPS = (".", ":", ";", "!", "?")
_FINAL = (*_STOPS, ")")


@dataclass(frozen=True, slots=True)
class Frame:
    """Indices of lines: `leads` tell of the notice in sentences, `furniture` is everything else around it."""

    leads: frozenset[int]
    furniture: frozenset[int]

    def __contains__(self, line: int) -> bool:
        return line in self.leads or line in self.furniture


def find_frame(lines: Sequence[str]) -> Frame:
    """The lines of a notice's text that belong to the page around it."""
    signs = {k for k, line in enumerate(lines) if is_sign(line)}
    opens = next((k for k, line in enumerate(lines[:_AHEAD]) if _opens_header(line)), None)
    before = lines[: _AHEAD if opens is None else opens]
    hands_over = next((k for k, line in enumerate(before) if pattern("press_hands_over").search(line)), None)
    leads = {k for k, line in enumerate(lines[:_AHEAD]) if len(line) <= _LEAD and pattern("press_lead").match(line)}
    stamps = frozenset(k for k, line in enumerate(lines[:_AHEAD]) if pattern("intake_stamp").fullmatch(line))
    if not signs and hands_over is None and not leads:
        return Frame(frozenset(), stamps)
    above = range(_start(lines, signs | leads, hands_over, opens))
    below = set(_below(lines, signs))
    furniture = signs | below | set(_repeated(lines)) | set(above)
    told = {k for k in above if k not in signs and lines[k].endswith(_FINAL)}
    return Frame(frozenset(told), frozenset(furniture - told) | stamps)


def is_sign(line: str) -> bool:
    """A caption, link, time or byline."""
    return len(line) <= _CAPTION and any(pattern(name).search(line) for name in _LINE_SIGNS)


def _opens_header(line: str) -> bool:
    return any(pattern(name).match(line) for name in _HEADER_SIGNS)


def _start(lines: Sequence[str], signs: set[int], hands_over: int | None, first: int | None) -> int:
    """How many lines come before the notice, or before the report of it."""
    if hands_over is not None:
        return hands_over + 1
    if first is None:
        return _headline_end(lines, signs)
    while first > 0 and _is_capital(lines[first - 1]):
        first -= 1
    return first if any(k in signs for k in range(first)) else 0


def _headline_end(lines: Sequence[str], signs: set[int]) -> int:
    """The end of headline and lead of a report."""
    end = 0
    for k, line in enumerate(lines[:_AHEAD]):
        headline = len(line) < _HEADLINE and not line.endswith(_FINAL) and find_mark(line) is None
        news = k < 4 and pattern("press_news").search(line) and pattern("announced").search(line) is None
        if not (headline or k in signs or news):
            break
        end = k + 1
    return end


def _repeated(lines: Sequence[str]) -> Iterator[int]:
    """Lines that stand twice, as headlines do."""
    seen = dict[str, int]()
    for k, line in enumerate(lines):
        key = fold(line)
        if len(key) >= _REPEATED and key in seen and not line.endswith(_FINAL):
            yield from (seen[key], k)
        seen.setdefault(key, k)


def _below(lines: Sequence[str], signs: set[int]) -> Iterator[int]:
    """Lines without a stop at the end of the page, up to the text, the recipients or the signature."""
    if not signs:
        return
    for k in range(len(lines) - 1, 0, -1):
        line = lines[k]
        ends = line.endswith(_STOPS) or find_mark(line) or pattern("recipients").match(line)
        if k not in signs and (ends or _signed(lines, k)):
            return
        yield k


def _signed(lines: Sequence[str], at: int) -> bool:
    """A name below a signature's post, or part of a signature."""
    near = lines[max(0, at - 3) : at + 1]
    return any(pattern("signature").match(x) or (_is_capital(x) and pattern("post_line").match(x)) for x in near)


def _is_capital(line: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", line)
    return len(letters) > 1 and letters == letters.upper()

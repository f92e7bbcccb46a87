"""Newlines that are no ends: wrapped lines, and page breaks inside a sentence or word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.alignment import Edit, word_around
from ingest.data_files import strings
from ingest.patterns_loader import pattern

_FINAL = ".:;!?"
_PAGE_NUMBER = re.compile(r"-?\s*\d{1,3}\s*-?")
_TABS = re.compile(r"(?<![ \t])[ ]*\t[ \t]*|(?<=\S)[ ]{4,}(?=\S)")
_GAP = re.compile(r"[\t\n]|[ ]{4,}")
_WIDE = 130
_CELL = 60
_BORDER = "|"
_HEADER_LINES = ("number_line", "place_date", "motto")
_FULL, _FULL_ITEM = 0.72, 0.88
"""How much of the width a line fills that was wrapped before a capital; a numbered one may be a heading."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_breaks(text: str) -> Iterator[Edit]:
    """One edit for every newline (or blank stretch, or lone page number) inside a sentence."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    k = 0
    while k + 1 < len(lines):
        line, after = lines[k], lines[k + 1]
        skip = 1
        if _PAGE_NUMBER.fullmatch(after.text) and k + 2 < len(lines) and "\n\n" in text[line.end : after.start]:
            if _goes_on(line.text, lines[k + 2].text, width, paged=True):
                after, skip = lines[k + 2], 2
            else:
                k += 1
                continue
        gap = text[line.end : after.start]
        paged = skip == 2 or gap.count("\n") > 1
        if _split_letter(line.text, after.text):
            yield _edit(text, line.end, after.start, "", "page_break_in_word")
        elif skip == 2 or _goes_on(line.text, after.text, width, paged=paged):
            yield _edit(text, line.end, after.start, " ", _kind(line.text, after.text) if paged else None)
        k += skip


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        bare = line.strip(" ")
        if bare:
            start = at + len(line) - len(line.lstrip(" "))
            yield _Line(start, start + len(bare), bare)
        at += len(line) + 1


def find_columns(text: str) -> Iterator[Edit]:
    """Tabs and wide gaps: between two short cells of a header or signature block a newline, else a space.

    The padding of a table's cells, at a `|`, is a space."""
    for match in _TABS.finditer(text):
        floor = max(0, match.start() - 2 * _CELL)
        line_start = text.rfind("\n", floor, match.start()) + 1
        before = _GAP.split(text[max(line_start, floor) : match.start()])[-1].strip()
        after = _GAP.split(text[match.end() : match.end() + 200])[0].strip()
        cells = (
            before
            and after
            and max(len(before), len(after)) <= _CELL
            and before[-1] != _BORDER != after[0]
            and not pattern("list_mark_ahead").fullmatch(before + " ")
        )
        yield Edit(*match.span(), "\n" if cells else " ")


def _edit(text: str, start: int, end: int, new: str, kind: str | None) -> Edit:
    return Edit(start, end, new, kind, "line-break", *word_around(text, start, end))


def _wrap_width(lines: list[_Line]) -> int:
    """Width at which the file wraps its lines, 0 if each paragraph is one line."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 8:
        return 0
    high = lengths[int(len(lengths) * 0.9)]
    return high if high <= _WIDE else 0


def _goes_on(line: str, after: str, width: int, *, paged: bool) -> bool:
    """True if the sentence of `line` continues in `after`."""
    if (
        line[-1] in _FINAL
        or pattern("list_mark_ahead").match(after)
        or pattern("opens_block").match(after)
        or _upper(line)
        or not _has_word(line)
    ):
        return False
    word = line.rsplit(None, 1)[-1].strip('"(').lower()
    first = after[0]
    if first.islower() or first in ")],":
        return not (re.match(r"(?:về|v/v)\b", after) and len(line) <= 40)
    if word in _connectors() and len(line) > 3 and (first.isalnum() or first == '"'):
        return True
    if re.fullmatch(r"\d{1,2}", line) and re.match(r"(?:tháng|năm)\b", after):
        return True
    if any(pattern(name).match(line) for name in _HEADER_LINES) or pattern("subject_line").match(after):
        return False
    full = width * (_FULL_ITEM if pattern("list_mark_ahead").match(line) else _FULL)
    return not paged and width > 0 and len(line) >= full and (first.isalnum() or first in '"(') and not _upper(after)


def _split_letter(line: str, after: str) -> bool:
    return len(line) == 1 and line.isupper() and after[:1].islower()


def _has_word(line: str) -> bool:
    return any(c.isalnum() for c in line)


def _upper(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _kind(line: str, after: str) -> str:
    pair = f"{line.rsplit(None, 1)[-1]} {after.split(None, 1)[0]}".lower().strip(".,;:()\"'")
    return "page_break_in_word" if pair in _compounds() else "page_break_in_sentence"


@cache
def _connectors() -> frozenset[str]:
    return frozenset(strings("repairs", "connectors"))


@cache
def _compounds() -> frozenset[str]:
    return frozenset(strings("repairs", "compounds"))

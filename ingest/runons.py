"""Line ends that were lost: items, header parts, recipients and signature run on in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ingest.alignment import Edit
from ingest.numbering import find_mark
from ingest.patterns_loader import pattern
from ontology.lexicon import provinces

_LONG = 160
"""Characters from which a line may hold several items."""
_HEAD = 3_000
"""Characters of a text in which its header stands."""
_STOPS, _BULLET_STOPS = '.;:,!?")', ".;:,"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def find_run_ons(text: str) -> Iterator[Edit]:
    """A newline for each space that stands where a line ended."""
    return chain(_head(text), _items(text), _tail(text))


def _break(start: int, end: int) -> Edit:
    return Edit(start, end, "\n", "lost_line_break", "run-on")


def _gap(text: str, at: int, *, before: bool) -> Iterator[Edit]:
    """The newline on one side of a part, if there is but a space."""
    first = last = at
    while first > 0 and text[first - 1] == " ":
        first -= 1
    while last < len(text) and text[last] == " ":
        last += 1
    inside = first > 0 and text[first - 1] != "\n" if before else last < len(text) and text[last] != "\n"
    if first < last and inside:
        yield _break(first, last)


def _head(text: str) -> Iterator[Edit]:
    """Each part of a header on a line of its own, where a line holds two of them."""
    at = 0
    for line in text[:_HEAD].split("\n"):
        parts = list(pattern("head_part").finditer(text, at, at + len(line)))
        kinds = {part.lastgroup for part in parts}
        beside = parts and kinds <= {"date", "number"} and _is_capital(text[at : _place_start(parts[0])])
        if len(kinds) > 1 or kinds == {"motto"} or beside:
            for part in parts:
                yield from _gap(text, _place_start(part), before=True)
                if part.lastgroup not in ("letter", "subject"):
                    yield from _gap(text, part.end(), before=False)
        if len(kinds) > 1 or (parts and len(line) > _LONG):
            yield from _opening(text, parts[-1].end(), at + len(line))
        at += len(line) + 1


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)


def _place_start(part: re.Match[str]) -> int:
    """Where a part begins; of a name of a place with more words before it only the province's name counts."""
    place = part["place"]
    if not place:
        return part.start()
    name = next((name for name in _provinces() if place.endswith(f" {name}")), None)
    return part.end("place") - len(name) if name else part.start()


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(sorted((p.short_name for p in provinces()), key=len, reverse=True))


def _opening(text: str, start: int, end: int) -> Iterator[Edit]:
    """The title ends where the words of a body's opening stand without a stop before them."""
    capitals = pattern("capitals_end").match(text, start, end)
    if capitals:
        yield _break(*capitals.span("gap"))
    opens = pattern("body_opens").search(text, start, min(end, start + 600))
    if opens:
        yield _break(*opens.span())


def _items(text: str) -> Iterator[Edit]:
    """Items of lists inside a long line; numbers and letters count only in their order."""
    expected, at = _Order(), 0
    for line in text.split("\n"):
        end = at + len(line)
        short = len(line) < _LONG
        marks = pattern("inner_mark")
        first = marks.match(text, at, end) if short else None
        for mark in filter(None, [first]) if short else marks.finditer(text, at, end):
            if mark.start() == at:
                expected.take(mark)
            elif not short and expected.fits(mark, text[max(at, mark.start() - 12) : mark.start()]):
                expected.take(mark)
                yield _break(*mark.span())
            else:
                continue
            if not short:
                yield from _heading(text, mark.end(), end)
        if not short:
            for colon in pattern("announcing_colon").finditer(text, at, end):
                yield _break(*colon.span("gap"))
        at = end + 1


def _heading(text: str, start: int, end: int) -> Iterator[Edit]:
    """The end of the heading that an item begins with."""
    mark = find_mark(text[start : start + 20])
    found = pattern("heading_end").match(text, start + (mark.length if mark else 0), end)
    if found:
        yield _break(*found.span(str(found.lastgroup)))


class _Order:
    """The numbers and letters that may come next."""

    def __init__(self) -> None:
        self._number = 0
        self._part = 0
        self._letter = ""

    def take(self, mark: re.Match[str]) -> None:
        """An item begins here."""
        if mark["number"]:
            self._number, self._letter = int(mark["number"]), ""
        elif mark["part"]:
            self._part, self._number, self._letter = int(mark["part"]), 0, ""
        elif mark["letter"]:
            self._letter = mark["letter"]
        elif mark["dotted"]:
            self._number, self._letter = max(self._number, int(mark["dotted"].split(".")[0])), ""
        elif mark["roman"]:
            self._number, self._letter = 0, ""

    def fits(self, mark: re.Match[str], before: str) -> bool:
        """True if a mark after these characters opens an item."""
        stopped = before[-1:] in _STOPS
        if mark["bullet"] or pattern("names_number").search(before):
            return bool(mark["bullet"]) and before[-1:] in _BULLET_STOPS
        if mark["number"]:
            return self._is_next(int(mark["number"]), stopped=stopped, titled=before[-2:].isupper())
        if mark["part"]:
            return int(mark["part"]) == self._part + 1
        if mark["letter"]:
            near = _LETTERS[_LETTERS.find(self._letter) + 1 :][:2] if self._letter else ""
            return mark["letter"] in f"a{near}"
        return stopped or bool(mark["dotted"] and int(mark["dotted"].split(".")[0]) in (self._number, self._number + 1))

    def _is_next(self, number: int, *, stopped: bool, titled: bool) -> bool:
        """The first number after a stop or a title in capitals, else the next one (the one after it after a stop)."""
        if number == 1:
            return stopped or titled
        return number == self._number + 1 or (stopped and number == self._number + 2)


def _tail(text: str) -> Iterator[Edit]:
    """Recipients and signature below the body."""
    start = max(text.rfind("Nơi nhận"), text.rfind("./."))
    if start < 0:
        return
    start = max(start - 2, 0)
    for name in ("tail_part", "signature_part"):
        for part in pattern(name).finditer(text, start):
            if text[part.start() - 1] != "\n" and part.start() > start:
                yield _break(*part.span())

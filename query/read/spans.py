"""Constituents of a statement that may answer a question: numbers with their units, times, names, and phrases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import Final

from ontology.lexicon import bodies
from ontology.text import fold
from query.read.signs import signs

_WORD: Final = re.compile(r"[^\W_]+(?:[.,/:-][^\W_]+)*%?|[^\w\s]")
_QUOTED: Final = re.compile(r"[“\"]([^”\"]+)[”\"]")
_BRACKETED: Final = re.compile(r"\(([^)]+)\)")
_FIGURE: Final = re.compile(r"\d[\d.,]*%?$")
_STOPS, _PAUSES, _ENDS = frozenset(',;:.()“”"…–'), frozenset(",;:.()"), frozenset(";:.")
_UNIT, _TAIL, _REACH = 5, 5, 5
"""Words of the longest unit, words by which a name is longer than its capitals, boundaries within a phrase."""
_PHONE: Final = 8
"""Digits of the shortest number of a telephone."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, half open in characters, and what sort of constituent it is."""

    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class _Words:
    """Words and marks of a text with their places; `keys` are folded."""

    said: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, last: int, sort: str) -> Span | None:
        """The words from `first` to before `last`, less marks at the edges; None if none is left."""
        while first < last and not self.said[first][0].isalnum():
            first += 1
        while last > first and not self.said[last - 1][-1].isalnum() and not self.said[last - 1].endswith("%"):
            last -= 1
        return Span(self.starts[first], self.ends[last - 1], sort) if first < last else None


def spans(text: str) -> list[Span]:
    """Every constituent of a statement once, by the first sort that finds it.

    >>> [text[s.start:s.end] for text in ["Tiêm 85% tổng đàn trước ngày 30/7"] for s in spans(text)][:2]
    ['85%', '85% tổng']
    """
    found = list(_WORD.finditer(text))
    said = tuple(m.group() for m in found)
    words = _Words(said, tuple(map(fold, said)), tuple(m.start() for m in found), tuple(m.end() for m in found))
    out = dict[tuple[int, int], Span]()
    parts = (_numbers, _times, _official, _names, _segments, _phrases)
    for span in chain(_marked(text), *(part(words) for part in parts)):
        if span is not None:
            out.setdefault((span.start, span.end), span)
    return list(out.values())


def _stops(words: _Words) -> set[int]:
    """Places of marks and of words at which a constituent may end."""
    return {i for i, key in enumerate(words.keys) if words.said[i] in _STOPS or key in signs().boundary}


def _numbers(words: _Words) -> Iterator[Span | None]:
    stops = _stops(words)
    for i, said in enumerate(words.said):
        if not said[0].isdigit():
            continue
        sort, last = _sort_of_number(words, i), i + 1
        yield words.span(i, last, sort)
        while last < len(words.said) and last not in stops and last - i <= _UNIT:
            last += 1
            yield words.span(i, last, f"{sort} +{min(last - i - 1, 3)}")


def _sort_of_number(words: _Words, i: int) -> str:
    said, before = words.said[i], words.keys[i - 1] if i else ""
    following = words.keys[i + 1 : i + 3]
    if "/" in said or before in signs().dated or signs().hour.issuperset(following[:1] or ("",)):
        return "date"
    if said.endswith("%"):
        return "share"
    if signs().money.match(" ".join(following)):
        return "money"
    if following and following[0] in signs().duration:
        return "duration"
    if signs().phone.match(said) and sum(map(str.isdigit, said)) >= _PHONE:
        return "phone"
    return "code" if any(map(str.isalpha, said)) else "number"


def _times(words: _Words) -> Iterator[Span | None]:
    core, before, after = (signs().time[part] for part in ("core", "before", "after"))
    i, size = 0, len(words.said)
    while i < size:
        if not (words.keys[i] in core or re.match(r"\d{1,2}/\d", words.said[i])):
            i += 1
            continue
        first, last = i, i
        while first and (words.keys[first - 1] in core | before or _FIGURE.match(words.said[first - 1])):
            first -= 1
        while last < size and (words.keys[last] in core | after or words.said[last][0].isdigit()):
            last += 1
        yield words.span(first, last, "time")
        yield words.span(i, last, "time")
        i = max(last, i + 1)


def _names(words: _Words) -> Iterator[Span | None]:
    name, stops, i, size = signs().name, _stops(words), 0, len(words.said)
    while i < size:
        opens = i > 0 or (size > 1 and words.said[1][:1].isupper()) or words.keys[0] in name["opening"]
        if not (words.said[i][:1].isupper() and opens):
            i += 1
            continue
        last = i + 1
        while last < size and (
            words.said[last][:1].isupper() or (words.said[last].islower() and words.keys[last] in name["inside"])
        ):
            last += 1
        first = i
        if i and words.keys[i - 1] in name["before"]:
            yield words.span(i, last, "name")
            first -= 1 + (i > 1 and f"{words.keys[i - 2]} {words.keys[i - 1]}" in name["pairs"])
        sort = _sort_of_name(words.keys[first], " ".join(words.keys[first : first + 2]))
        yield words.span(first, last, sort)
        if sort == "body":
            yield from (words.span(first, further, "body +") for further in _joined(words, last, stops))
        more = last
        while more < size and more - last < _TAIL and more not in stops:
            more += 1
            yield words.span(first, more, f"{sort} +")
        i = last


def _joined(words: _Words, last: int, stops: Collection[int]) -> Iterator[int]:
    """Where a body's name may end that goes on after a joint: “Sở Giáo dục và Đào tạo”."""
    heads = signs().name["body"] | signs().name["place"] | signs().name["person"]
    after = last + 1
    if words.said[last : last + 1] not in (("và",), ("-",)) or not words.said[after : after + 1]:
        return
    head, pair = words.keys[after], " ".join(words.keys[after : after + 2])
    if not words.said[after][:1].isupper() or {head, pair} & heads:
        return
    end = after + 1
    while end <= len(words.said) and end - after <= _TAIL:
        yield end
        if end in stops:
            return
        end += 1


def _official(words: _Words) -> Iterator[Span | None]:
    """The longest official name of a body at each word in capitals, alone and with what it is of."""
    for first, said in enumerate(words.said):
        known = _bodies().get(words.keys[first], ()) if said[:1].isupper() else ()
        if name := next((name for name in known if words.keys[first : first + len(name)] == name), None):
            last = first + len(name)
            yield words.span(first, last, "official body")
            if words.keys[last : last + 1] and words.keys[last] in signs().name["place"]:
                yield words.span(first, last + 1, "official body")


@cache
def _bodies() -> dict[str, list[tuple[str, ...]]]:
    """Names of bodies that have marks or joints within, by their first word, the longest first."""
    out = dict[str, list[tuple[str, ...]]]()
    for body in bodies():
        for name in (body.name, *body.variants):
            keys = tuple(fold(found.group()) for found in _WORD.finditer(name))
            if len(keys) > 1:
                out.setdefault(keys[0], []).append(keys)
    return {first: sorted(set(names), key=len, reverse=True) for first, names in out.items()}


def _sort_of_name(head: str, pair: str) -> str:
    return next((sort for sort in ("body", "place", "person") if {head, pair} & signs().name[sort]), "name")


def _marked(text: str) -> Iterator[Span]:
    for sort, pattern in (("quoted", _QUOTED), ("bracketed", _BRACKETED)):
        yield from (Span(*found.span(1), sort) for found in pattern.finditer(text))


def _segments(words: _Words) -> Iterator[Span | None]:
    """What stands between marks: one, two or three such parts, clauses, and the whole."""
    size = len(words.said)
    pauses = [-1, *(i for i, said in enumerate(words.said) if said in _PAUSES), size]
    ends = [-1, *(i for i, said in enumerate(words.said) if said in _ENDS), size]
    for count, sort in ((1, "part"), (2, "parts"), (3, "more parts")):
        for first, last in zip(pauses, pauses[count:], strict=False):
            yield words.span(first + 1, last, sort)
    for first, last in pairwise(ends):
        yield words.span(first + 1, last, "clause")
    yield words.span(0, size, "whole")


def _phrases(words: _Words) -> Iterator[Span | None]:
    """What stands between words or marks at which a constituent may begin and end."""
    size, boundary = len(words.said), signs().boundary
    marks = {i for i, said in enumerate(words.said) if said in _STOPS}
    bounds = {i for i, key in enumerate(words.keys) if key in boundary}
    starts, ends = {0} | bounds | {i + 1 for i in bounds | marks}, sorted(marks | bounds | {size})
    for first in sorted(start for start in starts if start < size):
        for last in [end for end in ends if end > first][:_REACH]:
            yield words.span(first, last, "phrase")

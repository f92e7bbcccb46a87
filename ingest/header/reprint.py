"""Notices that a newspaper or a portal reprints: the header is told in the lead, or stands below the headline.

"… vừa ký ban hành Chỉ thị số 09/CT-UBND ngày 11/5/2021 về …. Toàn văn Chỉ thị như sau:". Read only where the
header itself has no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from ingest.dates import find_dates
from ingest.header.places import behind_place
from ingest.header.titles import Part, type_of
from ingest.layout import HEADER, PARAGRAPH, TITLE, Block, Layout, is_upper
from ingest.mentions import Mention, find_mentions
from ingest.numbers import DocumentNumber, find_numbers
from ingest.patterns_loader import pattern
from ingest.personal_names import personal_names

T = TypeVar("T")
_LEAD = 12
"""How many blocks a lead and a header below it take at most."""
_HEADLINES = 3
_GAP = 60


@dataclass(frozen=True, slots=True)
class Announced:
    """What the lead says of the document that follows; a missing part is None. `issuer` has clean offsets."""

    number: DocumentNumber | None
    type: Part | None
    date: Part | None
    issuer: Mention | None
    signer: tuple[int, int] | None
    """Where the lead names who has signed."""


def lead_blocks(layout: Layout) -> list[Block]:
    """Blocks before the first numbered item, the first ones of a report without any."""
    numbered = any(b.number for b in layout.body())
    return [b for b in layout.blocks if not numbered or b.end <= layout.order_start or b.kind != PARAGRAPH][:_LEAD]


def find_announced(layout: Layout, clean: str) -> Announced | None:
    """The sentence that tells of the notice's issue, best with its number; None if there is none.

    A notice with a title of its own is no reprint, unless the lead says so.
    """
    titled = any(pattern("type_line").match(b.text) for b in layout.of_kind(HEADER, TITLE))
    if titled and not pattern("reprint").search(clean, 0, layout.order_start):
        return None
    found = [*_headlines(layout, clean), *_announcements(layout, clean)]
    best = next((told for told in found if told.number), found[0] if found else None)
    if best is None:
        return None
    same = [told for told in found if told.number is None or (best.number and told.number.text == best.number.text)]
    return replace(
        best,
        type=_first(t.type for t in (best, *same)),
        date=_first(t.date for t in (best, *same)),
        issuer=_first(t.issuer for t in (best, *same)),
        signer=_first(t.signer for t in (best, *same)),
    )


def _first(values: Iterable[T | None]) -> T | None:
    """The first value that is there."""
    return next((value for value in values if value is not None), None)


def _headlines(layout: Layout, clean: str) -> Iterator[Announced]:
    """A headline that is the notice's reference: "Thông báo số 302-TB/TU ngày 5/5/2021 của Tỉnh ủy … về …"."""
    for block in lead_blocks(layout)[:_HEADLINES]:
        match = pattern("headline").match(block.text)
        number = next(find_numbers(clean, block.start, block.end), None) if match else None
        if match and number and pattern("announced_number").match(clean[block.start + match.end() : number.start]):
            kind, span = type_of(match["type"]), (block.start + match.start("type"), block.start + match.end("type"))
            issuer = _issuer(clean, number.end, min(block.end, number.end + 2 * _GAP), first=True)
            type_ = Part(kind, *span) if kind else None
            yield Announced(number, type_, _date(clean, block, block.start, number), issuer, None)


def _announcements(layout: Layout, clean: str) -> Iterator[Announced]:
    for block in lead_blocks(layout):
        reprint = pattern("reprint").search(clean, block.start, max(layout.order_start, block.end))
        for match in pattern("announced").finditer(clean, block.start, block.end):
            end = match.end("type")
            number = next(find_numbers(clean, end, min(block.end, end + _GAP)), None)
            if number and pattern("announced_number").match(clean[end : number.start]) is None:
                number = None
            if number or reprint:
                kind = type_of(match["type"])
                yield Announced(
                    number,
                    Part(kind, match.start("type"), end) if kind else None,
                    _date(clean, block, match.start(), number),
                    _issuer(clean, block.start, match.start()),
                    _signer(clean, block.start, match),
                )


def _date(clean: str, block: Block, at: int, number: DocumentNumber | None) -> Part | None:
    """The day of issue: behind the number, else the day on which the lead says it was signed."""
    if number:
        after = find_dates(clean, number.end, min(block.end, number.end + _GAP))
        if after and not clean[number.end : after[0].start].strip(" ,("):
            return Part(after[0].iso, after[0].start, after[0].end)
    told = find_dates(clean, 0, block.end)
    before = find_dates(clean, block.start, at, year=int(told[-1].iso[:4]) if told else None)
    return Part(before[-1].iso, before[-1].start, before[-1].end) if before else None


def _issuer(clean: str, start: int, end: int, *, first: bool = False) -> Mention | None:
    """The body or head that issues, named last before the verb or first behind "của"."""
    named = [m for m in find_mentions(clean[start:end]) if m.kind in ("body", "post", "person")]
    if not named:
        return None
    last = named[0 if first else -1]
    identifier = last.posts[0][0] if last.kind == "person" and last.posts else last.id
    label = last.posts[0][1] if last.kind == "person" and last.posts else last.label
    return Mention(
        start + last.start, start + last.end, last.text, identifier, label, last.kind, last.level, last.class_
    )


def _signer(clean: str, start: int, match: re.Match[str]) -> tuple[int, int] | None:
    """The name right before "đã ký ban hành" or "ban hành"."""
    names = list(personal_names().finditer(clean, start, match.start()))
    right_before = names and not clean[names[-1].end() : match.start()].strip()
    if not right_before:
        return None
    first, last = names[-1].span()
    return behind_place(clean, first, last), last


def letterhead_lines(layout: Layout) -> Iterator[Block]:
    """Lines in capitals below the headline that are no type and address nobody."""
    for block in lead_blocks(layout):
        skip = pattern("type_line").match(block.text) or pattern("addressees").match(block.text)
        if block.kind == PARAGRAPH and is_upper(block.text) and not skip and len(block.text) < 120:
            yield block


def type_line(layout: Layout) -> Part | None:
    """The line of the type below the headline."""
    for block in lead_blocks(layout):
        kind = type_of(block.text) if pattern("type_line").match(block.text) else None
        if kind:
            return Part(kind, block.start, block.end)
    return None

"""The parts of a notice: header, addressees, numbered body, recipients, signature.

Layout norms: 36-HD/VPTW for the Party, Decree 30/2020/NĐ-CP for the State (doc norms §§2, 5, 6). One
paragraph of the repaired text is one block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.lost_marks import lost_marks
from ingest.numbering import Mark, Numbering, find_mark
from ingest.patterns_loader import pattern
from ingest.press import find_frame
from ingest.repair import Repaired

HEADER, TITLE, PARAGRAPH, HEADING, ITEM, BULLET = "header", "title", "paragraph", "heading", "item", "bullet"
RECIPIENTS, SIGNATURE, FURNITURE, LEAD = "recipients", "signature", "furniture", "lead"
BODY_KINDS = frozenset({PARAGRAPH, HEADING, ITEM, BULLET})
_JUNK_BEFORE = 15
_TITLE_LINES = 8
_GLANCE = 16
"""Signs of a line that mostly tell its case."""
_LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: `clean[start:end]` without its list mark.

    `id` is the section path: `0` before the first number, `2.1`, `1-a`, `2.1-b3` for the third bullet,
    `dieu-3.1`, `I.2`. A paragraph has the id of the item it stands under. `parent` is the id one level up.
    """

    kind: str
    id: str
    number: str | None
    level: int
    parent: str | None
    start: int
    end: int
    text: str
    mark_start: int
    """Where the list mark starts; equals `start` without one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in reading order and the zones they form, in clean offsets.

    `order_start` is the first block after which everything is ordered: the first numbered item or bullet,
    or the body's start if there is none.
    """

    blocks: tuple[Block, ...]
    body_start: int
    body_end: int
    order_start: int

    def body(self) -> tuple[Block, ...]:
        """Blocks that can hold orders and facts."""
        return tuple(b for b in self.blocks if b.kind in BODY_KINDS)

    def told(self) -> tuple[Block, ...]:
        """Blocks that can hold facts: the body, and the lead of the newspaper that reprints it."""
        return tuple(b for b in self.blocks if b.kind in BODY_KINDS or b.kind == LEAD)

    def of_kind(self, *kinds: str) -> tuple[Block, ...]:
        """Blocks of the given kinds, in order."""
        return tuple(b for b in self.blocks if b.kind in kinds)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def layout(repaired: Repaired) -> Layout:
    """Cut the repaired text into blocks and zones."""
    every = _lines(repaired.clean)
    frame = find_frame([line.text for line in every])
    lines = [line for k, line in enumerate(every) if k not in frame]
    head = _header_length(lines)
    blocks = [_plain(line, kind) for line, kind in zip(lines[:head], _header_kinds(lines[:head]), strict=True)]
    blocks += _rest(lines[head:])
    around = [(line, LEAD if k in frame.leads else FURNITURE) for k, line in enumerate(every) if k in frame]
    blocks = sorted([*blocks, *(_plain(line, kind, "press") for line, kind in around)], key=lambda b: b.start)
    body = [b for b in blocks if b.kind in BODY_KINDS]
    size = len(repaired.clean)
    start, end = (body[0].mark_start, body[-1].end) if body else (size, size)
    order = next((b.mark_start for b in body if b.number is not None), start)
    return Layout(tuple(blocks), start, end, order)


def _lines(clean: str) -> list[_Line]:
    """Paragraphs; one that no notice would have is cut at spaces, so that its reading stays linear."""
    out = list[_Line]()
    for match in re.finditer(r"[^\n]+", clean):
        at = match.start()
        while at < match.end():
            end = match.end() if match.end() - at <= _LONGEST else clean.rfind(" ", at + 1, at + _LONGEST) + 1
            end = end if end > at else min(at + _LONGEST, match.end())
            text = clean[at:end].strip()
            if text:
                start = at + len(clean[at:end]) - len(clean[at:end].lstrip())
                out.append(_Line(start, start + len(text), text))
            at = end
    return out


def is_upper(text: str) -> bool:
    """True if the line has letters and all are capitals."""
    if sum(map(str.islower, text[: _GLANCE + len(text) // 8])) > 0.05 * len(text):
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 1 and sum(map(str.isupper, filter(str.isalpha, text))) >= 0.95 * letters


def _header_length(lines: list[_Line]) -> int:
    """How many lines come before the body."""
    addressing = titled = False
    last_mark = _last_header_mark(lines)
    title_lines = 0
    for k, line in enumerate(lines):
        text = line.text
        if pattern("task_table").match(text):
            return k
        if pattern("addressees").match(text):
            addressing = titled = True
        elif addressing and (find_mark(text, bullets_only=True) or _is_addressee(lines[k - 1].text, text)):
            continue
        elif is_upper(text) or _is_header_line(text):
            addressing = False
            titled = titled or bool(pattern("type_line").match(text) or pattern("subject_line").match(text))
        elif k < last_mark and len(text) < 100 and not addressing:
            continue
        elif titled and not addressing and title_lines < _TITLE_LINES and _is_title(text, lines[k - 1].text):
            title_lines += 1
        else:
            return k
    return len(lines)


def _last_header_mark(lines: list[_Line]) -> int:
    """Index of the last number, date or type line among the first lines."""
    names = ("number_line", "place_date", "type_line", "motto")
    marks = [k for k, line in enumerate(lines[: 2 * _JUNK_BEFORE]) if any(pattern(p).match(line.text) for p in names)]
    last = 0
    for k in marks:
        if k - last <= _JUNK_BEFORE:
            last = k
    return last


def _is_header_line(text: str) -> bool:
    names = ("number_line", "place_date", "type_line", "subject_line", "motto", "rule_line", "urgency", "draft_mark")
    return any(pattern(name).match(text) for name in names)


def _is_title(text: str, before: str) -> bool:
    """A line of the subject: no stop at its end, and right below the type or not worded like a body's opening."""
    if text[-1] in ".:;,!" or find_mark(text) or len(text) > 400:
        return False
    return bool(pattern("type_line").match(before)) or not pattern("body_opening").match(text)


def _is_addressee(before: str, text: str) -> bool:
    """A line of the addressee list without a dash: right after a bare `Kính gửi:`, or ended like one."""
    return len(text) < 140 and (before.endswith(":") or (before[-1] in ";," and text[-1] in ";."))


def _header_kinds(lines: list[_Line]) -> list[str]:
    """Title lines are those from the document type to the addressees."""
    kinds, titled = list[str](), False
    for line in lines:
        if pattern("addressees").match(line.text):
            titled = False
            kinds.append(HEADER)
            continue
        if pattern("type_line").match(line.text) or pattern("subject_line").match(line.text):
            titled = True
        furniture = any(
            pattern(p).match(line.text) for p in ("place_date", "number_line", "motto", "rule_line", "urgency")
        )
        kinds.append(TITLE if titled and not furniture else HEADER)
    return kinds


def _plain(line: _Line, kind: str, section: str = "header") -> Block:
    return Block(kind, section, None, 0, None, line.start, line.end, line.text, line.start)


def _rest(lines: list[_Line]) -> list[Block]:
    zones = list(_zones(lines))
    body = [k for k, zone in enumerate(zones) if zone == PARAGRAPH and not _is_furniture(lines[k].text)]
    lost = {body[k]: mark for k, mark in lost_marks([lines[n].text for n in body]).items()}
    out, numbering = list[Block](), Numbering()
    for k, (line, zone) in enumerate(zip(lines, zones, strict=True)):
        if _is_furniture(line.text):
            out.append(_plain(line, FURNITURE, zone))
        elif zone == RECIPIENTS:
            out.append(_unmarked(line, RECIPIENTS))
        elif zone == SIGNATURE:
            out.append(_plain(line, SIGNATURE, SIGNATURE))
        else:
            after = lines[k + 1].text if k + 1 < len(lines) else ""
            out.append(_body_block(line, after, lost.get(k) or find_mark(line.text), numbering))
    return out


def _is_furniture(text: str) -> bool:
    return bool(pattern("rule_line").match(text) or pattern("drafting_mark").fullmatch(text))


def _zones(lines: list[_Line]) -> Iterator[str]:
    """The zone of each line below the header."""
    zone = PARAGRAPH
    for k, line in enumerate(lines):
        ended = k > 0 and lines[k - 1].text.endswith("./.")
        zone = _zone(zone, line.text, ended=ended, near_end=len(lines) - k <= 8)
        yield zone


def _zone(zone: str, text: str, *, ended: bool, near_end: bool) -> str:
    """The zone a line belongs to, given the zone of the line before."""
    if pattern("recipients").match(text):
        return RECIPIENTS
    if pattern("signature").match(text):
        return SIGNATURE
    if is_upper(text) and pattern("post_line").match(text) and (ended or near_end or zone == RECIPIENTS):
        return SIGNATURE
    if zone == SIGNATURE and find_mark(text, bullets_only=True):
        return RECIPIENTS
    if zone != PARAGRAPH and (pattern("annex").match(text) or pattern("task_table").match(text)):
        return PARAGRAPH
    return zone


def _unmarked(line: _Line, kind: str) -> Block:
    mark = find_mark(line.text, bullets_only=True)
    start = line.start + (mark.length if mark else 0)
    return Block(kind, kind, None, 1 if mark else 0, None, start, line.end, line.text[start - line.start :], line.start)


def _body_block(line: _Line, after: str, mark: Mark | None, numbering: Numbering) -> Block:
    if mark is None:
        section = numbering.container
        return Block(PARAGRAPH, section, None, numbering.level, numbering.parent(section), line.start, line.end,
                     line.text, line.start)  # fmt: skip
    section = numbering.enter(mark)
    start = line.start + mark.length
    text = line.text[mark.length :]
    kind = BULLET if mark.style == "bullet" else HEADING if _is_heading(text, after, mark) else ITEM
    return Block(
        kind, section, mark.number, numbering.level, numbering.parent(section), start, line.end, text, line.start
    )


def _is_heading(text: str, after: str, mark: Mark) -> bool:
    """A numbered line that only names its subject: short, without a final stop."""
    if mark.style == "part" or is_upper(text):
        return True
    return bool(after) and len(text) <= (80 if text.endswith(":") else 200) and text[-1:] not in ".;,!"

"""Marked text: overlapping spans cut into segments, and the words of a query found in a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ontology.text import fold

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text with the kind of fact it carries and the name of that fact."""

    start: int
    end: int
    kind: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks, the shortest mark (the innermost) first."""

    text: str
    marks: tuple[Mark, ...]


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """The text cut at every border of a mark; joined again, the segments give the text.

    Marks are clipped to the text; empty ones are dropped. O(m·s) for m marks and s segments.
    """
    size = len(text)
    kept = [m for m in marks if max(m.start, 0) < min(m.end, size)]
    borders = sorted({0, size, *(max(m.start, 0) for m in kept), *(min(m.end, size) for m in kept)})
    out = list[Segment]()
    for start, end in pairwise(borders):
        over = [m for m in kept if m.start < end and m.end > start]
        out.append(Segment(text[start:end], tuple(sorted(over, key=lambda m: (m.end - m.start, m.kind, m.name)))))
    return out


def query_marks(text: str, query: str) -> list[Mark]:
    """Marks on the words of a text that are, folded, words of the query (single letters aside)."""
    wanted = {word for word in fold(query).split() if len(word) > 1}
    return [Mark(m.start(), m.end(), "hit", "") for m in _WORD.finditer(text) if fold(m.group()) in wanted]


def window(text: str, start: int, end: int, around: int = 160) -> tuple[int, int]:
    """Offsets of the passage around a span: at most `around` characters each side, cut at words,
    and no further than the paragraph."""
    left = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - around)
    break_after = text.find("\n\n", end)
    right = min(break_after if break_after >= 0 else len(text), end + around)
    if 0 < left < start and not text[left - 1].isspace():
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if end < right < len(text) and not text[right].isspace():
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else right
    return left, right

"""Titles that a reprint repeats: above the text, below it, and as the name of a link."""

from __future__ import annotations

from ingest.layout import BODY_KINDS, HEADER, TITLE, Layout
from ontology.text import fold

_SHORTEST = 20
"""Characters of a line that can only stand there twice because it is the title."""
_MARKS = 20
"""Signs that a line may have beside its letters and spaces."""
_OPENING = 3
"""Paragraphs at the beginning among which a newspaper's headline stands."""


def repeated_titles(layout: Layout) -> frozenset[int]:
    """The starts of the body's paragraphs that only repeat a title or a headline."""
    heads = [b for b in layout.blocks if b.kind in (TITLE, HEADER)]
    body = [b for b in layout.blocks if b.kind in BODY_KINDS]
    titles = {fold(b.text) for b in (*heads, *body[:_OPENING]) if len(b.text) >= _SHORTEST}
    longest = max(map(len, titles), default=0) + _MARKS
    later = (b for b in body[_OPENING:] if _SHORTEST <= len(b.text) <= longest)
    return frozenset(b.start for b in later if fold(b.text) in titles)

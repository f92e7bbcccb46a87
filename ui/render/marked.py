"""Text with marked spans as HTML: clickable facts, quoted evidence, found words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ui.highlight import Mark, Segment, query_marks, segments, window
from ui.render.html import esc, tag


def _segment(segment: Segment) -> str:
    text = esc(segment.text)
    if not segment.marks:
        return text
    inner = segment.marks[0]
    classes = " ".join(dict.fromkeys(f"m-{mark.kind}" for mark in segment.marks))
    duty = next((mark for mark in segment.marks if mark.kind in {"duty", "framing"}), None)
    notes = " · ".join(mark.note for mark in segment.marks if mark.note)
    given = {"title": notes} if notes else {}
    if duty is not None:
        given |= {"data_act": "duty", "data_arg": duty.name, "role": "button", "tabindex": "0"}
    elif inner.name:
        given |= {"data_name": inner.name}
    return tag("mark", text, classes, **given)


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The whole text with its marks; the innermost duty answers a click."""
    return "".join(_segment(segment) for segment in segments(text, marks))


def quote_in_context(text: str, start: int, end: int, around: int = 160) -> str:
    """A quoted span, highlighted, with the passage around it; dots where the passage was cut."""
    left, right = window(text, start, end, around)
    before = "… " if left > 0 and text[max(left - 2, 0) : left].strip() else ""
    after = " …" if right < len(text) and text[right : right + 2].strip() else ""
    inner = marked(text[left:right], [Mark(start - left, end - left, "quote", "")])
    return tag("span", before + inner + after, "tt-context")


def found(text: str, query: str, extra: Sequence[Mark] = ()) -> str:
    """A hit with the words of the query marked."""
    return marked(text, [*query_marks(text, query), *extra])

"""The numbers and bullets that a DOCX shows before paragraphs: they are counted, not written in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from ingest.formats.docx_xml import attribute, child, children

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
                 (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SLOT: Final = re.compile(r"%(\d)")
_LARGEST: Final = 3999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the kind of number, its frame (`%1.%2.`) and the first number."""

    kind: str
    frame: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Lists of a document and how far each is counted."""

    lists: dict[str, tuple[str, dict[int, Level]]]
    """List id → the definition that it shares its count with, and its levels."""
    styles: dict[str, tuple[str, int]]
    """Paragraph style → its list and level."""
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, paragraph: Any) -> str:
        """The mark before this paragraph with a space, empty if it has none; counts on."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        list_id, depth = place
        shared, levels = self.lists[list_id]
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return "- "
        counts = self._counts.setdefault(shared, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        shown = _SLOT.sub(lambda slot: _number(int(slot[1]) - 1, counts, levels), level.frame)
        return f"{shown} " if shown.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        style = self.styles.get(attribute(child(properties, "pStyle"), "val") or "")
        if own is None:
            return style
        list_id = attribute(child(own, "numId"), "val") or (style[0] if style else "")
        depth = attribute(child(own, "ilvl"), "val")
        return (list_id, _int(depth, style[1] if style else 0)) if list_id not in ("", "0") else None


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """The lists of the parts `numbering.xml` and `styles.xml` (their root elements, or None)."""
    shared = {
        attribute(item, "abstractNumId") or "": {
            _int(attribute(level, "ilvl"), 0): _level(level) for level in children(item, "lvl")
        }
        for item in children(numbering, "abstractNum")
    }
    lists = dict[str, tuple[str, dict[int, Level]]]()
    for item in children(numbering, "num"):
        base = attribute(child(item, "abstractNumId"), "val") or ""
        lists[attribute(item, "numId") or ""] = (base, shared.get(base, {}))
    return Numbering(lists, _styles(styles))


def _level(level: Any) -> Level:
    return Level(
        attribute(child(level, "numFmt"), "val") or "decimal",
        attribute(child(level, "lvlText"), "val") or "",
        _int(attribute(child(level, "start"), "val"), 1),
    )


def _styles(styles: Any) -> dict[str, tuple[str, int]]:
    found = dict[str, tuple[str, int]]()
    for style in children(styles, "style"):
        number = child(child(style, "pPr"), "numPr")
        list_id = attribute(child(number, "numId"), "val")
        if list_id and list_id != "0":
            found[attribute(style, "styleId") or ""] = (list_id, _int(attribute(child(number, "ilvl"), "val"), 0))
    return found


def _number(depth: int, counts: dict[int, int], levels: dict[int, Level]) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    value = counts.get(depth, level.start)
    if level.kind in ("lowerLetter", "upperLetter"):
        shown = _LETTERS[(value - 1) % 26] * ((value - 1) // 26 + 1) if 0 < value <= 260 else str(value)
    elif level.kind in ("lowerRoman", "upperRoman"):
        shown = _roman(value)
    else:
        shown = str(value)
    return shown.upper() if level.kind.startswith("upper") else shown


def _roman(value: int) -> str:
    if not 0 < value <= _LARGEST:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (value // worth)
        value %= worth
    return out


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else default

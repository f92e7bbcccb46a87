"""DOCX: paragraphs with their counted numbers, tables, and pages where Word last broke them.

Deleted text, headers, footers, notes and field codes are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ingest.formats import legacy
from ingest.formats.docx_numbering import Numbering, read_numbering
from ingest.formats.docx_xml import attribute, child, children, name_of, read_parts
from ingest.formats.extracted import Builder, Extracted
from ingest.formats.tables import table_lines

_SKIPPED: Final = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr", "instrText", "delText"})
_SIGNS: Final = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "lastRenderedPageBreak": "\f"}
_NO_LINE: Final = frozenset({"nil", "none"})
_PAGE: Final = "\f"


def read(path: Path, data: bytes) -> Extracted:
    """The text of the document body.

    Raises:
        BrokenFileError, EncryptedFileError, BombError
    """
    document, numbering, styles = read_parts(path, data, "word/numbering.xml", "word/styles.xml")
    lines = list(_blocks(child(document, "body"), read_numbering(numbering, styles)))
    return _with_pages(legacy.convert("\n".join(lines)) or "\n".join(lines))


def _with_pages(text: str) -> Extracted:
    """The text without its page marks, and the pages that they part."""
    builder, number, start = Builder(), 1, 0
    for line in text.split("\n"):
        first, *later = line.split(_PAGE)
        head = first
        for part in later:
            if head or number > 1 or builder.size:
                builder.page_before(number, start, builder.size + len(head))
                number, start = number + 1, builder.size + len(head)
            head += part
        builder.line(head.rstrip())
    if number > 1:
        builder.page(number, start)
    return builder.build()


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Lines of the paragraphs and tables below an element."""
    for item in parent if parent is not None else ():
        kind = name_of(item)
        if kind == "p":
            yield from _paragraph(item, numbering)
        elif kind == "tbl":
            yield from _table(item, numbering)
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            yield from _blocks(item, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> list[str]:
    """Lines of a paragraph, those of its text boxes first."""
    boxes = list[str]()
    text = "".join(_pieces(paragraph, numbering, boxes))
    mark = numbering.mark(paragraph) if text.strip() else ""
    return [*boxes, *(mark + text).split("\n")]


def _pieces(element: Any, numbering: Numbering, boxes: list[str]) -> Iterator[str]:
    for item in element:
        kind = name_of(item)
        if kind == "t":
            yield (item.text or "").replace("\n", " ").replace(_PAGE, " ")
        elif kind in _SIGNS:
            yield _SIGNS[kind]
        elif kind == "br":
            yield _PAGE if attribute(item, "type") == "page" else "\n"
        elif kind == "txbxContent":
            boxes += _blocks(item, numbering)
        elif kind and kind not in _SKIPPED:
            yield from _pieces(item, numbering, boxes)


def _table(table: Any, numbering: Numbering) -> list[str]:
    rows, above = list[list[list[str]]](), dict[int, list[str]]()
    for row in children(table, "tr"):
        cells = list[list[str]]()
        column = 0
        for cell in children(row, "tc"):
            properties = child(cell, "tcPr")
            merged = child(properties, "vMerge")
            goes_on = merged is not None and attribute(merged, "val") != "restart"
            content = above.get(column, []) if goes_on else list(_blocks(cell, numbering))
            above[column] = content
            cells.append(content)
            span = attribute(child(properties, "gridSpan"), "val") or "1"
            column += int(span) if span.isdigit() else 1
        rows.append(cells)
    return table_lines(rows, ruled=_is_ruled(table))


def _is_ruled(table: Any) -> bool:
    """Whether the table shows lines between its cells: by its borders, else by the name of its style."""
    properties = child(table, "tblPr")
    borders = child(properties, "tblBorders")
    if borders is not None:
        inside = [child(borders, name) for name in ("insideH", "insideV")]
        return any(attribute(line, "val") not in (None, *_NO_LINE) for line in inside)
    return "grid" in (attribute(child(properties, "tblStyle"), "val") or "").lower()

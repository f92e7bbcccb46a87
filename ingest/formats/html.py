"""Saved web pages: the text of the document without the portal around it.

The document is the smallest element that holds nearly all the running text, i.e. text that is no link;
what is known as furniture (menus, shares, comments) never counts. Names are in `ingest/data/html.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from lxml import etree
from lxml import html as parser

from ingest.data_files import strings
from ingest.errors import BrokenFileError
from ingest.formats import legacy, plain
from ingest.formats.extracted import Extracted, of_lines
from ingest.formats.tables import table_lines

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_LEGACY_NAMES: Final = frozenset({"windows-1258", "x-viet-tcvn5712", "x-viet-vni", "iso-8859-1", "windows-1252"})
_WORDS: Final = re.compile(r"[\w-]+")
_SPACES: Final = re.compile(r"[ \t\r\n\f\u200b]+")
_SIDE_BY_SIDE: Final = 2
"""Columns of a letterhead; cells of wider tables, and of ruled ones, are repeated in each row they reach."""
_LONGEST_HELD: Final = 300
"""Characters up to which a cell is repeated, so that no page grows by it."""
_DIGITS: Final = 5
_NEARLY_ALL: Final = 0.8
_MOST: Final = 0.6
_DEEP: Final = 200
"""Elements nested deeper than this are read as one line; pages of portals stay below 60."""


def read(path: Path, data: bytes) -> Extracted:
    """The text of the document on the page.

    Raises:
        EncodingError, BinaryFileError: the bytes are no Vietnamese text.
        BrokenFileError: there is no page.
    """
    root = _parse(path, _decode(path, data))
    _drop_junk(root)
    lines = [line for line in _Lines().of(_main(root)) if line]
    text = "\n".join(lines)
    return of_lines((legacy.convert(text) or text).split("\n"))


def _decode(path: Path, data: bytes) -> str:
    """The page as text: as it says itself if that works, else as its bytes read."""
    match = _CHARSET.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name not in ("utf-8", "utf8", *_LEGACY_NAMES):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            return plain.decode(path, data)
    return plain.decode(path, data)


def _parse(path: Path, text: str) -> Any:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    try:
        return parser.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        raise BrokenFileError(path, "HTML") from error


def _drop_junk(root: Any) -> None:
    """Take out what is no text of a document, keeping what follows each such element."""
    for element in list(root.iter()):
        name = element.tag if isinstance(element.tag, str) else None
        drop = name is None or name in _names("skipped") or (name not in ("html", "body") and _is_junk(element))
        if drop and element.getparent() is not None:
            element.drop_tree()


def _is_junk(element: Any) -> bool:
    if element.tag in _names("furniture") and not any(parent.tag == "article" for parent in element.iterancestors()):
        return True
    if "display:none" in (element.get("style") or "").replace(" ", "").lower() or element.get("hidden") is not None:
        return True
    return not _name_words(element).isdisjoint(_names("junk"))


def _name_words(element: Any) -> set[str]:
    return set(_WORDS.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower()))


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(strings("html", key))


def _main(root: Any) -> Any:
    """The element that holds the document: one that portals name so, else the deepest with nearly all the text."""
    body = next(root.iter("body"), root)
    masses = _masses(body)
    total = masses[body] or 1
    for element in body.iter():
        if _is_named_main(element) and masses.get(element, 0) >= _MOST * total:
            body = element
            break
    while True:
        heavy = next((item for item in body if masses.get(item, 0) >= _NEARLY_ALL * masses[body] > 0), None)
        if heavy is None or heavy.tag in ("p", "table", "tbody", "tr", "td", "span"):
            return body if heavy is None or heavy.tag != "table" else _table_or_cell(heavy, masses) or body
        body = heavy


def _table_or_cell(table: Any, masses: dict[Any, int]) -> Any:
    """The cell of a layout table that holds nearly all of it, searched on; None if there is none."""
    cells = [cell for cell in table.iter("td") if masses.get(cell, 0) >= _NEARLY_ALL * masses[table]]
    return cells[-1] if cells else None


def _masses(body: Any) -> dict[Any, int]:
    """For each element the letters of its running text: links don't count."""
    masses = dict[Any, int]()
    for element in reversed(list(body.iter())):
        own = 0 if element.tag == "a" else len((element.text or "").strip())
        inside = sum(masses[item] + len((item.tail or "").strip()) for item in element)
        masses[element] = 0 if element.tag == "a" else own + inside
    return masses


def _is_named_main(element: Any) -> bool:
    names = _names("main")
    marked = {f"[{element.get('itemprop')}]", str(element.tag)}
    return not names.isdisjoint(marked | _name_words(element))


class _Lines:
    """Collects the lines of an element: a block begins and ends one, `br` ends one."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []

    def of(self, element: Any, depth: int = 0) -> list[str]:
        """All lines of the element, which lies `depth` elements deep."""
        self._read(element, depth)
        self._end()
        return self._done

    def _end(self) -> None:
        line = _SPACES.sub(" ", "".join(self._open).replace("\u00a0", " ")).strip()
        self._done.append(line)
        self._open = []

    def _read(self, element: Any, depth: int) -> None:
        name = element.tag
        if depth > _DEEP:
            self._open.append(element.text_content())
            return
        if name == "br":
            self._end()
            return
        if name == "table":
            self._end()
            self._done += _table(element, depth)
            return
        block = name in _names("blocks")
        if block:
            self._end()
        if name == "li":
            self._open.append(_list_mark(element))
        if element.text:
            self._open.append(element.text)
        for item in element:
            self._read(item, depth + 1)
            if item.tail:
                self._open.append(item.tail)
        if block:
            self._end()


def _list_mark(item: Any) -> str:
    """What the page shows before an item of a list: its number in an ordered one, else a dash."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    first = parent.get("start") or "1"
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{int(first) + before}. " if first.isdecimal() and len(first) < 6 else "- "


def _table(table: Any, depth: int) -> list[str]:
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _own_rows(table)]
    ruled = _is_ruled(table)
    repeats = ruled or max(map(len, rows), default=0) > _SIDE_BY_SIDE
    held = dict[int, tuple[int, int, list[str]]]()
    filled = [_row(row, held if repeats else {}, depth) for row in rows]
    return table_lines([row for row in filled if row], ruled=ruled)


def _row(row: list[Any], held: dict[int, tuple[int, int, list[str]]], depth: int) -> list[list[str]]:
    """The cells of a row with those that reach down into it; `held` tells by column how many rows each still
    reaches, its width and its lines."""
    out, column = list[list[str]](), 0
    for cell in [*row, None]:
        while column in held:
            left, wide, lines = held.pop(column)
            out.append(lines)
            held |= {column: (left - 1, wide, lines)} if left > 1 else {}
            column += wide
        if cell is None:
            break
        lines = [line for line in _cell_lines(cell, depth) if line]
        out.append(lines)
        wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        if high > 1:
            held[column] = (high - 1, wide, lines if sum(map(len, lines)) <= _LONGEST_HELD else [])
        column += wide
    return out


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 1


def _own_rows(table: Any) -> Iterator[Any]:
    for item in table:
        if item.tag == "tr":
            yield item
        elif item.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in item if row.tag == "tr")


def _cell_lines(cell: Any, depth: int) -> list[str]:
    return _Lines().of(cell, depth + 2)


def _is_ruled(table: Any) -> bool:
    """Whether the table shows lines: by its attribute, or by the style of its first cell."""
    if (table.get("border") or "0").strip() not in ("", "0"):
        return True
    cell = next(table.iter("td", "th"), None)
    style = f"{table.get('style') or ''};{cell.get('style') or '' if cell is not None else ''}".lower()
    return bool(re.search(r"border(?:-\w+)?\s*:[^;]*(?:solid|double)", style))

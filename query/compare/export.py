"""Comparisons as files: text table, CSV, XLSX, JSON, OxCGRT compact."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from query.compare.errors import UnknownViewError, WrongFormatError
from query.compare.model import Comparison
from query.compare.tables import caption, coverage, detail, matrix, oxcgrt
from query.spreadsheet import Table, comma_separated, workbook

FORMATS: Final = ("table", "csv", "xlsx", "json", "oxcgrt")
_WIDEST: Final = 72
"""Characters of a cell that the text table shows."""


def export(comparison: Comparison, format: str = "table", lang: str = "vi") -> bytes:
    """The comparison in one of `FORMATS`; texts are UTF-8. `oxcgrt` needs a comparison by `indicator`.

    Raises:
        WrongFormatError: no such format.
        UnknownViewError: `oxcgrt` of another view.
    """
    if format not in _WRITERS:
        raise WrongFormatError(name=format, known=FORMATS)
    return _WRITERS[format](comparison, lang)


def _table(comparison: Comparison, lang: str) -> bytes:
    return (_aligned(coverage(comparison, lang)) + "\n" + _aligned(matrix(comparison, lang))).encode()


def _aligned(table: Table) -> str:
    """Columns padded with spaces under a ruled head."""
    columns, rows = table
    shown = [[_clipped("" if value is None else str(value)) for value in row] for row in rows]
    widths = [max([len(name), *(len(row[at]) for row in shown)]) for at, name in enumerate(columns)]
    lines = [list(columns), ["-" * width for width in widths], *shown]
    return "".join("  ".join(v.ljust(w) for v, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


def _clipped(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _csv(comparison: Comparison, lang: str) -> bytes:
    return comma_separated(detail(comparison, lang))


def _xlsx(comparison: Comparison, lang: str) -> bytes:
    sheets = {"matrix": matrix, "detail": detail, "coverage": coverage}
    return workbook({caption("sheets", name, lang): make(comparison, lang) for name, make in sheets.items()})


def _json(comparison: Comparison, lang: str) -> bytes:
    del lang
    return json.dumps(comparison.to_json(), ensure_ascii=False, indent=1).encode()


def _oxcgrt(comparison: Comparison, lang: str) -> bytes:
    del lang
    if comparison.by != "indicator":
        raise UnknownViewError(name=comparison.by, known=("indicator",))
    return comma_separated(oxcgrt(comparison))


_WRITERS: Final[Mapping[str, Callable[[Comparison, str], bytes]]] = {
    "table": _table,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "oxcgrt": _oxcgrt,
}

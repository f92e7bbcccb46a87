"""A comparison as plain tables: matrix, details, coverage, and the OxCGRT compact layout."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from query.compare.model import Cell, Comparison, Coverage, Entry, Row
from query.spreadsheet import Table

COUNTRY: Final = ("Vietnam", "VNM")
JURISDICTION: Final = "PROV_GOV"
"""A provincial notice gives the province's own rules (OxCGRT codebook, jurisdiction model)."""
_DETAIL: Final = (
    "row_id", "row", "depth", "similarity", "province", "notices", "strength", "strength_rule", "signs", "status",
    "bodies", "quote", "start", "end", "notice", "source", "oxcgrt_level",
)  # fmt: skip
_COVERAGE: Final = ("province", "parts", "notices", "total", "inferred", "undated", "first", "last")


@cache
def _captions() -> dict[str, Any]:
    return tomllib.loads(files("query").joinpath("compare/captions.toml").read_text(encoding="utf-8"))


def caption(group: str, key: str, lang: str) -> str:
    """Wording of a column, sheet, strength or status."""
    text: str = _captions()[group][key][lang]
    return text


def matrix(comparison: Comparison, lang: str = "vi") -> Table:
    """One line per row: its label, then strength, status and bodies of each province."""
    columns = [caption("columns", "row", lang)]
    columns += [_heading(known, lang) for known in comparison.coverage]
    return columns, [
        [("  " * row.depth) + row.label, *(_summary(row.cells[p], lang) for p in comparison.provinces)]
        for row in comparison.rows
    ]


def _heading(coverage: Coverage, lang: str) -> str:
    inferred = f", {coverage.inferred} {caption('basis', 'inferred', lang)}" if coverage.inferred else ""
    return f"{coverage.province} (n = {coverage.notices}{inferred})"


def _summary(cell: Cell, lang: str) -> str:
    if cell.strength is None:
        return caption("strength", "none", lang)
    told = [f"{cell.strength} {caption('strength', str(cell.strength), lang)}"]
    told += [caption("status", status, lang) for status in cell.statuses if status != "ordered"]
    agents = list(dict.fromkeys(agent.label for entry in cell.entries for agent in entry.agents))
    shown = ", ".join(agents[:3]) + (f" +{len(agents) - 3}" if len(agents) > 3 else "")
    return "; ".join([*told, *([shown] if shown else [])])


def detail(comparison: Comparison, lang: str = "vi") -> Table:
    """One line per row, province and entry, with rule, quote and offsets; one line where a cell has none."""
    n = {known.province: known.notices for known in comparison.coverage}
    lines = [
        line
        for row in comparison.rows
        for province in comparison.provinces
        for line in _lines(row, province, n[province], lang)
    ]
    return [caption("columns", name, lang) for name in _DETAIL], lines


def _lines(row: Row, province: str, notices: int, lang: str) -> Iterator[list[object]]:
    head: list[object] = [row.id, row.label, row.depth, row.similarity, province, notices]
    cell = row.cells[province]
    for entry in cell.entries:
        yield [*head, *_entry(entry, lang)]
    if not cell.entries:
        yield [*head, cell.strength, *([None] * (len(_DETAIL) - len(head) - 1))]


def _entry(entry: Entry, lang: str) -> list[object]:
    return [
        entry.strength, entry.strength_rule, " ".join(entry.signs), caption("status", entry.status, lang),
        ", ".join(agent.label for agent in entry.agents), entry.text, entry.start, entry.end, entry.notice,
        entry.source, entry.oxcgrt_level,
    ]  # fmt: skip


def coverage(comparison: Comparison, lang: str = "vi") -> Table:
    """One line per province: how many notices the column rests on."""
    rows = [
        [c.province, ", ".join(c.parts), c.notices, c.total, c.inferred, c.undated, c.first, c.last]
        for c in comparison.coverage
    ]
    return [caption("columns", name, lang) for name in _COVERAGE], rows


@cache
def oxcgrt_header() -> tuple[str, ...]:
    """Columns of the compact OxCGRT files (Hale et al. 2021, CC BY 4.0), 56 of them."""
    text = files("query").joinpath("compare/oxcgrt_compact.csv").read_text(encoding="utf-8")
    return tuple(text.strip().split(","))


def oxcgrt(comparison: Comparison) -> Table:
    """The compact layout, one line per notice with a date, then our directive level and status by measure.

    An OxCGRT value is blank unless a text itself puts the rule in force: a blank is "no data", never 0.
    The comparison must be by `indicator`.
    """
    header = oxcgrt_header()
    codes = [row.id for row in comparison.rows]
    columns = [*header, *(f"{code}_{part}" for code in codes for part in ("DirectiveLevel", "DirectiveStatus"))]
    lines = list[Sequence[object]]()
    for known in comparison.coverage:
        for document in known.documents:
            if document.date:
                line = [*COUNTRY, known.province, None, JURISDICTION, int(document.date.replace("-", ""))]
                own = [_of_notice(row.cells[known.province], document.id) for row in comparison.rows]
                levels = {row.id: _level(entries) for row, entries in zip(comparison.rows, own, strict=True)}
                line += [levels.get(_code(name)) for name in header[len(line) :]]
                lines.append([*line, *(value for entries in own for value in _directive(entries))])
    return columns, lines


def _code(column: str) -> str:
    """`C6` for `C6M_Stay at home requirements`; '' for flags, figures and indices, which stay blank."""
    head, _, name = column.partition("_")
    return head.rstrip("MEV") if name != "Flag" and head[1:2].isdigit() else ""


def _of_notice(cell: Cell, notice: str) -> list[Entry]:
    return [entry for entry in cell.entries if entry.notice == notice]


def _level(entries: Sequence[Entry]) -> int | None:
    return max((entry.oxcgrt_level for entry in entries if entry.oxcgrt_level is not None), default=None)


def _directive(entries: Sequence[Entry]) -> tuple[int, str]:
    level = max((entry.strength or 0 for entry in entries), default=0)
    return level, "|".join(dict.fromkeys(entry.status for entry in entries))

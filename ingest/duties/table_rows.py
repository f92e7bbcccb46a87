"""Tables of assigned tasks as they stand in the layout: their columns, and what each row says under them.

Every source gives a row of a table as one line `| a | b | c |`. A table assigns tasks if its head names a
task column and a column of units, and none that reports results (layout norms; wording of heads in
`ingest/patterns/tables.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ingest.cues import canon
from ingest.layout import BODY_KINDS, FURNITURE, Block, Layout
from ingest.patterns_loader import pattern
from ingest.segment import trim

NUMBER, TASK, COOPERATING, DIRECTOR, LEAD, UNIT, DEADLINE, PRODUCT = (
    "number", "task", "cooperating", "director", "lead", "unit", "deadline", "product")  # fmt: skip
_KINDS: Final = (NUMBER, TASK, COOPERATING, DIRECTOR, LEAD, UNIT, DEADLINE, PRODUCT)
_UNITS: Final = (LEAD, UNIT, COOPERATING)
_MERGED: Final = frozenset({LEAD, UNIT, DEADLINE})
"""Columns whose empty cell is the lower part of the one above; a task may well have no partner or product."""
_LONGEST_HEAD: Final = 80
_BORDER: Final = "|"
_FEWEST_BORDERS: Final = 2
_BORDERS: Final = re.compile(r"\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """Clean offsets of a cell's text; `above` tells that it stands in an earlier row and holds here too."""

    start: int
    end: int
    above: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One assigned task: its cell in the row `block`, and the cells of that row by kind of column."""

    block: Block
    start: int
    end: int
    cells: Mapping[str, list[Cell]]


@dataclass(frozen=True, slots=True)
class TaskTables:
    """The tasks of all tables in order, the starts of the rows that hold them or a head, and of subheadings."""

    tasks: tuple[Task, ...]
    rows: frozenset[int]
    groups: frozenset[int]


@dataclass(slots=True)
class _Table:
    """A table while it is read; `last` holds the last text of each column since the last subheading."""

    columns: dict[int, str]
    width: int
    fresh: bool = True
    last: dict[int, Cell] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)


def is_row(block: Block) -> bool:
    """True if the block is a row of two or more cells."""
    return block.text[:1] == _BORDER == block.text[-1:] and block.text.count(_BORDER) > _FEWEST_BORDERS


def task_tables(layout: Layout) -> TaskTables:
    """The tables of a notice that assign tasks."""
    tasks, used, groups = list[Task](), set[int](), set[int]()
    for rows in _tables(layout):
        table: _Table | None = None
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            if table is None or not _second_head(table, row):
                head = _columns(row)
                if head is not None:
                    table = _Table(head, len(_cells(row)), tasks=tasks)
                elif table is None:
                    continue
                elif not _read(table, row, after):
                    groups.add(row.start)
                    continue
            used.add(row.start)
    return TaskTables(tuple(tasks), frozenset(used), frozenset(groups))


def _tables(layout: Layout) -> Iterator[list[Block]]:
    """Runs of rows; rules and page numbers between them count for nothing."""
    run = list[Block]()
    for block in layout.of_kind(*BODY_KINDS, FURNITURE):
        if block.kind == FURNITURE:
            continue
        if is_row(block):
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _cells(row: Block) -> list[Cell]:
    """The cells between the borders; an empty one has no width."""
    marks = [row.start + m.start() for m in _BORDERS.finditer(row.text)]
    spans = [(a, trim(row.text, a + 1 - row.start, b - row.start)) for a, b in pairwise(marks)]
    return [Cell(s[0] + row.start, s[1] + row.start) if s else Cell(a, a) for a, s in spans]


def _text(row: Block, cell: Cell) -> str:
    return row.text[cell.start - row.start : cell.end - row.start]


def _kind(text: str) -> str | None:
    """The kind of column that a head names."""
    view = canon(text)
    if not view or len(view) > _LONGEST_HEAD:
        return None
    return next((k for k in _KINDS if pattern(f"table_column_{k}").search(view)), None)


def _columns(row: Block) -> dict[int, str] | None:
    """The columns that a head names; None if the row is no head of a table of tasks. Of several task columns
    side by side all are kept: the last one is the most definite."""
    texts = [_text(row, c) for c in _cells(row)]
    kinds = {k: kind for k, text in enumerate(texts) if (kind := _kind(text)) is not None}
    named = set(kinds.values())
    if TASK not in named or not named & set(_UNITS) or any(pattern("table_reports").search(canon(t)) for t in texts):
        return None
    first = min(k for k, kind in kinds.items() if kind == TASK)
    return {k: kind for k, kind in kinds.items()
            if kind != TASK or all(kinds.get(j) == TASK for j in range(first, k + 1))}  # fmt: skip


def _second_head(table: _Table, row: Block) -> bool:
    """True if the row right below the head divides its columns (*Chủ trì | Phối hợp*). The head may have one cell
    above the two, or the row nothing but the two."""
    cells = _cells(row)
    below = {k: _kind(_text(row, c)) for k, c in enumerate(cells) if c.end > c.start}
    fresh, table.fresh = table.fresh, False
    if not fresh or not any(kind in _UNITS for kind in below.values()):
        return False
    found = {k: kind for k, kind in below.items() if kind is not None}
    if len(found) < len(below):
        return False
    divided = min(k for k, kind in table.columns.items() if kind in _UNITS)
    if len(found) == len(cells) < table.width and set(found.values()) <= set(_UNITS):
        found, more = {divided + k: kind for k, kind in found.items()}, len(cells) - 1
    else:
        more = max(0, len(cells) - table.width)
    table.columns = {k + more * (k > divided): kind for k, kind in table.columns.items()} | found
    return True


def _read(table: _Table, row: Block, after: Block | None) -> bool:
    """Take a row in; False if it is a subheading, which ends what the cells above it hold for."""
    cells = _cells(row)
    named = [c for k, c in enumerate(cells) if table.columns.get(k) == TASK and c.end > c.start]
    values = {k: _value(table, row, k, c) for k, c in enumerate(cells)}
    own = [k for k, c in values.items() if c and table.columns.get(k) not in (NUMBER, TASK)
           and not (named and _text(row, c) == _text(row, named[-1]))]  # fmt: skip
    if not own and (not named or _is_group(table, row, cells, after)):
        table.last.clear()
        return False
    filled = _filled(table, values, cells)
    table.last |= {k: c for k, c in values.items() if c}
    if named:
        table.tasks.append(Task(row, named[-1].start, named[-1].end, filled))
    elif table.tasks and table.last:
        for kind in _UNITS:
            table.tasks[-1].cells[kind].extend(c for c in filled[kind] if not c.above)
    return True


def _value(table: _Table, row: Block, column: int, cell: Cell) -> Cell | None:
    """What a cell says: its text, that of the cell it refers to (*nt*), or nothing."""
    text = _text(row, cell)
    if pattern("table_cell_same").search(canon(text)):
        last = table.last.get(column)
        return Cell(last.start, last.end, above=True) if last else None
    return cell if any(map(str.isalnum, text)) else None


def _filled(table: _Table, values: Mapping[int, Cell | None], cells: Sequence[Cell]) -> dict[str, list[Cell]]:
    """The cells of a row by kind, with those above where a merged one holds on. Without units of its own a row
    has the partners and the product of the row above too."""
    out: dict[str, list[Cell]] = {kind: [] for kind in _KINDS}
    bare = not any(values.get(k) for k, kind in table.columns.items() if kind in (LEAD, UNIT))
    for k, kind in sorted(table.columns.items()):
        cell, last = values.get(k), table.last.get(k)
        empty = k >= len(cells) or cells[k].end == cells[k].start
        if cell is None and empty and last and (bare or kind in _MERGED):
            cell = Cell(last.start, last.end, above=True)
        if cell is not None:
            out[kind].append(cell)
    return out


def _is_group(table: _Table, row: Block, cells: Sequence[Cell], after: Block | None) -> bool:
    """True if a row without any unit only names what the rows below it share."""
    number = _number(table, row, cells)
    if pattern("table_group_number").search(number) or not table.last:
        return True
    below = _number(table, after, _cells(after)) if after else ""
    return bool(number) and below.startswith(number.rstrip(".") + ".") and below != number


def _number(table: _Table, row: Block, cells: Sequence[Cell]) -> str:
    return next((_text(row, c) for k, c in enumerate(cells) if table.columns.get(k) == NUMBER), "")

"""How a table becomes lines: cells that only stand side by side one after the other, else one line a row."""

from __future__ import annotations

from collections.abc import Sequence

_SIDE_BY_SIDE = 2


def table_lines(rows: Sequence[Sequence[Sequence[str]]], *, ruled: bool) -> list[str]:
    """Lines of a table whose cells are lists of lines; `ruled` tells whether it shows its borders.

    Letterheads and signatures are laid out as tables of two columns without borders: their left block is
    read before the right one. Any other table of two or more columns gives `| a | b | c |` a row.
    """
    columns = {k for row in rows for k, cell in enumerate(row) if any(line.strip() for line in cell)}
    if len(columns) <= 1 or (len(columns) == _SIDE_BY_SIDE and not ruled):
        return [line for row in rows for cell in row for line in cell]
    flat = [[" ".join(" ".join(cell).split()) for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in flat if any(row)]

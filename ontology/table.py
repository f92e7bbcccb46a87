"""Lexicon tables: CSV text to values, with every faulty line reported at once.

ontology.faults.DataFileError
└── LexiconError    a table has lines that can't be used; `faults` holds line and reason
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import TypeVar

from ontology.faults import DataFileError, Fault, reading

T = TypeVar("T")
Row = Mapping[str, str]


__all__ = [
    "Fault", "LexiconError", "Row", "given", "load", "one_of", "parse", "rows", "split", "table_text", "whole", "yes",
]  # fmt: skip


class LexiconError(DataFileError):
    """A table has lines that can't be used; correct each of them in the file. The header is line 1."""

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.file.rpartition("/")[2].removesuffix(".csv")


def table_text(name: str) -> str:
    """Text of `ontology/data/lexicons/<name>.csv`.

    Raises:
        DataFileError: it isn't UTF-8.
    """
    with reading(_file(name)):
        return files("ontology").joinpath(f"data/lexicons/{name}.csv").read_text(encoding="utf-8")


def _file(name: str) -> str:
    return f"ontology/data/lexicons/{name}.csv"


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a table as dictionaries; every cell is a string.

    Raises:
        LexiconError: rows have more or fewer cells than the header.
    """
    return list(parse(name, table_text(name), dict))


def load(name: str, make: Callable[[Row], T], key: Callable[[T], object] | None = None) -> tuple[T, ...]:
    """Values of a table in file order; see `parse`."""
    return parse(name, table_text(name), make, key)


def parse(name: str, text: str, make: Callable[[Row], T], key: Callable[[T], object] | None = None) -> tuple[T, ...]:
    """Values that `make` builds from the rows of a table, no two with the same `key`.

    `make` rejects a row by a ValueError that says why (a KeyError means that a column is missing).

    Raises:
        LexiconError: with one fault for each line that can't be used.
    """
    values, faults, seen = list[T](), list[Fault](), dict[object, int]()
    for line, cells in _lines(text):
        if isinstance(cells, str):
            faults.append(Fault(line, cells))
            continue
        try:
            value = make(cells)
        except KeyError as missing:
            faults.append(Fault(line, f"no column {missing}"))
            continue
        except ValueError as reason:
            faults.append(Fault(line, str(reason)))
            continue
        identity = key(value) if key else line
        if identity in seen:
            faults.append(Fault(line, f"{identity} is already on line {seen[identity]}"))
        seen.setdefault(identity, line)
        values.append(value)
    if faults:
        raise LexiconError(_file(name), faults)
    return tuple(values)


def _lines(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Line number and cells of each row; a string instead of cells says what is wrong."""
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            yield reader.line_num, f"{len(cells)} cells instead of {len(header)}"
        else:
            yield reader.line_num, dict(zip(header, cells, strict=True))


def split(cell: str, mark: str = "|") -> tuple[str, ...]:
    """Parts of a cell that holds a list."""
    return tuple(part.strip() for part in cell.split(mark) if part.strip())


def yes(cell: str) -> bool:
    """Truth of a `yes`/`no` cell.

    Raises:
        ValueError: the cell holds something else.
    """
    return one_of(cell, ("yes", "no")) == "yes"


def one_of(cell: str, allowed: tuple[str, ...]) -> str:
    """The cell itself.

    Raises:
        ValueError: it isn't one of the allowed values.
    """
    if cell not in allowed:
        raise ValueError(f"{cell!r} is not one of {', '.join(allowed)}")
    return cell


def whole(cell: str) -> int | None:
    """Whole number of a cell; None if the cell is empty."""
    return int(cell) if cell else None


def given(row: Row, column: str) -> str:
    """Cell of a column that may not be empty.

    Raises:
        ValueError: the cell is empty.
    """
    if not row[column].strip():
        raise ValueError(f"{column} is empty")
    return row[column]

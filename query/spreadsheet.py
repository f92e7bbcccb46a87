"""CSV and XLSX files of plain tables. openpyxl is imported when one is written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Table: TypeAlias = tuple[Sequence[str], Sequence[Sequence[object]]]
"""Column names, and rows of numbers, dates, texts or None."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CELL: Final = 32_767
"""Most characters that a cell of the XLSX format holds (ECMA-376)."""
_WIDTH: Final = 28


def comma_separated(table: Table) -> bytes:
    """CSV of RFC 4180 with a byte order mark, without which spreadsheets misread Vietnamese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table[0])
    writer.writerows(table[1])
    return out.getvalue().encode("utf-8-sig")


def workbook(sheets: Mapping[str, Table]) -> bytes:
    """An XLSX file, one sheet per table by its title. Text stays text, also where it looks like a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, (columns, rows) in sheets.items():
        sheet = book.create_sheet(title)
        for across, name in enumerate(columns, start=1):
            sheet.cell(1, across, name).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(across)].width = _WIDTH
        for down, row in enumerate(rows, start=2):
            for across, value in enumerate(row, start=1):
                shown = _CONTROL.sub("", value)[:_CELL] if isinstance(value, str) else value
                cell = sheet.cell(down, across, shown)
                if isinstance(value, str):
                    cell.data_type = "s"
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

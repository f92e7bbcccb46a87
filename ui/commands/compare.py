"""`thongtri compare`: provinces side by side, with coverage."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.captions import Captions
from ui.console import out, say
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.session import open_repo

if TYPE_CHECKING:
    from query.compare import Cell, Comparison

_DATE = click.DateTime(["%Y-%m-%d"])
_FORMATS = ("table", "json", "csv", "xlsx", "oxcgrt")
_VIEWS = ("topic", "body", "indicator", "duty")


@command("compare")
@click.argument("provinces", nargs=-1, required=True, metavar="PROVINCE...")
@option("--by", type=click.Choice(_VIEWS), default="topic", show_default=True, caption="by")
@option("--from", "date_from", type=_DATE, caption="from")
@option("--to", "date_to", type=_DATE, caption="to")
@option("--format", "format_", type=click.Choice(_FORMATS), default="table", show_default=True, caption="format")
@option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), caption="output")
@click.pass_context
def compare(
    ctx: click.Context,
    *,
    provinces: tuple[str, ...],
    by: str,
    date_from: datetime | None,
    date_to: datetime | None,
    format_: str,
    output: Path | None,
) -> None:
    """Print or write the comparison."""
    chosen = settings(ctx)
    if format_ == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(chosen.say("errors.xlsx_needs_file"), ctx)
    from query.compare import compare as side_by_side

    since, until = (day.date().isoformat() if day else None for day in (date_from, date_to))
    with open_repo(chosen) as repo:
        found = side_by_side(repo, provinces, "indicator" if format_ == "oxcgrt" else by, since, until)
    if format_ == "table" and output is None:
        show(found, chosen.say)
    else:
        write(found, format_, output, chosen.lang)


def write(found: Comparison, name: str, output: Path | None, lang: str) -> None:
    """The comparison in a file format, to a file or to stdout.

    Raises:
        DataError: the file can't be written.
    """
    from query.compare import export

    data = export(found, name, lang)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise DataError("unwritable", path=output, why=error.strerror) from error


def show(found: Comparison, captions: Captions) -> None:
    """The comparison for people; the coverage comes first."""
    from rich.table import Table
    from rich.text import Text

    console = out()
    if found.synthetic:
        say(captions("archive.caution"))
    for column in found.coverage:
        text = f"{column.province}: {captions('compare.notices', n=column.notices)}"
        text += f" ({column.first} – {column.last})" if column.first else ""
        text += f", {captions('compare.inferred', n=column.inferred)}" if column.inferred else ""
        console.print(Text(text, style="bold"))
    table = Table(captions("compare.row"), *found.provinces, header_style="bold")
    for row in found.rows:
        table.add_row(
            Text("  " * row.depth + row.label), *(_cell(row.cells[name], captions) for name in found.provinces)
        )
    console.print(table)
    say(captions("compare.caution"))


def _cell(cell: Cell, captions: Captions) -> str:
    if cell.strength is None:
        return captions("compare.no_source")
    bar = "■" * cell.strength + "□" * (5 - cell.strength)
    count = f" ({len(cell.entries)})" if cell.entries else ""
    others = "".join(f"; {captions(f'status_of.{status}')}" for status in cell.statuses if status != "ordered")
    return f"{bar} {captions(f'compare.strength_{cell.strength}')}{count}{others}"

"""`thongtri compare`: provinces side by side, with coverage, or the passages that their notices reuse."""

from __future__ import annotations

import sys
from dataclasses import dataclass
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
    from query.reuse import Reuse

_DATE = click.DateTime(["%Y-%m-%d"])
_FORMATS = ("table", "json", "csv", "xlsx", "oxcgrt")
_VIEWS = ("topic", "body", "indicator", "duty", "reuse")
_PASSAGES = 30
"""Reused passages printed; all of them are in the files."""


@command("compare")
@click.argument("provinces", nargs=-1, metavar="PROVINCE...")
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
    if not provinces and by != "reuse":
        raise click.MissingParameter(ctx=ctx, param=next(one for one in ctx.command.params if one.name == "provinces"))
    if format_ == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(chosen.say("errors.xlsx_needs_file"), ctx)
    from query.compare import compare as side_by_side

    if by == "reuse":
        _reuse(ctx, provinces, date_from, date_to, Target(format_, output))
        return
    since, until = _days(date_from, date_to)
    with open_repo(chosen) as repo:
        found = side_by_side(repo, provinces, "indicator" if format_ == "oxcgrt" else by, since, until)
    if format_ == "table" and output is None:
        show(found, chosen.say)
    else:
        write(found, format_, output, chosen.lang)


@dataclass(frozen=True, slots=True)
class Target:
    """In which format something is written, and to which file (null: to stdout)."""

    format: str
    output: Path | None


def _days(*days: datetime | None) -> list[str | None]:
    return [day.date().isoformat() if day else None for day in days]


def _reuse(
    ctx: click.Context, provinces: tuple[str, ...], date_from: datetime | None, date_to: datetime | None, to: Target
) -> None:
    """The passages that notices take over from one another."""
    from query.reuse import export_reuse, find_reuse

    chosen = settings(ctx)
    with open_repo(chosen) as repo:
        found = find_reuse(repo, provinces, *_days(date_from, date_to))
    if to.format == "table" and to.output is None:
        show_reuse(found, chosen.say)
    else:
        put(export_reuse(found, to.format, chosen.lang), to.output)


def show_reuse(found: Reuse, captions: Captions) -> None:
    """The passages for people."""
    from rich.text import Text

    console = out()
    if found.synthetic:
        say(captions("archive.caution"))
    for passage in found.passages[:_PASSAGES]:
        head = f"{captions('reuse.notices', n=passage.notices)} · {captions('reuse.words', n=passage.words)}"
        console.print(Text(head, style="bold"))
        console.print(Text(f"  «{' '.join(passage.first.text.split())}»"))
        for place in (passage.first, *passage.again[:3]):
            how = captions("reuse.first" if place is passage.first else f"copies.{place.how}",
                           percent=round(100 * place.likeness))  # fmt: skip
            console.print(
                Text(f"  {how} {place.province} {place.date} {place.source} [{place.start}–{place.end}]", "dim")
            )
    say(captions("reuse.found", n=len(found.passages), notices=found.notices))


def write(found: Comparison, name: str, output: Path | None, lang: str) -> None:
    """The comparison in a file format, to a file or to stdout.

    Raises:
        DataError: the file can't be written.
    """
    from query.compare import export

    put(export(found, name, lang), output)


def put(data: bytes, output: Path | None) -> None:
    """Bytes to a file, or to stdout.

    Raises:
        DataError: the file can't be written.
    """
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

"""`thongtri sparql`: a read-only query, typed or from a file, in every result format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.captions import Captions
from ui.console import out, say
from ui.errors import DataError
from ui.frame import command, option, settings

if TYPE_CHECKING:
    from query.sparql import Result

FORMATS = ("table", "json", "csv", "tsv", "xml", "xlsx", "turtle", "nquads", "jsonld")


@command("sparql")
@click.argument("query", metavar="QUERY_OR_FILE")
@option("--format", "format_", type=click.Choice(FORMATS), caption="format")
@option("--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True, caption="timeout")
@option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True, caption="limit")
@option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), caption="output")
@click.pass_context
def sparql(
    ctx: click.Context, *, query: str, format_: str | None, timeout: float, limit: int, output: Path | None
) -> None:
    """Run a query over the store or the endpoint."""
    chosen = settings(ctx)
    if format_ == "xlsx" and output is None and sys.stdout.isatty():
        raise click.UsageError(chosen.say("errors.xlsx_needs_file"), ctx)
    text = query_text(query)
    if chosen.endpoint:
        from ui.remote_sparql import run_remote

        result = run_remote(text, chosen.endpoint, format_, timeout, limit)
    else:
        from query.sparql import run

        result = run(text, chosen.store, format_, timeout, limit)
    write(result, output, chosen.say)


def query_text(query_or_file: str) -> str:
    """The query itself, or the text of the file of that name; `-` reads standard input.

    Raises:
        DataError: the file can't be read or is not UTF-8.
    """
    if query_or_file == "-":
        return sys.stdin.read()
    if len(query_or_file) > 1000 or "{" in query_or_file or "\n" in query_or_file:
        return query_or_file
    path = Path(query_or_file)
    if not path.is_file():
        if path.suffix in {".rq", ".sparql"}:
            raise DataError("unreadable", path=path, why="—")
        return query_or_file
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("not_utf8", path=path) from error
    except OSError as error:
        raise DataError("unreadable", path=path, why=error.strerror) from error


def write(result: Result, output: Path | None, captions: Captions) -> None:
    """The result to a file or to stdout; how much and how fast it was to stderr."""
    if output is not None:
        try:
            output.write_bytes(result.body)
        except OSError as error:
            raise DataError("unwritable", path=output, why=error.strerror) from error
    elif result.format == "table" and result.columns and sys.stdout.isatty():
        _table(result)
    else:
        sys.stdout.buffer.write(result.body)
        sys.stdout.buffer.flush()
    unit = "sparql.triples" if result.form in ("CONSTRUCT", "DESCRIBE") else "sparql.rows"
    say(captions(unit, n=result.count, ms=f"{result.ms:.1f}"))
    if result.truncated:
        say(captions("sparql.truncated", n=result.count))


def _table(result: Result) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(*result.columns, header_style="bold")
    for row in result.rows:
        table.add_row(*(Text(value) for value in row))
    out().print(table)

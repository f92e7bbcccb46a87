"""`thongtri export` and `thongtri import`: the whole dataset as one file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ui.console import say
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.progress import prepare_asking
from ui.session import embedded_only, open_repo

FORMATS = ("trig", "nquads", "turtle", "jsonld")


@command("export")
@option("--format", "format_", type=click.Choice(FORMATS), caption="format_dump")
@option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), caption="output")
@click.pass_context
def export(ctx: click.Context, *, format_: str | None, output: Path | None) -> None:
    """Write the dataset; TriG unless the suffix of the file or `--format` says otherwise."""
    chosen = settings(ctx)
    from kg.exchange import FORMATS as KNOWN
    from kg.exchange import export_dataset, write_dataset

    with open_repo(chosen) as repo:
        if output is None:
            done = write_dataset(repo, sys.stdout.buffer, KNOWN[format_ or FORMATS[0]])
            sys.stdout.buffer.flush()
        else:
            done = export_dataset(repo, output, format_)
    say(chosen.say("exchange.exported", n=done.quads, path=output or "stdout"))


@command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--format", "format_", type=click.Choice(FORMATS), caption="format_dump")
@click.pass_context
def import_(ctx: click.Context, *, file: Path, format_: str | None) -> None:
    """Put the notices of a file into the store; nothing changes if any of it is wrong."""
    chosen = settings(ctx)
    embedded_only(chosen)
    if not file.is_file():
        raise DataError("unreadable", path=file, why="—")
    from kg.exchange import import_dataset
    from kg.store import open_store

    with open_store(chosen.store) as repo:
        done = import_dataset(file, repo, format_)
    prepare_asking(chosen.store, chosen.say)
    say(chosen.say("exchange.imported", n=done.quads, path=file))

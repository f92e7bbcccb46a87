"""`thongtri ingest` and `thongtri extract`: files into the store, or only what they say."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.captions import Captions
from ui.console import complain, err, print_json, say
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.progress import prepare_asking
from ui.session import embedded_only

if TYPE_CHECKING:
    from kg.load import Outcome, Summary


@command("ingest")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@option("--replace", is_flag=True, caption="replace")
@option("--force", is_flag=True, caption="force")
@click.pass_context
def ingest(ctx: click.Context, *, paths: tuple[Path, ...], replace: bool, force: bool) -> int:
    """Read files and folders into the store; exit code 1 if any failed."""
    chosen = settings(ctx)
    embedded_only(chosen)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from kg.load import load

    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(chosen.say("ingest.progress"), total=None)

        def advance(outcome: Outcome, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=outcome.path.name)

        summary = load(paths, chosen.store, advance, replace=replace, force=force)
    if not summary.outcomes:
        raise DataError("no_readable", path=", ".join(map(str, paths)))
    prepare_asking(chosen.store, chosen.say)
    return _report(summary, chosen.store, time.monotonic() - began, chosen.say)


def _report(summary: Summary, store: Path, seconds: float, captions: Captions) -> int:
    for outcome in summary.failed:
        if outcome.error is not None:
            complain(captions, outcome.error.message(captions.lang))
    loaded = summary.count("loaded") + summary.count("replaced")
    say(
        captions(
            "ingest.summary",
            loaded=loaded,
            unchanged=summary.count("unchanged"),
            failed=len(summary.failed),
            quads=sum(outcome.quads for outcome in summary.outcomes),
            seconds=f"{seconds:.1f}",
        )
    )
    say(captions("ingest.store", path=store))
    _tell_stale(summary, store, captions)
    return 1 if summary.failed else 0


def _tell_stale(summary: Summary, store: Path, captions: Captions) -> None:
    """How many people's decisions lost their evidence in the notices that were read anew."""
    replaced = [outcome.notice for outcome in summary.outcomes if outcome.status == "replaced" and outcome.notice]
    if replaced:
        from kg.review import list_reviews
        from kg.store import open_store

        with open_store(store, read_only=True) as repo:
            stale = list_reviews(repo, replaced, states=("stale",))
        if stale:
            say(captions("review.now_stale", n=len(stale)))


@command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def extract(ctx: click.Context, *, files: tuple[Path, ...], as_json: bool) -> int:
    """Print what each file says, also those below folders; a bad file is reported and the others go on."""
    captions = settings(ctx).say
    from ingest.errors import IngestError
    from ingest.formats.registry import SUFFIXES
    from ingest.model import to_json
    from ingest.pipeline import extract as read
    from ingest.sources import read_source
    from kg.sources import find_files

    failed, paths = False, list(find_files(list(files), SUFFIXES))
    if not paths:
        raise DataError("no_readable", path=", ".join(map(str, files)))
    for path in paths:
        try:
            record = read(read_source(path))
        except IngestError as error:
            complain(captions, error.message(captions.lang))
            failed = True
            continue
        if as_json:
            print_json(to_json(record))
        else:
            from ui.records import show_record

            show_record(record, captions)
    return 1 if failed else 0

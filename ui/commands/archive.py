"""`thongtri archive`: a synthetic archive for measuring, as files, as a store, or both."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from ui.console import say
from ui.frame import command, given_store, option, settings
from ui.progress import prepare_asking, progress

_ALL = 63


@command("archive")
@option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", caption="archive_out")
@option("--provinces", type=click.IntRange(1, _ALL), default=_ALL, show_default=True, caption="archive_provinces")
@option("--notices", type=click.IntRange(1, 10_000), default=500, show_default=True, caption="archive_notices")
@option("--seed", type=int, default=1, show_default=True, caption="archive_seed")
@option("--workers", type=click.IntRange(1, 64), caption="archive_workers")
@click.pass_context
def archive(
    ctx: click.Context, *, out: Path | None, provinces: int, notices: int, seed: int, workers: int | None
) -> None:
    """Write the archive to `--out`, build it into `--store`, or both; neither is taken from the environment."""
    chosen, store = settings(ctx), given_store(ctx)
    if out is None and store is None:
        raise click.UsageError(chosen.say("errors.archive_nowhere"), ctx)
    from kg.archive import Spec, build_store, write_notices

    spec = Spec(provinces, notices, seed)
    say(chosen.say("archive.caution"))
    if out is not None:
        with progress(chosen.say("archive.progress")) as advance:
            written = write_notices(spec, out, advance)
        say(chosen.say("archive.written", n=written, path=out))
    if store is not None:
        began = time.monotonic()
        with progress(chosen.say("archive.progress")) as advance:
            built = build_store(spec, store, advance, workers=workers or os.cpu_count() or 1)
        prepare_asking(store, chosen.say)
        seconds = f"{time.monotonic() - began:.1f}"
        say(chosen.say("archive.built", n=built.notices, quads=built.quads, path=store, seconds=seconds))

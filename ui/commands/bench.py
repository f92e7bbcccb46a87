"""`thongtri bench`: how good and how fast the product is, measured."""

from __future__ import annotations

from pathlib import Path

import click

from ui.console import out, print_json
from ui.frame import LazyGroup, command, option, settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    "bench", cls=LazyGroup, lazy={"retrieval": "ui.commands.bench:retrieval"}, caption="help.bench", prefix="bench_"
)
def bench() -> None:
    """Group of benchmarks."""


@command("retrieval", caption="bench_retrieval")
@option("--corpus", type=_FILE, required=True, caption="corpus")
@option("--queries", type=_FILE, required=True, caption="queries")
@option("--mode", type=click.Choice(["lexical", "semantic", "hybrid"]), caption="mode")
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def retrieval(ctx: click.Context, *, corpus: Path, queries: Path, mode: str | None, as_json: bool) -> None:
    """Index a corpus with the index that `search` uses and answer labelled queries."""
    from query.bench import bench_retrieval

    result = bench_retrieval(corpus, queries, mode=mode).to_json()
    if as_json:
        print_json(result)
        return
    from rich.table import Table

    say = settings(ctx).say
    table = Table(say("bench.metric"), say("bench.value"), header_style="bold")
    for name, value in result.items():
        table.add_row(str(name), f"{value:.4g}" if isinstance(value, float) else str(value))
    out().print(table)

"""`thongtri search`: hybrid search over duties and clauses, filtered by the graph."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import click

from ui.captions import Captions
from ui.console import out, print_json, say
from ui.frame import command, option, settings
from ui.progress import Bar
from ui.session import open_repo
from ui.wording import value_name

if TYPE_CHECKING:
    from query.search import SearchResult

_FACET = 8
"""Values printed of one facet."""
_DATE = click.DateTime(["%Y-%m-%d"])


@command("search")
@click.argument("query", metavar="QUERY", required=False)
@option("--like", metavar="ID", caption="like")
@option("-k", type=click.IntRange(1, 1000), default=10, show_default=True, caption="k")
@option("--province", multiple=True, metavar="NAME", caption="province")
@option("--topic", multiple=True, metavar="NAME", caption="topic")
@option("--body", multiple=True, metavar="NAME", caption="body")
@option("--kind", multiple=True, metavar="KIND", caption="kind")
@option("--type", "document_type", multiple=True, metavar="NAME", caption="document_type")
@option("--status", multiple=True, metavar="NAME", caption="duty_status")
@option("--strength", multiple=True, metavar="NAME", caption="duty_strength")
@option("--from", "date_from", type=_DATE, caption="from")
@option("--to", "date_to", type=_DATE, caption="to")
@option("--mode", type=click.Choice(["lexical", "semantic", "hybrid"]), caption="mode")
@option("--group", is_flag=True, caption="group")
@option("--facets", is_flag=True, caption="facets")
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def search(
    ctx: click.Context,
    /,
    *,
    query: str | None,
    like: str | None,
    k: int,
    mode: str | None,
    date_from: datetime | None,
    date_to: datetime | None,
    facets: bool,
    group: bool,
    as_json: bool,
    **names: tuple[str, ...],
) -> None:
    """Print the best hits."""
    chosen = settings(ctx)
    if query is None and like is None and not facets:
        raise click.MissingParameter(ctx=ctx, param=next(one for one in ctx.command.params if one.name == "query"))
    from query.search import search as find

    with open_repo(chosen) as repo, closing(Bar(chosen.say("search.indexing"))) as bar:
        result = find(
            query or "",
            repo,
            k=k,
            like=like,
            mode=mode,
            date_from=date_from.date().isoformat() if date_from else None,
            date_to=date_to.date().isoformat() if date_to else None,
            province=names["province"] or None,
            topic=names["topic"] or None,
            body=names["body"] or None,
            kind=names["kind"] or None,
            type=names["document_type"] or None,
            status=names["status"] or None,
            strength=names["strength"] or None,
            facets=facets,
            group=group,
            progress=bar,
        )
    if as_json:
        print_json(result.to_json(), indent=2)
    else:
        show(result, chosen.say)


def show(result: SearchResult, captions: Captions) -> None:
    """Hits for people."""
    from rich.text import Text

    if result.synthetic:
        say(captions("archive.caution"))
    if not result.hits:
        say(captions("search.nothing", query=result.query))
        say(captions("search.nothing_next"))
        return
    console = out()
    for hit in result.hits:
        head = f"{hit.rank}. {captions.get(f'kind.{hit.kind}', hit.kind)} · {hit.province} · {hit.score:.2f}"
        console.print(Text(head, style="bold"))
        text = Text("   " + hit.text)
        for start, end in hit.highlights:
            text.stylize("bold yellow", start - hit.start + 3, end - hit.start + 3)
        console.print(text)
        console.print(Text(f"   {hit.source} [{hit.start}–{hit.end}]", style="dim"))
        if others := {copy.notice for copy in hit.copies or ()} - {hit.notice}:
            console.print(Text("   " + captions("copies.others", n=len(others)), style="dim"))
    _show_facets(result, captions)
    say(captions("search.hits", n=len(result.hits), ms=f"{result.ms:.0f}"))


def _show_facets(result: SearchResult, captions: Captions) -> None:
    """One line for each filter: its most frequent values with their counts."""
    from rich.text import Text

    if result.facets is None:
        return
    console = out()
    console.print(Text(captions(f"facet.counted_{result.counted}", n=result.matching), style="bold"))
    for field, values in result.facets.items():
        named = (f"{value_name(field, value.label, captions)} {value.count}" for value in values[:_FACET])
        if values:
            console.print(Text(f"   {captions(f'facet.{field}')}: {', '.join(named)}"))

"""`thongtri show`: everything known of one thing, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.captions import Captions
from ui.console import out, print_json
from ui.frame import command, option, settings
from ui.session import open_repo
from ui.wording import in_words

if TYPE_CHECKING:
    from rich.console import Console

    from kg.evidence import Evidence
    from kg.show import Ambiguous, Relation, Shown

_LONG = 400


@command("show")
@click.argument("name", metavar="ID")
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def show(ctx: click.Context, *, name: str, as_json: bool) -> int:
    """Print a thing; exit code 1 if the name means several."""
    chosen = settings(ctx)
    from kg.show import Ambiguous
    from kg.show import show as look_up

    with open_repo(chosen) as repo:
        found = look_up(repo, name, lang=chosen.lang)
    if as_json:
        print_json(found.to_json(), indent=2)
    elif isinstance(found, Ambiguous):
        _candidates(found, chosen.say)
    else:
        _thing(found, chosen.say)
    return 1 if isinstance(found, Ambiguous) else 0


def _candidates(found: Ambiguous, say: Captions) -> None:
    from rich.text import Text

    console = out()
    console.print(Text(say("show.ambiguous", name=found.name), style="bold yellow"))
    for candidate in found.candidates:
        console.print(Text(f"  • {candidate.label} ({candidate.caption})  {candidate.iri}"), soft_wrap=True)


def _thing(found: Shown, say: Captions) -> None:
    from rich.text import Text

    console = out()
    console.print(Text(f"{found.label} ({found.caption})", style="bold"))
    console.print(Text(found.iri, style="dim"))
    for evidence in found.evidence:
        console.print(_quote(evidence, say))
    _relations(console, found.relations, say)
    if found.spoken_of:
        console.print(Text(say("show.incoming"), style="bold"))
        _relations(console, found.spoken_of, say)


def _relations(console: Console, relations: tuple[Relation, ...], say: Captions) -> None:
    from rich.text import Text

    for relation in relations:
        value = relation.label if relation.is_iri else in_words(relation.predicate, relation.label, say)
        shown = value if len(value) <= _LONG else value[:_LONG] + " …"
        console.print(Text(f"  {relation.caption}: ", style="cyan") + Text(" ".join(shown.split()), style="default"))
        for evidence in relation.evidence[:2]:
            console.print(_quote(evidence, say))


def _quote(evidence: Evidence, say: Captions) -> str:
    from rich.markup import escape

    text = " ".join(evidence.text.split())
    page = "" if evidence.page is None else f", {say('show.page', n=evidence.page)}"
    return escape(f"      «{text[:_LONG]}» {evidence.source}{page} [{evidence.start}–{evidence.end}]")

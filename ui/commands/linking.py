"""`thongtri review proposals` and `same`: links that people should decide on, and what they decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from ui.captions import Captions
from ui.console import out, print_json, say
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.session import embedded_only, open_repo
from ui.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.decisions import LinkDecision
    from kg.proposals import Proposal
    from kg.repo import Repo

_PAIR: Final = re.compile(r"p-[0-9a-f]{8}")


@command("proposals", caption="review_proposals")
@option("--decided", is_flag=True, caption="review_decided")
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def proposals(ctx: click.Context, *, decided: bool, as_json: bool) -> None:
    """Print what is open, or what was decided."""
    from kg.proposals import decided as taken
    from kg.proposals import list_proposals

    chosen = settings(ctx)
    with open_repo(chosen) as repo:
        found = list(taken(repo)) if decided else list_proposals(repo)
    if as_json:
        print_json([one.to_json() for one in found], indent=2)
        return
    for one in found:
        _print_one(one, chosen.say)
    say(chosen.say("review.count_proposals", n=len(found)))


@command("same", caption="review_same")
@click.argument("body", metavar="BODY")
@click.argument("other", metavar="OTHER")
@option("--by", envvar="THONGTRI_REVIEWER", required=True, caption="review_by")
@option("--why", default="", caption="review_why")
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def same(ctx: click.Context, *, body: str, other: str, by: str, why: str, as_json: bool) -> None:
    """Say that one body is another, under whose name both are then found."""
    from kg.decisions import SAME
    from kg.linking import decide

    chosen = settings(ctx)
    with writing(chosen) as repo:
        taken = decide(repo, SAME, one_thing(repo, body), one_thing(repo, other), accepted=True, by=by, why=why)
    _told(taken, chosen.say, as_json)


def is_pair(name: str) -> bool:
    """Whether a name is that of a proposal: `p-1f0c22ab`."""
    return _PAIR.fullmatch(name) is not None


def resolve_pair(
    repo: Repo, pair: str, captions: Captions, *, accepted: bool, by: str, why: str, as_json: bool
) -> None:
    """Accept or reject a proposal, and say so."""
    from kg.proposals import resolve

    _told(resolve(repo, pair, accepted=accepted, by=by, why=why), captions, as_json)


def withdraw_pair(repo: Repo, pair: str, captions: Captions, *, by: str, as_json: bool) -> None:
    """Take a decision on a link back, and say so."""
    from kg.linking import withdraw

    _told(withdraw(repo, pair, by=by), captions, as_json)


def writing(chosen: Settings) -> Repo:
    """The embedded store, to be changed; one that is there already."""
    embedded_only(chosen)
    from kg.folder import read_folder
    from kg.store import open_store

    read_folder(chosen.store)
    return open_store(chosen.store)


def one_thing(repo: Repo, name: str) -> NamedNode:
    """The only thing called so: an IRI, `<notice>#duty-7`, a local id if one notice has it, a number."""
    from kg.errors import UnknownIdError
    from kg.names import find_things

    found = find_things(repo, name)
    if not found:
        raise UnknownIdError(name)
    if len(found) > 1:
        raise DataError("several_things", name=name, things="\n".join(f"  {thing.value}" for thing in found[:9]))
    return found[0]


def _told(taken: LinkDecision, captions: Captions, as_json: bool) -> None:
    if as_json:
        print_json(taken.to_json())
    say(captions("review.pair_taken", id=taken.id, what=_decided(taken, captions)))


def _decided(taken: LinkDecision, captions: Captions) -> str:
    if taken.state == "withdrawn":
        return captions("review.withdrawn")
    return captions("review.accepted" if taken.accepted else "review.rejected")


def _print_one(one: Proposal | LinkDecision, captions: Captions) -> None:
    from rich.text import Text

    from kg.decisions import LinkDecision

    console = out()
    head = f"{one.id}  {captions(f'review.{one.kind}')}"
    if isinstance(one, LinkDecision):
        head += f" ({_decided(one, captions)}; {one.by}, {one.at}" + (f": {one.why})" if one.why else ")")
        names = (one.subject, one.object)
    else:
        head += f" ({captions.get(f'review.{one.reason}', one.reason)})"
        names = (f"{one.subject_label}  {one.subject}", f"{one.object_label}  {one.object}")
    console.print(Text(head, style="bold"), soft_wrap=True)
    for name in names:
        console.print(Text(f"   {name}"), soft_wrap=True)

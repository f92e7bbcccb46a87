"""`thongtri review`: accept, correct, reject or add facts; list, take back and export decisions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from ui.captions import Captions
from ui.commands.linking import is_pair, one_thing, resolve_pair, withdraw_pair, writing
from ui.console import out, print_json, say
from ui.errors import DataError
from ui.frame import LazyGroup, command, option, settings
from ui.session import open_repo
from ui.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.repo import Repo
    from kg.review import Listed, Review

_HERE: Final = "ui.commands.review:"
_COMMANDS: Final = {
    name: f"{_HERE}{name if name not in ('list', 'export') else name + '_'}"
    for name in ("list", "accept", "reject", "correct", "add", "undo", "stale", "export")
} | {name: f"ui.commands.linking:{name}" for name in ("proposals", "same")}
_KINDS: Final = ("duty", "statistic", "event", "assessment", "citation")
_SHOWN: Final = 120
_by = option("--by", envvar="THONGTRI_REVIEWER", required=True, caption="review_by")
_json = option("--json", "as_json", is_flag=True, caption="json")


@click.group("review", cls=LazyGroup, lazy=_COMMANDS, caption="help.review", prefix="review_")
def review() -> None:
    """Group of decisions."""


@command("list", caption="review_list")
@click.argument("notice", required=False, metavar="[NOTICE]")
@_json
@click.pass_context
def list_(ctx: click.Context, *, notice: str | None, as_json: bool) -> None:
    """Print all decisions, or those on one notice."""
    _print_all(settings(ctx), notice, None, as_json)


@command("stale", caption="review_stale")
@click.argument("notice", required=False, metavar="[NOTICE]")
@_json
@click.pass_context
def stale(ctx: click.Context, *, notice: str | None, as_json: bool) -> None:
    """Print the decisions whose evidence no longer stands."""
    _print_all(settings(ctx), notice, ("stale",), as_json)


@command("accept", caption="review_accept")
@click.argument("fact", metavar="FACT")
@_by
@option("--why", default="", caption="review_why")
@_json
@click.pass_context
def accept(ctx: click.Context, *, fact: str, by: str, why: str, as_json: bool) -> None:
    """Say that a fact is right."""
    from kg import review as decisions

    chosen = settings(ctx)
    with writing(chosen) as repo:
        if is_pair(fact):
            resolve_pair(repo, fact, chosen.say, accepted=True, by=by, why=why, as_json=as_json)
        else:
            _told(decisions.accept(repo, one_thing(repo, fact), by=by, why=why), chosen.say, as_json)


@command("reject", caption="review_reject")
@click.argument("fact", metavar="FACT")
@_by
@option("--why", required=True, caption="review_why")
@_json
@click.pass_context
def reject(ctx: click.Context, *, fact: str, by: str, why: str, as_json: bool) -> None:
    """Say that the notice doesn't state a fact."""
    from kg import review as decisions

    chosen = settings(ctx)
    with writing(chosen) as repo:
        if is_pair(fact):
            resolve_pair(repo, fact, chosen.say, accepted=False, by=by, why=why, as_json=as_json)
        else:
            _told(decisions.reject(repo, one_thing(repo, fact), by=by, why=why), chosen.say, as_json)


@command("correct", caption="review_correct")
@click.argument("fact", metavar="FACT")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@_by
@option("--why", required=True, caption="review_why")
@_json
@click.pass_context
def correct(ctx: click.Context, *, fact: str, field: str, value: str, by: str, why: str, as_json: bool) -> None:
    """Replace one field of a fact; the value is JSON, or names and ids with `;` between them."""
    from kg import review as decisions
    from kg.review.values import parse_value

    chosen = settings(ctx)
    with writing(chosen) as repo:
        taken = decisions.correct(repo, one_thing(repo, fact), field, parse_value(value), by=by, why=why)
        _told(taken, chosen.say, as_json)


@command("add", caption="review_add")
@click.argument("notice", metavar="NOTICE")
@click.argument("kind", metavar="KIND", type=click.Choice(_KINDS))
@click.argument("quote", metavar="QUOTE")
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE]...")
@_by
@option("--why", required=True, caption="review_why")
@_json
@click.pass_context
def add(
    ctx: click.Context, *, notice: str, kind: str, quote: str, values: tuple[str, ...], by: str, why: str, as_json: bool
) -> None:
    """Add a fact that the reading missed."""
    from kg import review as decisions
    from kg.review.values import parse_value

    chosen = settings(ctx)
    given: dict[str, Any] = {}
    for pair in values:
        field, mark, value = pair.partition("=")
        if not mark:
            raise click.UsageError(chosen.say("review.pair", given=pair), ctx)
        given[field] = parse_value(value)
    with writing(chosen) as repo:
        taken = decisions.add(repo, one_thing(repo, notice), kind, quote, given, by=by, why=why)
        _told(taken, chosen.say, as_json)


@command("undo", caption="review_undo")
@click.argument("notice", metavar="NOTICE")
@click.argument("number", metavar="[NUMBER]", type=int, required=False)
@_by
@_json
@click.pass_context
def undo(ctx: click.Context, *, notice: str, number: int | None, by: str, as_json: bool) -> None:
    """Take a decision back; it stays in the log."""
    from kg import review as decisions
    from kg.iris import fragment

    chosen = settings(ctx)
    if number is None and not is_pair(notice):
        raise click.UsageError(chosen.say("review.number"), ctx)
    with writing(chosen) as repo:
        if number is None:
            withdraw_pair(repo, notice, chosen.say, by=by, as_json=as_json)
            return
        node = _home(one_thing(repo, notice))
        _told(decisions.undo(repo, fragment(node, f"review-{number}"), by=by), chosen.say, as_json)


@command("export", caption="review_export")
@click.argument("notice", required=False, metavar="[NOTICE]")
@option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), caption="output")
@option("--golden", type=click.Path(file_okay=False, path_type=Path), caption="review_golden")
@click.pass_context
def export_(ctx: click.Context, *, notice: str | None, output: Path | None, golden: Path | None) -> None:
    """Write the decisions in force as an RDF patch, or as golden cases into a folder."""
    from kg.review import rdf_patch
    from kg.review.log import review_ids

    chosen = settings(ctx)
    with open_repo(chosen) as repo:
        ids = review_ids(repo) if notice is None else [_id(one_thing(repo, notice))]
        if golden is not None:
            _write_golden(repo, ids, golden, chosen.say)
            return
        lines = list(rdf_patch(repo, ids))
    text = "".join(line + "\n" for line in lines)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        _write(output, text)
    say(chosen.say("review.exported", n=lines.count("TX ."), path=output or "stdout"))


def _write_golden(repo: Repo, ids: Iterable[str], folder: Path, captions: Captions) -> None:
    from kg.review import golden_case

    cases = [case for id_ in ids if (case := golden_case(repo, id_)) is not None]
    for case in cases:
        _write(folder / f"gold_{case.name}.json", json.dumps(case.case, ensure_ascii=False, indent=1) + "\n")
        _write(folder / case.case["file"], case.text)
    say(captions("review.golden", n=len(cases), path=folder))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    except OSError as error:
        raise DataError("unwritable", path=path, why=error.strerror) from error


def _home(thing: NamedNode) -> NamedNode:
    from pyoxigraph import NamedNode as Node

    return Node(thing.value.partition("#")[0])


def _id(thing: NamedNode) -> str:
    from kg.iris import thing as of

    return _home(thing).value.removeprefix(of("notice/").value)


def _told(taken: Review, captions: Captions, as_json: bool) -> None:
    if as_json:
        print_json(taken.to_json())
    what = _what(taken, captions)
    if taken.state == "withdrawn":
        what += f" ({captions('review.withdrawn')})"
    say(captions("review.taken", n=taken.number, what=what))


def _what(one: Review, captions: Captions) -> str:
    """`corrected #duty-7 assignees: Sở Y tế → Công an tỉnh`."""
    head = f"{captions(f'review.{one.decision}')} #{one.about.partition('#')[2]}".rstrip("# ")
    if one.field is None:
        return head
    return f"{head} {one.field}: {one.former or '—'} → {_value(one.value) or '—'}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    if isinstance(value, dict):
        return str(value.get("label") or value.get("text") or value.get("id"))
    return "" if value is None else str(value)


def _print_all(chosen: Settings, notice: str | None, states: tuple[str, ...] | None, as_json: bool) -> None:
    from kg.review import list_reviews

    with open_repo(chosen) as repo:
        ids = None if notice is None else [_id(one_thing(repo, notice))]
        found = list_reviews(repo, ids, states=states)
    if as_json:
        print_json([one.to_json() for one in found], indent=2)
        return
    for one in found:
        _print_one(one, chosen.say)
    say(chosen.say("review.count", n=len(found)))


def _print_one(one: Listed, captions: Captions) -> None:
    from rich.text import Text

    taken, console = one.review, out()
    state = captions(f"review.{taken.state}")
    if taken.stale:
        state += f": {captions(f'review.{taken.stale}')}"
    console.print(Text(f"{taken.number}. {_what(taken, captions)} ({state})", style="bold"), soft_wrap=True)
    console.print(Text(f"   {one.notice}"), soft_wrap=True)
    console.print(Text(f"   {taken.by}, {taken.at}" + (f": {taken.why}" if taken.why else "")), soft_wrap=True)
    quote = " ".join(taken.quote.split())
    console.print(Text(f"   «{quote[:_SHOWN]}{' …' if len(quote) > _SHOWN else ''}»"), soft_wrap=True)

"""`thongtri coverage`: what an editor should look at after a notice was read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.captions import Captions
from ui.console import out, print_json
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.session import open_repo
from ui.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from kg.coverage import Coverage, Stretch

_SHOWN = 200


@command("coverage")
@click.argument("name", metavar="NOTICE|FILE")
@option("--json", "as_json", is_flag=True, caption="json")
@click.pass_context
def coverage(ctx: click.Context, *, name: str, as_json: bool) -> None:
    """Print the report on a stored notice, or on a file without storing it."""
    chosen = settings(ctx)
    report = _of_file(Path(name)) if Path(name).is_file() else _of_notice(name, chosen)
    if as_json:
        print_json(report.to_json(), indent=2)
    else:
        _show(report, chosen.say)


def _of_file(path: Path) -> Coverage:
    from kg.coverage import coverage as report
    from kg.mapping import to_quads
    from kg.reading import read_notice
    from kg.review.model import Log

    record, text = read_notice(path)
    return report(to_quads(record, text), Log(record.notice.id))


def _of_notice(name: str, chosen: Settings) -> Coverage:
    from kg.coverage import coverage as report
    from kg.errors import UnknownIdError
    from kg.iris import graph, thing
    from kg.names import find_things
    from kg.review.log import read_log

    with open_repo(chosen) as repo:
        base = thing("notice/").value
        found = {thing_.value.partition("#")[0] for thing_ in find_things(repo, name)}
        notices = sorted(iri.removeprefix(base) for iri in found if iri.startswith(base))
        if not notices:
            raise UnknownIdError(name)
        if len(notices) > 1:
            raise DataError("several_notices", name=name, notices=", ".join(notices))
        return report(repo.quads(graph(notices[0])), read_log(repo, notices[0]))


def _show(report: Coverage, say: Captions) -> None:
    from rich.table import Table
    from rich.text import Text

    console = out()
    console.print(Text(f"{report.label} ({report.file})", style="bold"))
    share = "—" if report.share is None else _percent(report.share)
    console.print(say("coverage.share", share=share, duties=report.duties))
    table = Table(say("coverage.section"), say("coverage.duties"), say("coverage.inside"), header_style="bold")
    for section in report.sections:
        table.add_row(section.section or "—", str(section.duties), _percent(section.share))
    console.print(table)
    missing = ", ".join(say.get(f"part.{part}", part) for part in report.missing)
    console.print(Text(say("coverage.missing", parts=missing or "—")))
    if report.inferred:
        console.print(Text(say("coverage.inferred", why=report.inferred)))
    _list(console, say("coverage.outside", n=len(report.outside)), report.outside, say)
    _list(console, say("coverage.unmapped", n=len(report.unmapped)), report.unmapped, say)
    _list(console, say("coverage.repairs", n=len(report.repairs)), report.repairs, say)
    console.print(Text(say("coverage.uncertain", n=len(report.uncertain)), style="bold"))
    for duty in report.uncertain:
        who = ", ".join(duty.assignees) or say("coverage.nobody")
        rule = f" [{duty.rule}]" if duty.rule else ""
        console.print(Text(f"  #{duty.duty}{rule} {who}: {_short(duty.text)}"), soft_wrap=True)
    console.print(Text(say("coverage.reviewed", n=report.reviewed, stale=report.stale)))


def _list(console: Console, title: str, stretches: tuple[Stretch, ...], say: Captions) -> None:
    from rich.text import Text

    console.print(Text(title, style="bold"))
    for one in stretches:
        why = f" ({say.get(f'kind.{one.why}', one.why)})" if one.why else ""
        console.print(Text(f"  [{one.start}–{one.end}] {_short(one.text)}{why}"), soft_wrap=True)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " …"


def _percent(share: float) -> str:
    return f"{share:.0%}"

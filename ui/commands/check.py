"""`thongtri check`: ontology, shapes and evidence of a whole store."""

from __future__ import annotations

import click

from ui.captions import Captions
from ui.console import complain, err, out
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.session import open_repo

_SHOWN = 50


@command("check")
@option("--no-reasoner", is_flag=True, caption="no_reasoner")
@click.pass_context
def check(ctx: click.Context, *, no_reasoner: bool) -> int:
    """Print what was checked and every fault; exit code 1 on any."""
    chosen = settings(ctx)
    from rich.progress import Progress

    from kg.check import check as verify
    from ontology.reasoning import ReasonerError

    with open_repo(chosen) as repo, Progress(console=err(), transient=True) as bar:
        task = bar.add_task(chosen.say("check.title"), total=None)
        try:
            report = verify(
                repo,
                reason=not no_reasoner,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        except ReasonerError as error:
            raise DataError("reasoner", why=error.told(chosen.lang)) from error
    say = chosen.say
    _summary(say, report.notices, report.evidence, report.consistent, len(report.violations))
    for violation in report.violations[:_SHOWN]:
        complain(say, violation.message(say.lang))
    if len(report.violations) > _SHOWN:
        complain(say, say("check.more", n=len(report.violations) - _SHOWN))
    return 0 if report.ok else 1


def _summary(say: Captions, notices: int, evidence: int, consistent: bool | None, faults: int) -> None:
    from rich.table import Table

    table = Table(say("check.part"), say("check.count"), title=say("check.title"), header_style="bold")
    verdict = say("check.skipped") if consistent is None else say("check.yes" if consistent else "check.no")
    table.add_row(say("check.ontology"), verdict)
    table.add_row(say("check.shapes"), str(notices))
    table.add_row(say("check.evidence"), str(evidence))
    console = out()
    console.print(table)
    console.print(say("check.passed") if not faults else say("check.failed", n=faults))

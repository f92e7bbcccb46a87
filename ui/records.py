"""What one file says, as a page for the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from ingest.model import Duty, Record
from ui.captions import Captions
from ui.console import out


def show_record(record: Record, say: Captions) -> None:
    """Header facts, then every duty with who must do it."""
    console = out()
    notice = record.notice
    jurisdiction = notice.jurisdiction
    basis = say(f"page.{jurisdiction.basis}") if jurisdiction else ""
    pairs = (
        ("number", notice.number),
        ("issued", notice.issued),
        ("issuer", notice.issuer.label if notice.issuer else None),
        ("statedJurisdiction", f"{jurisdiction.label} ({basis}: {jurisdiction.why})" if jurisdiction else None),
        ("title", notice.title),
    )
    console.print(Text(record.source.path, style="bold"))
    for name, value in pairs:
        console.print(Text(f"  {say(f'property.{name}')}: {value or '—'}"))
    if notice.missing:
        missing = ", ".join(say.get(f"part.{part}", part) for part in notice.missing)
        console.print(Text(f"  {say('page.missing')}: {missing}", style="yellow"))
    console.print(_duties(record.duties, say))


def _duties(duties: tuple[Duty, ...], say: Captions) -> Table:
    table = Table(say("search.rank"), say("kind.duty"), say("page.assignees"), show_lines=False, header_style="bold")
    for duty in duties:
        if duty.kind == "duty":
            who = ", ".join(assignee.label for assignee in duty.assignees)
            table.add_row(duty.id.rpartition("-")[2], Text(duty.clean or duty.text), Text(who))
    return table

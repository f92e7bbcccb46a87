"""The duties of tables of assigned tasks: one a row, borne by whom its column of units names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ingest.duties.assignees import Assigned
from ingest.duties.build import Order, build
from ingest.duties.chains import minted
from ingest.duties.clauses import Clause
from ingest.duties.context import Context, cue
from ingest.duties.deadlines import find_deadline
from ingest.duties.judge import DUTY
from ingest.duties.reading import Reading
from ingest.duties.table_rows import COOPERATING, DEADLINE, DIRECTOR, LEAD, PRODUCT, UNIT, Cell, Task
from ingest.mentions import Mention
from ingest.model import Assignee, Deadline, Duty, Ref, Span
from ingest.patterns_loader import pattern, value
from ingest.repair import Repaired

RULE: Final = "table-row"
"""The rule of attribution: the cell of the row, or the merged one above it."""
_FEWEST_LETTERS: Final = 3


def table_duty(repaired: Repaired, context: Context, task: Task) -> Duty:
    """The duty of a row: the text of its task cell, with bodies, deadline and product of the other cells."""
    clause = Clause(task.block, task.start, task.end, 0, 0, "", task.end, list_follows=False)
    acts = cue("opener").match(context.view, task.start, task.end) is not None
    reading = Reading(task.start, verb=task.start, static=not acts)
    plain = build(repaired, context, Order(clause, reading, Assigned((), (), True, RULE), DUTY, ""))
    assignees, partners = _bodies(repaired, context, task)
    taken = {a.id for a in assignees}
    others = {r.id: r for r in (*plain.cooperating, *partners) if r.id not in taken}
    products = tuple(_span(repaired, c) for c in task.cells[PRODUCT])
    return replace(
        plain, assignees=assignees, directed_by=_directors(repaired, context, task), cooperating=tuple(others.values()),
        beneficiaries=tuple(b for b in plain.beneficiaries if b.id not in taken | others.keys()),
        deadline=_deadline(repaired, context, task.cells[DEADLINE]) or plain.deadline,
        frame=replace(plain.frame, objects=(*plain.frame.objects, *products)),
    )  # fmt: skip


def _bodies(repaired: Repaired, context: Context, task: Task) -> tuple[tuple[Assignee, ...], tuple[Ref, ...]]:
    """Who bears the task and who cooperates; a cell may tell both (*Chủ trì: A; phối hợp: B*)."""
    assignees, partners = dict[str, Assignee](), dict[str, Ref]()
    for kind in (LEAD, UNIT, COOPERATING):
        for cell in task.cells[kind]:
            named = _named(context, cell)
            split = pattern("table_cell_cooperating").search(context.view, cell.start, cell.end)
            bearers = [m for m in named if split is None or m.start < split.start()] or named
            for m in named if kind != COOPERATING else ():
                if m in bearers:
                    role = "lead" if kind == LEAD else None
                    assignees.setdefault(m.id, _assignee(repaired, m, role, above=cell.above))
            for m in named:
                if kind == COOPERATING or m not in bearers:
                    partners.setdefault(m.id, Ref(m.id, m.text, *repaired.raw_span(m.start, m.end)))
    return tuple(assignees.values()), tuple(partners.values())


def _directors(repaired: Repaired, context: Context, task: Task) -> tuple[Ref, ...]:
    """The leaders of a column such as *Lãnh đạo phụ trách*: they direct, others bear the task."""
    named = (m for cell in task.cells[DIRECTOR] for m in context.mentions_in(cell.start, cell.end))
    return tuple({m.id: Ref(m.id, m.text, *repaired.raw_span(m.start, m.end)) for m in named}.values())


def _named(context: Context, cell: Cell) -> list[Mention]:
    """The bodies of a cell; one that no lexicon knows is taken as it is written."""
    found = list(context.mentions_in(cell.start, cell.end))
    letters = sum(map(str.isalpha, context.clean[cell.start : cell.end]))
    return found or ([minted(context, cell.start, cell.end)] if letters >= _FEWEST_LETTERS else [])


def _assignee(repaired: Repaired, mention: Mention, role: str | None, *, above: bool) -> Assignee:
    source = "inherited" if above else "explicit"
    return Assignee(mention.id, mention.text, source, role, *repaired.raw_span(mention.start, mention.end), RULE)


def _deadline(repaired: Repaired, context: Context, cells: Iterable[Cell]) -> Deadline | None:
    """The deadline of the first cell that can be typed, with the whole text of the cell."""
    for cell in cells:
        typed = _typed(context.view[cell.start : cell.end])
        if typed:
            span = _span(repaired, cell)
            return Deadline(*typed, span.text, span.start, span.end)
    return None


def _typed(view: str) -> tuple[str, str | None] | None:
    """Type and ISO date of a cell: it says when, so a bare day, month or quarter is read as within it."""
    if pattern("table_when_interval").search(view):
        return "interval", None
    for text in (view, f"{value('table_when_year', 'within')} {view}"):
        found = find_deadline(text, 0, len(text))
        if found and found.type != "urgency":
            return found.type, found.date
    if year := pattern("table_when_year").search(view):
        return "date", f"{year['y']}-12-31"
    if pattern("table_when_periodic").search(view):
        return "periodic", None
    return ("urgency", None) if find_deadline(view, 0, len(view)) else None


def _span(repaired: Repaired, cell: Cell) -> Span:
    start, end = repaired.raw_span(cell.start, cell.end)
    return Span(start, end, repaired.raw[start:end])

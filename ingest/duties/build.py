"""A `model.Duty` from a clause, its reading and its assignees; clean offsets become raw ones."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.duties.assignees import Assigned
from ingest.duties.clauses import Clause
from ingest.duties.context import Context
from ingest.duties.frame import frame_of
from ingest.duties.reading import Reading
from ingest.duties.slots import Slots, find_slots
from ingest.duties.topics import topics_of
from ingest.mentions import Mention
from ingest.model import Assignee, Deadline, Duty, Ref, Span
from ingest.repair import Repaired
from ontology.text import nfc


@dataclass(frozen=True, slots=True)
class Order:
    """An order found in a clause; `assigned` is None for a framing order without addressees."""

    clause: Clause
    reading: Reading
    assigned: Assigned | None
    kind: str
    id: str


def build(repaired: Repaired, context: Context, order: Order) -> Duty:
    """The duty of the record, with raw offsets."""
    clause, reading, assigned, kind = order.clause, order.reading, order.assigned, order.kind
    start, end = _bounds(context, clause, reading, kind)
    slots = find_slots(context, reading, start, end)
    raw = repaired.raw_span(start, end)
    bodies = reading.subjects if reading.act == "announce" else assigned.bodies if assigned else ()
    explicit = reading.act == "announce" or bool(assigned and assigned.explicit)
    rule = assigned.rule if assigned else "R7"
    return Duty(
        id=order.id, start=raw[0], end=raw[1], text=repaired.raw[raw[0] : raw[1]], section=clause.block.id, kind=kind,
        modality=slots.modality, strength=slots.strength, status=slots.status,
        assignees=tuple(_assignee(repaired, m, slots, rule, explicit=explicit) for m in _unique(bodies)),
        directed_by=_refs(repaired, assigned.directed_by if assigned and reading.act != "announce" else ()),
        cooperating=_refs(repaired, _without(slots.cooperating, bodies)),
        reports_to=_refs(repaired, slots.reports_to),
        beneficiaries=_refs(repaired, _without(slots.beneficiaries, (*bodies, *slots.cooperating, *slots.reports_to))),
        topics=topics_of(context, min(clause.start, start), end),
        places=tuple(_span(repaired, *p) for p in slots.places),
        deadline=_deadline(repaired, slots),
        conditions=tuple(_span(repaired, *c) for c in slots.conditions),
        frame=frame_of(repaired, context, reading, slots, end),
        rule=rule, clean=nfc(repaired.reading(start, end)),
    )  # fmt: skip


def _bounds(context: Context, clause: Clause, reading: Reading, kind: str) -> tuple[int, int]:
    """The span of the order: a framing order begins at its issuer, a duty keeps its adjuncts; the full
    stop belongs to it at the end of a sentence."""
    start = reading.start
    if reading.act in ("frame", "opening", "announce"):
        start = reading.issuer[0].start if reading.issuer else _subject_start(reading, start)
    if kind == "framing" and reading.subjects and not reading.issuer:
        start = min(start, reading.subjects[0].start)
    return context.skip_space(start, clause.end) if context.clean[start] in " \n" else start, clause.end


def _subject_start(reading: Reading, start: int) -> int:
    return reading.verb if reading.verb is not None and reading.verb < start else start


def _unique(bodies: tuple[Mention, ...]) -> list[Mention]:
    return list({m.id: m for m in reversed(bodies)}.values())[::-1]


def _without(bodies: tuple[Mention, ...], others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    taken = {m.id for m in others}
    return tuple(m for m in bodies if m.id not in taken)


def _assignee(repaired: Repaired, mention: Mention, slots: Slots, rule: str, *, explicit: bool) -> Assignee:
    start, end = repaired.raw_span(mention.start, mention.end)
    return Assignee(mention.id, mention.text, "explicit" if explicit else "inherited", slots.role, start, end, rule)


def _refs(repaired: Repaired, bodies: tuple[Mention, ...]) -> tuple[Ref, ...]:
    return tuple(Ref(m.id, m.text, *repaired.raw_span(m.start, m.end)) for m in _unique(bodies))


def _span(repaired: Repaired, start: int, end: int) -> Span:
    a, b = repaired.raw_span(start, end)
    return Span(a, b, repaired.raw[a:b])


def _deadline(repaired: Repaired, slots: Slots) -> Deadline | None:
    found = slots.deadline
    if found is None:
        return None
    start, end = repaired.raw_span(found.start, found.end)
    return Deadline(found.type, found.date, repaired.raw[start:end], start, end)

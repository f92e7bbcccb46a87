"""Reading the whole body in order and building its duties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.duties.assignees import Memory
from ingest.duties.build import Order, build
from ingest.duties.clauses import Clause, read_clauses
from ingest.duties.context import Context, cue, make_context
from ingest.duties.headlines import repeated_titles
from ingest.duties.hosts import hosts
from ingest.duties.judge import DUTY, FRAMING, bans_list, charged, judge, names_owners
from ingest.duties.modes import Mode
from ingest.duties.reading import Reading, read
from ingest.duties.table_rows import is_row, task_tables
from ingest.duties.tables import table_duty
from ingest.layout import BODY_KINDS, Block, Layout
from ingest.mentions import Mention
from ingest.model import Duty
from ingest.repair import Repaired


def find_duties(repaired: Repaired, layout: Layout, mentions: Sequence[Mention]) -> tuple[Duty, ...]:
    """Every order of the notice, in text order, with raw offsets and local ids `duty-1`, `duty-2`, …"""
    context = make_context(repaired.clean, layout, mentions)
    readings = [(clause, read(context, clause)) for clause in read_clauses(context) if not is_row(clause.block)]
    memory = Memory(
        context,
        addressees=tuple(context.mentions_in(*context.addressed)),
        hosts=hosts(context),
        closing=_closing(readings),
        issuer=_issuer(context),
    )
    mode = Mode(context, framed=any(_frames_list(c, r) for c, r in readings))
    parents = {b.id: b.parent for b in layout.body()}
    lists, out, block = _leads(layout), list[Duty](), None
    before: Clause | None = None
    banned = set[str]()
    repeated = repeated_titles(layout)
    for clause, reading in readings:
        if clause.block is not block:
            block, before = clause.block, None
            mode.enter(block)
            memory.enter(block)
        if (banned and _is_below(parents, block, banned)) or block.start in repeated:
            continue
        follows = before is not None and before.sentence == clause.sentence
        kind = judge(context, clause, reading, mode.value, leads_list=block.id in lists, follows=follows)
        if not kind and (
            (clause.cut == "new-subject" and follows) or charged(context, clause, reading, mode.value, memory)
        ):
            kind = DUTY
        if not kind and names_owners(context, clause, reading):
            memory.own(block, reading.subjects)
        before = clause if kind == DUTY else None
        if kind == DUTY and bans_list(context, clause, reading):
            banned.add(block.id)
        if not kind:
            continue
        plain = reading if reading.verb is not None else Reading(clause.start, verb=clause.start, static=True)
        assigned = memory.assign(clause, plain) if kind == DUTY or reading.act != "opening" else None
        if kind == FRAMING and reading.act != "announce":
            mode.open(reading.cue)
            memory.frame(reading.subjects, block, general=reading.act == "frame" or block.number is None)
        order = Order(clause, plain, assigned, kind, f"duty-{len(out) + 1}")
        duty = build(repaired, context, order)
        if follows and kind == DUTY and duty.strength == "obligation" and out and out[-1].strength == "request":
            duty = replace(duty, strength="request")
        out.append(duty)
    return _in_order(out, [table_duty(repaired, context, task) for task in task_tables(layout).tasks])


def _in_order(orders: list[Duty], rows: list[Duty]) -> tuple[Duty, ...]:
    """The orders of the text and those of its tables, numbered as they stand."""
    if not rows:
        return tuple(orders)
    every = sorted((*orders, *rows), key=lambda d: d.start)
    return tuple(replace(duty, id=f"duty-{k}") for k, duty in enumerate(every, start=1))


def _frames_list(clause: Clause, reading: Reading) -> bool:
    return reading.act == "opening" or (reading.act == "frame" and clause.list_follows)


def _is_below(parents: Mapping[str, str | None], block: Block, ids: set[str]) -> bool:
    """True if a block hangs below one of the given sections."""
    key = block.parent
    while key is not None and key not in ids:
        key = parents.get(key)
    return key is not None


def _leads(layout: Layout) -> frozenset[str]:
    """Ids of the blocks that other blocks hang below."""
    blocks = [b for b in layout.blocks if b.kind in BODY_KINDS]
    return frozenset(a.id for a, b in pairwise(blocks)
                     if b.parent == a.id or (b.id == a.id and b.number is None))  # fmt: skip


def _closing(readings: list[tuple[Clause, Reading]]) -> tuple[Mention, ...]:
    """Whom the closing formula informs (*… thông báo để A, B biết, thực hiện*)."""
    return next((r.subjects for _, r in reversed(readings) if r.act == "announce" and r.subjects), ())


def _issuer(context: Context) -> tuple[Mention, ...]:
    heads = context.layout.of_kind("title", "header")
    named = [m for b in heads for m in context.mentions_in(b.start, b.end) if m.kind == "body"]
    return tuple(m for m in named if not cue("motto-body").search(context.view, m.start, m.end))[:1]

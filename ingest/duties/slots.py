"""Slots of a duty beside its assignee: partners, reports, deadline, condition, place, strength (§7)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.duties.chains import minted
from ingest.duties.context import Context, cue
from ingest.duties.deadlines import Found, find_deadline
from ingest.duties.reading import Reading
from ingest.mentions import Mention


@dataclass(frozen=True, slots=True)
class Slots:
    """Ranges are clean offsets."""

    modality: str
    strength: str
    status: str
    role: str | None
    cooperating: tuple[Mention, ...]
    reports_to: tuple[Mention, ...]
    beneficiaries: tuple[Mention, ...]
    places: tuple[tuple[int, int], ...]
    conditions: tuple[tuple[int, int], ...]
    deadline: Found | None


def find_slots(context: Context, reading: Reading, start: int, end: int) -> Slots:
    """Slots of the order at `clean[start:end]`."""
    verb = reading.verb if reading.verb is not None else start
    conditions = _conditions(context, reading, start, end)
    partners = _partners(context, verb, end)
    early = bool(conditions) and conditions[0][0] <= verb
    conditional = bool(reading.condition) or (early and reading.modal_subject)
    modality = _modality(context, reading, verb, end)
    return Slots(
        modality=modality,
        strength=_strength(context, reading, modality, (verb, end), conditional=conditional),
        status=_status(context, verb, end),
        role=_role(context, verb, end, partners=bool(partners)),
        cooperating=partners,
        reports_to=_after("report", context, verb, end),
        beneficiaries=_beneficiaries(context, verb, end),
        places=tuple(m.span() for m in cue("place").regex.finditer(context.view, verb, end)),
        conditions=conditions,
        deadline=find_deadline(context.view, verb if reading.act != "opening" else start, end),
    )


def _modality(context: Context, reading: Reading, verb: int, end: int) -> str:
    """Head cue of the clause: the order verb of a frame, a modal before the action, or its first adverb."""
    if reading.act == "frame" and reading.cue:
        return reading.cue
    if reading.act:
        return reading.cue or "bare_verb"
    modal = cue("obligation").match(context.view, _modal_place(context, reading, verb, end), end)
    if modal:
        return re.sub(r"\s+", " ", modal.group())
    head = cue("modality").match(context.view, verb, end)
    inner = cue("modality").search(context.view, verb, min(end, verb + 24))
    if head is None and inner and cue("adverb").match(context.view, verb, end):
        head = inner
    return re.sub(r"\s+", " ", head.group()) if head else "bare_verb"


def _modal_place(context: Context, reading: Reading, verb: int, end: int) -> int:
    """Where *phải* stands if the clause has one: at the verb, after the directed bodies, or after a verb
    that is itself the subject (*Truy vết phải nhanh*)."""
    if reading.directed and reading.act != "announce":
        return context.skip_space(reading.directed[-1].end, end)
    if cue("obligation").match(context.view, verb, end):
        return verb
    first = cue("verb").match(context.view, verb, end)
    return context.skip_space(first.end(), end) if first else verb


def _strength(context: Context, reading: Reading, modality: str, phrase: tuple[int, int], *, conditional: bool) -> str:
    """How binding the verb phrase is; `conditional`: a condition governs the whole clause."""
    verb, end = phrase
    if modality in cue("request").words:
        return "request"
    if cue("power").match(context.view, verb, end) or cue("power").match(modality):
        return "power"
    if conditional:
        return "conditional_obligation"
    if cue("prohibition").match(context.view, verb, end) or cue("absolute").search(context.view, verb, end):
        return "prohibition"
    if reading.modal_subject and cue("case-subject").match(context.view, reading.start, end):
        return "conditional_obligation"
    return "obligation"


def _status(context: Context, verb: int, end: int) -> str:
    if cue("contingency").search(context.view, verb, end):
        return "contingency"
    return "in_force" if cue("in-force").match(context.view, verb, end) else "ordered"


def _role(context: Context, verb: int, end: int, *, partners: bool) -> str | None:
    """`lead` where *chủ trì* heads the verb phrase, `support` where *phối hợp với* does."""
    head = min(end, verb + 60)
    if cue("lead-role").search(context.view, verb, head):
        return "lead"
    return "support" if partners and cue("cooperate").match(context.view, verb, head) else None


def _conditions(context: Context, reading: Reading, start: int, end: int) -> tuple[tuple[int, int], ...]:
    found = [reading.condition] if reading.condition and start <= reading.condition[0] else []
    verb = reading.verb if reading.verb is not None else start
    if reading.modal_subject and cue("case-subject").match(context.view, reading.start, verb):
        found.append((reading.start, verb))
    for match in cue("condition").regex.finditer(context.view, start, end):
        if not any(a <= match.start() < b for a, b in found):
            found.append(match.span())
    return tuple(found)


def _partners(context: Context, verb: int, end: int) -> tuple[Mention, ...]:
    out = list[Mention]()
    for found in cue("cooperate").regex.finditer(context.view, verb, end):
        listed = context.coordination(context.skip_space(found.end(), end), end)
        out += listed.mentions if listed else ()
        other = cue("between").match(context.view, listed.end, end) if listed else None
        second = context.coordination(context.skip_space(other.end(), end), end) if other else None
        out += second.mentions if second else ()
    return tuple(out)


def _beneficiaries(context: Context, verb: int, end: int) -> tuple[Mention, ...]:
    """Whom the act is to serve: named after *cho*, *hỗ trợ* …, or described there (*các hộ nghèo*)."""
    named = _after("benefit", context, verb, end)
    spans = [m.span("who") for m in cue("benefit-phrase").regex.finditer(context.view, verb, end)]
    taken = context.mentions_in(verb, end)
    described = [minted(context, a, b) for a, b in spans if not any(m.start < b and a < m.end for m in taken)]
    return tuple(sorted((*named, *described), key=lambda m: m.start))


def _after(name: str, context: Context, verb: int, end: int) -> tuple[Mention, ...]:
    """The bodies that stand directly after a cue word."""
    out = list[Mention]()
    for found in cue(name).regex.finditer(context.view, verb, end):
        listed = context.coordination(context.skip_space(found.end(), end), end)
        out += listed.mentions if listed else ()
    return tuple(out)

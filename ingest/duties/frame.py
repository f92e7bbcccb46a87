"""The constituents of a clause: action, objects, purpose, manner, place, time, prohibited outcome, amount."""

from __future__ import annotations

import re

from ingest.duties.context import Context, cue
from ingest.duties.reading import Reading
from ingest.duties.slots import Slots
from ingest.model import Frame, Span
from ingest.repair import Repaired

MAX_OBJECTS = 12


def frame_of(repaired: Repaired, context: Context, reading: Reading, slots: Slots, end: int) -> Frame:
    """Constituents of the verb phrase that begins at `reading.verb`."""
    verb = _own_verb(context, reading, end)
    stop = end - 1 if context.clean[end - 1 : end] == "." else end
    if verb is None or verb >= stop or reading.static or reading.act in ("opening", "announce"):
        return Frame()
    action = _action(context, verb, stop)
    prohibited = _first("prohibited-outcome", context, verb, stop)
    purpose = _purpose(context, action, stop, prohibited)
    place = slots.places[0] if slots.places else None
    deadline = slots.deadline
    borders = [x[0] for x in (purpose, prohibited, place, *slots.conditions) if x and x[0] >= action]
    objects_end = min([stop, *borders])
    return Frame(
        action=_span(repaired, verb, action) if action > verb else None,
        objects=tuple(_span(repaired, a, b) for a, b in _objects(context, action, objects_end)),
        purpose=_span(repaired, *purpose) if purpose else None,
        manner=_optional(repaired, _manner(context, verb, action, stop)),
        place=_span(repaired, *place) if place else None,
        time=_span(repaired, deadline.start, deadline.end) if deadline else None,
        prohibited=_span(repaired, *prohibited) if prohibited else None,
        amount=_optional(repaired, cue("amount").search(context.view, verb, stop)),
    )


def _own_verb(context: Context, reading: Reading, end: int) -> int | None:
    """The verb of the charged bodies: after a chain, that of the directed ones."""
    if reading.verb is None or not reading.directed or reading.act == "announce":
        return reading.verb
    after = context.skip_space(reading.directed[-1].end, end)
    return after if cue("opener").match(context.view, after, end) else reading.verb


def _manner(context: Context, verb: int, action: int, end: int) -> re.Match[str] | None:
    """An adverb of the verb group, else a phrase (*theo đúng quy định*) anywhere."""
    return cue("manner").search(context.view, verb, action) or cue("manner-phrase").search(context.view, verb, end)


def _action(context: Context, verb: int, end: int) -> int:
    """End of the verb group: adverbs and verbs in a row, joined by commas or *và*, with their manner. A
    one-syllable verb inside the row is too often part of a noun to be taken along."""
    last, at = verb, verb
    while at < end:
        found = cue("opener").match(context.view, at, end)
        if found and last > verb and (" " not in found.group() or cue("nominal").match(context.view, at, end)):
            found = None
        found = found or (cue("manner").match(context.view, at, end) if last > verb else None)
        if not found:
            break
        last = found.end()
        join = cue("verb-join").match(context.view, last, end)
        at = join.end() if join else end
    return last if last > verb else min(end, _word_end(context.view, verb, end))


def _word_end(view: str, at: int, end: int) -> int:
    found = re.compile(r"\w+").match(view, at, end)
    return found.end() if found else end


def _first(name: str, context: Context, start: int, end: int) -> tuple[int, int] | None:
    found = cue(name).search(context.view, start, end)
    if not found:
        return None
    stops = [
        i for i in context.commas(found.end(), end) if cue("opener").match(context.view, context.skip_space(i + 1, end))
    ]
    return found.start(), min([end, *stops])


def _purpose(context: Context, start: int, end: int, prohibited: tuple[int, int] | None) -> tuple[int, int] | None:
    ranges = [prohibited] if prohibited else []
    ranges += [m.span() for m in cue("quoted").regex.finditer(context.view, start, end)]
    purposes = cue("purpose").regex.finditer(context.view, start, end)
    found = next((m for m in purposes if not any(a <= m.start() < b for a, b in ranges)), None)
    if not found:
        return None
    limit = end
    if prohibited and prohibited[0] > found.start():
        limit = prohibited[1] if prohibited[0] - found.end() <= 1 else prohibited[0]
    return found.start(), limit


def _objects(context: Context, start: int, end: int) -> list[tuple[int, int]]:
    """The noun phrases after the verb group, cut at commas outside names and brackets and at *và* before
    another phrase; of a coordinated verb phrase (*…, bổ sung cử tri*) only what follows its verbs."""
    out, at = list[tuple[int, int]](), start
    names = context.mentions_in(start, end)
    cuts = [(i, i + 1) for i in context.commas(start, end)]
    cuts += [m.span() for m in cue("and").regex.finditer(context.view, start, end)
             if not any(n.start < m.start() < n.end for n in names)]  # fmt: skip
    for left, right in [*sorted(cuts), (end, end)]:
        begin = _past_verbs(context, at, left) if at > start else at
        if begin > context.skip_space(at, left) and cue("not-object").match(context.view, begin, left):
            begin = left
        piece = context.clean[begin:left].strip(" ,;.\n")
        if piece:
            begin += context.clean[begin:left].index(piece)
            out.append((begin, begin + len(piece)))
        at = right
    return out[:MAX_OBJECTS]


def _past_verbs(context: Context, at: int, end: int) -> int:
    """Past the verb group that opens a coordinated phrase; a one-syllable verb is too often part of a noun,
    and so are words such as *thông tin*, *báo cáo*."""
    at = context.skip_space(at, end)
    found = cue("opener").match(context.view, at, end)
    noun = cue("nominal").match(context.view, at, end) or cue("also-noun").match(context.view, at, end)
    if not found or " " not in found.group() or noun:
        return at
    return _action(context, at, end)


def _optional(repaired: Repaired, found: re.Match[str] | None) -> Span | None:
    return _span(repaired, *found.span()) if found else None


def _span(repaired: Repaired, start: int, end: int) -> Span:
    a, b = repaired.raw_span(start, end)
    return Span(a, b, repaired.raw[a:b])

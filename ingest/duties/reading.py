"""The skeleton of a clause: lead, speech act, subject, chain of direction, verb phrase (duty grammar §1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.cues import cues
from ingest.duties.clauses import Clause
from ingest.duties.context import Context, cue
from ingest.mentions import Mention, find_mentions
from ontology.text import nfc, slug

MAX_TOPIC = 200
MAX_MODIFIER = 170
MAX_NOUN_PHRASE = 110
"""Characters a noun phrase before *phải* may have: longer ones hide a relative clause."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause's left edge says; offsets are clean."""

    start: int
    """Where the duty begins: after a topic lead-in (*Về …:*)."""
    act: str = ""
    """`frame` (an issuer orders named bodies), `opening` (an issuer opens a list), `announce`, or empty."""
    cue: str = ""
    issuer: tuple[Mention, ...] = ()
    subjects: tuple[Mention, ...] = ()
    directed: tuple[Mention, ...] = ()
    """The B of *A chỉ đạo B (phải) …*."""
    verb: int | None = None
    """Where the verb phrase begins; None if the clause has none that orders."""
    modal_subject: bool = False
    """A thing is the subject of *phải/cần/không được*."""
    condition: tuple[int, int] | None = None
    past: bool = False
    static: bool = False
    """A named subject without an action of its own (*mỗi Tiểu ban có …*)."""


def read(context: Context, clause: Clause) -> Reading:
    """The reading of a clause; with no verb and no subject if it is no order."""
    start = _after_topic(context, clause.start, clause.end)
    at, condition, past = _main(context, start, clause.end)
    reading = _core(context, at, clause.end)
    if reading.act == "frame" and clause.block.number is not None and _passes_on(context, reading.issuer):
        reading = replace(reading, act="", subjects=reading.issuer, directed=reading.subjects, issuer=())
    past = past or reading.past
    return replace(reading, start=start, condition=condition, past=past)


def _passes_on(context: Context, speakers: tuple[Mention, ...]) -> bool:
    """In a list of orders a body that doesn't issue the notice passes an order on (*Ban Quản lý … yêu cầu
    doanh nghiệp …*): it directs, as with *chỉ đạo*."""
    bodies = [m for m in speakers if m.kind in ("body", "group")]
    return bool(context.issuers and bodies) and all(m.id not in context.issuers for m in bodies)


def _after_topic(context: Context, start: int, end: int) -> int:
    """*Về dự án …: Bộ X …* orders only after the colon; so does any noun phrase before *: Giao X*."""
    colon = context.view.find(": ", start, end)
    if colon < 0 or colon + 12 > end:
        return start
    after = context.skip_space(colon + 1, end)
    lead = cue("topic-lead").match(context.view, start, end)
    if lead and lead.end() <= after + 1:
        return after
    listed = context.coordination(after, end)
    orders = _framed(context, after, end) or (listed and _verb_after(context, listed.end, end, issuer=True) is not None)
    return after if orders and colon - start < MAX_TOPIC and not _says_who(context, start, colon) else start


def _says_who(context: Context, start: int, end: int) -> bool:
    """The words before a colon already order, or end in the head of an enumeration (*các Bộ: A, B*)."""
    at = start
    while lead := cue("connective").match(context.view, at, end):
        at = lead.end()
    listed = context.coordination(at, end)
    named = any(m.end == end and m.start > at for m in context.mentions_in(start, end))
    return named or _framed(context, at, end) or bool(listed and _verb_after(context, listed.end, end) is not None)


def _main(context: Context, start: int, end: int) -> tuple[int, tuple[int, int] | None, bool]:
    """Where the main clause begins, the condition before it, and whether the lead is about the past."""
    at, condition, past = start, None, False
    for _ in range(6):
        at = context.skip_space(at, end)
        if context.coordination(at, end) and not cue("which-one").match(context.view, at, end):
            break
        lead = cue("connective").match(context.view, at, end)
        if lead:
            at = lead.end()
            continue
        is_condition = cue("condition-lead").match(context.view, at, end)
        if not is_condition and not cue("adjunct-lead").match(context.view, at, end):
            break
        after = _after_adjunct(context, at, end)
        if after is None:
            break
        past = past or cue("past").search(context.view, at, after) is not None
        if is_condition:
            condition = (at, context.clean.rfind(",", at, after) if "," in context.clean[at:after] else after)
        at = after
    return at, condition, past


def _after_adjunct(context: Context, at: int, end: int) -> int | None:
    """The first comma (or *thì*, *phải*) after an adjunct that a main clause follows."""
    purpose = cue("issuer-purpose").match(context.view, at, end)
    lead = cue("condition-lead").match(context.view, at, end)
    subject = context.coordination(context.skip_space(lead.end(), end), end) if lead else None
    first = subject.end if subject else at
    commas = [(i, context.skip_space(i + 1, end)) for i in context.commas(at, end) if i >= first]
    if lead:
        for _, place in commas:
            if cue("consequence").match(context.view, place, end):
                return place
    for comma, place in commas:
        if _named_clause(context, place, end):
            return place
        coordinated = cue("verb-end").search(context.view, max(at, comma - 25), comma)
        if not purpose and not coordinated and _is_verb(context, place, end):
            return place
    modal = cue("then-must").search(context.view, at, end)
    return modal.start() if modal and not purpose else None


def _named_clause(context: Context, at: int, end: int) -> bool:
    """A clause with its subject, or an order verb with its addressees, begins at `at`."""
    listed = context.coordination(at, end)
    acts = listed and _verb_after(context, listed.end, end, issuer=True) is not None
    return bool(acts) or _framed(context, at, end) or _area_subject(context, at)


def _area_subject(context: Context, at: int) -> bool:
    """*Tỉnh*, *Thành phố* with a capital and without a name is the authority there."""
    return context.clean[at : at + 1].isupper() and cue("area-subject").match(context.view, at) is not None


def _framed(context: Context, at: int, end: int) -> bool:
    found = cue("bare-frame").match(context.view, at, end)
    return bool(found and context.coordination(context.skip_space(found.end(), end), end))


def _core(context: Context, at: int, end: int) -> Reading:
    announce = None
    listed = context.coordination(at, end)
    if listed:
        announce = cue("announce").match(context.view, context.skip_space(listed.end, end), end)
    if announce and listed:
        informed = _announced(context, announce.start(), end)
        return Reading(at, "announce", "", listed.mentions, informed, verb=at)
    frame = cue("bare-frame").match(context.view, at, end)
    if frame and (found := _frame(context, at, frame.end(), end, ())):
        return found
    if listed:
        return _with_subject(context, at, listed.mentions, listed.end, end)
    chief = cue("area-subject").match(context.view, at) if _area_subject(context, at) else None
    if chief:
        return _with_subject(context, at, (_province(context, at, chief.end()),), chief.end(), end)
    return _bare(context, at, end)


def _province(context: Context, start: int, end: int) -> Mention:
    """The authority of the area that a bare *Tỉnh* or *Huyện* stands for."""
    text = context.clean[start:end]
    district = cues("mentions")["area-district"].match(context.view, start, end)
    body, level = (f"m.{slug(text)}", "district") if district else ("g.tinh", "provincial")
    return Mention(start, end, text, body, text, "group", level, "generic_group", bool(district))


def _announced(context: Context, at: int, end: int) -> tuple[Mention, ...]:
    first = next(iter(context.mentions_in(at, end)), None)
    listed = context.coordination(first.start, end) if first else None
    return listed.mentions if listed else ()


def _frame(context: Context, at: int, after: int, end: int, issuer: tuple[Mention, ...]) -> Reading | None:
    """*(A) yêu cầu/giao B VP*; None if no body follows the order verb."""
    place = context.skip_space(after, end)
    listed = context.coordination(place, end)
    verb_text = re.sub(r"\s+", " ", context.view[at:after]).strip()
    if listed is None:
        return None
    inner = _with_subject(context, place, listed.mentions, listed.end, end)
    verb = inner.verb if inner.verb is not None else context.skip_space(listed.end, end)
    return Reading(at, "frame", verb_text, issuer, listed.mentions, inner.directed, verb, past=inner.past)


def _with_subject(context: Context, at: int, subjects: tuple[Mention, ...], after: int, end: int) -> Reading:
    """A clause whose left edge names bodies."""
    after = context.skip_space(after, end)
    opening = _opening(context, at, subjects, after, end)
    if opening:
        return opening
    verb = _verb_after(context, after, end)
    if verb is None:
        past = cue("past").match(context.view, after, end) is not None
        return Reading(at, subjects=subjects, past=past, static=not past)
    if cue("past").search(context.view, after, verb + 6):
        past_at = cue("past").search(context.view, after, verb + 6)
        if past_at and past_at.start() <= verb:
            return Reading(at, subjects=subjects, past=True)
    directed = _chain(context, verb, end)
    return Reading(at, subjects=subjects, verb=verb, directed=directed)


def _opening(context: Context, at: int, subjects: tuple[Mention, ...], after: int, end: int) -> Reading | None:
    """The subject speaks: *yêu cầu B …*, *chỉ thị:*, *có ý kiến chỉ đạo như sau*."""
    courtesy = cue("courtesy").match(context.view, after)
    place = courtesy.end() if courtesy else after
    verb = cue("frame-verb").match(context.view, place, end)
    own = all(m.id not in context.issuers for m in subjects)
    if verb and not cue("directs").match(context.view, place, end) and (verb.group() in cue("speaks").words or not own):
        found = _frame(context, place, verb.end(), end, subjects)
        if found:
            return Reading(at, "frame", verb.group(), subjects, found.subjects, found.directed, found.verb,
                           past=found.past)  # fmt: skip
    follows = cue("list-follows").search(context.view, after, end)
    speech = cue("speech").match(context.view, after, end)
    if follows and speech and follows.end() >= end - 2:
        return Reading(at, "opening", re.sub(r"\s+", " ", speech.group()), subjects, verb=after)
    return None


def _verb_after(context: Context, after: int, end: int, *, issuer: bool = False) -> int | None:
    """Where the verb phrase of a named subject begins: at once, or after modifiers of the subject."""
    place = context.skip_space(after, end)
    aside = cue("subject-aside").match(context.view, place, end)
    for start in (place, aside.end() if aside else place):
        if issuer and cue("speech").match(context.view, context.skip_space(start, end), end):
            return start
        verb = _past_comma(context, start, end)
        if _is_verb(context, verb, end):
            return verb
    if cue("past").match(context.view, place, end):
        return None
    if cue("subject-modifier").match(context.view, place, end) or cue("subject-list").match(context.view, place, end):
        return _verb_after_modifier(context, place, min(end, place + MAX_MODIFIER))
    return None


def _past_comma(context: Context, at: int, end: int) -> int:
    """Past the comma or colon between a subject and its verb (*Các bệnh viện: tăng cường …*)."""
    at = context.skip_space(at, end)
    return context.skip_space(at + 1, end) if context.clean[at : at + 1] in (",", ":") else at


def _is_verb(context: Context, at: int, end: int) -> bool:
    """A verb phrase opens at `at`; *báo cáo số …* and *chỉ đạo, điều hành của …* are nouns."""
    if not cue("opener").match(context.view, at, end) or cue("noun-phrase-number").match(context.view, at, end):
        return False
    return cue("nominal").match(context.view, at, end) is None


def _verb_after_modifier(context: Context, place: int, end: int) -> int | None:
    """The first verb phrase after a modifier (*theo chức năng, nhiệm vụ được giao* chủ động …): not the
    verb inside a noun phrase of the modifier."""
    inside = context.mentions_in(place, end)
    for found in cue("opener").regex.finditer(context.view, place + 1, end):
        before = context.view[place : found.start()]
        if cue("noun-before").search(before) or any(m.start <= found.start() < m.end for m in inside):
            continue
        lead = cue("subject-modifier").match(context.view, place, end) or cue("subject-list").match(
            context.view, place, end
        )
        if cue("past").search(before):
            return None
        if lead and found.start() >= lead.end() and _is_verb(context, found.start(), end):
            return found.start()
    return None


def _chain(context: Context, verb: int, end: int) -> tuple[Mention, ...]:
    """The bodies that *chỉ đạo* (after adverbs) makes act: *chỉ đạo B (phải) VP*."""
    at, word = _past_partners(context, verb, end), cue("directs")
    while not word.match(context.view, at, end):
        adverb = cue("adverb").match(context.view, at, end) or cue("leads-and").match(context.view, at, end)
        if not adverb:
            return ()
        at = context.skip_space(adverb.end(), end)
        if context.view[at : at + 1] == ",":
            at = context.skip_space(at + 1, end)
    found = word.match(context.view, at, end)
    place = context.skip_space(found.end(), end) if found else at
    listed = context.coordination(place, end)
    if listed:
        return listed.mentions if _directed_verb(context, listed.end, end) else ()
    return _described(context, place, end) if found else ()


def _past_partners(context: Context, verb: int, end: int) -> int:
    """Past *(chủ trì,) phối hợp với X*: what the charged body does together with X."""
    partners = cue("with-partners").match(context.view, verb, end)
    listed = context.coordination(context.skip_space(partners.end(), end), end) if partners else None
    return context.skip_space(listed.end, end) if listed else verb


def _described(context: Context, at: int, end: int) -> tuple[Mention, ...]:
    """A unit described rather than named (*chỉ đạo cơ quan tài chính cùng cấp, cấp phát …*)."""
    found = cue("described-unit").match(context.view, at, end)
    if found is None:
        return ()
    text = context.clean[at : found.end()]
    known = next(iter(find_mentions(text[:1].upper() + text[1:])), None)
    unit = minted(context, at, found.end())
    if known and known.start == 0 and not known.minted:
        unit = replace(known, start=unit.start, end=unit.end, text=unit.text)
    return (unit,)


def _directed_verb(context: Context, after: int, end: int) -> bool:
    """The directed bodies act: a verb follows, possibly after a relative clause that ends at a comma."""
    negated = cue("negated").match(context.view, context.skip_space(after, end), end)
    if negated or _verb_after(context, after, end) is not None:
        return True
    relative = cue("relative").match(context.view, after, end)
    places = [context.skip_space(i + 1, end) for i in context.commas(after, end)]
    return bool(relative) and any(cue("opener").match(context.view, p, end) for p in places)


def _bare(context: Context, at: int, end: int) -> Reading:
    """No named subject: a verb phrase, or a thing that must be so."""
    if _is_verb(context, at, end):
        return Reading(at, directed=_chain(context, at, end), verb=at)
    modal = cue("obligation").search(context.view, at, end) or cue("prohibited-outcome").search(context.view, at, end)
    phrase = context.view[at : modal.start()] if modal else ""
    if modal and 0 < len(phrase) <= MAX_NOUN_PHRASE and not cue("subordinate").search(phrase):
        past = cue("past").search(context.view, at, modal.start()) is not None
        person = _open_subject(context, at, modal.start())
        return Reading(at, subjects=person, verb=modal.start(), modal_subject=not person, past=past)
    return Reading(at, past=cue("past").search(context.view, at, end) is not None)


def _open_subject(context: Context, at: int, end: int) -> tuple[Mention, ...]:
    """People or undertakings described rather than named (*Người vay tiền tại Quỹ* phải …)."""
    return (minted(context, at, end),) if cue("animate").match(context.view, at, end) else ()


def minted(context: Context, at: int, end: int) -> Mention:
    """A group that the text describes rather than names."""
    text = nfc(" ".join(context.clean[at:end].split()))
    stop = at + len(context.clean[at:end].rstrip())
    return Mention(at, stop, text, f"m.{slug(text)}", text, "group", "all_levels", "generic_group", True)

"""The skeleton of a clause: lead, speech act, subject, chain of direction, verb phrase (duty grammar §1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.cues import cues
from ingest.duties.chains import chain, minted
from ingest.duties.clauses import Clause
from ingest.duties.context import Context, cue
from ingest.duties.verbs import MAX_MODIFIER, is_verb, past_enumerator, verb_after
from ingest.mentions import Coordination, Mention
from ontology.text import slug

MAX_TOPIC = 200
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
    passive: bool = False
    """A thing is to be dealt with (*Việc đón học sinh được tổ chức …*)."""
    condition: tuple[int, int] | None = None
    past: bool = False
    static: bool = False
    """A named subject without an action of its own (*mỗi Tiểu ban có …*)."""


def read(context: Context, clause: Clause) -> Reading:
    """The reading of a clause; with no verb and no subject if it is no order."""
    start = _after_topic(context, past_enumerator(context, clause.start, clause.end), clause.end)
    at, condition, past = _main(context, start, clause.end)
    reading = _core(context, at, clause.end)
    if reading.act == "frame" and not reading.subjects:
        reading = replace(reading, subjects=_concerned(context, start, at))
    if reading.act == "frame" and clause.block.number is not None and _passes_on(context, reading.issuer):
        reading = replace(reading, act="", subjects=reading.issuer, directed=reading.subjects, issuer=())
    past = past or reading.past
    return replace(reading, start=start, condition=condition or reading.condition, past=past)


def _concerned(context: Context, start: int, at: int) -> tuple[Mention, ...]:
    """Whom an order without addressees concerns: the bodies of its lead (*Đối với Sở Y tế, … yêu cầu lập chốt*)."""
    lead = cue("concerning").match(context.view, start, at)
    listed = context.coordination(lead.end(), at) if lead else None
    return listed.mentions if listed else ()


def _passes_on(context: Context, speakers: tuple[Mention, ...]) -> bool:
    """In a list of orders a body that doesn't issue the notice passes an order on (*Ban Quản lý … yêu cầu
    doanh nghiệp …*): it directs, as with *chỉ đạo*."""
    bodies = [m for m in speakers if m.kind in ("body", "group")]
    return bool(context.issuers and bodies) and not any(map(context.is_issuer, bodies))


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
    orders = _framed(context, after, end) or (listed and verb_after(context, listed.end, end, issuer=True) is not None)
    return after if orders and colon - start < MAX_TOPIC and not _says_who(context, start, colon) else start


def _says_who(context: Context, start: int, end: int) -> bool:
    """The words before a colon already order, or end in the head of an enumeration (*các Bộ: A, B*)."""
    at = start
    while lead := cue("connective").match(context.view, at, end):
        at = lead.end()
    listed = context.coordination(at, end)
    named = any(m.end == end and m.start > at for m in context.mentions_in(start, end))
    return named or _framed(context, at, end) or bool(listed and verb_after(context, listed.end, end) is not None)


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
        past = past or (not is_condition and cue("past").search(context.view, at, after) is not None)
        if is_condition:
            condition = (at, context.clean.rfind(",", at, after) if "," in context.clean[at:after] else after)
        at = after
    return at, condition, past


def _after_adjunct(context: Context, at: int, end: int) -> int | None:
    """The first comma (or *thì*, *phải*) after an adjunct that a main clause follows."""
    purpose = cue("issuer-purpose").match(context.view, at, end)
    lead = cue("condition-lead").match(context.view, at, end)
    subject = context.coordination(context.skip_space(lead.end(), end), end) if lead else None
    first = _end_of_lead(context, subject, end) if subject else at
    nominal = cue("noun-lead").match(context.view, at, end)
    commas = [(i, context.skip_space(i + 1, end)) for i in context.commas(at, end) if i >= first]
    for _, place in commas if lead else ():
        if cue("consequence").match(context.view, place, end) or _named_clause(context, place, end):
            return place
    for comma, place in commas:
        if _named_clause(context, place, end):
            return place
        coordinated = not nominal and cue("verb-end").search(context.view, max(at, comma - 25), comma)
        if not purpose and not coordinated and is_verb(context, place, end):
            return place
    modal = cue("then-must").search(context.view, at, end)
    return modal.start() if modal and not purpose else None


def _end_of_lead(context: Context, subject: Coordination, end: int) -> int:
    """Where the bodies of a lead end; the last of them may be the speaker (*Đối với Sở Y tế, UBND tỉnh yêu cầu …*)."""
    speaks = cue("frame-verb").match(context.view, context.skip_space(subject.end, end), end)
    return subject.mentions[-2].end if speaks and len(subject.mentions) > 1 else subject.end


def _named_clause(context: Context, at: int, end: int) -> bool:
    """A clause with its subject, or an order verb with its addressees, begins at `at`."""
    listed = context.coordination(at, end)
    acts = listed and verb_after(context, listed.end, end, issuer=True) is not None
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
    verb = verb_after(context, after, end)
    if verb is None:
        past = cue("past").match(context.view, after, end) is not None
        return Reading(at, subjects=subjects, past=past, static=not past)
    if cue("past").search(context.view, after, verb + 6):
        past_at = cue("past").search(context.view, after, verb + 6)
        if past_at and past_at.start() <= verb:
            return Reading(at, subjects=subjects, past=True)
    directed = chain(context, verb, end)
    return Reading(at, subjects=subjects, verb=verb, directed=directed)


def _opening(context: Context, at: int, subjects: tuple[Mention, ...], after: int, end: int) -> Reading | None:
    """The subject speaks: *yêu cầu B …*, *chỉ thị:*, *có ý kiến chỉ đạo như sau*."""
    courtesy = cue("courtesy").match(context.view, after)
    place = courtesy.end() if courtesy else after
    verb = cue("frame-verb").match(context.view, place, end)
    own = not any(map(context.is_issuer, subjects))
    if verb and not cue("directs").match(context.view, place, end) and (verb.group() in cue("speaks").words or not own):
        found = _frame(context, place, verb.end(), end, subjects)
        if found:
            return Reading(at, "frame", verb.group(), subjects, found.subjects, found.directed, found.verb,
                           past=found.past)  # fmt: skip
    follows = cue("list-follows").search(context.view, after, end)
    speech = cue("speech").match(context.view, after, end)
    if follows and speech and follows.end() >= end - 2:
        return Reading(at, "opening", re.sub(r"\s+", " ", speech.group()), subjects, verb=after)
    told = context.skip_space(verb.end(), end) if verb and _speaks(context, subjects, verb.group()) else end
    if verb and is_verb(context, told, end):
        return Reading(at, "frame", verb.group(), subjects, verb=told)
    return None


def _speaks(context: Context, subjects: tuple[Mention, ...], verb: str) -> bool:
    """The issuer, or an office that can only be its head, gives the order."""
    return all(map(context.is_issuer, subjects)) and verb in cue("speaks").words


def _bare(context: Context, at: int, end: int) -> Reading:
    """No named subject: a verb phrase, a thing that is given to somebody or must be so, or *X thì VP*."""
    if is_verb(context, at, end) or cue("not-so").match(context.view, at, end):
        return Reading(at, directed=chain(context, at, end), verb=at)
    other = _given(context, at, end) or _then(context, at, end)
    if other:
        return other
    modal = cue("obligation").search(context.view, at, end) or cue("prohibited-outcome").search(context.view, at, end)
    phrase = context.view[at : modal.start()] if modal else ""
    if modal and 0 < len(phrase) <= MAX_NOUN_PHRASE and not cue("subordinate").search(phrase):
        past = cue("past").search(context.view, at, modal.start()) is not None
        person = _open_subject(context, at, modal.start())
        return Reading(at, subjects=person, verb=modal.start(), modal_subject=not person, past=past)
    if (named := cue("office").match(context.view, at, end)) is not None:
        verb = verb_after(context, named.end(), end)
        if verb is not None:
            return Reading(at, subjects=(minted(context, at, named.end()),), verb=verb)
    passive = cue("passive-thing").match(context.view, at, end)
    if passive and not cue("past").search(context.view, at, passive.end()):
        return Reading(at, verb=passive.start("verb"), passive=True)
    return Reading(at, past=cue("past").search(context.view, at, end) is not None)


def _given(context: Context, at: int, end: int) -> Reading | None:
    """*Việc tiếp nhận … giao Sở Y tế chủ trì*: what is given comes first."""
    found = cue("given-to").search(context.view, at, min(end, at + MAX_MODIFIER))
    listed = context.coordination(context.skip_space(found.end(), end), end) if found else None
    if not found or not listed or cue("past").search(context.view, at, found.end()):
        return None
    if cue("falls-short").match(context.view, listed.end, end):
        return None
    return Reading(at, subjects=listed.mentions, verb=found.start("verb"))


def _then(context: Context, at: int, end: int) -> Reading | None:
    """*Ổ dịch lan rộng thì phải phun hóa chất*: a condition without a word of its own before it."""
    found = cue("then").search(context.view, at, min(end, at + MAX_MODIFIER))
    if not found or cue("past").search(context.view, at, found.start()):
        return None
    main = _core(context, context.skip_space(found.end(), end), end)
    return replace(main, condition=(at, found.start())) if main.verb is not None else None


def _open_subject(context: Context, at: int, end: int) -> tuple[Mention, ...]:
    """People or undertakings described rather than named (*Người vay tiền tại Quỹ* phải …)."""
    return (minted(context, at, end),) if cue("animate").match(context.view, at, end) else ()

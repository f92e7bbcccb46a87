"""Is a clause an order, a framing order, or neither? (duty grammar §1, §3.5)"""

from __future__ import annotations

from ingest.duties.assignees import Memory
from ingest.duties.clauses import Clause
from ingest.duties.context import Context, cue
from ingest.duties.modes import ASSESSMENT, CONCLUSIONS, ORDERS, STORY
from ingest.duties.reading import Reading
from ingest.layout import BULLET, HEADING, ITEM, PARAGRAPH, is_upper

_ARTICLE = "dieu"
DUTY, FRAMING, NEITHER = "duty", "framing", ""


def judge(context: Context, clause: Clause, reading: Reading, mode: str, *, leads_list: bool, follows: bool) -> str:
    """`duty`, `framing` or the empty string. `leads_list`: blocks of a list hang below this one.
    `follows`: the clause before it in the same sentence is an order."""
    if reading.act in ("opening", "announce"):
        return FRAMING
    if _orders_nothing(context, clause, reading):
        return NEITHER
    if bans_list(context, clause, reading):
        return DUTY
    if clause.block.kind == HEADING and (not reading.subjects or (leads_list and clause.end == _last_end(clause))):
        return NEITHER
    if clause.list_follows and clause.end == _last_end(clause) and _announces(context, clause, reading):
        return FRAMING
    framed = reading.act == "frame" or (follows and not reading.subjects)
    return DUTY if framed or _ordered(context, clause, reading, mode) else NEITHER


def _orders_nothing(context: Context, clause: Clause, reading: Reading) -> bool:
    """A lead-in, a fact, praise, an approval, or the capitals of a heading."""
    if reading.past or reading.verb is None or is_upper(context.clean[clause.start : clause.end]):
        return True
    return _lead_in(context, clause) or _no_order(context, reading, clause.end)


def bans_list(context: Context, clause: Clause, reading: Reading) -> bool:
    """*Nghiêm cấm các hành vi sau:* is itself the order; the list names what is forbidden."""
    at = reading.verb if reading.verb is not None else clause.start
    return clause.list_follows and cue("absolute").match(context.view, at, clause.end) is not None


def _last_end(clause: Clause) -> int:
    """The end of the sentence without its colon."""
    return clause.end if clause.sentence_end - clause.end <= 2 else -1


def _announces(context: Context, clause: Clause, reading: Reading) -> bool:
    """The whole verb phrase only announces the list (*thực hiện tốt một số nội dung sau*)."""
    found = cue("list-follows").search(context.view, clause.start, clause.end)
    openly = cue("list-follows-openly").search(context.view, clause.start, clause.end)
    if reading.verb is not None and cue("only-charge").match(context.view, reading.verb, clause.end):
        return True
    if reading.act == "frame" and _charges_only(context, clause, reading):
        return True
    return bool(found and found.end() >= clause.end - 2 and (openly or reading.act == "frame"))


def _charges_only(context: Context, clause: Clause, reading: Reading) -> bool:
    """The order verb and its addressees, or these and *một số nội dung*: what they are to do follows."""
    after = max((m.end for m in reading.subjects), default=clause.end)
    acts = cue("opener").search(context.view, after, clause.end)
    return acts is None or cue("list-of-tasks").search(context.view, after, clause.end) is not None


def _lead_in(context: Context, clause: Clause) -> bool:
    """*Trong đó lưu ý:* and its like stand before a list and order nothing themselves."""
    found = cue("lead-in").match(context.view, clause.start, clause.end)
    named = context.coordination(context.skip_space(clause.start, clause.end), clause.end)
    return bool(found and not named and clause.end - clause.start < 110 and clause.list_follows)


def _no_order(context: Context, reading: Reading, end: int) -> bool:
    """Praise, approval and statements of fact."""
    if reading.act == "frame":
        return False
    at = reading.verb if reading.verb is not None else reading.start
    if cue("praise").match(context.view, at, end) or cue("decision").match(context.view, at, end):
        return True
    edge = context.skip_space(reading.start, end)
    return any(cue(c).match(context.view, edge, end) for c in ("praise", "decision"))


def _ordered(context: Context, clause: Clause, reading: Reading, mode: str) -> bool:
    """The frame that is open makes the clause an order."""
    if reading.passive:
        listed = clause.block.number is not None or clause.block.kind == BULLET
        return mode == ORDERS and listed and not _in_article(clause)
    modal = reading.modal_subject or _has_modal(context, reading, clause.end)
    if mode in (STORY, ASSESSMENT):
        return False
    if mode == CONCLUSIONS:
        loose = clause.block.kind == PARAGRAPH and clause.block.number is None
        factual = cue("situation").search(context.view, clause.start, clause.end) is not None
        if factual and not modal:
            return False
        return modal or not loose or bool(reading.subjects)
    return True


def _has_modal(context: Context, reading: Reading, end: int) -> bool:
    at = reading.verb if reading.verb is not None else reading.start
    return any(cue(c).match(context.view, at, end) for c in ("obligation", "prohibited-outcome"))


def names_owners(context: Context, clause: Clause, reading: Reading) -> bool:
    """The end of a sentence names only whom the list below it charges (*…; UBND các huyện:*)."""
    announces = context.clean[clause.sentence_end - 1 : clause.sentence_end] == ":" and clause.end == _last_end(clause)
    if not (announces and reading.subjects and reading.verb is None):
        return False
    after = max(m.end for m in reading.subjects)
    return context.only_names(after, clause.end)


def _in_article(clause: Clause) -> bool:
    """Articles (*Điều 4*) are the form of regulations, which say how things are done."""
    return clause.block.id.startswith(_ARTICLE)


def charged(context: Context, clause: Clause, reading: Reading, mode: str, memory: Memory) -> bool:
    """In a list under a charged body every clause that acts is its duty, whatever stands first in it (*Mỗi điểm
    bỏ phiếu bố trí lối đi riêng*)."""
    if mode not in (ORDERS, CONCLUSIONS) or clause.block.kind not in (BULLET, ITEM) or clause.list_follows:
        return False
    if clause.block.parent is None or not memory.is_charged(clause.block.parent):
        return False
    if (
        reading.past
        or reading.act
        or clause.cut
        or _in_article(clause)
        or is_upper(context.clean[clause.start : clause.end])
    ):
        return False
    if (
        clause.part
        or cue("label").match(context.view, clause.start, clause.end)
        or _no_order(context, reading, clause.end)
    ):
        return False
    factual = any(cue(c).search(context.view, clause.start, clause.end) for c in ("situation", "past"))
    acts = (m.group() for m in cue("opener").regex.finditer(context.view, clause.start, clause.end))
    return not factual and any(" " in act for act in acts)

"""Chains of direction: *A chỉ đạo B (phải) …* makes B act (duty grammar §4, R2)."""

from __future__ import annotations

from dataclasses import replace

from ingest.duties.context import Context, cue
from ingest.duties.verbs import verb_after
from ingest.mentions import Mention, find_mentions
from ontology.text import nfc, slug


def chain(context: Context, verb: int, end: int) -> tuple[Mention, ...]:
    """The bodies that *chỉ đạo* (after adverbs) makes act: *chỉ đạo B (phải) VP*."""
    at, word = _past_partners(context, verb, end), cue("directs")
    while (both := cue("leads-and").match(context.view, at, end)) or not word.match(context.view, at, end):
        adverb = both or cue("adverb").match(context.view, at, end)
        if not adverb:
            return ()
        at = context.skip_space(adverb.end(), end)
        if context.view[at : at + 1] == ",":
            at = context.skip_space(at + 1, end)
    found = cue("directs-on").match(context.view, at, end)
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
    if negated or verb_after(context, after, end) is not None:
        return True
    relative = cue("relative").match(context.view, after, end)
    places = [context.skip_space(i + 1, end) for i in context.commas(after, end)]
    return bool(relative) and any(cue("opener").match(context.view, p, end) for p in places)


def minted(context: Context, at: int, end: int) -> Mention:
    """A group that the text describes rather than names."""
    text = nfc(" ".join(context.clean[at:end].split()))
    stop = at + len(context.clean[at:end].rstrip())
    return Mention(at, stop, text, f"m.{slug(text)}", text, "group", "all_levels", "generic_group", True)

"""Where the verb phrase of a clause begins: at once, or after the modifiers of its subject."""

from __future__ import annotations

from ingest.duties.context import Context, cue

MAX_MODIFIER = 170
"""Characters of modifiers between a subject and its verb."""


def verb_after(context: Context, after: int, end: int, *, issuer: bool = False) -> int | None:
    """Where the verb phrase of a named subject begins: at once, or after modifiers of the subject."""
    place = context.skip_space(after, end)
    aside = cue("subject-aside").match(context.view, place, end)
    for start in (place, aside.end() if aside else place):
        if issuer and cue("speech").match(context.view, context.skip_space(start, end), end):
            return start
        verb = _past_comma(context, start, end)
        if is_verb(context, verb, end):
            return verb
    if cue("past").match(context.view, place, end):
        return None
    if cue("passive-must").match(context.view, place, end):
        return place
    if cue("subject-modifier").match(context.view, place, end) or cue("subject-list").match(context.view, place, end):
        return _verb_after_modifier(context, place, min(end, place + MAX_MODIFIER))
    return None


def _past_comma(context: Context, at: int, end: int) -> int:
    """Past the comma or colon between a subject and its verb (*Các bệnh viện: tăng cường …*)."""
    at = context.skip_space(at, end)
    if context.clean[at : at + 1] not in (",", ":"):
        return at
    return past_enumerator(context, context.skip_space(at + 1, end), end)


def past_enumerator(context: Context, at: int, end: int) -> int:
    """Past the mark of a list that runs on in its sentence (*(1) rà soát …, (2) báo cáo …*)."""
    found = cue("enumerator").match(context.view, at, end)
    return found.end() if found else at


def is_verb(context: Context, at: int, end: int) -> bool:
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
        if lead and found.start() >= lead.end() and is_verb(context, found.start(), end):
            return found.start()
    return None

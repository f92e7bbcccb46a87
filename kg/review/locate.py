"""Find what a decision is about in a reading that may be newer than the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.review.draft import Draft
from kg.review.model import ADDED, REJECTED, Review

_SAME: Final = 0.5
"""Share of common characters (IoU) from which two spans are readings of one fact."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the decision's quotation stands now (`shift` characters later) and the fact there, if any."""

    start: int
    end: int
    shift: int
    fact: NamedNode | None


def locate(draft: Draft, review: Review) -> Found | str:
    """The place and the fact of a decision, or the reason why it is stale."""
    place = _place(draft.text, review)
    if isinstance(place, str):
        return place
    start, end = place, place + len(review.quote)
    found = Found(start, end, start - review.start, None)
    if review.kind == "notice":
        return Found(start, end, found.shift, draft.notice)
    exact, near = _facts(draft, review, start, end)
    if review.decision == ADDED:
        return Found(start, end, found.shift, exact[0]) if exact else found
    named = [fact for fact in exact if fact.value == review.about]
    matches = named or exact or near
    if len(matches) == 1:
        return Found(start, end, found.shift, matches[0])
    if not matches:
        return found if review.decision == REJECTED else "fact_gone"
    return "several_facts"


def _place(text: str, review: Review) -> int | str:
    """Where the quotation stands: where it stood, or else the only place that has it."""
    if text[review.start : review.end] == review.quote:
        return review.start
    first = text.find(review.quote)
    if first < 0:
        return "quote_gone"
    return first if text.find(review.quote, first + 1) < 0 else "quote_repeated"


def _facts(draft: Draft, review: Review, start: int, end: int) -> tuple[list[NamedNode], list[NamedNode]]:
    """Facts of the kind that span exactly the place, and those that mostly do."""
    exact, near = [], []
    for fact in draft.facts(review.kind):
        span = draft.span(fact)
        if span == (start, end):
            exact.append(fact)
        elif span is not None and _iou(span, (start, end)) >= _SAME:
            near.append(fact)
    return exact, near


def _iou(one: tuple[int, int], other: tuple[int, int]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))

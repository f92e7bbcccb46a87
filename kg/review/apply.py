"""What one decision changes in the graph of its notice."""

from __future__ import annotations

from typing import Any

from pyoxigraph import NamedNode

from kg import iris
from kg.review.build import fact_triples, field_triples
from kg.review.draft import Draft
from kg.review.fields import kinds
from kg.review.locate import Found
from kg.review.model import ACCEPTED, ADDED, REJECTED, Review
from kg.review.place import set_jurisdiction


def apply(draft: Draft, review: Review, found: Found) -> NamedNode | None:
    """Change the graph as a decision says, where its evidence stands; returns the fact it is about."""
    fact = found.fact
    if review.decision == ACCEPTED:
        return fact
    value = moved(review.value, found.shift)
    if review.decision == ADDED:
        if fact is None:
            _make_room(draft, review.kind, found)
            name = f"{review.kind}-added-{review.number}"
            fact = iris.fragment(draft.notice, name)
            draft.add(fact_triples(draft, review.kind, name, {**value, "start": found.start, "end": found.end}))
    elif fact is not None and review.decision == REJECTED:
        _leave_words(draft, review, fact)
        draft.remove_fact(fact)
    elif fact is not None and review.field is not None:
        field = kinds()[review.kind].field(review.field)
        if field.value == "province":
            set_jurisdiction(draft, field, value, review.why)
        else:
            new = field_triples(draft, review.kind, fact, field, value)
            draft.remove_values(fact, field.predicates)
            draft.add(new)
    return fact


def _make_room(draft: Draft, kind: str, found: Found) -> None:
    """What is now understood is no longer unmapped, nor, if it is an order, a passage that orders nothing."""
    for node in draft.of_class("tt:Unmapped", *(("tt:Passage",) if kind == "duty" else ())):
        span = draft.span(node)
        if span is not None and found.start <= span[0] and span[1] <= found.end:
            draft.remove_fact(node)


def _leave_words(draft: Draft, review: Review, fact: NamedNode) -> None:
    """The sentence of a rejected order stays as a passage, so that search and reading still find it."""
    span = draft.span(fact)
    if review.kind == "duty" and span is not None:
        text = draft.string(fact, "tt:text")
        values = {"start": span[0], "end": span[1], "text": text}
        draft.add(fact_triples(draft, "passage", f"passage-review-{review.number}", values))


def moved(value: Any, shift: int) -> Any:
    """The value with every offset in it moved."""
    if isinstance(value, dict):
        return {
            key: one + shift if key in ("start", "end") and isinstance(one, int) else moved(one, shift)
            for key, one in value.items()
        }
    return [moved(one, shift) for one in value] if isinstance(value, list) else value

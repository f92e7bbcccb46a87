"""Take decisions on facts: each is one transaction that changes the notice's graph and its review graph."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pyoxigraph import NamedNode

from kg import iris
from kg.decisions import read_decisions
from kg.errors import (
    InvalidNoticeError,
    NotReviewableError,
    ReviewValueError,
    UnknownReviewError,
)
from kg.links import linked
from kg.merging import aliases_of
from kg.repo import Repo
from kg.review.draft import Draft
from kg.review.fields import kinds
from kg.review.locate import Found, locate
from kg.review.log import log_quads, read_log
from kg.review.model import ACCEPTED, ACTIVE, ADDED, CORRECTED, REJECTED, WITHDRAWN, Log, Review
from kg.review.replay import Reviewed, reading_of, replay
from kg.review.values import Place, find_quote, normal
from kg.soundness import problems_of

_OPENING: Final = 120
"""Characters of a notice's text that stand for the whole where a decision is on the notice itself."""
_UNBUILT: Final = (TypeError, ValueError, KeyError, AttributeError)


def accept(repo: Repo, fact: NamedNode, *, by: str, why: str = "") -> Review:
    """Say that a fact is right as it was read.

    Raises:
        NotReviewableError: there is no such fact.
    """
    return _decide(repo, _notice_of(fact), lambda draft, base: _on(draft, fact, base, ACCEPTED), by, why)


def reject(repo: Repo, fact: NamedNode, *, by: str, why: str) -> Review:
    """Say that the notice doesn't state a fact; it leaves the notice's graph.

    Raises:
        NotReviewableError: there is no such fact, or it is the notice itself.
    """

    def make(draft: Draft, base: Review) -> Review:
        review = _on(draft, fact, base, REJECTED)
        if review.kind == "notice":
            raise NotReviewableError(fact.value)
        return review

    return _decide(repo, _notice_of(fact), make, by, why)


def correct(repo: Repo, fact: NamedNode, field: str, value: Any, *, by: str, why: str) -> Review:
    """Replace one field of a fact; `field` and `value` as in the record, or names and ids for short.

    Raises:
        NotReviewableError: there is no such fact.
        ReviewFieldError, ReviewValueError, ReviewQuoteError: the field can't have that value.
        InvalidNoticeError: the corrected graph would break a shape.
    """

    def make(draft: Draft, base: Review) -> Review:
        review = _on(draft, fact, base, CORRECTED)
        known = kinds()[review.kind].field(field)
        new = normal(known, value, Place(draft.text, review.start, review.end))
        said = next((values for name in known.predicates if (values := draft.values(fact, name))), [])
        former = "; ".join(dict.fromkeys(_shown(draft, one) for one in said))
        return dataclasses.replace(review, field=field, value=new, former=former)

    return _decide(repo, _notice_of(fact), make, by, why)


def add(
    repo: Repo, notice: NamedNode, kind: str, quote: str, values: Mapping[str, Any], *, by: str, why: str
) -> Review:
    """Add a fact that the reading missed, proved by the only place of some words of the notice.

    Raises:
        NotReviewableError: there is no such notice or kind of fact.
        ReviewFieldError, ReviewValueError, ReviewQuoteError: the values are not those of such a fact.
        InvalidNoticeError: the graph would break a shape.
    """
    known = kinds().get(kind)
    if known is None or not known.fields or not known.list:
        raise NotReviewableError(kind)

    def make(draft: Draft, base: Review) -> Review:
        start, end = find_quote(Place(draft.text, 0, len(draft.text)), quote)
        place = Place(draft.text, start, end)
        given = {name: normal(known.field(name), value, place) for name, value in values.items()}
        if kind == "event":
            given.setdefault("label", " ".join(quote.split()))
        about = iris.fragment(draft.notice, f"{kind}-added-{base.number}").value
        words = draft.text[start:end]
        return dataclasses.replace(
            base, decision=ADDED, kind=kind, about=about, quote=words, start=start, end=end, value=given
        )

    return _decide(repo, _notice_of(notice), make, by, why)


def undo(repo: Repo, review: NamedNode, *, by: str) -> Review:
    """Withdraw a decision (`<notice>#review-3`); it stays in the log. Later decisions are applied anew.

    Raises:
        UnknownReviewError: there is no such decision in force.
    """
    notice_id = _notice_of(review)
    log = read_log(repo, notice_id)
    number = review.value.rpartition("#review-")[2]
    chosen = next((one for one in log.reviews if str(one.number) == number and one.state != WITHDRAWN), None)
    if chosen is None:
        raise UnknownReviewError(review.value.rpartition("#")[2])
    gone = dataclasses.replace(chosen, state=WITHDRAWN, stale="", withdrawn_by=by, withdrawn_at=_now())
    reviews = [gone if one.number == gone.number else one for one in log.reviews]
    _commit(repo, replay(notice_id, reading(repo, log), reviews, aliases_of(read_decisions(repo))))
    return gone


def reading(repo: Repo, log: Log) -> frozenset[Any]:
    """The triples of a notice as it was read, before any decision."""
    return reading_of((quad.triple for quad in repo.quads(iris.graph(log.notice_id))), log)


def _decide(repo: Repo, notice_id: str, make: Callable[[Draft, Review], Review], by: str, why: str) -> Review:
    """Make a decision on the reviewed state, apply it and commit both graphs."""
    if not by.strip():
        raise ReviewValueError("by", by, '"…"')
    log = read_log(repo, notice_id)
    graph = iris.graph(notice_id)
    draft = Draft(notice_id, (quad.triple for quad in repo.quads(graph)))
    if not draft.values(draft.notice, "rdf:type"):
        raise NotReviewableError(notice_id)
    number = 1 + max((review.number for review in log.reviews), default=0)
    base = Review(number, "", "", "", "", 0, 0, by.strip(), _now(), why.strip())
    review = make(draft, base)
    if review.decision != ACCEPTED and not review.why:
        raise ReviewValueError("why", why, '"…"')
    try:
        aliases = aliases_of(read_decisions(repo))
        state = replay(notice_id, reading_of(draft.triples(), log), [*log.reviews, review], aliases)
    except _UNBUILT as error:
        raise ReviewValueError(review.field or review.kind, review.value, str(error)) from error
    taken = state.log.reviews[-1]
    if taken.state != ACTIVE:
        raise NotReviewableError(taken.about)
    problems = problems_of(state.quads)
    if problems:
        raise InvalidNoticeError(notice_id, problems)
    _commit(repo, state)
    return taken


def _on(draft: Draft, fact: NamedNode, base: Review, decision: str) -> Review:
    """A decision on a fact that is there, with its words."""
    kind, span = draft.kind_of(fact), draft.span(fact)
    if kind == "notice":
        header = draft.span(iris.fragment(draft.notice, "header-jurisdiction"))
        span = header or (0, min(_OPENING, len(draft.text)))
    if kind is None or span is None or not kinds()[kind].fields:
        raise NotReviewableError(fact.value)
    quote = draft.text[slice(*span)]
    review = dataclasses.replace(
        base, decision=decision, kind=kind, about=fact.value, quote=quote, start=span[0], end=span[1]
    )
    found = locate(draft, review)
    if not isinstance(found, Found) or found.fact != fact:
        raise NotReviewableError(fact.value)
    return review


def _commit(repo: Repo, state: Reviewed) -> None:
    notice_id = state.log.notice_id
    graphs = {iris.graph(notice_id): state.quads, iris.review_graph(notice_id): log_quads(state.log)}
    repo.replace_graphs(linked(repo, graphs))


def _notice_of(thing: NamedNode) -> str:
    return thing.value.partition("#")[0].removeprefix(iris.thing("notice/").value)


def _shown(draft: Draft, value: Any) -> str:
    label = draft.string(value, "rdfs:label") if isinstance(value, NamedNode) else ""
    return label or str(value.value).replace("#", "/").rpartition("/")[2]


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""Take decisions on links: which bodies are the same, which notice a citation means. Each is one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.decisions import (
    CITES,
    SAME,
    LinkDecision,
    decision_quads,
    read_decisions,
    verdicts_of,
)
from kg.errors import InvalidNoticeError, NotReviewableError, ReviewValueError, UnknownReviewError
from kg.links import linked, relinked
from kg.merging import aliases_of
from kg.queries import load
from kg.repo import Repo
from kg.review.log import log_quads, read_log
from kg.review.replay import reading_of, replay
from kg.soundness import problems_of


def decide(
    repo: Repo, kind: str, subject: NamedNode, object_: NamedNode, *, accepted: bool, by: str, why: str = ""
) -> LinkDecision:
    """Say that `subject` is, or is not, the same body as `object`, under whose IRI both are then found; or that
    a notice cites, or doesn't cite, another.

    Raises:
        NotReviewableError: one of them is not in the store, or is no body or no notice.
        ReviewValueError: nobody is named, or the two already are one body the other way round.
        InvalidNoticeError: a notice's graph would break a shape.
    """
    if not by.strip():
        raise ReviewValueError("by", by, '"…"')
    for thing in (subject, object_):
        if not _is_of(kind, thing) or not repo.ask(load("thing_exists.rq"), bindings={"thing": thing}):
            raise NotReviewableError(thing.value)
    before = read_decisions(repo)
    ends = aliases_of(before)
    if kind == SAME and object_.value in ends:
        object_ = NamedNode(ends[object_.value].body)
    if subject == object_:
        raise ReviewValueError("object", object_.value, "≠")
    label = _label(repo, object_) if kind == SAME else ""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = LinkDecision(kind, subject.value, object_.value, accepted, by.strip(), now, why.strip(), label=label)
    _commit(repo, before, _joined(before, (new,)))
    return new


def withdraw(repo: Repo, pair: str, *, by: str) -> LinkDecision:
    """Take a decision back by the short name of its pair; what it joined comes apart again.

    Raises:
        UnknownReviewError: there is no such decision in force.
    """
    before = read_decisions(repo)
    chosen = next((one for one in before if one.id == pair and one.state == "active"), None)
    if chosen is None:
        raise UnknownReviewError(pair)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    gone = dataclasses.replace(chosen, state="withdrawn", by=by.strip() or chosen.by, at=now)
    _commit(repo, before, _joined(before, (gone,)))
    return gone


def settle(repo: Repo, more: Iterable[LinkDecision]) -> None:
    """Bring decisions made elsewhere together with those here, and every notice and link in step with them."""
    before = read_decisions(repo)
    after = _joined(before, more)
    ids = [one for name in repo.graphs() if (one := iris.notice_of(name)) is not None]
    graphs = dict(_rewritten(repo, aliases_of(before).keys() | aliases_of(after).keys(), after))
    if after:
        graphs[iris.decisions_graph()] = decision_quads(after)
    if graphs:
        repo.replace_graphs(graphs)
    repo.replace_graphs(relinked(repo, ids, verdicts_of(after)))


def _is_of(kind: str, thing: NamedNode) -> bool:
    return thing.value.startswith(iris.thing("notice/" if kind == CITES else "body/").value)


def _joined(before: Iterable[LinkDecision], more: Iterable[LinkDecision]) -> tuple[LinkDecision, ...]:
    """One decision a pair, whichever way round it was decided: the newest."""
    newest: dict[tuple[str, frozenset[str]], LinkDecision] = {}
    for one in (*before, *more):
        pair = (one.kind, frozenset((one.subject, one.object)))
        if pair not in newest or newest[pair].at <= one.at:
            newest[pair] = one
    return tuple(sorted(newest.values(), key=lambda one: (one.at, one.id)))


def _commit(repo: Repo, before: tuple[LinkDecision, ...], after: tuple[LinkDecision, ...]) -> None:
    old, new = aliases_of(before), aliases_of(after)
    changed = {iri for iri in old.keys() | new.keys() if old.get(iri) != new.get(iri)}
    verdicts = verdicts_of(after)
    graphs = linked(repo, dict(_rewritten(repo, changed, after)), verdicts)
    citing = {iris.id_of(NamedNode(one.subject)) for one in {*before} ^ {*after} if one.kind == CITES}
    graphs |= relinked(repo, citing, verdicts)
    graphs[iris.decisions_graph()] = decision_quads(after)
    repo.replace_graphs(graphs)


def _rewritten(
    repo: Repo, changed: Iterable[str], decisions: Iterable[LinkDecision]
) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """Graphs of the notices that speak of some bodies, after the decisions."""
    aliases = aliases_of(decisions)
    for notice_id in sorted({one for iri in changed for one in _mentioning(repo, NamedNode(iri))}):
        log = read_log(repo, notice_id)
        reading = reading_of((quad.triple for quad in repo.quads(iris.graph(notice_id))), log)
        state = replay(notice_id, reading, log.reviews, aliases)
        problems = problems_of(state.quads)
        if problems:
            raise InvalidNoticeError(notice_id, problems)
        yield iris.graph(notice_id), state.quads
        yield iris.review_graph(notice_id), log_quads(state.log)


def _mentioning(repo: Repo, thing: NamedNode) -> Iterator[str]:
    """Ids of the stored notices whose graph or review log says something of a thing."""
    reviews = iris.review_graph("").value
    for row in repo.select(load("mentioning.rq"), bindings={"thing": thing}):
        graph = row["graph"]
        if isinstance(graph, NamedNode):
            local = graph.value.removeprefix(reviews) if graph.value.startswith(reviews) else iris.notice_of(graph)
            if local is not None:
                yield local


def _label(repo: Repo, thing: NamedNode) -> str:
    rows = repo.select(load("label_of.rq"), bindings={"thing": thing})
    return str(rows[0]["label"].value) if rows else ""

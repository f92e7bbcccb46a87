"""Take people's decisions over to a new reading of their notice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.decisions import read_decisions
from kg.merging import aliases_in, aliases_of
from kg.repo import Repo
from kg.review.log import log_quads, read_log
from kg.review.model import Review
from kg.review.replay import Reviewed, reading_of, retried


def carried(
    repo: Repo, notice_id: str, quads: Iterable[Quad], before: Iterable[NamedNode] = ()
) -> Mapping[NamedNode, Iterable[Quad]]:
    """The graphs to put into the store for a fresh reading: as read, or with the decisions applied.

    `before` are graphs that the reading replaces under other names (the notice had another id); their
    decisions come along. Decisions whose evidence no longer stands are kept as stale.
    """
    graph, logs = iris.graph(notice_id), [read_log(repo, notice_id)]
    gone = {name: _id_of(name) for name in before if name != graph}
    logs += [read_log(repo, old) for old in gone.values()]
    out: dict[NamedNode, Iterable[Quad]] = dict.fromkeys(gone, ())
    reviews = _joined(notice_id, [(log.notice_id, log.reviews) for log in logs])
    aliases, known = aliases_of(read_decisions(repo)), list(quads)
    if not reviews and not aliases_in((quad.triple for quad in known), aliases):
        return {**out, **{iris.review_graph(log.notice_id): () for log in logs if log.aliases}, graph: known}
    state = retried(notice_id, (quad.triple for quad in known), reviews, aliases)
    out |= {iris.review_graph(log.notice_id): () for log in logs if log.reviews or log.aliases}
    return {**out, graph: state.quads, iris.review_graph(notice_id): log_quads(state.log)}


def adopted(repo: Repo, notice_id: str, reviews: Iterable[Review]) -> Reviewed | None:
    """Decisions made elsewhere applied to the stored reading of a notice; null if it isn't stored."""
    stored = [quad.triple for quad in repo.quads(iris.graph(notice_id))]
    if not stored:
        return None
    aliases = aliases_of(read_decisions(repo))
    return retried(notice_id, reading_of(stored, read_log(repo, notice_id)), reviews, aliases)


def _joined(notice_id: str, logs: list[tuple[str, tuple[Review, ...]]]) -> list[Review]:
    """All decisions, numbered through; those of another id are about the notice's new id."""
    home, joined = iris.notice(notice_id).value, list(logs[0][1])
    for old, reviews in logs[1:]:
        was = iris.notice(old).value
        for review in reviews:
            number = 1 + max((one.number for one in joined), default=0)
            about = home + review.about.removeprefix(was)
            joined.append(dataclasses.replace(review, number=number, about=about))
    return joined


def _id_of(graph: NamedNode) -> str:
    return graph.value.removeprefix(iris.thing("graph/").value)

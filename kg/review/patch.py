"""Decisions as an RDF patch (the text form of Apache Jena): one transaction for each decision, one for merged bodies.

Applied to a dataset with the notices as they were read, it gives the reviewed state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg import iris
from kg.repo import Repo
from kg.review.log import read_log
from kg.review.replay import reading_of, steps


def rdf_patch(repo: Repo, notice_ids: Iterable[str]) -> Iterator[str]:
    """Lines of the patch for some notices; who decided what, when and why stands in comments."""
    for notice_id in notice_ids:
        log, graph = read_log(repo, notice_id), iris.graph(notice_id)
        if log.reviews or log.aliases:
            effective = frozenset(quad.triple for quad in repo.quads(graph))
            state = reading_of(effective, log)
            for review, removed, added in steps(notice_id, state, log.reviews):
                told = (review.at, review.by, review.decision, review.about, review.field or "", review.why)
                yield from _transaction(graph, told, removed, added)
                state = (state - removed) | added
            if state != effective:
                same = tuple(f"{one.alias} = {one.body}" for one in log.aliases)
                yield from _transaction(graph, same, state - effective, effective - state)


def _transaction(
    graph: NamedNode, told: Iterable[str], removed: Iterable[Triple], added: Iterable[Triple]
) -> Iterator[str]:
    yield "# " + " · ".join(" ".join(text.split()) for text in told if text)
    yield "TX ."
    for operation, triples in (("D", removed), ("A", added)):
        for triple in sorted(map(str, triples)):
            yield f"{operation} {triple} {graph} ."
    yield "TC ."

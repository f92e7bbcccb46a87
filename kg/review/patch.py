"""Decisions as an RDF patch (the text form of Apache Jena): one transaction for each decision.

Applied to a dataset with the notices as they were read, it gives the reviewed state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from kg import iris
from kg.repo import Repo
from kg.review.log import read_log
from kg.review.model import Review
from kg.review.replay import reading_of, steps


def rdf_patch(repo: Repo, notice_ids: Iterable[str]) -> Iterator[str]:
    """Lines of the patch for some notices; who decided what, when and why stands in comments."""
    for notice_id in notice_ids:
        log, graph = read_log(repo, notice_id), iris.graph(notice_id)
        if log.reviews:
            reading = reading_of((quad.triple for quad in repo.quads(graph)), log)
            for review, removed, added in steps(notice_id, reading, log.reviews):
                yield from _transaction(graph, review, removed, added)


def _transaction(graph: NamedNode, review: Review, removed: Iterable[Triple], added: Iterable[Triple]) -> Iterator[str]:
    told = (review.at, review.by, review.decision, review.about, review.field or "", review.why)
    yield "# " + " · ".join(" ".join(text.split()) for text in told if text)
    yield "TX ."
    for operation, triples in (("D", removed), ("A", added)):
        for triple in sorted(map(str, triples)):
            yield f"{operation} {triple} {graph} ."
    yield "TC ."

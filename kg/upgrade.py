"""Bring what an earlier version wrote to the form of this one.

Format 1 kept evidence as W3C annotations, as exports still do; see `kg.annotations`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.annotations import brought_in
from kg.engine import OxigraphRepo
from kg.iris import term
from kg.linking import settle
from kg.review.log import log_of, log_quads, reading_hash, review_ids
from kg.review.replay import reading_of


def upgrade(repo: OxigraphRepo) -> None:
    """Rewrite every graph whose evidence is written out, and the review logs that speak of it."""
    for graph in repo.graphs():
        if any(quad.predicate == term("oa:hasSelector") for quad in repo.quads(graph)):
            repo.replace_graph(graph, list(_brought_in(repo, graph)))
    upgrade_logs(repo)
    settle(repo, ())


def upgrade_logs(repo: OxigraphRepo) -> None:
    """Rewrite the review logs whose differences hold evidence as annotations, where their notices are brought in."""
    for notice_id in review_ids(repo):
        log = log_of(notice_id, repo.quads(iris.review_graph(notice_id)))
        triples = log.removed | log.added
        if not any(triple.predicate == term("oa:hasSelector") for triple in triples):
            continue
        new = dataclasses.replace(
            log, removed=frozenset(brought_in(log.removed)), added=frozenset(brought_in(log.added))
        )
        effective = [quad.triple for quad in repo.quads(iris.graph(notice_id))]
        new = dataclasses.replace(new, reading_hash=reading_hash(reading_of(effective, new)))
        repo.replace_graph(iris.review_graph(notice_id), log_quads(new))


def _brought_in(repo: OxigraphRepo, graph: NamedNode) -> Iterator[Quad]:
    for triple in brought_in(quad.triple for quad in repo.quads(graph)):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)

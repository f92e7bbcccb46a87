"""Whether review graphs still fit the notices they changed."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg import iris
from kg.repo import Repo
from kg.review.log import log_of, reading_hash
from kg.review.replay import reading_of, replay


def review_faults(repo: Repo, notice_id: str) -> Iterator[str]:
    """Codes of what is wrong with a notice's review graph: none, or one of `review_…` in `faults.toml`.

    The reading must come back from the log, and the decisions must make of it what is stored.
    """
    log = log_of(notice_id, repo.quads(iris.review_graph(notice_id)))
    if not log.reviews and not log.aliases:
        return
    graph: NamedNode = iris.graph(notice_id)
    effective = frozenset(quad.triple for quad in repo.quads(graph))
    if not effective:
        yield "review_orphan"
        return
    reading = reading_of(effective, log)
    if reading_hash(reading) != log.reading_hash:
        yield "review_reading"
    elif replay(notice_id, reading, log.reviews, {one.alias: one for one in log.aliases}).triples != effective:
        yield "review_effect"

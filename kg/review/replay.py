"""What decisions make of a reading: applied one after the other, each where its evidence stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad, Store, Triple

from kg import iris
from kg.review.draft import Draft
from kg.review.locate import locate
from kg.review.log import reading_hash
from kg.review.model import ACTIVE, STALE, WITHDRAWN, Log, Review


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviewed state of a notice's graph, and the log that leads back to the reading."""

    log: Log
    triples: frozenset[Triple]

    @property
    def quads(self) -> list[Quad]:
        """The state as quads of the notice's graph."""
        graph = iris.graph(self.log.notice_id)
        return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in self.triples]


def reading_of(effective: Iterable[Triple], log: Log) -> frozenset[Triple]:
    """The reading from which the decisions made the graph."""
    return (frozenset(effective) - log.added) | log.removed


def replay(notice_id: str, reading: Iterable[Triple], reviews: Iterable[Review]) -> Reviewed:
    """Apply decisions to a reading, in their order; those whose evidence is gone become stale."""
    before = _as_stored(reading)
    draft = Draft(notice_id, before)
    done = tuple(_step(draft, review) for review in reviews)
    after = _as_stored(draft.triples())
    return Reviewed(Log(notice_id, done, before - after, after - before, reading_hash(before)), after)


def steps(
    notice_id: str, reading: Iterable[Triple], reviews: Iterable[Review]
) -> Iterator[tuple[Review, frozenset[Triple], frozenset[Triple]]]:
    """Each decision in force with the triples it takes out and those it puts in, in order."""
    draft = Draft(notice_id, reading)
    before = frozenset(draft.triples())
    for review in reviews:
        done = _step(draft, review)
        if done.state == ACTIVE:
            after = frozenset(draft.triples())
            yield done, before - after, after - before
            before = after


def _as_stored(triples: Iterable[Triple]) -> frozenset[Triple]:
    """Triples with literals spelled as a store gives them back (decimals lose their spelling)."""
    store, graph = Store(), iris.system_graph()
    store.bulk_extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
    return frozenset(quad.triple for quad in store)


def _step(draft: Draft, review: Review) -> Review:
    from kg.review.apply import apply  # it needs the extraction's model, which readers of a store do without

    if review.state == WITHDRAWN:
        return review
    found = locate(draft, review)
    if isinstance(found, str):
        return dataclasses.replace(review, state=STALE, stale=found)
    fact = apply(draft, review, found)
    return dataclasses.replace(review, state=ACTIVE, stale="", about=fact.value if fact is not None else review.about)

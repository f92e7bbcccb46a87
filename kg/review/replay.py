"""What decisions make of a reading: applied one after the other, each where its evidence stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import Quad, Store, Triple

from kg import iris
from kg.merging import Alias, aliases_in, merged
from kg.review.draft import Draft
from kg.review.locate import locate
from kg.review.log import reading_hash
from kg.review.model import ACTIVE, STALE, UNFIT, WITHDRAWN, Log, Review
from kg.soundness import problems_of


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


def replay(
    notice_id: str,
    reading: Iterable[Triple],
    reviews: Iterable[Review],
    aliases: Mapping[str, Alias] = MappingProxyType({}),
) -> Reviewed:
    """Apply decisions to a reading, in their order, then say which bodies are the same.

    Decisions whose evidence is gone become stale; those that no longer fit the reading (see `retried`) are left
    as they are.
    """
    before = _as_stored(reading)
    draft = Draft(notice_id, before)
    done = tuple(_step(draft, review) for review in reviews)
    decided = list(draft.triples())
    used = aliases_in(decided, aliases)
    after = _as_stored(merged(decided, used))
    return Reviewed(Log(notice_id, done, before - after, after - before, reading_hash(before), used), after)


def retried(
    notice_id: str, reading: Iterable[Triple], reviews: Iterable[Review], aliases: Mapping[str, Alias]
) -> Reviewed:
    """Apply decisions to a new reading; those after which its graph may not be stored become stale.

    Decisions that did not fit an earlier reading are tried again.
    """
    before, fitting = frozenset(reading), list[Review]()
    fresh = [dataclasses.replace(one, state=ACTIVE, stale="") if one.stale == UNFIT else one for one in reviews]
    state = replay(notice_id, before, fresh, aliases)
    if not problems_of(state.quads):
        return state
    for review in fresh:
        tried = replay(notice_id, before, [*fitting, review], aliases)
        unfit = tried.log.reviews[-1].state == ACTIVE and problems_of(tried.quads)
        fitting.append(dataclasses.replace(review, state=STALE, stale=UNFIT) if unfit else review)
    return replay(notice_id, before, fitting, aliases)


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

    if review.state == WITHDRAWN or review.stale == UNFIT:
        return review
    found = locate(draft, review)
    if isinstance(found, str):
        return dataclasses.replace(review, state=STALE, stale=found)
    fact = apply(draft, review, found)
    return dataclasses.replace(review, state=ACTIVE, stale="", about=fact.value if fact is not None else review.about)

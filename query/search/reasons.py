"""How a hit passes the filters: by which of its own topics and bodies, and how the province of its notice is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, Protocol, runtime_checkable

import pyoxigraph as ox

from kg.repo import Repo, Row
from ontology.lexicon import topics
from ontology.names import ID
from query.places import province_label
from query.search.bodies import bodies_of
from query.search.model import Passed, Unit, Where
from query.templates import load

_TOPIC: Final = "topic"


@runtime_checkable
class Explains(Protocol):
    """A model that can tell what of a passage lies near to what of a query, which few can."""

    def nearest_words(self, query: str, passage: str) -> Sequence[tuple[str, str, float]]:
        """Word of the query, the nearest word of the passage, and their cosine; the nearest pair first."""
        ...


def passed_by(repo: Repo, units: Sequence[Unit], where: Where) -> dict[str, tuple[Passed, ...]]:
    """For each unit, by its id, what makes it pass the filters of province, topic and body.

    A unit that only names a body asked for has no relation to it in the graph: that body is told with the
    relation `mentions`.
    """
    found = dict[str, list[Passed]]()
    inferred = _inferred(repo, units) if where.provinces else {}
    for unit in units if where.provinces else ():
        how = ("inferred", inferred[unit.notice]) if unit.notice in inferred else ("stated", "")
        found.setdefault(unit.id, []).append(Passed("province", *how, own=unit.province, wanted=unit.province))
    if wanted := (*where.topics, *where.bodies):
        for unit_id, more in _by_links(repo, units, wanted).items():
            found.setdefault(unit_id, []).extend(more)
    for unit in units if where.bodies else ():
        if all(one.field != "body" for one in found.get(unit.id, ())):
            found.setdefault(unit.id, []).append(Passed("body", "mentions"))
    return {unit_id: tuple(told) for unit_id, told in found.items()}


def _inferred(repo: Repo, units: Sequence[Unit]) -> dict[str, str]:
    """Reason by notice, for those whose province is inferred."""
    notices = [ox.NamedNode(iri) for iri in dict.fromkeys(unit.notice for unit in units)]
    rows = repo.select(load("search-jurisdictions").bind({"notice": notices})) if notices else []
    return {row["notice"].value: row["reason"].value if "reason" in row else "" for row in rows}


def _by_links(repo: Repo, units: Sequence[Unit], wanted: Sequence[str]) -> dict[str, list[Passed]]:
    """The first link of each unit to a topic and to a body asked for: its own before one that lies above."""
    slots = {"unit": [ox.NamedNode(unit.id) for unit in units], "wanted": [ox.NamedNode(iri) for iri in wanted]}
    rows = repo.select(load("search-why").bind(slots)) if units else []
    best = dict[tuple[str, str], Row]()
    for row in sorted(rows, key=lambda row: row["own"] != row["wanted"]):
        field = "topic" if row["relation"].value.endswith(f"#{_TOPIC}") else "body"
        best.setdefault((row["unit"].value, field), row)
    found = dict[str, list[Passed]]()
    for (unit, field), row in best.items():
        own, above = _label(repo, row["own"].value), _label(repo, row["wanted"].value)
        relation = row["relation"].value.rpartition("#")[2]
        found.setdefault(unit, []).append(Passed(field, relation, own=own, wanted=above))
    return found


def _label(repo: Repo, iri: str) -> str:
    return _topics().get(iri) or bodies_of(repo).name_of.get(iri) or province_label(iri) or iri.rpartition("/")[2]


@cache
def _topics() -> dict[str, str]:
    return {f"{ID}topic/{topic.id}": topic.label for topic in topics()}

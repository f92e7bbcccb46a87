"""Counts of what a query finds by the values of every filter, for narrowing and widening a search.

Counted are all units that hold a telling phrase of the query (see `LocalIndex.count_by`), not only the hits
shown; what was found by meaning alone is not among them. The counts of a filter's values leave that filter
itself out, so that the other values show what would come in besides the ones chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from kg.repo import Repo
from ontology.lexicon import document_types, topics
from ontology.names import ID
from query.places import province_label
from query.search.bodies import KIND, bodies_of, kind_of
from query.search.model import Counts, FacetValue, Index, Where
from query.thesaurus import Expansion

FIELDS: Final = ("province", "topic", "body", "kind", "type", "status", "strength", "year")
"""Facets in the order they are shown; each is a filter of `search`, but `year`, which stands for `from` and `to`."""
SHOWN: Final = 100
"""Values given of one facet, the most frequent."""
_OPEN: Final[dict[str, dict[str, Any]]] = {
    "province": {"provinces": ()}, "topic": {"topics": ()}, "body": {"bodies": ()}, "kind": {"kinds": ()},
    "type": {"types": ()}, "status": {"statuses": ()}, "strength": {"strengths": ()},
    "year": {"date_from": 0, "date_to": 0},
}  # fmt: skip
"""What is taken out of a filter to leave one field open."""


def count_facets(
    index: Index, repo: Repo, query: str, where: Where, synonyms: Sequence[Expansion] = ()
) -> tuple[Counts, dict[str, tuple[FacetValue, ...]]]:
    """How many units the query finds under the filter and how they were chosen, and its facets."""
    settled = [field for field in FIELDS if replace(where, **_OPEN[field]) == where]
    counted = index.count_by([_field(name) for name in settled], query, where, synonyms=synonyms)
    found = {name: counted.by[_field(name)] for name in settled}
    for name in FIELDS:
        if name not in found:
            opened = replace(where, **_OPEN[name])
            found[name] = index.count_by([_field(name)], query, opened, synonyms=synonyms).by[_field(name)]
    read = _readers(repo, where)
    return counted, {name: _values(found[name], read[name]) for name in FIELDS}


def _field(name: str) -> str:
    """The index's field of a facet."""
    return "body_kind" if name == "body" else name


def _readers(repo: Repo, where: Where) -> dict[str, Callable[[str], FacetValue | None]]:
    """For each facet what makes a value of one that was counted (with a count of 0), null for none to show."""
    kinds = bodies_of(repo).kind_label
    labels = {f"{ID}topic/{topic.id}": topic.label for topic in topics()}
    types = {known.slug: known.name for known in document_types()}
    bodies = {kind_of(iri) for iri in where.bodies}
    years = {str(day)[:4] for day in (where.date_from, where.date_to)}

    def province(iri: str) -> FacetValue | None:
        new = iri.startswith(f"{ID}place/2025/")
        return None if new else FacetValue(iri.removeprefix(ID), province_label(iri), 0, iri in where.provinces)

    return {
        "province": province,
        "topic": lambda iri: FacetValue(iri.rpartition("/")[2], labels.get(iri, ""), 0, iri in where.topics),
        "body": lambda kind: FacetValue(KIND + kind, kinds.get(kind, ""), 0, kind in bodies),
        "kind": lambda kind: FacetValue(kind, kind, 0, kind in where.kinds),
        "type": lambda slug: FacetValue(slug, types.get(slug, slug), 0, slug in where.types),
        "status": lambda code: FacetValue(code, code, 0, code in where.statuses),
        "strength": lambda code: FacetValue(code, code, 0, code in where.strengths),
        "year": lambda year: FacetValue(year, year, 0, years == {year}),
    }


def _values(counted: dict[str, int], read: Callable[[str], FacetValue | None]) -> tuple[FacetValue, ...]:
    """Values that have a name, most frequent first; chosen ones are never left out."""
    made = ((read(value), count) for value, count in counted.items())
    named = [replace(value, count=count) for value, count in made if value is not None and value.label]
    named.sort(key=lambda value: (-value.count, value.label))
    return tuple(value for place, value in enumerate(named) if place < SHOWN or value.chosen)

"""Page numbers of evidence, looked up in the graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from pyoxigraph import NamedNode

from kg.binding import bind_any
from kg.evidence import Evidence
from kg.iris import fragment
from kg.queries import load
from kg.repo import Row


class Selects(Protocol):
    """The part of `Repo` that this needs."""

    def select(self, sparql: str) -> list[Row]:
        """All solutions of a SELECT query."""
        ...


def with_pages(repo: Selects, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence with the page it begins on, where its source has pages."""
    places = [(one, fragment(NamedNode(one.notice), f"char={one.start},{one.end}")) for one in evidence]
    if not places:
        return ()
    rows = repo.select(bind_any(load("pages.rq"), "place", [place for _, place in places]))
    pages = {row["place"]: int(str(row["page"].value)) for row in rows}
    return tuple(replace(one, page=pages.get(place)) for one, place in places)

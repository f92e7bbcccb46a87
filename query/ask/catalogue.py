"""What linking and reading know of the graph: its notices, facts and named things, from the ask index.

Answers never come from here: the catalogue only tells which things to put in a template's slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from sys import intern
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from ontology.names import ONTOLOGY
from ontology.text import fold

if TYPE_CHECKING:
    from query.ask.facts import Facts

Row = Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal]


class Graph(Protocol):
    """The part of `kg.repo.Repo` that asking needs."""

    def select(self, sparql: str) -> list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
        """All solutions of a SELECT query over the union of the named graphs."""
        ...

    def quads(self, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """Quads of one named graph, or of all."""
        ...

    @property
    def generation(self) -> int:
        """A number that changes whenever the store's content does."""
        ...


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as the parser needs it; `province` is the slug of `Province.id`."""

    iri: str
    label: str
    number: str | None
    issued: date | None
    kind: str | None
    title: str | None
    issuer: str | None
    issuer_label: str | None
    urgency: str | None
    province: str | None
    province_label: str | None
    inferred: bool
    reason: str | None
    source: str
    dates: tuple[date, ...] = ()
    """Issue date and dates of its events: what a period in a question is compared with."""
    place: str | None = None
    """Where it was issued, as written."""

    @property
    def title_keys(self) -> tuple[str, ...]:
        """Folded words of its title."""
        return _keys(self.title or "")

    @property
    def area(self) -> str | None:
        """The district or commune whose body issued it, called as the place of issue; None for other issuers."""
        return self.place if self.issuer and ("/huyen/" in self.issuer or "/xa/" in self.issuer) else None

    @property
    def home(self) -> str | None:
        """Short name of whom it is for: the district, the province, or else the central issuer."""
        return self.area or self.province_label or self.issuer_label


@lru_cache(maxsize=65_536)
def _keys(text: str) -> tuple[str, ...]:
    return tuple(map(intern, fold(text).split()))


@dataclass(frozen=True, slots=True)
class Fact:
    """A duty or another statement: its words, whom it links to by relation, and its constituents."""

    iri: str
    kind: str
    notice: str
    text: str
    section: str = ""
    order: int = 0
    end: int = 0
    strength: str = ""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    lead: frozenset[str] = frozenset()
    """Folded words that head the numbered item it stands in: headings, and what precedes the first duty."""

    @property
    def is_duty(self) -> bool:
        """True for an order, false for a statement about the past or a passage."""
        return self.kind == "Duty"

    def linked(self, *relations: str) -> frozenset[str]:
        """IRIs the fact is linked to by any of the relations."""
        return frozenset(v for r in relations for v in self.links.get(r, ()))


@dataclass(frozen=True, slots=True)
class Thing:
    """A body, post or person of the graph, with every name it goes by."""

    iri: str
    label: str
    names: tuple[str, ...]
    lexicon: str | None


@dataclass(frozen=True)
class Catalogue:
    """Notices, facts and named things of one generation of the store, each by IRI."""

    generation: int
    notices: Mapping[str, Notice]
    facts: Facts
    things: Mapping[str, Thing]
    by_lexicon: Mapping[str, tuple[str, ...]]

    @cached_property
    def header_words(self) -> frozenset[str]:
        """Folded words of the labels, titles and issuers of all notices."""
        return header_words(self.notices.values())


def header_words(notices: Iterable[Notice]) -> frozenset[str]:
    """Folded words of the labels, titles, issuers and urgencies of notices."""
    texts = {text for n in notices for text in (n.title, n.label, n.issuer_label, n.urgency) if text}
    return frozenset(key for text in texts for key in fold(text.replace("-", " ")).split())


def local(iri: str) -> str:
    """Last segment of an IRI, after `#` or `/`."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def tt(name: str) -> ox.NamedNode:
    """A term of the project's ontology."""
    return ox.NamedNode(ONTOLOGY + name)


def text_of(row: Row, name: str) -> str | None:
    """Value of a variable as text: an IRI or a literal's lexical form; None if unbound."""
    term = row.get(name)
    return None if term is None else str(term.value)

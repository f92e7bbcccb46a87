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


class Scope(tuple[Notice, ...]):
    """Notices in order, with what many questions ask of all of them, counted once."""

    @cached_property
    def iris(self) -> tuple[str, ...]:
        """Their IRIs."""
        return tuple(notice.iri for notice in self)

    @cached_property
    def members(self) -> frozenset[str]:
        """The same, to look one up."""
        return frozenset(self.iris)

    @cached_property
    def issuers(self) -> frozenset[str | None]:
        """IRIs of those who issued them."""
        return frozenset(notice.issuer for notice in self)

    @cached_property
    def kinds(self) -> frozenset[str | None]:
        """Kinds of documents among them."""
        return frozenset(notice.kind for notice in self)

    @cached_property
    def titles(self) -> Mapping[str, frozenset[str]]:
        """Their titles with the folded words of each."""
        return {title: frozenset(_keys(title)) for title in {notice.title or "" for notice in self}}

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Folded words of all titles."""
        return frozenset().union(*self.titles.values())

    @cached_property
    def header_words(self) -> frozenset[str]:
        """Folded words of the labels, titles, issuers and urgencies."""
        texts = {text for n in self for text in (n.title, n.label, n.issuer_label, n.urgency) if text}
        return frozenset(key for text in texts for key in fold(text.replace("-", " ")).split())

    @cached_property
    def covers(self) -> tuple[str, ...]:
        """What they are of, each once: provinces, else central issuers, else what they are called."""
        return tuple(dict.fromkeys(n.province_label or n.issuer_label or n.label for n in self))

    @cached_property
    def homes(self) -> Mapping[str | None, Mapping[str, None]]:
        """Whom they are for (None: unknown), with the IRIs of the notices in order."""
        out = dict[str | None, dict[str, None]]()
        for notice in self:
            out.setdefault(notice.home, {})[notice.iri] = None
        return out

    @cached_property
    def provinces(self) -> Mapping[str, str]:
        """Ids of their provinces, with what these are called."""
        return {n.province: n.province_label or "" for n in self if n.province}

    @cached_property
    def areas(self) -> Mapping[tuple[str, ...], tuple[Notice, ...]]:
        """Folded words of districts and communes, with the notices that their own bodies issued."""
        out = dict[tuple[str, ...], list[Notice]]()
        for notice in self:
            if notice.area:
                out.setdefault(_keys(notice.area), []).append(notice)
        return {run: tuple(notices) for run, notices in out.items()}

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Their official numbers."""
        return frozenset(notice.number for notice in self if notice.number)

    @cached_property
    def _of(self) -> dict[frozenset[str], Scope]:
        return {}

    def of_provinces(self, provinces: Iterable[str]) -> Scope:
        """Those of some provinces; the same object for the same provinces."""
        chosen = frozenset(provinces)
        if chosen not in self._of:
            self._of[chosen] = Scope(notice for notice in self if notice.province in chosen)
        return self._of[chosen]


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
    def called(self) -> Mapping[tuple[str, ...], Thing]:
        """Folded words of names, with the first thing of that name."""
        out = dict[tuple[str, ...], Thing]()
        for thing in self.things.values():
            for name in (thing.label, *thing.names):
                out.setdefault(tuple(fold(name).split()), thing)
        return out

    @cached_property
    def everything(self) -> Scope:
        """All notices, in order."""
        return Scope(self.notices.values())


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

"""The graph of one notice while decisions are applied to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import iris
from kg.iris import term
from kg.review.fields import kinds

Subject: TypeAlias = NamedNode | BlankNode
Value: TypeAlias = NamedNode | BlankNode | Literal
_PLACE: Final = re.compile(r"#char=(?P<start>\d+),(?P<end>\d+)$")


class Draft:
    """Triples of a notice's graph that may be taken out and put in; `text` is the raw text."""

    def __init__(self, notice_id: str, triples: Iterable[Triple]) -> None:
        self.notice_id = notice_id
        self.notice = iris.notice(notice_id)
        self._of: dict[Subject, dict[tuple[NamedNode, Value], None]] = {}
        self.add(triples)
        self.text = self.string(iris.fragment(self.notice, "text"), "tt:rawText")

    def add(self, triples: Iterable[Triple]) -> None:
        """Put triples in; those already there stay once."""
        for triple in triples:
            if isinstance(triple.subject, (NamedNode, BlankNode)) and not isinstance(triple.object, Triple):
                self._of.setdefault(triple.subject, {})[(triple.predicate, triple.object)] = None

    def triples(self) -> Iterator[Triple]:
        """All triples."""
        for subject, said in self._of.items():
            for predicate, value in said:
                yield Triple(subject, predicate, value)

    def values(self, subject: Subject, predicate: str) -> list[Value]:
        """Values of a property by its compact name."""
        wanted = term(predicate)
        return [value for known, value in self._of.get(subject, {}) if known == wanted]

    def string(self, subject: Subject, predicate: str) -> str:
        """Lexical value of a property, '' for none."""
        return next((value.value for value in self.values(subject, predicate)), "")

    def facts(self, kind: str) -> list[NamedNode]:
        """Facts of a kind (a name of `fields.toml`), in the order of the graph."""
        return self.of_class(*kinds()[kind].classes)

    def of_class(self, *names: str) -> list[NamedNode]:
        """Things of any of the classes, in the order of the graph."""
        wanted = {(term("rdf:type"), term(name)) for name in names}
        return [
            subject
            for subject, said in self._of.items()
            if isinstance(subject, NamedNode) and any(pair in said for pair in wanted)
        ]

    def kind_of(self, fact: NamedNode) -> str | None:
        """Name of the kind of a fact; null if it is none that may be reviewed."""
        types = set(self.values(fact, "rdf:type"))
        return next((k.name for k in kinds().values() if types & {term(name) for name in k.classes}), None)

    def span(self, fact: NamedNode) -> tuple[int, int] | None:
        """Offsets of the first evidence of a fact."""
        for place in self.values(fact, "tt:evidence"):
            found = _PLACE.search(place.value)
            if found is not None:
                return int(found["start"]), int(found["end"])
        return None

    def remove_fact(self, fact: NamedNode) -> None:
        """Take out a fact with its parts, every statement about it, and evidence nobody else uses."""
        gone = {fact, *(node for node in self._of if node.value.startswith(fact.value + "-"))}
        self._remove(gone)

    def remove_values(self, fact: NamedNode, predicates: Iterable[str]) -> None:
        """Take out the values of properties of a fact, with the parts of the fact that are such values."""
        wanted, said = {term(name) for name in predicates}, self._of.get(fact, {})
        old = [(predicate, value) for predicate, value in said if predicate in wanted]
        for pair in old:
            del said[pair]
        parts = {value for _, value in old if isinstance(value, NamedNode) and value.value.startswith(fact.value + "-")}
        self._remove(set[Subject](parts))

    def rename(self, prefixes: Mapping[str, str]) -> None:
        """Give every IRI that begins with one of the prefixes the other prefix instead."""

        def named(node: NamedNode) -> NamedNode:
            for old, new in prefixes.items():
                if node.value.startswith(old):
                    return NamedNode(new + node.value.removeprefix(old))
            return node

        before, self._of = list(self.triples()), {}
        for triple in before:
            subject, value = triple.subject, triple.object
            whose = named(subject) if isinstance(subject, NamedNode) else subject
            what = named(value) if isinstance(value, NamedNode) else value
            self.add((Triple(whose, triple.predicate, what),))

    def _remove(self, gone: set[Subject]) -> None:
        places = {place for node in gone for place in self.values(node, "tt:evidence")}
        for node in gone:
            self._of.pop(node, None)
        for said in self._of.values():
            for pair in [pair for pair in said if pair[1] in gone]:
                del said[pair]
        used = {value for said in self._of.values() for predicate, value in said if predicate == term("tt:evidence")}
        for place in places - used:
            if isinstance(place, NamedNode):
                self._of.pop(place, None)

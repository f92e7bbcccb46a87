"""Bodies that people said are the same become one in the graph of each notice.

A query must see one body without knowing of it, at any endpoint, with or without reasoning; so the
name that was given up (`alias`) is replaced in the notice's graph, and `owl:sameAs` leads to it from the
review graph, which also keeps the way back (see `kg.review.replay`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.decisions import SAME, LinkDecision
from kg.iris import term

_LEFT_OUT: Final = ("tt:lexiconId", "tt:level")
"""What is said of a body that stays with its own name."""


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """A body's IRI, that of the body which it is, and the latter's name."""

    alias: str
    body: str
    label: str


def aliases_of(decisions: Iterable[LinkDecision]) -> Mapping[str, Alias]:
    """What each given-up IRI stands for after all decisions in force; chains are followed to their end."""
    pairs = {one.subject: one for one in decisions if one.kind == SAME and one.accepted and one.state == "active"}
    return {iri: Alias(iri, *_end(iri, pairs)) for iri in pairs}


def _end(iri: str, pairs: Mapping[str, LinkDecision]) -> tuple[str, str]:
    """The last body of a chain and its name; a circle ends where it would close."""
    seen, label = {iri}, ""
    while iri in pairs and pairs[iri].object not in seen:
        iri, label = pairs[iri].object, pairs[iri].label
        seen.add(iri)
    return iri, label


def aliases_in(triples: Iterable[Triple], aliases: Mapping[str, Alias]) -> tuple[Alias, ...]:
    """The aliases that some triples speak of, sorted."""
    if not aliases:
        return ()
    spoken = {node.value for t in triples for node in (t.subject, t.object) if isinstance(node, NamedNode)}
    return tuple(sorted(aliases[iri] for iri in aliases.keys() & spoken))


def merged(triples: Iterable[Triple], aliases: Iterable[Alias]) -> frozenset[Triple]:
    """Triples with each alias replaced by its body, under whose other names the alias' names go."""
    known = {NamedNode(one.alias): one for one in aliases}
    before = list(triples)
    if not known:
        return frozenset(before)
    described = {triple.subject for triple in before}
    return frozenset(new for triple in before for new in _renamed(triple, known, described))


def _renamed(triple: Triple, known: Mapping[NamedNode, Alias], described: Container[object]) -> Iterator[Triple]:
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if isinstance(value, NamedNode) and value in known:
        value = NamedNode(known[value].body)
    if not isinstance(subject, NamedNode) or subject not in known:
        yield Triple(subject, predicate, value)
        return
    body = NamedNode(known[subject].body)
    label = term("rdfs:label")
    if predicate == label:
        if isinstance(value, Literal) and value.value != known[subject].label:
            yield Triple(body, term("skos:altLabel"), value)
        if known[subject].label:
            yield Triple(body, label, Literal(known[subject].label))
    elif predicate in {term(name) for name in _LEFT_OUT} or (predicate == term("rdf:type") and body in described):
        return
    elif value != body:
        yield Triple(body, predicate, value)

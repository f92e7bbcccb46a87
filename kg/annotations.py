"""Evidence in the terms of the W3C Web Annotation Data Model, and back.

In a store, evidence is one node with `oa:start`, `oa:end` and `oa:exact` (three statements). Written out, it is an
`oa:SpecificResource` of the notice's text with a position and a quotation selector (nine); whoever reads an
export with tools for annotations finds what they expect. Both ways go quad by quad, by the IRIs alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from kg.iris import term

_PLACE: Final = re.compile(r"(?P<place>(?P<notice>.*)#char=\d+,\d+)(?P<selector>;position|;quote)?")
_SELECTORS: Final = {
    "oa:start": (";position", "oa:TextPositionSelector"),
    "oa:end": (";position", "oa:TextPositionSelector"),
    "oa:exact": (";quote", "oa:TextQuoteSelector"),
}


def written_out(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Triples with all evidence as annotations; some come more than once."""
    selectors = {term(name): (suffix, term(class_)) for name, (suffix, class_) in _SELECTORS.items()}
    type_, specific, source, has = map(term, ("rdf:type", "oa:SpecificResource", "oa:hasSource", "oa:hasSelector"))
    for triple in triples:
        place, known = triple.subject, selectors.get(triple.predicate)
        found = _PLACE.fullmatch(place.value) if known and isinstance(place, NamedNode) else None
        if not isinstance(place, NamedNode) or known is None or found is None or found["selector"]:
            yield triple
            continue
        selector = NamedNode(f"{place.value}{known[0]}")
        yield Triple(place, type_, specific)
        yield Triple(place, source, NamedNode(f"{found['notice']}#text"))
        yield Triple(place, has, selector)
        yield Triple(selector, type_, known[1])
        yield Triple(selector, triple.predicate, triple.object)


def brought_in(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Triples with all evidence as a store keeps it; inverse of `written_out`."""
    kept = {term(name) for name in _SELECTORS}
    dropped = {term("oa:hasSource"), term("oa:hasSelector")}
    classes = {term("oa:SpecificResource"), *(term(class_) for _, class_ in _SELECTORS.values())}
    type_ = term("rdf:type")
    for triple in triples:
        found = _PLACE.fullmatch(triple.subject.value) if isinstance(triple.subject, NamedNode) else None
        if found is None:
            yield triple
        elif triple.predicate in kept:
            yield Triple(NamedNode(found["place"]), triple.predicate, triple.object)
        elif triple.predicate not in dropped and not (triple.predicate == type_ and triple.object in classes):
            yield triple

"""The documentation page of the ontology, in Vietnamese and English, made from `thongtri.ttl`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any, Final

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.names import ONTOLOGY

TT: Final = Namespace(ONTOLOGY)
_MATCHES: Final = (SKOS.closeMatch, SKOS.relatedMatch)
_LANGUAGES: Final = ("vi", "en")


def ontology_graph() -> Graph:
    """The triples of `thongtri.ttl`, with its prefixes alone."""
    graph = Graph(bind_namespaces="none")
    return graph.parse(data=files("ontology").joinpath("data/thongtri.ttl").read_text(encoding="utf-8"), format="ttl")


def terms(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """The ontology's own terms of these kinds (owl:Class, …), by name."""
    found = {s for kind in kinds for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s in TT}
    return sorted(found)


def page() -> str:
    """Markdown of `docs/ontology.md`."""
    graph = ontology_graph()
    captions = tomllib.loads(files("ontology").joinpath("data/page.toml").read_text(encoding="utf-8"))
    parts = [f"# {captions['title']}", _intro(graph, captions), f"## {captions['diagram']}", _diagram(graph, captions)]
    for number, title in captions["groups"].items():
        parts += [f"## {title}", *_group(graph, captions, number)]
    parts += [f"## {captions['values']}", _values(graph, captions)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _properties(graph: Graph) -> list[URIRef]:
    return terms(graph, OWL.ObjectProperty, OWL.DatatypeProperty)


def _intro(graph: Graph, captions: dict[str, Any]) -> str:
    header = graph.value(None, RDF.type, OWL.Ontology)
    return str(captions["intro"]).format(
        namespace=ONTOLOGY,
        version=graph.value(header, OWL.versionInfo),
        license=graph.value(header, DCTERMS.license),
        classes=len(terms(graph, OWL.Class)),
        properties=len(_properties(graph)),
        values=len(terms(graph, OWL.NamedIndividual)),
    )


def _diagram(graph: Graph, captions: dict[str, Any]) -> str:
    names = sorted({edge[end] for edge in captions["edges"] for end in ("from", "to")})
    keys = {name: name.replace(":", "_") for name in names}
    lines = ["```mermaid", "flowchart LR"]
    lines += [f'  {keys[name]}["{name}{_vietnamese(graph, name)}"]' for name in names]
    lines += [f"  {keys[edge['from']]} -- {edge['by']} --> {keys[edge['to']]}" for edge in captions["edges"]]
    return "\n".join([*lines, "```"])


def _vietnamese(graph: Graph, curie: str) -> str:
    label = _text(graph, graph.namespace_manager.expand_curie(curie), RDFS.label, "vi")
    return f"<br>{label}" if label else ""


def _group(graph: Graph, captions: dict[str, Any], number: str) -> Iterable[str]:
    def mine(found: list[URIRef]) -> list[URIRef]:
        return [term for term in found if str(graph.value(term, TT.group)) == number]

    classes, properties = mine(terms(graph, OWL.Class)), mine(_properties(graph))
    if classes:
        rows = [(_named(graph, c), _defined(graph, c), _aligned(graph, c, RDFS.subClassOf)) for c in classes]
        yield f"### {captions['classes']}"
        yield _table(captions["class_columns"], rows)
    if properties:
        wide = [(_named(graph, p), _defined(graph, p), _reach(graph, p, captions["literal"]),
                 _aligned(graph, p, RDFS.subPropertyOf)) for p in properties]  # fmt: skip
        yield f"### {captions['properties']}"
        yield _table(captions["property_columns"], wide)


def _values(graph: Graph, captions: dict[str, Any]) -> str:
    found = terms(graph, OWL.NamedIndividual)
    kinds = {v: _names(graph, set(graph.objects(v, RDF.type)) - {OWL.NamedIndividual}) for v in found}
    rows = [(_named(graph, v), _defined(graph, v), kinds[v]) for v in sorted(found, key=lambda v: (kinds[v], v))]
    return _table(captions["value_columns"], rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _named(graph: Graph, term: URIRef) -> str:
    labels = " · ".join(_text(graph, term, RDFS.label, language) for language in _LANGUAGES)
    return f"`{graph.namespace_manager.curie(term)}`<br>{labels}"


def _defined(graph: Graph, term: URIRef) -> str:
    return "<br>".join(_text(graph, term, SKOS.definition, language) for language in _LANGUAGES)


def _reach(graph: Graph, term: URIRef, literal: str) -> str:
    domain = _names(graph, graph.objects(term, RDFS.domain)) or "…"
    is_link = (term, RDF.type, OWL.ObjectProperty) in graph
    return f"{domain} → {_names(graph, graph.objects(term, RDFS.range)) or ('…' if is_link else literal)}"


def _aligned(graph: Graph, term: URIRef, up: URIRef) -> str:
    above = _names(graph, graph.objects(term, up))
    matches = [f"≈ {names}" for m in _MATCHES if (names := _names(graph, graph.objects(term, m)))]
    return ", ".join(part for part in (above, *matches) if part)


def _names(graph: Graph, nodes: Iterable[Node]) -> str:
    named = sorted(graph.namespace_manager.curie(node) for node in nodes if isinstance(node, URIRef))
    return ", ".join(f"`{name}`" for name in named)


def _text(graph: Graph, term: Node, property_: URIRef, language: str) -> str:
    found = (o for o in graph.objects(term, property_) if isinstance(o, Literal) and o.language == language)
    return str(next(found, ""))

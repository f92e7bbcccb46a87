"""The concept schemes as SKOS, made from the lexicons of topics and measures and from the thesaurus."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.concepts import Measure, Topic, measures, topics
from ontology.names import ID, ONTOLOGY, PREFIXES
from ontology.text import nfc
from ontology.thesaurus import Group, groups

_THING = Namespace(ID)
_TT = Namespace(ONTOLOGY)


def topic_graph() -> Graph:
    """The topic scheme: labels, wordings, hierarchy, matches with measures."""
    graph, scheme = _scheme("topics")
    for topic in topics():
        _add_topic(graph, scheme, topic)
    for topic_id, code in matches():
        graph.add((_THING[f"topic/{topic_id}"], SKOS.closeMatch, _THING[f"measure/{code}"]))
    return graph


def measure_graph() -> Graph:
    """The scheme of policy measures: labels, definitions, scales, families, matches with topics."""
    graph, scheme = _scheme("measures")
    for family, names in _captions()["families"].items():
        node = _THING[f"measure-family/{family}"]
        graph.add((node, RDF.type, SKOS.Collection))
        _add_texts(graph, node, SKOS.prefLabel, names["vi"], names["en"])
    for measure in measures():
        _add_measure(graph, scheme, measure)
    for topic_id, code in matches():
        graph.add((_THING[f"measure/{code}"], SKOS.closeMatch, _THING[f"topic/{topic_id}"]))
    return graph


def thesaurus_graph() -> Graph:
    """The thesaurus: the first wording names a concept, everyday wordings of one-way groups stay hidden labels."""
    graph, scheme = _scheme("thesaurus")
    for group in groups():
        _add_group(graph, scheme, group)
    return graph


@cache
def matches() -> frozenset[tuple[str, str]]:
    """Pairs of a topic id and a measure code that are about the same thing.

    Close, never exact: OxCGRT codes how strict a policy in force is, a notice only orders work.
    """
    from_topics = {(topic.id, code) for topic in topics() for code in topic.oxcgrt}
    return frozenset(from_topics | {(topic, measure.code) for measure in measures() for topic in measure.topics})


def _scheme(name: str) -> tuple[Graph, URIRef]:
    captions = _captions()[name]
    graph, scheme = Graph(bind_namespaces="none"), _THING[captions["id"]]
    for prefix in ("tt", "rdf", "rdfs", "skos", "dcterms", "xsd"):
        graph.bind(prefix, PREFIXES[prefix])
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    _add_texts(graph, scheme, DCTERMS.title, captions["title_vi"], captions["title_en"])
    _add_texts(graph, scheme, DCTERMS.description, captions["description_vi"], captions["description_en"])
    graph.add((scheme, DCTERMS.license, URIRef(captions["license"])))
    if "source" in captions:
        graph.add((scheme, DCTERMS.source, URIRef(captions["source"])))
        graph.add((scheme, DCTERMS.bibliographicCitation, Literal(captions["citation"], lang="en")))
    return graph, scheme


def _add_topic(graph: Graph, scheme: URIRef, topic: Topic) -> None:
    node = _concept(graph, scheme, f"topic/{topic.id}", _TT.Topic, topic.id)
    _add_labels(graph, node, topic.label, topic.label_en)
    _add_texts(graph, node, SKOS.definition, topic.definition, topic.definition_en)
    for trigger in topic.triggers:
        graph.add((node, SKOS.altLabel, Literal(nfc(trigger), lang="vi")))
    if topic.triggers:
        _add_scope(graph, node, "topics", "; ".join(topic.triggers), "; ".join(topic.triggers))
    if topic.parent:
        graph.add((node, SKOS.broader, _THING[f"topic/{topic.parent}"]))
        graph.add((_THING[f"topic/{topic.parent}"], SKOS.narrower, node))
    else:
        graph.add((node, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, node))


def _add_measure(graph: Graph, scheme: URIRef, measure: Measure) -> None:
    node = _concept(graph, scheme, f"measure/{measure.code}", _TT.Measure, measure.code)
    _add_labels(graph, node, measure.name, measure.name_en)
    _add_texts(graph, node, SKOS.definition, measure.definition, measure.definition_en)
    _add_scope(graph, node, "measures", measure.levels, measure.levels_en)
    graph.add((_THING[f"measure-family/{measure.family}"], SKOS.member, node))
    graph.add((node, _TT.hasFlag, Literal(measure.flag != "none")))
    if measure.min is not None and measure.max is not None:
        graph.add((node, _TT.minLevel, Literal(measure.min)))
        graph.add((node, _TT.maxLevel, Literal(measure.max)))


def _add_group(graph: Graph, scheme: URIRef, group: Group) -> None:
    node = _concept(graph, scheme, f"thesaurus/{group.id}", None, group.id)
    name, *others = group.wordings
    hidden = set(group.everyday) - {*group.press, *group.administrative} if group.direction == "one-way" else set()
    graph.add((node, SKOS.prefLabel, Literal(name, lang="vi")))
    for wording in others:
        label = SKOS.hiddenLabel if wording in hidden else SKOS.altLabel
        graph.add((node, label, Literal(wording, lang="vi")))
    scope = _captions()["thesaurus"][group.direction]
    graph.add((node, SKOS.scopeNote, Literal(scope.format(f"{group.weight:g}".replace(".", ",")), lang="vi")))
    if group.note:
        graph.add((node, SKOS.editorialNote, Literal(group.note, lang="en")))
    if group.topic:
        graph.add((node, SKOS.relatedMatch, _THING[f"topic/{group.topic}"]))


def _concept(graph: Graph, scheme: URIRef, path: str, class_: URIRef | None, notation: str) -> URIRef:
    node = _THING[path]
    for kind in (SKOS.Concept, *([class_] if class_ is not None else [])):
        graph.add((node, RDF.type, kind))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, SKOS.notation, Literal(notation)))
    return node


def _add_labels(graph: Graph, node: Node, vi: str, en: str) -> None:
    for property_ in (SKOS.prefLabel, RDFS.label):
        _add_texts(graph, node, property_, vi, en)


def _add_scope(graph: Graph, node: Node, scheme: str, vi: str, en: str) -> None:
    captions = _captions()[scheme]
    _add_texts(graph, node, SKOS.scopeNote, captions["scope_vi"].format(vi), captions["scope_en"].format(en))


def _add_texts(graph: Graph, node: Node, property_: URIRef, vi: str, en: str) -> None:
    texts: Iterable[tuple[str, str]] = ((vi, "vi"), (en, "en"))
    for text, language in texts:
        graph.add((node, property_, Literal(nfc(text), lang=language)))


@cache
def _captions() -> dict[str, Any]:
    return tomllib.loads(files("ontology").joinpath("data/schemes.toml").read_text(encoding="utf-8"))

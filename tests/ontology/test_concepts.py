"""Topics, measures, document types, urgency: the tables agree and the schemes are built from them."""

import re

from rdflib import RDF, SKOS, Graph, Literal, Namespace

from ontology.concepts import document_types, measures, topics, urgencies
from ontology.names import ID, ONTOLOGY
from ontology.schemes import matches, measure_graph, topic_graph
from ontology.text import slug

THING = Namespace(ID)
TT = Namespace(ONTOLOGY)
OXCGRT = [*(f"C{n}" for n in range(1, 9)), *(f"E{n}" for n in range(1, 5)), *(f"H{n}" for n in range(1, 9)),
          *(f"V{n}" for n in range(1, 5)), "M1", *(f"X{n}" for n in range(1, 15))]  # fmt: skip


def test_all_indicators_and_the_extension() -> None:
    assert [measure.code for measure in measures()] == OXCGRT


def test_scales_of_measures() -> None:
    scales = {measure.code: (measure.min, measure.max) for measure in measures()}
    assert scales["C1"] == (0, 3)
    assert scales["H7"] == (0, 5)
    assert scales["E3"] == (None, None)


def test_topics_form_a_hierarchy() -> None:
    parents = {topic.id: topic.parent for topic in topics()}
    assert {parent for parent in parents.values() if parent} <= set(parents)
    for start in parents:
        path = [start]
        while parent := parents[path[-1]]:
            assert parent not in path
            path.append(parent)


def test_matches_join_known_concepts() -> None:
    ids, codes = {topic.id for topic in topics()}, set(OXCGRT)
    assert [pair for pair in matches() if pair[0] not in ids or pair[1] not in codes] == []
    assert ("cach-ly-tap-trung", "X1") in matches()
    assert ("truy-vet", "H3") in matches()


def test_every_extension_code_matches_a_topic() -> None:
    matched = {code for _, code in matches()}
    assert [m.code for m in measures() if m.family == "extension" and m.code not in matched] == []


def test_matches_are_symmetric_between_the_schemes() -> None:
    forth = set(topic_graph().subject_objects(SKOS.closeMatch))
    back = {(o, s) for s, o in measure_graph().subject_objects(SKOS.closeMatch)}
    assert forth == back


def _labels(graph: Graph, class_: str) -> dict[str, set[str | None]]:
    return {
        str(node): {o.language for o in graph.objects(node, SKOS.prefLabel) if isinstance(o, Literal)}
        for node in graph.subjects(RDF.type, TT[class_])
    }


def test_concepts_have_labels_in_both_languages() -> None:
    found = _labels(topic_graph(), "Topic") | _labels(measure_graph(), "Measure")
    assert len(found) == len(topics()) + len(measures())
    assert {node for node, languages in found.items() if languages != {"vi", "en"}} == set()


def test_concepts_are_defined_in_both_languages() -> None:
    graph = topic_graph() + measure_graph()
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(topics()) + len(measures())
    assert [node for node in concepts if len(set(graph.objects(node, SKOS.definition))) != 2] == []


def test_measures_are_attributed() -> None:
    graph = measure_graph()
    text = graph.serialize(format="turtle")
    assert "Hale, T." in text
    assert "10.1038/s41562-021-01079-8" in text
    assert "creativecommons.org/licenses/by/4.0" in text


def test_document_types_exist_somewhere() -> None:
    assert [t.slug for t in document_types() if not (t.party or t.state)] == []
    assert [t.slug for t in document_types() if t.slug != slug(t.slug)] == []


def test_a_code_read_under_both_rules() -> None:
    readings = {t.slug: (t.party, t.state) for t in document_types() if t.code == "TT"}
    assert readings == {"thong-tu": (False, True), "thong-tri": (True, False)}


def test_urgencies_rise() -> None:
    assert [urgency.rank for urgency in urgencies()] == sorted(urgency.rank for urgency in urgencies())
    assert [urgency.slug for urgency in urgencies()][2] == "hoa-toc"


def test_no_topic_wording_is_empty() -> None:
    assert [t.id for t in topics() if any(not re.search(r"\w", trigger) for trigger in t.triggers)] == []

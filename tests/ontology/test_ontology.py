"""The ontology file: declared, labelled, defined, aligned, OWL 2 DL as far as rdflib can tell."""

import re

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

import ontology
from ontology.names import PREFIXES
from ontology.page import TT, ontology_graph, terms
from ontology.reasoning import classes_and_properties

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
OWL2_DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return ontology_graph()


def _all_terms(graph: Graph) -> list[URIRef]:
    return terms(graph, *KINDS)


@pytest.mark.parametrize("property_", [RDFS.label, SKOS.definition])
def test_every_term_speaks_both_languages(graph: Graph, property_: URIRef) -> None:
    spoken = {
        term: [o.language for o in graph.objects(term, property_) if isinstance(o, Literal)]
        for term in _all_terms(graph)
    }
    assert {term: found for term, found in spoken.items() if sorted(map(str, found)) != ["en", "vi"]} == {}


def test_every_term_used_is_declared(graph: Graph) -> None:
    used = {node for triple in graph for node in triple if isinstance(node, URIRef) and node in TT}
    assert used - set(_all_terms(graph)) == set()


def test_no_term_is_of_two_kinds(graph: Graph) -> None:
    kinds = {s: [k for k in KINDS if (s, RDF.type, k) in graph] for s in set(graph.subjects()) if isinstance(s, URIRef)}
    assert {term: found for term, found in kinds.items() if len(found) > 1} == {}


def test_every_foreign_term_is_declared(graph: Graph) -> None:
    places = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.onProperty, OWL.someValuesFrom)
    used = {o for place in places for o in graph.objects(None, place) if isinstance(o, URIRef)} - OWL2_DATATYPES
    assert {term for term in used if not any((term, RDF.type, kind) in graph for kind in KINDS)} == set()


def test_literal_ranges_are_owl_2_datatypes(graph: Graph) -> None:
    ranges = {o for p in terms(graph, OWL.DatatypeProperty) for o in graph.objects(p, RDFS.range)}
    assert ranges <= OWL2_DATATYPES


def test_a_property_specialises_one_of_its_own_kind(graph: Graph) -> None:
    wrong = [
        (s, o)
        for s, o in graph.subject_objects(RDFS.subPropertyOf)
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        if ((s, RDF.type, kind) in graph) != ((o, RDF.type, kind) in graph)
    ]
    assert wrong == []


def test_every_class_leads_to_a_standard(graph: Graph) -> None:
    up = (RDFS.subClassOf, SKOS.closeMatch, SKOS.relatedMatch)
    alone = []
    for class_ in terms(graph, OWL.Class):
        above = {o for step in up for o in graph.transitive_objects(class_, step)}
        above |= {o for term in set(above) for step in up for o in graph.objects(term, step)}
        if not any(isinstance(o, URIRef) and o not in TT for o in above):
            alone.append(class_)
    assert alone == []


def test_every_link_specialises_a_standard_property(graph: Graph) -> None:
    alone = [
        property_
        for property_ in terms(graph, OWL.ObjectProperty)
        if not any(
            isinstance(o, URIRef) and o not in TT for o in graph.transitive_objects(property_, RDFS.subPropertyOf)
        )
    ]
    assert alone == []


def test_what_must_not_overlap_is_disjoint(graph: Graph) -> None:
    sets = [set(Collection(graph, node)) for node in graph.objects(None, OWL.members)]
    organization, post, person = (URIRef(PREFIXES[p] + n) for p, n in (("org", "Organization"), ("org", "Post"),
                                                                       ("foaf", "Person")))  # fmt: skip
    core = {TT.Duty, TT.Event, TT.Assessment, TT.Statistic, TT.Notice, TT.Place, organization, post, person}
    assert any(core <= members for members in sets)


def test_the_header(graph: Graph) -> None:
    header = graph.value(None, RDF.type, OWL.Ontology)
    assert graph.value(header, OWL.versionInfo)
    assert graph.value(header, DCTERMS.license)
    titles = graph.objects(header, DCTERMS.title)
    assert {title.language for title in titles if isinstance(title, Literal)} == {"vi", "en"}
    assert not set(graph.objects(header, OWL.imports))


def test_the_prefixes_are_those_of_the_product() -> None:
    declared = dict(re.findall(r"^@prefix (\w+): <([^>]+)>", classes_and_properties(), re.MULTILINE))
    assert {p: iri for p, iri in declared.items() if PREFIXES.get(p, iri) != iri} == {}


def test_the_package_names_what_it_gives() -> None:
    assert list(ontology.__all__) == sorted(ontology.__all__)
    assert all(hasattr(ontology, name) for name in ontology.__all__)

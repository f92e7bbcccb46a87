"""SHACL shapes: a sound notice conforms; each broken one is found, with what to do in both languages."""

import re
from importlib.resources import files

import pyshacl
import pytest
from rdflib import OWL, RDF, SH, Graph, Literal

from ontology.names import PREFIXES
from ontology.page import TT, ontology_graph, terms

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
SHAPES = files("ontology").joinpath("data/shapes.ttl").read_text(encoding="utf-8")
SOUND = """
id:n a tt:Notice ; rdfs:label "Thông báo"@vi ; tt:sourceText id:t ; tt:ruleFamily "party" ; prov:wasGeneratedBy id:run ;
  tt:number "229-TB/TU" ; tt:issued "2021-05-09"^^xsd:date ; tt:inferredJurisdiction id:p ;
  tt:jurisdictionReason "huyện Tân Yên" .
id:t a tt:SourceText ; tt:rawText "abc" ; tt:sourceFile "a.txt" ; tt:mediaType "text/plain" ; tt:charCount 3 ;
  tt:sha256 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" .
id:e oa:start 0 ; oa:end 3 ; oa:exact "abc" ; tt:page 1 .
id:b a tt:StateAgency ; rdfs:label "Sở Y tế" ; tt:lexiconId "p.so-y-te" .
id:d a tt:Duty ; tt:inNotice id:n ; tt:evidence id:e ; tt:text "abc" ; tt:sequence 1 ; tt:modality "phải" ;
  tt:strength tt:obligation ; tt:dutyStatus tt:ordered ; tt:assignee id:b ; tt:assignment id:a ; tt:part id:c ;
  tt:deadline id:l .
id:a a tt:Assignment ; tt:assignedTo id:b ; tt:assignmentSource "explicit" ; tt:role "lead" ; tt:evidence id:e .
id:c a tt:ClausePart ; rdfs:label "abc" ; tt:partRole tt:action ; tt:evidence id:e .
id:l a tt:Deadline ; rdfs:label "kịp thời" ; tt:deadlineType "urgency" ; tt:evidence id:e .
id:v a tt:Meeting ; rdfs:label "họp" ; tt:eventType "meeting" ; tt:inNotice id:n ; tt:evidence id:e .
id:s a tt:Statistic ; tt:metric "cases" ; tt:value 7.0 ; tt:inNotice id:n ; tt:evidence id:e .
id:x a tt:Praise ; tt:text "abc" ; tt:inNotice id:n ; tt:evidence id:e .
id:m a org:Membership ; org:member id:person ; org:role id:post ; tt:inNotice id:n ; tt:evidence id:e .
id:person a foaf:Person ; foaf:name "A" .
id:post a org:Post ; rdfs:label "Giám đốc" ; org:postIn id:b .
"""
FACTS = ["Section", "HeaderPart", "Recipient", "Citation", "Passage", "Repair", "Unmapped", "Mention", "PlaceMention",
         "Duty", "FramingOrder", "Assignment", "ClausePart", "Deadline", "Event", "Meeting", "Outbreak", "Statistic",
         "Assessment", "Praise", "Motto", "MeasureCoding"]  # fmt: skip


def results(turtle: str) -> Graph:
    data, shapes = Graph().parse(data=HEAD + turtle, format="turtle"), Graph().parse(data=SHAPES, format="turtle")
    found = pyshacl.validate(data, shacl_graph=shapes)[1]
    assert isinstance(found, Graph)
    return found


def broken(turtle: str) -> set[str]:
    """Focus node and path of each violation."""
    graph = results(turtle)
    return {
        " ".join(re.split(r"[/#]", str(graph.value(result, path) or ""))[-1] for path in (SH.focusNode, SH.resultPath))
        for result in graph.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_sound_notice_conforms() -> None:
    assert broken(SOUND) == set()


@pytest.mark.parametrize(
    ("sound", "wrong", "found"),
    [
        ("tt:jurisdictionReason \"huyện Tân Yên\"", "rdfs:comment \"…\"", "n jurisdictionReason"),
        ("tt:inferredJurisdiction id:p", "tt:statedJurisdiction id:p ; tt:inferredJurisdiction id:p", "n "),
        ("tt:ruleFamily \"party\"", "tt:ruleFamily \"church\"", "n ruleFamily"),
        ("\"2021-05-09\"^^xsd:date", "\"9/5/2021\"", "n issued"),
        ("prov:wasGeneratedBy id:run ;", "", "n wasGeneratedBy"),
        ("oa:start 0", "oa:start 3", "e start"),
        ("oa:start 0", "oa:start -1", "e start"),
        ("oa:end 3", "oa:end 3.5", "e end"),
        ("oa:exact \"abc\"", "oa:exact \"\"", "e exact"),
        (" ; oa:exact \"abc\"", "", "e exact"),
        ("tt:page 1", "tt:page 0", "e page"),
        ("tt:strength tt:obligation", "tt:strength tt:ordered", "d strength"),
        ("tt:strength tt:obligation", "tt:strength tt:obligation, tt:request", "d strength"),
        ("tt:sequence 1", "tt:sequence \"1\"", "d sequence"),
        ("tt:assignment id:a ;", "", "d assignment"),
        ("tt:assignmentSource \"explicit\"", "tt:assignmentSource \"guessed\"", "a assignmentSource"),
        ("tt:partRole tt:action", "tt:partRole tt:ordered", "c partRole"),
        ("tt:deadlineType \"urgency\"", "tt:deadlineType \"soon\"", "l deadlineType"),
        ("tt:value 7.0 ;", "", "s "),
        ("tt:value 7.0", "tt:value \"7\"", "s value"),
        ("foaf:name \"A\"", "foaf:nick \"A\"", "person name"),
        ("org:role id:post", "org:role \"Giám đốc\"", "m role"),
        ("org:role id:post ;", "", "m "),
        ("rdfs:label \"Sở Y tế\" ;", "", "b label"),
        ("tt:sha256 \"ba78", "tt:sha256 \"zz78", "t sha256"),
    ],
)  # fmt: skip
def test_a_fault_is_found(sound: str, wrong: str, found: str) -> None:
    assert sound in SOUND
    assert any(fault.startswith(found) for fault in broken(SOUND.replace(sound, wrong)))


def test_a_signatory_may_have_no_post() -> None:
    assert broken(SOUND.replace("org:role id:post ;", "") + "\nid:n tt:signatory id:person .") == set()


@pytest.mark.parametrize("class_", FACTS)
def test_every_fact_needs_evidence(class_: str) -> None:
    assert "f evidence" in broken(f"id:f a tt:{class_} .")


def test_facts_that_stand_alone_need_their_notice() -> None:
    assert "f inNotice" in broken("id:f a tt:Event .")


def test_every_constraint_says_what_to_do_in_both_languages() -> None:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    silent = [
        node
        for node in {*shapes.objects(None, SH.property), *shapes.subjects(SH["not"], None)}
        if {o.language for o in shapes.objects(node, SH.message) if isinstance(o, Literal)} != {"vi", "en"}
    ]
    assert silent == []


def test_shapes_use_declared_terms_only() -> None:
    graph = ontology_graph()
    declared = {
        str(term) for term in terms(graph, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual)
    }
    assert {name for name in re.findall(r"\btt:(\w+)", SHAPES) if str(TT[name]) not in declared} == set()


def test_every_subclass_of_a_target_is_a_target() -> None:
    """Validation works without subclass reasoning, so each class of facts, bodies and places is listed."""
    graph, shapes = ontology_graph(), Graph().parse(data=SHAPES, format="turtle")
    targets = set(shapes.objects(None, SH.targetClass))
    organization = graph.namespace_manager.expand_curie("org:Organization")
    abstract = {TT.Fact, TT.Order, TT.TemporaryBody}
    parents = graph.namespace_manager.expand_curie("rdfs:subClassOf")
    missing = [
        class_
        for class_ in terms(graph, OWL.Class)
        if class_ not in targets | abstract
        and {TT.Fact, TT.Place, organization} & set(graph.transitive_objects(class_, parents))
    ]
    assert missing == []

"""HermiT finds the ontology sound, and finds what a test plants."""

from pathlib import Path

import pytest

from ontology.names import ONTOLOGY, PREFIXES
from ontology.reasoning import JavaMissingError, ReasonerError, Report, reason

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def report() -> Report:
    return reason()


def test_the_ontology_is_consistent(report: Report) -> None:
    assert report.consistent
    assert report.sound


def test_every_class_can_have_members(report: Report) -> None:
    assert report.unsatisfiable == ()


def test_the_hierarchy_reaches_the_standards(report: Report) -> None:
    assert PREFIXES["odrl"] + "Rule" in report.superclasses[ONTOLOGY + "Duty"]
    assert PREFIXES["org"] + "Organization" in report.superclasses[ONTOLOGY + "SteeringCommittee"]
    assert ONTOLOGY + "Fact" in report.superclasses[ONTOLOGY + "OnlineConference"]


def test_the_hierarchy_holds_what_no_axiom_states(report: Report) -> None:
    """A body is a duty bearer because duty bearers are the union of bodies, posts and people."""
    assert ONTOLOGY + "DutyBearer" in report.superclasses[ONTOLOGY + "StateAgency"]


@pytest.mark.parametrize(
    "planted",
    [
        "id:x a tt:Duty, tt:Event .",
        "id:x a tt:Duty, tt:FramingOrder .",
        "id:x a tt:Praise, tt:Shortcoming .",
        "id:x a tt:PartyOrgan, tt:StateAgency .",
        "id:x a org:Post, foaf:Person .",
        "id:n tt:statedJurisdiction id:p ; tt:inferredJurisdiction id:p .",
        "id:x a tt:Duty ; tt:strength tt:request, tt:prohibition .",
        "id:x tt:assignee id:y . id:y a tt:Place .",
        "id:x a tt:Duty ; tt:metric 'cases' .",
    ],
)
def test_a_contradiction_is_found(planted: str) -> None:
    found = reason(HEAD + planted)
    assert not found.consistent
    assert not found.sound


def test_facts_that_agree_are_consistent() -> None:
    assert reason(
        HEAD + "id:x a tt:Duty ; tt:assignee id:y ; tt:strength tt:obligation . id:y a tt:StateAgency ."
        "id:n a tt:Notice ; tt:issued '2021-05-09'^^xsd:date ."
    ).consistent


def test_an_impossible_class_is_found() -> None:
    found = reason(HEAD + "id:Both a owl:Class ; rdfs:subClassOf tt:Duty, tt:Assessment .")
    assert found.consistent
    assert found.unsatisfiable == (PREFIXES["id"] + "Both",)
    assert not found.sound


def test_without_java_the_error_names_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(JavaMissingError, match="default-jre-headless") as error:
        reason()
    assert isinstance(error.value, ReasonerError)
    assert error.value.package == "default-jre-headless"
    assert "default-jre-headless" in error.value.told("vi")
    assert error.value.told("vi") != error.value.told("en") == str(error.value)


def test_a_failing_reasoner_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho no memory\nexit 3\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(ReasonerError, match="no memory") as error:
        reason()
    assert "no memory" in error.value.output


def test_text_that_is_not_turtle_is_refused() -> None:
    with pytest.raises(SyntaxError):
        reason("this is not Turtle")

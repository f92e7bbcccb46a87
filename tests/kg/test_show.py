"""Finding things by name and showing all that is known of them."""

import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Quad

from ingest.model import Page, Record
from kg import iris
from kg.engine import OxigraphRepo
from kg.errors import UnknownIdError
from kg.load import add_record
from kg.show import Ambiguous, Shown, show
from kg.store import memory_store

NOTICE = "bac-giang/12-tb-tu/2021-05-09"
HEALTH = iris.body("p.so-y-te", "bac-giang").value


@pytest.fixture
def repo(quads: list[Quad]) -> OxigraphRepo:
    repo = memory_store()
    repo.replace_graph(iris.graph(NOTICE), quads)
    return repo


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        (iris.notice(NOTICE).value, iris.notice(NOTICE).value),
        (NOTICE, iris.notice(NOTICE).value),
        (f"notice/{NOTICE}#duty-1", iris.notice(NOTICE).value + "#duty-1"),
        ("12-TB/TU", iris.notice(NOTICE).value),
        ("12 tb tu", iris.notice(NOTICE).value),
        ("12-TB/TU#duty-1", iris.notice(NOTICE).value + "#duty-1"),
        ("duty-1", iris.notice(NOTICE).value + "#duty-1"),
        ("p.so-y-te", HEALTH),
        ("Sở Y tế", HEALTH),
        (unicodedata.normalize("NFD", "Sở Y tế"), HEALTH),
        ("so y te", HEALTH),
        ("sở y tế tỉnh Bắc Giang", HEALTH),
        ("body/bac-giang/so-y-te", HEALTH),
        ("Nguyễn Văn An", iris.person("nguyen-van-an", "bac-giang").value),
        ("event-1", iris.notice(NOTICE).value + "#event-1"),
    ],
)
def test_a_name_finds_its_thing(repo: OxigraphRepo, name: str, iri: str) -> None:
    shown = show(repo, name)
    assert isinstance(shown, Shown)
    assert shown.iri == iri


@pytest.mark.parametrize("name", ["", "   ", "nothing like it", "http://a.example/x", "duty-99", '"> <'])
def test_an_unknown_name_is_told(repo: OxigraphRepo, name: str) -> None:
    with pytest.raises(UnknownIdError):
        show(repo, name)


def test_an_ambiguous_name_gives_candidates(repo: OxigraphRepo, sample: type, quads: list[Quad]) -> None:
    moved = [
        Quad(*(_moved(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name))) for quad in quads
    ]
    repo.replace_graph(iris.graph(NOTICE.replace("bac-giang", "vinh-phuc")), moved)
    shown = show(repo, "so y te")
    assert isinstance(shown, Ambiguous)
    assert [(c.label, c.context) for c in shown.candidates] == [("Sở Y tế", "Bắc Giang"), ("Sở Y tế", "Vĩnh Phúc")]
    assert isinstance(show(repo, "so y te vinh phuc"), Shown)


def _moved(term: Any) -> Any:
    if hasattr(term, "value") and "bac-giang" in str(term.value):
        return type(term)(str(term.value).replace("bac-giang", "vinh-phuc"))
    return term


def test_a_duty_is_shown_with_its_parts_and_evidence(repo: OxigraphRepo, sample: type) -> None:
    shown = show(repo, "duty-1")
    assert isinstance(shown, Shown)
    assert shown.caption == "nhiệm vụ"
    assert [e.text[:4] for e in shown.evidence] == ["Giao"]
    labels = {(relation.caption, relation.label) for relation in shown.relations}
    assert ("chủ thể thực hiện", "Sở Y tế") in labels
    parts = [relation for relation in shown.relations if relation.label == "các F1"]
    assert [(e.source, e.text) for e in parts[0].evidence] == [("thong-bao.txt", "các F1")]


def test_a_body_is_shown_with_the_duties_that_name_it(repo: OxigraphRepo) -> None:
    shown = show(repo, "p.so-y-te", lang="en")
    assert isinstance(shown, Shown)
    assert shown.caption == "State agency"
    duties = [relation for relation in shown.spoken_of if relation.value.endswith("#duty-1")]
    assert {relation.caption for relation in duties} == {"assignee", "stated assignee"}
    assert all(relation.evidence for relation in duties)


def test_the_answer_is_plain_values(repo: OxigraphRepo) -> None:
    assert show(repo, "p.so-y-te").to_json()["iri"] == HEALTH


def test_evidence_from_a_source_with_pages_tells_its_page(record: Record, sample: Any) -> None:
    paged = replace(record, source=replace(record.source, pages=(Page(3, 0, len(sample.text)),)))
    repo = memory_store()
    add_record(repo, paged, sample.text, "1.0")
    shown = show(repo, "duty-1")
    assert isinstance(shown, Shown)
    assert {evidence.page for evidence in shown.evidence} == {3}
    assert {evidence.page for relation in shown.relations for evidence in relation.evidence} == {3}
    assert shown.to_json()["evidence"][0]["page"] == 3


def test_evidence_from_a_source_without_pages_has_none(record: Record, sample: Any) -> None:
    repo = memory_store()
    add_record(repo, record, sample.text, "1.0")
    shown = show(repo, "duty-1")
    assert isinstance(shown, Shown)
    assert "page" not in shown.to_json()["evidence"][0]

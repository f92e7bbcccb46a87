"""Decisions on facts: what queries see afterwards, what stays of the reading, how a decision is taken back."""

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from ingest.model import Record
from kg import iris, review
from kg.check import check
from kg.engine import OxigraphRepo
from kg.errors import (
    InvalidNoticeError,
    NotReviewableError,
    ReviewFieldError,
    ReviewQuoteError,
    ReviewValueError,
    UnknownReviewError,
)
from kg.iris import term
from kg.load import add_record
from kg.repo import Repo
from kg.store import memory_store

ID = "bac-giang/12-tb-tu/2021-05-09"
GRAPH, REVIEW = iris.graph(ID), iris.review_graph(ID)
NOTICE = iris.notice(ID)
DUTY = iris.fragment(NOTICE, "duty-1")
WHO = {"by": "Lan", "why": "đọc lại câu"}


@pytest.fixture
def store(record: Record, sample: Any) -> OxigraphRepo:
    repo = memory_store()
    add_record(repo, record, sample.text, "1.0")
    return repo


def lines(repo: Repo, graph: NamedNode = GRAPH) -> list[str]:
    return sorted(map(str, repo.quads(graph)))


def values(repo: Repo, thing: NamedNode, predicate: str) -> set[str]:
    quads = [q for q in repo.quads(GRAPH) if q.subject == thing and q.predicate == term(predicate)]
    return {str(getattr(q.object, "value", "")) for q in quads}


def test_accepting_changes_no_fact(store: OxigraphRepo) -> None:
    before = lines(store)
    taken = review.accept(store, DUTY, by="Lan")
    assert lines(store) == before
    assert (taken.decision, taken.kind, taken.by, taken.state) == ("accepted", "duty", "Lan", "active")


def test_a_rejected_duty_leaves_the_graph_and_its_words_stay(store: OxigraphRepo) -> None:
    review.reject(store, DUTY, **WHO)
    assert not [line for line in lines(store) if "#duty-1" in line]
    passage = iris.fragment(NOTICE, "passage-review-1")
    assert values(store, passage, "rdf:type") == {term("tt:Passage").value}
    assert check(store, reason=False).ok


def test_a_corrected_assignee_replaces_the_one_read(store: OxigraphRepo) -> None:
    taken = review.correct(store, DUTY, "assignees", "p.cong-an:lead", **WHO)
    police = iris.body("p.cong-an", "bac-giang").value
    assert values(store, DUTY, "tt:assignee") == values(store, DUTY, "tt:statedAssignee") == {police}
    assert not values(store, DUTY, "tt:inheritedAssignee")
    assert len(values(store, DUTY, "tt:assignment")) == 1
    assert "Sở Y tế" in taken.former
    assert check(store, reason=False).ok


FIELDS: dict[str, tuple[str, str, Any, str, set[str]]] = {
    "director": ("duty-1", "directed_by", ["p.ubnd"], "tt:directedBy", {iris.body("p.ubnd", "bac-giang").value}),
    "name": ("duty-1", "directed_by", "so y te", "tt:directedBy", {iris.body("p.so-y-te", "bac-giang").value}),
    "minted": ("duty-1", "reports_to", "Một số nơi", "tt:reportsTo", {iris.body("m.mot-so-noi", "bac-giang").value}),
    "topics": ("duty-1", "topics", ["xet-nghiem"], "tt:topic", {iris.topic("xet-nghiem").value}),
    "no topics": ("duty-1", "topics", [], "tt:topic", set()),
    "status": ("duty-1", "status", "contingency", "tt:dutyStatus", {term("tt:contingency").value}),
    "kind": ("duty-1", "kind", "framing", "rdf:type", {term("tt:FramingOrder").value}),
    "no deadline": ("duty-1", "deadline", None, "tt:deadline", set()),
    "figure": ("statistic-1", "value", 8, "tt:value", {"8"}),
    "unit": ("statistic-1", "unit", "xã", "tt:unit", {"xã"}),
    "event": ("event-1", "date", "2021-05-09", "tt:date", {"2021-05-09"}),
    "judgement": ("assessment-1", "kind", "praise", "rdf:type", {term("tt:Assessment").value, term("tt:Praise").value}),
    "citation": ("citation-1", "number", "13-TB/TU", "tt:citedNumber", {"13-TB/TU"}),
}


@pytest.mark.parametrize("case", FIELDS)
def test_a_field_is_replaced_as_a_whole_and_nothing_else(store: OxigraphRepo, case: str) -> None:
    fact, field, value, predicate, expected = FIELDS[case]
    thing = iris.fragment(NOTICE, fact)
    before = {line for line in lines(store) if str(thing) in line and str(term(predicate)) not in line}
    review.correct(store, thing, field, value, **WHO)
    assert values(store, thing, predicate) == expected
    after = set(lines(store))
    left = {line for line in before if line.startswith(str(thing) + " ")}
    assert left <= after or field in ("kind", "deadline")
    assert check(store, reason=False).ok


def test_a_corrected_deadline_quotes_its_words(store: OxigraphRepo, sample: Any) -> None:
    value = {"type": "date", "date": "2021-05-11", "text": "ngay trong ngày"}
    review.correct(store, DUTY, "deadline", value, **WHO)
    deadline = iris.fragment(NOTICE, "duty-1-deadline")
    start = sample.text.index("ngay trong ngày")
    assert values(store, deadline, "tt:date") == {"2021-05-11"}
    assert values(store, deadline, "tt:evidence") == {f"{NOTICE.value}#char={start},{start + 15}"}


def test_an_added_duty_is_one_like_those_read(store: OxigraphRepo, sample: Any) -> None:
    quote = "Một số nơi còn lúng túng"
    taken = review.add(store, NOTICE, "duty", quote, {"assignees": "p.cong-an", "topics": "truy-vet"}, **WHO)
    duty = NamedNode(taken.about)
    assert values(store, duty, "tt:text") == {quote}
    assert values(store, duty, "tt:assignee") == {iris.body("p.cong-an", "bac-giang").value}
    assert sample.text[taken.start : taken.end] == quote
    assert check(store, reason=False).ok


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("statistic", {"metric": "số huyện", "value": 7, "unit": "huyện"}),
        ("event", {"type": "conference", "date": "2021-05"}),
        ("assessment", {"kind": "shortcoming"}),
        ("citation", {"number": "1-CT/TU", "type": "Chỉ thị", "issuer": "p.tinh-uy"}),
    ],
)
def test_every_kind_of_fact_can_be_added(store: OxigraphRepo, kind: str, given: dict[str, Any]) -> None:
    taken = review.add(store, NOTICE, kind, "7/9 huyện có ca", given, **WHO)
    assert values(store, NamedNode(taken.about), "tt:inNotice") == {NOTICE.value}
    assert check(store, reason=False).ok


def test_an_added_fact_can_be_corrected_in_turn(store: OxigraphRepo) -> None:
    added = review.add(store, NOTICE, "duty", "Một số nơi còn lúng túng", {"assignees": "p.cong-an"}, **WHO)
    review.correct(store, NamedNode(added.about), "status", "contingency", **WHO)
    assert values(store, NamedNode(added.about), "tt:dutyStatus") == {term("tt:contingency").value}


def test_a_corrected_province_is_inferred_and_takes_its_bodies_along(store: OxigraphRepo) -> None:
    review.correct(store, NOTICE, "jurisdiction", "Vĩnh Phúc", **WHO)
    assert values(store, NOTICE, "tt:inferredJurisdiction") == {iris.place("vinh-phuc").value}
    assert values(store, NOTICE, "tt:jurisdictionReason") == {WHO["why"]}
    assert iris.body("p.so-y-te", "vinh-phuc").value in values(store, DUTY, "tt:assignee")
    assert not [line for line in lines(store) if "id/body/bac-giang/" in line]
    assert next(iter(values(store, NOTICE, "rdfs:label"))).endswith("(Vĩnh Phúc)")
    assert check(store, reason=False).ok


def test_taking_every_decision_back_gives_the_reading_back(store: OxigraphRepo) -> None:
    before = lines(store)
    review.correct(store, NOTICE, "jurisdiction", "vinh-phuc", **WHO)
    review.correct(store, DUTY, "assignees", "p.cong-an", **WHO)
    review.add(store, NOTICE, "statistic", "7/9 huyện có ca", {"metric": "x", "value": 1.50}, **WHO)
    review.reject(store, iris.fragment(NOTICE, "event-1"), **WHO)
    assert lines(store) != before
    for number in (2, 4, 1, 3):
        undone = review.undo(store, iris.fragment(NOTICE, f"review-{number}"), by="Minh")
        assert (undone.state, undone.withdrawn_by) == ("withdrawn", "Minh")
        assert check(store, reason=False).ok
    assert lines(store) == before
    assert [one.review.state for one in review.list_reviews(store)] == ["withdrawn"] * 4


def test_a_decision_can_be_taken_back_once(store: OxigraphRepo) -> None:
    review.accept(store, DUTY, by="Lan")
    review.undo(store, iris.fragment(NOTICE, "review-1"), by="Lan")
    for name in ("review-1", "review-2", "duty-1"):
        with pytest.raises(UnknownReviewError):
            review.undo(store, iris.fragment(NOTICE, name), by="Lan")


def test_the_review_graph_says_who_when_why(store: OxigraphRepo) -> None:
    taken = review.reject(store, DUTY, **WHO)
    said = {(q.predicate.value, getattr(q.object, "value", "")) for q in store.quads(REVIEW)}
    assert (term("tt:reviewReason").value, WHO["why"]) in said
    assert (term("prov:endedAtTime").value, taken.at) in said
    assert (term("rdfs:label").value, "Lan") in said
    assert (term("tt:decision").value, term("tt:rejected").value) in said


BAD: dict[str, tuple[type[Exception], str, str, Any]] = {
    "field": (ReviewFieldError, "duty-1", "colour", "x"),
    "unknown body": (ReviewValueError, "duty-1", "assignees", "Sở Thời tiết"),
    "body of no kind": (ReviewValueError, "duty-1", "assignees", [{"name": "x"}]),
    "role": (ReviewValueError, "duty-1", "assignees", [{"id": "p.so-y-te", "role": "chief"}]),
    "topic": (ReviewValueError, "duty-1", "topics", ["weather"]),
    "status": (ReviewValueError, "duty-1", "status", "done"),
    "deadline": (ReviewValueError, "duty-1", "deadline", 7),
    "deadline elsewhere": (ReviewQuoteError, "duty-1", "deadline", {"text": "lúng túng"}),
    "day": (ReviewValueError, "event-1", "date", "2021-02-30"),
    "number": (ReviewValueError, "statistic-1", "value", "many"),
    "no number": (InvalidNoticeError, "statistic-1", "value", None),
    "province": (ReviewValueError, "", "jurisdiction", "Atlantis"),
    "thing": (NotReviewableError, "duty-9", "status", "ordered"),
    "section": (NotReviewableError, "section-1", "status", "ordered"),
    "passage": (NotReviewableError, "passage-1", "status", "ordered"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_can_not_be_decided_changes_nothing(store: OxigraphRepo, case: str) -> None:
    error, fact, field, value = BAD[case]
    generation = store.generation
    with pytest.raises(error):
        review.correct(store, iris.fragment(NOTICE, fact) if fact else NOTICE, field, value, **WHO)
    assert store.generation == generation


@pytest.mark.parametrize("quote", ["không có câu này", "ca", ""])
def test_added_words_stand_once_in_the_notice(store: OxigraphRepo, quote: str) -> None:
    with pytest.raises(ReviewQuoteError):
        review.add(store, NOTICE, "assessment", quote, {}, **WHO)


def test_a_decision_needs_a_name_and_a_reason(store: OxigraphRepo) -> None:
    with pytest.raises(ReviewValueError):
        review.accept(store, DUTY, by=" ")
    with pytest.raises(ReviewValueError):
        review.reject(store, DUTY, by="Lan", why="")
    with pytest.raises(NotReviewableError):
        review.reject(store, NOTICE, **WHO)
    with pytest.raises(NotReviewableError):
        review.add(store, NOTICE, "passage", "lúng túng", {}, **WHO)


def test_any_kind_of_store_can_be_reviewed(repo: Repo, record: Record, sample: Any) -> None:
    add_record(repo, record, sample.text, "1.0")
    before = lines(repo)
    review.correct(repo, DUTY, "assignees", "p.cong-an", **WHO)
    review.reject(repo, iris.fragment(NOTICE, "statistic-1"), **WHO)
    assert check(repo, reason=False).ok
    for number in (1, 2):
        review.undo(repo, iris.fragment(NOTICE, f"review-{number}"), by="Lan")
    assert lines(repo) == before


def test_check_finds_a_graph_changed_behind_the_log(store: OxigraphRepo) -> None:
    review.correct(store, DUTY, "topics", ["xet-nghiem"], **WHO)
    quads = [*store.quads(GRAPH)]
    other = next(q for q in quads if q.subject == DUTY and q.predicate == term("tt:rule"))
    changed = [q for q in quads if q != other]
    store.replace_graph(GRAPH, changed)
    assert [fault.code for fault in check(store, reason=False).violations] == ["review_reading"]
    store.replace_graph(GRAPH, [])
    assert [fault.code for fault in check(store, reason=False).violations] == ["review_orphan"]


def test_check_applies_the_shapes_to_reviews(store: OxigraphRepo) -> None:
    review.accept(store, DUTY, by="Lan")
    quads = [q for q in store.quads(REVIEW) if q.predicate != term("tt:reviewedQuote")]
    store.replace_graph(REVIEW, quads)
    assert "shape" in {fault.code for fault in check(store, reason=False).violations}


def test_text_in_any_normal_form_can_be_quoted(store: OxigraphRepo) -> None:
    import unicodedata

    quote = unicodedata.normalize("NFD", "Một số nơi còn lúng túng.")
    taken = review.add(store, NOTICE, "assessment", quote, {"kind": "shortcoming"}, **WHO)
    assert Literal(taken.quote) == Literal("Một số nơi còn lúng túng.")

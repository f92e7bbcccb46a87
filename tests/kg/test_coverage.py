"""The report on a notice: what of its orders became duties, what is unsure, what people settled."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import Literal, Quad

from ingest.model import Assignee, Record
from kg import iris, review
from kg.coverage import Coverage, coverage
from kg.iris import term
from kg.load import add_record
from kg.review.log import read_log
from kg.review.model import Log
from kg.store import memory_store

ID = "bac-giang/12-tb-tu/2021-05-09"
Report = Callable[[Record], Coverage]


@pytest.fixture
def report(sample: Any) -> Report:
    return lambda record: coverage(sample.quads(record), Log(record.notice.id))


def with_bearers(record: Record, *bearers: Assignee) -> Record:
    return dataclasses.replace(record, duties=(dataclasses.replace(record.duties[0], assignees=bearers),))


def test_all_of_an_order_section_may_lie_inside_its_duty(report: Report, record: Record) -> None:
    found = report(record)
    assert (found.duties, found.share) == (1, 1.0)
    assert [(one.section, one.duties, one.share) for one in found.sections] == [("1", 1, 1.0)]
    assert found.outside == ()


def test_words_of_an_order_section_outside_its_duties_are_shown(report: Report, record: Record, sample: Any) -> None:
    start = sample.text.index("Giao")
    section = dataclasses.replace(record.sections[0], start=start, end=len(sample.text))
    found = report(dataclasses.replace(record, sections=(section,)))
    assert found.share is not None
    assert 0.3 < found.share < 0.7
    assert "lúng túng" in found.outside[-1].text
    assert found.outside[-1].why == "assessment"
    assert all(sample.text[one.start : one.end].split() == one.text.split() for one in found.outside)


def test_a_notice_without_duties_has_no_share(report: Report, record: Record) -> None:
    found = report(dataclasses.replace(record, duties=()))
    assert (found.share, found.sections, found.outside) == (None, (), ())


def test_a_notice_without_sections_is_one_order_section(report: Report, record: Record, sample: Any) -> None:
    found = report(dataclasses.replace(record, sections=()))
    assert [(one.section, one.start, one.end) for one in found.sections] == [("", 0, len(sample.text))]


@pytest.mark.parametrize(("rule", "listed"), [("R1", 0), ("R5", 0), ("R6", 1), ("R7", 1)])
def test_bearers_from_afar_are_uncertain(report: Report, record: Record, rule: str, listed: int) -> None:
    found = report(with_bearers(record, Assignee("p.so-y-te", "Sở Y tế", "inherited", rule=rule)))
    assert [one.rule for one in found.uncertain] == [rule] * listed


@pytest.mark.parametrize(("confidence", "listed"), [("0.4", 1), ("0.9", 0)])
def test_bearers_of_low_confidence_are_uncertain(
    record: Record, sample: Any, quads: list[Quad], confidence: str, listed: int
) -> None:
    node = iris.fragment(iris.notice(ID), "duty-1-assignment-1")
    value = Literal(confidence, datatype=term("xsd:decimal"))
    found = coverage([*quads, Quad(node, term("tt:confidence"), value, iris.graph(ID))], Log(ID))
    assert len(found.uncertain) == listed


def test_a_duty_nobody_bears_is_uncertain(report: Report, record: Record) -> None:
    found = report(with_bearers(record))
    assert [(one.duty, one.assignees, one.rule) for one in found.uncertain] == [("duty-1", (), "")]


def test_gaps_repairs_and_the_header_are_reported(report: Report, record: Record) -> None:
    found = report(record)
    assert {one.why for one in found.unmapped} == {"no_number", "no_rule"}
    assert [(one.text, one.why) for one in found.repairs] == [("Y te → Y tế", "missing_diacritic")]
    assert found.missing == ("place",)
    assert found.inferred == "huyện Tân Yên"


@pytest.mark.parametrize("decision", ["accept", "assignees"])
def test_what_people_settled_is_no_longer_uncertain(record: Record, sample: Any, decision: str) -> None:
    store = memory_store()
    add_record(store, with_bearers(record, Assignee("p.so-y-te", "Sở Y tế", "inherited", rule="R7")), sample.text, "1")
    duty = iris.fragment(iris.notice(ID), "duty-1")
    assert len(coverage(store.quads(iris.graph(ID)), read_log(store, ID)).uncertain) == 1
    if decision == "accept":
        review.accept(store, duty, by="Lan")
    else:
        review.correct(store, duty, "assignees", "p.cong-an", by="Lan", why="x")
    found = coverage(store.quads(iris.graph(ID)), read_log(store, ID))
    assert (found.uncertain, found.reviewed, found.stale) == ((), 1, 0)


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_what_only_announces_an_order_counts_on_neither_side(record: Record, sample: Any, gap: str) -> None:
    raw = sample.text.replace("1. Giao", f"1. Về việc truy vết các trường hợp:{gap}Giao")
    made = sample.record(raw)
    start = raw.index("1. Về")
    section = dataclasses.replace(made.sections[0], start=start)
    found = coverage(sample.quads(dataclasses.replace(made, sections=(section,)), raw), Log(record.notice.id))
    assert (found.share, found.outside) == (1.0, ())

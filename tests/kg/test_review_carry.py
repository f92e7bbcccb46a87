"""Decisions live on: through new readings, exports, imports, as patches and golden cases."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ingest.model import Record
from kg import iris, review
from kg.check import check
from kg.engine import OxigraphRepo
from kg.errors import ExchangeError
from kg.exchange import export_dataset, import_dataset
from kg.iris import term
from kg.load import add_record, remove
from kg.store import memory_store, open_store

ID = "bac-giang/12-tb-tu/2021-05-09"
GRAPH, REVIEW, NOTICE = iris.graph(ID), iris.review_graph(ID), iris.notice(ID)
DUTY = iris.fragment(NOTICE, "duty-1")
WHO = {"by": "Lan", "why": "đọc lại câu"}
POLICE = iris.body("p.cong-an", "bac-giang").value


@pytest.fixture
def store(record: Record, sample: Any) -> OxigraphRepo:
    """The sample notice with a decision of each kind."""
    repo = memory_store()
    add_record(repo, record, sample.text, "1.0")
    review.correct(repo, DUTY, "assignees", "p.cong-an", **WHO)
    review.reject(repo, iris.fragment(NOTICE, "statistic-1"), **WHO)
    review.add(repo, NOTICE, "statistic", "7/9 huyện có ca", {"metric": "số huyện", "value": 7}, **WHO)
    review.accept(repo, iris.fragment(NOTICE, "event-1"), by="Lan")
    return repo


def lines(repo: OxigraphRepo, graph: NamedNode = GRAPH) -> list[str]:
    return sorted(map(str, repo.quads(graph)))


def assignees(repo: OxigraphRepo) -> set[str]:
    duties = {q.subject for q in repo.quads(GRAPH) if q.predicate == term("rdf:type") and q.object == term("tt:Duty")}
    found = [q for q in repo.quads(GRAPH) if q.predicate == term("tt:assignee") and q.subject in duties]
    return {str(getattr(q.object, "value", "")) for q in found}


def states(repo: OxigraphRepo) -> list[tuple[str, str]]:
    return [(one.review.state, one.review.stale) for one in review.list_reviews(repo)]


def test_reading_the_same_text_anew_keeps_every_decision(store: OxigraphRepo, record: Record, sample: Any) -> None:
    before, log = lines(store), lines(store, REVIEW)
    add_record(store, record, sample.text, "1.0")
    assert [line for line in before if "startedAtTime" not in line] == [
        line for line in lines(store) if "startedAtTime" not in line
    ]
    assert len(lines(store, REVIEW)) == len(log)
    assert states(store) == [("active", "")] * 4
    assert check(store, reason=False).ok


def test_words_that_moved_are_found_again(store: OxigraphRepo, sample: Any) -> None:
    raw = "HỎA TỐC\n" + sample.text
    add_record(store, sample.record(raw), raw, "1.1")
    assert states(store) == [("active", "")] * 4
    assert assignees(store) == {POLICE}
    assert check(store, reason=False).ok


def test_a_duty_with_another_number_is_still_the_same(store: OxigraphRepo, record: Record, sample: Any) -> None:
    renamed = dataclasses.replace(record, duties=(dataclasses.replace(record.duties[0], id="duty-8"),))
    add_record(store, renamed, sample.text, "1.1")
    first = review.list_reviews(store)[0].review
    assert first.about.endswith("#duty-8")
    assert assignees(store) == {POLICE}


def test_a_duty_read_a_little_longer_is_still_the_same(store: OxigraphRepo, record: Record, sample: Any) -> None:
    longer = dataclasses.replace(record.duties[0], end=record.duties[0].end + 8)
    add_record(store, dataclasses.replace(record, duties=(longer,)), sample.text, "1.1")
    assert states(store)[0] == ("active", "")
    assert assignees(store) == {POLICE}


def test_a_decision_without_its_words_is_stale_and_kept(store: OxigraphRepo, sample: Any) -> None:
    raw = sample.text.replace("khẩn trương truy vết", "lập tức truy vết")
    add_record(store, sample.record(raw), raw, "1.1", replace=True)
    assert states(store)[0] == ("stale", "quote_gone")
    assert POLICE not in assignees(store)
    assert check(store, reason=False).ok
    add_record(store, sample.record(), sample.text, "1.2", replace=True)
    assert states(store) == [("active", "")] * 4
    assert assignees(store) == {POLICE}


def test_words_that_stand_twice_now_are_no_evidence(store: OxigraphRepo, sample: Any) -> None:
    raw = "X" + sample.text + "Đến nay có 7/9 huyện có ca bệnh.\n"
    add_record(store, sample.record(raw), raw, "1.1", replace=True)
    assert states(store)[2] == ("stale", "quote_repeated")


def test_a_fact_no_longer_read_is_stale_unless_it_was_rejected(
    store: OxigraphRepo, record: Record, sample: Any
) -> None:
    add_record(store, dataclasses.replace(record, statistics=(), events=()), sample.text, "1.1")
    assert states(store) == [("active", ""), ("active", ""), ("active", ""), ("stale", "fact_gone")]


def test_a_fact_added_and_now_read_is_there_once(store: OxigraphRepo, record: Record, sample: Any) -> None:
    start = sample.text.index("7/9 huyện có ca")
    read = dataclasses.replace(record.statistics[0], start=start, end=start + len("7/9 huyện có ca"))
    add_record(store, dataclasses.replace(record, statistics=(read,)), sample.text, "1.1")
    figures = [q for q in store.quads(GRAPH) if q.predicate == term("tt:metric")]
    assert len(figures) <= 1


def test_decisions_follow_a_notice_to_its_new_id(store: OxigraphRepo, sample: Any) -> None:
    add_record(store, sample.record(number="13-TB/TU"), sample.text, "1.1")
    names = {graph.value.rpartition("graph/")[2] for graph in store.graphs()}
    new = "bac-giang/13-tb-tu/2021-05-09"
    assert {new, f"review/{new}"} <= names
    assert not {ID, f"review/{ID}"} & names
    assert {one.review.about.partition("#")[0] for one in review.list_reviews(store)} == {iris.notice(new).value}
    assert check(store, reason=False).ok


@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonld"])
def test_an_export_brings_reviews_back(store: OxigraphRepo, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"dataset.{suffix}"
    export_dataset(store, path)
    with open_store(tmp_path / "store") as other:
        import_dataset(path, other)
        assert (lines(other), lines(other, REVIEW)) == (lines(store), lines(store, REVIEW))
        review.undo(other, iris.fragment(NOTICE, "review-1"), by="Lan")
        assert check(other, reason=False).ok


def test_an_import_of_the_notice_alone_keeps_the_decisions_here(
    store: OxigraphRepo, quads: list[Quad], tmp_path: Path
) -> None:
    plain = memory_store()
    plain.replace_graph(GRAPH, quads)
    export_dataset(plain, tmp_path / "plain.nq")
    import_dataset(tmp_path / "plain.nq", store)
    assert assignees(store) == {POLICE}
    assert check(store, reason=False).ok


def test_an_import_of_reviews_alone_applies_them_to_the_notice_here(
    store: OxigraphRepo, quads: list[Quad], tmp_path: Path
) -> None:
    path = tmp_path / "reviews.nq"
    path.write_text("".join(f"{quad} .\n" for quad in store.quads(REVIEW)), encoding="utf-8")
    other = memory_store()
    with pytest.raises(ExchangeError):
        import_dataset(path, other)
    other.replace_graph(GRAPH, quads)
    import_dataset(path, other)
    assert assignees(other) == {POLICE}
    assert check(other, reason=False).ok


def test_a_file_whose_review_does_not_fit_its_notice_is_refused(store: OxigraphRepo, tmp_path: Path) -> None:
    path = tmp_path / "dataset.nq"
    export_dataset(store, path)
    told = [line for line in path.read_text(encoding="utf-8").splitlines() if "cac-cap-cac-nganh" not in line]
    path.write_text("\n".join(line for line in told if "#rule>" not in line or "review" in line), encoding="utf-8")
    with pytest.raises(ExchangeError):
        import_dataset(path, memory_store())


def test_removing_a_notice_removes_its_review(store: OxigraphRepo) -> None:
    remove(store, ID)
    assert not {GRAPH, REVIEW} & set(store.graphs())


def test_the_patch_leads_from_the_reading_to_the_reviewed_state(store: OxigraphRepo, quads: list[Quad]) -> None:
    state = set(map(str, quads))
    patch = [*review.rdf_patch(store, [ID])]
    assert patch.count("TX .") == patch.count("TC .") == 4
    for line in patch:
        operation, _, rest = line.partition(" ")
        if operation in ("A", "D"):
            quad = str(next(iter(parse(rest, format=RdfFormat.N_QUADS))))
            assert (quad in state) == (operation == "D")
            (state.add if operation == "A" else state.remove)(quad)
    assert {line for line in state if "startedAtTime" not in line} == {
        line for line in lines(store) if "startedAtTime" not in line
    }


def test_decisions_make_a_golden_case(store: OxigraphRepo, sample: Any) -> None:
    golden = review.golden_case(store, ID)
    assert golden is not None
    case = json.loads(json.dumps(golden.case, ensure_ascii=False))
    assert golden.text == sample.text
    duty = case["duties"][0]
    assert golden.text[duty["start"] : duty["end"]] == duty["text"]
    assert [(one["id"], one["source"]) for one in duty["assignees"]] == [("p.cong-an", "explicit")]
    assert (duty["kind"], duty["strength"], duty["status"], duty["section"]) == ("duty", "obligation", "ordered", "1")
    assert duty["deadline"]["date"] == "2021-05-10"
    assert [one["kind"] for one in case["rejected"]] == ["statistic"]
    assert [one["value"] for one in case["statistics"]] == [7.0]
    assert case["partial"] is True
    assert review.golden_case(memory_store(), ID) is None


def test_a_decision_that_a_new_reading_can_not_bear_is_stale(record: Record, sample: Any) -> None:
    both = dataclasses.replace(record, statistics=(dataclasses.replace(record.statistics[0], min=6),))
    repo = memory_store()
    add_record(repo, both, sample.text, "1.0")
    review.correct(repo, iris.fragment(NOTICE, "statistic-1"), "value", None, **WHO)
    review.correct(repo, DUTY, "assignees", "p.cong-an", **WHO)
    one = dataclasses.replace(record, statistics=record.statistics[:1])
    add_record(repo, one, sample.text, "1.1")
    assert states(repo) == [("stale", "unfit"), ("active", "")]
    assert assignees(repo) == {POLICE}
    assert check(repo, reason=False).ok
    review.accept(repo, DUTY, by="Lan")
    assert states(repo)[0] == ("stale", "unfit")
    add_record(repo, both, sample.text, "1.2")
    assert states(repo)[0] == ("active", "")

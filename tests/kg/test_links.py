"""Citations meet the notices that they name, whichever comes first, and lose them again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from ingest.model import Citation, Ref
from kg import iris, review
from kg.check import check
from kg.citations import SURE, UNSURE, Cited, Head, match, number_key
from kg.decisions import CITES
from kg.engine import OxigraphRepo
from kg.exchange import export_dataset, import_dataset
from kg.iris import term
from kg.linking import decide, withdraw
from kg.links import linked
from kg.load import add_record, remove
from kg.show import Shown, show
from kg.store import memory_store

OLD = "bac-giang/12-tb-tu/2021-05-09"
NEW = "bac-giang/15-tb-tu/2021-05-20"
PARTY = Ref("p.tinh-uy", "Tỉnh ủy")


def put(repo: OxigraphRepo, sample: Any, number: str, day: str, cites: Citation | None = None) -> str:
    """Store a variant of the sample under its own number and date; returns its id."""
    text = f"{sample.text}{number} {day}\n"
    record = sample.record(text)
    notice_id = f"bac-giang/{number.lower().replace('/', '-')}/{day}"
    head = replace(record.notice, id=notice_id, number=number, issued=day, parts=())
    source = replace(record.source, sha256=f"{abs(hash(text)):064x}"[:64])
    add_record(repo, replace(record, source=source, notice=head, citations=(cites,) if cites else ()), text, "1.0")
    return notice_id


def cite(number: str, day: str | None = None, issuer: Ref | None = None) -> Citation:
    return Citation(number, "thong-bao", day, issuer, "implements", 0, 5)


def said(repo: OxigraphRepo, notice_id: str, predicate: str = "tt:citesNotice") -> set[str]:
    found = (q for q in repo.quads(iris.link_graph(notice_id)) if q.predicate == term(predicate))
    return {
        iris.id_of(q.object) for q in found if isinstance(q.object, NamedNode) and q.subject == iris.notice(notice_id)
    }


CITING = cite("12-TB/TU", "2021-05-09", PARTY)


def test_a_citation_is_resolved_when_the_notice_is_there(sample: Any) -> None:
    repo = memory_store()
    put(repo, sample, "12-TB/TU", "2021-05-09")
    new = put(repo, sample, "15-TB/TU", "2021-05-20", CITING)
    assert said(repo, new) == {OLD}
    citation = iris.fragment(iris.notice(new), "citation-1")
    assert repo.ask(f"ASK {{ {citation} {term('tt:citesNotice')} {iris.notice(OLD)} }}")
    assert check(repo, reason=False).ok


def test_a_citation_is_resolved_when_the_notice_comes_later(sample: Any) -> None:
    repo = memory_store()
    new = put(repo, sample, "15-TB/TU", "2021-05-20", CITING)
    assert said(repo, new) == set()
    generation = repo.generation
    put(repo, sample, "12-TB/TU", "2021-05-09")
    assert repo.generation == generation + 1, "one transaction"
    assert said(repo, new) == {OLD}
    assert check(repo, reason=False).ok


def test_a_citation_is_open_again_when_the_notice_goes(sample: Any) -> None:
    repo = memory_store()
    put(repo, sample, "12-TB/TU", "2021-05-09")
    new = put(repo, sample, "15-TB/TU", "2021-05-20", CITING)
    before = {graph: tuple(repo.quads(graph)) for graph in (iris.graph(OLD), iris.review_graph(OLD))}
    remove(repo, OLD)
    assert said(repo, new) == set()
    assert iris.link_graph(OLD) not in repo.graphs()
    repo.replace_graphs(linked(repo, before))
    assert said(repo, new) == {OLD}
    remove(repo, new)
    assert not [graph for graph in repo.graphs() if graph == iris.link_graph(new)]


def test_the_link_is_shown_from_both_ends(sample: Any) -> None:
    repo = memory_store()
    put(repo, sample, "12-TB/TU", "2021-05-09")
    put(repo, sample, "15-TB/TU", "2021-05-20", CITING)
    citing, cited = show(repo, NEW), show(repo, OLD)
    assert isinstance(citing, Shown) and isinstance(cited, Shown)
    assert iris.notice(OLD).value in {r.value for r in citing.relations if r.predicate == term("tt:citesNotice").value}
    assert iris.notice(NEW).value in {r.value for r in cited.spoken_of if r.predicate == term("tt:citesNotice").value}


def test_what_can_not_be_told_apart_is_proposed_and_decided_by_people(sample: Any) -> None:
    repo = memory_store()
    put(repo, sample, "12-TB/TU", "2021-05-09")
    second = put(repo, sample, "12-TB/TU", "2021-02-01")
    new = put(repo, sample, "15-TB/TU", "2021-05-20", cite("12-TB/TU", None, PARTY))
    assert (said(repo, new), said(repo, new, "tt:mayCiteNotice")) == (set(), {OLD, second})
    taken = decide(repo, CITES, iris.notice(new), iris.notice(second), accepted=True, by="Lan")
    assert (said(repo, new), said(repo, new, "tt:mayCiteNotice")) == ({second}, set())
    withdraw(repo, taken.id, by="Lan")
    assert said(repo, new, "tt:mayCiteNotice") == {OLD, second}
    decide(repo, CITES, iris.notice(new), iris.notice(second), accepted=False, by="Lan")
    assert said(repo, new) == {OLD}
    assert check(repo, reason=False).ok


def test_a_corrected_number_moves_the_link(sample: Any) -> None:
    repo = memory_store()
    put(repo, sample, "12-TB/TU", "2021-05-09")
    new = put(repo, sample, "15-TB/TU", "2021-05-20", cite("13-TB/TU", "2021-05-09", PARTY))
    assert said(repo, new) == set()
    review.correct(repo, iris.fragment(iris.notice(new), "citation-1"), "number", "12-TB/TU", by="Lan", why="đọc nhầm")
    assert said(repo, new) == {OLD}


def test_an_import_resolves_what_it_brings(sample: Any, tmp_path: Path) -> None:
    one, other = memory_store(), memory_store()
    new = put(one, sample, "15-TB/TU", "2021-05-20", CITING)
    put(other, sample, "12-TB/TU", "2021-05-09")
    export_dataset(other, tmp_path / "other.nq")
    import_dataset(tmp_path / "other.nq", one)
    assert said(one, new) == {OLD}
    assert check(one, reason=False).ok


@pytest.mark.parametrize(
    ("one", "other"),
    [("09/2010/QĐ-UBND", "9/2010/QĐ_UBND"), ("229-TB/TU", "229 - TB/TU"), ("151-BC/BCSĐ", "151-BC/BCSD")],
)
def test_a_number_is_the_same_however_it_is_signed(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


UBND, OTHER = iris.body("p.ubnd", "bac-giang").value, iris.body("p.ubnd", "vinh-phuc").value
BOARD = iris.body("p.btv-tinh-uy", "bac-giang").value
TTG = iris.body("c.ttg", "bac-giang").value
HERE, THERE = iris.place("bac-giang").value, iris.place("vinh-phuc").value
WHO = NamedNode("https://w3id.org/thongtri/id/notice/a")
CASES: list[tuple[str, str, str, str, str, str | None]] = [
    # cited day, cited issuer, day, issuer, place → how sure
    ("2021-05-09", "", "2021-05-09", UBND, HERE, SURE),
    ("2021-05-09", UBND, "2021-05-09", UBND, HERE, SURE),
    ("2021-05-08", "", "2021-05-09", UBND, HERE, None),
    ("2021", "", "2021-05-09", UBND, HERE, SURE),
    ("2020", "", "2021-05-09", UBND, HERE, None),
    ("", "", "2021-05-09", UBND, HERE, SURE),
    ("", "", "2019-05-09", UBND, HERE, UNSURE),
    ("", "", "2021-05-09", OTHER, THERE, UNSURE),
    ("2021-05-09", "", "2021-05-09", OTHER, THERE, UNSURE),
    ("2021-05-09", UBND, "2021-05-09", BOARD, HERE, SURE),
    ("", UBND, "2021-05-09", BOARD, HERE, None),
    ("2021-05-09", UBND, "2021-05-09", OTHER, THERE, None),
    ("2021-05-09", "", "2021-05-09", TTG, "", SURE),
    ("", TTG, "2021-05-09", TTG, "", SURE),
    ("", TTG, "2021-05-09", UBND, HERE, None),
    ("2021-05-09", TTG, "2021-05-09", UBND, HERE, UNSURE),
    ("", "", "2021-06-09", UBND, HERE, None),
]


@pytest.mark.parametrize("case", CASES)
def test_date_issuer_and_province_decide(case: tuple[str, str, str, str, str, str | None]) -> None:
    cited_day, cited_issuer, day, issuer, place, expected = case
    citing = Head(WHO, "1-x", "2021-05-20", UBND, HERE)
    candidate = Head(NamedNode(WHO.value + "b"), "7-qd-ubnd", day, issuer, place)
    cited = Cited(NamedNode(WHO.value + "#citation-1"), "7-qd-ubnd", cited_day, cited_issuer)
    assert match(citing, cited, candidate) == expected


def test_a_number_with_its_year_reaches_back_farther() -> None:
    citing = Head(WHO, "1-x", "2021-05-20", UBND, HERE)
    candidate = Head(NamedNode(WHO.value + "b"), "7-2010-qd-ubnd", "2010-01-02", UBND, HERE)
    cited = Cited(NamedNode(WHO.value + "#citation-1"), "7-2010-qd-ubnd", "", "")
    assert match(citing, cited, candidate) == SURE

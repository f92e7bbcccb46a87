"""What is proposed: bodies whose names are alike, citations that may mean a notice; and what isn't."""

import pytest

from kg import iris
from kg.alike import NamedBody, alike
from kg.decisions import SAME, read_decisions
from kg.engine import OxigraphRepo
from kg.errors import UnknownReviewError
from kg.iris import term
from kg.proposals import find_proposal, list_proposals, resolve
from kg.store import memory_store


def body(label: str, province: str = "ho-chi-minh", listed: bool = False, notices: int = 1) -> NamedBody:
    return NamedBody(iris.body(f"m.{label}", province).value, label, listed, notices)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Công ty Kim Sáng", "Công ty cổ phần Sản xuất Nông sản Kim Sáng", "shortened"),
        ("Quỹ Phát triển Nhà ở thành phố", "Quỹ Phát triển Nhà ở Thành phố Hồ Chí Minh", "place"),
        ("Trung tâm Công báo thành phố", "Trung tâm Công báo", "place"),
        ("Công ty May Hoà Bình", "Công ty May Hòa Bìn", "misspelt"),
        ("Chi cục Chăn nuôi và Thú y", "Chi cục Chăn nuôi và Thú i", None),
        ("Công ty May Số 1", "Công ty May Số 2", None),
        ("Văn phòng Bộ", "Văn phòng Sở", None),
        ("Phòng Kinh tế", "Phòng Kinh doanh", None),
        ("Công ty May Việt Tiến", "Công ty May Nhà Bè", None),
    ],
)
def test_names_that_are_alike_are_proposed(one: str, other: str, reason: str | None) -> None:
    found = alike([body(one), body(other)])
    assert [pair.reason for pair in found] == ([reason] if reason else [])


def test_bodies_of_two_provinces_are_two() -> None:
    assert alike([body("Công ty Kim Sáng"), body("Công ty Sản xuất Kim Sáng", "ha-noi")]) == []


def test_the_listed_body_stays_else_the_one_named_more_often() -> None:
    short, long = "Công ty Kim Sáng", "Công ty Sản xuất Kim Sáng"
    (pair,) = alike([body(short, notices=3), body(long)])
    assert (pair.one.label, pair.other.label) == (long, short)
    (pair,) = alike([body(short, notices=3), body(long, listed=True)])
    assert (pair.one.label, pair.other.label) == (short, long)
    assert alike([body(short, listed=True), body(long, listed=True)]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("m.cong-ty-cp-kim-sang", "m.cong-ty-co-phan-kim-sang"),
        ("m.cty-tnhh-mtv-may-10", "m.cong-ty-trach-nhiem-huu-han-mot-thanh-vien-may-10"),
        ("m.trung-tam-gdtx", "m.trung-tam-giao-duc-thuong-xuyen"),
    ],
)
def test_plain_abbreviations_make_one_body_from_the_start(one: str, other: str) -> None:
    assert iris.body(one, "bac-giang") == iris.body(other, "bac-giang")


@pytest.fixture
def repo() -> OxigraphRepo:
    from pyoxigraph import Literal, NamedNode, Quad

    repo = memory_store()
    graph, notice = iris.graph("ho-chi-minh/1/2021-01-01"), iris.notice("ho-chi-minh/1/2021-01-01")
    quads = [Quad(notice, term("rdf:type"), term("tt:Notice"), graph)]
    for one in (body("Công ty Kim Sáng"), body("Công ty Sản xuất Kim Sáng")):
        node = NamedNode(one.iri)
        quads += [Quad(node, term("rdf:type"), term("org:Organization"), graph)]
        quads += [Quad(node, term("rdfs:label"), Literal(one.label), graph)]
    repo.replace_graph(graph, quads)
    return repo


def test_a_proposal_goes_when_people_have_decided(repo: OxigraphRepo) -> None:
    (proposal,) = list_proposals(repo)
    assert (proposal.kind, proposal.subject_label, proposal.reason) == (SAME, "Công ty Kim Sáng", "shortened")
    assert find_proposal(repo, proposal.id) == proposal
    resolve(repo, proposal.id, accepted=False, by="Lan", why="hai công ty")
    assert list_proposals(repo) == []
    assert [one.accepted for one in read_decisions(repo)] == [False]
    with pytest.raises(UnknownReviewError):
        resolve(repo, proposal.id, accepted=True, by="Lan")

"""More like one duty: what is found, in which order, and what it is said to share."""

from __future__ import annotations

import pytest

from kg.engine import OxigraphRepo
from query.search import UnknownUnitError, search

TESTING = "https://w3id.org/thongtri/id/notice/hoa-binh/thong-bao/0123456789ab#duty-1"


def test_the_same_order_of_another_province_comes_first(repo: OxigraphRepo) -> None:
    result = search("", repo, like=TESTING)
    best = result.hits[0]
    assert (best.province, best.kind) == ("Nam Định", "duty")
    assert best.text.startswith("Giao Sở Y tế lấy 20.000 mẫu")
    assert result.like == TESTING


def test_a_unit_is_not_like_itself(repo: OxigraphRepo) -> None:
    assert TESTING not in {hit.id for hit in search("", repo, like=TESTING, k=50).hits}


def test_a_duty_is_compared_with_duties_unless_told_otherwise(repo: OxigraphRepo) -> None:
    assert {hit.kind for hit in search("", repo, like=TESTING, k=50).hits} == {"duty"}
    assert {hit.kind for hit in search("", repo, like=TESTING, k=50, kind="heading").hits} == {"heading"}


def test_what_both_share_is_told_and_lit(repo: OxigraphRepo) -> None:
    best = search("", repo, like=TESTING).hits[0]
    assert best.why.shared == {"topic": ["Lấy mẫu"], "body": ["Sở Y tế"], "words": ["giao sở y tế"]}
    [(start, end)] = best.highlights
    assert best.text[start - best.start : end - best.start] == "Giao Sở Y tế"


def test_filters_hold(repo: OxigraphRepo) -> None:
    assert {hit.province for hit in search("", repo, like=TESTING, province="nam dinh").hits} == {"Nam Định"}
    assert search("", repo, like=TESTING, province="Hòa Bình", topic="lay-mau").hits == ()


def test_an_id_goes_without_its_base(repo: OxigraphRepo) -> None:
    short = TESTING.removeprefix("https://w3id.org/thongtri/id/")
    assert search("", repo, like=short).hits == search("", repo, like=TESTING).hits


def test_an_unknown_id_is_said_to_be(repo: OxigraphRepo) -> None:
    with pytest.raises(UnknownUnitError, match="duty-99"):
        search("", repo, like=TESTING.replace("duty-1", "duty-99"))


def test_likeness_runs_from_nought_to_one(repo: OxigraphRepo) -> None:
    scores = [hit.score for hit in search("", repo, like=TESTING, k=50).hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)

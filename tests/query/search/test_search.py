"""Search over the two invented notices: finding, filters, reasons, evidence."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from ingest.model import Record
from kg.engine import OxigraphRepo
from kg.store import memory_store
from query.days import BadDateError
from query.search import BadModeError, EmptyQueryError, NoModelError, SearchResult, UnknownFilterError, search

Records = dict[str, tuple[Record, str]]


def kinds(result: SearchResult) -> list[str]:
    return [hit.kind for hit in result.hits]


@pytest.mark.parametrize(
    "query",
    [
        "đeo khẩu trang",
        "deo khau trang",
        "ĐEO KHẨU TRANG",
        unicodedata.normalize("NFD", "đeo khẩu trang"),
    ],
)
def test_the_same_duty_is_found_however_the_query_is_typed(repo: OxigraphRepo, query: str) -> None:
    best = search(query, repo).hits[0]
    assert (best.kind, best.province, best.rank) == ("duty", "Nam Định", 1)
    assert best.text == "Tuyên truyền nhân dân đeo khẩu trang nơi công cộng."


@pytest.mark.parametrize("query", ["tỉnh uỷ", "tỉnh ủy"])
def test_the_place_of_the_tone_mark_does_not_count(repo: OxigraphRepo, query: str) -> None:
    assert {hit.province for hit in search(query, repo).hits} == {"Nam Định", "Hòa Bình"}


def test_evidence_is_the_raw_text_at_its_offsets(repo: OxigraphRepo, records: Records) -> None:
    raw = {record.source.path: text for record, text in records.values()}
    hits = search("xét nghiệm lấy mẫu họp ca cách ly", repo, k=50).hits
    assert {hit.kind for hit in hits} >= {"duty", "event", "statistic", "assessment", "heading"}
    assert all(raw[hit.source][hit.start : hit.end] == hit.text for hit in hits)


def test_highlights_are_the_words_asked_for(repo: OxigraphRepo, records: Records) -> None:
    best = search("lay mau dien rong", repo).hits[0]
    raw = records["hoa-binh"][1]
    lit = [unicodedata.normalize("NFC", raw[start:end]) for start, end in best.highlights]
    assert lit == ["lấy mẫu diện rộng"]
    assert [unicodedata.normalize("NFC", word) for word in best.why.lexical] == ["lấy", "mẫu", "diện", "rộng"]


def test_a_heading_is_quoted_without_its_section(repo: OxigraphRepo) -> None:
    [hit] = search("tiêm chủng", repo, kind="heading").hits
    assert hit.text == "Về xét nghiệm và tiêm chủng"


@pytest.mark.parametrize("province", ["Hòa Bình", "hoa binh", "tỉnh Hoà Bình", "Phú Thọ", "phu tho"])
def test_a_province_goes_by_its_old_and_its_new_name(repo: OxigraphRepo, province: str) -> None:
    result = search("", repo, province=province, k=50)
    assert {hit.province for hit in result.hits} == {"Hòa Bình"}
    assert result.mode == "filter"


def test_a_topic_includes_its_narrower_ones(repo: OxigraphRepo) -> None:
    hits = search("lấy mẫu", repo, topic="Xét nghiệm").hits
    assert {hit.province for hit in hits} == {"Nam Định", "Hòa Bình"}
    assert {hit.kind for hit in hits} == {"duty"}


def test_a_body_filter_keeps_what_that_body_does(repo: OxigraphRepo) -> None:
    hits = search("", repo, body="Sở Y tế", k=50).hits
    assert len(hits) == 2
    assert all("Sở Y tế" in unicodedata.normalize("NFC", hit.text) for hit in hits)


def test_a_body_may_be_of_one_province(repo: OxigraphRepo) -> None:
    assert {hit.province for hit in search("", repo, body="so y te nam dinh", k=50).hits} == {"Nam Định"}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2021-06-01", None, {"Nam Định"}),
        (None, "2021-05-20", {"Hòa Bình"}),
        ("2021-05-20", "2021-06-01", {"Nam Định", "Hòa Bình"}),
    ],
)
def test_dates_are_inclusive_and_fall_back_to_the_meeting(
    repo: OxigraphRepo, since: str | None, until: str | None, expected: set[str]
) -> None:
    hits = search("", repo, date_from=since, date_to=until, k=50).hits
    assert {hit.province for hit in hits} == expected


def test_several_values_mean_any_of_them(repo: OxigraphRepo) -> None:
    assert set(kinds(search("", repo, kind=["statistic", "event"], k=50))) == {"statistic", "event"}


def test_filters_are_told_in_the_why(repo: OxigraphRepo) -> None:
    hit = search("mẫu", repo, province="nam dinh", kind="duty").hits[0]
    assert hit.why.graph == {"province": ["Nam Định"], "kind": ["duty"]}
    assert hit.why.semantic is not None


def test_nothing_found_says_why(repo: OxigraphRepo) -> None:
    assert search("xylophone", repo).reason == "no_match"
    assert search("mẫu", repo, province="Cà Mau").reason == "filtered_out"
    with memory_store() as empty:
        assert search("mẫu", empty).reason == "empty_store"


@pytest.mark.parametrize("query", ["", "  ", "?!… —"])
def test_no_words_and_no_filter_is_an_error(repo: OxigraphRepo, query: str) -> None:
    with pytest.raises(EmptyQueryError):
        search(query, repo)


@pytest.mark.parametrize("query", ["日本語の質問", "привет мир", "x" * 100_000, "xét nghiệm " * 9_000, '"(:[{*~^\\'])
def test_odd_queries_are_answered(repo: OxigraphRepo, query: str) -> None:
    if query.startswith('"('):
        with pytest.raises(EmptyQueryError):
            search(query, repo)
    else:
        assert search(query, repo).reason in {"found", "no_match"}


@pytest.mark.parametrize(
    ("filters", "suggested"),
    [
        ({"province": "Nam Đinhj"}, "Nam Định"),
        ({"topic": "xet nghiem nhanh nhat"}, "Xét nghiệm"),
        ({"body": "Sở Y tếe"}, "Sở Y tế"),
        ({"kind": "duties"}, "duty"),
    ],
)
def test_an_unknown_filter_suggests_the_nearest(repo: OxigraphRepo, filters: dict[str, Any], suggested: str) -> None:
    with pytest.raises(UnknownFilterError) as caught:
        search("mẫu", repo, **filters)
    assert suggested in caught.value.message("vi")
    assert suggested in caught.value.message("en")


def test_a_bad_date_and_a_bad_mode_are_errors(repo: OxigraphRepo) -> None:
    with pytest.raises(BadDateError, match="17/5/2021"):
        search("mẫu", repo, date_from="17/5/2021")
    with pytest.raises(BadModeError):
        search("mẫu", repo, mode="magic")


def test_meaning_needs_a_model(repo: OxigraphRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THONGTRI_MODEL", "none")
    with pytest.raises(NoModelError, match="THONGTRI_MODEL"):
        search("mẫu", repo, mode="semantic")


def test_the_result_is_the_contract(repo: OxigraphRepo) -> None:
    told = json.loads(json.dumps(search("mẫu", repo).to_json(), ensure_ascii=False))
    assert set(told) >= {"query", "hits", "ms"}
    assert set(told["hits"][0]) >= {
        "rank", "score", "kind", "id", "notice", "source", "province", "text", "start", "end", "why",
    }  # fmt: skip
    assert set(told["hits"][0]["why"]) >= {"lexical", "semantic", "graph"}


def test_k_limits_the_hits(repo: OxigraphRepo) -> None:
    assert len(search("xét nghiệm lấy mẫu", repo, k=1).hits) == 1
    assert [hit.rank for hit in search("tỉnh", repo, k=3).hits] == [1, 2, 3]

"""Counts by the values of the filters, and the filters that they lead to."""

from __future__ import annotations

from typing import Any

import pytest

from kg.engine import OxigraphRepo
from kg.store import memory_store
from query.search import SearchResult, UnknownFilterError, search
from query.search.bodies import bodies_of, kind_of


def narrowed(repo: OxigraphRepo, field: str, value: str) -> SearchResult:
    filters: dict[str, Any] = {field: value}
    return search("", repo, facets=True, **filters)


def facet(result: SearchResult, field: str) -> dict[str, int]:
    assert result.facets is not None
    return {value.label: value.count for value in result.facets[field]}


def chosen(result: SearchResult, field: str) -> list[str]:
    assert result.facets is not None
    return [value.label for value in result.facets[field] if value.chosen]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"type": "Thông báo"}, {"Nam Định", "Hòa Bình"}),
        ({"type": "TB"}, {"Nam Định", "Hòa Bình"}),
        ({"status": "được giao"}, {"Nam Định", "Hòa Bình"}),
        ({"status": "ordered", "strength": "bat buoc", "province": "Hòa Bình"}, {"Hòa Bình"}),
        ({"strength": "prohibition"}, set()),
        ({"type": "Công điện"}, set()),
    ],
)
def test_type_status_and_strength_filter_exactly(
    repo: OxigraphRepo, filters: dict[str, Any], expected: set[str]
) -> None:
    assert {hit.province for hit in search("", repo, k=50, facets=True, **filters).hits} == expected


def test_status_and_strength_are_of_duties_alone(repo: OxigraphRepo) -> None:
    assert {hit.kind for hit in search("", repo, status="ordered", k=50).hits} == {"duty"}


@pytest.mark.parametrize("field", ["type", "status", "strength"])
def test_an_unknown_value_names_those_there_are(repo: OxigraphRepo, field: str) -> None:
    with pytest.raises(UnknownFilterError) as caught:
        narrowed(repo, field, "thông bao hỏa")
    assert caught.value.values["suggestions"]
    assert "thông bao hỏa" in str(caught.value)


def test_what_holds_a_phrase_of_the_query_is_counted(repo: OxigraphRepo) -> None:
    result = search("lấy mẫu", repo, facets=True)
    assert (result.matching, result.counted) == (1, "phrases")
    assert facet(result, "province") == {"Hòa Bình": 1}
    assert facet(result, "topic")["Lấy mẫu"] == facet(result, "topic")["Xét nghiệm"] == 1
    assert facet(result, "body") == {"Sở Y tế": 1, "Ủy ban nhân dân tỉnh": 1, "Hội đồng nhân dân tỉnh": 1}


def test_words_alone_are_counted_where_no_unit_holds_a_phrase(repo: OxigraphRepo) -> None:
    result = search("khẩu của mẫu", repo, facets=True)
    assert (result.matching, result.counted) == (3, "words")


def test_without_words_everything_is_counted(repo: OxigraphRepo) -> None:
    result = search("", repo, facets=True, k=50)
    assert result.matching == len(result.hits) == sum(facet(result, "province").values())
    assert facet(result, "year") == {"2021": result.matching}
    assert facet(result, "status")["ordered"] == 5


@pytest.mark.parametrize("field", ["province", "topic", "body", "kind", "type", "status", "strength"])
def test_a_count_is_what_its_filter_lets_pass(repo: OxigraphRepo, field: str) -> None:
    everything = search("", repo, facets=True)
    assert everything.facets is not None and everything.facets[field]
    for value in everything.facets[field]:
        result = narrowed(repo, field, value.value)
        assert (result.matching, chosen(result, field).count(value.label)) == (value.count, 1)


def test_a_chosen_filter_still_counts_its_other_values(repo: OxigraphRepo) -> None:
    result = narrowed(repo, "province", "Nam Định")
    assert facet(result, "province") == facet(search("", repo, facets=True), "province")
    assert chosen(result, "province") == ["Nam Định"]
    assert facet(result, "year") == {"2021": result.matching}


def test_a_province_by_its_iri_is_that_one_alone(repo: OxigraphRepo) -> None:
    assert search("", repo, province="place/phu-tho").reason == "filtered_out"
    assert search("", repo, province="Phú Thọ").reason == "found"


def test_facets_are_in_the_json_only_when_asked_for(repo: OxigraphRepo) -> None:
    assert not {"facets", "matching", "counted"} & set(search("mẫu", repo).to_json())
    told = search("mẫu", repo, facets=True).to_json()
    assert told["facets"]["kind"][0] == {"value": "duty", "label": "duty", "count": told["matching"], "chosen": False}


@pytest.mark.parametrize("query", ["隔离 疫苗", "вакцинация", "zzz qqq", "a" * 100_000])
def test_what_holds_no_word_of_the_query_is_not_counted(repo: OxigraphRepo, query: str) -> None:
    result = search(query, repo, facets=True, mode="lexical")
    assert (result.reason, result.matching, result.hits) == ("no_match", 0, ())


def test_an_empty_store_has_no_facets() -> None:
    with memory_store() as empty:
        result = search("", empty, facets=True)
    assert (result.reason, result.matching) == ("empty_store", 0)
    assert all(values == () for values in (result.facets or {}).values())


def test_kinds_of_bodies_are_the_same_in_every_province(repo: OxigraphRepo) -> None:
    name, found = bodies_of(repo).find("kind/body/so-y-te") or ("", ())
    assert (name, len(found), {kind_of(iri) for iri in found}) == ("Sở Y tế", 2, {"body/so-y-te"})
    assert kind_of("https://w3id.org/thongtri/id/place/bac-giang") == ""

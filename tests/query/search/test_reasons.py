"""Why a hit passes the filters, and what of it lies near to the query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.engine import OxigraphRepo
from query.embed.bag import Vectors
from query.search import Hit, Passed, search
from query.search.reasons import Explains


def only(hits: tuple[Hit, ...], field: str) -> list[Passed]:
    return [passed for hit in hits for passed in hit.why.passed if passed.field == field]


def test_a_narrower_topic_is_named(repo: OxigraphRepo) -> None:
    told = only(search("", repo, topic="Xét nghiệm", kind="duty").hits, "topic")
    assert [(one.own, one.wanted, one.relation) for one in told] == [("Lấy mẫu", "Xét nghiệm", "topic")] * 2


def test_the_relation_to_a_body_is_named(repo: OxigraphRepo) -> None:
    [told] = only(search("", repo, body="Sở Y tế", province="Hòa Bình").hits, "body")
    assert (told.own, told.wanted, told.relation) == ("Sở Y tế", "Sở Y tế", "assignee")


def test_a_body_above_is_told_by_the_one_below(repo: OxigraphRepo) -> None:
    [told] = only(search("năng lực", repo, body="Ủy ban nhân dân tỉnh", k=1).hits, "body")
    assert (told.own, told.wanted) == ("Sở Y tế", "Ủy ban nhân dân tỉnh")


def test_a_body_that_is_only_named_is_said_to_be(repo: OxigraphRepo) -> None:
    told = only(search("", repo, body="Tỉnh ủy", k=50).hits, "body")
    assert {one.relation for one in told} == {"reportsTo"}


def test_an_inferred_province_has_its_reason(repo: OxigraphRepo) -> None:
    hits = search("mẫu", repo, province=["Nam Định", "Hòa Bình"]).hits
    told = {hit.province: hit.why.passed[0] for hit in hits}
    assert (told["Hòa Bình"].relation, told["Hòa Bình"].reason) == ("inferred", "lý do")
    assert (told["Nam Định"].relation, told["Nam Định"].reason) == ("stated", "")


def test_without_filters_nothing_was_passed(repo: OxigraphRepo) -> None:
    assert search("mẫu", repo).hits[0].why.passed == ()


class Plain:
    """Knows that people who are sampled are tested."""

    name, weight, floor = "plain", 0.5, 0.0

    def encode_query(self, query: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.encode_passages([f"mẫu {query}"]).texts[0]
        return vector

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        near = np.array([[1.0, 0.0] if "mẫu" in text else [0.6, 0.8] for text in texts], dtype=np.float32)
        return Vectors(near, near[:0], np.zeros(len(texts) + 1, np.int64))


class Telling(Plain):
    """Tells which words lie near, too."""

    def nearest_words(self, query: str, passage: str) -> list[tuple[str, str, float]]:
        return [(query, "mẫu", 0.9)] if "mẫu" in passage else []


def test_a_model_that_can_tell_names_the_nearest_words(repo: OxigraphRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("query.search.find.configured_encoder", Telling)
    best = search("test", repo, mode="semantic").hits[0]
    assert best.why.semantic is not None
    assert best.why.semantic > 0.99
    assert best.why.nearest == (("test", "mẫu", 0.9),)


def test_other_models_tell_nothing_of_the_kind() -> None:
    assert isinstance(Telling(), Explains)
    assert not isinstance(Plain(), Explains)

"""The index protocol on units made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from query.embed.bag import Vectors
from query.search.lexical import LocalIndex
from query.search.model import Unit, Where
from query.search.text import analyse, join_ranges, matched_words, telling_pairs
from query.search.units import ancestors, find_words
from query.search.vectors import VectorMatrix


def unit(name: str, text: str, notice: str = "n1", **more: Any) -> Unit:
    return Unit(name, "duty", notice, text, text, 0, len(text), **more)


TEXTS = ["xét nghiệm diện rộng", "cách ly tập trung", "tập trung cách thức ly nông", "xet nghiem khong dau"]


@pytest.fixture(params=["memory", "disk"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LocalIndex:
    made = LocalIndex(tmp_path if request.param == "disk" else None)
    made.add([unit(f"u{at}", text, f"n{at % 2}") for at, text in enumerate(TEXTS)])
    made.commit()
    return made


def ids(index: LocalIndex, query: str, where: Where = Where()) -> list[str]:  # noqa: B008
    return [index.unit(one.row).id for one in index.search_text(query, 10, where)]


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        ("tiêm chủng cho công nhân", ["tiem_chung", "cong_nhan"]),
        ("tiem chung cho cong nhan", ["tiem_chung", "chung_cho", "cho_cong", "cong_nhan"]),
        ("nhiệm vụ của công an", ["nhiem_vu", "cong_an"]),
        ("nhiem vu cua cong an", ["nhiem_vu", "cong_an"]),
        ("của các", ["cua_cac"]),
        ("", []),
    ],
)
def test_pairs_with_a_particle_tell_nothing(query: str, pairs: list[str]) -> None:
    assert telling_pairs(analyse(query)) == pairs


def test_bigrams_prefer_the_phrase(index: LocalIndex) -> None:
    assert ids(index, "cách ly tập trung")[:2] == ["u1", "u2"]


def test_marks_in_the_query_prefer_marked_text(index: LocalIndex) -> None:
    assert ids(index, "xét nghiệm") == ["u0", "u3"]


def test_a_query_without_marks_finds_both(index: LocalIndex) -> None:
    assert set(ids(index, "xet nghiem")) == {"u0", "u3"}


def test_deleted_notices_are_gone(index: LocalIndex) -> None:
    index.delete(["n0"])
    index.commit()
    assert ids(index, "cách ly tập trung") == ["u1"]
    assert index.count(Where()) == 2


def test_rows_are_never_reused(tmp_path: Path) -> None:
    index = LocalIndex(tmp_path)
    index.add([unit("a", "một"), unit("b", "hai", "n2")])
    index.commit()
    index.delete(["n1"])
    index.commit()
    again = LocalIndex(tmp_path)
    again.add([unit("c", "ba", "n3")])
    again.commit()
    assert [again.unit(row).id for row in again.filter(Where(), 10)] == ["b", "c"]


def test_filters_are_exact_and_cost_no_score(index: LocalIndex) -> None:
    bare = index.search_text("xét nghiệm", 10, Where())
    kept = index.search_text("xét nghiệm", 10, Where(kinds=("duty",)))
    assert [(one.row, round(one.score, 5)) for one in bare] == [(one.row, round(one.score, 5)) for one in kept]
    assert index.search_text("xét nghiệm", 10, Where(kinds=("event",))) == []


def test_dates_filter_inclusively_and_leave_out_the_undated() -> None:
    index = LocalIndex()
    index.add([unit("a", "x", date=20210501), unit("b", "x", date=20210601), unit("c", "x")])
    index.commit()
    assert index.count(Where(date_from=20210501, date_to=20210531)) == 1
    assert index.count(Where(date_to=20210601)) == 2


def test_a_unit_comes_back_whole(tmp_path: Path) -> None:
    known = unit("u", "văn bản", provinces=("p",), bodies=("b1", "b2"), topics=("t",), date=20210517)
    index = LocalIndex(tmp_path)
    index.add([known])
    index.commit()
    assert LocalIndex(tmp_path).unit(0) == known


@pytest.mark.parametrize("query", ["", "…", "?"])
def test_a_query_without_words_finds_nothing(index: LocalIndex, query: str) -> None:
    assert index.search_text(query, 10, Where()) == []


def whole(vectors: NDArray[np.float32]) -> Vectors:
    """Vectors of texts whose sentences have none."""
    return Vectors(vectors, vectors[:0], np.zeros(len(vectors) + 1, np.int64))


def test_the_best_sentence_counts_as_much_as_the_text(tmp_path: Path) -> None:
    sides = np.eye(4, dtype=np.float32)
    both = (sides[0] + sides[1]) / np.sqrt(2, dtype=np.float32)
    vectors = Vectors(np.array([sides[2], both, sides[3]]), sides[[2, 0, 1, 3]], np.array([0, 1, 3, 4]))
    index = LocalIndex(tmp_path, VectorMatrix("m", tmp_path))
    index.add([unit("a", "một", "n1"), unit("b", "hai", "n2"), unit("c", "ba", "n3")], vectors)
    index.commit()
    expected = (np.sqrt(0.5) + 1) / 2
    assert index.search_vector(sides[0], 1, Where())[0].score == pytest.approx(expected, abs=0.01)
    assert index.cosines(sides[0], [2, 1, 7]) == pytest.approx([0.0, expected, 0.0], abs=0.01)
    assert VectorMatrix.load("m", tmp_path).cosines(sides[1], [1]) == pytest.approx([expected], abs=0.01)
    index.delete(["n1"])
    index.commit()
    assert index.cosines(sides[1], [0, 1, 2]) == pytest.approx([0.0, expected, 0.0], abs=0.01)
    index.add([unit("d", "bốn", "n4")], Vectors(sides[:1], sides[:1], np.array([0, 1])))
    index.commit()
    assert [one.row for one in index.search_vector(sides[0], 9, Where())][:2] == [3, 1]


@pytest.mark.parametrize("k", [1, 5, 30, 200])
@pytest.mark.parametrize("province", ["p0", "p1", "p9"])
def test_a_wide_filter_gives_the_same_as_a_narrow_one(k: int, province: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    raw = rng.normal(size=(300, 16)).astype(np.float32)
    vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    index = LocalIndex(None, VectorMatrix("m"))
    # half of the units lie near the query and are of the other province
    vectors[::2] = (vectors[::2] + 3 * vectors[0]) / np.linalg.norm(vectors[::2] + 3 * vectors[0], axis=1)[:, None]
    index.add([unit(f"u{at}", "chữ", provinces=(f"p{at % 2}",)) for at in range(300)], whole(vectors))
    index.commit()
    where = Where(provinces=(province,))
    listed = index.search_vector(vectors[0], k, where)
    monkeypatch.setattr("query.search.lexical._FEW", 0)
    assert index.search_vector(vectors[0], k, where) == listed
    assert len(listed) == (0 if province == "p9" else min(k, 150))


def test_vectors_are_near_and_filtered(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    raw = rng.normal(size=(40, 16)).astype(np.float32)
    vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True)
    index = LocalIndex(tmp_path, VectorMatrix("m", tmp_path))
    index.add([unit(f"u{at}", "chữ", f"n{at % 2}", provinces=(f"p{at % 2}",)) for at in range(40)], whole(vectors))
    index.commit()
    best = index.search_vector(vectors[4], 3, Where())
    assert best[0].row == 4
    assert best[0].score == pytest.approx(1.0, abs=0.01)
    assert all(one.row % 2 == 1 for one in index.search_vector(vectors[4], 5, Where(provinces=("p1",))))
    saved = VectorMatrix.load("m", tmp_path)
    assert saved.nearest(vectors[4], 1, [4])[0].score == best[0].score


def test_deleted_rows_are_not_near(tmp_path: Path) -> None:
    vectors = np.eye(2, dtype=np.float32)
    index = LocalIndex(tmp_path, VectorMatrix("m", tmp_path))
    index.add([unit("a", "một", "n1"), unit("b", "hai", "n2")], whole(vectors))
    index.commit()
    index.delete(["n1"])
    index.commit()
    assert [one.row for one in index.search_vector(vectors[0], 5, Where())] == [1]
    assert len(VectorMatrix.load("m", tmp_path)) == 1


@pytest.mark.parametrize(
    ("text", "plain", "folded"),
    [
        ("Uỷ ban, HOÀ bình!", ("ủy", "ban", "hòa", "bình"), ("uy", "ban", "hoa", "binh")),
        ("Đường 5K-2021", ("đường", "5k", "2021"), ("duong", "5k", "2021")),
    ],
)
def test_analysis(text: str, plain: tuple[str, ...], folded: tuple[str, ...]) -> None:
    assert (analyse(text).plain, analyse(text).folded) == (plain, folded)


@pytest.mark.parametrize(
    ("query", "quote", "named"),
    [
        ("tin giả", "tham gia đưa tin", ["tin"]),
        ("tiêm", "tiềm ẩn, được tiêm", ["tiêm"]),
        ("tiem", "tiềm ẩn, được tiêm", ["tiềm", "tiêm"]),
        ("tiêm", "duoc tiem", ["tiem"]),
        ("khoá", "khóa", ["khóa"]),
    ],
)
def test_with_marks_on_both_sides_another_mark_is_another_word(query: str, quote: str, named: list[str]) -> None:
    assert [quote[start:end] for start, end in matched_words(analyse(query), quote)] == named


def test_matches_are_joined_over_spaces() -> None:
    quote = "các khu cách ly, tập trung"
    ranges = join_ranges(quote, matched_words(analyse("cach ly tap trung"), quote))
    assert [quote[start:end] for start, end in ranges] == ["cách ly", "tập trung"]


@pytest.mark.parametrize(
    ("quote", "phrase", "expected"),
    [("2.1.  Về công  tác\nđó", "Về công tác", (6, 18)), ("không có", "Về công tác", None), ("x", "", None)],
)
def test_a_phrase_is_found_whatever_lies_between(quote: str, phrase: str, expected: tuple[int, int] | None) -> None:
    assert find_words(quote, phrase) == expected


def test_ancestors_survive_a_cycle() -> None:
    assert ancestors("a", {"a": {"b"}, "b": {"c"}, "c": {"a"}}) == {"a", "b", "c"}

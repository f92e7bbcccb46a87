"""Near-duplicates: what counts as one, that sketches find them, and that they are folded into one hit."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Record
from kg.engine import OxigraphRepo
from query.search import Unit, search
from query.search.copies import ALIKE, SKETCH, copies_of, grouped, resemblance, shingles, sketch
from query.search.lexical import LocalIndex
from query.search.rank import Ranked

TEXT = "Sở Y tế chủ trì, phối hợp với các địa phương rà soát, bảo đảm năng lực xét nghiệm trên địa bàn tỉnh"


def unit(name: str, text: str, kind: str = "duty", date: int = 0) -> Unit:
    return Unit(name, kind, f"n-{name}", text, text, 0, len(text), date=date)


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        (TEXT, 1.0, 1.0),
        (unicodedata.normalize("NFD", TEXT.upper()), 1.0, 1.0),
        (TEXT.replace("trên địa bàn tỉnh", "trên địa bàn huyện"), ALIKE, 0.99),
        (TEXT + " trước ngày 10/6", ALIKE, 0.99),
        ("Công an tỉnh tuần tra, xử lý nghiêm các trường hợp vi phạm quy định cách ly tại nhà", 0.0, 0.1),
        ("", 0.0, 0.0),
    ],
)
def test_resemblance(other: str, least: float, most: float) -> None:
    assert least <= resemblance(TEXT, other) <= most


def test_figures_are_alike_whatever_they_are() -> None:
    assert shingles("cấp 20.000 liều vắc xin") == shingles("cấp 5 liều vắc xin")


@given(st.text(max_size=80), st.text(max_size=80))
def test_resemblance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert resemblance(one, other) == resemblance(other, one)
    assert 0 <= resemblance(one, other) <= 1
    assert len(sketch(one)) <= SKETCH


@pytest.fixture
def index() -> LocalIndex:
    made = LocalIndex()
    made.add([
        unit("a", TEXT, date=20210601),
        unit("b", TEXT, date=20200101),
        unit("c", TEXT.replace("tỉnh", "thành phố")),
        unit("d", TEXT.replace("Sở Y tế", "Sở Công Thương")),
        unit("e", "lấy 100 mẫu xét nghiệm mỗi ngày"),
        unit("f", "lấy 250 mẫu xét nghiệm mỗi ngày"),
        unit("g", "15 ca mắc mới trong ngày", kind="statistic"),
        unit("h", "15 ca mắc mới trong ngày", kind="statistic"),
    ])  # fmt: skip
    made.commit()
    return made


def test_copies_are_found_and_told_apart(index: LocalIndex) -> None:
    found = {copy.id: copy.how for copy in copies_of(index, index.unit(0))}
    assert found == {"b": "exact", "c": "near", "d": "near"}
    assert [copy.how for copy in copies_of(index, index.unit(4))] == ["figures"]


def test_figures_in_like_words_are_no_copies(index: LocalIndex) -> None:
    assert copies_of(index, index.unit(6)) == ()


def test_copies_are_folded_into_the_first(index: LocalIndex) -> None:
    groups = list(grouped(index, [Ranked(row, 1.0, None) for row in range(8)], 10))
    assert [group.unit.id for group in groups] == ["a", "e", "g", "h"]
    assert [copy.date for copy in groups[0].copies] == ["2020-01-01", "", ""]
    assert len(list(grouped(index, [Ranked(row, 1.0, None) for row in range(8)], 2))) == 2


def test_ten_copies_of_one_sentence_are_one_hit(
    repo: OxigraphRepo, records: dict[str, tuple[Record, str]], put_record: Callable[..., None]
) -> None:
    record, text = records["nam-dinh"]
    for at in range(9):
        header = replace(record.notice, id=f"nam-dinh/{at}-tb-tu/2021-06-0{at + 1}")
        source = replace(record.source, path=f"copy-{at}.txt", sha256=f"{at:064}")
        put_record(repo, replace(record, notice=header, source=source), text)
    plain = search("đeo khẩu trang nơi công cộng", repo, k=10, kind="duty")
    assert len({hit.text for hit in plain.hits}) == 1
    assert plain.hits[0].copies is None
    folded = search("đeo khẩu trang nơi công cộng", repo, k=10, kind="duty", group=True)
    first = folded.hits[0]
    assert len(first.copies or ()) == 9
    assert {copy.how for copy in first.copies or ()} == {"exact"}
    assert [hit.rank for hit in folded.hits] == list(range(1, len(folded.hits) + 1))
    assert "copies" in folded.to_json()["hits"][0]
    assert "copies" not in plain.to_json()["hits"][0]


def test_sketches_survive_on_disk(tmp_path: Path) -> None:
    made = LocalIndex(tmp_path)
    made.add([unit("a", TEXT), unit("b", TEXT)])
    made.commit()
    again = LocalIndex(tmp_path)
    assert [copy.id for copy in copies_of(again, again.unit(0))] == ["b"]

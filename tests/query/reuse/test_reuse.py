"""Reused passages among stored notices."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from ingest.model import Record
from kg.engine import OxigraphRepo
from query.compare import UnknownProvinceError, WrongFormatError
from query.days import BadDateError
from query.reuse import FORMATS, Reuse, export_reuse, find_reuse

Records = dict[str, tuple[Record, str]]
SENTENCE = "Giao Sở Y tế lấy 20.000 mẫu trước ngày 10/6/2021, báo cáo Tỉnh ủy; xử lý nghiêm trường hợp vi phạm."


@pytest.fixture
def copied(repo: OxigraphRepo, records: Records, put_record: Callable[..., None]) -> OxigraphRepo:
    """Ninh Bình says a year later what Nam Định said, with another figure of the same length."""
    record, text = records["nam-dinh"]
    place = record.notice.jurisdiction
    assert place is not None
    header = replace(
        record.notice, id="ninh-binh/3-tb-tu/2022-06-01", issued="2022-06-01",
        jurisdiction=replace(place, id="ninh-binh", label="Ninh Bình"),
    )  # fmt: skip
    source = replace(record.source, path="ninh-binh.txt", sha256="1" * 64)
    put_record(repo, replace(record, notice=header, source=source), text.replace("20.000 mẫu", "35.500 mẫu"))
    return repo


def test_both_quotes_are_the_raw_texts_at_their_offsets(copied: OxigraphRepo, records: Records) -> None:
    found = find_reuse(copied)
    assert (found.notices, found.provinces) == (3, ())
    texts = {"nam-dinh.txt": records["nam-dinh"][1]}
    texts["ninh-binh.txt"] = texts["nam-dinh.txt"].replace("20.000", "35.500")
    for passage in found.passages:
        for place in (passage.first, *passage.again):
            assert texts[place.source][place.start : place.end] == place.text
            assert place.date in {"2021-06-01", "2022-06-01"}


def test_the_earlier_notice_comes_first(copied: OxigraphRepo) -> None:
    [passage] = [one for one in find_reuse(copied).passages if "báo cáo Tỉnh ủy" in one.first.text]
    assert (passage.first.province, passage.first.date) == ("Nam Định", "2021-06-01")
    [again] = passage.again
    assert (again.province, again.date, again.how, again.likeness) == ("Ninh Bình", "2022-06-01", "figures", 1.0)
    assert passage.notices == len(passage.provinces) == 2


def test_provinces_and_period_choose_the_notices(copied: OxigraphRepo) -> None:
    assert find_reuse(copied, ["nam dinh", "Ninh Bình"]).passages
    assert find_reuse(copied, ["Nam Định", "Hòa Bình"]).passages == ()
    assert find_reuse(copied, date_from="2022-01-01").notices == 1


def test_wrong_requests_are_told(copied: OxigraphRepo) -> None:
    with pytest.raises(UnknownProvinceError):
        find_reuse(copied, ["Atlantis"])
    with pytest.raises(BadDateError):
        find_reuse(copied, date_from="1/6/2021")
    with pytest.raises(WrongFormatError):
        export_reuse(find_reuse(copied), "oxcgrt")


def test_notices_that_share_nothing_reuse_nothing(repo: OxigraphRepo) -> None:
    assert find_reuse(repo).passages == ()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_place_is_a_line_of_the_files(copied: OxigraphRepo, lang: str) -> None:
    found: Reuse = find_reuse(copied)
    places = sum(1 + len(passage.again) for passage in found.passages)
    files = {name: export_reuse(found, name, lang) for name in FORMATS}
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert len(rows) == places + 1
    assert load_workbook(io.BytesIO(files["xlsx"])).worksheets[0].max_row == places + 1
    told = json.loads(files["json"])
    assert (told["by"], len(told["passages"])) == ("reuse", len(found.passages))
    assert "synthetic" not in told

"""Comparing the two invented notices."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from openpyxl import load_workbook

from ingest.model import Record
from kg.engine import OxigraphRepo
from query.compare import (
    Cell,
    Comparison,
    TooFewProvincesError,
    UnknownProvinceError,
    UnknownViewError,
    WrongFormatError,
    compare,
    export,
)
from query.compare.tables import oxcgrt_header
from query.days import BadDateError

PAIR = ("Nam Định", "Hòa Bình")


def cell(comparison: Comparison, row: str, province: str) -> Cell:
    return next(r for r in comparison.rows if r.id == row).cells[province]


def test_columns_stand_in_the_order_asked(repo: OxigraphRepo) -> None:
    assert compare(repo, ["hoa binh", "nam dinh"]).provinces == ("Hòa Bình", "Nam Định")


@pytest.mark.parametrize("by", ["topic", "body", "indicator", "duty"])
def test_every_entry_quotes_the_text_at_its_offsets(
    repo: OxigraphRepo, records: dict[str, tuple[Record, str]], by: str
) -> None:
    raw = {record.source.path: text for record, text in records.values()}
    entries = [e for row in compare(repo, PAIR, by).rows for c in row.cells.values() for e in c.entries]
    assert entries
    assert all(raw[entry.source][entry.start : entry.end] == entry.text for entry in entries)
    assert all(entry.rule and entry.strength_rule for entry in entries if entry.strength is not None)


@pytest.mark.parametrize(
    ("topic", "province", "strength", "statuses"),
    [
        ("lay-mau", "Nam Định", 5, ("ordered",)),
        ("lay-mau", "Hòa Bình", 3, ("ordered",)),
        ("xet-nghiem", "Hòa Bình", 3, ("ordered",)),
        ("cach-ly-tap-trung", "Nam Định", 2, ("ordered",)),
        ("tuyen-truyen", "Nam Định", 1, ("ordered",)),
        ("cach-ly-tai-nha", "Nam Định", 0, ("criticised",)),
        ("gian-cach-xa-hoi", "Nam Định", 0, ()),
        ("gian-cach-xa-hoi", "Hòa Bình", 3, ("contingency",)),
    ],
)
def test_strength_and_status_by_topic(
    repo: OxigraphRepo, topic: str, province: str, strength: int, statuses: tuple[str, ...]
) -> None:
    found = cell(compare(repo, PAIR), topic, province)
    assert (found.strength, found.statuses) == (strength, statuses)


def test_topics_come_as_a_tree(repo: OxigraphRepo) -> None:
    depths = {row.id: row.depth for row in compare(repo, PAIR).rows}
    order = list(depths)
    assert (depths["phong-chong-dich"], depths["xet-nghiem"], depths["lay-mau"]) == (0, 1, 2)
    assert order.index("phong-chong-dich") < order.index("xet-nghiem") < order.index("lay-mau")


def test_a_scenario_is_no_lockdown(repo: OxigraphRepo) -> None:
    found = cell(compare(repo, PAIR, "indicator"), "C6", "Hòa Bình")
    assert found.statuses == ("contingency",)
    assert [entry.oxcgrt_level for entry in found.entries] == [None]


def test_quarantine_sites_are_no_stay_at_home_order(repo: OxigraphRepo) -> None:
    comparison = compare(repo, PAIR, "indicator")
    assert cell(comparison, "C6", "Nam Định").statuses == ()
    assert cell(comparison, "X1", "Nam Định").strength == 2
    assert cell(comparison, "X2", "Nam Định").statuses == ("criticised",)


def test_every_measure_has_a_row(repo: OxigraphRepo) -> None:
    rows = compare(repo, PAIR, "indicator").rows
    assert {"C1", "C8", "H2", "V4", "X14"} <= {row.id for row in rows}
    assert [row.id for row in rows if row.id.startswith("X")] == [f"X{n}" for n in range(1, 15)]


def test_bodies_of_one_kind_share_a_row(repo: OxigraphRepo) -> None:
    comparison = compare(repo, PAIR, "body")
    assert comparison.rows[0].id == "p.so-y-te"
    assert all(comparison.rows[0].cells[province].entries for province in PAIR)
    assert cell(comparison, "g.cac-cap-cac-nganh", "Nam Định").strength == 2


def test_like_duties_are_aligned_and_the_rest_stand_alone(repo: OxigraphRepo) -> None:
    rows = compare(repo, PAIR, "duty").rows
    [shared] = [row for row in rows if row.similarity is not None]
    assert "lay-mau" in shared.shared
    assert all(len(shared.cells[province].entries) == 1 for province in PAIR)
    assert len(rows) == 4


def test_coverage_says_what_a_column_rests_on(repo: OxigraphRepo) -> None:
    nam_dinh, hoa_binh = compare(repo, PAIR).coverage
    assert (nam_dinh.notices, nam_dinh.inferred, nam_dinh.first) == (1, 0, "2021-06-01")
    assert (hoa_binh.notices, hoa_binh.inferred, hoa_binh.by_month) == (1, 1, {"2021-05": 1})
    assert (hoa_binh.documents[0].basis, hoa_binh.documents[0].date_basis) == ("inferred", "meeting")
    assert hoa_binh.documents[0].why


def test_a_province_without_notices_is_said_not_zero(repo: OxigraphRepo) -> None:
    comparison = compare(repo, ["Nam Định", "Cà Mau"])
    assert comparison.coverage[1].notices == 0
    assert all(row.cells["Cà Mau"] == Cell(None) for row in comparison.rows)
    assert "chưa có văn bản" in export(comparison).decode()


def test_a_period_leaves_notices_out_and_says_so(repo: OxigraphRepo) -> None:
    comparison = compare(repo, PAIR, date_from="2021-06-01", date_to="2021-06-30")
    assert [(c.notices, c.total) for c in comparison.coverage] == [(1, 1), (0, 1)]
    assert cell(comparison, "lay-mau", "Hòa Bình").strength is None


def test_a_new_name_gathers_old_provinces_less_those_beside_it(repo: OxigraphRepo) -> None:
    merged = compare(repo, ["Phú Thọ", "Nam Định"]).coverage[0]
    assert (merged.province, merged.notices) == ("Phú Thọ", 1)
    assert "Hòa Bình" in merged.parts
    beside = compare(repo, ["Phú Thọ", "Hòa Bình"]).coverage[0]
    assert beside.notices == 0
    assert "Hòa Bình" not in beside.parts


def test_an_unknown_province_has_suggestions(repo: OxigraphRepo) -> None:
    with pytest.raises(UnknownProvinceError, match="Nam Định"):
        compare(repo, ["Nam Đin", "Hòa Bình"])


@pytest.mark.parametrize("names", [[], ["Nam Định"], ["Nam Định", "nam dinh", "tỉnh Nam Định"]])
def test_two_different_provinces_are_needed(repo: OxigraphRepo, names: list[str]) -> None:
    with pytest.raises(TooFewProvincesError):
        compare(repo, names)


def test_bad_views_and_dates_are_errors(repo: OxigraphRepo) -> None:
    with pytest.raises(UnknownViewError, match="indicator"):
        compare(repo, PAIR, "colour")
    with pytest.raises(BadDateError):
        compare(repo, PAIR, date_to="tháng 5")


def test_names_may_be_decomposed(repo: OxigraphRepo) -> None:
    names = [unicodedata.normalize("NFD", name) for name in PAIR]
    assert compare(repo, names).provinces == PAIR


def test_csv_has_a_line_per_entry_with_evidence(repo: OxigraphRepo) -> None:
    body = export(compare(repo, PAIR), "csv", "en")
    assert body.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    [line] = [x for x in lines if x["Id"] == "lay-mau" and x["Province"] == "Nam Định"]
    assert (line["Directive strength"], line["Strength rule"]) == ("5", "named-measured-accountable")
    assert "cue:sanction" in line["Signs"]
    assert int(line["Start"]) < int(line["End"])
    assert line["OxCGRT level"] == ""


def test_xlsx_has_matrix_details_and_coverage(repo: OxigraphRepo) -> None:
    book = load_workbook(io.BytesIO(export(compare(repo, PAIR), "xlsx")))
    assert book.sheetnames == ["Ma trận", "Chi tiết", "Độ phủ"]
    assert book["Ma trận"]["B1"].value == "Nam Định (n = 1)"
    assert book["Ma trận"]["C1"].value == "Hòa Bình (n = 1, 1 suy ra)"


def test_json_round_trips(repo: OxigraphRepo) -> None:
    told = json.loads(export(compare(repo, PAIR, "duty"), "json"))
    assert told["by"] == "duty"
    assert [c["province"] for c in told["coverage"]] == list(PAIR)


def test_oxcgrt_is_the_compact_layout_with_honest_blanks(repo: OxigraphRepo) -> None:
    body = export(compare(repo, PAIR, "indicator"), "oxcgrt")
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(oxcgrt_header()) == 56
    assert tuple(lines[0][:56]) == oxcgrt_header()
    assert [line[:6] for line in lines[1:]] == [
        ["Vietnam", "VNM", "Nam Định", "", "PROV_GOV", "20210601"],
        ["Vietnam", "VNM", "Hòa Bình", "", "PROV_GOV", "20210520"],
    ]
    assert all(value == "" for line in lines[1:] for value in line[6:56])
    second = dict(zip(lines[0], lines[2], strict=True))
    assert (second["C6_DirectiveLevel"], second["C6_DirectiveStatus"]) == ("3", "contingency")


def test_exports_that_do_not_exist_are_named(repo: OxigraphRepo) -> None:
    with pytest.raises(WrongFormatError, match="xlsx"):
        export(compare(repo, PAIR), "pdf")
    with pytest.raises(UnknownViewError, match="indicator"):
        export(compare(repo, PAIR), "oxcgrt")

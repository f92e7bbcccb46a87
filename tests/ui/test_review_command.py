"""`review` and `coverage` on the command line."""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

Here = Callable[..., int]
Capture = pytest.CaptureFixture[str]
SAMPLES = sorted(Path(str(files("ingest").joinpath("data/samples"))).glob("*.txt"))
WHO = ("--by", "Lan", "--why", "đọc lại câu")
DUTY = "229-TB/TU#duty-3"


@pytest.fixture
def mine(store: Path, here: Here, tmp_path: Path) -> Iterator[Here]:
    """Runs commands over a copy of the sample store."""
    folder = tmp_path / "store"
    shutil.copytree(store, folder)
    yield lambda *args: here("--store", str(folder), *args)


def rows(mine: Here, capsys: Capture, *args: str) -> Any:
    capsys.readouterr()
    assert mine(*args, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_a_correction_is_seen_by_questions_and_can_be_taken_back(mine: Here, capsys: Capture) -> None:
    query = "SELECT ?label { <{}> tt:assignee/rdfs:label ?label }"
    duty = "https://w3id.org/thongtri/id/notice/vinh-phuc/229-tb-tu/2021-05-09#duty-3"

    def assignees() -> list[str]:
        capsys.readouterr()
        assert mine("sparql", query.replace("{}", duty), "--format", "csv") == 0
        return capsys.readouterr().out.split("\r\n")[1:-1]

    before = assignees()
    assert mine("review", "correct", DUTY, "assignees", "Sở Y tế", *WHO) == 0
    assert "Sở Y tế" in capsys.readouterr().err
    assert assignees() == ["Sở Y tế"]
    assert mine("review", "undo", "229-TB/TU", "1", "--by", "Lan") == 0
    assert sorted(assignees()) == sorted(before)


def test_decisions_are_listed(mine: Here, capsys: Capture) -> None:
    assert mine("review", "accept", DUTY, "--by", "Lan") == 0
    assert mine("review", "reject", "229-TB/TU#statistic-1", *WHO) == 0
    listed = rows(mine, capsys, "review", "list", "229-TB/TU")
    assert [(one["decision"], one["by"], one["state"]) for one in listed] == [
        ("accepted", "Lan", "active"),
        ("rejected", "Lan", "active"),
    ]
    assert rows(mine, capsys, "review", "stale") == []
    assert mine("review", "list") == 0
    shown = capsys.readouterr()
    assert "đọc lại câu" in shown.out
    assert "2 quyết định" in shown.err


def test_a_fact_is_added_with_its_fields(mine: Here, capsys: Capture) -> None:
    pairs = ("metric=số huyện có ca", "value=7", "unit=huyện")
    taken = rows(mine, capsys, "review", "add", "229-TB/TU", "statistic", "7/9 huyện", *pairs, *WHO)
    assert taken["value"] == {"metric": "số huyện có ca", "value": 7, "unit": "huyện"}
    assert taken["quote"] == "7/9 huyện"
    assert mine("check", "--no-reasoner") == 0


def test_the_reviewer_may_stand_in_the_environment(
    mine: Here, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THONGTRI_REVIEWER", "Minh")
    assert rows(mine, capsys, "review", "accept", DUTY)["by"] == "Minh"


def test_decisions_are_exported_as_patch_and_as_golden_cases(mine: Here, capsys: Capture, tmp_path: Path) -> None:
    mine("review", "correct", DUTY, "topics", "xet-nghiem", *WHO)
    patch = tmp_path / "out.rdfp"
    assert mine("review", "export", "-o", str(patch)) == 0
    assert "A <https://w3id.org/thongtri/id/notice/" in patch.read_text(encoding="utf-8")
    assert mine("review", "export", "--golden", str(tmp_path / "golden")) == 0
    case = json.loads(next((tmp_path / "golden").glob("*.json")).read_text(encoding="utf-8"))
    text = (tmp_path / "golden" / case["file"]).read_bytes().decode()
    assert case["duties"][0]["topics"] == ["xet-nghiem"]
    assert text[case["duties"][0]["start"] : case["duties"][0]["end"]] == case["duties"][0]["text"]
    capsys.readouterr()
    assert mine("review", "export", "229-TB/TU") == 0
    assert capsys.readouterr().out == patch.read_text(encoding="utf-8")


def test_reading_anew_tells_of_stale_decisions(here: Here, capsys: Capture, tmp_path: Path) -> None:
    mine, text = ("--store", str(tmp_path / "store")), SAMPLES[1].read_text(encoding="utf-8")
    path = tmp_path / "notice.txt"
    path.write_text(text, encoding="utf-8")
    assert here(*mine, "ingest", str(path)) == 0
    assert here(*mine, "review", "add", "229-TB/TU", "assessment", "7/9 huyện", *WHO) == 0
    path.write_text(text.replace("7/9 huyện", "8/9 huyện"), encoding="utf-8")
    capsys.readouterr()
    assert here(*mine, "ingest", str(path)) == 0
    assert "review stale" in capsys.readouterr().err
    assert here(*mine, "review", "stale") == 0
    assert "đoạn trích không còn" in capsys.readouterr().out


WRONG = {
    "ambiguous": (1, ("review", "accept", "duty-3", "--by", "Lan")),
    "unknown": (1, ("review", "accept", "229-TB/TU#duty-999", "--by", "Lan")),
    "not reviewable": (1, ("review", "accept", "Sở Y tế Vĩnh Phúc", "--by", "Lan")),
    "field": (1, ("review", "correct", DUTY, "colour", "red", *WHO)),
    "value": (1, ("review", "correct", DUTY, "status", "done", *WHO)),
    "quote": (1, ("review", "add", "229-TB/TU", "duty", "không có câu này", *WHO)),
    "no decision": (1, ("review", "undo", "229-TB/TU", "9", "--by", "Lan")),
    "no name": (2, ("review", "accept", DUTY)),
    "no reason": (2, ("review", "reject", DUTY, "--by", "Lan")),
    "pair": (2, ("review", "add", "229-TB/TU", "duty", "không", "assignees", *WHO)),
    "kind": (2, ("review", "add", "229-TB/TU", "passage", "không", *WHO)),
    "no notice": (1, ("coverage", "999-TB/XY")),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_can_not_be_done_is_told(mine: Here, capsys: Capture, case: str) -> None:
    code, args = WRONG[case]
    assert mine(*args) == code
    told = capsys.readouterr()
    assert told.err.strip()
    assert not told.out


def test_a_store_that_is_not_there_is_not_made(here: Here, tmp_path: Path) -> None:
    assert here("--store", str(tmp_path / "none"), "review", "accept", DUTY, "--by", "Lan") == 1
    assert not (tmp_path / "none").exists()


def test_an_endpoint_can_not_be_reviewed(here: Here) -> None:
    assert here("--endpoint", "http://127.0.0.1:9/sparql", "review", "accept", DUTY, "--by", "Lan") == 1


@pytest.mark.parametrize("sub", ["list", "accept", "reject", "correct", "add", "undo", "stale", "export"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_decision_explains_itself(here: Here, capsys: Capture, sub: str, lang: str) -> None:
    assert here("--lang", lang, "review", sub, "--help") == 0
    assert capsys.readouterr().out


def test_coverage_of_a_stored_notice_and_of_its_file_agree(mine: Here, capsys: Capture) -> None:
    stored = rows(mine, capsys, "coverage", "229-TB/TU")
    read = rows(mine, capsys, "coverage", str(SAMPLES[1]))
    assert {key: value for key, value in stored.items() if key != "reviewed"} == {
        key: value for key, value in read.items() if key != "reviewed"
    }
    assert stored["share"] > 0.9
    assert stored["missing"] == ["signatories"]


def test_coverage_for_people_names_the_gaps(mine: Here, capsys: Capture) -> None:
    assert mine("coverage", str(SAMPLES[0])) == 0
    shown = capsys.readouterr().out
    assert "huyện Tân Yên" in shown
    assert "Thành phần thể thức còn thiếu" in shown


BODY = "https://w3id.org/thongtri/id/body/"


def test_bodies_can_be_said_to_be_one_and_come_apart_again(mine: Here, capsys: Capture) -> None:
    one, other = (BODY + "vinh-phuc/" + name for name in ("so-y-te", "cong-an"))
    assert rows(mine, capsys, "review", "proposals") == []
    taken = rows(mine, capsys, "review", "same", one, other, "--by", "Lan", "--why", "thử")
    assert (taken["kind"], taken["accepted"]) == ("same", True)
    assert rows(mine, capsys, "show", one)["iri"] == other
    assert [row["id"] for row in rows(mine, capsys, "review", "proposals", "--decided")] == [taken["id"]]
    assert mine("review", "proposals", "--decided") == 0
    assert other in capsys.readouterr().out
    assert mine("review", "undo", taken["id"], "--by", "Lan") == 0
    assert rows(mine, capsys, "show", one)["iri"] == one


def test_an_unknown_proposal_is_told(mine: Here, capsys: Capture) -> None:
    assert mine("review", "accept", "p-00000000", "--by", "Lan") == 1
    assert "p-00000000" in capsys.readouterr().err


def test_undoing_on_a_notice_needs_the_number(mine: Here, capsys: Capture) -> None:
    assert mine("review", "undo", "229-TB/TU", "--by", "Lan") == 2
    assert "NUMBER" in capsys.readouterr().err

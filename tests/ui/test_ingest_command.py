"""`ingest` and `extract`: good files, bad files, folders."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

Here = Callable[..., int]
SAMPLES = Path(str(files("ingest").joinpath("data/samples")))
BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 20,
    "encoding.txt": "Ủy ban nhân dân tỉnh".encode("utf-16")[2:],
    "shopping.txt": "Danh sách mua hàng\n- trứng\n- sữa\n- 2 kg gạo\n".encode(),
    "large.txt": "Tỉnh ủy yêu cầu Sở Y tế phải báo cáo. ".encode() * 110_000,
    "sheet.xls": b"\xd0\xcf\x11\xe0",
    "broken.docx": b"PK\x03\x04",
    "broken.pdf": b"%PDF-1.4",
    "broken.png": b"\x89PNG\r\n\x1a\n",
    "broken.zip": b"PK\x03\x04",
    "letter.doc": b"%PDF-1.4",
    "page.html": b"<html></html>",
}


@pytest.fixture(params=sorted(BAD))
def bad_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_bytes(BAD[path.name])
    return path


def test_a_bad_file_is_told_and_the_rest_goes_in(
    bad_file: Path, tmp_path: Path, here: Here, capsys: pytest.CaptureFixture[str]
) -> None:
    good = sorted(SAMPLES.iterdir())[1]
    assert here("--store", str(tmp_path / "store"), "ingest", str(bad_file), str(good)) == 1
    told = capsys.readouterr().err
    assert bad_file.name in told
    assert "Đã nạp 1" in told
    assert "lỗi 1" in told


def test_an_archive_is_read_like_a_folder(tmp_path: Path, here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notices.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for sample in SAMPLES.iterdir():
            archive.write(sample, sample.name)
        archive.writestr("broken.pdf", b"%PDF-1.4 broken")
    assert here("--store", str(tmp_path / "store"), "ingest", str(path)) == 1
    told = capsys.readouterr().err
    assert "Đã nạp 2" in told
    assert "broken.pdf" in told
    assert here("--store", str(tmp_path / "store"), "ingest", str(path)) == 1
    assert "không đổi 2" in capsys.readouterr().err
    assert here("extract", str(path), "--json") == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_extract_tells_a_bad_file_too(bad_file: Path, here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    assert here("extract", str(bad_file), "--json") == 1
    shown = capsys.readouterr()
    assert bad_file.name in shown.err
    assert not shown.out


def test_broken_markdown_breaks_nothing(tmp_path: Path, here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.md"
    path.write_text("# **Thông báo\n| a |\n```\n[x](<\nUBND tỉnh yêu cầu Sở Y tế phải báo cáo\n", encoding="utf-8")
    assert here("extract", str(path), "--json") in (0, 1)
    shown = capsys.readouterr()
    assert shown.out or path.name in shown.err
    assert "Traceback" not in shown.err


def test_a_folder_without_readable_files_is_told(
    tmp_path: Path, here: Here, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "picture.xyz").write_bytes(b"x")
    assert here("--store", str(tmp_path / "store"), "ingest", str(tmp_path / "papers")) == 1
    assert "papers" in capsys.readouterr().err


def test_unchanged_files_are_skipped(tmp_path: Path, here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    assert here("--store", str(tmp_path / "store"), "ingest", str(SAMPLES)) == 0
    assert here("--store", str(tmp_path / "store"), "ingest", str(SAMPLES)) == 0
    shown = capsys.readouterr()
    assert "không đổi 2" in shown.err
    assert not shown.out


def test_extract_prints_one_object_a_file(here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(SAMPLES.iterdir())
    assert here("extract", *map(str, paths), "--json") == 0
    shown = capsys.readouterr().out
    records = [json.loads(line) for line in shown.splitlines()]
    assert len(records) == len(paths)
    assert "\\u" not in shown
    keys = "source notice bodies officials duties events statistics assessments citations repairs unmapped"
    assert all(set(keys.split()) <= set(record) for record in records)


def test_extract_reads_the_files_of_a_folder(here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    assert here("extract", str(SAMPLES), "--json") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(list(SAMPLES.iterdir()))


def test_extract_tells_of_a_folder_without_readable_files(
    here: Here, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("extract", str(tmp_path)) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_extract_for_people_names_who_must_do_what(here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    assert here("extract", str(sorted(SAMPLES.iterdir())[1])) == 0
    assert "229-TB/TU" in capsys.readouterr().out


def test_a_load_leaves_the_index_of_questions_up_to_date(tmp_path: Path, here: Here) -> None:
    index = tmp_path / "store" / "ask" / "index.sqlite"
    for number, sample in enumerate(sorted(SAMPLES.iterdir()), 1):
        assert here("--store", str(tmp_path / "store"), "ingest", str(sample)) == 0
        with sqlite3.connect(index) as database:
            assert database.execute("SELECT count(*) FROM notice").fetchone() == (number,)
            assert database.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone() != ("",)
        database.close()


def test_an_import_leaves_the_index_of_questions_up_to_date(tmp_path: Path, here: Here) -> None:
    assert here("--store", str(tmp_path / "one"), "ingest", str(SAMPLES)) == 0
    assert here("--store", str(tmp_path / "one"), "export", "-o", str(tmp_path / "all.nq")) == 0
    assert here("--store", str(tmp_path / "two"), "import", str(tmp_path / "all.nq")) == 0
    assert (tmp_path / "two" / "ask" / "index.sqlite").is_file()

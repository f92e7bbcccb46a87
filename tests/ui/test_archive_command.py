"""A synthetic store says that it is one, wherever people or programs look; `thongtri archive` builds it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kg.store import open_store
from ui.captions import captions
from ui.cli import run
from ui.reader import holdings, list_notices
from ui.render.page import headline
from ui.server import create_app

Captured = pytest.CaptureFixture[str]
BANNER = "Kho tổng hợp để đo, không phải văn bản thật"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic store of two provinces."""
    folder = tmp_path_factory.mktemp("archive") / "store"
    assert run(["archive", "--store", str(folder), "--provinces", "2", "--notices", "3", "--workers", "1"]) == 0
    return folder


def printed(folder: Path, capsys: Captured, *args: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(["--store", str(folder), *args]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_archive_is_ready_to_be_asked(archive: Path) -> None:
    assert (archive / "ask" / "index.sqlite").is_file()


ASKED = [
    ("ask", "Công an phải làm gì?", "--json"),
    ("search", "sửa đường", "--json"),
    ("compare", "Hà Nội", "Hà Giang", "--format", "json"),
]


@pytest.mark.parametrize("args", ASKED, ids=lambda args: args[0])
def test_results_over_a_synthetic_store_say_so(args: tuple[str, ...], archive: Path, capsys: Captured) -> None:
    assert printed(archive, capsys, *args)["synthetic"] is True


@pytest.mark.parametrize("args", [*ASKED[:2], ("compare", "Bắc Giang", "Vĩnh Phúc", "--format", "json")])
def test_results_over_a_real_store_are_as_before(args: tuple[str, ...], store: Path, capsys: Captured) -> None:
    assert "synthetic" not in printed(store, capsys, *args)


@pytest.mark.parametrize(
    "args", [("ask", "Công an phải làm gì?"), ("search", "đường"), ("compare", "Hà Nội", "Hà Giang")]
)
def test_people_are_told_first(args: tuple[str, ...], archive: Path, capsys: Captured) -> None:
    assert run(["--store", str(archive), *args]) == 0
    told = capsys.readouterr()
    assert BANNER in told.out + told.err


def test_the_head_of_the_workbench_bears_the_banner(archive: Path, store: Path) -> None:
    say = captions("vi")
    with open_store(archive, read_only=True) as synthetic, open_store(store, read_only=True) as real:
        assert BANNER in headline(holdings(synthetic, "vi"), say)
        assert BANNER not in headline(holdings(real, "vi"), say)


def test_every_page_of_a_thing_bears_the_banner(archive: Path) -> None:
    with open_store(archive, read_only=True) as repo:
        notice = list_notices(repo, "vi")[0]
    assert notice.label.startswith("[Tổng hợp] ")
    client = TestClient(create_app(archive, workbench=False))
    for path in (notice.iri.split("thongtri", 1)[1], "/id/nothing/here"):
        assert BANNER in client.get(path, headers={"Accept": "text/html"}).text
    assert client.get("/healthz").json()["synthetic"] is True


def test_files_are_written_with_their_truth(tmp_path: Path) -> None:
    args = ["archive", "--out", str(tmp_path / "out"), "--provinces", "1", "--notices", "2", "--seed", "9"]
    assert run(args) == 0
    assert len(list((tmp_path / "out").rglob("*.tong-hop.txt"))) == 2
    assert len((tmp_path / "out/ha-noi/truth.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_the_archive_is_not_built_into_the_store_of_the_environment(here: Callable[..., int], capsys: Captured) -> None:
    assert here("archive") == 2
    assert "--out" in capsys.readouterr().err


def test_a_real_store_refuses_the_archive(store: Path, capsys: Captured) -> None:
    assert run(["archive", "--store", str(store), "--provinces", "1", "--notices", "1"]) == 1
    assert "Không nạp văn bản tổng hợp vào kho văn bản thật" in capsys.readouterr().err


def test_a_synthetic_store_refuses_real_notices(archive: Path, capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "that.txt"
    path.write_text("UBND TỈNH LÀO CAI\nSố: 5/CT-UBND\nLào Cai, ngày 05 tháng 3 năm 2021\nCHỈ THỊ\nVề việc diệt muỗi\n"
                    "1. Sở Y tế kiểm tra.\n", encoding="utf-8")  # fmt: skip
    assert run(["--store", str(archive), "ingest", str(path)]) == 1
    assert "không nhận văn bản thật" in capsys.readouterr().err

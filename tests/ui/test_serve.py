"""`serve` and `demo` as processes: ready in time, beside a writer, on a taken port."""

import json
import socket
import time
import urllib.request
from importlib.resources import files
from pathlib import Path

import pytest

from kg.store import open_store
from ui.commands.serve import holds_notices

from .conftest import Run
from .serving import serving


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode("utf-8"))


def test_demo_serves_the_samples_within_ten_seconds(tmp_path: Path) -> None:
    began = time.monotonic()
    with serving("demo", tmp_path / "store", tmp_path / "log") as address:
        assert time.monotonic() - began < 10
        assert json.loads(get(address + "/healthz"))["notices"] == 2
        assert "gradio" in get(address + "/en/")
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert address in said
    assert "Warning" not in said


def test_read_only_the_page_has_no_way_to_write(store: Path, tmp_path: Path) -> None:
    with serving("serve", store, tmp_path / "log", "--read-only") as address:
        config = get(address + "/config")
    assert "search-query" in config
    assert "load-st" not in config


def test_demo_leaves_a_store_as_it_is(store: Path, tmp_path: Path) -> None:
    before = (store / "snapshots" / "current").read_text(encoding="utf-8")
    with serving("demo", store, tmp_path / "log"):
        pass
    assert (store / "snapshots" / "current").read_text(encoding="utf-8") == before


def test_the_page_follows_what_is_ingested_beside_it(tmp_path: Path, thongtri: Run) -> None:
    first, second = sorted(Path(str(files("ingest").joinpath("data/samples"))).iterdir())
    folder = str(tmp_path / "store")
    assert thongtri("--store", folder, "ingest", str(first)).returncode == 0
    with serving("serve", tmp_path / "store", tmp_path / "log") as address:
        assert json.loads(get(address + "/healthz"))["notices"] == 1
        assert thongtri("--store", folder, "ingest", str(second)).returncode == 0
        assert json.loads(get(address + "/healthz"))["notices"] == 2


def test_samples_go_into_an_empty_store_alone(tmp_path: Path, store: Path) -> None:
    assert not holds_notices(tmp_path / "none")
    with open_store(tmp_path / "empty"):
        pass
    assert not holds_notices(tmp_path / "empty")
    assert holds_notices(store)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_told(command: str, thongtri: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = thongtri(command, "--port", port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_ours_is_told(thongtri: Run) -> None:
    done = thongtri("serve", "--host", "203.0.113.1")
    assert done.returncode == 1
    assert "203.0.113.1" in done.stderr


def test_serving_without_a_store_is_told(thongtri: Run, tmp_path: Path) -> None:
    done = thongtri("--store", str(tmp_path / "none"), "serve", "--port", "0")
    assert done.returncode == 2
    done = thongtri("--store", str(tmp_path / "none"), "serve")
    assert done.returncode == 1
    assert "thongtri demo" in done.stderr or "--port" in done.stderr

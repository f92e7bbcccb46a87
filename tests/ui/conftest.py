"""A store with the two sample notices, built once, and the ways tests talk to the faces."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import ui
from kg.load import load
from kg.store import open_store

ROOT = Path(ui.__file__).parents[1]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with both sample notices."""
    folder = tmp_path_factory.mktemp("faces") / "store"
    summary = load([Path(str(files("ingest").joinpath("data/samples")))], folder)
    assert not summary.failed
    return folder


@pytest.fixture(scope="session")
def notices(store: Path) -> dict[str, str]:
    """IRI of each sample notice by its province."""
    from ui.reader import list_notices

    with open_store(store, read_only=True) as repo:
        return {card.province: card.iri for card in list_notices(repo, "vi")}


@pytest.fixture
def thongtri(store: Path) -> Run:
    """Runs the command line in a process of its own over the sample store."""

    def run(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith("THONGTRI_")}
        env |= {"THONGTRI_STORE": str(store), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment
        command = [sys.executable, "-m", "ui", *args]
        return subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False)

    return run


@pytest.fixture
def here(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Runs the command line in this process over the sample store; gives the exit code."""
    from ui.cli import run

    for name in ("THONGTRI_ENDPOINT", "THONGTRI_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("THONGTRI_STORE", str(store))
    yield lambda *args: run(list(args))

"""A store with the two sample notices, built once, and the ways tests talk to the faces: commands, a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

import ui
from kg.load import load
from kg.store import open_store

from .serving import serving

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
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


def chromium() -> str:
    """Path of the browser; a test run without one fails and says how to get it."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.fail("Chromium is missing: run `make system`, or name it in the variable CHROMIUM")
    return path


@pytest.fixture(scope="module")
def address(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("serve", store, tmp_path_factory.mktemp("server") / "log") as served:
        yield served


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"), executable_path=chromium(), args=ARGUMENTS, headless=True,
        viewport={"width": 1280, "height": 900}, locale="vi-VN",
    )  # fmt: skip
    yield context
    context.close()


@pytest.fixture
def page(browser: BrowserContext, address: str) -> Iterator[Page]:
    """A fresh page; afterwards: no request to another host, no error in the page."""
    opened = browser.new_page()
    strangers, errors = list[str](), list[str]()
    opened.on("request", lambda request: strangers.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert not [url for url in strangers if not url.startswith((address, "data:", "blob:"))]
    assert not errors

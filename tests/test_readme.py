"""What the README shows is what the product does."""

import os
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n\$ (thongtri [^\n]+)\n(.*?)```", README, re.DOTALL)
THONGTRI = Path(sys.executable).with_name("thongtri")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme") / "store"
    samples = str(files("ingest").joinpath("data/samples"))
    subprocess.run([THONGTRI, "ingest", samples, "--store", folder], check=True, capture_output=True)
    return folder


def test_the_readme_has_a_session_with_its_real_answer() -> None:
    assert SESSIONS


@pytest.mark.parametrize(("command", "shown"), SESSIONS)
def test_a_session_shows_the_real_output(command: str, shown: str, store: Path) -> None:
    environment = {**os.environ, "THONGTRI_STORE": str(store), "COLUMNS": "100", "NO_COLOR": "1"}
    line: list[str | Path] = [THONGTRI, *shlex.split(command)[1:]]
    out = subprocess.run(line, check=True, capture_output=True, text=True, env=environment)
    assert [line.rstrip() for line in out.stdout.splitlines()] == [line.rstrip() for line in shown.splitlines()]


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("target", re.findall(r"`make (\w+)`|^make (\w+)$", README, re.MULTILINE))
def test_make_targets_exist(target: tuple[str, str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE)

"""A faulty data file of the program ends in a message that names it, with its line, and never in a traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ui

ROOT = Path(ui.__file__).parents[1]
PACKAGES = ("ontology", "ingest", "kg", "query", "ui")
SAMPLES = "ingest/data/samples"
BROKEN = [
    ("ontology/data/lexicons/bodies.csv", '"p.x",too,few\n', ("ask", "Sở Y tế Bắc Giang phải làm gì?")),
    ("ontology/data/lexicons/bodies.csv", "p.x,too,few\n", ("ingest", SAMPLES)),
    ("query/forms/language.toml", "broken =\n", ("ask", "Sở Y tế phải làm gì?")),
    ("query/forms/duties.toml", '[[form]]\nid = "broken"\n', ("ask", "Sở Y tế phải làm gì?")),
    ("ingest/patterns/duties.toml", '[[cue]]\nid = "broken"\nwords = ["a"]\nexample = "b"\nmiss = "c"\n',
     ("ingest", "--force", SAMPLES)),
    ("ingest/data/segment.toml", "broken = \n", ("ingest", "--force", SAMPLES)),
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own, whose data may be broken."""
    folder = tmp_path_factory.mktemp("program")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case[2][0]} {case[0]}")
def test_a_faulty_file_is_told_by_name_and_line(
    copy: Path, store: Path, tmp_path: Path, case: tuple[str, str, tuple[str, ...]]
) -> None:
    file, appended, arguments = case
    given = [str(copy / word) if word == SAMPLES else word for word in arguments]
    place = store if arguments[0] == "ask" else tmp_path / "store"
    environment = os.environ | {"PYTHONPATH": str(copy), "THONGTRI_STORE": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
    good = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(f"{good}\n{appended}", encoding="utf-8")
    try:
        done = subprocess.run([sys.executable, "-m", "ui", *given], cwd=copy, env=environment, capture_output=True,
                              text=True, timeout=60, check=False)  # fmt: skip
    finally:
        (copy / file).write_text(good, encoding="utf-8")
    assert done.returncode == 1, done.stderr[-2000:]
    assert file in done.stderr
    assert "dòng " in done.stderr
    assert "Traceback" not in done.stderr

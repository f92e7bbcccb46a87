"""The command line: help, speed, usage errors, exit codes."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ui.captions import captions
from ui.cli import COMMANDS

from .conftest import ROOT, Run

Here = Callable[..., int]
HEAVY = ("torch", "gradio", "owlready2", "pyshacl", "sentence_transformers", "fastapi", "uvicorn")


def test_every_command_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"thongtri {name}" not in readme]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, lang: str, here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    assert here("--lang", lang, name, "--help") == 0
    shown = capsys.readouterr().out
    assert captions(lang)("cli.usage") in shown
    assert captions(lang)(f"help.{name}").split()[0] in shown


def test_help_starts_fast(thongtri: Run) -> None:
    thongtri("--help")
    began = time.monotonic()
    shown = thongtri("--help")
    assert time.monotonic() - began < 1.0
    assert shown.returncode == 0
    assert "ingest" in shown.stdout
    assert not shown.stderr


def test_asking_starts_fast(thongtri: Run) -> None:
    thongtri("ask", "Thông báo 229-TB/TU ký ngày nào?", "--json")
    began = time.monotonic()
    assert thongtri("ask", "Thông báo 229-TB/TU ký ngày nào?", "--json").returncode == 0
    assert time.monotonic() - began < 2.0


def test_asking_imports_nothing_heavy(store: Path) -> None:
    code = (
        "import sys; from ui.cli import run; code = run(sys.argv[1:]); "
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "--store", str(store), "ask", "Sở Y tế Bắc Giang phải làm gì?", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().endswith("[]")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nosuch"], "nosuch"),
        (["ask"], "--batch"),
        (["ask", ""], "trống"),
        (["ask", "--batch", "nosuch.jsonl", "--json"], "nosuch.jsonl"),
        (["search"], "QUERY"),
        (["search", "a", "-k", "many"], "many"),
        (["search", "a", "--from", "17/5/2021"], "17/5/2021"),
        (["sparql", "ASK {}", "--format", "word"], "word"),
        (["compare", "Bắc Giang"], "Bắc Giang"),
        (["serve", "--port", "99999"], "--port"),
        (["ask", "--nosuch"], "--nosuch"),
        (["sparql", "SELECT * { ?s foo:bar ?o }"], "foo:"),
        (["sparql", "SELECT * { ?s ?p"], "dòng 1"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "DELETE"),
        (["sparql", "INSERT DATA { <a:a> <a:b> <a:c> }"], "INSERT"),
        (["sparql", ""], "SELECT"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(
    args: list[str], said: str, here: Here, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here(*args) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert not shown.out


def test_usage_errors_speak_english_when_asked(here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    assert here("nosuch", "--lang", "en") == 2
    assert here("--lang", "en", "nosuch") == 2
    assert "there is no command nosuch" in capsys.readouterr().err


def test_the_environment_chooses_the_language(thongtri: Run) -> None:
    assert thongtri("--help", THONGTRI_LANG="en").stdout.startswith("Usage:")
    assert thongtri("--help").stdout.startswith("Cách dùng:")


@pytest.mark.parametrize("args", [["ask", "Ai?"], ["search", "a"], ["sparql", "ASK {}"], ["show", "x"], ["export"]])
def test_without_a_store_the_way_to_get_one_is_told(
    args: list[str], here: Here, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here("--store", str(tmp_path / "none"), *args) == 1
    told = capsys.readouterr().err
    assert "thongtri demo" in told
    assert "thongtri ingest" in told


def test_an_endless_query_is_ended(here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    assert here("sparql", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "1") == 1
    assert time.monotonic() - began < 5
    assert "1 giây" in capsys.readouterr().err


def test_a_store_that_is_no_store_is_refused(here: Here, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    assert here("--store", str(tmp_path), "search", "a") == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_store_being_written_is_told(tmp_path: Path, here: Here, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.store import open_store

    letter = tmp_path / "a.txt"
    letter.write_text("x", encoding="utf-8")
    with open_store(tmp_path / "store"):
        assert here("--store", str(tmp_path / "store"), "ingest", str(letter)) == 1
    assert str(tmp_path / "store") in capsys.readouterr().err

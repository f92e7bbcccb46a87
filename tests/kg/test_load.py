"""Loading: outcomes per file, what replaces what, nothing half-written."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal

from ingest.errors import EmptyFileError
from ingest.model import Record, Span
from kg import iris
from kg.engine import OxigraphRepo
from kg.errors import ConflictError, InvalidNoticeError, ReadingError, UnknownIdError
from kg.load import Outcome, Summary, load, remove
from kg.queries import load as load_query
from kg.reading import read_notice
from kg.store import memory_store, open_store

Reader = Callable[[Path], tuple[Record, str]]


def read_or_die(path: Path) -> tuple[Record, str]:
    """Reads by the rules, except that one file ends the process as a lack of memory would."""
    if path.name == "killer.txt":
        os._exit(9)
    return read_notice(path)


@pytest.fixture
def reader(sample: Any) -> Reader:
    """Reads a file of the sample's words; the first line may name what goes wrong."""

    def read(path: Path) -> tuple[Record, str]:
        raw = path.read_bytes().decode()
        if not raw:
            raise EmptyFileError(path)
        if raw.startswith("BUG"):
            raise LookupError("no such rule")
        number = raw.splitlines()[-1] if raw.splitlines()[-1].endswith("TU") else "12-TB/TU"
        record = sample.record(raw, number, path.name)
        if raw.startswith("BAD"):
            duty = replace(record.duties[0], strength="nonsense", places=(Span(0, 0, ""),))
            record = replace(record, duties=(duty,))
        return record, raw

    return read


@pytest.fixture
def repo() -> OxigraphRepo:
    return memory_store()


@pytest.fixture
def write(tmp_path: Path, sample: Any) -> Callable[..., Path]:
    def put(name: str, before: str = "", after: str = "", text: str | None = None) -> Path:
        path = tmp_path / "notices" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((before + (sample.text if text is None else text) + after).encode())
        return path

    return put


def statuses(summary: Summary) -> list[str]:
    return [outcome.status for outcome in summary.outcomes]


def notices(repo: OxigraphRepo) -> list[str]:
    return [str(row["notice"].value) for row in repo.select(load_query("notice_graphs.rq"))]


def test_a_folder_is_read_in_order_with_progress(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    write("b/two.txt", after="13-TB/TU")
    write("a/one.md")
    write("a/.hidden.txt")
    write("a/table.csv")
    seen: list[tuple[str, int, int]] = []

    def note(outcome: Outcome, done: int, total: int) -> None:
        seen.append((outcome.path.name, done, total))

    summary = load([write("b/two.txt", after="13-TB/TU").parents[1]], repo, note, reader=reader, version="1")
    assert statuses(summary) == ["loaded", "loaded"]
    assert seen == [("one.md", 1, 2), ("two.txt", 2, 2)]
    assert len(notices(repo)) == 2


def test_unchanged_files_are_skipped(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    path = write("one.txt")
    load([path], repo, reader=reader, version="1")
    before = repo.generation
    assert statuses(load([path], repo, reader=reader, version="1")) == ["unchanged"]
    assert repo.generation == before
    assert statuses(load([path], repo, reader=reader, version="1", force=True)) == ["replaced"]
    assert statuses(load([path], repo, reader=reader, version="2")) == ["replaced"]
    assert len(notices(repo)) == 1


def test_one_bad_file_never_stops_the_others(repo: OxigraphRepo, reader: Reader, write: Any, tmp_path: Path) -> None:
    paths = [write("1.txt", text=""), write("2.txt", before="BUG\n"), write("3.txt", before="BAD\n"), write("4.txt")]
    summary = load([*paths, tmp_path / "none.txt"], repo, reader=reader, version="1")
    assert statuses(summary) == ["failed", "failed", "failed", "loaded", "failed"]
    kinds = [type(outcome.error) for outcome in summary.failed]
    assert kinds[:3] == [EmptyFileError, ReadingError, InvalidNoticeError]
    assert all(outcome.error is not None and outcome.error.message("vi") for outcome in summary.failed)
    assert len(notices(repo)) == 1


def test_an_invalid_notice_leaves_nothing_behind(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    [outcome] = load([write("one.txt", before="BAD\n")], repo, reader=reader, version="1").outcomes
    assert isinstance(outcome.error, InvalidNoticeError)
    assert "#duty-1" in outcome.error.message("en")
    assert "strength" in outcome.error.message("en")
    assert repo.graphs() == (iris.vocabulary_graph(),)


def test_an_invalid_new_reading_keeps_the_old_one(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    load([write("one.txt")], repo, reader=reader, version="1")
    before = sorted(map(str, repo.quads()))
    assert statuses(load([write("one.txt", before="BAD\n")], repo, reader=reader, version="1")) == ["failed"]
    assert sorted(map(str, repo.quads())) == before


def test_an_edited_file_replaces_its_notice(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    load([write("one.txt", after="Hết.\n")], repo, reader=reader, version="1")
    assert statuses(load([write("one.txt", after="Hết rồi.\n")], repo, reader=reader, version="1")) == ["replaced"]
    [notice] = notices(repo)
    objects = [q.object for q in repo.quads() if q.predicate == iris.term("tt:rawText")]
    texts = [text.value for text in objects if isinstance(text, Literal)]
    assert len(texts) == 1
    assert texts[0].endswith("Hết rồi.\n")
    assert notice.endswith("12-tb-tu/2021-05-09")


def test_a_file_given_twice_is_read_once(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    paths = [write("one.txt"), write("double.txt"), write("bug.txt", before="BUG\n"), write("bugs.txt", before="BUG\n")]
    summary = load(paths, repo, reader=reader, version="1")
    assert statuses(summary) == ["loaded", "unchanged", "failed", "failed"]


def test_another_copy_of_the_document_replaces_it(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    paths = [write("one.txt"), write("copy of one.txt", after="\n")]
    assert statuses(load(paths, repo, reader=reader, version="1")) == ["loaded", "replaced"]


def test_a_different_document_of_the_same_id_is_a_conflict(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    other = " ".join(f"từ{number} khác{number}" for number in range(400)) + "\n"
    load([write("one.txt")], repo, reader=reader, version="1")
    before = sorted(map(str, repo.quads()))
    path = write("other.txt", before=other)
    [outcome] = load([path], repo, reader=reader, version="1").outcomes
    assert isinstance(outcome.error, ConflictError)
    assert (outcome.error.stored, outcome.error.given) == ("one.txt", "other.txt")
    assert sorted(map(str, repo.quads())) == before
    assert statuses(load([path], repo, reader=reader, version="1", replace=True)) == ["replaced"]


def test_a_file_read_anew_under_another_id_leaves_no_double(repo: OxigraphRepo, sample: Any, write: Any) -> None:
    path = write("one.txt")
    for version, number in (("1", "12-TB/TU"), ("2", "13-TB/TU")):
        found = sample.record(number=number), sample.text
        load([path], repo, reader={path: found}.__getitem__, version=version)
    assert [notice.rpartition("/notice/")[2] for notice in notices(repo)] == ["bac-giang/13-tb-tu/2021-05-09"]


def test_several_processes_read_in_order(repo: OxigraphRepo, write: Any) -> None:
    paths = [write("1.txt"), write("2.csv", after="x"), write("3.txt", text="")]
    summary = load(paths, repo, workers=2, version="1")
    assert [outcome.path for outcome in summary.outcomes] == paths
    assert statuses(summary)[1:] == ["failed", "failed"]


def test_a_process_that_dies_costs_one_file(repo: OxigraphRepo, write: Any) -> None:
    paths = [write("1.txt"), write("killer.txt", after="a\n"), write("3.txt", after="b\n")]
    summary = load(paths, repo, workers=2, reader=read_or_die, version="1")
    assert sum(isinstance(outcome.error, ReadingError) for outcome in summary.outcomes) in (1, 2)
    assert len(summary.outcomes) == 3


def test_loading_into_a_folder_publishes_for_readers(tmp_path: Path, reader: Reader, write: Any) -> None:
    summary = load([write("one.txt")], tmp_path / "store", reader=reader, version="1")
    assert summary.count("loaded") == 1
    with open_store(tmp_path / "store", read_only=True) as repo:
        assert len(notices(repo)) == 1


@pytest.mark.parametrize("name", ["bac-giang/12-tb-tu/2021-05-09", iris.notice("bac-giang/12-tb-tu/2021-05-09").value])
def test_a_notice_can_be_removed(repo: OxigraphRepo, reader: Reader, write: Any, name: str) -> None:
    load([write("one.txt")], repo, reader=reader, version="1")
    remove(repo, name)
    assert repo.graphs() == (iris.vocabulary_graph(),)
    with pytest.raises(UnknownIdError):
        remove(repo, name)


@pytest.mark.parametrize("name", ["vocabulary", "system", "nothing", ""])
def test_only_notices_can_be_removed(repo: OxigraphRepo, name: str) -> None:
    with pytest.raises(UnknownIdError):
        remove(repo, name)


def test_the_run_is_recorded(repo: OxigraphRepo, reader: Reader, write: Any) -> None:
    load([write("one.txt")], repo, reader=reader, version="7.8")
    [row] = repo.select(load_query("known_sources.rq"))
    assert (row["version"].value, row["file"].value) == ("7.8", "one.txt")

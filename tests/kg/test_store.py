"""The store on disk: errors of opening, readers beside a writer, crashes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, Quad
from rdflib.query import ResultRow

from kg.engine import OxigraphRepo
from kg.errors import NewerFormatError, NotAStoreError, ReadOnlyError, StoreLockedError, StoreMissingError
from kg.iris import term, thing, vocabulary_graph
from kg.store import DiskRepo, as_rdflib, memory_store, open_store, snapshot

GRAPH = thing("graph/one")


def quads(label: str, count: int = 1) -> list[Quad]:
    return [Quad(thing(f"thing/{n}"), term("rdfs:label"), Literal(label), GRAPH) for n in range(count)]


def labels(repo: OxigraphRepo) -> set[str]:
    return {str(q.object.value) for q in repo.quads(GRAPH) if isinstance(q.object, Literal)}


def test_a_new_store_holds_the_vocabulary(tmp_path: Path) -> None:
    with open_store(tmp_path / "deep" / "store") as repo:
        assert repo.graphs() == (vocabulary_graph(),)
        assert repo.ask("ASK { ?duty rdfs:label 'nhiệm vụ'@vi }".replace("rdfs:label", str(term("rdfs:label"))))


def test_the_vocabulary_is_written_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as repo:
        first = repo.generation
    with open_store(tmp_path / "store") as repo:
        assert repo.generation == first


def test_an_outdated_vocabulary_is_refreshed(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as repo:
        repo.replace_graph(vocabulary_graph(), [])
    with open_store(tmp_path / "store") as repo:
        assert vocabulary_graph() in repo.graphs()


def test_reading_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError) as caught:
        open_store(tmp_path / "none", read_only=True)
    assert "thongtri ingest" in caught.value.message("vi")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("read_only", [True, False])
def test_other_folders_and_files_are_left_alone(tmp_path: Path, read_only: bool) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("x", encoding="utf-8")
    for path in (other, other / "letter.txt"):
        with pytest.raises(NotAStoreError):
            open_store(path, read_only=read_only)
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("manifest", ["", "[]", '{"format": 1}', '{"format": 1, "data": "../data-1"}'])
def test_a_damaged_manifest_is_told(tmp_path: Path, manifest: str) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "store.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(NotAStoreError):
        open_store(tmp_path / "store")


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "data-1" / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(NotAStoreError):
        open_store(tmp_path / "store")


def test_a_newer_format_is_told(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    manifest = tmp_path / "store" / "store.json"
    manifest.write_text(json.dumps({"format": 99, "data": "data-1"}), encoding="utf-8")
    with pytest.raises(NewerFormatError):
        open_store(tmp_path / "store", read_only=True)


def test_there_is_one_writer(tmp_path: Path) -> None:
    with open_store(tmp_path / "store"), pytest.raises(StoreLockedError):
        open_store(tmp_path / "store")
    open_store(tmp_path / "store").close()


def test_a_reader_beside_a_writer_sees_what_was_published(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as writer:
        assert isinstance(writer, DiskRepo)
        writer.replace_graph(GRAPH, quads("one"))
        writer.publish()
        with open_store(tmp_path / "store", read_only=True) as reader:
            writer.replace_graph(GRAPH, quads("two"))
            assert labels(reader) == {"one"}
            writer.publish()
            assert labels(reader) == {"two"}


def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    with open_store(tmp_path / "store", read_only=True) as reader, pytest.raises(ReadOnlyError):
        reader.replace_graph(GRAPH, quads("one"))


def test_a_closed_repository_is_told(tmp_path: Path) -> None:
    repo = open_store(tmp_path / "store")
    repo.close()
    repo.close()
    with pytest.raises(ReadOnlyError):
        repo.graphs()


def test_old_snapshots_go_unless_they_are_being_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as writer:
        assert isinstance(writer, DiskRepo)
        writer.publish()
        held = snapshot(tmp_path / "store")
        for number in range(5):
            writer.replace_graph(GRAPH, quads(str(number)))
            writer.publish()
        names = {path.name for path in (tmp_path / "store" / "snapshots").iterdir() if path.is_dir()}
        assert held.name in names
        assert len(names) == 3
        assert pyoxigraph.Store.read_only(str(held.path)) is not None
        held.release()
        writer.replace_graph(GRAPH, quads("last"))
        writer.publish()
        assert not held.path.exists()


def test_a_staged_copy_becomes_the_store_or_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as repo:
        assert isinstance(repo, DiskRepo)
        repo.replace_graph(GRAPH, quads("one"))
        with pytest.raises(KeyError), repo.staged() as staged:
            staged.replace_graph(GRAPH, quads("lost"))
            raise KeyError
        assert labels(repo) == {"one"}
        with repo.staged() as staged:
            staged.replace_graph(GRAPH, quads("two"))
        assert labels(repo) == {"two"}
    with open_store(tmp_path / "store", read_only=True) as reader:
        assert labels(reader) == {"two"}
    assert [path.name for path in (tmp_path / "store").glob("data-*")] == ["data-2"]


def test_rdflib_reads_the_same_store() -> None:
    repo = memory_store()
    repo.replace_graph(GRAPH, quads("one"))
    found = as_rdflib(repo).query(f"SELECT ?v WHERE {{ {thing('thing/0')} ?p ?v }}")
    assert [str(row[0]) for row in found if isinstance(row, ResultRow)] == ["one"]


CRASHER = """
import sys
from pathlib import Path
from pyoxigraph import Literal, Quad
from kg.iris import term, thing
from kg.store import open_store
graph = thing("graph/one")
repo = open_store(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    repo.replace_graph(graph, [Quad(thing(f"thing/{n}"), term("rdfs:label"), Literal(str(number)), graph)
                               for n in range(3000)])
    print(number, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.13])
def test_a_killed_writer_leaves_the_old_or_the_new_graph_whole(tmp_path: Path, delay: float) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", CRASHER, str(tmp_path / "store")],
        stdout=subprocess.PIPE, text=True, cwd=root, env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        assert process.stdout.readline() == "1\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        committed = [1, *map(int, process.stdout.read().split())]
    with open_store(tmp_path / "store", read_only=True) as reader:
        assert_whole(reader, committed[-1])
    with open_store(tmp_path / "store") as repo:
        assert_whole(repo, committed[-1])
        repo.replace_graph(GRAPH, quads("after"))
        assert labels(repo) == {"after"}


def assert_whole(repo: OxigraphRepo, last: int) -> None:
    found = labels(repo)
    assert len(list(repo.quads(GRAPH))) == 3000
    assert found in ({str(last)}, {str(last + 1)})

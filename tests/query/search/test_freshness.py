"""The index on disk follows the graph, survives damage, and never touches the graph."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.model import Record
from kg import iris
from kg.store import open_store
from query.search import search
from query.search.errors import IndexDamagedError
from query.search.freshness import VERSION, index_of, read_manifest

Records = dict[str, tuple[Record, str]]


def found(store: Path, query: str) -> set[str]:
    with open_store(store, read_only=True) as repo:
        return {hit.province for hit in search(query, repo, k=50, mode="lexical").hits}


def test_the_index_lies_in_the_store_and_carries_its_generation(store_folder: Path) -> None:
    with open_store(store_folder, read_only=True) as repo:
        search("mẫu", repo)
        manifest = read_manifest(store_folder / "search")
        assert (manifest.generation, manifest.version) == (repo.generation, VERSION)
        assert len(manifest.notices) == 2


def test_an_index_that_fits_is_opened_not_built(store_folder: Path) -> None:
    found(store_folder, "mẫu")
    before = {path: path.stat().st_mtime_ns for path in (store_folder / "search").iterdir()}
    found(store_folder, "mẫu")
    assert {path: path.stat().st_mtime_ns for path in (store_folder / "search").iterdir()} == before


def test_a_removed_notice_is_forgotten(store_folder: Path, records: Records) -> None:
    assert found(store_folder, "lấy mẫu") == {"Nam Định", "Hòa Bình"}
    with open_store(store_folder) as repo:
        repo.replace_graph(iris.graph(records["nam-dinh"][0].notice.id), [])
    assert found(store_folder, "lấy mẫu") == {"Hòa Bình"}


def test_a_notice_read_anew_replaces_what_it_said(
    store_folder: Path, records: Records, put_record: Callable[..., None]
) -> None:
    record, text = records["hoa-binh"]
    assert found(store_folder, "chủ trì") == {"Hòa Bình"}
    with open_store(store_folder) as repo:
        put_record(repo, replace(record, duties=record.duties[:1]), text, second=30)
    assert found(store_folder, "chủ trì") == set()
    assert found(store_folder, "lấy mẫu") == {"Nam Định", "Hòa Bình"}


def test_the_writer_sees_its_own_changes_at_once(store_folder: Path, records: Records) -> None:
    with open_store(store_folder) as repo:
        assert search("lấy mẫu", repo).hits
        repo.replace_graph(iris.graph(records["nam-dinh"][0].notice.id), [])
        assert {hit.province for hit in search("lấy mẫu", repo).hits} == {"Hòa Bình"}


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


def _largest(folder: Path) -> Path:
    files = [path for path in folder.iterdir() if path.suffix not in {".json", ".lock"}]
    return max(files, key=lambda path: path.stat().st_size)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _lose_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def _lose_segment(folder: Path) -> None:
    _largest(folder).unlink()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "manifest gone": _lose_manifest,
    "manifest cut": lambda folder: (folder / "manifest.json").write_text('{"version": 1, "gen'),
    "manifest of another layout": lambda folder: (folder / "manifest.json").write_text('{"version": 99}'),
    "segment gone": _lose_segment,
    "segment cut": lambda folder: _largest(folder).write_bytes(b"half"),
    "segment changed": lambda folder: _flip(_largest(folder)),
    "meta changed": lambda folder: (folder / "meta.json").write_text("{}"),
    "folder emptied": _empty,
    "folder gone": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_made_anew_and_the_graph_untouched(
    store_folder: Path, damage: Callable[[Path], object]
) -> None:
    found(store_folder, "lấy mẫu")
    with open_store(store_folder, read_only=True) as repo:
        before = set(repo.quads())
    damage(store_folder / "search")
    with pytest.raises(IndexDamagedError):
        read_manifest(store_folder / "search")
    assert found(store_folder, "lấy mẫu") == {"Nam Định", "Hòa Bình"}
    with open_store(store_folder, read_only=True) as repo:
        assert set(repo.quads()) == before
    assert read_manifest(store_folder / "search").notices


def test_a_store_that_cannot_be_written_is_searched_in_memory(
    store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("read-only file system")

    monkeypatch.setattr("query.search.freshness.FileLock", refuse)
    assert found(store_folder, "lấy mẫu") == {"Nam Định", "Hòa Bình"}
    assert not (store_folder / "search").exists()


def test_readers_of_one_store_share_its_open_index(store_folder: Path) -> None:
    with open_store(store_folder, read_only=True) as one, open_store(store_folder, read_only=True) as other:
        assert index_of(one) is index_of(other)


def test_a_store_begun_anew_in_the_same_place_gets_its_own_index(
    store_folder: Path, records: Records, put_record: Callable[..., None]
) -> None:
    assert found(store_folder, "lấy mẫu") == {"Nam Định", "Hòa Bình"}
    shutil.rmtree(store_folder)
    with open_store(store_folder) as repo:
        put_record(repo, *records["hoa-binh"])
        put_record(repo, *records["hoa-binh"], second=1)
    assert found(store_folder, "lấy mẫu") == {"Hòa Bình"}

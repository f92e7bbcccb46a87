"""Keeps the index in step with the graph: opened, brought up to date or rebuilt before each search.

    <store>/search/manifest.json   version of the layout, generation of the graph, model, notices, files
    <store>/search/…               the index
    <store>/search.lock            held by the process that writes it

The manifest is written last and lists every file with its size and checksum: a half-written or damaged
index doesn't match it and is made anew from the graph, which is never touched.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
import weakref
import zlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.folder import write_atomically
from kg.locks import FileLock
from kg.repo import Repo
from kg.store import DiskRepo, SnapshotRepo
from query.dense import Encoder
from query.notices import Notice, read_notices
from query.search.errors import IndexDamagedError
from query.search.lexical import LocalIndex
from query.search.units import read_units
from query.search.vectors import VectorMatrix

VERSION: Final = 5
"""Changes whenever indexes written before must be made anew."""
_FOLDER: Final = "search"
_MANIFEST: Final = "manifest.json"
_LOCKS: Final = frozenset({".tantivy-writer.lock", ".tantivy-meta.lock"})
_BATCH: Final = 200
"""Notices whose units are read from the graph at once."""


Progress: TypeAlias = Callable[[int, int], None]
"""Called with the notices done and their total."""
Stamp: TypeAlias = frozenset[tuple[str, int, int]]
"""Name, size and time of change of every file of an index."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from."""

    version: int = VERSION
    generation: int = -1
    model: str = ""
    notices: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Open:
    index: LocalIndex
    manifest: Manifest
    stamp: Stamp
    """What the folder looked like when the index was opened; its files are mapped into memory."""


_by_folder: dict[Path, _Open] = {}
_by_repo: weakref.WeakKeyDictionary[Repo, _Open] = weakref.WeakKeyDictionary()
_lock = threading.RLock()


def index_of(repo: Repo, encoder: Encoder | None = None, progress: Progress | None = None) -> LocalIndex:
    """The index of exactly what the graph holds now, in the store's folder if it has one.

    `progress` is told how many of the notices that are new or changed, or whose vectors are of another model,
    have been taken in.

    Raises:
        IndexBusyError: another process keeps writing the index.
        ModelUnavailableError: vectors are needed and the model can't be loaded.
    """
    wanted = repo.generation, encoder.name if encoder is not None else ""
    folder = index_folder(repo)
    with _lock:
        known = _by_repo.get(repo) if folder is None else _by_folder.get(folder)
        if known is not None and (known.manifest.generation, known.manifest.model) == wanted and _untouched(known):
            return known.index
        if folder is None:
            _by_repo[repo] = fresh = _in_memory(repo, wanted[0], encoder, progress)
        else:
            _by_folder[folder] = fresh = _on_disk(repo, wanted[0], folder, encoder, progress)
        return fresh.index


def _untouched(known: _Open) -> bool:
    """Whether nobody changed, damaged or removed the files of an open index since."""
    return known.stamp == _stamp(known.index.folder)


def _stamp(folder: Path | None) -> Stamp:
    if folder is None or not folder.is_dir():
        return frozenset()
    states = ((entry.name, entry.stat()) for entry in os.scandir(folder) if entry.name not in _LOCKS)
    return frozenset((name, state.st_size, state.st_mtime_ns) for name, state in states)


def forget(repo: Repo) -> None:
    """Close the index of a repository; the next search opens it again."""
    with _lock:
        _by_repo.pop(repo, None)
        _by_folder.pop(index_folder(repo) or Path(), None)


def index_folder(repo: Repo) -> Path | None:
    """Folder of the index beside the graph; null for a store in memory or elsewhere."""
    if isinstance(repo, DiskRepo):
        return repo.folder.root / _FOLDER
    return repo.root / _FOLDER if isinstance(repo, SnapshotRepo) else None


def _in_memory(repo: Repo, generation: int, encoder: Encoder | None, progress: Progress | None) -> _Open:
    index = LocalIndex(None, VectorMatrix(encoder.name) if encoder else None)
    said = Manifest(generation=generation, model=encoder.name if encoder else "")
    manifest = _bring_up(index, repo, said, encoder, progress)
    return _Open(index, manifest, _stamp(None))


def _on_disk(repo: Repo, generation: int, folder: Path, encoder: Encoder | None, progress: Progress | None) -> _Open:
    """The index in its folder; in memory where the folder can't be written (read-only or full)."""
    try:
        lock = FileLock(folder.with_name(f"{_FOLDER}.lock"))
    except OSError:
        return _in_memory(repo, generation, encoder, progress)
    try:
        lock.hold()
        return _open_current(repo, generation, folder, encoder, progress)
    except OSError:
        return _in_memory(repo, generation, encoder, progress)
    finally:
        lock.release()


def _open_current(
    repo: Repo, generation: int, folder: Path, encoder: Encoder | None, progress: Progress | None
) -> _Open:
    model = encoder.name if encoder is not None else ""
    try:
        manifest = read_manifest(folder)
        if manifest.model != model:
            raise IndexDamagedError(path=folder, detail=f"made for {manifest.model or 'words alone'}")
        index = LocalIndex(folder, VectorMatrix.load(model, folder) if model else None)
    except IndexDamagedError:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        manifest = Manifest(model=model)
        index = LocalIndex(folder, VectorMatrix(model, folder) if model else None)
    if manifest.generation != generation:
        said = Manifest(generation=generation, model=model, notices=manifest.notices)
        manifest = _bring_up(index, repo, said, encoder, progress)
        write_manifest(folder, manifest)
    return _Open(index, manifest, _stamp(folder))


def _bring_up(
    index: LocalIndex, repo: Repo, manifest: Manifest, encoder: Encoder | None, progress: Progress | None
) -> Manifest:
    """Forgets notices that changed or went, adds those that changed or came; returns what holds then."""
    notices = read_notices(repo)
    current = {iri: notice.version for iri, notice in notices.items()}
    stale = [iri for iri, version in manifest.notices.items() if current.get(iri) != version]
    wanted = [notice for iri, notice in notices.items() if manifest.notices.get(iri) != notice.version]
    if stale or wanted:
        index.delete([*stale, *(notice.iri for notice in wanted)])
        for at in range(0, len(wanted), _BATCH):
            _add(index, repo, wanted[at : at + _BATCH], encoder)
            if progress is not None:
                progress(min(at + _BATCH, len(wanted)), len(wanted))
        index.commit()
    return Manifest(generation=manifest.generation, model=manifest.model, notices=current)


def _add(index: LocalIndex, repo: Repo, notices: list[Notice], encoder: Encoder | None) -> None:
    units = read_units(repo, notices)
    index.add(units, encoder.encode_passages([unit.text for unit in units]) if encoder and units else None)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index whose files are exactly those it lists.

    Raises:
        IndexDamagedError: there is none, it can't be read, or files are missing, added or changed.
    """
    try:
        said: Mapping[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**said)
    except (OSError, ValueError, TypeError) as error:
        raise IndexDamagedError(path=folder, detail=str(error)) from error
    if manifest.version != VERSION:
        raise IndexDamagedError(path=folder, detail=f"layout {manifest.version}, not {VERSION}")
    if (files := _files(folder)) != manifest.files:
        names = sorted(files.keys() | manifest.files.keys())
        odd = [name for name in names if files.get(name) != manifest.files.get(name)]
        raise IndexDamagedError(path=folder, detail=", ".join(odd))
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Declares the index complete."""
    said = asdict(manifest) | {"files": _files(folder)}
    write_atomically(folder / _MANIFEST, json.dumps(said, ensure_ascii=False))


def _files(folder: Path) -> dict[str, list[int]]:
    """Size and CRC-32 of every file of the index, by name."""
    found = dict[str, list[int]]()
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in _LOCKS and not path.name.startswith(_MANIFEST):
            data = path.read_bytes()
            found[path.name] = [len(data), zlib.crc32(data)]
    return found

"""The ask index: notices, facts, names and words of a store, kept beside it and brought up to date per notice.

    <store>/ask/index.sqlite   the index
    <store>/ask.lock           held by the process that writes it

It is made from the graph and never the truth: an index that is missing, damaged or of another layout is made
anew. Readers see one state of it while another process writes. A store without a folder, or in a folder that
can't be written, has its index in a temporary file of the process.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from kg.locks import FileLock
from kg.store import DiskRepo, SnapshotRepo
from query.ask.catalogue import Catalogue, Graph, Notice, Thing
from query.ask.facts import Facts
from query.ask.fill import Progress, bring_up, make
from query.ask.kinds import kinds
from query.ask.traits import sources
from query.templates import load, names

LAYOUT: Final = 8
"""Changes whenever indexes written before must be made anew."""
_FOLDER: Final = "ask"
_FILE: Final = "index.sqlite"
_WAIT: Final = 5.0
"""Seconds to wait for a file that is busy, beyond which it counts as damaged."""
_REFUSED: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
"""Errors that speak of the disk, not of the file."""


def open_index(graph: Graph, progress: Progress | None = None) -> sqlite3.Connection:
    """The index of exactly what the graph holds now, as one state for as long as the connection lives.

    It is made or brought up to date first where it has to be; `progress` is told of that.
    """
    folder = _folder(graph)
    if folder is not None:
        try:
            return _on_disk(graph, folder, progress)
        except (OSError, sqlite3.OperationalError):
            pass
    database = _connect("")
    make(database, _made())
    bring_up(database, graph, progress)
    return database


def bring_up_index(graph: Graph, progress: Progress | None = None) -> None:
    """Make the index now, so that the first question needn't wait for it."""
    open_index(graph, progress).close()


def forget_index(graph: Graph) -> None:
    """Delete the index; the next question makes it anew."""
    folder = _folder(graph)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _folder(graph: Graph) -> Path | None:
    if isinstance(graph, DiskRepo):
        return graph.folder.root / _FOLDER
    return graph.root / _FOLDER if isinstance(graph, SnapshotRepo) else None


def _connect(path: str | Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA temp_store = MEMORY")
    return database


def _on_disk(graph: Graph, folder: Path, progress: Progress | None) -> sqlite3.Connection:
    path = folder / _FILE
    if path.is_file() and (found := _current(path, graph)) is not None:
        return found
    lock = FileLock(folder.with_name(f"{_FOLDER}.lock"))
    try:
        lock.hold()
        folder.mkdir(exist_ok=True)
        try:
            _update(path, graph, progress)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in _REFUSED:
                raise
            forget_index(graph)
            folder.mkdir()
            _update(path, graph, progress)
        found = _current(path, graph)
    finally:
        lock.release()
    if found is None:
        raise OSError(f"{path} changed while it was opened")
    return found


def _current(path: Path, graph: Graph) -> sqlite3.Connection | None:
    """The index in a file if it is sound and up to date; the connection keeps to this state of it."""
    database = _connect(path)
    try:
        database.execute("BEGIN")
        if _said(database) == {"made": _made(), "generation": str(graph.generation)}:
            return database
    except sqlite3.DatabaseError:
        pass
    database.close()
    return None


def _said(database: sqlite3.Connection) -> dict[str, str]:
    return dict(database.execute("SELECT name, value FROM meta").fetchall())


def _made() -> str:
    """What the content of an index depends on besides the graph."""
    queries = [load(name).body for name in names() if name.startswith("index-")]
    return hashlib.sha256(repr((LAYOUT, queries, kinds()["statement"], sources())).encode()).hexdigest()


def _update(path: Path, graph: Graph, progress: Progress | None) -> None:
    with closing(_connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
        if tables and _said(database).get("made") != _made():
            raise sqlite3.DatabaseError("another layout")
        if not tables:
            make(database, _made())
        bring_up(database, graph, progress)


def read_catalogue(graph: Graph) -> Catalogue:
    """What the parser needs, from an index brought up to date first."""
    try:
        return catalogue_of(open_index(graph), graph.generation)
    except sqlite3.DatabaseError:
        forget_index(graph)
        return catalogue_of(open_index(graph), graph.generation)


def catalogue_of(database: sqlite3.Connection, generation: int) -> Catalogue:
    """The catalogue over an open index."""
    things = _things(database)
    by_lexicon = dict[str, list[str]]()
    for thing in things.values():
        if thing.lexicon:
            by_lexicon.setdefault(thing.lexicon, []).append(thing.iri)
    return Catalogue(
        generation, _notices(database), Facts(database), things, {k: tuple(sorted(v)) for k, v in by_lexicon.items()}
    )


def _notices(database: sqlite3.Connection) -> dict[str, Notice]:
    read = [_notice(json.loads(data)) for (data,) in database.execute("SELECT data FROM notice ORDER BY id")]
    read.sort(key=lambda notice: (notice.issued or date.min, notice.source))
    return {notice.iri: notice for notice in read}


def _notice(said: dict[str, Any]) -> Notice:
    values = {field.name: said[field.name] for field in fields(Notice)}
    values["issued"] = date.fromisoformat(said["issued"]) if said["issued"] else None
    values["dates"] = tuple(map(date.fromisoformat, said["dates"]))
    return Notice(**values)


def _things(database: sqlite3.Connection) -> dict[str, Thing]:
    names, labels, lexicon = dict[str, list[str]](), dict[str, str](), dict[str, str]()
    for thing, name, preferred, found in database.execute(
        "SELECT thing, name, preferred, lexicon FROM name ORDER BY thing, preferred DESC, length(name), name"
    ):
        if name not in names.setdefault(thing, []):
            names[thing].append(name)
        if preferred:
            labels.setdefault(thing, name)
        if found:
            lexicon[thing] = found
    return {iri: Thing(iri, labels.get(iri, found[0]), tuple(found), lexicon.get(iri)) for iri, found in names.items()}

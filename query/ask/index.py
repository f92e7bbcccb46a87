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
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from kg.locks import FileLock
from kg.store import DiskRepo, SnapshotRepo
from query.ask.catalogue import Catalogue, Fact, Graph, Notice, Thing, local, text_of
from query.ask.facts import Facts
from query.ask.gather import Reading, read_notice
from query.ask.kinds import kinds
from query.templates import load, names

LAYOUT: Final = 5
"""Changes whenever indexes written before must be made anew."""
_FOLDER: Final = "ask"
_FILE: Final = "index.sqlite"
_BATCH: Final = 50
"""Notices committed at once."""
_WAIT: Final = 5.0
"""Seconds to wait for a file that is busy, beyond which it counts as damaged."""
_REFUSED: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
"""Errors that speak of the disk, not of the file."""
_TABLES: Final = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE notice(id INTEGER PRIMARY KEY, iri TEXT UNIQUE, version TEXT, data TEXT);
CREATE TABLE fact(id INTEGER PRIMARY KEY, iri TEXT, notice INTEGER, kind TEXT, grp INTEGER, start INTEGER,
  end INTEGER, section TEXT, strength TEXT, text TEXT, links TEXT, parts TEXT, keys TEXT, lead TEXT);
CREATE INDEX fact_iri ON fact(iri);
CREATE INDEX fact_kind ON fact(kind, notice);
CREATE INDEX fact_section ON fact(notice, section);
CREATE TABLE link(relation TEXT, value TEXT, fact INTEGER, PRIMARY KEY(relation, value, fact)) WITHOUT ROWID;
CREATE INDEX link_fact ON link(fact);
CREATE TABLE name(id INTEGER PRIMARY KEY, thing TEXT, name TEXT, preferred INTEGER, lexicon TEXT,
  UNIQUE(thing, name, preferred, lexicon));
CREATE TABLE naming(notice INTEGER, name INTEGER, PRIMARY KEY(notice, name)) WITHOUT ROWID;
CREATE INDEX naming_name ON naming(name);
CREATE VIRTUAL TABLE words USING fts5(keys, lead, content='fact', content_rowid='id', tokenize="ascii tokenchars '%'");
CREATE VIRTUAL TABLE heard USING fts5vocab(words, 'col');
CREATE TABLE word(key TEXT PRIMARY KEY, facts INTEGER, uses INTEGER) WITHOUT ROWID;
"""
_GROUPS: Final = {"Duty": 0, "Event": 2, "Statistic": 3}
"""Order of the kinds; statements stand between duties and events."""


def open_index(graph: Graph) -> sqlite3.Connection:
    """The index of exactly what the graph holds now, as one state for as long as the connection lives."""
    folder = _folder(graph)
    if folder is not None:
        try:
            return _on_disk(graph, folder)
        except (OSError, sqlite3.OperationalError):
            pass
    database = _connect("")
    _make(database)
    _bring_up(database, graph)
    return database


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


def _on_disk(graph: Graph, folder: Path) -> sqlite3.Connection:
    path = folder / _FILE
    if path.is_file() and (found := _current(path, graph)) is not None:
        return found
    lock = FileLock(folder.with_name(f"{_FOLDER}.lock"))
    try:
        lock.hold()
        folder.mkdir(exist_ok=True)
        try:
            _update(path, graph)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in _REFUSED:
                raise
            forget_index(graph)
            folder.mkdir()
            _update(path, graph)
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
    return hashlib.sha256(repr((LAYOUT, queries, kinds()["statement"])).encode()).hexdigest()


def _update(path: Path, graph: Graph) -> None:
    with closing(_connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        tables = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
        if tables and _said(database).get("made") != _made():
            raise sqlite3.DatabaseError("another layout")
        if not tables:
            _make(database)
        _bring_up(database, graph)


def _make(database: sqlite3.Connection) -> None:
    database.executescript(f"BEGIN; {_TABLES} COMMIT;")
    database.execute("INSERT INTO meta VALUES ('made', ?), ('generation', '')", [_made()])


def _bring_up(database: sqlite3.Connection, graph: Graph) -> None:
    """Forget notices that changed or went, add those that changed or came."""
    generation, current = graph.generation, _versions(graph)
    known = dict(database.execute("SELECT iri, version FROM notice").fetchall())
    gone = [iri for iri, version in known.items() if current.get(iri, ("", ""))[1] != version]
    new = [(iri, *found) for iri, found in current.items() if known.get(iri) != found[1]]
    database.execute("UPDATE meta SET value = '' WHERE name = 'generation'")
    for at in range(0, len(gone), _BATCH):
        with _Transaction(database):
            for iri in gone[at : at + _BATCH]:
                _delete(database, iri)
    for at in range(0, len(new), _BATCH):
        with _Transaction(database):
            for iri, name, version in new[at : at + _BATCH]:
                if (reading := read_notice(graph, iri, name)) is not None:
                    _add(database, reading, version)
    with _Transaction(database):
        if gone or new:
            database.execute("DELETE FROM name WHERE id NOT IN (SELECT name FROM naming)")
            database.execute("DELETE FROM word")
            database.execute("INSERT INTO word SELECT term, doc, cnt FROM heard WHERE col = 'keys'")
        database.execute("UPDATE meta SET value = ? WHERE name = 'generation'", [str(generation)])


class _Transaction:
    """Commits what its block did, or nothing of it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._database.execute("COMMIT" if kind is None else "ROLLBACK")


def _versions(graph: Graph) -> dict[str, tuple[str, str]]:
    """Notice → its graph, and what changes whenever the graph is read anew or reviewed."""
    reviewed = dict[str, list[str]]()
    for row in graph.select(load("index-reviews").bind({})):
        reviewed.setdefault(str(row["notice"].value), []).append(str(row["at"].value))
    out = dict[str, tuple[str, str]]()
    for row in graph.select(load("index-versions").bind({})):
        iri, name = str(row["notice"].value), str(row["graph"].value)
        said = (text_of(row, part) or "" for part in ("hash", "run", "started"))
        before = out.get(iri, (name, " ".join(reviewed.get(iri, ()))))
        out[iri] = (name, " ".join((before[1], *said)))
    return out


def _delete(database: sqlite3.Connection, iri: str) -> None:
    (notice,) = database.execute("SELECT id FROM notice WHERE iri = ?", [iri]).fetchone()
    own = "(SELECT id FROM fact WHERE notice = ?)"
    database.execute(
        "INSERT INTO words(words, rowid, keys, lead) SELECT 'delete', id, keys, lead FROM fact WHERE notice = ?",
        [notice],
    )
    database.execute(f"DELETE FROM link WHERE fact IN {own}", [notice])
    for table, column in (("fact", "notice"), ("naming", "notice"), ("notice", "id")):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", [notice])


def _add(database: sqlite3.Connection, reading: Reading, version: str) -> None:
    iri, data = reading.notice.iri, json.dumps(asdict(reading.notice), ensure_ascii=False, default=date.isoformat)
    row = database.execute("INSERT INTO notice(iri, version, data) VALUES (?, ?, ?)", [iri, version, data])
    notice = row.lastrowid
    for fact in reading.facts:
        number = database.execute(
            "INSERT INTO fact(iri, notice, kind, grp, start, end, section, strength, text, links, parts, keys, lead)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _row(fact, notice),
        ).lastrowid
        database.executemany("INSERT OR IGNORE INTO link VALUES (?, ?, ?)", [(r, v, number) for r, v in _links(fact)])
    database.execute("INSERT INTO words(rowid, keys, lead) SELECT id, keys, lead FROM fact WHERE notice = ?", [notice])
    for one in reading.names:
        values = (one.thing, one.name, one.preferred, one.lexicon)
        database.execute("INSERT OR IGNORE INTO name(thing, name, preferred, lexicon) VALUES (?, ?, ?, ?)", values)
        database.execute(
            "INSERT OR IGNORE INTO naming SELECT ?, id FROM name"
            " WHERE thing = ? AND name = ? AND preferred = ? AND lexicon = ?",
            [notice, *values],
        )


def _row(fact: Fact, notice: int | None) -> list[Any]:
    return [
        fact.iri, notice, fact.kind, _GROUPS.get(fact.kind, 1), fact.order, fact.end, fact.section, fact.strength,
        fact.text, json.dumps(dict(fact.links), ensure_ascii=False), json.dumps(fact.parts, ensure_ascii=False),
        " ".join(fact.keys), " ".join(sorted(fact.lead)),
    ]  # fmt: skip


def _links(fact: Fact) -> Iterable[tuple[str, str]]:
    """Relations to look facts up by; topics by their ids."""
    for relation, values in fact.links.items():
        for value in values:
            yield relation, local(value) if relation == "topic" else value
    for role in {role for role, _ in fact.parts}:
        yield role, ""


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

"""Writing the ask index: its tables, and the notices brought in step with the graph.

What is committed at any moment is an index of some notices, marked as that of no generation until all are in: a
writer that is killed leaves a file that nobody reads and that the next one goes on with.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, Final, TypeAlias

from query.ask.catalogue import Fact, Graph, local, text_of
from query.ask.gather import Naming, Reading, read_notice
from query.ask.traits import looked_up, traits
from query.templates import load

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the notices done and their total."""
_READ: Final = ("run", "started", "hash")
"""What tells one reading of a notice from another."""
_BATCH: Final = 100
"""Notices committed at once."""
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
CREATE TABLE tally(kind TEXT, trait TEXT, notice INTEGER, facts INTEGER,
  PRIMARY KEY(kind, trait, notice)) WITHOUT ROWID;
CREATE INDEX tally_notice ON tally(notice);
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


def make(database: sqlite3.Connection, made: str) -> None:
    """Tables of an empty index; `made` is what its content will depend on besides the graph."""
    database.executescript(f"BEGIN; {_TABLES} COMMIT;")
    database.execute("INSERT INTO meta VALUES ('made', ?), ('generation', '')", [made])


def bring_up(database: sqlite3.Connection, graph: Graph, progress: Progress | None = None) -> None:
    """Forget notices that changed or went, add those that changed or came, until the graph stands still."""
    while _said_of(database) != str(graph.generation):
        _step(database, graph, progress)


def _said_of(database: sqlite3.Connection) -> str:
    return str(database.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()[0])


def _step(database: sqlite3.Connection, graph: Graph, progress: Progress | None) -> None:
    generation, current = graph.generation, _versions(graph)
    known = dict(database.execute("SELECT iri, version FROM notice").fetchall())
    gone = [iri for iri, version in known.items() if current.get(iri, ("", ""))[1] != version]
    new = [(iri, *found) for iri, found in current.items() if known.get(iri) != found[1]]
    database.execute("UPDATE meta SET value = '' WHERE name = 'generation'")
    for at in range(0, len(gone), _BATCH):
        with _Transaction(database):
            for iri in gone[at : at + _BATCH]:
                _delete(database, iri)
    filler = _Filler(database)
    for at in range(0, len(new), _BATCH):
        with _Transaction(database):
            for iri, name, version in new[at : at + _BATCH]:
                if (reading := read_notice(graph, iri, name)) is not None:
                    filler.add(reading, version)
        if progress is not None:
            progress(min(at + _BATCH, len(new)), len(new))
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
    found = {
        (str(row["notice"].value), str(row["graph"].value), *(text_of(row, part) or "" for part in _READ))
        for row in graph.select(load("index-versions").bind({}))
    }
    out = dict[str, tuple[str, str]]()
    for iri, name, *said in sorted(found):
        before = out.get(iri, (name, " ".join(reviewed.get(iri, ()))))
        out[iri] = (before[0], " ".join((before[1], *said)))
    return out


def _delete(database: sqlite3.Connection, iri: str) -> None:
    (notice,) = database.execute("SELECT id FROM notice WHERE iri = ?", [iri]).fetchone()
    own = "(SELECT id FROM fact WHERE notice = ?)"
    database.execute(
        "INSERT INTO words(words, rowid, keys, lead) SELECT 'delete', id, keys, lead FROM fact WHERE notice = ?",
        [notice],
    )
    database.execute(f"DELETE FROM link WHERE fact IN {own}", [notice])
    for table, column in (("fact", "notice"), ("tally", "notice"), ("naming", "notice"), ("notice", "id")):
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", [notice])


class _Filler:
    """Adds notices; remembers the names that it has met."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._names: dict[Naming, int] = {}

    def add(self, reading: Reading, version: str) -> None:
        """Put in what the index keeps of one notice."""
        data = json.dumps(asdict(reading.notice), ensure_ascii=False, default=date.isoformat)
        execute, many = self._database.execute, self._database.executemany
        notice = execute(
            "INSERT INTO notice(iri, version, data) VALUES (?, ?, ?)", [reading.notice.iri, version, data]
        ).lastrowid
        (first,) = execute("SELECT coalesce(max(id), 0) + 1 FROM fact").fetchone()
        numbered = list(enumerate(reading.facts, first))
        many(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [[number, fact.iri, notice, *_row(fact)] for number, fact in numbered],
        )
        many(
            "INSERT OR IGNORE INTO link VALUES (?, ?, ?)",
            [(relation, value, number) for number, fact in numbered for relation, value in _links(fact)],
        )
        execute("INSERT INTO words(rowid, keys, lead) SELECT id, keys, lead FROM fact WHERE notice = ?", [notice])
        counts = Counter((fact.kind, trait) for fact in reading.facts for trait in traits(fact))
        many("INSERT INTO tally VALUES (?, ?, ?, ?)", [(kind, trait, notice, n) for (kind, trait), n in counts.items()])
        names = {self._name(one) for one in reading.names}
        many("INSERT INTO naming VALUES (?, ?)", [(notice, name) for name in names])

    def _name(self, one: Naming) -> int:
        if (known := self._names.get(one)) is not None:
            return known
        values = (one.thing, one.name, one.preferred, one.lexicon)
        self._database.execute(
            "INSERT OR IGNORE INTO name(thing, name, preferred, lexicon) VALUES (?, ?, ?, ?)", values
        )
        (number,) = self._database.execute(
            "SELECT id FROM name WHERE thing = ? AND name = ? AND preferred = ? AND lexicon = ?", values
        ).fetchone()
        return self._names.setdefault(one, int(number))


def _row(fact: Fact) -> list[Any]:
    """Columns of a fact after its number, IRI and notice."""
    return [
        fact.kind, _GROUPS.get(fact.kind, 1), fact.order, fact.end, fact.section, fact.strength,
        fact.text, json.dumps(dict(fact.links), ensure_ascii=False), json.dumps(fact.parts, ensure_ascii=False),
        " ".join(fact.keys), " ".join(sorted(fact.lead)),
    ]  # fmt: skip


def _links(fact: Fact) -> Iterable[tuple[str, str]]:
    """Relations to look facts up by; topics by their ids."""
    for relation, values in fact.links.items():
        for value in values:
            yield relation, local(value) if relation == "topic" else value
    yield from looked_up(fact)

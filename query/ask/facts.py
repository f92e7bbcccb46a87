"""The facts of a store read from the ask index: by IRI, by kind and scope, by link, by words.

Nothing is held in memory but what recent questions touched (`KEPT` facts).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from query.ask.catalogue import Fact
from query.ask.fact_rows import FIELDS, facts_of
from query.ask.fact_words import Words
from query.ask.tiers import Sought, quoted, to_try
from query.ask.traits import COUNTED, FORBIDS

KEPT = 5_000
"""Facts remembered between questions: some 2 KiB each."""
STRETCHES = 4096
"""Numbered items whose words are remembered."""
_JOINED = "FROM fact f JOIN notice n ON n.id = f.notice"
_ORDER = "ORDER BY f.grp, n.iri, f.start, f.id"
Run = Sequence[str]
Value = str | int
Linked = Mapping[str, Iterable[str] | None]
"""Relations that facts have to have, each to any of some things (None: to anything)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Facts that meet a condition: the first of them in order, and how many of all each notice holds."""

    first: tuple[Fact, ...]
    homes: Mapping[str, int]
    least: bool = False
    """True if there may be more."""

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.homes.values())


def _written(runs: Iterable[Run]) -> str:
    """A full-text query for facts that write any of the runs; '' if there is none."""
    kept = [run for run in runs if run]
    return f"keys : ({quoted(kept)})" if kept else ""


class Facts(Mapping[str, Fact]):
    """All facts by IRI, in order of kind, notice and text. `database` is an ask index of one generation."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._known: dict[int, Fact] = {}
        self._all: Collection[str] = ()
        self._numbered: tuple[Collection[str], str] = ((), "[]")
        self._spanned: tuple[Collection[str], tuple[int, int]] = ((), (0, 0))
        self._ids = {str(iri): int(number) for number, iri in self._rows("SELECT id, iri FROM notice")}
        self._size = int(self._rows("SELECT count(*) FROM fact")[0][0])
        self.words = Words(database)
        self._written = lru_cache(maxsize=256)(self._written_in)
        self._tallied = lru_cache(maxsize=16)(self._tally)
        self.told = lru_cache(maxsize=256)(self._told)
        self._stretches: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[str]:
        return iter([str(row[0]) for row in self._rows(f"SELECT f.iri {_JOINED} {_ORDER}")])

    def __getitem__(self, iri: str) -> Fact:
        found = self._read("f.iri = ?", [iri])
        if not found:
            raise KeyError(iri)
        return found[0]

    def of(
        self,
        kinds: Collection[str],
        notices: Collection[str],
        within: str | None = None,
        linked: Linked | None = None,
    ) -> list[Fact]:
        """Facts of some kinds in some notices (and in a numbered item), in order."""
        return self._read(*self._scope(kinds, notices, within, linked))

    def chosen(
        self, kind: str, notices: Collection[str], within: str | None, linked: Linked | None, *, limit: int | None
    ) -> Chosen:
        """The first facts of a kind that `of` would give, all if there is no limit, and the count of all."""
        where, values = self._scope([kind], notices, within, linked)
        if limit is None:
            facts = self._read(where, values)
            return Chosen(tuple(facts), Counter(fact.notice for fact in facts))
        homes = self.homes(kind, notices, within, linked)
        near, count = list[str](), 0
        for notice in sorted(homes):
            near.append(notice)
            if (count := count + homes[notice]) >= limit:
                break
        return Chosen(tuple(self.of([kind], near, within, linked)[:limit]) if near else (), homes)

    def homes(
        self, kind: str, notices: Collection[str], within: str | None = None, linked: Linked | None = None
    ) -> Mapping[str, int]:
        """How many of such facts each notice holds; those that hold none are left out."""
        asked = linked or {}
        trait = next(iter(asked), "")
        if within is None and len(asked) < 2 and asked.get(trait) is None and trait in ("", FORBIDS, *COUNTED):
            counts = self._tallied(kind, trait)
            return counts if self._whole(notices) else {iri: counts[iri] for iri in notices if iri in counts}
        where, values = self._scope([kind], notices, within, linked)
        rows = self._rows(f"SELECT n.iri, count(*) {_JOINED} WHERE {where} GROUP BY f.notice", values)
        return {str(iri): int(count) for iri, count in rows}

    def _tally(self, kind: str, trait: str) -> Mapping[str, int]:
        """Notices that hold facts of a kind with a trait, and how many."""
        rows = self._rows(
            "SELECT n.iri, t.facts FROM tally t JOIN notice n ON n.id = t.notice WHERE kind = ? AND trait = ?",
            [kind, trait],
        )
        return {str(iri): int(count) for iri, count in rows}

    def linked_things(
        self, kind: str, notices: Collection[str], within: str | None, relations: Run, things: Collection[str]
    ) -> set[str]:
        """Those of the things that facts of a kind in some notices are linked to by any of the relations."""
        where, values = self._scope([kind], notices, within)
        rows = self._rows(
            "SELECT DISTINCT l.value FROM link l JOIN fact f ON f.id = l.fact JOIN notice n ON n.id = f.notice"
            " WHERE l.relation IN (SELECT value FROM json_each(?)) AND l.value IN (SELECT value FROM json_each(?))"
            f" AND {where}",
            [json.dumps(list(relations)), json.dumps(list(things)), *values],
        )
        return {str(row[0]) for row in rows}

    def holding(
        self, runs: Collection[Run], kinds: Collection[str], notices: Collection[str], within: str | None = None
    ) -> list[Fact]:
        """Facts that write any of the runs of folded words."""
        if not (match := _written(runs)):
            return []
        where, values = self._scope(kinds, notices, within)
        return self._read(f"f.id IN (SELECT rowid FROM words WHERE words MATCH ?) AND {where}", [match, *values])

    def naming(
        self,
        relations: Run,
        things: Collection[str],
        runs: Collection[Run],
        kinds: Collection[str],
        notices: Collection[str],
        *,
        within: str | None,
    ) -> list[Fact]:
        """Facts that are linked to any of the things by any of the relations, or write any of the runs."""
        linked = (
            "SELECT fact FROM link WHERE relation IN (SELECT value FROM json_each(?))"
            " AND value IN (SELECT value FROM json_each(?))"
        )
        given: list[Value] = [json.dumps(list(relations)), json.dumps(list(things))]
        if match := _written(runs):
            linked += " UNION SELECT rowid FROM words WHERE words MATCH ?"
            given.append(match)
        where, values = self._scope(kinds, notices, within)
        return self._read(f"f.id IN ({linked}) AND {where}", [*given, *values])

    def holds(self, runs: Collection[Run], kinds: Collection[str], notices: Collection[str]) -> bool:
        """True if any such fact (of any kind, if none is named) writes any of the runs."""
        where, values = self._scope(kinds, notices, None)
        found = f"SELECT 1 FROM words CROSS JOIN fact f ON f.id = words.rowid WHERE words MATCH ? AND {where} LIMIT 1"
        return bool(match := _written(runs)) and bool(self._rows(found, [match, *values]))

    def written_in(self, runs: Collection[Run]) -> frozenset[str]:
        """Notices of which some fact writes any of the runs of folded words."""
        return self._written(match) if (match := _written(runs)) else frozenset()

    def _written_in(self, match: str) -> frozenset[str]:
        rows = self._rows(
            "SELECT DISTINCT n.iri FROM notice n JOIN fact f ON f.notice = n.id"
            " WHERE f.id IN (SELECT rowid FROM words WHERE words MATCH ?)",
            [match],
        )
        return frozenset(str(row[0]) for row in rows)

    def near(
        self,
        sought: Sequence[Sought],
        run: Run,
        topics: Collection[str],
        kinds: Collection[str],
        notices: Collection[str],
        *,
        within: str | None,
        linked: Linked | None = None,
        limit: int,
    ) -> list[Fact]:
        """Facts that hold a word or stand below it or are of a topic; where there are too many, the likeliest.

        `run`: the words in order if they stand next to each other in the question.
        """
        where, values = self._scope(kinds, notices, within, linked)
        first, last = span = self._span(notices)
        found = (
            "SELECT words.rowid FROM words CROSS JOIN fact f ON f.id = words.rowid"
            f" WHERE words MATCH ? AND words.rowid BETWEEN {first} AND {last} AND {where}"
        )
        ids = list[Value]()
        inside = None if self._whole(notices) else {self._ids[iri] for iri in notices if iri in self._ids}
        for query, ranked in to_try(sought, run, partial(self.words.found, span=span), self.words.uses, limit):
            if ranked:
                ranking = self.words.ranked(query, span)
                near = [n for n, kind, home in ranking if kind in kinds and (inside is None or home in inside)]
                ids = self._meeting(near, within, linked)[:limit]
            else:
                ids = [row[0] for row in self._rows(f"{found} LIMIT ?", [query, *values, limit])]
            if ids:
                break
        if topics:
            ids += [
                row[0]
                for row in self._rows(
                    "SELECT l.fact FROM link l JOIN fact f ON f.id = l.fact WHERE l.relation = 'topic'"
                    f" AND l.value IN (SELECT value FROM json_each(?)) AND l.fact BETWEEN {first} AND {last}"
                    f" AND {where} LIMIT ?",
                    [json.dumps(sorted(topics)), *values, limit],
                )
            ]
        return self._read("f.id IN (SELECT value FROM json_each(?))", [json.dumps(ids)])

    def _meeting(self, ids: Sequence[Value], within: str | None, linked: Linked | None) -> list[Value]:
        """Those of some facts that stand in a numbered item and have some links, in their order."""
        if (within is None and not linked) or not ids:
            return list(ids)
        where, values = self._scope((), self._all, within, linked)
        found = f"SELECT f.id FROM fact f WHERE f.id IN (SELECT value FROM json_each(?)) AND {where}"
        kept = {row[0] for row in self._rows(found, [json.dumps(ids), *values])}
        return [number for number in ids if number in kept]

    def _span(self, notices: Collection[str]) -> tuple[int, int]:
        """The least and the greatest number of a fact in some notices: those loaded together stand together."""
        if self._whole(notices):
            return 0, 2**62
        if self._spanned[0] is not notices:
            (row,) = self._rows(
                "SELECT coalesce(min(id), 0), coalesce(max(id), 0) FROM fact"
                " WHERE notice IN (SELECT value FROM json_each(?))",
                [self._numbers(notices)],
            )
            self._spanned = notices, (int(row[0]), int(row[1]))
        return self._spanned[1]

    def at(self, places: Collection[tuple[str, int, int]]) -> list[Fact]:
        """Facts whose evidence is exactly one of these places (notice, start, end)."""
        wanted = json.dumps([[self._ids[notice], start, end] for notice, start, end in places if notice in self._ids])
        chosen = "SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)"
        return self._read(f"(f.notice, f.start, f.end) IN ({chosen})", [wanted])

    def counted(self, relations: Collection[str], notices: Collection[str]) -> Iterator[tuple[str, str, str, str, int]]:
        """Numbers of facts by notice, kind, relation and the thing they are linked to.

        For every kind of fact there is also the number of all of them, with relation and thing ''.
        """
        ids = {self._ids[iri]: iri for iri in notices if iri in self._ids}
        chosen = "f.notice IN (SELECT value FROM json_each(?))"
        linked = self._rows(
            "SELECT f.notice, f.kind, l.relation, l.value, count(*) FROM link l JOIN fact f ON f.id = l.fact"
            f" WHERE l.relation IN (SELECT value FROM json_each(?)) AND {chosen} GROUP BY 1, 2, 3, 4",
            [json.dumps(list(relations)), json.dumps(list(ids))],
        )
        alone = self._rows(
            f"SELECT f.notice, f.kind, '', '', count(*) FROM fact f WHERE {chosen} GROUP BY 1, 2",
            [json.dumps(list(ids))],
        )
        for notice, kind, relation, value, count in (*linked, *alone):
            yield ids[int(notice)], str(kind), str(relation), str(value), int(count)

    def _told(self, notice: str) -> frozenset[str]:
        """Words of all facts of a notice."""
        rows = self._rows("SELECT keys FROM fact WHERE notice = ?", [self._ids.get(notice, 0)])
        return frozenset(key for row in rows for key in str(row[0]).split())

    def around(self, facts: Iterable[Fact]) -> Mapping[tuple[str, str], str]:
        """Words of the numbered items that facts stand in, by notice and section, with a blank around each."""
        places = {(fact.notice, fact.section) for fact in facts if fact.section}
        if missing := [place for place in places if place not in self._stretches]:
            if len(self._stretches) > STRETCHES:
                self._stretches.clear()
            known = {self._ids[notice]: notice for notice, _ in missing}
            rows = self._rows(
                "SELECT notice, section, keys FROM fact"
                " WHERE (notice, section) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))",
                [json.dumps([(self._ids[notice], section) for notice, section in missing])],
            )
            held = dict[tuple[str, str], list[str]]()
            for number, section, keys in rows:
                held.setdefault((known[int(number)], str(section)), []).append(str(keys))
            self._stretches |= {place: f" {' '.join(texts)} " for place, texts in held.items()}
        return {place: self._stretches.get(place, "") for place in places}

    def _whole(self, notices: Collection[str]) -> bool:
        """True if the notices are all there are."""
        if notices is not self._all and len(notices) >= len(self._ids) and len(set(notices)) >= len(self._ids):
            self._all = notices
        return notices is self._all

    def _scope(
        self, kinds: Collection[str], notices: Collection[str], within: str | None, linked: Linked | None = None
    ) -> tuple[str, list[Value]]:
        """A condition on facts `f`, with its values."""
        where, values = "f.kind IN (SELECT value FROM json_each(?))", list[Value]([json.dumps(list(kinds))])
        if not kinds:
            where, values = "1", []
        if not self._whole(notices):
            where += " AND f.notice IN (SELECT value FROM json_each(?))"
            values.append(self._numbers(notices))
        if within is not None:
            where += " AND (f.section = ? OR substr(f.section, 1, ?) IN (?, ?))"
            values += [within, len(within) + 1, within + ".", within + "-"]
        for relation, things in (linked or {}).items():
            if things is not None:
                where += " AND f.id IN (SELECT fact FROM link WHERE relation = ?"
                where += " AND value IN (SELECT value FROM json_each(?)))"
                values += [relation, json.dumps(list(things))]
            elif self._whole(notices):
                where += " AND f.id IN (SELECT fact FROM link WHERE relation = ?)"
                values.append(relation)
            else:
                where += " AND EXISTS (SELECT 1 FROM link l WHERE l.fact = f.id AND l.relation = ?)"
                values.append(relation)
        return where, values

    def _numbers(self, notices: Collection[str]) -> str:
        """The numbers of some notices as a JSON list."""
        if self._numbered[0] is not notices:
            self._numbered = notices, json.dumps([self._ids[iri] for iri in notices if iri in self._ids])
        return self._numbered[1]

    def _read(self, where: str, values: Sequence[Value]) -> list[Fact]:
        """Facts that meet a condition, in order."""
        ids = [int(row[0]) for row in self._rows(f"SELECT f.id {_JOINED} WHERE {where} {_ORDER}", values)]
        if len(self._known) > KEPT:
            self._known.clear()
        known = self._known
        if missing := [number for number in ids if number not in known]:
            rows = self._rows(
                f"SELECT {FIELDS} {_JOINED} WHERE f.id IN (SELECT value FROM json_each(?))", [json.dumps(missing)]
            )
            known.update(facts_of(rows))
        return [known[number] for number in ids]

    def _rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        return self._database.execute(sql, values).fetchall()

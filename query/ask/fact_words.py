"""The words of all facts, as the ask index counts and finds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from query.ask.tiers import RANKED, quoted

SAMPLED = 60
"""Facts by which is judged whether two syllables are one word."""
Value = str | int


class Words:
    """Counts of folded words and of facts that hold them, rankings by them. `database` is an ask index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._counts = {str(key): int(count) for key, count in self._rows("SELECT key, facts FROM word")}
        self.adjacent = lru_cache(maxsize=4096)(self._adjacent)
        self.bond = lru_cache(maxsize=4096)(self._bond)
        self.found = lru_cache(maxsize=1024)(self._count)
        self.ranked = lru_cache(maxsize=8)(self._ranking)

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of facts that hold each folded word."""
        return self._counts

    def uses(self, key: str) -> int:
        """Number of facts that hold a folded word."""
        return self._counts.get(key, 0)

    def writings(self) -> dict[str, int]:
        """How often each folded word is written."""
        return {str(key): int(uses) for key, uses in self._rows("SELECT key, uses FROM word")}

    def _ranking(self, query: str, span: tuple[int, int]) -> list[tuple[int, str, int]]:
        """Facts between two that a full-text query finds, of whatever kind, the likeliest first: their numbers, kinds
        and the numbers of their notices. The forms of a question look for the same words in several kinds."""
        return self._rows(
            "SELECT f.id, f.kind, f.notice FROM words CROSS JOIN fact f ON f.id = words.rowid"
            " WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? ORDER BY bm25(words, 1.0, 0.3)",
            [query, *span],
        )

    def _count(self, query: str, span: tuple[int, int]) -> int:
        """Number of facts between two that a full-text query finds; beyond `RANKED` no more are counted."""
        found = "SELECT 1 FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
        return int(self._rows(f"SELECT count(*) FROM ({found})", [query, *span, RANKED + 1])[0][0])

    def _adjacent(self, first: str, second: str) -> bool:
        """True if some fact writes the two words next to each other."""
        match = f"keys : {quoted([(first, second)])}"
        return bool(self._rows("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", [match]))

    def _bond(self, first: str, second: str) -> float:
        """How far two neighbouring syllables are one word: of facts with the rarer one the share that write the pair.

        Judged by `SAMPLED` facts; 0 if no fact holds one of them.
        """
        rarer = min(first, second, key=lambda key: self._counts.get(key, 0))
        rows = self._rows(
            "SELECT f.keys FROM words JOIN fact f ON f.id = words.rowid WHERE words MATCH ? LIMIT ?",
            [f"keys : {quoted([(rarer,)])}", SAMPLED],
        )
        return sum(f" {first} {second} " in f" {keys} " for (keys,) in rows) / len(rows) if rows else 0.0

    def _rows(self, sql: str, values: Sequence[Value] = ()) -> list[Any]:
        return self._database.execute(sql, values).fetchall()

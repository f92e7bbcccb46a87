"""Full-text queries from the widest to the narrowest, and what they find in a large archive."""

from __future__ import annotations

import doctest
import sqlite3

import pytest

from query.ask import tiers
from query.ask.tiers import Sought, any_of, holding, narrowing

RARE, KNOWN, COMMON = Sought(("dien", "tap"), 6.0), Sought(("phong",), 3.0), Sought(("chong",), 1.0)
TEXTS = ["dien phong chong", "tap phong", "dien", "phong chong", "chong", "khac"]


@pytest.fixture
def words() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(keys)")
    database.executemany("INSERT INTO words VALUES (?)", [(text,) for text in TEXTS])
    return database


def found(words: sqlite3.Connection, query: str) -> list[str]:
    return [row[0] for row in words.execute("SELECT keys FROM words WHERE words MATCH ? ORDER BY rowid", [query])]


def test_examples_hold() -> None:
    assert doctest.testmod(tiers).failed == 0


@pytest.mark.parametrize(("share", "count"), [(0.1, 5), (0.3, 4), (0.5, 3), (0.7, 2), (0.9, 2), (1.0, 1)])
def test_facts_hold_words_of_a_share_of_the_weight(words: sqlite3.Connection, share: float, count: int) -> None:
    assert len(found(words, holding([RARE, KNOWN, COMMON], share))) == count


def test_each_query_is_narrower(words: sqlite3.Connection) -> None:
    def count(query: str) -> int:
        return len(found(words, query))

    sought = [RARE, KNOWN, COMMON]
    queries = list(narrowing(sought, ["phong", "chong"], lambda word: sum(word in text.split() for text in TEXTS)))
    assert queries[0] == any_of(sought)
    counts = [count(query) for query in queries[:-1]]
    assert counts == sorted(counts, reverse=True)
    assert found(words, queries[-1]) == ["dien phong chong", "phong chong"]

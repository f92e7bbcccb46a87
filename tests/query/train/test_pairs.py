"""Pairs of queries and clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

import query
from query.train.pairs import Pair, PairsError, read_pairs, thesaurus_pairs, written_pairs
from query.train.texts import SHINGLE, _shingles
from query.train.words import word_weights, write_word_weights

ROOT = Path(query.__file__).parent
SAMPLES = ROOT.parent / "ingest/data/samples"


def test_blocks_of_a_file() -> None:
    text = "# nguồn\n= Bố trí hòm phiếu phụ.\nthùng phiếu ở đâu\nai lo thùng phiếu\n\n= Rà soát cử tri.\nsửa tên\n"
    assert read_pairs("a.txt", text) == [
        Pair("a.txt", "Bố trí hòm phiếu phụ.", ("thùng phiếu ở đâu", "ai lo thùng phiếu")),
        Pair("a.txt", "Rà soát cử tri.", ("sửa tên",)),
    ]


def test_all_faults_are_told_with_their_lines() -> None:
    with pytest.raises(PairsError) as caught:
        read_pairs("a.txt", "lạc\n= Một.\nhỏi\n= Hai.\n= Một.\nhỏi\n")
    assert sorted(fault.line for fault in caught.value.faults) == [0, 4, 5]


def test_the_written_pairs_are_many_and_differ_from_the_samples() -> None:
    pairs = written_pairs()
    assert len(pairs) >= 1500
    assert sum(len(pair.queries) for pair in pairs) >= 7500
    shown = {shingle for path in SAMPLES.glob("*.txt") for shingle in _shingles(path.read_text(encoding="utf-8"))}
    assert shown
    assert [pair.clause for pair in pairs if not shown.isdisjoint(_shingles(pair.clause))] == []
    assert SHINGLE == 13


def test_groups_of_the_thesaurus_have_both_sides() -> None:
    assert all(said and meant for said, meant in thesaurus_pairs())


def test_words_that_tell_little_weigh_less(tmp_path: Path) -> None:
    pairs = [Pair("a", f"Bố trí hòm phiếu {n}.", (f"ai lo phiếu {n}", "phiếu ở đâu")) for n in range(20)]
    weights = word_weights(pairs)
    assert weights["ai"] < 0.5
    assert "bo" not in weights
    write_word_weights(tmp_path, weights)
    assert "ai,0.2\n" in (tmp_path / "query_words.csv").read_text(encoding="utf-8")


def test_the_shipped_weights_are_those_of_the_shipped_pairs(tmp_path: Path) -> None:
    write_word_weights(tmp_path, word_weights(written_pairs()))
    shipped = (ROOT / "data/query_words.csv").read_text(encoding="utf-8")
    assert (tmp_path / "query_words.csv").read_text(encoding="utf-8") == shipped

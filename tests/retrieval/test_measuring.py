"""Baselines by their formula; what is counted once; tables; sets of others."""

from __future__ import annotations

import json
from math import log
from pathlib import Path

import numpy as np
import pytest

from query.embed.box import boxed
from query.search.model import Unit, Where
from query.search.text import analyse
from tests.retrieval.baselines import Baselines, Field
from tests.retrieval.collections import Corpus, Query, Task, golden_queries, third_party
from tests.retrieval.measure import Searcher, bare, distinct, measured, table
from tests.retrieval.measures import mean

TEXTS = ["xét nghiệm diện rộng", "cách ly tập trung", "chuẩn bị hòm phiếu", "in phiếu bầu"]
CORPUS = Corpus(
    [Unit(str(row), "passage", str(row), text, text, 0, len(text)) for row, text in enumerate(TEXTS)], list("abcc")
)
TASK = Task("toy", [Query("1", "cách ly", {"b": 2}), Query("2", "thùng bỏ phiếu kín", {"c": 2})])


def test_bm25_by_hand() -> None:
    scores = Field(map(analyse, TEXTS), lambda text: text.plain).scores(analyse("phiếu bầu bầu lạ"))
    rarity = {"phiếu": log(1 + 2.5 / 2.5), "bầu": log(1 + 3.5 / 1.5)}
    often = {3: 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / 3.75)), 4: 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / 3.75))}
    expected = [0, 0, rarity["phiếu"] * often[4], (rarity["phiếu"] + 2 * rarity["bầu"]) * often[3]]
    assert scores == pytest.approx(expected)


def test_baselines_without_marks() -> None:
    """Syllables as they stand find nothing then, folded ones do."""
    baselines, rows = Baselines(TEXTS), np.arange(4)
    assert baselines.bm25("hom phieu", rows) == []
    assert baselines.lc("hom phieu", rows) == [2, 3]
    assert baselines.lc("hòm phiếu", rows[3:]) == [3]


def test_copies_of_one_thing_take_one_place() -> None:
    assert distinct([3, 0, 2, 1], CORPUS.keys) == ["c", "a", "b"]
    assert len(distinct(range(30), [str(row // 2) for row in range(30)])) == 10


def test_every_way_is_measured(tmp_path: Path) -> None:
    scores = measured(Searcher(CORPUS, None, tmp_path), TASK)
    assert list(scores) == ["BM25", "LC", "words", "+ thesaurus"]
    assert {name: mean(own).recall for name, own in scores.items()} == dict.fromkeys(scores, 1)
    told = list(table("toy", scores))
    assert told[0] == "toy, n=2"
    assert [line.split("  ")[1] for line in told[2:]] == list(scores)


def test_meaning_is_measured_where_there_is_a_model(tmp_path: Path) -> None:
    scores = measured(Searcher(CORPUS, boxed(), tmp_path), TASK)
    assert list(scores)[4:] == ["meaning", "hybrid"]
    assert mean(scores["hybrid"]).recall == 1


def test_a_filter_holds_for_every_way(tmp_path: Path) -> None:
    units = [*CORPUS.units, Unit("4", "duty", "4", "cách ly", "cách ly", 0, 7)]
    searcher = Searcher(Corpus(units, [*CORPUS.keys, "d"]), boxed(), tmp_path)
    for way in searcher.ways(Where(kinds=("passage",))).values():
        found = list(way("cách ly"))
        assert found[0] == 1
        assert 4 not in found


def test_queries_typed_without_marks() -> None:
    assert [query.text for query in bare(TASK).queries] == ["cach ly", "thung bo phieu kin"]


def test_sets_of_others(tmp_path: Path) -> None:
    assert list(third_party(tmp_path)) == []
    (tmp_path / "xquad_vi.passages.jsonl").write_text(json.dumps({"pid": "p", "text": "abc"}), encoding="utf-8")
    question = {"qid": "q", "question": "abc?", "positive_ids": ["p"]}
    (tmp_path / "xquad_vi.questions.jsonl").write_text(json.dumps(question), encoding="utf-8")
    (alone, [task]), (together, tasks) = third_party(tmp_path)
    assert alone.keys == ["xquad_vi/p"]
    assert task.queries == [Query("q", "abc?", {"xquad_vi/p": 2})]
    assert len(together.units) == 54 + 1
    assert [len(task.queries) for task in tasks] == [len(golden_queries(half, "samples")) for half in ("dev", "test")]

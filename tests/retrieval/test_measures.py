"""Measures with values known by hand."""

from __future__ import annotations

from math import log2

import pytest

from tests.retrieval.measures import Scores, difference, mean, score


def test_of_a_ranking() -> None:
    recall, reciprocal_rank, ndcg = score(["x", "b", "a", "y"], {"a": 2, "b": 1, "c": 2})
    assert recall == 1 / 2
    assert reciprocal_rank == 1 / 3
    gain = 1 / log2(3) + 3 / log2(4)
    best = 3 + 3 / log2(3) + 1 / log2(4)
    assert ndcg == pytest.approx(gain / best)
    assert ndcg == pytest.approx(0.3951, abs=1e-4)


def test_the_best_order_and_nothing_found() -> None:
    assert score(["a", "c", "b"], {"a": 2, "b": 1, "c": 2}) == (1, 1, 1)
    assert score([], {"a": 2}) == (0, 0, 0)


def test_only_the_first_ten_count() -> None:
    assert score([*map(str, range(10)), "a"], {"a": 2}) == (0, 0, 0)
    recall, reciprocal_rank, ndcg = score([*map(str, range(9)), "a"], {"a": 2})
    assert (recall, reciprocal_rank) == (1, 1 / 10)
    assert ndcg == pytest.approx(1 / log2(11))


def test_mean() -> None:
    assert mean([Scores(1, 0, 0.5), Scores(0, 0, 1)]) == (0.5, 0, 0.75)


def test_intervals_hold_the_mean_and_come_out_the_same_again() -> None:
    ours = [Scores(i % 3 / 2, i % 2, 0.5) for i in range(60)]
    theirs = [Scores(i % 5 / 4, 0, 0.5) for i in range(60)]
    told = difference(ours, theirs)
    assert told == difference(ours, theirs)
    recall, reciprocal_rank, ndcg = told
    assert recall.mean == pytest.approx(0)
    assert recall.low < 0 < recall.high
    assert reciprocal_rank.mean == 0.5
    # normal approximation: 1.96 · sqrt(p(1 - p) / n)
    assert reciprocal_rank.high - 0.5 == pytest.approx(1.96 * 0.5 / 60**0.5, rel=0.1)
    assert ndcg == (0, 0, 0)


def test_an_interval_is_of_paired_differences() -> None:
    """Scores that vary widely, but always by the same, differ surely."""
    theirs = [Scores(i / 100, 0, 0) for i in range(50)]
    ours = [Scores(i / 100 + 0.25, 0, 0) for i in range(50)]
    recall, *_ = difference(ours, theirs)
    assert recall.low == pytest.approx(0.25)
    assert recall.high == pytest.approx(0.25)

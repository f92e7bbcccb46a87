"""The retrieval benchmark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from query.bench import BenchFileError, bench_retrieval

PASSAGES = {"p1": "xét nghiệm diện rộng", "p2": "cách ly tập trung", "p3": "bầu cử đại biểu Quốc hội"}


def write(path: Path, lines: list[object]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "passages.jsonl", [{"pid": pid, "text": text} for pid, text in PASSAGES.items()])


def test_figures_of_a_small_set(corpus: Path, tmp_path: Path) -> None:
    queries = write(
        tmp_path / "queries.jsonl",
        [
            {"qid": "1", "question": "cach ly", "positive_ids": ["p2"]},
            {"qid": "2", "question": "bầu cử", "positive_ids": ["p3", "p1"]},
            {"qid": "3", "question": "không có gì", "positive_ids": ["p1"]},
        ],
    )
    told = bench_retrieval(corpus, queries, mode="lexical").to_json()
    assert (told["passages"], told["queries"], told["mode"]) == (3, 3, "lexical")
    assert told["recall@1"] == pytest.approx((1 + 0.5 + 0) / 3, abs=1e-3)
    assert told["mrr@10"] == pytest.approx(2 / 3, abs=1e-3)
    assert told["ndcg@10"] == pytest.approx((1 + 1 / (1 + 0.6309) + 0) / 3, abs=1e-3)
    assert set(told) >= {"recall@5", "recall@10", "build_seconds", "p50_ms", "p95_ms", "peak_mib"}


def test_the_thesaurus_is_measured_on_and_off(tmp_path: Path) -> None:
    texts = {"a": "chuẩn bị hòm phiếu", "b": "hộp thư phiếu"}
    corpus = write(tmp_path / "p.jsonl", [{"pid": pid, "text": text} for pid, text in texts.items()])
    queries = write(tmp_path / "q.jsonl", [{"question": "thùng bỏ phiếu kín", "positive_ids": ["a"]}])
    told = bench_retrieval(corpus, queries, mode="lexical").to_json()
    assert told["mrr@10"] == 1
    assert told["without_thesaurus_mrr@10"] < 1
    assert set(told) >= {"without_thesaurus_recall@10", "without_thesaurus_p95_ms"}


@pytest.mark.parametrize(("line", "said"), [('{"pid": "x"}', "text"), ("not json", "Expecting value")])
def test_a_bad_line_is_named(corpus: Path, tmp_path: Path, line: str, said: str) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"pid": "a", "text": "b"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(BenchFileError, match=f"(?s)2.*{said}"):
        bench_retrieval(bad, corpus, mode="lexical")

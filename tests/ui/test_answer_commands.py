"""`ask`, `search`, `sparql`, `compare`, `show`, `export`, `import`, `check`: shapes of the contract."""

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

Here = Callable[..., int]
Captured = pytest.CaptureFixture[str]
QUESTION = "Thông báo 229-TB/TU ký ngày nào?"
ANSWER_KEYS = {
    "question",
    "status",
    "reading",
    "slots",
    "answer",
    "values",
    "sparql",
    "evidence",
    "nearest",
    "confidence",
    "ms",
}


def test_ask_prints_the_object_of_the_contract(here: Here, capsys: Captured) -> None:
    assert here("ask", QUESTION, "--json") == 0
    shown = capsys.readouterr().out
    answer = json.loads(shown)
    assert set(answer) >= ANSWER_KEYS
    assert answer["status"] == "answered"
    assert answer["values"] == ["2021-05-09"]
    assert set(answer["evidence"][0]) >= {"notice", "source", "start", "end", "text"}
    assert "\\u" not in shown


def test_the_shown_query_gives_rows_by_hand(here: Here, capsys: Captured) -> None:
    here("ask", QUESTION, "--json")
    query = json.loads(capsys.readouterr().out)["sparql"]
    assert here("sparql", query, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["results"]["bindings"]


def test_ask_for_people_shows_answer_reading_and_evidence(here: Here, capsys: Captured) -> None:
    assert here("ask", QUESTION, "--show-sparql") == 0
    shown = capsys.readouterr().out
    assert "9/5/2021" in shown or "2021-05-09" in shown
    assert "Bằng chứng" in shown
    assert "SELECT" in shown


def test_a_batch_keeps_order_and_ids(here: Here, tmp_path: Path, capsys: Captured) -> None:
    batch = tmp_path / "questions.jsonl"
    lines = [
        {"id": "b", "question": QUESTION},
        {"id": 7, "question": "Còn Vĩnh Phúc thì sao?", "context": ["Bắc Giang nêu hạn chế nào?"]},
        {"id": "a", "question": "Giá vàng hôm nay bao nhiêu?"},
    ]
    batch.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert here("ask", "--batch", str(batch), "--json") == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["b", 7, "a"]
    assert answers[2]["status"] == "out_of_scope"
    assert answers[2]["values"] == []


@pytest.mark.parametrize("content", [b"{", b'{"id": 1}', b"[]", b'{"question": "a"}', b"\xff\xfe\x00"])
def test_a_bad_batch_is_told_before_any_answer(content: bytes, here: Here, tmp_path: Path, capsys: Captured) -> None:
    batch = tmp_path / "bad.jsonl"
    batch.write_bytes(content)
    assert here("ask", "--batch", str(batch), "--json") == 1
    shown = capsys.readouterr()
    assert "bad.jsonl" in shown.err
    assert not shown.out


def test_search_prints_the_object_of_the_contract(here: Here, capsys: Captured) -> None:
    assert here("search", "khu cach ly tap trung", "-k", "3", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) >= {"query", "hits", "ms"}
    assert [hit["rank"] for hit in result["hits"]] == [1, 2, 3]
    keys = "rank score kind id notice source province text start end why"
    assert all(set(keys.split()) <= set(hit) for hit in result["hits"])
    assert all({"lexical", "semantic", "graph"} <= set(hit["why"]) for hit in result["hits"])


def test_search_filters_by_province(here: Here, capsys: Captured) -> None:
    assert here("search", "cách ly", "--province", "Vĩnh Phúc", "--json") == 0
    assert {hit["province"] for hit in json.loads(capsys.readouterr().out)["hits"]} == {"Vĩnh Phúc"}


def test_finding_nothing_is_no_error(here: Here, capsys: Captured) -> None:
    assert here("search", "zzzqqq") == 0
    shown = capsys.readouterr()
    assert "zzzqqq" in shown.err
    assert not shown.out


@pytest.mark.parametrize("name", ["table", "json", "csv", "tsv", "xml"])
def test_rows_come_in_every_format(name: str, here: Here, capsys: Captured) -> None:
    assert here("sparql", "SELECT ?number { ?n tt:number ?number }", "--format", name) == 0
    assert "229-TB/TU" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["turtle", "nquads", "jsonld"])
def test_graphs_come_in_every_format(name: str, here: Here, capsys: Captured) -> None:
    assert here("sparql", "CONSTRUCT { ?n tt:number ?x } WHERE { ?n tt:number ?x }", "--format", name) == 0
    assert "229-TB/TU" in capsys.readouterr().out


def test_a_query_may_come_from_a_file_and_go_to_one(here: Here, tmp_path: Path) -> None:
    query, book = tmp_path / "q.rq", tmp_path / "rows.xlsx"
    query.write_text("SELECT ?number { ?n tt:number ?number }", encoding="utf-8")
    assert here("sparql", str(query), "--format", "xlsx", "-o", str(book)) == 0
    assert book.read_bytes().startswith(b"PK")


def test_a_missing_query_file_is_told(here: Here, capsys: Captured) -> None:
    assert here("sparql", "nosuch.rq") == 1
    assert "nosuch.rq" in capsys.readouterr().err


@pytest.mark.parametrize("by", ["topic", "body", "indicator", "duty"])
def test_compare_shows_coverage_first(by: str, here: Here, capsys: Captured) -> None:
    assert here("compare", "Bắc Giang", "vinh phuc", "--by", by) == 0
    assert capsys.readouterr().out.startswith("Bắc Giang: 1 thông báo")


@pytest.mark.parametrize("name", ["json", "csv"])
def test_compare_writes_files(name: str, here: Here, capsys: Captured) -> None:
    assert here("compare", "Bắc Giang", "Vĩnh Phúc", "--format", name) == 0
    assert "Vĩnh Phúc" in capsys.readouterr().out


def test_show_gives_facts_with_evidence(here: Here, capsys: Captured) -> None:
    assert here("show", "229-TB/TU") == 0
    assert "151-BC/BCSĐ" in capsys.readouterr().out
    assert here("show", "229-TB/TU", "--json") == 0
    assert json.loads(capsys.readouterr().out)["evidence"] is not None


def test_showing_the_unknown_is_told(here: Here, capsys: Captured) -> None:
    assert here("show", "no-such-thing") == 1
    assert "no-such-thing" in capsys.readouterr().err


def dataset(path: Path) -> ox.Dataset:
    found = ox.Dataset(ox.parse(path=path))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


def test_an_export_comes_back_in(here: Here, tmp_path: Path, capsys: Captured) -> None:
    dump, again = tmp_path / "all.trig", tmp_path / "again.trig"
    assert here("export", "-o", str(dump)) == 0
    assert here("--store", str(tmp_path / "copy"), "import", str(dump)) == 0
    assert here("--store", str(tmp_path / "copy"), "export", "-o", str(again)) == 0
    assert dataset(again) == dataset(dump)
    assert not capsys.readouterr().out


def test_importing_what_is_no_dataset_is_told(here: Here, tmp_path: Path, capsys: Captured) -> None:
    letter = tmp_path / "letter.trig"
    letter.write_text("Kính gửi", encoding="utf-8")
    assert here("--store", str(tmp_path / "copy"), "import", str(letter)) == 1
    assert "letter.trig" in capsys.readouterr().err


def test_check_passes_on_the_samples(here: Here, capsys: Captured) -> None:
    assert here("check", "--no-reasoner") == 0
    assert "Đạt" in capsys.readouterr().out


def test_bench_prints_its_figures(here: Here, tmp_path: Path, capsys: Captured) -> None:
    corpus, queries = tmp_path / "p.jsonl", tmp_path / "q.jsonl"
    corpus.write_text('{"pid": "1", "text": "Sở Y tế"}\n{"pid": "2", "text": "Công an tỉnh"}\n', encoding="utf-8")
    queries.write_text('{"qid": "a", "question": "so y te", "positive_ids": ["1"]}\n', encoding="utf-8")
    assert here("bench", "retrieval", "--corpus", str(corpus), "--queries", str(queries), "--json") == 0
    assert json.loads(capsys.readouterr().out)["recall@1"] == 1.0


@pytest.mark.parametrize("args", [["ingest", "a.txt"], ["import", "a.trig"], ["serve"], ["demo"]])
def test_writing_through_an_endpoint_is_refused(args: list[str], here: Here, capsys: Captured) -> None:
    assert here("--endpoint", "http://127.0.0.1:9/sparql", *args) == 1
    assert "--endpoint" in capsys.readouterr().err


def test_an_endpoint_that_is_not_there_is_told(here: Here, capsys: Captured) -> None:
    assert here("--endpoint", "http://127.0.0.1:9/sparql", "search", "a") == 1
    assert "127.0.0.1:9" in capsys.readouterr().err


def test_reused_passages_need_no_province(here: Here, capsys: Captured) -> None:
    assert here("compare", "--by", "reuse", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["by"], told["notices"], told["passages"]) == ("reuse", 2, [])
    assert here("compare", "Bắc Giang", "Vĩnh Phúc", "--by", "reuse") == 0
    assert "0 đoạn" in capsys.readouterr().err
    assert here("compare", "--by", "reuse", "--format", "oxcgrt") == 2


def test_likes_are_searched_by_id(here: Here, capsys: Captured) -> None:
    assert here("search", "khu cach ly tap trung", "-k", "1", "--json") == 0
    hit = json.loads(capsys.readouterr().out)["hits"][0]
    assert here("search", "--like", hit["id"], "-k", "3", "--json", "--group") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["like"] == hit["id"]
    assert all(one["id"] != hit["id"] and "copies" in one for one in told["hits"])
    assert here("search", "--like", "notice/none") == 1
    assert "notice/none" in capsys.readouterr().err


def test_facets_are_printed(here: Here, capsys: Captured) -> None:
    assert here("search", "cách ly", "--facets", "--kind", "duty", "--status", "được giao") == 0
    shown = capsys.readouterr().out
    assert "Tỉnh: " in shown
    assert "Trạng thái: được giao" in shown

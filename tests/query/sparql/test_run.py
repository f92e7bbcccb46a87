"""Queries from outside against a store on disk: answers, limits, kills."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from openpyxl import load_workbook

from kg import iris
from kg.errors import StoreMissingError
from kg.store import open_store
from query.sparql import (
    InvalidQueryError,
    OutOfMemoryError,
    QuerySyntaxError,
    TimedOutError,
    UnknownGraphError,
    WrongFormatError,
    close,
    run,
)
from query.sparql.pool import Pool
from query.sparql.results import compact

DUTIES = "SELECT ?d ?text { ?d a tt:Duty ; tt:text ?text } ORDER BY ?text"
ENDLESS = [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT (COUNT(?x) AS ?n) { ?x (!tt:none)* ?y . ?y (!tt:none)* ?z . ?z (!tt:none)+ ?w . ?w (!tt:none)+ ?v }",
]


@pytest.fixture(autouse=True)
def no_workers_left() -> Iterator[None]:
    yield
    close()


def test_the_union_of_all_graphs_is_asked(store_folder: Path) -> None:
    result = run(DUTIES, store_folder, "json")
    told = json.loads(result.body)["results"]["bindings"]
    assert len(told) == result.count == 5
    assert {row["d"]["value"].split("/notice/")[1].split("/")[0] for row in told} == {"nam-dinh", "hoa-binh"}
    assert not result.truncated


@pytest.mark.parametrize("query", ENDLESS)
def test_an_endless_query_is_killed_in_time_and_the_next_works(store_folder: Path, query: str) -> None:
    run("ASK {}", store_folder)
    started = time.monotonic()
    with pytest.raises(TimedOutError) as caught:
        run(query, store_folder, timeout=1.0)
    assert time.monotonic() - started < 1.5
    assert "1 giây" in str(caught.value)
    assert run(DUTIES, store_folder).count == 5


def test_a_query_that_eats_memory_is_stopped_and_the_next_works(store_folder: Path) -> None:
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a"
    with pytest.raises(OutOfMemoryError, match="512"):
        run(hungry, store_folder, timeout=60, memory=512)
    assert run(DUTIES, store_folder, memory=512).count == 5


def test_the_limit_cuts_and_says_so(store_folder: Path) -> None:
    result = run(DUTIES, store_folder, limit=2)
    assert (result.count, result.truncated) == (2, True)


def test_queries_run_side_by_side(store_folder: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(lambda _: run(DUTIES, store_folder).count, range(24)))
    assert counts == [5] * 24


def test_a_kill_harms_no_neighbour(store_folder: Path) -> None:
    run("ASK {}", store_folder)
    failed = list[BaseException]()

    def endless() -> None:
        try:
            run(ENDLESS[0], store_folder, timeout=1.0)
        except TimedOutError as error:
            failed.append(error)

    thread = threading.Thread(target=endless)
    thread.start()
    while thread.is_alive():
        assert run(DUTIES, store_folder).count == 5
    thread.join()
    assert len(failed) == 1


def test_changes_are_seen_after_publication(store_folder: Path) -> None:
    assert run(DUTIES, store_folder).count == 5
    with open_store(store_folder) as repo:
        repo.replace_graph(iris.notice("x"), [])
        graph = next(name for name in repo.graphs() if "hoa-binh" in name.value)
        repo.replace_graph(graph, [])
    assert run(DUTIES, store_folder).count == 3


def test_the_store_is_left_as_it_was(store_folder: Path) -> None:
    with open_store(store_folder, read_only=True) as repo:
        before = set(repo.quads())
    run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", store_folder)
    with open_store(store_folder, read_only=True) as repo:
        assert set(repo.quads()) == before


@pytest.mark.parametrize("format", ["csv", "tsv", "xml", "json"])
def test_select_formats_parse_back(store_folder: Path, format: str) -> None:
    body = run(DUTIES, store_folder, format).body
    if format == "csv":
        assert body.decode().splitlines()[0] == "d,text"
        assert len(body.decode().splitlines()) == 6
        return
    formats = {"tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML, "json": ox.QueryResultsFormat.JSON}
    parsed = ox.parse_query_results(body, format=formats[format])
    assert isinstance(parsed, ox.QuerySolutions)
    assert [v.value for v in parsed.variables] == ["d", "text"]
    assert len(list(parsed)) == 5


def test_a_spreadsheet_keeps_numbers_dates_and_harmless_text(store_folder: Path) -> None:
    query = """SELECT ?n ?day ?text ?none { VALUES (?n ?day ?text ?none) {
      (3 "2021-05-17"^^xsd:date "=1+1" UNDEF) (2.5 "x"^^xsd:date "a\\u0001b" UNDEF) } }"""
    sheet = load_workbook(io.BytesIO(run(query, store_folder, "xlsx").body)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["n", "day", "text", "none"]
    assert rows[1][0] == 3
    assert str(rows[1][1]).startswith("2021-05-17")
    assert sheet["C2"].data_type == "s"
    assert rows[1][2] == "=1+1"
    assert rows[2] == [2.5, "x", "ab", None]


@pytest.mark.parametrize("format", ["table", "json", "csv", "tsv", "xml"])
def test_ask_is_a_truth_value(store_folder: Path, format: str) -> None:
    result = run("ASK { ?d a tt:Duty }", store_folder, format)
    assert result.boolean is True
    assert "true" in result.text


@pytest.mark.parametrize(
    ("format", "rdf"),
    [("turtle", ox.RdfFormat.TURTLE), ("nquads", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD)],
)
@pytest.mark.parametrize("query", ["CONSTRUCT { ?d a tt:Duty } WHERE { ?d a tt:Duty }", "DESCRIBE tt:Duty"])
def test_graph_formats_parse_back(store_folder: Path, query: str, format: str, rdf: ox.RdfFormat) -> None:
    result = run(query, store_folder, format)
    assert len(list(ox.parse(result.body, format=rdf))) == result.count > 0


@pytest.mark.parametrize(
    ("query", "format"),
    [("ASK {}", "xlsx"), ("SELECT * {}", "turtle"), ("DESCRIBE tt:Duty", "csv"), ("SELECT * {}", "pdf")],
)
def test_a_format_that_does_not_fit_is_named(store_folder: Path, query: str, format: str) -> None:
    with pytest.raises(WrongFormatError, match=format):
        run(query, store_folder, format)


def test_the_table_shortens_known_iris(store_folder: Path) -> None:
    result = run("SELECT ?c { tt:Duty a ?c } ORDER BY ?c", store_folder)
    assert result.text.splitlines()[0] == "c"
    assert ("owl:Class",) in result.rows


@pytest.mark.parametrize(
    ("query", "line"),
    [("SELECT ?x\nWHERE {\n ?s tt:x ?o .. }", 3), ("SELECT ?x WHERE { ?s ?p }", 1), ("ASK { ?s ?p ?o", 1)],
)
def test_a_syntax_error_has_its_place(store_folder: Path, query: str, line: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        run(query, store_folder)
    assert caught.value.values["line"] == line
    assert f"dòng {line}" in caught.value.message("vi")
    assert f"line {line}" in caught.value.message("en")


def test_from_takes_graphs_of_the_store(store_folder: Path) -> None:
    vocabulary = f"FROM <{iris.vocabulary_graph().value}>"
    assert run(f"SELECT ?d {vocabulary} {{ ?d a tt:Duty }}", store_folder).count == 0
    assert run(f"ASK {vocabulary} {{ tt:Duty a owl:Class }}", store_folder).boolean is True
    with pytest.raises(UnknownGraphError, match="nowhere"):
        run("SELECT * FROM <http://example.org/nowhere> { ?s ?p ?o }", store_folder)


def test_text_of_the_user_stays_text(store_folder: Path) -> None:
    hostile = '\\" } ; DROP ALL # '
    result = run(f'SELECT ?d {{ ?d tt:text "{hostile}" }}', store_folder)
    assert result.count == 0


def test_a_missing_store_is_the_stores_own_error(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        run("ASK {}", tmp_path / "none")


def test_a_worker_that_cannot_open_its_snapshot_is_told(tmp_path: Path) -> None:
    from query.sparql import StoreUnreadableError

    (tmp_path / "broken").mkdir()
    pool = Pool(tmp_path / "broken")
    with pytest.raises(StoreUnreadableError):
        pool.ask({"query": "ASK {}"}, 1.0)
    pool.close()


def test_an_unknown_function_is_an_invalid_query_or_no_value(store_folder: Path) -> None:
    try:
        result = run("SELECT (<http://example.org/f>(1) AS ?x) {}", store_folder, "csv")
    except InvalidQueryError:
        return
    assert result.count == 1


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/thongtri/ontology#Duty", "tt:Duty"),
        ("https://w3id.org/thongtri/id/body/bac-giang/so-y-te", "id:body/bac-giang/so-y-te"),
        ("https://w3id.org/thongtri/id/notice/x#duty-1", "https://w3id.org/thongtri/id/notice/x#duty-1"),
        ("http://example.org/x", "http://example.org/x"),
    ],
)
def test_compact_names(iri: str, expected: str) -> None:
    assert compact(iri) == expected

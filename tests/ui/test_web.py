"""The server without its page: SPARQL Protocol, linked data, health, downloads."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from ui.server import create_app

SELECT = "SELECT ?number { ?n tt:number ?number }"
CONSTRUCT = "CONSTRUCT { ?n tt:number ?x } WHERE { ?n tt:number ?x }"


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    with TestClient(create_app(store, workbench=False)) as opened:
        yield opened


def test_health_counts_what_is_loaded(client: TestClient) -> None:
    said = client.get("/healthz").json()
    assert said["status"] == "ok"
    assert said["notices"] == 2
    assert said["triples"] > 1000
    assert said["version"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/html,*/*;q=0.1", "text/plain"),
    ],
)
def test_rows_by_accept(client: TestClient, accept: str | None, media_type: str) -> None:
    headers = {"accept": accept} if accept else {"accept": ""}
    answer = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "229-TB/TU" in answer.text


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-quads", "application/ld+json"])
def test_graphs_by_accept(client: TestClient, accept: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(accept)))


def test_all_three_ways_to_ask_agree(client: TestClient) -> None:
    form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers={"content-type": "application/sparql-query"})
    assert form.json() == direct.json() == client.get("/sparql", params={"query": SELECT}).json()


def test_ask_queries_answer_true_or_false(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?n a tt:Notice }"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("parameters", "status", "said"),
    [
        ({"query": "SELECT"}, 400, "SPARQL"),
        ({"query": "SELECT * { ?s foo:x ?o }"}, 400, "foo:"),
        ({"query": "DELETE WHERE { ?s ?p ?o }"}, 403, "DELETE"),
        ({"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}, 403, "SERVICE"),
        ({"update": "CLEAR ALL"}, 403, "cập nhật"),
        ({"query": SELECT, "default-graph-uri": "http://x/g"}, 400, "http://x/g"),
        ({"query": SELECT, "format": "word"}, 406, "word"),
        ({"query": SELECT, "timeout": "soon"}, 400, "soon"),
        ({"query": SELECT, "limit": "-1"}, 400, "-1"),
        ({"query": [SELECT, SELECT]}, 400, "query"),
        ({"foo": "bar"}, 400, "query"),
    ],
)
def test_what_cannot_be_served_is_told_as_text(
    client: TestClient, parameters: dict[str, str | list[str]], status: int, said: str
) -> None:
    answer = client.get("/sparql?" + urlencode(parameters, doseq=True))
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert said in answer.text


def test_an_endless_query_ends_with_408(client: TestClient) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert client.get("/sparql", params={"query": endless, "timeout": "1"}).status_code == 408
    assert client.get("/sparql", params={"query": SELECT}).status_code == 200


@pytest.mark.parametrize(
    ("kind", "status"), [("application/sparql-update", 403), ("application/json", 415), ("text/plain", 415)]
)
def test_other_bodies_are_refused(client: TestClient, kind: str, status: int) -> None:
    assert client.post("/sparql", content="CLEAR ALL", headers={"content-type": kind}).status_code == status


def test_a_body_that_is_not_utf8_is_refused(client: TestClient) -> None:
    headers = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", content=b"ASK \xff", headers=headers).status_code == 400


def test_nothing_acceptable_is_406(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"accept": "image/png"})
    assert answer.status_code == 406


def test_a_cut_answer_says_so(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "limit": "3"})
    assert answer.headers["x-truncated"] == "true"
    assert len(answer.json()["results"]["bindings"]) == 3


def test_an_empty_get_describes_the_service(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    kinds = {t.object.value for t in triples if isinstance(t.object, ox.NamedNode)}
    assert "http://www.w3.org/ns/sparql-service-description#Service" in kinds


def test_messages_follow_the_language_of_the_client(client: TestClient) -> None:
    answer = client.get("/sparql", params={"update": "CLEAR ALL"}, headers={"accept-language": "en-GB"})
    assert "read-only" in answer.text


def test_a_thing_has_a_page_and_data(client: TestClient, notices: dict[str, str]) -> None:
    path = notices["Vĩnh Phúc"].partition("w3id.org/thongtri")[2]
    page = client.get(path, headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "229-TB/TU" in page.text
    assert 'id="duty-1"' in page.text or 'id="duty-2"' in page.text
    assert "http" not in "".join(line for line in page.text.splitlines() if "<link" in line or "<script" in line)
    data = client.get(path, headers={"accept": "application/ld+json"})
    assert any(item["@id"] == notices["Vĩnh Phúc"] for item in json.loads(data.content))
    assert client.get(path).headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_an_unknown_thing_is_404(client: TestClient, accept: str) -> None:
    answer = client.get("/id/notice/no/such <thing>", headers={"accept": accept})
    assert answer.status_code == 404
    assert "<thing>" not in answer.text


def test_void_describes_the_dataset(client: TestClient) -> None:
    answer = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    triples = list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    assert any(t.predicate.value.endswith("void#triples") for t in triples)


@pytest.mark.parametrize("name", ["csv", "xlsx", "json"])
def test_a_comparison_can_be_downloaded(client: TestClient, name: str) -> None:
    answer = client.get("/compare", params={"province": ["Bắc Giang", "Vĩnh Phúc"], "by": "topic", "format": name})
    assert answer.status_code == 200
    assert f".{name}" in answer.headers["content-disposition"]


@pytest.mark.parametrize("change", [{"province": ["Bắc Giang"]}, {"by": "colour"}, {"format": "word"}])
def test_a_comparison_that_cannot_be_made_is_told(client: TestClient, change: dict[str, str | list[str]]) -> None:
    plain: dict[str, str | list[str]] = {"province": ["Bắc Giang", "Vĩnh Phúc"], "by": "topic", "format": "csv"}
    assert client.get("/compare?" + urlencode(plain | change, doseq=True)).status_code == 400


def test_a_search_answers_by_address(client: TestClient) -> None:
    parameters = {"q": "cách ly", "province": "place/bac-giang|place/vinh-phuc", "kind": "duty", "k": "3"}
    told = client.get("/search", params=parameters).json()
    assert len(told["hits"]) == 3
    assert told["filters"] == {"province": ["Bắc Giang", "Vĩnh Phúc"], "kind": ["duty"]}
    assert {value["label"] for value in told["facets"]["province"]} == {"Bắc Giang", "Vĩnh Phúc"}


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"q": " ?!… ", "facets": "no"}, "Chưa có từ nào để tìm"),
        ({"q": "a", "province": "Atlantis"}, "Atlantis"),
        ({"q": "a", "from": "17/5/2021"}, "17/5/2021"),
        ({"like": "notice/none#duty-1"}, "duty-1"),
        ({"q": "a", "status": "xong", "lang": "en"}, "Unknown status"),
    ],
)
def test_a_search_that_cannot_be_done_says_why(client: TestClient, parameters: dict[str, str], said: str) -> None:
    answer = client.get("/search", params=parameters)
    assert (answer.status_code, said in answer.text) == (400, True)


def test_hits_come_as_a_spreadsheet(client: TestClient) -> None:
    answer = client.get("/search", params={"q": "cách ly", "format": "csv", "lang": "en"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Rank,Score,Kind,Province,Date of issue")
    assert "Bắc Giang" in answer.text
    book = load_workbook(BytesIO(client.get("/search", params={"q": "cách ly", "format": "xlsx"}).content))
    assert book.sheetnames == ["Kết quả", "Số đếm"]
    assert book["Kết quả"].max_row > 2


def test_reused_passages_are_downloaded(client: TestClient) -> None:
    told = client.get("/compare", params={"by": "reuse"}).json()
    assert (told["notices"], told["passages"]) == (2, [])
    assert client.get("/compare", params={"by": "reuse", "province": "Atlantis"}).status_code == 400
    assert client.get("/compare", params={"by": "topic"}).status_code == 400

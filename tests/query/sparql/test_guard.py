"""What may not run is refused before any engine sees it, and the message says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.names import ID
from query.sparql import EmptyQueryError, QuerySyntaxError, RefusedQueryError, SparqlError, UnknownPrefixError, check
from query.sparql.lexer import position, tokens, unescape


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("insert data { <a:a> <a:b> <a:c> }", "INSERT"),
        ("# harmless\nDROP ALL", "DROP"),
        ("CLEAR DEFAULT", "CLEAR"),
        ("LOAD <http://example.org/x>", "LOAD"),
        ("PREFIX a: <http://a/> WITH a:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", "DROP"),
        ("ASK {} ;\nINSERT DATA { <a:a> <a:b> <a:c> }", "INSERT"),
        ("COPY DEFAULT TO <a:g>", "COPY"),
    ],
)
def test_updates_are_refused(query: str, word: str) -> None:
    with pytest.raises(RefusedQueryError) as caught:
        check(query)
    assert word in caught.value.message("vi")
    assert "SELECT" in caught.value.message("en")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "a" }\nVALUES ?x {} SERVICE ?y { ?a ?b ?c }',
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(RefusedQueryError, match="SERVICE"):
        check(query)


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "FILE:/x", "ftp://x/y", "data:text/turtle,x"])
def test_from_outside_is_refused(graph: str) -> None:
    with pytest.raises(RefusedQueryError, match="FROM"):
        check(f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("DROP ALL; SERVICE <x>" AS ?service) { ?delete ?from ?load }',
        "SELECT * { ?s <http://x/SERVICE> ?o } # SERVICE",
        "SELECT * { ?s rdfs:label 'LOAD'@vi ; tt:text ?insert . FILTER(?a<3 && ?b>2) }",
        'PREFIX from: <http://x/> SELECT * { ?s from:service """DELETE\nSERVICE""" }',
        "ASK { _:service ?p ?o }",
    ],
)
def test_words_that_are_no_keywords_pass(query: str) -> None:
    assert check(query).graphs == ()


@pytest.mark.parametrize(
    ("clause", "graphs"),
    [
        (f"FROM <{ID}graph/a>", (f"{ID}graph/a",)),
        ("FROM id:a FROM NAMED <urn:x>", (f"{ID}a", "urn:x")),
        ("FROM <graph/vocabulary>", (f"{ID}graph/vocabulary",)),
    ],
)
def test_graphs_of_from_are_resolved(clause: str, graphs: tuple[str, ...]) -> None:
    assert check(f"SELECT * {clause} WHERE {{ ?s ?p ?o }}").graphs == graphs


@pytest.mark.parametrize(("prefix", "suggestion"), [("skso", "skos"), ("rfds", "rdfs"), ("tx", "tt")])
def test_an_unknown_prefix_suggests_a_known_one(prefix: str, suggestion: str) -> None:
    with pytest.raises(UnknownPrefixError) as caught:
        check(f"SELECT *\n{{ ?s {prefix}:x ?o }}")
    assert caught.value.values["suggestion"] == suggestion
    assert (caught.value.values["line"], caught.value.values["column"]) == (2, 6)
    assert f"“{suggestion}:”" in str(caught.value)


def test_a_declared_prefix_is_known() -> None:
    assert check("PREFIX x: <http://x/> SELECT * { ?s x:y ?o }").form == "SELECT"


@pytest.mark.parametrize("query", ["", "  \n", "# only a remark"])
def test_an_empty_query_is_named(query: str) -> None:
    with pytest.raises(EmptyQueryError):
        check(query)


@pytest.mark.parametrize("query", ["SELEC ?s {}", "hello", "PREFIX x: <http://x/>", "{ ?s ?p ?o }"])
def test_what_begins_like_no_query_is_a_syntax_fault(query: str) -> None:
    with pytest.raises(QuerySyntaxError, match="SELECT"):
        check(query)


def test_an_unclosed_string_hides_no_keyword() -> None:
    with pytest.raises(RefusedQueryError):
        check('SELECT * { ?s ?p "open\nSERVICE <http://127.0.0.1:9/> { } }')


@given(st.text(alphabet="SELECTASKFROMPRXinset{}()<>:;.,#?$@_\"'\\\n 12ùđ", max_size=80))
def test_any_text_is_checked_or_refused(query: str) -> None:
    try:
        checked = check(query)
    except SparqlError as error:
        assert error.message("vi")
        assert error.message("en")
    else:
        assert checked.text == query


def test_positions_count_from_one() -> None:
    assert position("a\nbc", 3) == (2, 2)


def test_tokens_cover_the_query_but_spaces_and_remarks() -> None:
    query = "SELECT ?x { ?x tt:a 'b'@vi, 1.5e3 . } # end"
    assert "".join(token.text for token in tokens(query)) == "SELECT?x{?xtt:a'b'@vi,1.5e3.}"


def test_code_point_escapes_are_resolved() -> None:
    assert unescape(r"\u0041\U00000042\U00110000") == r"AB\U00110000"

"""The package's SPARQL files and the binding of their variables."""

from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode

from kg.binding import bind, values_block
from kg.engine import OxigraphRepo
from kg.errors import QueryError
from kg.queries import load

QUERIES = sorted(path.name for path in files("kg").joinpath("queries").iterdir() if path.name.endswith(".rq"))
A = NamedNode("http://a.example/a")


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_runs(name: str) -> None:
    OxigraphRepo().query(load(name))


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_uses_not_exists(name: str) -> None:
    assert "NOT EXISTS" not in load(name)


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("SELECT ?x WHERE { ?x ?p ?o }", "SELECT ?x WHERE { VALUES (?x) { (<http://a.example/a>) }  ?x ?p ?o }"),
        ("SELECT ?x { ?x ?p ?o }", "SELECT ?x { VALUES (?x) { (<http://a.example/a>) }  ?x ?p ?o }"),
        ("ASK { ?x ?p ?o }", "ASK { VALUES (?x) { (<http://a.example/a>) }  ?x ?p ?o }"),
        ("# WHERE {\nASK { ?x ?p '{' }", "# WHERE {\nASK { VALUES (?x) { (<http://a.example/a>) }  ?x ?p '{' }"),
        ("ASK {\n  # slots\n?x ?p ?o }", "ASK {\nVALUES (?x) { (<http://a.example/a>) }\n?x ?p ?o }"),
        (
            "CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }",
            "CONSTRUCT { ?x ?p ?o } WHERE { VALUES (?x) { (<http://a.example/a>) }  ?x ?p ?o }",
        ),
    ],
)
def test_a_values_block_opens_the_pattern(query: str, bound: str) -> None:
    assert bind(query, {"x": A}) == bound


def test_without_bindings_a_query_stays_as_it_is() -> None:
    assert bind("ASK {}", {}) == bind("ASK {}", None) == "ASK {}"


def test_terms_are_serialised_not_pasted() -> None:
    block = values_block({"x": Literal('" } DROP ALL'), "y": Literal("chào", language="vi")})
    assert block == 'VALUES (?x ?y) { ("\\" } DROP ALL" "chào"@vi) }'


def test_a_query_without_a_pattern_can_not_be_bound() -> None:
    with pytest.raises(QueryError):
        bind("DESCRIBE <http://a.example/a>", {"x": A})

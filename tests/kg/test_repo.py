"""One suite for every repository: memory, disk, remote with and without a union default graph."""

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.check import check
from kg.errors import QueryError
from kg.exchange import export_dataset, import_dataset
from kg.iris import thing, vocabulary_graph
from kg.load import load
from kg.repo import Repo, Rows
from kg.show import Shown, show

ONE, TWO = thing("graph/one"), thing("graph/two")
S, P = thing("thing/s"), thing("thing/p")


def quad(value: str, graph: NamedNode = ONE, subject: NamedNode = S) -> Quad:
    return Quad(subject, P, Literal(value), graph)


def values(repo: Repo) -> list[str]:
    rows = repo.select("SELECT ?v WHERE { ?s ?p ?v } ORDER BY ?v", bindings={"s": S})
    return [str(row["v"].value) for row in rows]


def own_graphs(repo: Repo) -> tuple[NamedNode, ...]:
    return tuple(name for name in repo.graphs() if name != vocabulary_graph())


def test_queries_see_the_union_of_all_graphs(repo: Repo) -> None:
    repo.replace_graph(ONE, [quad("a")])
    repo.replace_graph(TWO, [quad("b", TWO)])
    assert values(repo) == ["a", "b"]
    assert own_graphs(repo) == (ONE, TWO)


def test_replacing_a_graph_replaces_exactly_that_graph(repo: Repo) -> None:
    repo.replace_graphs({ONE: [quad("a"), quad("a2")], TWO: [quad("b", TWO)]})
    repo.replace_graph(ONE, [quad("c")])
    assert [str(q.object.value) for q in repo.quads(ONE) if isinstance(q.object, Literal)] == ["c"]
    assert values(repo) == ["b", "c"]


def test_replacing_by_nothing_removes_the_graph(repo: Repo) -> None:
    repo.replace_graph(ONE, [quad("a")])
    repo.replace_graph(ONE, [])
    assert own_graphs(repo) == ()
    assert values(repo) == []


def test_the_generation_grows_with_every_change(repo: Repo) -> None:
    before = repo.generation
    repo.replace_graph(ONE, [quad("a")])
    first = repo.generation
    repo.replace_graph(ONE, [quad("a")])
    assert before < first < repo.generation


TEXTS = [
    'ngoặc "kép" và \\ gạch',
    "dòng\nmới\r\tthụt",
    "S\u01a1\u0309 Y t\u00ea\u0301",
    "Sở Y tế",
    "🦠 \u200b",
    "} } ; DROP ALL #",
    "a\\u0041",
    "\x01\x0b\x0c\x7f\x85\ufeff\u2028\ufffe",
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back_as_it_went_in(repo: Repo, text: str) -> None:
    repo.replace_graph(ONE, [quad(text)])
    assert values(repo) == [text]
    assert repo.ask("ASK { ?s ?p ?v }", bindings={"v": Literal(text), "s": S})


def test_select_names_its_variables_and_leaves_unbound_ones_out(repo: Repo) -> None:
    repo.replace_graph(ONE, [quad("a")])
    found = repo.query("SELECT ?s ?none WHERE { ?s ?p 'a' }")
    assert isinstance(found, Rows)
    assert found.variables == ("s", "none")
    assert list(found) == [{"s": S}]


def test_construct_gives_triples(repo: Repo) -> None:
    repo.replace_graph(ONE, [quad("a")])
    triples = repo.construct("CONSTRUCT { ?s ?p ?v } WHERE { ?s ?p ?v }", bindings={"s": S})
    assert [(t.subject, t.predicate, t.object) for t in triples] == [(S, P, Literal("a"))]


def test_a_faulty_query_is_a_query_error(repo: Repo) -> None:
    with pytest.raises(QueryError):
        repo.query("SELECT nonsense")


def test_the_wrong_kind_of_query_is_a_query_error(repo: Repo) -> None:
    with pytest.raises(QueryError):
        repo.select("ASK {}")
    with pytest.raises(QueryError):
        repo.ask("SELECT * WHERE {}")
    with pytest.raises(QueryError):
        repo.construct("ASK {}")


def test_quads_of_all_graphs_leave_out_the_own_state(repo: Repo) -> None:
    repo.replace_graph(ONE, [quad("a")])
    graphs = {q.graph_name for q in repo.quads()} - {vocabulary_graph()}
    assert graphs == {ONE}


def test_every_repository_takes_notices(repo: Repo, sample: Any, tmp_path: Path) -> None:
    path = tmp_path / "thong-bao.txt"
    path.write_text(sample.text, encoding="utf-8")
    for expected in ("loaded", "unchanged"):
        summary = load([path], repo, reader=lambda _: (sample.record(), sample.text), version="1")
        assert [outcome.status for outcome in summary.outcomes] == [expected]
    assert vocabulary_graph() in repo.graphs()
    assert isinstance(show(repo, "12-TB/TU"), Shown)
    assert check(repo, reason=False).ok
    export_dataset(repo, tmp_path / "all.nq")
    assert import_dataset(tmp_path / "all.nq", repo).notices == 1

"""Evidence written out as W3C Web Annotations and brought in again; stores and exports of the first format."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, Triple

from ingest.model import Record
from kg import iris, review
from kg.annotations import brought_in, written_out
from kg.check import check
from kg.engine import OxigraphRepo
from kg.errors import OlderFormatError
from kg.exchange import export_dataset, import_dataset
from kg.iris import term
from kg.load import add_record
from kg.review.log import log_quads, read_log, reading_hash
from kg.review.replay import reading_of
from kg.store import memory_store, open_store

ID = "bac-giang/12-tb-tu/2021-05-09"
GRAPH, REVIEW, NOTICE = iris.graph(ID), iris.review_graph(ID), iris.notice(ID)


def said(triples: set[Triple], subject: NamedNode, predicate: str) -> set[str]:
    wanted = term(predicate)
    return {getattr(t.object, "value", "") for t in triples if t.subject == subject and t.predicate == wanted}


def test_an_annotation_has_a_source_and_two_selectors(quads: list[Quad], sample: Any) -> None:
    triples = set(written_out(quad.triple for quad in quads))
    span = sample.span("Sở Y te")
    place = iris.fragment(NOTICE, f"char={span.start},{span.end}")
    assert said(triples, place, "rdf:type") == {term("oa:SpecificResource").value}
    assert said(triples, place, "oa:hasSource") == {iris.fragment(NOTICE, "text").value}
    position, quote = (NamedNode(f"{place.value};{name}") for name in ("position", "quote"))
    assert said(triples, place, "oa:hasSelector") == {position.value, quote.value}
    assert said(triples, position, "rdf:type") == {term("oa:TextPositionSelector").value}
    assert said(triples, position, "oa:start") == {str(span.start)}
    assert said(triples, quote, "rdf:type") == {term("oa:TextQuoteSelector").value}
    assert said(triples, quote, "oa:exact") == {"Sở Y te"}
    assert not said(triples, place, "oa:exact")


def test_bringing_in_undoes_writing_out(quads: list[Quad]) -> None:
    stored = {quad.triple for quad in quads}
    written = set(written_out(stored))
    assert len(written) > len(stored)
    assert set(brought_in(written)) == set(brought_in(stored)) == stored
    assert set(written_out(written)) == written


@pytest.fixture
def old(record: Record, sample: Any) -> OxigraphRepo:
    """A reviewed notice as the first format kept it."""
    repo = memory_store()
    add_record(repo, record, sample.text, "1.0")
    review.correct(repo, iris.fragment(NOTICE, "duty-1"), "assignees", "p.cong-an", by="Lan", why="đọc lại câu")
    for graph in (GRAPH, REVIEW):
        triples = set(written_out(quad.triple for quad in repo.quads(graph)))
        repo.replace_graph(graph, [Quad(t.subject, t.predicate, t.object, graph) for t in triples])
    _write_log_out(repo)
    return repo


def _write_log_out(repo: OxigraphRepo) -> None:
    log = read_log(repo, ID)
    log = replace(log, removed=frozenset(written_out(log.removed)), added=frozenset(written_out(log.added)))
    effective = [quad.triple for quad in repo.quads(GRAPH)]
    repo.replace_graph(REVIEW, log_quads(replace(log, reading_hash=reading_hash(reading_of(effective, log)))))


def test_an_export_of_the_first_format_is_imported(old: OxigraphRepo, tmp_path: Path) -> None:
    export_dataset(old, tmp_path / "old.nq")
    repo = memory_store()
    import_dataset(tmp_path / "old.nq", repo)
    assert check(repo, reason=False).ok
    review.undo(repo, iris.fragment(NOTICE, "review-1"), by="Lan")
    assert check(repo, reason=False).ok
    assert not any(quad.predicate == term("oa:hasSelector") for quad in repo.quads())


def test_a_store_of_the_first_format_is_upgraded_by_the_next_writer(old: OxigraphRepo, tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path) as repo:
        repo.replace_graphs({graph: old.quads(graph) for graph in (GRAPH, REVIEW)})
    data = json.loads((path / "store.json").read_text(encoding="utf-8"))["data"]
    (path / "store.json").write_text(json.dumps({"format": 1, "data": data}), encoding="utf-8")
    with pytest.raises(OlderFormatError):
        open_store(path, read_only=True)
    with open_store(path) as repo:
        assert check(repo, reason=False).ok
        assert len(list(repo.quads(GRAPH))) < len(list(old.quads(GRAPH)))
    with open_store(path, read_only=True) as reader:
        assert check(reader, reason=False).ok

"""Generated files are up to date; `python -m ontology.build` writes them again."""

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology.build import OUTPUTS, ROOT, write
from ontology.page import TT, ontology_graph, page, terms


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name.endswith(".ttl")])
def test_schemes_are_up_to_date(name: str) -> None:
    """The triples count: another rdflib may lay them out differently."""
    committed = Graph().parse(ROOT / name, format="turtle")
    assert isomorphic(committed, Graph().parse(data=OUTPUTS[name](), format="turtle")), "run python -m ontology.build"


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == page(), "run python -m ontology.build"


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    assert sorted(path.relative_to(tmp_path).as_posix() for path in write(tmp_path)) == sorted(OUTPUTS)
    assert write(tmp_path) == []


def test_the_page_shows_every_term() -> None:
    graph, text = ontology_graph(), page()
    kinds = [graph.namespace_manager.expand_curie(f"owl:{k}") for k in ("Class", "ObjectProperty", "DatatypeProperty")]
    missing = [term for term in terms(graph, *kinds) if f"| `{graph.namespace_manager.curie(term)}`<br>" not in text]
    assert missing == []


def test_the_diagram_joins_declared_terms() -> None:
    graph, diagram = ontology_graph(), page().split("```")[1]
    named = {word for word in diagram.replace('"', " ").replace("<", " ").split() if word.startswith("tt:")}
    declared = {f"tt:{str(term).rpartition('#')[2]}" for term in graph.subjects() if str(term).startswith(TT)}
    assert named <= declared
    assert diagram.startswith("mermaid\nflowchart")

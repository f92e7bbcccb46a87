"""Every template is documented, binds terms only, and is valid SPARQL."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ontology.names import ID, ONTOLOGY
from query.templates import TemplateError, load, names


@pytest.mark.parametrize("name", names())
def test_template_runs_on_an_empty_store(name: str) -> None:
    template = load(name)
    slots = {slot.name: [ox.NamedNode(ID + "x")] for slot in template.slots}
    rows = ox.Store().query(template.bind(slots), use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    assert list(rows) == []


@pytest.mark.parametrize("name", names())
def test_required_slots_suffice(name: str) -> None:
    template = load(name)
    slots = {slot.name: [ox.NamedNode(ID + "x")] for slot in template.slots if not slot.optional}
    assert "VALUES" in template.bind(slots) or not slots


def test_terms_are_serialised_never_pasted() -> None:
    hostile = ox.Literal('" } DROP ALL # \\')
    query = load("notice-header").bind({"notice": [ox.NamedNode(ID + "notice/x")], "field": [hostile]})
    assert str(hostile) in query
    rows = ox.Store().query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    assert list(rows) == []


def test_unknown_slot_is_refused() -> None:
    with pytest.raises(TemplateError, match="unknown slot"):
        load("facts").bind({"fact": [ox.NamedNode(ID + "x")], "nonsense": [ox.Literal("y")]})


def test_missing_slot_is_refused() -> None:
    with pytest.raises(TemplateError, match="no value"):
        load("facts").bind({"fact": []})


def test_unknown_template_is_refused() -> None:
    with pytest.raises(TemplateError, match="no template"):
        load("no-such-template")


def test_prefixes_are_declared() -> None:
    assert f"PREFIX tt: <{ONTOLOGY}>" in load("facts").bind({"fact": [ox.NamedNode(ID + "x")]})


def test_what_would_multiply_a_query_is_bound_as_a_filter() -> None:
    query = load("duty-relation").bind({"fact": [ox.NamedNode(ID + "x")], "relation": [ox.NamedNode(ONTOLOGY + "y")]})
    assert f"FILTER(?relation IN (<{ONTOLOGY}y>))" in query
    assert "VALUES ?relation" not in query

"""A query typed for a remote endpoint: the same guard and the same result formats as for the store."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, NamedNode

from kg.remote import RemoteRepo
from kg.repo import Row, Rows, Term
from ontology.names import PREFIXES
from query.sparql import Result, check
from query.sparql.results import choose_format, render


def run_remote(query: str, endpoint: str, format: str | None, timeout: float, limit: int) -> Result:
    """Answer a read-only query from an endpoint; project prefixes the query doesn't declare are added.

    Raises:
        SparqlError: the query is refused, or doesn't fit the format.
        KgError: the endpoint can't be reached or rejects the query.
    """
    checked = check(query)
    wanted = choose_format(checked.form, format)
    started = time.perf_counter()
    found = RemoteRepo(endpoint, timeout=timeout).query(with_prefixes(checked.text))
    reply: dict[str, Any]
    if isinstance(found, bool):
        reply = {"boolean": found}
    elif isinstance(found, Rows):
        rows = [_row(row) for row in islice(found, limit + 1)]
        reply = {"head": found.variables, "rows": rows[:limit], "truncated": len(rows) > limit}
    else:
        reply = {"triples": [f"{triple} ." for triple in found[:limit]], "truncated": len(found) > limit}
    result = render(checked.form, wanted, reply, 0.0)
    return replace(result, ms=round((time.perf_counter() - started) * 1000, 2))


def with_prefixes(query: str) -> str:
    """The query with a declaration of each project prefix that it uses and doesn't declare."""
    lowered = query.lower()
    missing = [p for p in PREFIXES if f"{p}:" in lowered and f"prefix {p}:" not in " ".join(lowered.split())]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing) + query


def _row(row: Row) -> dict[str, dict[str, str]]:
    return {name: _term(term) for name, term in row.items()}


def _term(term: Term) -> dict[str, str]:
    """A term in the notation of SPARQL 1.1 Query Results JSON."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}

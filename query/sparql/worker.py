"""The process that runs a query and may be killed: `python -m query.sparql.worker FD SNAPSHOT MIB`.

It imports pyoxigraph and the standard library alone, opens the snapshot read-only, takes requests
`{"query", "base", "prefixes", "graphs", "limit", "seconds"}` over the inherited connection and answers one
JSON object each. Three fences besides the guard: an address-space limit, a network namespace of its own
where the system grants one, and an alarm that ends the process if nobody does.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import resource
import signal
import sys
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from typing import Any

import pyoxigraph as ox

MAX_BYTES = 64 * 1024 * 1024
"""Upper bound of one answer's text; a longer one is cut and marked as truncated."""
_NEWUSER, _NEWNET = 0x10000000, 0x40000000


def main(fd: int, snapshot: str, mebibytes: int) -> None:
    """Serves requests until the other side closes the connection."""
    isolated = _leave_network()
    connection: Connection[Any, Any] = Connection(fd)
    try:
        store = ox.Store.read_only(snapshot)
    except OSError as error:
        connection.send_bytes(_encode({"error": "store", "detail": str(error)}))
        return
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes * 2**20, mebibytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection.send_bytes(_encode({"ready": True, "isolated": isolated}))
    while True:
        try:
            request = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        connection.send_bytes(_encode(answer(store, request)))


def _leave_network() -> bool:
    """Whether the process now has a network namespace of its own, without any way out; not granted everywhere."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_NEWNET) == 0 or libc.unshare(_NEWUSER | _NEWNET) == 0)


def _encode(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply, ensure_ascii=False).encode()


def answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """What one request gives: `boolean`, `head` + `rows`, `triples`, or `error` + `detail`."""
    signal.alarm(math.ceil(request["seconds"]) + 2)
    try:
        for graph in request["graphs"]:
            if not store.contains_named_graph(ox.NamedNode(graph)):
                return {"error": "graph", "detail": graph}
        return _evaluate(store, request)
    except SyntaxError as error:
        return {"error": "syntax", "detail": str(error)}
    except MemoryError:
        return {"error": "memory", "detail": ""}
    except (ValueError, RuntimeError, OSError) as error:
        return {"error": "invalid", "detail": str(error)}
    finally:
        signal.alarm(0)


def _evaluate(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    union = not request["graphs"]
    result = store.query(
        request["query"], base_iri=request["base"], prefixes=request["prefixes"], use_default_graph_as_union=union
    )
    if isinstance(result, ox.QueryBoolean):
        return {"boolean": bool(result)}
    limit: int = request["limit"]
    if isinstance(result, ox.QueryTriples):
        triples, cut = _bounded((f"{triple} ." for triple in _distinct(result)), limit)
        return {"triples": triples, "truncated": cut}
    names = [variable.value for variable in result.variables]
    rows, cut = _bounded((_row(names, solution) for solution in result), limit)
    return {"head": names, "rows": rows, "truncated": cut}


def _distinct(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """A CONSTRUCT answers a set; the union of graphs can give one triple several times."""
    seen = set[ox.Triple]()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _bounded(items: Iterable[Any], limit: int) -> tuple[list[Any], bool]:
    kept, size = list[Any](), 0
    for item in items:
        if len(kept) >= limit or size > MAX_BYTES:
            return kept, True
        kept.append(item)
        size += len(item) if isinstance(item, str) else sum(len(t["value"]) + 40 for t in item.values())
    return kept, False


def _row(names: list[str], solution: ox.QuerySolution) -> dict[str, dict[str, Any]]:
    return {name: _term(value) for name in names if (value := solution[name]) is not None}


def _term(value: Any) -> dict[str, Any]:
    """A term in the notation of SPARQL 1.1 Query Results JSON."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.BlankNode):
        return {"type": "bnode", "value": value.value}
    if not isinstance(value, ox.Literal):
        return {"type": "literal", "value": str(value)}
    term = {"type": "literal", "value": value.value}
    if value.language:
        term["xml:lang"] = value.language
    elif not value.datatype.value.endswith("#string"):
        term["datatype"] = value.datatype.value
    return term


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    os._exit(0)

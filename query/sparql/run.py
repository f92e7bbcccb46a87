"""Run a query from outside: guard, pool of killable workers over a snapshot, rendering."""

from __future__ import annotations

import atexit
import re
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kg.store import snapshot
from ontology.names import ID, PREFIXES
from query.sparql.errors import InvalidQueryError, QuerySyntaxError, UnknownGraphError
from query.sparql.guard import Checked, check
from query.sparql.pool import Pool
from query.sparql.results import Result, choose_format, render

TIMEOUT: Final = 10.0
"""Seconds a query may take unless the caller says otherwise."""
LIMIT: Final = 10_000
"""Rows (or triples) of an answer unless the caller says otherwise."""
MEMORY: Final = 2048
"""Address space of a worker in MiB."""
_ERROR_AT: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_READABLE: Final = re.compile(r'"[^"]+"|[A-Z]{2,}|[A-Za-z*]+(?: [A-Za-z*]+){2,}')


@dataclass
class _Open:
    """The pool over the newest snapshot of one store; `held` keeps the snapshot from deletion."""

    name: str
    held: Any
    pool: Pool

    def close(self) -> None:
        self.pool.close()
        self.held.release()


_open: dict[tuple[Path, int], _Open] = {}
_lock = threading.Lock()


def run(
    query: str,
    store_path: Path,
    format: str | None = None,
    timeout: float = TIMEOUT,
    limit: int = LIMIT,
    *,
    memory: int = MEMORY,
) -> Result:
    """Answer a read-only SPARQL 1.1 query over the union of all graphs of the store on disk.

    `format` is a name of `FORMATS` (default: a table, for graphs Turtle); `timeout` is in seconds,
    `limit` in rows or triples, `memory` in MiB. The project's prefixes need no declaration,
    and relative IRIs are things of the project (`<body/bac-giang/so-y-te>`).

    Raises:
        SparqlError: see `query.sparql.errors`.
        kg.errors.StoreError: there is no readable store at `store_path`.
    """
    started = time.perf_counter()
    checked = check(query)
    wanted = choose_format(checked.form, format)
    request = {
        "query": checked.text,
        "base": ID,
        "prefixes": PREFIXES,
        "graphs": list(checked.graphs),
        "limit": limit,
    }
    reply = _pool(store_path.resolve(), memory).ask(request, timeout)
    _raise_if_faulty(checked, reply)
    result = render(checked.form, wanted, reply, 0.0)
    return replace(result, ms=round((time.perf_counter() - started) * 1000, 2))


def _pool(path: Path, memory: int) -> Pool:
    """The pool over the store's newest snapshot; an older one ends when its queries have."""
    with _lock:
        held = snapshot(path)
        known = _open.get((path, memory))
        if known is not None and known.name == held.name:
            held.release()
            return known.pool
        if known is not None:
            known.close()
        fresh = _Open(held.name, held, Pool(held.path.resolve(), mebibytes=memory))
        _open[(path, memory)] = fresh
        return fresh.pool


def _raise_if_faulty(checked: Checked, reply: dict[str, Any]) -> None:
    error = reply.get("error")
    if error == "graph":
        raise UnknownGraphError(graph=reply["detail"])
    if error == "syntax":
        raise _syntax_fault(checked.text, reply["detail"])
    if error is not None:
        raise InvalidQueryError(detail=reply["detail"])


def _syntax_fault(query: str, detail: str) -> QuerySyntaxError | InvalidQueryError:
    match = _ERROR_AT.match(detail)
    if match is None:
        return InvalidQueryError(detail=detail)
    line, column = int(match.group(1)), int(match.group(2))
    lines = query.splitlines() or [""]
    text = lines[min(line, len(lines)) - 1]
    near = text[column - 1 :].strip()[:30] or text[-30:]
    expected = list(dict.fromkeys(_READABLE.findall(match.group(3))))[:8]
    return QuerySyntaxError(line=line, column=column, near=near, expected=expected)


def close() -> None:
    """End all workers and let go of the snapshots; the next `run` starts anew."""
    with _lock:
        for opened in _open.values():
            opened.close()
        _open.clear()


atexit.register(close)

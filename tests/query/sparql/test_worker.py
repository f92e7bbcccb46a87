"""The fences around a worker, without the guard before it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.store import snapshot
from query.sparql.errors import TimedOutError, WorkerLostError
from query.sparql.pool import Worker


def request(query: str) -> dict[str, Any]:
    return {"query": query, "base": "http://x/", "prefixes": {}, "graphs": [], "limit": 10}


@pytest.fixture
def worker(store_folder: Path) -> Iterator[Worker]:
    held = snapshot(store_folder)
    made = Worker(held.path, 2048)
    yield made
    made.kill()
    held.release()


def test_a_worker_reaches_no_other_host(worker: Worker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        if worker.isolated:
            assert worker.ask(request(query), 5.0)["error"] == "invalid"
            with pytest.raises(TimeoutError):
                server.accept()


@pytest.mark.parametrize("query", ["DROP ALL", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1:9/>"])
def test_a_worker_takes_no_updates(worker: Worker, query: str) -> None:
    assert worker.ask(request(query), 5.0)["error"] == "syntax"
    assert worker.ask(request("ASK { ?s ?p ?o }"), 5.0) == {"boolean": True}


def test_a_killed_worker_is_gone_at_once(worker: Worker) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOutError):
        worker.ask(request("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"), 0.5)
    assert time.monotonic() - started < 1.0
    with pytest.raises(WorkerLostError):
        worker.ask(request("ASK {}"), 1.0)


def test_rows_keep_their_kinds(worker: Worker) -> None:
    query = """SELECT ?v { VALUES ?v { <http://x/> "a"@vi 2.50 "b" } }"""
    rows = [row["v"] for row in worker.ask(request(query), 5.0)["rows"]]
    assert rows[0] == {"type": "uri", "value": "http://x/"}
    assert rows[1] == {"type": "literal", "value": "a", "xml:lang": "vi"}
    assert rows[2]["datatype"].endswith("#decimal")
    assert rows[3] == {"type": "literal", "value": "b"}

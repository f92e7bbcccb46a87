"""The two sample notices, read and mapped, in a store in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest

from ingest import extract, read_source
from kg import iris
from kg.engine import OxigraphRepo
from kg.mapping import to_quads
from kg.provenance import run_quads
from kg.store import memory_store
from query.ask import AskSession


@pytest.fixture(scope="session")
def samples() -> Iterator[OxigraphRepo]:
    """A repository with both sample notices."""
    folder = Path(str(files("ingest").joinpath("data/samples")))
    with memory_store() as repo:
        for path in sorted(folder.glob("*.txt")):
            raw = read_source(path)
            record = extract(raw)
            quads = [*to_quads(record, raw.text), *run_quads(record, "1", datetime(2021, 7, 1, tzinfo=UTC))]
            repo.replace_graph(iris.graph(record.notice.id), quads)
        yield repo


@pytest.fixture(scope="session")
def session(samples: OxigraphRepo) -> AskSession:
    """A session over the sample notices."""
    return AskSession(samples)

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
from tests import scoring


def _fill(repo: OxigraphRepo, folder: Path) -> None:
    """Read and map every text of a folder into a repository."""
    for path in sorted(folder.glob("*.txt")):
        raw = read_source(path)
        record = extract(raw)
        quads = [*to_quads(record, raw.text), *run_quads(record, "1", datetime(2021, 7, 1, tzinfo=UTC))]
        repo.replace_graph(iris.graph(record.notice.id), quads)


@pytest.fixture(scope="session")
def samples() -> Iterator[OxigraphRepo]:
    """A repository with both sample notices."""
    with memory_store() as repo:
        _fill(repo, Path(str(files("ingest").joinpath("data/samples"))))
        yield repo


@pytest.fixture(scope="session")
def invented() -> Iterator[AskSession]:
    """A session over the invented notices of tests/golden."""
    with memory_store() as repo:
        _fill(repo, scoring.GOLDEN / "invented")
        yield AskSession(repo)


@pytest.fixture(scope="session")
def genres() -> Iterator[AskSession]:
    """A session over the ten invented notices of several kinds in tests/golden."""
    with memory_store() as repo:
        _fill(repo, scoring.GOLDEN / "genres")
        yield AskSession(repo)


@pytest.fixture(scope="session")
def fresh_notices() -> Iterator[AskSession]:
    """A session over the eight invented notices that the questions of tests/golden/fresh_notices are about."""
    with memory_store() as repo:
        _fill(repo, scoring.GOLDEN / "fresh_notices")
        yield AskSession(repo)


@pytest.fixture(scope="session")
def session(samples: OxigraphRepo) -> AskSession:
    """A session over the sample notices."""
    return AskSession(samples)

"""The hand-made gold of the two sample notices and their records."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ingest import Record, extract, read_source

GOLD = Path(__file__).parent.parent / "golden" / "gold"


@pytest.fixture(scope="session")
def samples() -> dict[str, Path]:
    """Paths of the sample notices by their number."""
    return {p.name[:3]: Path(str(p)) for p in files("ingest").joinpath("data/samples").iterdir()}


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """The gold of each sample by its number."""
    return {p.stem[-3:]: json.loads(p.read_text(encoding="utf-8")) for p in GOLD.glob("gold_seed_*.json")}


@pytest.fixture(scope="session")
def records(samples: dict[str, Path]) -> dict[str, Record]:
    """What the pipeline reads in each sample."""
    return {name: extract(read_source(path)) for name, path in samples.items()}

"""The word lists under `ingest/data`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import reading
from ontology.text import nfc


@cache
def load(name: str) -> dict[str, Any]:
    """`ingest/data/<name>.toml` as a dictionary; every string is NFC."""
    with reading(f"ingest/data/{name}.toml"):
        return tomllib.loads(nfc(files("ingest").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")))


def strings(name: str, key: str) -> list[str]:
    """The list of strings under `key`."""
    return [str(item) for item in load(name)[key]]

"""Faults of a store in words, from `kg/data/faults.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, by its code; told in the language of the message that it is part of."""

    code: str

    def told(self, lang: str = "vi") -> str:
        """The fault in words, in Vietnamese or English."""
        return fault_text(self.code, lang)


def fault_text(code: str, lang: str) -> str:
    """A fault in words, in Vietnamese or English."""
    return _faults()[code]["en" if lang == "en" else "vi"]


@cache
def _faults() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("kg").joinpath("data/faults.toml").read_text(encoding="utf-8"))

"""What the product says to people: captions by dotted key, one TOML file per language.

A new caption or a better wording is a change to `ui/data/captions.<lang>.toml` alone. Both files have
the same keys and the same slots, which a test checks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = ("vi", "en")
"""Languages with a caption file; the first is the default."""


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of one language."""

    lang: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **slots: object) -> str:
        """Caption of a dotted key with its slots filled in.

        Raises:
            KeyError: no such caption, or a slot of it was not given.
        """
        text = self.texts[key]
        return text.format_map(slots) if slots else text

    def get(self, key: str, default: str) -> str:
        """Caption of a key that data may or may not name (a rule, a kind), else the default."""
        return self.texts.get(key, default)


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)


@cache
def captions(lang: str) -> Captions:
    """Captions of `vi` or `en`; any other code gets the default language."""
    chosen = lang if lang in LANGUAGES else LANGUAGES[0]
    text = files("ui").joinpath(f"data/captions.{chosen}.toml").read_text(encoding="utf-8")
    return Captions(chosen, dict(_flatten(tomllib.loads(text))))

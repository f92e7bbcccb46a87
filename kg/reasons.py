"""Why something can't be used, said in the language of the message that it is part of."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Protocol, runtime_checkable


@cache
def _wordings() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("kg").joinpath("data/reasons.toml").read_text(encoding="utf-8"))


@runtime_checkable
class Told(Protocol):
    """Something that can be said in either language."""

    def told(self, lang: str = "vi") -> str:
        """In `vi` or `en`."""
        ...


class Reason:
    """A reason of `kg/data/reasons.toml` with its values, which may be told in turn; `str` gives it in English."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values

    def told(self, lang: str = "vi") -> str:
        """The reason in `vi` or `en` (anything else reads as `vi`)."""
        told = {name: value.told(lang) if isinstance(value, Told) else value for name, value in self.values.items()}
        return _wordings()[self.key]["en" if lang == "en" else "vi"].format(**told)

    def __str__(self) -> str:
        return self.told("en")

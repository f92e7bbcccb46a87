"""Why something can't be used, said in the language of the message that it is part of."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _wordings() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("kg").joinpath("data/reasons.toml").read_text(encoding="utf-8"))


class Reason:
    """A reason of `kg/data/reasons.toml` with its values; `str` gives it in English."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values

    def told(self, lang: str = "vi") -> str:
        """The reason in `vi` or `en` (anything else reads as `vi`)."""
        return _wordings()[self.key]["en" if lang == "en" else "vi"].format(**self.values)

    def __str__(self) -> str:
        return self.told("en")

"""Example questions and queries of the workbench, kept as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A query to start from, with a title per language (`vi`, `en`)."""

    name: str
    title_vi: str
    title_en: str
    sparql: str

    def title(self, lang: str) -> str:
        return self.title_en if lang == "en" else self.title_vi


@cache
def questions() -> tuple[str, ...]:
    """Questions to click, in the order shown."""
    text = files("ui").joinpath("data/examples.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["questions"])


@cache
def queries() -> tuple[ExampleQuery, ...]:
    """Queries to start from; each is `ui/data/examples/<name>.rq`."""
    data = files("ui").joinpath("data")
    listed = tomllib.loads(data.joinpath("examples.toml").read_text(encoding="utf-8"))["queries"]
    return tuple(
        ExampleQuery(q["name"], q["vi"], q["en"],
                     data.joinpath(f"examples/{q['name']}.rq").read_text(encoding="utf-8"))
        for q in listed
    )  # fmt: skip

"""Example questions and queries of the workbench, kept as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final
from weakref import WeakKeyDictionary

from kg.repo import Repo
from ui.answering import answering_form, offered

SHOWN: Final = 8
"""Questions offered to click."""
SECONDS: Final = 1.0
"""Time for trying questions, once for each state of the store."""
_KNOWN: WeakKeyDictionary[Repo, tuple[int, tuple[str, ...]]] = WeakKeyDictionary()


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
    """Questions to click over the sample notices, in the order shown; the last shows a refusal."""
    text = files("ui").joinpath("data/examples.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["questions"])


def questions_for(repo: Repo) -> tuple[str, ...]:
    """Questions to click on a store: the hand-picked ones if it answers them, else such as it was tried to answer."""
    known = _KNOWN.get(repo)
    if known is None or known[0] != repo.generation:
        generation = repo.generation
        picked = questions()
        fit = all(answering_form(question, repo) for question in picked[:-1])
        known = _KNOWN[repo] = (generation, picked if fit else tuple(offered(repo, SHOWN, seconds=SECONDS)))
    return known[1]


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

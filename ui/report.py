"""What the reading of a notice came to, read from the graph: enough to judge whether it was read well."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.repo import Repo
from ui.queries import load
from ui.reader import Fact, NoticeView, read_notice
from ui.terms import number_of, text_of


@dataclass(frozen=True, slots=True)
class Gap:
    """A place of the raw text that no rule explains."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Report:
    """Header facts, number of duties, and what the reading left out."""

    view: NoticeView
    gaps: tuple[Gap, ...]

    def facts(self, name: str) -> tuple[Fact, ...]:
        """Values of a property of the notice, by its local name."""
        return tuple(fact for fact in self.view.facts if fact.name == name)


def read_report(repo: Repo, notice: str, lang: str) -> Report | None:
    """The report on one notice, or None if it isn't stored."""
    view = read_notice(repo, notice, lang)
    if view is None:
        return None
    rows = repo.select(load("unmapped"), bindings={"notice": NamedNode(notice)})
    gaps = (Gap(text_of(r.get("text")), number_of(r.get("start")), number_of(r.get("end"))) for r in rows)
    return Report(view, tuple(gaps))

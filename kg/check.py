"""Check a whole store: the ontology, the shapes of every notice graph, the evidence of every fact, the reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.faults import fault_text
from kg.iris import review_graph, vocabulary_graph
from kg.links import links_of
from kg.queries import load
from kg.repo import Repo
from kg.reread import check_evidence
from kg.review.log import review_ids
from kg.review.verify import review_faults
from kg.validate import violations


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong. `code` is one of `kg/data/faults.toml`; `detail` is (Vietnamese, English)."""

    code: str
    graph: str
    subject: str
    detail: tuple[str, str] = ("", "")

    def message(self, lang: str = "vi") -> str:
        """What is wrong, in Vietnamese or English."""
        english = lang == "en"
        told = fault_text(self.code, lang)
        detail = self.detail[int(english)]
        return f"{self.subject}: {told}" + (f" ({detail})" if detail else "")


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked and what was wrong. `consistent` is null if the reasoner didn't run."""

    notices: int
    evidence: int
    consistent: bool | None
    violations: tuple[Violation, ...]

    @property
    def ok(self) -> bool:
        """No violation of any kind."""
        return not self.violations


Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of notice graphs checked and their total."""


def check(repo: Repo, *, reason: bool = True, progress: Progress | None = None) -> Report:
    """Check the ontology (unless `reason` is false), then every notice graph and review graph."""
    found = list(_check_ontology()) if reason else []
    consistent = not found if reason and all(fault.code != "reasoner" for fault in found) else None
    graphs = [row["graph"] for row in repo.select(load("notice_graphs.rq"))]
    names = [graph for graph in graphs if isinstance(graph, NamedNode)]
    evidence = 0
    for number, graph in enumerate(names, start=1):
        quads = list(repo.quads(graph))
        found += _check_shapes(graph, quads)
        found += _check_links(repo, graph)
        counted = check_evidence(quads)
        evidence += counted.checked
        found += [
            Violation(fault.code, graph.value, fault.fact, (_difference(fault.found, fault.quoted),) * 2)
            for fault in counted.faults
        ]
        if progress is not None:
            progress(number, len(names))
    found += _check_reviews(repo)
    return Report(len(names), evidence, consistent, tuple(found))


def _check_ontology() -> Iterator[Violation]:
    """HermiT over the ontology alone; that it can't be run is a violation, too."""
    from ontology import reasoning

    subject = vocabulary_graph().value
    try:
        report = reasoning.reason()
    except reasoning.ReasonerError as error:
        yield Violation("reasoner", subject, subject, (error.told("vi"), error.told("en")))
        return
    if not report.consistent:
        yield Violation("ontology", subject, subject)
    for class_ in report.unsatisfiable:
        yield Violation("unsatisfiable", subject, class_)


def _check_shapes(graph: NamedNode, quads: list[Quad]) -> Iterator[Violation]:
    for problem in violations(quads):
        yield Violation("shape", graph.value, problem.focus, (problem.message("vi"), problem.message("en")))


def _check_links(repo: Repo, graph: NamedNode) -> Iterator[Violation]:
    """Whether what is derived from a notice's citations is what the store as a whole gives."""
    notice_id = iris.notice_of(graph)
    if notice_id is not None and links_of(repo, notice_id) != frozenset(repo.quads(iris.link_graph(notice_id))):
        yield Violation("links", graph.value, iris.link_graph(notice_id).value)


def _check_reviews(repo: Repo) -> Iterator[Violation]:
    """Review graphs: their shapes, that the reading comes back, that the decisions make what is stored."""
    for notice_id in review_ids(repo):
        graph = review_graph(notice_id)
        yield from _check_shapes(graph, list(repo.quads(graph)))
        yield from (Violation(code, graph.value, graph.value) for code in review_faults(repo, notice_id))


def _difference(found: str, quoted: str) -> str:
    return f"{quoted!r} ≠ {found!r}" if found else ""

"""Whether a notice's graph may be stored: its shapes, and its evidence re-read from its text."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kg.reread import check_evidence
from kg.validate import violations


def problems_of(quads: Iterable[Quad]) -> list[tuple[str, str]]:
    """What is wrong with a notice's graph, each in Vietnamese and in English; none if it may be stored."""
    known = list(quads)
    problems = [(problem.told("vi"), problem.told("en")) for problem in violations(known)]
    return problems + [(fault.told("vi"), fault.told("en")) for fault in check_evidence(known).faults]

"""Checking a store finds what was planted, and nothing else."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import iris
from kg.check import check
from kg.engine import OxigraphRepo
from kg.iris import term
from kg.links import linked

NOTICE = "bac-giang/12-tb-tu/2021-05-09"
Change = Callable[[Quad], Quad | None]


def planted(quads: list[Quad], change: Change) -> OxigraphRepo:
    repo = OxigraphRepo()
    changed = [new for quad in quads if (new := change(quad)) is not None]
    repo.replace_graphs(linked(repo, {iris.graph(NOTICE): changed}))
    return repo


def with_object(quad: Quad, value: NamedNode | Literal) -> Quad:
    return Quad(quad.subject, quad.predicate, value, quad.graph_name)


def test_a_sound_store_passes(quads: list[Quad]) -> None:
    report = check(planted(quads, lambda quad: quad), reason=False)
    assert report.ok
    assert (report.notices, report.consistent) == (1, None)
    assert report.evidence > 20


def test_an_empty_store_passes() -> None:
    assert check(OxigraphRepo(), reason=False).ok


@pytest.fixture
def wrong(quads: list[Quad]) -> dict[str, Change]:
    """Faults to plant, by the code that must be reported."""
    selector = next(quad.subject for quad in quads if quad.predicate == term("oa:exact"))
    position = next(quad.subject for quad in quads if quad.predicate == term("oa:start"))
    duty = iris.fragment(iris.notice(NOTICE), "duty-1")

    def change(subject: object, predicate: str, value: Literal | None) -> Change:
        wanted = term(predicate)

        def apply(quad: Quad) -> Quad | None:
            if quad.subject != subject or quad.predicate != wanted:
                return quad
            return None if value is None else with_object(quad, value)

        return apply

    return {
        "misquoted": change(selector, "oa:exact", Literal("khác hẳn")),
        "out_of_range": change(position, "oa:end", Literal(10**6)),
        "no_selector": change(position, "oa:start", None),
        "no_evidence": change(duty, "tt:evidence", None),
        "no_source": change(iris.fragment(iris.notice(NOTICE), "text"), "tt:rawText", None),
        "wrong_length": change(iris.fragment(iris.notice(NOTICE), "text"), "tt:charCount", Literal(1)),
        "shape": change(duty, "tt:strength", Literal("nonsense")),
    }


CODES = ["misquoted", "out_of_range", "no_selector", "no_evidence", "no_source", "wrong_length", "shape"]


@pytest.mark.parametrize("code", CODES)
def test_a_planted_fault_is_found(quads: list[Quad], wrong: dict[str, Change], code: str) -> None:
    report = check(planted(quads, wrong[code]), reason=False)
    assert code in {violation.code for violation in report.violations}
    assert all(violation.graph == iris.graph(NOTICE).value for violation in report.violations)
    assert all(violation.message("vi") != violation.message("en") for violation in report.violations)


def test_an_offset_moved_by_one_is_found(quads: list[Quad], sample: type) -> None:
    start = next(quad for quad in quads if quad.predicate == term("oa:start"))
    assert isinstance(start.object, Literal)
    moved = with_object(start, Literal(int(start.object.value) + 1))
    report = check(planted(quads, lambda quad: moved if quad == start else quad), reason=False)
    assert next(violation.code for violation in report.violations if violation.code != "shape") == "misquoted"


def test_progress_is_told_per_notice(quads: list[Quad]) -> None:
    seen: list[tuple[int, int]] = []
    check(planted(quads, lambda quad: quad), reason=False, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]

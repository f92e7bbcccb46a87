"""Bodies that people said are one: every query sees one, the way back stays, new readings and exports keep it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ingest.model import Assignee, Body, Record
from kg import iris, review
from kg.check import check
from kg.decisions import SAME, read_decisions
from kg.engine import OxigraphRepo
from kg.errors import NotReviewableError, ReviewValueError, UnknownReviewError
from kg.exchange import export_dataset, import_dataset
from kg.iris import term
from kg.linking import decide, withdraw
from kg.load import add_record
from kg.show import Shown, show
from kg.store import memory_store, open_store

SHORT = iris.body("m.cong-ty-kim-sang", "bac-giang")
FULL = iris.body("m.cong-ty-co-phan-nong-san-kim-sang", "bac-giang")
NAMES = {SHORT: "Công ty Kim Sáng", FULL: "Công ty cổ phần Nông sản Kim Sáng"}


def notice(sample: Any, number: str, body: NamedNode) -> tuple[Record, str]:
    """A variant of the sample whose duty a company bears."""
    text = f"{sample.text}{number}\n"
    record = sample.record(text, number)
    agent_id = "m." + body.value.rpartition("/")[2]
    bearer = Assignee(agent_id, NAMES[body], "explicit", None, 6, 20)
    company = Body(agent_id, NAMES[body], "enterprise", "provincial", (sample.span("Sở Y te"),))
    duty = replace(record.duties[0], assignees=(bearer,))
    return replace(record, duties=(duty,), bodies=(company,)), text


@pytest.fixture
def repo(sample: Any) -> OxigraphRepo:
    repo = memory_store()
    for number, body in (("12-TB/TU", SHORT), ("13-TB/TU", FULL)):
        add_record(repo, *notice(sample, number, body), "1.0")
    return repo


def merge(repo: OxigraphRepo) -> str:
    return decide(repo, SAME, SHORT, FULL, accepted=True, by="Lan", why="một công ty").id


def bearers(repo: OxigraphRepo) -> set[str]:
    rows = repo.select(f"SELECT ?who WHERE {{ ?duty a {term('tt:Duty')} ; {term('tt:assignee')} ?who }}")
    return {str(row["who"].value) for row in rows}


def lines(repo: OxigraphRepo) -> list[str]:
    """Everything but the decisions and the vocabulary."""
    other = (iris.decisions_graph(), iris.vocabulary_graph())
    return sorted(str(quad) for quad in repo.quads() if quad.graph_name not in other)


def test_queries_see_one_body_under_all_its_names(repo: OxigraphRepo) -> None:
    assert bearers(repo) == {SHORT.value, FULL.value}
    generation = repo.generation
    merge(repo)
    assert repo.generation == generation + 1, "one transaction"
    assert bearers(repo) == {FULL.value}
    rows = repo.select(f"SELECT ?name WHERE {{ {FULL} {term('skos:altLabel')} ?name }}")
    assert {str(row["name"].value) for row in rows} == {NAMES[SHORT]}
    assert repo.ask(f"ASK {{ {SHORT} {term('owl:sameAs')} {FULL} }}")
    assert check(repo, reason=False).ok


@pytest.mark.parametrize("name", [NAMES[SHORT], NAMES[FULL], SHORT.value, "cong ty kim sang"])
def test_the_body_is_found_by_each_name(repo: OxigraphRepo, name: str) -> None:
    merge(repo)
    shown = show(repo, name)
    assert isinstance(shown, Shown)
    assert (shown.iri, shown.label) == (FULL.value, NAMES[FULL])


def test_taking_it_back_gives_every_graph_back(repo: OxigraphRepo) -> None:
    before = lines(repo)
    pair = merge(repo)
    assert lines(repo) != before
    withdraw(repo, pair, by="Lan")
    assert lines(repo) == before
    assert read_decisions(repo)[0].state == "withdrawn"
    with pytest.raises(UnknownReviewError):
        withdraw(repo, pair, by="Lan")


def test_a_new_reading_and_a_new_notice_keep_it(repo: OxigraphRepo, sample: Any) -> None:
    merge(repo)
    add_record(repo, *notice(sample, "12-TB/TU", SHORT), "1.1")
    add_record(repo, *notice(sample, "14-TB/TU", SHORT), "1.1")
    assert bearers(repo) == {FULL.value}
    assert check(repo, reason=False).ok


def test_it_goes_together_with_decisions_on_facts(repo: OxigraphRepo) -> None:
    duty = iris.fragment(iris.notice("bac-giang/12-tb-tu/2021-05-09"), "duty-1")
    review.correct(repo, duty, "status", "in_force", by="Lan", why="đang làm")
    pair = merge(repo)
    review.correct(repo, duty, "strength", "request", by="Lan", why="đề nghị")
    assert bearers(repo) == {FULL.value}
    assert check(repo, reason=False).ok
    withdraw(repo, pair, by="Lan")
    assert bearers(repo) == {SHORT.value, FULL.value}
    assert [one.review.state for one in review.list_reviews(repo)] == ["active", "active"]
    assert check(repo, reason=False).ok


def test_an_export_brings_it_along(repo: OxigraphRepo, tmp_path: Path) -> None:
    pair = merge(repo)
    export_dataset(repo, tmp_path / "all.nq")
    with open_store(tmp_path / "store") as other:
        import_dataset(tmp_path / "all.nq", other)
        assert lines(other) == lines(repo)
        assert check(other, reason=False).ok
        withdraw(other, pair, by="Lan")
        assert bearers(other) == {SHORT.value, FULL.value}


def test_an_import_joins_the_notices_that_are_here(repo: OxigraphRepo, sample: Any, tmp_path: Path) -> None:
    merge(repo)
    export_dataset(repo, tmp_path / "all.nq")
    other = memory_store()
    add_record(other, *notice(sample, "15-TB/TU", SHORT), "1.0")
    import_dataset(tmp_path / "all.nq", other)
    assert bearers(other) == {FULL.value}
    assert check(other, reason=False).ok


def test_the_patch_ends_with_what_was_joined(repo: OxigraphRepo) -> None:
    merge(repo)
    patch = [*review.rdf_patch(repo, ["bac-giang/12-tb-tu/2021-05-09"])]
    assert patch.count("TX .") == 1 and SHORT.value in patch[0] and FULL.value in patch[0]
    for line in patch:
        if line[:2] in ("A ", "D "):
            quad = str(next(iter(parse(line[2:], format=RdfFormat.N_QUADS))))
            assert (SHORT.value in quad) == line.startswith("D ")


def test_chains_end_at_the_last_body(repo: OxigraphRepo, sample: Any) -> None:
    third = iris.body("m.cong-ty-ks", "bac-giang")
    NAMES[third] = "Công ty KS"
    add_record(repo, *notice(sample, "16-TB/TU", third), "1.0")
    decide(repo, SAME, third, SHORT, accepted=True, by="Lan")
    assert bearers(repo) == {SHORT.value, FULL.value}
    merge(repo)
    assert bearers(repo) == {FULL.value}
    with pytest.raises(ReviewValueError):
        decide(repo, SAME, FULL, third, accepted=True, by="Lan")


def test_only_bodies_of_the_store_can_be_one(repo: OxigraphRepo) -> None:
    for other in (iris.body("m.x", "bac-giang"), iris.place("bac-giang")):
        with pytest.raises(NotReviewableError):
            decide(repo, SAME, other, FULL, accepted=True, by="Lan")
    with pytest.raises(ReviewValueError):
        decide(repo, SAME, SHORT, FULL, accepted=True, by=" ")

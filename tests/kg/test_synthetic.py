"""Synthetic notices say that they are, in every fact, and never share a store with real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

from ingest.model import Record
from kg import iris, review
from kg.archive import Composed, Spec, build_store, chosen_provinces, compose_province
from kg.check import check
from kg.describe import describe_dataset
from kg.engine import OxigraphRepo
from kg.errors import MixedStoreError, StoreNotEmptyError
from kg.exchange import export_dataset, import_dataset
from kg.iris import term
from kg.load import add_record, load
from kg.reading import prepare
from kg.store import memory_store, open_store
from kg.synthetic import is_synthetic, is_synthetic_id, text_mark

SPEC = Spec(provinces=1, notices=1, seed=5)


@pytest.fixture(scope="module")
def composed() -> Composed:
    return next(compose_province(SPEC, chosen_provinces(SPEC)[0]))


@pytest.fixture
def notice(record: Record, sample: type[Any]) -> tuple[Record, str]:
    """A real notice and its text."""
    return record, str(sample.text)


@pytest.fixture
def synthetic_repo(composed: Composed) -> OxigraphRepo:
    repo = memory_store()
    add_record(repo, composed.record, composed.text, "1")
    return repo


def test_every_fact_bears_the_mark(composed: Composed) -> None:
    quads = prepare(composed.record, composed.text, "1").quads
    facts = {quad.subject for quad in quads if quad.predicate == term("tt:inNotice")}
    marked = {quad.subject for quad in quads if quad.predicate == term("tt:synthetic")}
    assert facts and facts < marked and len(marked) == len(facts) + 1


def test_the_label_and_the_id_say_so(composed: Composed) -> None:
    prepared = prepare(composed.record, composed.text, "1")
    notice = NamedNode("https://w3id.org/thongtri/id/notice/" + prepared.notice)
    is_label = [q for q in prepared.quads if q.subject == notice and q.predicate == term("rdfs:label")]
    labels = [quad.object.value for quad in is_label if isinstance(quad.object, Literal)]
    assert is_synthetic_id(prepared.notice) and labels and labels[0].startswith("[Tổng hợp] ")


def test_a_real_notice_is_not_marked(notice: tuple[Record, str]) -> None:
    record, text = notice
    prepared = prepare(record, text, "1")
    assert text_mark() not in text and not is_synthetic_id(prepared.notice)
    assert not any(quad.predicate == term("tt:synthetic") for quad in prepared.quads)


def test_a_store_tells_its_kind(synthetic_repo: OxigraphRepo) -> None:
    assert is_synthetic(synthetic_repo)
    assert not is_synthetic(memory_store())


def test_a_real_notice_does_not_go_into_a_synthetic_store(
    synthetic_repo: OxigraphRepo, notice: tuple[Record, str]
) -> None:
    with pytest.raises(MixedStoreError, match="synthetic store") as refused:
        add_record(synthetic_repo, *notice, "1")
    assert "không nhận văn bản thật" in refused.value.message("vi")


def test_a_synthetic_notice_does_not_go_into_a_real_store(composed: Composed, notice: tuple[Record, str]) -> None:
    repo = memory_store()
    add_record(repo, *notice, "1")
    with pytest.raises(MixedStoreError) as refused:
        add_record(repo, composed.record, composed.text, "1")
    assert "Không nạp văn bản tổng hợp vào kho văn bản thật" in refused.value.message("vi")


def test_the_written_text_is_known_for_synthetic_when_read(composed: Composed, tmp_path: Path) -> None:
    path = tmp_path / "renamed.txt"
    path.write_text(composed.text, encoding="utf-8")
    with open_store(tmp_path / "store") as repo:
        summary = load([path], repo)
        assert summary.count("loaded") == 1 and is_synthetic(repo)
        assert is_synthetic_id(summary.outcomes[0].notice or "")


def test_an_import_does_not_mix(synthetic_repo: OxigraphRepo, notice: tuple[Record, str], tmp_path: Path) -> None:
    export_dataset(synthetic_repo, tmp_path / "out.nq")
    real = memory_store()
    add_record(real, *notice, "1")
    with pytest.raises(MixedStoreError):
        import_dataset(tmp_path / "out.nq", real)
    empty = memory_store()
    import_dataset(tmp_path / "out.nq", empty)
    assert is_synthetic(empty)


def test_a_built_store_passes_every_check(tmp_path: Path) -> None:
    spec = Spec(provinces=2, notices=3, seed=1)
    seen = list[tuple[int, int]]()
    built = build_store(spec, tmp_path / "store", lambda done, total: seen.append((done, total)))
    assert built.notices == 6 and seen == [(3, 6), (6, 6)]
    with open_store(tmp_path / "store", read_only=True) as repo:
        assert is_synthetic(repo) and repo.generation > 0
        assert check(repo, reason=False).ok


def test_a_store_that_holds_notices_is_not_built_upon(tmp_path: Path) -> None:
    build_store(SPEC, tmp_path / "store")
    with pytest.raises(StoreNotEmptyError):
        build_store(SPEC, tmp_path / "store")


def test_the_description_of_the_dataset_says_so(synthetic_repo: OxigraphRepo) -> None:
    mark = term("tt:synthetic")
    assert any(quad.predicate == mark for quad in describe_dataset(synthetic_repo))
    assert not any(quad.predicate == mark for quad in describe_dataset(memory_store()))


def test_what_people_add_is_marked_too(synthetic_repo: OxigraphRepo, composed: Composed) -> None:
    notice = iris.notice(composed.record.notice.id)
    quote = composed.record.passages[0].text
    review.add(synthetic_repo, notice, "duty", quote, {"assignees": "p.cong-an"}, by="An", why="x")
    graph = list(synthetic_repo.quads(iris.graph(composed.record.notice.id)))
    facts = {quad.subject for quad in graph if quad.predicate == term("tt:inNotice")}
    assert facts <= {quad.subject for quad in graph if quad.predicate == term("tt:synthetic")}

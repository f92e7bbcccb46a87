"""Export and import: the same dataset back, or nothing changed."""

from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, Quad, RdfFormat, parse

from kg import iris, review
from kg.annotations import written_out
from kg.describe import describe_dataset
from kg.engine import OxigraphRepo
from kg.errors import ExchangeError, InvalidNoticeError
from kg.exchange import export_dataset, import_dataset
from kg.iris import term, thing
from kg.links import linked
from kg.store import DiskRepo, memory_store, open_store

GRAPH = iris.graph("bac-giang/12-tb-tu/2021-05-09")
REVIEW = iris.review_graph("bac-giang/12-tb-tu/2021-05-09")


@pytest.fixture
def full(quads: list[Quad]) -> OxigraphRepo:
    repo = memory_store()
    repo.replace_graphs(linked(repo, {GRAPH: quads}))
    repo.replace_graph(REVIEW, [Quad(GRAPH, term("rdfs:comment"), Literal('đúng "rồi"\n', language="vi"), REVIEW)])
    return repo


def canonical(repo: OxigraphRepo) -> list[str]:
    """The dataset as canonical N-Quads lines (RDFC-1.0)."""
    dataset = Dataset(repo.quads())
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonld"])
def test_a_round_trip_gives_an_isomorphic_dataset(full: OxigraphRepo, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"dataset.{suffix}"
    out = export_dataset(full, path)
    assert out.notices == 1
    other = memory_store()
    assert import_dataset(path, other).notices == 1
    assert canonical(other) == canonical(full)


def test_a_store_on_disk_imports_too(full: OxigraphRepo, tmp_path: Path) -> None:
    export_dataset(full, tmp_path / "dataset.trig")
    with open_store(tmp_path / "store") as disk:
        assert isinstance(disk, DiskRepo)
        import_dataset(tmp_path / "dataset.trig", disk)
        assert canonical(disk) == canonical(full)
    with open_store(tmp_path / "store", read_only=True) as reader:
        assert canonical(reader) == canonical(full)


def test_two_exports_are_equal_byte_for_byte(full: OxigraphRepo, tmp_path: Path) -> None:
    for name in ("one.nq", "two.nq"):
        export_dataset(full, tmp_path / name)
    assert (tmp_path / "one.nq").read_bytes() == (tmp_path / "two.nq").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.nq", "two.nq"]


def test_turtle_holds_the_union(full: OxigraphRepo, tmp_path: Path) -> None:
    export_dataset(full, tmp_path / "dataset.ttl")
    triples = {quad.triple for quad in parse(path=str(tmp_path / "dataset.ttl"), format=RdfFormat.TURTLE)}
    assert set(written_out(quad.triple for quad in full.quads(GRAPH))) <= triples


def test_turtle_can_not_be_imported(full: OxigraphRepo, tmp_path: Path) -> None:
    export_dataset(full, tmp_path / "dataset.ttl")
    with pytest.raises(ExchangeError):
        import_dataset(tmp_path / "dataset.ttl", memory_store())


def test_importing_replaces_the_notices_of_the_file_alone(
    full: OxigraphRepo, quads: list[Quad], tmp_path: Path
) -> None:
    export_dataset(full, tmp_path / "dataset.nq")
    other = memory_store()
    keep = thing("graph/bac-giang/keep")
    other.replace_graph(keep, [Quad(keep, term("rdfs:label"), Literal("x"), keep)])
    other.replace_graph(GRAPH, [Quad(keep, term("rdfs:label"), Literal("old"), GRAPH)])
    import_dataset(tmp_path / "dataset.nq", other)
    assert len(list(other.quads(keep))) == 1
    assert sorted(map(str, other.quads(GRAPH))) == sorted(map(str, quads))


BAD_FILES = {
    "syntax.nq": "<a",
    "empty.nq": "",
    "outside.nq": "<http://a.example/s> <http://a.example/p> 'x' .\n".replace("'", '"'),
    "strange.nq": '<http://a.example/s> <http://a.example/p> "x" <http://a.example/g> .\n',
    "hollow.nq": f'<http://a.example/s> <http://a.example/p> "x" {GRAPH} .\n',
    "unknown.xyz": "",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_changes_nothing(full: OxigraphRepo, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(BAD_FILES[name], encoding="utf-8")
    before, generation = canonical(full), full.generation
    with pytest.raises(ExchangeError):
        import_dataset(path, full)
    assert (canonical(full), full.generation) == (before, generation)


def test_a_missing_file_is_told(full: OxigraphRepo, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError):
        import_dataset(tmp_path / "none.trig", full)


@pytest.mark.parametrize("predicate", ["tt:sourceText", "oa:exact"])
def test_an_invalid_notice_is_not_imported(full: OxigraphRepo, tmp_path: Path, predicate: str) -> None:
    export_dataset(full, tmp_path / "dataset.nq")
    lines = (tmp_path / "dataset.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if str(term(predicate)) in line and str(GRAPH) in line)
    (tmp_path / "broken.nq").write_text("".join(lines[:first] + lines[first + 1 :]), encoding="utf-8")
    with open_store(tmp_path / "store") as disk:
        before = canonical(disk)
        with pytest.raises(InvalidNoticeError):
            import_dataset(tmp_path / "broken.nq", disk)
        assert canonical(disk) == before


def test_an_export_that_can_not_be_written_is_told(full: OxigraphRepo, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError):
        export_dataset(full, tmp_path / "none" / "dataset.trig")
    with pytest.raises(ExchangeError):
        export_dataset(full, tmp_path / "dataset.trig", "rdfxml")


def test_the_description_tells_size_period_and_classes(full: OxigraphRepo) -> None:
    said = {(str(q.predicate.value), str(getattr(q.object, "value", ""))) for q in describe_dataset(full)}
    assert (term("void:triples").value, str(len(list(full.quads())))) in said
    assert (term("dcat:startDate").value, "2021-05-09") in said
    assert (term("void:class").value, term("tt:Duty").value) in said


def test_a_review_that_does_not_fit_is_told_in_the_language_of_the_message(full: OxigraphRepo, tmp_path: Path) -> None:
    path = tmp_path / "dataset.nq"
    review.reject(full, iris.fragment(iris.notice("bac-giang/12-tb-tu/2021-05-09"), "statistic-1"), by="Lan", why="sai")
    export_dataset(full, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if "removedStatements" not in line), encoding="utf-8")
    with pytest.raises(ExchangeError) as error:
        import_dataset(path, memory_store())
    assert "không khôi phục được" in error.value.message("vi")
    assert "can't be restored" in error.value.message("en")

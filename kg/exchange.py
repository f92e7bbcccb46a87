"""The whole dataset as one file, and back.

Exported are the notices, people's reviews of them, the vocabulary and a VoID/DCAT description; evidence is
written out as W3C Web Annotations (see `kg.annotations`). An
import takes notices and reviews (the store has its own vocabulary), checks them like fresh readings
and commits them all or not at all.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg import iris
from kg.annotations import brought_in, written_out
from kg.decisions import LinkDecision, read_decisions
from kg.describe import describe_dataset, description_graph
from kg.engine import OxigraphRepo
from kg.errors import ExchangeError, InvalidNoticeError, MixedStoreError
from kg.faults import Fault
from kg.linking import settle
from kg.queries import load
from kg.reasons import Reason
from kg.repo import Repo
from kg.review.carry import adopted, carried
from kg.review.log import log_quads, read_log, review_ids
from kg.review.verify import review_faults
from kg.soundness import problems_of
from kg.store import DiskRepo
from kg.synthetic import is_synthetic_id, refuse_mixing
from kg.upgrade import upgrade_logs
from kg.validate import violations
from ontology.names import PREFIXES

FORMATS: Final = {
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
}
"""Formats of an export by name; all but Turtle, which has no graphs, can be imported."""
_SUFFIXES: Final = {".trig": "trig", ".nq": "nquads", ".nquads": "nquads", ".ttl": "turtle", ".jsonld": "jsonld"}


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What went out or came in."""

    notices: int
    quads: int


def export_dataset(repo: Repo, path: Path, format: str | None = None) -> Exchanged:
    """Write the dataset to a file; `format` is a name of `FORMATS`, by default that of the suffix.

    The file appears when it is complete. Quads are in the order of graphs and terms, so two exports of
    one state are equal byte for byte. Turtle holds the union of the graphs.

    Raises:
        ExchangeError: the format isn't known or the file can't be written.
    """
    rdf = _format(path, format)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            done = write_dataset(repo, file, rdf)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ExchangeError(path, error.strerror or str(error)) from error
    return done


def write_dataset(repo: Repo, output: IO[bytes], format: RdfFormat) -> Exchanged:
    """Write the dataset to an open binary file, graph by graph."""
    counter = _Counter()
    quads = counter.count(_all_quads(repo))
    named = format.supports_datasets
    serialize(quads if named else (quad.triple for quad in quads), output, format, prefixes=PREFIXES)
    return Exchanged(len(repo.select(load("notice_graphs.rq"))), counter.total)


_BULK: Final = 500
"""Graphs of a file from which the store's files are merged after it."""


def import_dataset(path: Path, repo: Repo, format: str | None = None) -> Exchanged:
    """Put the notices and reviews of a file into a store; graphs of the same name are replaced.

    Raises:
        ExchangeError: the file can't be read, isn't RDF of that format, or holds other graphs.
        InvalidNoticeError: a notice breaks the shapes or its evidence doesn't match its text.
        MixedStoreError: synthetic and real notices would come together in the store.
            In each case nothing is changed.
    """
    rdf = _format(path, format)
    if not rdf.supports_datasets:
        raise ExchangeError(path, Reason("no_graphs"))
    with _scratch(repo) as read:
        _read(path, rdf, read.store)
        upgrade_logs(read)
        names = _own_graphs(read, path)
        notices = [name for name in names if _check(read, name, path)]
        _refuse_mixing(repo, notices)
        quads = sum(1 for name in names for _ in read.quads(name))
        _commit(repo, _merged(repo, read, names, path), read_decisions(read))
    return Exchanged(len(notices), quads)


def _refuse_mixing(repo: Repo, notices: list[NamedNode]) -> None:
    """Refuse a file with synthetic and real notices, or with notices of another kind than the store's."""
    kinds = {is_synthetic_id(name.value.removeprefix(iris.thing("graph/").value)) for name in notices}
    if len(kinds) > 1:
        raise MixedStoreError(synthetic=True)
    for kind in kinds:
        refuse_mixing(repo, synthetic=kind)


class _Counter:
    """Counts what passes."""

    def __init__(self) -> None:
        self.total = 0

    def count(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        for quad in quads:
            self.total += 1
            yield quad


def _format(path: Path, format: str | None) -> RdfFormat:
    name = format or _SUFFIXES.get(path.suffix.lower(), "")
    if name not in FORMATS:
        raise ExchangeError(path, Reason("unknown_format", name=name or path.suffix or "—", known=", ".join(FORMATS)))
    return FORMATS[name]


def _all_quads(repo: Repo) -> Iterator[Quad]:
    yield from describe_dataset(repo)
    for graph in repo.graphs():
        triples = set(written_out(quad.triple for quad in repo.quads(graph)))
        yield from sorted((Quad(t.subject, t.predicate, t.object, graph) for t in triples), key=str)


@contextlib.contextmanager
def _scratch(repo: Repo) -> Iterator[OxigraphRepo]:
    """Where a file is read to be checked: beside a store on disk, else in memory."""
    if not isinstance(repo, DiskRepo):
        yield OxigraphRepo()
        return
    root = repo.folder.root
    with tempfile.TemporaryDirectory(prefix="import-", dir=root) as folder, OxigraphRepo(Store(folder)) as read:
        yield read


def _read(path: Path, rdf: RdfFormat, into: Store) -> None:
    try:
        into.bulk_extend(_as_stored(parse(path=str(path), format=rdf)))
    except (SyntaxError, ValueError) as error:
        raise ExchangeError(path, str(error)) from error
    except OSError as error:
        raise ExchangeError(path, error.strerror or str(error)) from error


def _as_stored(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        for triple in brought_in((quad.triple,)):
            yield Quad(triple.subject, triple.predicate, triple.object, quad.graph_name)


def _own_graphs(read: OxigraphRepo, path: Path) -> list[NamedNode]:
    """Graphs to take from the file."""
    skipped = {iris.vocabulary_graph(), iris.system_graph(), iris.decisions_graph(), description_graph()}
    derived = iris.link_graph("").value
    names = [name for name in read.graphs() if name not in skipped and not name.value.startswith(derived)]
    strange = [name.value for name in names if not name.value.startswith(iris.thing("graph/").value)]
    named = sum(1 for name in read.store.named_graphs() for _ in read.store.quads_for_pattern(None, None, None, name))
    if strange:
        raise ExchangeError(path, Reason("strange_graphs", names=", ".join(strange[:3])))
    if named != len(read.store):
        raise ExchangeError(path, Reason("outside_graphs"))
    if not names:
        raise ExchangeError(path, Reason("no_notices"))
    return names


def _check(read: OxigraphRepo, name: NamedNode, path: Path) -> bool:
    """Check a graph of the file; true if it is a notice's."""
    local = name.value.removeprefix(iris.thing("graph/").value)
    if local.startswith("review/"):
        _check_review(read, local.removeprefix("review/"), path)
        return False
    typed = Quad(iris.notice(local), iris.term("rdf:type"), iris.term("tt:Notice"), name)
    if typed not in read.store:
        raise ExchangeError(path, Reason("not_its_notice", name=name.value))
    problems = problems_of(read.quads(name))
    if problems:
        raise InvalidNoticeError(local, problems)
    return True


def _check_review(read: OxigraphRepo, notice_id: str, path: Path) -> None:
    """Refuse a review graph that breaks the shapes or doesn't fit its notice in the same file."""
    name = iris.review_graph(notice_id)
    problems = [(problem.told("vi"), problem.told("en")) for problem in violations(read.quads(name))]
    if problems:
        raise InvalidNoticeError(notice_id, problems)
    if iris.graph(notice_id) in read.graphs():
        for code in review_faults(read, notice_id):
            raise ExchangeError(path, Reason("review_unfit", name=name.value, fault=Fault(code)))


_Graphs = Mapping[NamedNode, Callable[[], Iterable[Quad]]]
"""Graphs to put into the store; their quads are made when they are written."""


def _merged(repo: Repo, read: OxigraphRepo, names: list[NamedNode], path: Path) -> _Graphs:
    """The graphs to write: those of the file, with reviews and notices of file and store brought together."""
    graphs: dict[NamedNode, Callable[[], Iterable[Quad]]] = {name: partial(read.quads, name) for name in names}
    reviewed = review_ids(repo)
    for name in names:
        local = name.value.removeprefix(iris.thing("graph/").value)
        if not local.startswith("review/") and iris.review_graph(local) not in graphs and local in reviewed:
            more = carried(repo, local, read.quads(name))
            graphs |= {known: partial(iter, tuple(quads)) for known, quads in more.items()}
    for notice_id in review_ids(read):
        if iris.graph(notice_id) in names:
            continue
        if read_log(read, notice_id).reviews:
            state = adopted(repo, notice_id, read_log(read, notice_id).reviews)
            if state is None:
                raise ExchangeError(path, Reason("review_without_notice", notice=notice_id))
            graphs[iris.graph(notice_id)] = partial(iter, state.quads)
            graphs[iris.review_graph(notice_id)] = partial(iter, log_quads(state.log))
        else:
            graphs.pop(iris.review_graph(notice_id), None)
    return graphs


def _commit(repo: Repo, graphs: _Graphs, decisions: Iterable[LinkDecision]) -> None:
    """All graphs at once: in a staged copy of a store on disk, else in one transaction.

    What follows from them (links, bodies said to be the same) is brought in step in the same copy, else right after.
    """
    if isinstance(repo, DiskRepo):
        with repo.staged() as staged:
            for name, quads in graphs.items():
                staged.replace_graph(name, quads())
            settle(staged, decisions)
            if len(graphs) >= _BULK:
                staged.compact()
    else:
        repo.replace_graphs({name: quads() for name, quads in graphs.items()})
        settle(repo, decisions)

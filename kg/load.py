"""Read files into a store: one named graph per notice, each checked and committed by itself."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, Quad

from ingest.errors import IngestError
from ingest.model import Record
from kg import iris
from kg.engine import OxigraphRepo
from kg.errors import ConflictError, InvalidNoticeError, KgError, ReadingError, UnknownIdError
from kg.mapping import to_quads
from kg.provenance import run_quads
from kg.sources import Stored, find_files, raw_text, same_document, stored_documents
from kg.store import open_store
from kg.validate import violations

Reader: TypeAlias = Callable[[Path], tuple[Record, str]]
"""Reads a file: what it says and its raw text."""
_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})
_FAULTS: Final = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
"""What a mistake in the extraction rules, or a file that vanishes, raises; it must not stop the other files."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `status`: `loaded`, `replaced`, `unchanged` or `failed`."""

    path: Path
    status: str
    notice: str | None = None
    quads: int = 0
    seconds: float = 0.0
    error: KgError | IngestError | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of all files, in order."""

    outcomes: tuple[Outcome, ...]

    def count(self, status: str) -> int:
        """Files with this status."""
        return sum(outcome.status == status for outcome in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Files that didn't go in, each with its error."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)


Progress: TypeAlias = Callable[[Outcome, int, int], None]
"""Called after each file with its outcome, the number of files done and their total."""


def load(
    paths: Iterable[Path],
    target: Path | OxigraphRepo,
    progress: Progress | None = None,
    *,
    force: bool = False,
    replace: bool = False,
    reader: Reader | None = None,
    version: str | None = None,
) -> Summary:
    """Read files and folders into a store (a folder or an open repository).

    A file whose bytes were already read by this version is skipped unless `force`. A new reading of a
    stored document replaces its graph; a *different* document with the same notice id is refused
    (`ConflictError`) unless `replace`. A bad file is reported in the summary and stops nothing.
    `reader` and `version` stand in for the extraction and its version.

    Raises:
        StoreError: the store can't be opened for writing.
    """
    read, tool = (reader or read_notice), (version or _tool_version())
    files = list(find_files(list(paths), _SUFFIXES))
    if isinstance(target, OxigraphRepo):
        return _load_all(files, _Loader(target, read, tool, force, replace), progress)
    with open_store(target) as repo:
        return _load_all(files, _Loader(repo, read, tool, force, replace), progress)


def read_notice(path: Path) -> tuple[Record, str]:
    """Read and extract one file.

    Raises:
        IngestError: the file can't be read as a notice.
    """
    from ingest.pipeline import extract
    from ingest.sources import read_source

    raw = read_source(path)
    return extract(raw), raw.text


def add_record(
    repo: OxigraphRepo, record: Record, text: str, version: str, *, replace: bool = False
) -> tuple[str, int]:
    """Check one notice and put it into the store in one transaction; returns its status and quads.

    Raises:
        InvalidNoticeError: its graph breaks the shapes; nothing is stored.
        ConflictError: a different document is stored as this notice and `replace` is false.
    """
    quads = [*to_quads(record, text), *run_quads(record, version, datetime.now(UTC))]
    _require_valid(record.notice.id, quads)
    graph, digest = iris.graph(record.notice.id), record.source.sha256
    same_id = stored_documents(repo, graph=graph)
    for known in same_id:
        if known.sha256 != digest and not (replace or same_document(raw_text(repo, known.notice), text)):
            raise ConflictError(record.notice.id, known.file, Path(record.source.path).name)
    same_file = [known.graph for known in stored_documents(repo, sha256=digest)]
    repo.replace_graphs({**dict.fromkeys(same_file, ()), graph: quads})
    return ("replaced" if same_id or same_file else "loaded"), len(quads)


def remove(repo: OxigraphRepo, notice: str) -> None:
    """Take one notice (its IRI or id) and people's review of it out of the store.

    Raises:
        UnknownIdError: no such notice is stored.
    """
    base = iris.thing("notice/").value
    notice_id = notice.removeprefix(base).split("#", 1)[0]
    names = {iris.graph(notice_id), iris.review_graph(notice_id)} & set(repo.graphs())
    if not names or iris.vocabulary_graph() in names:
        raise UnknownIdError(notice)
    repo.replace_graphs(dict.fromkeys(names, ()))


@dataclass(frozen=True, slots=True)
class _Loader:
    repo: OxigraphRepo
    read: Reader
    version: str
    force: bool
    replace: bool


def _load_all(files: list[Path], loader: _Loader, progress: Progress | None) -> Summary:
    outcomes = []
    known = {(stored.sha256, stored.version): stored for stored in stored_documents(loader.repo)}
    for number, path in enumerate(files, start=1):
        outcome = _load_one(path, loader, known)
        outcomes.append(outcome)
        if progress is not None:
            progress(outcome, number, len(files))
    return Summary(tuple(outcomes))


def _load_one(path: Path, loader: _Loader, known: dict[tuple[str, str], Stored]) -> Outcome:
    began = time.monotonic()
    try:
        stored = None if loader.force else known.get((_hash(path), loader.version))
        if stored is not None:
            return Outcome(path, "unchanged", _notice_id(stored.notice), seconds=time.monotonic() - began)
        record, text = loader.read(path)
        status, quads = add_record(loader.repo, record, text, loader.version, replace=loader.replace)
    except (KgError, IngestError) as error:
        return Outcome(path, "failed", seconds=time.monotonic() - began, error=error)
    except _FAULTS as fault:
        told = ReadingError(path, f"{type(fault).__name__}: {fault}")
        told.__cause__ = fault
        return Outcome(path, "failed", seconds=time.monotonic() - began, error=told)
    return Outcome(path, status, record.notice.id, quads, time.monotonic() - began)


def _hash(path: Path) -> str:
    """SHA-256 of a file; empty if it can't be read, which the reader will then explain."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _require_valid(notice_id: str, quads: list[Quad]) -> None:
    found = violations(quads)
    if found:
        raise InvalidNoticeError(notice_id, [(problem.told("vi"), problem.told("en")) for problem in found])


def _notice_id(notice: NamedNode) -> str:
    return notice.value.removeprefix(iris.thing("notice/").value)


def _tool_version() -> str:
    from ingest.pipeline import TOOL_VERSION

    return TOOL_VERSION

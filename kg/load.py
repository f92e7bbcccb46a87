"""Read files into a store: one named graph per notice, each checked and committed by itself."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ingest.model import Record
from kg import iris
from kg.engine import OxigraphRepo
from kg.errors import ConflictError, UnknownIdError
from kg.reading import Failure, Prepared, Reader, prepare, prepare_files, read_notice, tool_version
from kg.sources import find_files, raw_text, same_document, stored_documents
from kg.store import open_store

_SUFFIXES: Final = frozenset({".txt", ".md", ".html", ".htm", ".docx", ".pdf"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `status`: `loaded`, `replaced`, `unchanged` or `failed`."""

    path: Path
    status: str
    notice: str | None = None
    quads: int = 0
    seconds: float = 0.0
    error: Failure | None = None


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
    workers: int = 1,
    reader: Reader = read_notice,
    version: str | None = None,
) -> Summary:
    """Read files and folders into a store (a folder or an open repository).

    A file whose bytes were already read by this version is skipped unless `force`. A new reading of a
    stored document replaces its graph; a *different* document with the same notice id is refused
    (`ConflictError`) unless `replace`. A bad file is reported in the summary and stops nothing. With
    several `workers` files are read in as many processes; this one commits them.
    `reader` and `version` stand in for the extraction and its version.

    Raises:
        StoreError: the store can't be opened for writing.
    """
    files = list(find_files(list(paths), _SUFFIXES))
    loader = _Loader(reader, version or tool_version(), force, replace, workers)
    if isinstance(target, OxigraphRepo):
        return _load_all(files, target, loader, progress)
    with open_store(target) as repo:
        return _load_all(files, repo, loader, progress)


def add_record(
    repo: OxigraphRepo, record: Record, text: str, version: str, *, replace: bool = False
) -> tuple[str, int]:
    """Check one notice and put it into the store in one transaction; returns its status and quads.

    Raises:
        InvalidNoticeError: its graph breaks the shapes; nothing is stored.
        ConflictError: a different document is stored as this notice and `replace` is false.
    """
    prepared = prepare(record, text, version)
    return commit(repo, prepared, replace=replace), len(prepared.quads)


def commit(repo: OxigraphRepo, prepared: Prepared, *, replace: bool = False) -> str:
    """Put a prepared notice into the store in one transaction: `loaded`, or `replaced` an earlier reading.

    Raises:
        ConflictError: a different document is stored as this notice and `replace` is false.
    """
    graph = iris.graph(prepared.notice)
    same_id = stored_documents(repo, graph=graph)
    for known in same_id:
        differs = known.sha256 != prepared.sha256 and not same_document(raw_text(repo, known.notice), prepared.text)
        if differs and not replace:
            raise ConflictError(prepared.notice, known.file, prepared.file)
    same_file = [known.graph for known in stored_documents(repo, sha256=prepared.sha256)]
    repo.replace_graphs({**dict.fromkeys(same_file, ()), graph: prepared.quads})
    return "replaced" if same_id or same_file else "loaded"


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
    """How files are read."""

    read: Reader
    version: str
    force: bool
    replace: bool
    workers: int


def _load_all(files: list[Path], repo: OxigraphRepo, loader: _Loader, progress: Progress | None) -> Summary:
    known = {} if loader.force else _known(repo, loader.version)
    hashes = {path: _hash(path) for path in files}
    new = [path for path in files if hashes[path] not in known]
    results = prepare_files(new, loader.read, loader.version, workers=loader.workers)
    outcomes = list[Outcome]()
    for path in files:
        began = time.monotonic()
        if hashes[path] in known:
            outcome = Outcome(path, "unchanged", known[hashes[path]])
        else:
            outcome = _commit_one(path, next(results), repo, loader.replace)
        outcomes.append(dataclasses.replace(outcome, seconds=time.monotonic() - began))
        if progress is not None:
            progress(outcomes[-1], len(outcomes), len(files))
    return Summary(tuple(outcomes))


def _commit_one(path: Path, result: Prepared | Failure, repo: OxigraphRepo, replace: bool) -> Outcome:
    if not isinstance(result, Prepared):
        return Outcome(path, "failed", error=result)
    try:
        status = commit(repo, result, replace=replace)
    except ConflictError as error:
        return Outcome(path, "failed", error=error)
    return Outcome(path, status, result.notice, len(result.quads))


def _known(repo: OxigraphRepo, version: str) -> dict[str, str]:
    """SHA-256 of every file that this version has read → id of its notice."""
    base = iris.thing("notice/").value
    return {
        stored.sha256: stored.notice.value.removeprefix(base)
        for stored in stored_documents(repo)
        if stored.version == version
    }


def _hash(path: Path) -> str:
    """SHA-256 of a file; empty if it can't be read, which the reader will then explain."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

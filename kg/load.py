"""Read files into a store: one named graph per notice, each checked and committed by itself."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ingest.errors import SourceError
from ingest.formats.registry import SUFFIXES
from ingest.model import Record
from ingest.sources import read_bytes
from kg import iris
from kg.errors import ConflictError, MixedStoreError, UnknownIdError
from kg.links import linked
from kg.reading import Failure, Prepared, Reader, prepare, prepare_files, read_notice, tool_version
from kg.repo import Repo
from kg.review import carried
from kg.sources import find_files, raw_text, same_document, stored_documents
from kg.store import open_store
from kg.synthetic import is_synthetic_id, refuse_mixing
from kg.vocabulary import refresh


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
    target: Path | Repo,
    progress: Progress | None = None,
    *,
    force: bool = False,
    replace: bool = False,
    workers: int = 1,
    reader: Reader = read_notice,
    version: str | None = None,
) -> Summary:
    """Read files and folders into a store (its folder, or an open or remote repository).

    A file whose bytes were already read by this version is skipped unless `force`. A new reading of a
    stored document replaces its graph; a *different* document with the same notice id is refused
    (`ConflictError`) unless `replace`. A bad file is reported in the summary and stops nothing. With
    several `workers` files are read in as many processes; this one commits them.
    `reader` and `version` stand in for the extraction and its version.

    Raises:
        StoreError: the store can't be opened for writing.
    """
    files = list(find_files(list(paths), SUFFIXES))
    loader = _Loader(reader, version or tool_version(), force, replace, workers)
    if isinstance(target, Path):
        with open_store(target) as repo:
            return _load_all(files, repo, loader, progress)
    refresh(target)
    return _load_all(files, target, loader, progress)


def add_record(repo: Repo, record: Record, text: str, version: str, *, replace: bool = False) -> tuple[str, int]:
    """Check one notice and put it into the store in one transaction; returns its status and quads.

    Raises:
        InvalidNoticeError: its graph breaks the shapes; nothing is stored.
        ConflictError: a different document is stored as this notice and `replace` is false.
        MixedStoreError: the notice is synthetic and the store holds real ones, or the other way round.
    """
    prepared = prepare(record, text, version)
    return commit(repo, prepared, replace=replace), len(prepared.quads)


def commit(repo: Repo, prepared: Prepared, *, replace: bool = False) -> str:
    """Put a prepared notice into the store in one transaction: `loaded`, or `replaced` an earlier reading.

    People's decisions on an earlier reading are applied to this one (see `kg.review.carry`).

    Raises:
        ConflictError: a different document is stored as this notice and `replace` is false.
        MixedStoreError: the notice is synthetic and the store holds real ones, or the other way round.
    """
    refuse_mixing(repo, synthetic=is_synthetic_id(prepared.notice))
    graph = iris.graph(prepared.notice)
    same_id = stored_documents(repo, graph=graph)
    for known in same_id:
        differs = known.sha256 != prepared.sha256 and not same_document(raw_text(repo, known.notice), prepared.text)
        if differs and not replace:
            raise ConflictError(prepared.notice, known.file, prepared.file)
    same_file = [known.graph for known in stored_documents(repo, sha256=prepared.sha256)]
    repo.replace_graphs(linked(repo, carried(repo, prepared.notice, prepared.quads, same_file)))
    return "replaced" if same_id or same_file else "loaded"


def remove(repo: Repo, notice: str) -> None:
    """Take one notice (its IRI or id) and people's review of it out of the store.

    Raises:
        UnknownIdError: no such notice is stored.
    """
    base = iris.thing("notice/").value
    notice_id = notice.removeprefix(base).split("#", 1)[0]
    names = {iris.graph(notice_id), iris.review_graph(notice_id)} & set(repo.graphs())
    if not names or iris.notice_of(iris.graph(notice_id)) is None:
        raise UnknownIdError(notice)
    repo.replace_graphs(linked(repo, dict.fromkeys(names, ())))


@dataclass(frozen=True, slots=True)
class _Loader:
    """How files are read."""

    read: Reader
    version: str
    force: bool
    replace: bool
    workers: int


def _load_all(files: list[Path], repo: Repo, loader: _Loader, progress: Progress | None) -> Summary:
    known = {} if loader.force else _known(repo, loader.version)
    hashes = {path: _hash(path) for path in files}
    first = {digest: path for path, digest in reversed(hashes.items())}
    new = [path for path in files if hashes[path] not in known and first[hashes[path]] == path]
    results = dict[Path, Outcome]()
    prepared = prepare_files(new, loader.read, loader.version, workers=loader.workers)
    for path in files:
        began = time.monotonic()
        if hashes[path] in known:
            outcome = Outcome(path, "unchanged", known[hashes[path]])
        elif first[hashes[path]] == path:
            outcome = _commit_one(path, next(prepared), repo, loader.replace)
        else:
            outcome = _double(path, results[first[hashes[path]]])
        results[path] = dataclasses.replace(outcome, seconds=time.monotonic() - began)
        if progress is not None:
            progress(results[path], len(results), len(files))
    return Summary(tuple(results.values()))


def _double(path: Path, of: Outcome) -> Outcome:
    """Outcome of a file with the very bytes of an earlier one: it changes nothing, or fails alike."""
    return Outcome(path, "unchanged" if of.error is None else of.status, of.notice, error=of.error)


def _commit_one(path: Path, result: Prepared | Failure, repo: Repo, replace: bool) -> Outcome:
    if not isinstance(result, Prepared):
        return Outcome(path, "failed", error=result)
    try:
        status = commit(repo, result, replace=replace)
    except (ConflictError, MixedStoreError) as error:
        return Outcome(path, "failed", error=error)
    return Outcome(path, status, result.notice, len(result.quads))


def _known(repo: Repo, version: str) -> dict[str, str]:
    """SHA-256 of every file that this version has read → id of its notice."""
    base = iris.thing("notice/").value
    return {
        stored.sha256: stored.notice.value.removeprefix(base)
        for stored in stored_documents(repo)
        if stored.version == version
    }


def _hash(path: Path) -> str:
    """SHA-256 of a file; its path if it can't be read, which the reader will then explain."""
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest()
    except (OSError, SourceError):
        return str(path)

"""From a file to quads that may be stored, in this process or in several."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import Quad

from ingest.errors import IngestError
from ingest.model import Record
from kg.errors import InvalidNoticeError, KgError, ReadingError
from kg.mapping import to_quads
from kg.provenance import run_quads
from kg.synthetic import as_synthetic, is_synthetic_text
from kg.validate import violations
from ontology.faults import DataFileError

Reader: TypeAlias = Callable[[Path], tuple[Record, str]]
"""Reads a file: what it says and its raw text. For several processes it must be a module's function."""
Failure: TypeAlias = KgError | IngestError
_FAULTS: Final = (
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a mistake in the extraction rules, a missing library or a file that vanishes raises; it must not stop the
other files."""
_AHEAD: Final = 4
"""Files in work per process, so that finished notices don't pile up in memory."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A notice read, mapped and found valid; `file` is the name of its source."""

    notice: str
    file: str
    sha256: str
    text: str
    quads: tuple[Quad, ...]


def read_notice(path: Path) -> tuple[Record, str]:
    """Read and extract one file.

    Raises:
        IngestError: the file can't be read as a notice.
    """
    from ingest import pipeline, sources

    raw = sources.read_source(path)
    return pipeline.extract(raw), raw.text


def tool_version() -> str:
    """Version of the extraction, as recorded with each notice."""
    from ingest import pipeline

    return pipeline.TOOL_VERSION


def prepare(record: Record, text: str, version: str) -> Prepared:
    """Map and validate one notice; one whose text says that it is synthetic is marked so in every fact.

    Raises:
        InvalidNoticeError: its graph breaks the shapes.
    """
    if is_synthetic_text(text):
        record = as_synthetic(record)
    quads = (*to_quads(record, text), *run_quads(record, version, datetime.now(UTC)))
    found = violations(quads)
    if found:
        raise InvalidNoticeError(record.notice.id, [(problem.told("vi"), problem.told("en")) for problem in found])
    source = record.source
    return Prepared(record.notice.id, Path(source.path).name, source.sha256, text, quads)


def prepare_file(path: Path, read: Reader, version: str) -> Prepared | Failure:
    """Read, map and validate one file; what goes wrong with it is returned.

    Raises:
        DataFileError: a data file of the program is faulty, so that no file can be read.
    """
    try:
        return prepare(*read(path), version)
    except (KgError, IngestError) as error:
        return error
    except DataFileError:
        raise
    except _FAULTS as fault:
        return ReadingError(path, f"{type(fault).__name__}: {fault}")


def prepare_files(
    paths: Sequence[Path], read: Reader, version: str, *, workers: int = 1
) -> Iterator[Prepared | Failure]:
    """One result per file, in order; with several workers they are read in processes of their own.

    A process that the system ends (memory) costs the file it was asked for next; the rest go on.
    """
    if workers <= 1 or len(paths) <= 1:
        yield from (prepare_file(path, read, version) for path in paths)
        return
    left = deque(paths)
    while left:
        yield from _until_broken(left, read, version, workers)


def _until_broken(left: deque[Path], read: Reader, version: str, workers: int) -> Iterator[Prepared | Failure]:
    """Results of the files left, taken off as they come, until a process of the pool ends early."""
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        running = deque[Future[Prepared | Failure]]()
        while left:
            while len(running) < min(len(left), workers * _AHEAD):
                running.append(pool.submit(prepare_file, left[len(running)], read, version))
            try:
                result = running.popleft().result()
            except BrokenProcessPool as broken:
                yield ReadingError(left.popleft(), str(broken))
                return
            left.popleft()
            yield result

"""Files taken into the store by the page, one after the other, each with its outcome, and taken out again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, Quad

from ingest.formats.registry import SUFFIXES
from kg import iris
from kg.errors import UnknownIdError
from kg.links import linked
from kg.load import Outcome, load, remove
from kg.repo import Repo
from kg.sources import find_files
from kg.store import DiskRepo, open_store
from kg.vocabulary import refresh
from ui.captions import Captions
from ui.report import Report, read_report

MAX_FILES: Final = 200
"""Files that may be handed over at once."""
_NOTICES: Final = iris.thing("notice/").value
ACCEPTED: Final = tuple(sorted(SUFFIXES))
"""Suffixes of the files that can be read."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: `status` as of `kg.load.Outcome`, what was read, or what is wrong with it."""

    name: str
    status: str
    notice: str = ""
    report: Report | None = None
    problem: str = ""


Earlier: TypeAlias = Mapping[NamedNode, Sequence[Quad]]
"""Graphs as they were before a change; those that are new have no quads."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the taking in has come: `current` is the file in work, '' at the end, when `earlier` undoes it."""

    taken: tuple[Taken, ...]
    total: int
    current: str = ""
    earlier: Earlier = field(default_factory=dict)

    @property
    def done(self) -> int:
        return len(self.taken)


def take_in(files: Sequence[Path], store: Path, say: Captions, *, replace: bool = False) -> Iterator[Step]:
    """Read files into the store; a step before each and one at the end. A bad file stops nothing.

    Readers see the new notices once the last step was given.

    Raises:
        KgError: the store can't be written, above all because another process is writing.
        DataFileError: a data file of the program is faulty.
    """
    found = list(find_files(list(files), SUFFIXES))
    taken = list[Taken]()
    with DiskRepo(store) as repo:
        refresh(repo)
        repo.publish()
        with open_store(store, read_only=True) as before:
            for file in found:
                yield Step(tuple(taken), len(found), file.name)
                summary = load([file], repo, replace=replace)
                taken += [_taken(outcome, repo, say, files) for outcome in summary.outcomes]
            earlier = _earlier(taken, before, repo)
    yield Step(tuple(taken), len(found), earlier=earlier)


def _earlier(taken: Iterable[Taken], before: Repo, after: Repo) -> Earlier:
    """What the changed graphs held, with people's review of them and the graphs that gave way to others."""
    ids = [one.notice.removeprefix(_NOTICES) for one in taken if one.status in ("loaded", "replaced")]
    if not ids:
        return {}
    gone = set(before.graphs()) - set(after.graphs())
    changed = gone.union(*({iris.graph(i), iris.review_graph(i)} for i in ids))
    return {name: tuple(before.quads(name)) for name in changed}


def _taken(outcome: Outcome, repo: Repo, say: Captions, files: Sequence[Path]) -> Taken:
    name = outcome.path.name
    if outcome.error is not None:
        return Taken(name, outcome.status, problem=_without_folders(outcome.error.message(say.lang), files))
    notice = f"{_NOTICES}{outcome.notice}"
    return Taken(name, outcome.status, notice, read_report(repo, notice, say.lang))


def _without_folders(message: str, files: Iterable[Path]) -> str:
    """A message with files called by their names: where the page keeps them is nobody's concern."""
    for file in files:
        message = message.replace(f"{file.parent}/", "")
    return message


def put_back(earlier: Earlier, store: Path) -> None:
    """Make graphs what they were before a load.

    Raises:
        KgError: the store can't be written.
    """
    with open_store(store) as repo:
        repo.replace_graphs(linked(repo, earlier))


def take_out(notices: Iterable[str], store: Path) -> int:
    """Take notices (IRIs) out of the store; how many were there.

    Raises:
        KgError: the store can't be written.
    """
    count = 0
    with open_store(store) as repo:
        for notice in notices:
            try:
                remove(repo, notice)
            except UnknownIdError:
                continue
            count += 1
    return count

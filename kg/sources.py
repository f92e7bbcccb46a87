"""Which documents are already in a store, and whether two texts are the same document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from ingest.errors import SourceError
from ingest.sources import expand
from kg.queries import load
from kg.repo import Repo, Term
from ontology.text import words

_SHINGLE: Final = 3
_SAME: Final = 0.5
"""Share of common word triples (Jaccard) from which two texts with one notice id are one document."""
_HIDDEN: Final = re.compile(r"^\.|_files$")
"""Hidden files, and the folders of pictures that browsers put beside saved pages."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document in the store."""

    notice: NamedNode
    graph: NamedNode
    file: str
    sha256: str
    version: str


def stored_documents(repo: Repo, *, graph: NamedNode | None = None, sha256: str | None = None) -> list[Stored]:
    """Notices of a store with their sources: all, that of one graph, or those read from one file's bytes."""

    def text(term: Term) -> str:
        return str(term.value)

    bindings: dict[str, Term] = {}
    if graph is not None:
        bindings["graph"] = graph
    if sha256 is not None:
        bindings["sha256"] = Literal(sha256)
    found = []
    for row in repo.select(load("known_sources.rq"), bindings=bindings):
        notice, name = row["notice"], row["graph"]
        if isinstance(notice, NamedNode) and isinstance(name, NamedNode):
            found.append(Stored(notice, name, text(row["file"]), text(row["sha256"]), text(row["version"])))
    return found


def raw_text(repo: Repo, notice: NamedNode) -> str:
    """Raw text of a notice; empty if it isn't stored."""
    rows = repo.select(load("raw_text.rq"), bindings={"notice": notice})
    return str(rows[0]["text"].value) if rows else ""


def same_document(one: str, other: str) -> bool:
    """Whether two texts are readings of one document: most of their words in a row agree."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) >= _SAME * len(first | second)


def _shingles(text: str) -> set[tuple[str, ...]]:
    syllables = [word.lower() for word in words(text)]
    return {tuple(syllables[i : i + _SHINGLE]) for i in range(max(1, len(syllables) - _SHINGLE + 1))}


def find_files(paths: list[Path], suffixes: frozenset[str]) -> Iterator[Path]:
    """Files named, and readable files below folders named, sorted within each folder, each once.

    A file named outright is always given, whatever its suffix: the reader says if it can't be read.
    An archive is a folder: its documents are given, each as a path below it.
    """
    seen = set[Path]()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            wanted = file == path or (file.is_file() and file.suffix.lower() in suffixes and not _is_hidden(file, path))
            for source in documents(file) if wanted else ():
                if source.resolve() not in seen:
                    seen.add(source.resolve())
                    yield source


def documents(file: Path) -> tuple[Path, ...]:
    """The documents of an archive; any other file, and an archive that can't be opened, as it is."""
    try:
        return expand(file)
    except SourceError:
        return (file,)


def _is_hidden(file: Path, below: Path) -> bool:
    return any(_HIDDEN.match(part) for part in file.relative_to(below).parts)

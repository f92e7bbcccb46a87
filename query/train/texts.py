"""Paragraphs of running text to learn the language from, without those of the sets that are measured on."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from ontology.text import fold

SHINGLE: Final = 13
"""Syllables in a row that no paragraph may share with a passage measured on."""
_LEAST: Final = 4
"""Syllables that a paragraph has at least."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its title (empty if it has none)."""

    title: str
    paragraphs: tuple[str, ...]


def written_files(folder: str) -> list[tuple[str, str]]:
    """Name, from the root of the project, and text of each `.txt` of a folder of this package, by name."""
    found = sorted(files("query").joinpath(folder).iterdir(), key=lambda path: path.name)
    return [(f"query/{folder}/{p.name}", p.read_text(encoding="utf-8")) for p in found if p.name.endswith(".txt")]


def read_documents(folder: Path, without: Iterable[str]) -> Iterator[Document]:
    """Documents of every `train_*.jsonl.xz` in a folder, in order of the files' names.

    A line is `{"id", "title", "paragraphs"}`. Paragraphs that share a shingle with a text of `without` are
    dropped, so are very short ones.
    """
    measured = {shingle for text in without for shingle in _shingles(text)}
    for path in sorted(folder.glob("train_*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                said = json.loads(line)
                kept = tuple(p for p in said["paragraphs"] if _usable(p, measured))
                yield Document(said["title"], kept)


def measured_texts(folder: Path, others: Iterable[Path]) -> Iterator[str]:
    """Passages of every `*.passages.jsonl` in a folder, and the text of other files."""
    for path in sorted(folder.glob("*.passages.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)
    for path in others:
        yield path.read_text(encoding="utf-8")


def _usable(paragraph: str, measured: set[int]) -> bool:
    return len(fold(paragraph).split()) >= _LEAST and measured.isdisjoint(_shingles(paragraph))


def _shingles(text: str) -> Iterator[int]:
    words = fold(text).split()
    return (hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))

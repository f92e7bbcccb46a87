"""Names of things found in a question: bodies, posts, people, places, topics.

A name is a run of folded syllables. Marks that were typed have to agree with the marks of the
name, else the find counts less; short abbreviations have to be typed in capitals, because folded
they collide with ordinary syllables (`TU`/từ, `CP`/cấp phó).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.text import fold, old_tone_placement, words
from query.link.words import Question


@dataclass(frozen=True, slots=True)
class Name:
    """One wording of one thing. `ids` are lexicon ids or IRIs; `capital` = only if typed in capitals."""

    kind: str
    id: str
    label: str
    wording: str
    weight: float = 1.0
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """A name at words `first` up to `last` of a question, with how sure the match is."""

    name: Name
    first: int
    last: int
    confidence: float


class NameIndex:
    """All wordings, findable by their first syllable."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Name]]] = {}
        seen = set[tuple[str, str, str]]()
        for name in names:
            keys = tuple(fold(name.wording).split())
            if not keys or (name.kind, name.id, " ".join(keys)) in seen:
                continue
            seen.add((name.kind, name.id, " ".join(keys)))
            marked = tuple(w.lower() for w in words(old_tone_placement(name.wording)))
            self._by_first.setdefault(keys[0], []).append((keys, marked, name))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, question: Question) -> list[Find]:
        """Every name that occurs, overlapping ones included, in order of place."""
        keys = [word.key for word in question.words]
        return [
            find
            for i, key in enumerate(keys)
            for run, marked, name in self._by_first.get(key, ())
            if tuple(keys[i : i + len(run)]) == run and (find := _judge(question, i, run, marked, name))
        ]


def _judge(question: Question, first: int, run: Sequence[str], marked: Sequence[str], name: Name) -> Find | None:
    typed = question.words[first : first + len(run)]
    if name.capital and not (all(word.upper or word.repaired for word in typed) and _whole(question, first, len(run))):
        return None
    confidence = name.weight
    if len(marked) == len(typed):
        clashes = sum(
            1
            for word, meant in zip(typed, marked, strict=True)
            if word.marked and not word.repaired and old_tone_placement(word.typed).lower() != meant
        )
        confidence *= 0.6**clashes
    if any(word.repaired for word in typed):
        confidence *= 0.9
    return Find(name, first, first + len(run), confidence)


def _whole(question: Question, first: int, size: int) -> bool:
    """False for a part of what one typed word was spelled out to: `antt` holds no TƯ."""
    words = question.words
    before, after = words[first - 1 : first] if first else (), words[first + size : first + size + 1]
    beside = ((before, words[first]), (after, words[first + size - 1]))
    return not any(other and other[0].start == word.start for other, word in beside)


def longest(finds: Iterable[Find]) -> list[Find]:
    """Finds that lie inside no longer find of the same kind; equal spans are kept as alternatives."""
    finds = list(finds)
    return [
        f
        for f in finds
        if not any(
            g.first <= f.first
            and f.last <= g.last
            and g.last - g.first > f.last - f.first
            and g.name.kind == f.name.kind
            for g in finds
        )
    ]

"""What speaks for a constituent as the answer: its sort, its edges, and how its surroundings answer to the question."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from query.embed.align import Alignment, Floats, Syllables
from query.read.question import Question, aligner
from query.read.signs import signs
from query.read.spans import Span, spans

WINDOW, NARROW = 6, 2
"""Syllables beside a constituent that are looked at."""
_BOUND: Final = re.compile(r"[,;:.()](?=\s|$)|[()]")
_LONG: Final = frozenset({"phrase", "part", "parts", "more parts", "clause", "whole"})
"""Sorts of which there are so many that the best of them says nothing of the others."""
_COMPARED: Final = ("left", "right", "part", "rest")

Features = dict[str, float]


def candidates(question: Question, text: str, grams: Collection[str]) -> list[tuple[Span, Features]]:
    """The constituents of a statement with their features; of the question's words and pairs those in `grams` count."""
    said = aligner().syllables(text, folded=question.folded)
    view = _View(
        question, text, said, aligner().align(question.tokens, said), tuple(question.grams.intersection(grams))
    )
    found = [(span, view.features(span, *place)) for span in spans(text) if (place := view.place(span))]
    _compare(found)
    return found


def _compare(found: Sequence[tuple[Span, Features]]) -> None:
    """Adds how far each constituent stays behind the best of its sort."""
    best: defaultdict[tuple[str, str], float] = defaultdict(float)
    for span, features in found:
        for name in _COMPARED:
            best[span.sort, name] = max(best[span.sort, name], features[name])
    for span, features in found:
        if span.sort not in _LONG:
            features.update({f"best {name}": features[name] - best[span.sort, name] for name in _COMPARED})


@dataclass(frozen=True)
class _View:
    """A statement as the question looks at it."""

    question: Question
    text: str
    said: Syllables
    near: Alignment
    grams: tuple[str, ...]

    def place(self, span: Span) -> tuple[int, int] | None:
        """The syllables of a constituent, half open; None if it has none."""
        first = int(np.searchsorted(self.said.starts, span.start))
        last = int(np.searchsorted(self.said.ends, span.end, side="right"))
        return (first, last) if first < last else None

    @cached_property
    def bounds(self) -> list[int]:
        """Where the parts of the text end."""
        return [0, *(found.start() for found in _BOUND.finditer(self.text)), len(self.text)]

    @cached_property
    def whole(self) -> float:
        """Share of the question that the statement says."""
        return self.near.covered(0, len(self.said.keys))

    @cached_property
    def heads(self) -> Floats | None:
        """Nearness of each syllable to what the question counts or names the kind of."""
        return aligner().words(self.question.heads, self.said) if self.question.heads and len(self.said.keys) else None

    def features(self, span: Span, first: int, last: int) -> Features:
        """Name and value of each feature of a constituent."""
        out = self._surroundings(span, first, last)
        size = math.log(last - first)
        strange = sum(key not in self.question.words for key in self.said.keys[first:last]) / (last - first)
        out |= {
            "length": size,
            "length²": size**2,
            "share": (last - first) / len(self.said.keys),
            "new": strange,
            f"sort {span.sort}": 1.0,
        }
        edges = dict(self._edges(first, last))
        out |= dict.fromkeys(edges.values(), 1.0)
        for sort in self.question.asks:
            out[f"{sort}|{span.sort}"] = 1.0
            out[f"{sort}|length"] = size
            out |= {f"{sort}|{edges[side]}": 1.0 for side in ("first", "before", "capital") if side in edges}
            out |= {f"{sort}|{name}": out[name] for name in ("inside", "left", "right", "part", "new")}
        if self.heads is not None:
            out |= self._head(self.heads, span.sort, first, last)
        return out | {f"{gram}#{span.sort}": 1.0 for gram in self.grams}

    def _surroundings(self, span: Span, first: int, last: int) -> Features:
        """How much of the question the constituent says, and what stands around it."""
        size, covered = len(self.said.keys), self.near.covered
        start, end = max(b for b in self.bounds if b <= span.start), min(b for b in self.bounds if b >= span.end)
        since = int(np.searchsorted(self.said.starts, start))
        until = int(np.searchsorted(self.said.ends, end, side="right"))
        inside, rest = covered(first, last), self._around(0, first, last, size)
        return {
            "inside": inside,
            "inside/length": inside / (1 + math.log(last - first)),
            "left": covered(max(0, first - WINDOW), first),
            "right": covered(last, min(size, last + WINDOW)),
            "left near": covered(max(0, first - NARROW), first),
            "right near": covered(last, min(size, last + NARROW)),
            "rest": rest,
            "part": self._around(since, first, last, until),
            "lost": self.whole - rest,
        }

    def _around(self, since: int, first: int, last: int, until: int) -> float:
        """Share of the question that stands from `since` to `first` or from `last` to `until`."""
        rows = [self.near.likeness[:, a:b].max(axis=1) for a, b in ((since, first), (last, until)) if a < b]
        return float(np.maximum.reduce(rows) @ self.near.weights) if rows and len(self.near.weights) else 0.0

    def _edges(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        """The words at which a constituent begins and ends."""
        keys, boundary = self.said.keys, signs().boundary
        apart = first > 0 and (not keys[first - 1] or self.said.starts[first] - self.said.ends[first - 1] > 1)
        ends = last < len(keys) and (not keys[last] or self.said.starts[last] - self.said.ends[last - 1] > 1)
        before = "^" if not first else keys[first - 1] if keys[first - 1] in boundary else "," if apart else "-"
        after = "$" if last == len(keys) else keys[last] if keys[last] in boundary else "," if ends else "-"
        yield "first", f"first {keys[first] if keys[first] in boundary else '-'}"
        yield "before", f"before {before}"
        yield "after", f"after {after}"
        if first and self.text[self.said.starts[first - 1]].isupper():
            yield "capital", "before a name"

    def _head(self, near: Floats, sort: str, first: int, last: int) -> Features:
        """How a constituent begins, ends and is led by what the question counts or names the kind of."""
        keys, heads = self.said.keys, self.question.heads
        exact = {
            "head first": float(keys[first] in heads),
            "head second": float(any(key in heads for key in keys[first + 1 : first + 3])),
            "head within": float(any(key in heads for key in keys[first:last])),
            "head before": float(any(key in heads for key in keys[max(0, first - 2) : first])),
        }
        alike = {
            "like head first": float(near[first : first + 2].max()),
            "like head within": float(near[first:last].max()),
            "like head last": float(near[max(first, last - 2) : last].max()),
            "like head before": float(near[max(0, first - 2) : first].max(initial=0.0)),
        }
        sorted_ = {f"{name}|{sort}": exact[name] for name in ("head first", "head second")}
        sorted_ |= {f"{name}|{sort}": alike[name] for name in ("like head first", "like head within")}
        return exact | alike | sorted_

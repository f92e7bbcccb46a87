"""More like one unit: ranked by words (and meaning) as any query and by common topics; told by what both share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from kg.repo import Repo
from ontology.lexicon import topics
from ontology.names import ID
from query.dense import Encoder
from query.search.bodies import bodies_of, kind_of
from query.search.lexical import COMMON, LocalIndex
from query.search.model import Unit, Where
from query.search.rank import Ranked, rank
from query.search.text import analyse, folded_words
from query.templates import load

TOPIC_WEIGHT: Final = 0.3
"""Share of the common topics (Jaccard, with the broader ones) in the likeness; the rest is words and meaning."""
CANDIDATES: Final = 200
"""Units ranked by words and meaning, among which common topics then decide."""
PHRASES: Final = 5
"""Common phrases told of a hit, the rarest first."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two units have in common, by name: topics (the narrowest), bodies, phrases as the other one writes them."""

    topics: tuple[str, ...]
    bodies: tuple[str, ...]
    phrases: tuple[str, ...]
    ranges: tuple[tuple[int, int], ...]
    """Half-open ranges of the phrases in the other's quote."""


def comparable(unit: Unit, where: Where) -> Where:
    """The filter under which a duty is compared with duties, unless it asks for other kinds."""
    return replace(where, kinds=("duty",)) if unit.kind == "duty" and not where.kinds else where


def rank_alike(
    index: LocalIndex, unit: Unit, k: int, *, where: Where, mode: str, encoder: Encoder | None
) -> list[Ranked]:
    """The `k` units most like this one among those that pass the filter, without itself; scores from 0 to 1."""
    near = rank(index, unit.text, CANDIDATES, where=where, mode=mode, encoder=encoder)
    best = max((one.score for one in near), default=0.0) or 1.0
    weight = TOPIC_WEIGHT if unit.topics else 0.0
    judged = list[Ranked]()
    for one in near:
        other = index.unit(one.row)
        if other.id != unit.id:
            score = (1 - weight) * one.score / best + weight * _overlap(unit.topics, other.topics)
            judged.append(replace(one, score=score))
    return sorted(judged, key=lambda one: -one.score)[:k]


def _overlap(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """Jaccard coefficient."""
    one, other = set(mine), set(theirs)
    return len(one & other) / len(one | other) if one or other else 0.0


def shared(repo: Repo, index: LocalIndex, unit: Unit, others: Sequence[Unit]) -> list[Shared]:
    """What each of the others has in common with `unit`."""
    doers, names, pairs = _doers(repo, [unit, *others]), bodies_of(repo).kind_label, analyse(unit.text).folded_pairs
    found = list[Shared]()
    for other in others:
        bodies = doers.get(unit.id, set()) & doers.get(other.id, set()) & names.keys()
        ranges = _common_runs(index, set(pairs), other.quote)
        phrases = dict.fromkeys(other.quote[start:end].lower() for start, end in ranges)
        named = tuple(sorted(names[body] for body in bodies))
        found.append(Shared(_narrowest(unit, other), named, tuple(phrases), tuple(sorted(ranges))))
    return found


def _narrowest(unit: Unit, other: Unit) -> tuple[str, ...]:
    """Names of the topics that both have, less those that lie above another one of them."""
    common = set(unit.topics) & set(other.topics)
    broader = {f"{ID}topic/{topic.parent}" for topic in topics() if f"{ID}topic/{topic.id}" in common}
    return tuple(topic.label for topic in topics() if f"{ID}topic/{topic.id}" in common - broader)


def _doers(repo: Repo, units: Sequence[Unit]) -> dict[str, set[str]]:
    """Kinds of those who are to do each duty, by its id."""
    found = dict[str, set[str]]()
    duties = [ox.NamedNode(unit.id) for unit in units if unit.kind == "duty"]
    for row in repo.select(load("search-assignees").bind({"duty": duties})) if duties else ():
        found.setdefault(row["duty"].value, set()).add(kind_of(row["agent"].value))
    return found


def _common_runs(index: LocalIndex, pairs: set[str], quote: str) -> list[tuple[int, int]]:
    """Ranges of the rarest runs of two words and more in `quote` of which each pair is one of `pairs`."""
    spans = [(start, end, folded) for start, end, folded in folded_words(quote)]
    found = list[tuple[float, int, int]]()
    rarity, begin = 0.0, 0
    for at, (left, right) in enumerate(pairwise([*spans, (0, 0, "")])):
        pair = f"{left[2]}_{right[2]}"
        if pair in pairs and right[2]:
            begin = at if not rarity else begin
            rarity = max(rarity, 1 - index.share(pair))
        elif rarity:
            found.append((rarity, spans[begin][0], left[1]))
            rarity = 0.0
    rare = [run for run in found if run[0] > 1 - COMMON] or found
    return [(start, end) for _, start, end in sorted(rare, key=lambda run: -run[0])[:PHRASES]]

"""Full-text queries for the facts that hold most of a question's words, from the widest to the narrowest.

Ranking every fact that holds any word takes long where a word stands in a hundred thousand. Those that hold words
of most weight are fewer, and among them are the best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

RANKED = 10_000
"""Facts that are ranked by the words they hold at most, two microseconds each: with 5,000 answers got worse."""
LACKING = 0.45
"""Share of the weight of all words that stands in common words alone, which say too little."""
SHARES = (0.5, 0.8, 1.0)
"""Shares of the weight of all words that facts of the narrower queries hold at least."""
SOME = 0.3
"""That of facts which speak of the matter at all."""
COMBINED = 5
"""Words that are combined: the weightiest."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a question: what a fact may write for it (itself, first words of synonyms), and its weight."""

    words: tuple[str, ...]
    weight: float


def quoted(runs: Iterable[Sequence[str]]) -> str:
    """A full-text query for texts that hold any of the runs of words without a gap."""
    return " OR ".join('"' + " ".join(run).replace('"', "") + '"' for run in runs)


def any_of(sought: Iterable[Sought]) -> str:
    """Facts that hold any of the words."""
    return quoted((word,) for word in sorted({word for one in sought for word in one.words}))


def to_try(
    sought: Sequence[Sought],
    run: Sequence[str],
    count: Callable[[str], int],
    uses: Callable[[str], int],
    limit: int,
) -> Iterator[tuple[str, bool]]:
    """Queries to try until one finds something, and whether to rank what it finds: the widest that finds no more
    than can be ranked, then the next wider. Where very many are wanted, one for all that speak of the matter.

    `count` tells how many facts a query finds; it may stop counting beyond `RANKED`."""
    if limit >= RANKED:
        yield (holding(sought, SOME) if count(any_of(sought)) > RANKED else any_of(sought)), False
        return
    wider = list[str]()
    for query in narrowing(sought, run, uses):
        if not (size := count(query)):
            break
        if size <= RANKED:
            yield query, True
            break
        wider.insert(0, query)
    yield from ((query, False) for query in wider[:1])


def narrowing(sought: Sequence[Sought], run: Sequence[str], uses: Callable[[str], int]) -> Iterator[str]:
    """Queries, each narrower than the one before: any word, any but common ones, words of more and more weight,
    the words as a run if they are one. `uses` tells how many facts hold a word.

    >>> one, two = Sought(("bao", "tin"), 2.0), Sought(("cao",), 1.0)
    >>> list(narrowing([one, two], ["bao", "cao"], len))[-2:]
    ['("bao" OR "tin") AND ("cao")', '"bao cao"']
    """
    seen = every = any_of(sought)
    yield every
    for query in (_uncommon(sought, every, uses), *(holding(sought, share) for share in SHARES)):
        if query != seen:
            yield query
        seen = query
    if len(run) > 1:
        yield quoted([run])


def _uncommon(sought: Sequence[Sought], every: str, uses: Callable[[str], int]) -> str:
    """Facts that hold any of the rarest words without which too little weight is left; ranked by all words."""
    ordered = sorted(sought, key=lambda one: sum(map(uses, one.words)))
    left, kept = sum(one.weight for one in sought), list[Sought]()
    least = LACKING * left
    for one in ordered:
        if left <= least:
            break
        kept.append(one)
        left -= one.weight
    return f"({any_of(kept)}) AND ({every})" if len(kept) < len(sought) else every


def holding(sought: Sequence[Sought], share: float) -> str:
    """Facts that hold words of at least a share of the weight of the weightiest."""
    kept = sorted(sought, key=lambda one: -one.weight)[:COMBINED]
    least = share * sum(one.weight for one in kept) - 1e-9
    groups = [f"({quoted((word,) for word in one.words)})" for one in kept]
    return " OR ".join(" AND ".join(groups[i] for i in chosen) for chosen in _smallest(kept, least))


def _smallest(sought: Sequence[Sought], least: float) -> list[tuple[int, ...]]:
    """The sets of words that together reach a weight and would not without any one of them."""
    out = list[tuple[int, ...]]()
    for size in range(1, len(sought) + 1):
        for chosen in combinations(range(len(sought)), size):
            reached = sum(sought[i].weight for i in chosen) >= least
            if reached and not any(set(found) <= set(chosen) for found in out):
                out.append(chosen)
    return out

"""Finding reused passages: each text is read against all earlier ones, longest match first.

Seeds are runs of `SEED` equal words, looked up in an inverted table of the earlier texts; a seed is extended
word by word, over gaps of up to `GAP` differing words where `SEED // 2` words agree behind them. Of the
earlier texts the one with the longest match gives the passage, so that it is told once however many have it.
Linear in the length of the texts but for the few places looked at per seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

SEED: Final = 6
"""Equal words in a row with which a match begins."""
GAP: Final = 3
"""Words that either side may have of its own between two equal stretches."""
LEAST: Final = 12
"""Least words of a passage: shorter ones are phrases that everyone uses."""
PLACES: Final = 8
"""Earlier places of one seed that are looked at, the earliest."""
_AGREE: Final = SEED // 2
"""Words that have to agree behind a gap."""
_OVERLAP: Final = 0.7
"""Share of all that two passages of one text cover that both have to hold, to be the same."""
_RECENT: Final = 16
"""Groups that a passage is compared with, those that begin last before it."""

Words: TypeAlias = Sequence[str]
"""Folded words of a text; '' where no passage may go on (what is not part of the body)."""
_Seeds: TypeAlias = dict[tuple[str, ...], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Match:
    """Words `start` to `end` of the text number `text` are, but for gaps, those from `first_start` to
    `first_end` of the earlier text `first`; `equal` counts the words that agree.
    """

    text: int
    start: int
    end: int
    first: int
    first_start: int
    first_end: int
    equal: int


def find_matches(texts: Sequence[Words], breaks: Sequence[frozenset[int]] = (), least: int = LEAST) -> Iterator[Match]:
    """The passages of each text that an earlier one has, in order; texts are given by date.

    `breaks` are, for each text, the numbers of the words that begin a sentence or a line: a passage doesn't
    begin or end with a scrap of fewer than `SEED` words of another sentence.
    """
    seeds: _Seeds = {}
    for number, words in enumerate(texts):
        at = 0
        while at + SEED <= len(words):
            match = _longest(texts, number, at, seeds)
            if match is not None and breaks:
                match = _trimmed(match, texts, breaks[number])
            if match is not None and match.equal >= least:
                yield match
                at = match.end
            else:
                at += 1
        _learn(seeds, number, words)


def _learn(seeds: _Seeds, number: int, words: Words) -> None:
    for at in range(len(words) - SEED + 1):
        seed = tuple(words[at : at + SEED])
        if "" not in seed:
            known = seeds.setdefault(seed, [])
            if len(known) < PLACES and (not known or known[-1][0] != number):
                known.append((number, at))


def _longest(texts: Sequence[Words], number: int, at: int, seeds: _Seeds) -> Match | None:
    """The longest match that begins at this word; of equal ones the earliest."""
    places = seeds.get(tuple(texts[number][at : at + SEED]), ())
    found = [_extended(texts, number, at, first, begin) for first, begin in places]
    return max(found, key=lambda match: match.equal, default=None)


def _extended(texts: Sequence[Words], number: int, at: int, first: int, begin: int) -> Match:
    mine, theirs = texts[number], texts[first]
    here, there, equal = at, begin, 0
    while True:
        while here < len(mine) and there < len(theirs) and mine[here] == theirs[there] != "":
            here, there, equal = here + 1, there + 1, equal + 1
        skip = _gap(mine, theirs, here, there)
        if skip is None:
            return Match(number, at, here, first, begin, there, equal)
        here, there = here + skip[0], there + skip[1]


def _trimmed(match: Match, texts: Sequence[Words], breaks: frozenset[int]) -> Match:
    """The match without scraps of sentences at its ends, where these agree word for word."""
    mine, theirs = texts[match.text], texts[match.first]
    head = next((at for at in range(match.start, min(match.start + SEED, match.end)) if at in breaks), match.start)
    cut = head - match.start
    if mine[match.start : head] == theirs[match.first_start : match.first_start + cut]:
        match = replace(match, start=head, first_start=match.first_start + cut, equal=match.equal - cut)
    tail = next((at for at in range(match.end, max(match.end - SEED, match.start), -1) if at in breaks), match.end)
    cut = match.end - tail
    if mine[tail : match.end] == theirs[match.first_end - cut : match.first_end]:
        match = replace(match, end=tail, first_end=match.first_end - cut, equal=match.equal - cut)
    return match


def _gap(mine: Words, theirs: Words, here: int, there: int) -> tuple[int, int] | None:
    """The least number of words to leave out on both sides so that some agree again; null if there is none."""
    for total in range(1, 2 * GAP + 1):
        for one in range(max(0, total - GAP), min(GAP, total) + 1):
            other = total - one
            ahead = mine[here + one : here + one + _AGREE]
            left_out = (*mine[here : here + one], *theirs[there : there + other])
            if len(ahead) == _AGREE and "" not in (*ahead, *left_out) and (
                list(ahead) == list(theirs[there + other : there + other + _AGREE])
            ):  # fmt: skip
                return one, other
    return None


def gather(matches: Sequence[Match]) -> list[list[Match]]:
    """Matches in groups whose passages of one earlier text are nearly the same, longest match first."""
    ordered = sorted(matches, key=lambda match: (match.first, match.first_start, -match.first_end))
    groups = list[list[Match]]()
    for match in ordered:
        near = (group for group in reversed(groups[-_RECENT:]) if _same(group[0], match))
        group = next(near, None)
        if group is None:
            groups.append([match])
        else:
            group.append(match)
    return [sorted(group, key=lambda match: -match.equal) for group in groups]


def _same(one: Match, other: Match) -> bool:
    """Whether two passages of one text share at least `_OVERLAP` of all that both cover."""
    common = min(one.first_end, other.first_end) - max(one.first_start, other.first_start)
    covered = max(one.first_end, other.first_end) - min(one.first_start, other.first_start)
    return one.first == other.first and common >= _OVERLAP * covered


def masked(words: Sequence[str], spans: Sequence[tuple[int, int]], inside: Sequence[tuple[int, int]]) -> list[str]:
    """The words, '' for those whose span (half open, in the raw text) lies in none of the ranges `inside`."""
    joined = list[tuple[int, int]]()
    for start, end in sorted(inside):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    assert all(one[1] < other[0] for one, other in pairwise(joined))
    out, at = list[str](), 0
    for word, (start, end) in zip(words, spans, strict=True):
        while at < len(joined) and joined[at][1] <= start:
            at += 1
        out.append(word if at < len(joined) and joined[at][0] <= start and end <= joined[at][1] else "")
    return out

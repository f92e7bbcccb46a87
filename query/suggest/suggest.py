"""The questions that fit what was typed so far: on the folded prefix, and on any word start."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from weakref import WeakKeyDictionary

from ontology.text import fold, has_marks, nfc
from query.ask import Answer, Status, ask
from query.ask.catalogue import Graph
from query.ask.index import read_catalogue
from query.suggest.candidates import Candidate, candidates

LONGEST = 200
"""Characters typed that are looked at."""
SHORTEST = 2
"""Characters from which anything is offered."""
ALIKE = 3
"""Offers of the same pattern at once, where there are others."""
SECONDS = 0.012
"""Time for trying questions before they are offered."""
_AT_START, _INSIDE, _SCATTERED = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that the store can answer; `pattern` is the id in `query/forms/suggest.toml`."""

    text: str
    pattern: str


Answers = Callable[[str], str]
"""Id of the form by which the store answers a question, '' if it doesn't."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate with the folded ways to write it, each between spaces on a line of its own."""

    candidate: Candidate
    keys: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The candidates of one state of a store, and by which form those that were tried are answered."""

    generation: int
    entries: tuple[Entry, ...]
    tried: dict[str, str] = field(default_factory=dict)


_KNOWN: WeakKeyDictionary[Graph, Offer] = WeakKeyDictionary()


def suggest(
    prefix: str, repo: Graph, limit: int = 8, *, answers: Answers | None = None, seconds: float = SECONDS
) -> list[Suggestion]:
    """Up to `limit` questions that begin with what was typed, or have its words at word starts.

    Case doesn't count, nor do marks where none were typed. Nothing is offered for fewer than two letters.
    For so many `seconds` questions are tried before they are offered, which is remembered: `answers` tells
    how, by default with `query.ask.ask`.
    """
    tries = answers or (lambda question: form_of(ask(question, repo, propose=False)))
    offer = offer_of(repo)
    found = islice(_answered(_fitting(prefix, offer), offer, tries, seconds), limit)
    return [Suggestion(candidate.text, candidate.pattern.id) for candidate in found]


def _fitting(prefix: str, offer: Offer) -> list[Candidate]:
    """The candidates that fit what was typed, best first."""
    typed = fold(prefix[:LONGEST])
    if len(typed) < SHORTEST:
        return []
    words = [f" {word}" for word in typed.split()]
    written = nfc(prefix[:LONGEST]).strip().lower()
    scored = [
        (score + (written in entry.candidate.text.lower()) * has_marks(written), entry.candidate)
        for entry in offer.entries
        if (score := _score(entry, words))
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].pattern.rank, -pair[1].weight, len(pair[1].text)))
    return _mixed([candidate for _, candidate in scored])


def _answered(found: Sequence[Candidate], offer: Offer, tries: Answers, seconds: float) -> Iterator[Candidate]:
    """The candidates that are answered, as far as there is time to try; then those that are sure to be."""
    until = time.perf_counter() + seconds
    for candidate in found:
        if candidate.text not in offer.tried and time.perf_counter() < until:
            offer.tried[candidate.text] = tries(candidate.text)
        if is_good(candidate, offer.tried.get(candidate.text)):
            yield candidate


def is_good(candidate: Candidate, form: str | None) -> bool:
    """True if a question tried with this result may be offered: one that isn't sure has to be read as meant."""
    if form is None:
        return candidate.sure
    return bool(form) and (candidate.sure or form == candidate.pattern.id)


def form_of(answer: Answer) -> str:
    """Id of the form that answers, '' if the question isn't answered."""
    return answer.form if answer.status is Status.ANSWERED else ""


def offer_of(repo: Graph) -> Offer:
    """The candidates of the store, made once for each state of it."""
    known = _KNOWN.get(repo)
    if known is None or known.generation != repo.generation:
        catalogue = read_catalogue(repo)
        known = _KNOWN[repo] = Offer(repo.generation, tuple(map(_entry, candidates(catalogue))))
    return known


def _entry(candidate: Candidate) -> Entry:
    key = fold(candidate.text)
    others = [f"{fold(alias)} {key}" for alias in candidate.aliases]
    return Entry(candidate, "".join(f"\n {text} " for text in (key, *others)))


def _score(entry: Entry, words: Sequence[str]) -> int:
    """How well a candidate fits words, each after a space: typed from its start, in one piece inside, or apart."""
    keys = entry.keys
    if words[0] not in keys:
        return 0
    typed = "".join(words)
    if typed in keys:
        return _AT_START if f"\n{typed}" in keys else _INSIDE
    return _SCATTERED if any(all(word in key for word in words) for key in keys.split("\n")) else 0


def _mixed(found: Sequence[Candidate]) -> list[Candidate]:
    """The best first, but of one pattern only a few before others; no question twice."""
    used, first, rest = Counter[str](), dict[str, Candidate](), dict[str, Candidate]()
    for candidate in found:
        used[candidate.pattern.id] += 1
        (first if used[candidate.pattern.id] <= ALIKE else rest).setdefault(candidate.text, candidate)
    return [*first.values(), *(c for text, c in rest.items() if text not in first)]

"""What a notice itself says that a word or abbreviation means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.clause import definitions
from query.ask.limits import NOTICES
from query.ask.outcome import Env, Outcome, evidence_of
from query.link.language import language

KINDS = ("Duty", "Passage", "Situation", "Decision", "Event")
PAIRS = 8
"""Rarest pairs of words of a question of which one has to stand in a term."""
_QUOTED = re.compile(r"[“\"']([^“”\"']{2,80})[”\"']")
_SHORT = re.compile(r"\(([A-ZĐ0-9][A-ZĐ&]{1,9})\)")


def told(env: Env) -> Outcome | None:
    """The meaning that a notice in scope gives of a term of the question; of several terms the longest."""
    if not language().named_pattern("asks_meaning").search(env.understanding.key):
        return None
    words = env.understanding.linked.question.words
    asked = tuple(word.key for word in words)
    short = {fold(word.typed) for word in words if word.upper}
    runs = [*_runs(env, asked), *((key,) for key in short)]
    best: tuple[int, Fact, str, str] | None = None
    for fact in _near(env, runs):
        for term, meaning in _terms(fact.text):
            run = tuple(fold(term).split())
            if (set(run) <= short or _stands(run, asked)) and (best is None or len(run) > best[0]):
                best = (len(run), fact, meaning, term)
    if best is None or not best[0]:
        return None
    query, rows = env.run("duties" if best[1].is_duty else "facts", fact=[best[1].iri])
    return Outcome(query, (best[2],), evidence_of(rows), 0.9, {"word": best[3], "values": best[2]})


def _near(env: Env, runs: Sequence[tuple[str, ...]]) -> Sequence[Fact]:
    """Facts that write any of the runs; in a large archive those of them that share most words with the question."""
    if len(env.understanding.notices) <= NOTICES:
        return env.catalogue.facts.holding(runs, KINDS, env.understanding.notices)
    return [m.fact for m in env.search(env.understanding.content(None), *KINDS)]


def _runs(env: Env, asked: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Runs of words that may be the term: what is quoted, else every two words."""
    if quoted := _QUOTED.findall(env.understanding.linked.question.text):
        return [tuple(fold(q).split()) for q in quoted]
    pairs = [asked[i : i + 2] for i in range(len(asked) - 1)]
    return sorted(pairs, key=lambda pair: -sum(map(env.retriever.rarity, pair)))[:PAIRS]


def _terms(text: str) -> Iterator[tuple[str, str]]:
    yield from definitions(text)
    for found in _SHORT.finditer(text):
        if full := _spelled(found.group(1), text[: found.start()].split()):
            yield found.group(1), full


def _spelled(short: str, before: list[str]) -> str:
    """The words right before an abbreviation whose initials it is made of, or ''."""
    letters, at = [c for c in short if c.isalnum()], len(before)
    while letters and at > 0:
        at -= 1
        initial = before[at].strip('“"(,-')[:1]
        if initial.upper() == letters[-1]:
            letters.pop()
        elif not initial.islower():
            return ""
    return " ".join(before[at:]) if not letters else ""


def _stands(run: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    return any(keys[i : i + len(run)] == run for i in range(len(keys) - len(run) + 1))

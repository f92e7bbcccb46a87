"""The finder of what is most or least among the figures that a notice lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.text import fold
from query.ask.figure_words import Superlative, superlative, superlative_words
from query.ask.named_amounts import Entry, lists
from query.ask.operands import core, pool, spoken, worth_of
from query.ask.outcome import Env, Outcome, evidence_of
from query.link.language import language

LEAST = 0.4
"""How well a list has to fit the question's words."""
APART = 0.05
"""How much better than the next list the best has to fit."""


def extreme_figure(env: Env) -> Outcome | None:
    """Which of several things a notice tells the greatest or least figure of; None unless one list is clearly meant."""
    asked = superlative(_proper(env))
    if asked is None:
        return None
    key = env.understanding.key
    words = [w for w in core(env, (0, len(key))) if w not in _asking(asked, key)]
    known = pool(env)
    told = lists(known)
    told = [entries for entries in told if _counts(entries[0], asked.unit)] or told
    found = [(_fit(env, kept, words), kept) for entries in told if (kept := _of_kind(entries, asked.head))]
    if any(_said_by(kept, asked.head) for _, kept in found):
        found = [(score, kept) for score, kept in found if _said_by(kept, asked.head)]
    found = sorted((pair for pair in found if pair[0] >= LEAST), key=lambda pair: -pair[0])
    if not found:
        return None
    score, entries = found[0]
    if len(found) > 1 and score - found[1][0] < APART:
        return None
    chosen = _extreme(entries, asked)
    if chosen is None or len(entries) < 2:
        return Outcome(empty=True, final=True, confidence=0.5)
    facts = list(dict.fromkeys(e.amount.fact.iri for e in entries))
    query, rows = env.run("facts", fact=facts)
    said = "; ".join(f"{e.name}: {spoken(env, e.amount)}" for e in entries)
    fills = {"values": chosen.name, "figures": said, "figure": spoken(env, chosen.amount), "count": str(len(entries))}
    return Outcome(query, (chosen.name,), evidence_of(rows), min(0.9, 0.5 + score / 2), fills)


def _proper(env: Env) -> str:
    """The folded question less the provinces it names, and less words that only look like those for more and less."""
    u, signs = env.understanding, superlative_words()["signs"].split()
    gone = {i for find in u.provinces for i in range(find.first, find.last)}
    folded = set(map(fold, signs))
    return " ".join(
        "_" if word.marked and word.key in folded and word.typed.lower() not in signs else word.key
        for i, word in enumerate(u.linked.question.words)
        if i not in gone
    )


def _asking(asked: Superlative, key: str) -> set[str]:
    """Folded words of a question that ask for a superlative, and of what kind of thing."""
    heads = {w for found in re.findall(rf"\b({superlative_words()['open']}) (?:nao|gi)\b", key) for w in found.split()}
    return {*heads, *asked.head.split()[-2:], *language().signals["superlative"], asked.sign, asked.unit}


def _counts(entry: Entry, noun: str) -> bool:
    """True if a list is in a unit that a question names: of people whatever the word for them."""
    people, unit = set(language().signals["people_units"]), entry.amount.unit.split()[0]
    return bool(noun) and (unit == noun or (unit in people and noun in people))


def _fit(env: Env, entries: Sequence[Entry], words: Sequence[str]) -> float:
    """How well a list is told by some words of the question, from 0 to 1."""
    weight = env.retriever.rarity
    total = sum(map(weight, words))
    if not total:
        return 0.0
    worths = [worth_of(env, entry.amount) for entry in entries]
    return (
        sum(
            weight(w) * max(worth.beside(w, words[i - 1 : i] if i else (), words[i + 1 : i + 2]) for worth in worths)
            for i, w in enumerate(words)
        )
        / total
    )


def _of_kind(entries: Sequence[Entry], head: str) -> list[Entry]:
    """The entries that are of the kind of thing asked for, wholes of others aside."""
    words = superlative_words()
    is_open = re.search(rf"\b(?:{words['open']})$", head) is not None
    kinds = words["kinds"].split("|")
    kind = None if is_open else next((k for k in kinds if f" {head}".endswith(f" {k}")), None)
    parts = [e for e in entries if not _is_whole(e, entries)]
    if kind is not None:
        own = [e for e in parts if fold(e.name).startswith(f"{kind} ")]
        bare = [e for e in parts if e.proper and e.name[:1].isupper() and kind in e.amount.near]
        return own or bare
    if is_open:
        return [e for e in parts if e.proper]
    return _said_by(parts, head) or [e for e in parts if not e.proper] or parts


def _said_by(entries: Sequence[Entry], head: str) -> list[Entry]:
    """Entries that are called what the question asks for: “vốn ngân sách tỉnh” for “nguồn vốn nào”."""
    said = [e for e in entries if set(head.split()[-2:]) & set(fold(e.name).split())]
    return said if len(said) > 1 else []


def _is_whole(entry: Entry, entries: Sequence[Entry]) -> bool:
    """True if an entry is the sum of the others."""
    return len(entries) > 2 and entry.amount.value == sum(e.amount.value for e in entries if e is not entry)


def _extreme(entries: Sequence[Entry], asked: Superlative) -> Entry | None:
    """The one entry with the greatest or least figure; None of several, or if the list leaves the others out."""
    values = [e.amount.value for e in entries]
    pick = min(values) if asked.least else max(values)
    chosen = [e for e in entries if e.amount.value == pick]
    words = superlative_words()
    other = words["most_first" if asked.least else "least_first"]
    own = words["least_first" if asked.least else "most_first"]
    told = [" ".join(fold(e.amount.fact.text).split()) for e in entries]
    partial = all(re.search(rf"\b(?:{other})\b", t) and not re.search(rf"\b(?:{own})\b", t) for t in told)
    return chosen[0] if len(chosen) == 1 and not partial else None


__all__ = ["extreme_figure"]

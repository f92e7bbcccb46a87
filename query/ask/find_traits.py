"""Finders over orders by what the ask index knows of each: those that forbid, those with a deadline."""

from __future__ import annotations

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.find_duties import ENOUGH, duty_list
from query.ask.outcome import Env, Outcome
from query.ask.traits import DEADLINE, FORBIDS, WHOLE


def prohibitions(env: Env) -> Outcome | None:
    """Duties that forbid, wholly or in a part."""
    content, forbidding = env.content(), {FORBIDS: None}
    near = [m.fact for m in env.search(content, "Duty", linked=forbidding) if m.coverage >= ENOUGH]
    if near:
        query, rows = env.run("duties", fact=[f.iri for f in near])
    else:
        query, rows = env.run_chosen("duties", env.chosen("Duty", forbidding))
    return duty_list(query, rows, 0.8, {}) if rows else Outcome(empty=True, confidence=0.7)


def by_deadline(env: Env) -> Outcome | None:
    """Duties whose text sets the time that the question quotes (“ngay”, “khẩn trương”, “thường xuyên”)."""
    key = env.understanding.key
    words = next((w for w in env.option("header", ()) if w in key), None) or _time_word(env)
    query, rows = env.run_chosen("duties", env.chosen("Duty", {DEADLINE: None if words is None else [fold(words)]}))
    if words is not None and not rows:
        query, rows = env.run("duties", fact=[f.iri for f in _writing(env, words)])
    if not rows:
        return Outcome(empty=True, confidence=0.7, fills={"word": words or ""})
    return duty_list(query, rows, 0.9, {"word": words or ""})


def _writing(env: Env, words: str) -> list[Fact]:
    """Duties in scope that write some words with the marks given."""
    said = f" {words.lower()} "
    holding = env.holding([tuple(fold(words).split())], "Duty")
    return [f for f in holding if said in f" {f.text.lower()} ".replace(".", " ").replace(",", " ")]


def _time_word(env: Env) -> str | None:
    """The quoted word of the question, else a deadline wording of the store that it contains."""
    text, keys = env.understanding.linked.question.text, env.understanding.key.split()
    for left, right in (('"', '"'), ("“", "”"), ("'", "'")):
        if left in text and right in text[text.index(left) + 1 :]:
            start = text.index(left) + 1
            return text[start : text.index(right, start)].strip()
    runs = {" ".join(keys[i:j]) for i in range(len(keys)) for j in range(i + 1, len(keys) + 1)}
    known = env.linked_things("Duty", (WHOLE,), runs)
    said = {key: env.chosen("Duty", {WHOLE: [key]}).first[0] for key in known}
    hits = [t for key, fact in said.items() for role, t in fact.parts if role == DEADLINE and fold(t) == key]
    return max(sorted(hits), key=len, default=None)

"""How much of a question an answer accounts for: words that neither the reading nor the quotes explain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ontology import lexicon
from ontology.text import fold, strip_marks
from query.ask.forms import Form
from query.ask.marks import clashing
from query.ask.outcome import Env, Outcome
from query.ask.retrieve import Content
from query.ask.understand import Agent
from query.link.language import language

LONGEST_RUN = 6
"""Words of the longest synonym looked for."""
KINDS = ("Duty", "Passage", "Situation", "Event", "Statistic", "Citation")
YEAR = re.compile(r"(?:19|20)\d\d")
QUOTES = 8
"""Quotes of an answer whose surroundings are looked at."""
SURE = 0.8
"""Confidence from which a name is taken for one."""
FLOOR = 0.15
"""Confidence left to an answer that explains no content word of its question."""
ASSURED = 0.5
"""Confidence below which nothing is answered: on the golden questions it costs no right answer, and 0.6 costs 3 %."""


def unexplained(env: Env, outcome: Outcome) -> tuple[float, tuple[str, ...]]:
    """Share of the question's content that reading and answer account for, and the words they don't.

    A word counts as accounted for if it belongs to the asking (a literal of the form's patterns), to a
    body that the answer is about, to the quotes, values or notices of the answer, or is a synonym of
    a wording in them. Words are weighted by rarity.
    """
    content = env.content()
    if not content:
        return 1.0, ()
    texts = _texts(env, outcome)
    around, heads = _around(env, outcome)
    if strange := _numbers(env, [*texts, " ".join(key for key in heads if YEAR.fullmatch(key))]):
        return 0.0, strange
    words = env.understanding.linked.question.words
    clashes = clashing((words[i] for i in content.places), (*texts, *around))
    said = frozenset(key for text in (*texts, *around) for key in fold(text).split()) - clashes | heads
    whole = [f" {' '.join(fold(text).split())} " for text in (*texts, *around)]
    agents = _of_agents(env, outcome, whole)
    covered = _by_synonyms(content, said) | agents | _of_topics(content, said)
    strangers = _particular(env) - agents
    own = literals(env.form) | set(language().signals["asking"])
    open_words = [
        (place, key)
        for place, key in zip(content.places, content.keys, strict=True)
        if (key not in said or place in strangers) and key not in own and place not in covered
    ]
    if lacking := tuple(key for place, key in open_words if place in strangers):
        return 0.0, lacking
    total = sum(env.retriever.rarity(key) for key in content.keys)
    lost = sum(env.retriever.rarity(key) for _, key in open_words)
    return 1 - lost / total, tuple(key for _, key in open_words)


def _around(env: Env, outcome: Outcome) -> tuple[list[str], frozenset[str]]:
    """Texts of the statements around the quotes and of their numbered items; words that head those."""
    spots = [(e.notice, e.start, e.end) for e in outcome.evidence[:QUOTES]]
    notices = {notice for notice, _, _ in spots}
    near = env.catalogue.facts.of(("Duty", "Passage", "Situation", "Event", "Statistic"), notices)
    holding = [f for f in near if any(f.notice == n and f.order < end and start < f.end for n, start, end in spots)]
    items = {(f.notice, f.section) for f in holding if f.section}
    texts = [f.text for f in near if f in holding or (f.notice, f.section) in items]
    return texts, frozenset().union(*(f.lead for f in holding))


def _numbers(env: Env, texts: Sequence[str]) -> tuple[str, ...]:
    """Numbers of the question, those of dates, documents and items aside, that neither the answer holds nor
    any fact beside the same word (“7 giờ”; of “bão số 10” the whole)."""
    content, linked = env.content(), env.understanding.linked
    days = language().named_pattern("calendar")
    asked = {
        n for found in days.finditer(strip_marks(linked.question.text).lower()) for n in fold(found.group()).split()
    }
    dated = {key.lstrip("0") for text in texts for key in fold(text).split()} & {n.lstrip("0") for n in asked}
    said = {key for text in texts for key in fold(days.sub(" ", strip_marks(text).lower())).split()}
    known = {number.digits for number in linked.numbers} | dated | {key.lstrip("0") for key in said}
    return tuple(
        key
        for place, key in zip(content.places, content.keys, strict=True)
        if key.isdigit() and key.lstrip("0") not in known and not _beside(env, place)
    )


def _beside(env: Env, place: int) -> bool:
    """True if a fact in scope writes the number next to a word it stands next to in the question."""
    keys = [word.key.lstrip("0") for word in env.understanding.linked.question.words]
    if place > 1 and keys[place - 1] in language().signals["before_numbers"]:
        spelled = env.understanding.linked.question.words[place].key
        named = [(keys[place - 2], keys[place - 1], n) for n in {spelled, keys[place], keys[place].zfill(2)}]
        return env.catalogue.facts.holds(named, KINDS, env.understanding.notices)
    wanted = {pair for pair in pairwise(keys) if keys[place] in pair} & set(
        pairwise(keys[max(0, place - 1) : place + 2])
    )
    runs = list(pairwise(word.key for word in env.understanding.linked.question.words))
    numbers = [run for run in runs if tuple(key.lstrip("0") for key in run) in wanted]
    padded = [tuple(key.zfill(2) if key.isdigit() else key for key in run) for run in numbers]
    return env.catalogue.facts.holds([*numbers, *padded], KINDS, env.understanding.notices)


def literals(form: Form) -> frozenset[str]:
    """Words that the form's own patterns name: they belong to the asking."""
    return _literals(tuple(p.pattern for p in (*form.cues, *form.require)))


@cache
def _literals(patterns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        w for p in patterns for w in re.findall(r"[a-z0-9]{2,}", p.replace("\\b", " ").replace("\\w", " "))
    )


def _texts(env: Env, outcome: Outcome) -> list[str]:
    texts = [e.text for e in outcome.evidence]
    texts += [v for v in outcome.values if isinstance(v, str)]
    texts += [str(v) for g in outcome.groups for v in g.values]
    texts += [text for name, text in outcome.fills.items() if name not in ("about", "agent")]
    scope = env.understanding.scope
    quoted = {e.notice for e in outcome.evidence} & scope.members
    for notice in map(env.catalogue.notices.__getitem__, sorted(quoted)) if outcome.evidence else scope:
        texts += [notice.label, notice.title or "", notice.issuer_label or "", notice.province_label or ""]
    return texts


def _by_synonyms(content: Content, said: frozenset[str]) -> set[int]:
    """Places of runs of words of which the answer holds a synonym."""
    out = set[int]()
    for i in range(len(content.keys)):
        for j in range(i + 1, min(i + LONGEST_RUN, len(content.keys)) + 1):
            others = language().synonyms.get(content.keys[i:j], ())
            if any(said.issuperset(other) for other in others):
                out |= set(content.places[i:j])
    return out


def _particular(env: Env) -> set[int]:
    """Places of the names of particular bodies and people: said only as a whole, never by scattered syllables."""
    sure = [a for a in env.understanding.agents if a.best.confidence > SURE and a.best.last - a.best.first > 1]
    named = [a for a in sure if not any(find.name.id.startswith("g.") for find in a.finds)]
    return {i for agent in named for i in range(agent.best.first, agent.best.last)}


def _of_agents(env: Env, outcome: Outcome, whole: Sequence[str]) -> set[int]:
    spots = {(e.notice, e.start) for e in outcome.evidence}
    linked = {
        iri
        for fact in (env.facts_of_notices("Duty", {at for at, _ in spots}) if env.understanding.agents else ())
        if (fact.notice, fact.order) in spots
        for values in fact.links.values()
        for iri in values
    }
    things = env.catalogue.things
    names = [f" {' '.join(fold(name).split())} " for iri in linked if iri in things for name in things[iri].names]
    return {
        i
        for a in env.understanding.agents
        if linked & set(a.iris) or _told(a, env, (*whole, *names))
        for i in range(a.best.first, a.best.last)
    }


def _told(agent: Agent, env: Env, whole: Sequence[str]) -> bool:
    if env.form.needs & {"agent", "person", "post"}:
        return True
    names = {find.name.label for find in agent.finds} | {find.name.wording for find in agent.finds}
    names |= {name for iri in agent.iris for name in env.catalogue.things[iri].names}
    words = env.understanding.linked.question.words[agent.best.first : agent.best.last]
    runs = {" ".join(w.key for w in words), *(" ".join(fold(name).split()) for name in names)}
    return any(f" {run} " in text for run in runs for text in whole)


def _of_topics(content: Content, said: frozenset[str]) -> set[int]:
    """Places of words that name a topic of which the answer holds another wording."""
    return {
        i
        for find in content.topics
        if any(said.issuperset(fold(wording).split()) for wording in _wordings(find.name.id))
        for i in range(find.first, find.last)
    }


@cache
def _wordings(topic: str) -> tuple[str, ...]:
    return next((topic_.triggers for topic_ in lexicon.topics() if topic_.id == topic), ())

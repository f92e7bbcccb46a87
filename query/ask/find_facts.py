"""Finders over what notices state: figures, events, people, praise, shortcomings, help."""

from __future__ import annotations

from collections.abc import Sequence

from ontology import lexicon
from ontology.text import fold
from query.ask.catalogue import Fact, Row, text_of, tt
from query.ask.clause import find_clause, points
from query.ask.find_terms import told
from query.ask.kinds import holds, named
from query.ask.limits import NOTICES
from query.ask.outcome import (
    Env,
    Outcome,
    bare_labels,
    column,
    evidence_of,
    spoken_date,
)
from query.ask.retrieve import Content, less
from query.ask.shape import is_name
from query.ask.understand import Agent
from query.link.language import language

SURE = 0.7
"""Confidence from which a name counts."""
NEAR = 800
"""Characters around an event within which is said who chaired it."""
TOLD = 0.52
"""Coverage from which a statement tells what the question says of a person."""
DESCRIBED = 0.35
"""Coverage below which none of several events is the one described."""
MEETINGS = frozenset({"meeting", "conference", "online_conference"})
"""Types of events at which something is discussed."""


def event(env: Env) -> Outcome | None:
    """Date, place, session, participants or agenda of the event that the question describes."""
    key, column_name = _without_agents(env), str(env.option("column"))
    rows_of_kind = sorted(
        named("event", key), key=lambda row: min(f" {key} ".find(f" {w} ") % 9999 for w in row["wordings"])
    )
    if not rows_of_kind:
        return None
    types = set(rows_of_kind[0]["types"])
    agents = attending(env)
    content = env.content(*env.understanding.agents)
    content = less(content, {w for row in rows_of_kind for wording in row["wordings"] for w in wording.split()})
    otherwise = set(rows_of_kind[0].get("otherwise", ()))
    events = _of_types(env, types, content, agents) or _of_types(env, otherwise, content, agents)
    if "election" not in types:
        events = _with(env, events, agents)
    if content and events:
        found = env.retriever.match(content, events)
        matches = {m.fact.iri: m.coverage for m in found}
        best = max(matches.values(), default=0.0)
        if column_name == "participant" and found and all(m.gap for m in found):
            return Outcome(empty=True, confidence=0.5, missing=found[0].missing)
        if best >= DESCRIBED:
            events = [f for f in events if matches.get(f.iri, 0) >= 0.8 * best]
        elif len(events) > 1 and best < DESCRIBED and sum(env.retriever.rarity(k) for k in content.keys) > 9:
            return Outcome(empty=True, confidence=0.5, missing=content.keys)
    return _told_of(env, events, agents) if events else Outcome(empty=True, confidence=0.75)


def _of_types(env: Env, types: set[str], content: Content, agents: Sequence[Agent]) -> list[Fact]:
    """Events of some types, those on the days that the question names if there are any; in a large archive those
    that the question's agents take part in, or that share most words with it."""
    if not types:
        return []
    linked = {"type": types}
    days = {p.first.isoformat() for p in env.understanding.linked.periods if p.first == p.last}
    if days and (on := env.facts("Event", linked={**linked, "date": days})):
        return on
    if len(env.understanding.scope) <= NOTICES:
        return env.facts("Event", linked=linked)
    joined = {iri for agent in agents for iri in agent.iris}
    if joined and (theirs := env.facts("Event", linked={**linked, "participant": joined})):
        return theirs
    near = [m.fact for m in env.search(content, "Event", linked=linked)] if content else []
    return near or env.facts("Event", linked=linked)


def _told_of(env: Env, events: Sequence[Fact], agents: Sequence[Agent]) -> Outcome:
    """What the form asks of events, where the question names some agents of them."""
    key, column_name = _without_agents(env), str(env.option("column"))
    if column_name == "agenda":
        return _agenda(env, events)
    if told := _chair(env, events):
        return told
    if column_name == "participant":
        query, rows = env.run("event-participants", fact=[f.iri for f in events])
        asked = {iri for a in agents for iri in a.iris}
        if language().says("heard", key):
            asked |= {n.issuer for n in env.understanding.scope if n.issuer}
        rows = [r for r in rows if text_of(r, "value") not in asked]
        labels = bare_labels(rows)
    else:
        query, rows = env.run("events", fact=[f.iri for f in events])
        rows = [r for r in rows if text_of(r, column_name)]
        labels = column(rows, column_name)
    names = column(rows, "label") if column_name != "participant" else ()
    fills = {"values": "; ".join(labels), "dates": ", ".join(map(spoken_date, labels)), "event": "; ".join(names)}
    return Outcome(query, labels, evidence_of(rows), 0.85, fills, empty=not labels)


def attending(env: Env) -> list[Agent]:
    """Particular bodies and people that the question names."""
    words = env.understanding.linked.question.words
    sure = [a for a in env.understanding.agents if a.best.confidence > SURE and is_name(a, words)]
    return [a for a in sure if not any(f.name.id.startswith("g.") for f in a.finds)]


def _with(env: Env, events: Sequence[Fact], agents: Sequence[Agent]) -> list[Fact]:
    """Events that one of the agents takes part in, else those that name one; all if there are no agents."""
    there = [f for f in events if any(set(a.iris) & set(f.links.get("participant", ())) for a in agents)]
    return there or [f for f in events if not agents or any(env.involves(f, a) for a in agents)]


def _chair(env: Env, events: Sequence[Fact]) -> Outcome | None:
    """Who chaired one of the events, if that is asked: as the statement says in which it stands."""
    if env.option("column") != "participant" or not language().says("chairs", env.understanding.key):
        return None
    for event in events[:NOTICES]:
        for fact in env.facts_near([event.notice], "Passage", "Situation", "Duty", "Event"):
            around = abs(fact.order - event.order) < NEAR
            if not around or not (labels := find_clause(fact.text, "chair")):
                continue
            people = env.catalogue.things.values()
            names = [t.label for t in people if "/person/" in t.iri and any(t.label in label for label in labels)]
            query, rows = env.run(_template(fact), fact=[fact.iri])
            values = tuple(dict.fromkeys(names or labels))
            return Outcome(query, values, evidence_of(rows), 0.85, {"values": "; ".join(labels)})
    return None


def _template(fact: Fact) -> str:
    if fact.kind == "Event":
        return "events"
    return "duties" if fact.is_duty else "facts"


def _agenda(env: Env, events: Sequence[Fact]) -> Outcome:
    """What was discussed at an event: as the statement says in which it stands."""
    for event in sorted(events, key=lambda f: not set(f.links.get("type", ())) & MEETINGS)[:NOTICES]:
        for fact in env.facts_near([event.notice], "Passage", "Situation", "Decision", "Duty"):
            around = fact.order < event.end and event.order < fact.end
            if around and (labels := [item for label in find_clause(fact.text, "agenda") for item in points(label)]):
                query, rows = env.run("duties" if fact.is_duty else "facts", fact=[fact.iri])
                return Outcome(query, tuple(labels), evidence_of(rows), 0.85, {"values": "; ".join(labels)})
    return Outcome(empty=True, confidence=0.7)


def _without_agents(env: Env) -> str:
    """The folded question less the names of the bodies and people in it."""
    gone = {i for agent in env.understanding.agents for i in range(agent.best.first, agent.best.last)}
    words = env.understanding.linked.question.words
    return " ".join(word.key for i, word in enumerate(words) if i not in gone)


def event_on_date(env: Env) -> Outcome | None:
    """What took place on the day that the question names."""
    days = {p.first.isoformat() for p in env.understanding.linked.periods}
    query, rows = env.run_chosen("events", env.chosen("Event", {"date": days}))
    labels = column(rows, "label")
    fills = {"values": "; ".join(labels), "day": ", ".join(map(spoken_date, sorted(days)))}
    return Outcome(query, labels, evidence_of(rows), 0.8, fills, empty=not labels)


def posts(env: Env) -> Outcome | None:
    """Posts of the person the question names."""
    people = [a for a in env.understanding.agents if a.best.name.kind == "person"]
    if not people:
        return None
    query, rows = env.run("officials", notice=env.understanding.notices, person=people[0].iris)
    labels = column(rows, "label")
    return Outcome(
        query,
        labels,
        evidence_of(rows),
        0.95,
        {"values": ", ".join(labels), "agent": people[0].label},
        empty=not labels,
    )


def holders(env: Env) -> Outcome | None:
    """Named people who hold the post the question names; nobody from outside the notices."""
    offices = [a for a in env.understanding.agents if any(f.name.kind == "post" for f in a.finds)]
    if not offices:
        return None
    office = max(offices, key=lambda a: a.best.last - a.best.first)
    fills = {"agent": office.label}
    if not office.iris and (told := _of_post(env, fills)):
        return told
    if not office.iris:
        return Outcome(empty=True, confidence=0.9, fills=fills)
    query, rows = env.run("officials", notice=env.understanding.notices, post=office.iris)
    if rows and (rest := env.content(office)):
        rows = _doing(env, rest, rows)
    if not rows and (told := _signing(env, office.label, fills)):
        return told
    labels = column(rows, "name")
    return Outcome(query, labels, evidence_of(rows), 0.9, fills | {"values": "; ".join(labels)}, empty=not labels)


def _doing(env: Env, content: Content, rows: Sequence[Row]) -> list[Row]:
    """Of several people those whom the statements name that tell what else the question says of them."""
    if len(column(rows, "name")) < 2:
        return list(rows)
    near = [m.fact.text for m in env.matches(content, "Duty", "Passage", "Situation", "Decision") if m.coverage >= TOLD]
    chosen = [r for r in rows if any(str(text_of(r, "name")) in text for text in near)]
    return chosen if near or len(content.keys) > 1 else list(rows)


def _signing(env: Env, office: str, fills: dict[str, str]) -> Outcome | None:
    """Who signed in the office asked about, if the question is of signing: “Chủ tịch” may stand for its full name."""
    if not language().named_pattern("signs").search(env.understanding.key):
        return None
    query, rows = env.run("signatories", notice=env.understanding.notices)
    words = set(fold(office).split())
    rows = [r for r in rows if (post := fold(text_of(r, "post") or "").split()) and set(post) <= words]
    labels = column(rows, "label")
    said = fills | {"values": "; ".join(labels)}
    return Outcome(query, labels, evidence_of(rows), 0.85, said) if labels else None


def _of_post(env: Env, fills: dict[str, str]) -> Outcome | None:
    """Who holds a post whose name has all the words of the question, its first one first."""
    query, rows = env.run("officials", notice=env.understanding.notices)
    asked = [k for k in env.content().keys if k not in language().stopwords]
    kept = [
        r
        for r in rows
        if (post := fold(text_of(r, "label") or "").split())
        and asked
        and asked[0] == post[0]
        and set(asked) <= set(post)
    ]
    labels = column(kept, "name")
    return Outcome(query, labels, evidence_of(kept), 0.85, fills | {"values": "; ".join(labels)}) if labels else None


def people(env: Env) -> Outcome | None:
    """Everyone whom the notices in scope name."""
    query, rows = env.run("officials", notice=env.understanding.notices)
    labels = column(rows, "name")
    return Outcome(query, labels, evidence_of(rows), 0.85, {"values": "; ".join(labels)}, empty=not labels)


def has_people(env: Env) -> Outcome | None:
    """Whether the notices in scope name anybody."""
    found = people(env)
    assert found is not None
    return Outcome(found.sparql, (not found.empty,), found.evidence, 0.85, found.fills)


def definition(env: Env) -> Outcome | None:
    """What a word stands for: as a notice says, else what bodies and posts of that name are called."""
    if found := told(env):
        return found
    agents = [a for a in env.understanding.agents if a.iris]
    if not agents:
        return None
    agent = max(agents, key=lambda a: a.best.last - a.best.first)
    if env.content(agent):
        return None
    query, rows = env.run("body-names", body=agent.iris)
    labels = column(rows, "label")
    word = env.understanding.linked.question.quoted(agent.best.first, agent.best.last)
    return Outcome(query, labels, (), 0.8, {"word": word, "values": "; ".join(labels)}, empty=not labels)


def directed(env: Env) -> Outcome | None:
    """Whom a body directs, restricted to departments, ministries … if the question is."""
    wanted = {iri for agent in env.understanding.agents for iri in agent.iris}
    facts = env.facts("Duty", linked={"directedBy": wanted})
    content = env.content(*env.understanding.agents)
    if content and facts:
        matches = env.retriever.match(content, facts)
        facts = [m.fact for m in matches if m.coverage >= 0.5] or facts
    query, rows = env.run("duty-relation", fact=[f.iri for f in facts], relation=[tt("assignee")])
    labels = bare_labels(rows)
    kept = of_sort(env.understanding.key, [(label, "") for label in labels])
    values = tuple(label for label in labels if label in kept)
    agents = ", ".join(agent.label for agent in env.understanding.agents)
    fills = {"agent": agents, "values": "; ".join(values)}
    return Outcome(query, values, evidence_of(rows), 0.9, fills, empty=not values)


def of_sort(key: str, things: Sequence[tuple[str, str]]) -> set[str]:
    """Labels of the sort that the question asks for: ministries, provinces, or everyone."""
    sort = next((s for s in language().sorts if any(holds(key, wording) for wording in s["wordings"])), None)
    if sort is None:
        return {label for label, _ in things}
    if "central" in sort:
        return {label for label, iri in things if "/trung-uong/" in iri}
    if "begins" in sort:
        return {label for label, _ in things if fold(label).startswith(sort["begins"])}
    names = {fold(n) for p in lexicon.provinces() for n in (p.short_name, p.name, *p.variants)}
    return {label for label, iri in things if "/place/" in iri or fold(label) in names}

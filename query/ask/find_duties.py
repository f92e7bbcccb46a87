"""Finders over orders: who must do what, under whom, with whom, until when, under what condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from ontology.text import fold
from query.ask.catalogue import Fact, Row, Thing, local, text_of, tt
from query.ask.clause import find_clause
from query.ask.forms import messages
from query.ask.limits import NOTICES
from query.ask.outcome import Env, Outcome, bare, bare_labels, close, column, evidence_of, outcome_of_labels
from query.ask.retrieve import Content, Match
from query.ask.understand import Agent
from query.link.language import language

ENOUGH = 0.52
"""Coverage below which a duty isn't taken to be the one asked about."""
PLAIN, CLEARLY, HEAD = 0.7, 0.15, 8
"""Coverage a passage needs, how far it has to surpass the duties, and words in which its subject stands."""
JOINED = 0.7
"""Confidence from which a second body named beside the first shares in the duties asked for."""
POINT, GAP = "-b", 3
"""What the number of a point of a list holds, and characters between two duties of one sentence."""
_ASIDE = re.compile(r"\s*\([^()]*\)")
STATEMENTS = ("Situation", "Praise", "Support", "Shortcoming", "Decision", "Motto", "Passage", "Event", "Citation")


def agents_with_duties(env: Env, *relations: str) -> list[tuple[Agent, list[str]]]:
    """Agents of the question and those of their IRIs that stand in a relation to a duty in scope."""
    named = {iri for agent in env.understanding.agents for iri in agent.iris}
    linked = env.linked_things("Duty", relations, named)
    return [(agent, [iri for iri in agent.iris if iri in linked]) for agent in env.understanding.agents]


def _of_agent(agent: Agent, iris: Sequence[str], env: Env) -> list[str]:
    """IRIs of the surest reading of an ambiguous name: alternatives only if the surest isn't there."""
    for find in agent.finds:
        own = set(env.catalogue.by_lexicon.get(find.name.id, ())) | {find.name.id}
        if hit := [iri for iri in iris if iri in own]:
            return hit
    return list(iris)


def body_duties(env: Env) -> Outcome | None:
    """Duties whose assignee the question names, about a topic if it names one."""
    named = _not_issuing(env, agents_with_duties(env, "assignee"))
    if not named:
        return None
    agent, iris = max(
        named, key=lambda pair: (bool(pair[1]), pair[0].best.confidence, pair[0].best.last - pair[0].best.first)
    )
    joint = [pair for pair in named if pair[1] and pair[0].best.confidence > JOINED] if iris else []
    content = env.content(agent, *(other for other, _ in joint))
    about = env.said(content)
    fills = {"agent": agent.label, "about": messages()["words"]["about"].format(topic=about) if about else ""}
    if not iris and (told := _as_subject(env, agent)):
        query, rows = env.run("facts", fact=[f.iri for f in told])
        return duty_list(query, rows, 0.6, fills)
    if not iris:
        particular = not any(f.name.id.startswith("g.") for f in agent.finds) and agent.best.confidence > 0.7
        return Outcome(
            fills=fills | {"about": ""},
            empty=True,
            confidence=0.9 if particular else 0.5,
            final=particular and not content,
        )
    iris = _of_agent(agent, iris, env)
    many, linked = len(env.understanding.notices) > NOTICES and len(joint) < 2, {"assignee": iris}
    if many and not content:
        query, rows = env.run_chosen("duties", env.chosen("Duty", linked))
        return duty_list(query, rows, 1.0, fills)
    near = [m.fact for m in env.search(content, "Duty", linked=linked)] if many else []
    duties = near or env.facts("Duty", linked=linked)
    of_each = [set(_of_agent(other, found, env)) for other, found in joint]
    if together := [f for f in duties if all(f.linked("assignee") & own for own in of_each)]:
        duties = together
    chosen, coverage, missing = _about(env, content, duties)
    if not chosen:
        return Outcome(fills=fills, empty=True, confidence=0.5, missing=missing)
    slots: dict[str, Sequence[str | NamedNode]] = {
        "notice": env.understanding.notices,
        "body": iris,
        "relation": [tt("assignee")],
    }
    topics = _topics(content, chosen, duties)
    query, rows = (
        env.run("duties", fact=[f.iri for f in chosen])
        if len(env.understanding.notices) > NOTICES
        else env.run("duties-of-body-topic", **slots, topic=topics)
        if topics
        else env.run("duties-of-body", **slots)
    )
    if not env.cuts and {text_of(r, "fact") for r in rows} != {f.iri for f in chosen}:
        query, rows = env.run("duties", fact=[f.iri for f in chosen])
    return duty_list(query, rows, coverage, fills, missing)


def _not_issuing(env: Env, named: Sequence[tuple[Agent, list[str]]]) -> list[tuple[Agent, list[str]]]:
    """Of several bodies with duties those beside the issuer of the only notice in scope: it orders, they do."""
    issuers = env.understanding.issuers
    others = [pair for pair in named if not issuers & set(pair[0].iris)]
    return others if len(issuers) == 1 and any(iris for _, iris in others) else list(named)


def _as_subject(env: Env, agent: Agent) -> list[Fact]:
    """Passages that begin with the body's name: what it does, though no duty was read in them."""
    names = {n for iri in agent.iris for n in env.catalogue.things[iri].names} | {f.name.label for f in agent.finds}
    runs = [run for name in names if len(run := tuple(fold(name).split())) > 1]
    return [f for f in env.holding(runs, "Passage") if any(f.keys[: len(run)] == run for run in runs)]


def duties_about(env: Env) -> Outcome | None:
    """All duties in scope about a matter: those that speak of it, in its own words or by topic."""
    issuers = env.understanding.issuers
    if any(iris and not issuers & set(iris) for _, iris in agents_with_duties(env, "assignee")):
        return None
    content = env.content()
    matches = env.search(content, "Duty")
    fills = {"about": messages()["words"]["about"].format(topic=env.said(content)) if content else ""}
    if not matches or matches[0].coverage < ENOUGH:
        return Outcome(fills=fills, empty=True, confidence=0.3, missing=content.keys)
    best = [m.fact for m in matches if m.coverage >= max(ENOUGH, 0.75 * matches[0].coverage)]
    kept = sorted([*best, *_continued(env, best, content)], key=lambda f: (f.notice, f.order))
    query, rows = env.run("duties", fact=[f.iri for f in kept])
    return duty_list(query, rows, matches[0].coverage, fills, matches[0].missing)


def _continued(env: Env, best: Sequence[Fact], content: Content) -> list[Fact]:
    """What goes on about the matter of some duties: the rest of their sentence in the same point of a list, and
    duties of the same numbered item that are of a topic which the question names."""
    asked = {find.name.id for find in content.topics}
    known, out = {f.iri for f in best}, list[Fact]()
    notices = {f.notice for f in best}
    ending = {(f.notice, f.section): f.end for f in best if POINT in f.section and not f.text.rstrip().endswith(".")}
    for fact in (f for f in env.facts_near(notices, "Duty") if f.iri not in known):
        at = (fact.notice, fact.section)
        topics = {local(t) for t in fact.linked("topic")}
        same = any((f.notice, f.section) == at and asked & topics & {local(t) for t in f.linked("topic")} for f in best)
        if 0 <= fact.order - ending.get(at, fact.order + 1) <= GAP:
            ending[at] = fact.end
            out.append(fact)
        elif same:
            out.append(fact)
    return out


def _topics(content: Content, chosen: Sequence[Fact], duties: Sequence[Fact]) -> list[str]:
    if len(chosen) == len(duties):
        return []
    wanted = {find.name.id for find in content.topics}
    return sorted({t for f in chosen for t in f.linked("topic") if t.rsplit("/", 1)[-1] in wanted})


def _about(env: Env, content: Content, duties: Sequence[Fact]) -> tuple[list[Fact], float, tuple[str, ...]]:
    """The duties that the rest of the question narrows to; all of them if it says nothing more."""
    if not content:
        return list(duties), 1.0, ()
    matches = env.retriever.match(content, duties)
    if not matches or matches[0].coverage < 0.4:
        weight = sum(env.retriever.rarity(k) for k in content.keys)
        return (list(duties), 0.6, content.keys) if len(content.keys) <= 1 and weight < 3 else ([], 0.0, content.keys)
    limit = max(0.4, 0.6 * matches[0].coverage)
    kept = [m for m in matches if m.coverage >= limit]
    return sorted((m.fact for m in kept), key=lambda f: (f.notice, f.order)), matches[0].coverage, matches[0].missing


def duty_list(
    query: str, rows: Sequence[Row], coverage: float, fills: dict[str, str], missing: tuple[str, ...] = ()
) -> Outcome:
    ids, texts = column(rows, "fact"), column(rows, "label")
    fills = fills | {"count": str(len(ids)), "texts": " · ".join(texts)}
    return Outcome(query, ids, evidence_of(rows), min(0.95, 0.5 + coverage / 2), fills, empty=not ids, missing=missing)


def count_duties(env: Env) -> Outcome | None:
    """How many duties a body has, or the notices in scope hold."""
    if env.understanding.agents:
        found = body_duties(env)
    else:
        content = env.content()
        if content:
            chosen, coverage, missing = _about(env, content, _all_near(env, content))
            query, rows = env.run("duties", fact=[f.iri for f in chosen])
        else:
            coverage, missing = 1.0, ()
            query, rows = env.run_chosen("duties", env.chosen("Duty"))
        if not rows:
            return Outcome(empty=True, missing=missing)
        found = duty_list(query, rows, coverage, {"agent": ""}, missing)
    if found is None or found.empty:
        return found
    cut = env.cuts.get(found.sparql)
    count = cut.total if cut else len(found.values)
    return Outcome(found.sparql, (count,), found.evidence, found.confidence, found.fills, missing=found.missing)


def _all_near(env: Env, content: Content) -> list[Fact]:
    """Duties in scope to count those of a matter among: all, but in a large archive those that share words with it."""
    if len(env.understanding.notices) <= NOTICES:
        return env.facts("Duty")
    return [m.fact for m in env.search(content, "Duty", all_of=True)]


def assignees(env: Env) -> Outcome | None:
    """Who has to do what the question describes."""
    content = env.content()
    best = close(env.matches(content, "Duty"))
    if stated := _subjects(env, content, best[0].coverage if best else 0.0):
        return stated
    if not content and env.understanding.section:
        best = [Match(f, 0.8, 0.8, ()) for f in env.chosen("Duty").first[:1]]
    other = env.matches(content, "Situation", "Praise", "Support", "Shortcoming", "Decision", "Motto")
    if not best or best[0].coverage < ENOUGH or (other and other[0].coverage > best[0].coverage + 0.25):
        return Outcome(empty=True, confidence=best[0].coverage if best else 0.0, missing=content.keys)
    best = _one_set(best, content)
    if inside := _subject_inside(env, best[0]):
        query, rows = env.run("duties", fact=[best[0].fact.iri])
        return Outcome(
            query, inside, evidence_of(rows), best[0].coverage, {"values": "; ".join(inside)}, missing=best[0].missing
        )
    query, rows = env.run("duty-relation", fact=[m.fact.iri for m in best], relation=[tt("assignee")])
    asked = {iri for agent in env.understanding.agents if agent.best.confidence > JOINED for iri in agent.iris}
    if rows and all(text_of(r, "value") in asked for r in rows) and not language().says("or", env.understanding.key):
        return Outcome(empty=True, confidence=0.4, missing=content.keys)
    return _agents(query, [r for r in rows if text_of(r, "value") not in asked] or rows, best)


def _subjects(env: Env, content: Content, least: float) -> Outcome | None:
    """Bodies with which a passage begins that describes the task clearly better than any duty does."""
    for match in env.matches(content, "Passage")[:1]:
        finds = env.linker.link(match.fact.text).of("body", "post")
        head = [f for f in finds if f.first < HEAD and f.confidence > JOINED]
        if match.coverage < max(PLAIN, least + CLEARLY) or not head or min(f.first for f in head) > 0:
            continue
        query, rows = env.run("facts", fact=[match.fact.iri])
        labels = tuple(dict.fromkeys(bare(f.name.label) for f in head))
        return Outcome(query, labels, evidence_of(rows), match.coverage, {"values": "; ".join(labels)})
    return None


def _one_set(best: list[Match], content: Content) -> list[Match]:
    """Equally good duties only where they are equally close; the first of each notice otherwise."""
    seen, out = set[str](), list[Match]()
    for match in best:
        if match.fact.notice not in seen or match.coverage >= 0.99 * best[0].coverage:
            seen.add(match.fact.notice)
            out.append(match)
    return out if content else best[:1]


def _subject_inside(env: Env, match: Match) -> tuple[str, ...] | None:
    """Who stands as subject of the very verb asked about inside the duty, if that is no assignee of it.

    A duty that each sub-committee has a leader *in charge* answers who is in charge by that leader.
    """
    words = env.understanding.linked.question.words
    verbs = [i for i, w in enumerate(words) if w.key in language().signals["who"]]
    text = match.fact.text
    for i in verbs:
        verb = " ".join(w.key for w in words[i + 1 : i + 3])
        if len(verb.split()) < 2:
            continue
        plain = fold(text)
        at = plain.find(" " + verb)
        if at <= 0:
            continue
        subjects = _coordinated(env, tuple(plain[:at].split()))
        if not subjects or _bears(env, match.fact, subjects[-1]):
            return None
        return tuple(bare(subject.label) for subject in subjects)
    return None


def _bears(env: Env, fact: Fact, subject: Thing) -> bool:
    """True if a duty is linked to a thing or a namesake of it."""
    linked = [env.catalogue.things[i] for i in fact.linked("assignee", "directedBy", "cooperatesWith")]
    names = {fold(name) for name in (subject.label, *subject.names)}
    return any(thing.lexicon is not None and thing.lexicon == subject.lexicon for thing in linked) or any(
        fold(name) in names for thing in linked for name in (thing.label, *thing.names)
    )


def _coordinated(env: Env, keys: tuple[str, ...]) -> list[Thing]:
    """The things that the folded words end in, one beside the other, in order."""
    out = list[Thing]()
    while found := _named_at_end(env, keys):
        size, thing = found
        out.insert(0, thing)
        keys = keys[:-size]
        keys = keys[:-1] if keys[-1:] and keys[-1] in language().signals["joining"] else keys
    return out


def _named_at_end(env: Env, keys: tuple[str, ...]) -> tuple[int, Thing] | None:
    """The thing with the longest name (of three syllables or more) that the folded words end in, and its length."""
    known = env.catalogue.called
    sizes = range(len(keys), 2, -1)
    return next(((size, known[keys[-size:]]) for size in sizes if keys[-size:] in known), None)


def _agents(query: str, rows: Sequence[Row], best: Sequence[Match]) -> Outcome:
    return outcome_of_labels(query, rows, bare_labels(rows), best[0])


def directors(env: Env) -> Outcome | None:
    """Who directs the bodies that the question names in what it describes."""
    named = [(a, iris) for a, iris in agents_with_duties(env, "assignee") if iris]
    if not named:
        return None
    wanted = {iri for agent, iris in named for iri in _of_agent(agent, iris, env)}
    content = env.content(*(agent for agent, _ in named))
    duties = env.facts("Duty", linked={"assignee": wanted, "directedBy": None})
    chosen, coverage, missing = _about(env, content, duties)
    fills = {"agent": named[0][0].label}
    if not chosen:
        return None
    query, rows = env.run("duty-relation", fact=[f.iri for f in chosen], relation=[tt("directedBy")])
    labels = bare_labels(rows)
    return Outcome(
        query, labels, evidence_of(rows), 0.5 + coverage / 2, fills | {"values": "; ".join(labels)}, missing=missing
    )


def relation(env: Env) -> Outcome | None:
    """With whom or to whom: a relation of the duty that the question describes."""
    name = str(env.option("relation"))
    agents = [a for a, iris in agents_with_duties(env, "assignee") if iris]
    wanted = {iri for a in agents for iri in a.iris}
    own = env.facts("Duty", linked={name: None, "assignee": wanted}) if wanted else []
    content, rest = env.content(), env.content(*agents)
    matches = [] if agents and not rest else env.search(content, "Duty", linked={name: None})
    if own and (not rest or not matches or matches[0].coverage < 0.6):
        matches = env.retriever.match(rest, own) if rest else [Match(f, 0.8, 0.8, ()) for f in own]
    if not matches and agents and not rest and name == "cooperatesWith":
        borne = [f for f in env.facts("Duty", linked={"assignee": wanted}) if len(f.linked("assignee")) > 1]
        if borne:
            return _jointly(env, borne, wanted)
    if not matches or matches[0].coverage < 0.45:
        return Outcome(empty=True, confidence=matches[0].coverage if matches else 0.3, missing=content.keys)
    best = close(matches)
    query, rows = env.run("duty-relation", fact=[m.fact.iri for m in best], relation=[tt(name)])
    asked = {iri for agent in env.understanding.agents for iri in agent.iris}
    if name == "cooperatesWith" and rows and all(text_of(r, "value") in asked for r in rows):
        query, rows = env.run("duty-relation", fact=[m.fact.iri for m in best], relation=[tt("assignee")])
    found = _agents(query, [r for r in rows if text_of(r, "value") not in asked], best)
    return _with_named(env, found, best[0].fact) if name == "cooperatesWith" and len(best) == 1 else found


def _with_named(env: Env, found: Outcome, fact: Fact) -> Outcome:
    """Partners with those that the text names beside them in the same coordination, if that names more."""
    linked = {env.catalogue.things[iri].lexicon for iri in fact.linked("cooperatesWith")}
    asked = {find.name.id for agent in env.understanding.agents for find in agent.finds}
    more = dict[str, str]()
    for clause in find_clause(fact.text, "partners"):
        text = env.linker.link(_ASIDE.sub("", clause))
        keys, at = [word.key for word in text.question.words], 0
        for find in sorted(text.of("body"), key=lambda f: (f.first, -f.last)):
            between = set(keys[at : find.first]) - {*language().signals["joining"], *language().signals["several"]}
            if find.first < at or find.confidence <= JOINED:
                continue
            if between:
                break
            at = find.last
            more.setdefault(find.name.id, bare(find.name.label))
    labels = tuple(label for iri, label in more.items() if iri not in linked | asked and label not in found.values)
    values = tuple(dict.fromkeys((*found.values, *labels)))
    return replace(found, values=values, fills={**found.fills, "values": "; ".join(map(str, values))})


def _jointly(env: Env, duties: Sequence[Fact], wanted: set[str]) -> Outcome:
    """Who else bears the duties of a body: its partners where none is named as such."""
    query, rows = env.run("duty-relation", fact=[f.iri for f in duties], relation=[tt("assignee")])
    others = [r for r in rows if text_of(r, "value") not in wanted]
    labels = bare_labels(others)
    return Outcome(query, labels, evidence_of(others), 0.75, {"values": "; ".join(labels)}, empty=not labels)

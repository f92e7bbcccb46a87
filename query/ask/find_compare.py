"""Finders that compare provinces or answer by yes or no."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ontology.text import fold
from query.ask.catalogue import Fact, Row, tt
from query.ask.figures import figures
from query.ask.find_allowed import verdict
from query.ask.find_documents import notice_names
from query.ask.find_duties import ENOUGH, agents_with_duties
from query.ask.find_status import open_still
from query.ask.forms import messages
from query.ask.kinds import named
from query.ask.limits import NOTICES
from query.ask.marks import clashing
from query.ask.model import Group
from query.ask.outcome import Env, Outcome, bare_labels, close, column, evidence_of, number_of
from query.ask.retrieve import Match, less
from query.ask.traits import CONCEPT
from query.link.language import language

RELATIONS = ("assignee", "directedBy", "cooperatesWith", "reportsTo", "beneficiary", "participant")
SURE = 0.8
"""Coverage from which a fact counts as speaking of what a yes-or-no question names."""
TOGETHER = 0.5
"""Share of what a fact says of the question that one sentence of it has to say."""
_SENTENCE = re.compile(r"\.\s")
ANYTHING = (
    "Duty",
    "Situation",
    "Praise",
    "Support",
    "Shortcoming",
    "Decision",
    "Motto",
    "Passage",
    "Event",
    "Citation",
    "Statistic",
)


def sure(env: Env, matches: Sequence[Match]) -> list[Match]:
    """Facts that speak of everything the question names: no word of it, and no body of it, is missing."""
    named_agents = [
        tuple(w.key for w in env.understanding.linked.question.words[a.best.first : a.best.last])
        for a in env.understanding.agents
    ]
    inside = {find.name.id for find in env.understanding.provinces}
    words, content = env.understanding.linked.question.words, env.content().places
    others = [
        tuple(fold(find.name.label).split())
        for find in env.understanding.linked.of("province")
        if find.name.id not in inside and find.confidence > SURE
    ]
    return [
        m
        for m in matches
        if m.coverage >= SURE
        and not m.gap
        and not clashing((words[i] for i in content), [m.fact.text])
        and together(env, m.fact)
        and all(_says(m.fact, run) for run in others)
        and all(
            _says(m.fact, run) or m.fact.linked(*RELATIONS) & set(a.iris)
            for a, run in zip(env.understanding.agents, named_agents, strict=True)
        )
    ]


def together(env: Env, fact: Fact) -> bool:
    """True if one sentence of a fact says nearly all that the fact says of the question: not a word here, one there."""
    weight = env.retriever.rarity
    asked = set(env.content().keys) & set(fact.keys)
    sentences = [set(fold(part).split()) for part in _SENTENCE.split(fact.text)]
    best = max((sum(weight(k) for k in asked & said) for said in sentences), default=0.0)
    return best >= TOGETHER * sum(map(weight, asked))


def _says(fact: Fact, run: tuple[str, ...]) -> bool:
    return any(fact.keys[i : i + len(run)] == run for i in range(len(fact.keys)))


def _provinces(env: Env) -> dict[str, Mapping[str, None]]:
    """Province label → notices in scope, in order of the scope; central notices under their own label."""
    unknown = messages()["words"]["unknown_place"]
    return {home or unknown: notices for home, notices in env.understanding.scope.homes.items()}


def compare_assignees(env: Env) -> Outcome | None:
    """Whom each province in scope gives the task to: the closest duty of each."""
    content = env.content()
    matches = [m for m in env.matches(content, "Duty") if m.coverage >= ENOUGH * 0.85]
    chosen = {
        name: best
        for name, notices in _provinces(env).items()
        if (best := _one([m for m in matches if m.fact.notice in notices]))
    }
    if not chosen:
        return Outcome(empty=True, confidence=0.3, missing=content.keys)
    query, rows = env.run(
        "duty-relation", fact=[m.fact.iri for best in chosen.values() for m in best], relation=[tt("assignee")]
    )
    groups = []
    for name, best in chosen.items():
        own = {m.fact.iri for m in best}
        groups.append(Group(name, bare_labels(r for r in rows if str(r["fact"].value) in own)))
    return _grouped(query, rows, groups, max(b[0].coverage for b in chosen.values()))


def _one(matches: Sequence[Match]) -> list[Match]:
    return close(matches, 0.995)[:2]


def compare_duties(env: Env) -> Outcome | None:
    """What each province in scope orders about the matter."""
    content = env.content()
    matches = [
        m for m in env.matches(content, "Duty", "Motto", "Shortcoming", "Situation") if m.coverage >= ENOUGH * 0.85
    ]
    groups, facts = [], list[Fact]()
    for name, notices in _provinces(env).items():
        own = [m for m in matches if m.fact.notice in notices]
        best = [m.fact for m in own if m.coverage >= 0.8 * own[0].coverage]
        facts += best
        groups.append(Group(name, tuple(f.text for f in best)))
    if not facts:
        return Outcome(empty=True, confidence=0.3, missing=content.keys)
    query, rows = env.run("facts", fact=[f.iri for f in facts])
    return _grouped(query, rows, groups, matches[0].coverage)


def _grouped(query: str, rows: Sequence[Row], groups: Sequence[Group], confidence: float) -> Outcome:
    said = "; ".join(f"{g.province}: {', '.join(map(str, g.values)) or '—'}" for g in groups)
    values = tuple(dict.fromkeys(v for g in groups for v in g.values))
    return Outcome(query, values, evidence_of(rows), confidence, {"by_province": said}, tuple(groups))


def provinces(env: Env) -> Outcome | None:
    """Which provinces speak (or don't) of figures, of a body's duties, or of a matter."""
    key = env.understanding.key
    negated = language().named_pattern("which_not").search(key) is not None
    facts = _speaking(env)
    if facts is None:
        return None
    if language().named_pattern("superlative").search(key):
        facts = _extreme(env, facts)
    by_notice = {f.notice for f in facts}
    chosen = [n for n in env.understanding.scope if (n.iri in by_notice) != negated]
    if language().named_pattern("which_document").search(key):
        names = list(notice_names(chosen))
    else:
        names = list(dict.fromkeys(n.province_label for n in chosen if n.province_label))
    fills = {"values": ", ".join(names), "negation": messages()["words"]["not"] if negated else ""}
    if not facts:
        return Outcome(empty=not (negated and names), values=tuple(names), confidence=0.6, fills=fills)
    query, rows = env.run(
        "statistics" if facts[0].kind == "Statistic" else "facts",
        **({"notice": sorted(by_notice)} if facts[0].kind == "Statistic" else {}),
        fact=[f.iri for f in facts],
    )
    return Outcome(query, tuple(names), evidence_of(rows), 0.8, fills, empty=not names)


def _extreme(env: Env, facts: Sequence[Fact]) -> list[Fact]:
    """Of figures the greatest or least, as the question asks; other facts as they are."""
    figures_of = [f for f in facts if f.kind == "Statistic"]
    if len(figures_of) < 2:
        return list(facts)
    known = {f.iri: v for f in figures_of if (v := number_of(next(iter(f.links.get("value", ())), None))) is not None}
    pick = min if language().says("least", env.understanding.key) else max
    best = pick(known.values(), default=None)
    return [f for f in figures_of if known.get(f.iri) == best]


def _speaking(env: Env) -> list[Fact] | None:
    """Facts in scope that speak of what the question names; None if it names nothing."""
    asked = {row["id"] for row in named("metric", env.understanding.key)}
    if asked:
        return env.facts("Statistic", linked={CONCEPT: asked})
    if language().named_pattern("mentioned").search(env.understanding.key) and (told := _by_other_names(env)):
        return [m.fact for m in told]
    duties = [
        f
        for a, iris in agents_with_duties(env, "assignee")
        if iris
        for f in env.facts("Duty", linked={"assignee": iris})
    ]
    content = env.content(*env.understanding.agents) if duties else env.content()
    if duties:
        return [m.fact for m in env.retriever.match(content, duties) if m.coverage >= SURE] if content else duties
    if not less(content, set(language().signals["collection"])):
        return None
    return [m.fact for m in sure(env, env.matches(content, *ANYTHING))]


def both(env: Env) -> Outcome | None:
    """Whether every province in scope does what the question says."""
    facts = _speaking(env)
    if facts is None:
        return None
    by = _provinces(env)
    groups = [Group(name, tuple(f.text for f in facts if f.notice in notices)) for name, notices in by.items()]
    verdict = len(by) > 1 and all(g.values for g in groups)
    words = messages()["words"]
    said = "; ".join(f"{g.province}: {g.values[0] if g.values else '—'}" for g in groups)
    if not facts:
        query, _ = env.run("notices", notice=env.understanding.notices)
        return Outcome(query, (False,), (), 0.6, {"yes_no": words["no"], "by_province": said})
    query, rows = env.run("facts", fact=[f.iri for f in facts])
    return Outcome(
        query,
        (verdict,),
        evidence_of(rows),
        0.8,
        {"yes_no": words["yes"] if verdict else words["no"], "by_province": said},
    )


def has_figure(env: Env) -> Outcome | None:
    """Whether the notices in scope give a figure of the kind asked about."""
    asked = named("metric", env.understanding.key)
    ids = {row["id"] for row in asked}
    facts = env.facts("Statistic", linked={CONCEPT: ids}) if ids else []
    if not asked:
        facts = [f for score, f in figures(env) if score >= 0.6]
    fills = {"metric": ", ".join(row["label"] for row in asked), "figures": "; ".join(f.text for f in facts)}
    slots = {"notice": env.understanding.notices} | ({"fact": [f.iri for f in facts]} if facts else {})
    query, rows = env.run("statistics", **slots)
    return Outcome(query, (bool(facts),), evidence_of(rows) if facts else (), 0.85, fills)


def mentions(env: Env) -> Outcome | None:
    """Whether the notices in scope speak of something at all; a body is spoken of by any of its names."""
    content = env.content()
    if none := _counted_none(env):
        return none
    matches = sure(env, env.matches(content, *ANYTHING)) or _by_other_names(env)
    u = env.understanding
    spoken = " ".join(word.key for i, word in enumerate(u.linked.question.words) if i not in u.used)
    if not matches and not language().says("reports", spoken):
        return Outcome(empty=True, confidence=0.5, missing=content.keys)
    if not matches:
        query, _ = env.run("notices", notice=env.understanding.notices)
        return Outcome(query, (False,), (), 0.6, missing=content.keys)
    best = [m for m in matches if m.coverage >= 0.9 * matches[0].coverage][:8]
    if open_still(env, [m.fact for m in best]):
        return Outcome(empty=True, confidence=0.5, missing=content.keys)
    query, rows = env.run("facts", fact=[m.fact.iri for m in best])
    key = env.understanding.key
    spoken_of = any(language().named_pattern(name).search(key) for name in ("whether_said", "mentioned"))
    verdicts = [verdict(env, m.fact.text, content.keys) for m in best]
    leave = language().named_pattern("asks_leave").search(key) is not None
    told = spoken_of or (all(verdicts) if leave else any(verdicts))
    return Outcome(query, (told,), evidence_of(rows), best[0].coverage, {"texts": " · ".join(column(rows, "label"))})


def _counted_none(env: Env) -> Outcome | None:
    """No, where every figure of the kind asked about is nought."""
    found = [f for score, f in figures(env) if score >= 1] if named("metric", env.understanding.key) else []
    if not found or any(c in "123456789" for f in found for c in f.text):
        return None
    query, rows = env.run("statistics", notice=sorted({f.notice for f in found}), fact=[f.iri for f in found])
    return Outcome(query, (False,), evidence_of(rows), 0.9, {"texts": " · ".join(f.text for f in found)})


def _by_other_names(env: Env) -> list[Match]:
    """Facts that write a body of the question by another of its names, if the question is about nothing else."""
    if env.content(*env.understanding.agents):
        return []
    names = {find.name.label for agent in env.understanding.agents for find in agent.finds}
    names |= {n for agent in env.understanding.agents for i in agent.iris for n in env.catalogue.things[i].names}
    words = env.understanding.linked.question.words
    typed = [tuple(w.key for w in words[a.best.first : a.best.last]) for a in env.understanding.agents]
    runs = [run for run in (*typed, *(tuple(fold(name).split()) for name in names)) if len(run) > 1]
    iris = {iri for agent in env.understanding.agents for iri in agent.iris}
    return [Match(f, 0.8, 0.8, ()) for f in env.naming(ANYTHING, RELATIONS, iris, runs)]


def most_duties(env: Env) -> Outcome | None:
    """Which province gives most (or fewest) duties, of those in scope, about the matter if one is named."""
    counts = env.catalogue.facts.homes("Duty", env.understanding.notices)
    homes = _provinces(env)
    by = {name: sum(counts.get(notice, 0) for notice in notices) for name, notices in homes.items()}
    if not any(by.values()) or len(by) < 2:
        return Outcome(empty=True, confidence=0.5)
    fewest = language().says("fewest", env.understanding.key)
    name = (min if fewest else max)(by, key=lambda province: by[province])
    few = len(env.understanding.scope) <= NOTICES
    query, rows = env.run_chosen("duties", env.chosen_of("Duty", env.understanding.notices if few else homes[name]))
    said = "; ".join(f"{province}: {found}" for province, found in by.items())
    words = messages()["words"]
    fills = {"values": name, "by_province": said, "order": words["fewer"] if fewest else words["greater"]}
    return Outcome(query, (name,), evidence_of(rows), 0.85, fills)

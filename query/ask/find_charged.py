"""Whether a body that a question names is charged with what it describes."""

from __future__ import annotations

from collections.abc import Sequence

from query.ask.catalogue import Fact, tt
from query.ask.find_compare import ANYTHING, RELATIONS, SURE, sure, together
from query.ask.find_duties import agents_with_duties
from query.ask.find_status import decided
from query.ask.limits import NOTICES
from query.ask.marks import clashing
from query.ask.outcome import Env, Outcome, column, evidence_of
from query.ask.retrieve import Content, Match
from query.ask.understand import Agent
from query.link.language import language

CLEAR = 0.8
"""Confidence from which a name is surely one."""
NEARLY, OPEN = 0.65, 0.5
"""Coverage from which a duty says what is asked if it lacks one word at most, and from which nothing can be said either
way."""


def body_has_duty(env: Env) -> Outcome | None:
    """Whether the body named has a duty in scope that the question describes."""
    named_agents = agents_with_duties(env, "assignee")
    deciding = language().says("decides", env.understanding.key)
    if not named_agents or (deciding and decided(env)):
        return None
    agent, iris = max(named_agents, key=lambda p: (bool(p[1]), p[0].best.confidence, p[0].best.last - p[0].best.first))
    fills = {"agent": agent.label}
    if not iris:
        named = env.content(agent) or agent.best.confidence > CLEAR
        return _no_duty(env, agent, fills) if named and not deciding and not _as_object(env, agent, *ANYTHING) else None
    content = env.content(agent)
    matches = _of_body(env, content, iris) if content else []
    chosen = env.nearest(_saying(matches)) if content else env.chosen("Duty", {"assignee": iris})
    if not chosen.first:
        return _without_duty(env, agent, iris, deciding, matches)
    query, rows = env.run_chosen("duties", chosen)
    return Outcome(query, (True,), evidence_of(rows), 0.8, fills | {"texts": " · ".join(column(rows, "label"))})


def _of_body(env: Env, content: Content, iris: Sequence[str]) -> list[Match]:
    """Duties of a body that share words with the question, best first; in a large archive the likeliest."""
    linked = {"assignee": iris}
    if len(env.understanding.scope) > NOTICES:
        return env.search(content, "Duty", linked=linked)
    return env.retriever.match(content, env.facts("Duty", linked=linked))


def _saying(matches: Sequence[Match]) -> list[Fact]:
    """The duties that say what is asked, but for one word at most."""
    sure = [m for m in matches if m.coverage >= SURE or (m.coverage >= NEARLY and len(m.missing) <= 1)]
    return [m.fact for m in sure if m.coverage >= 0.85 * matches[0].coverage]


def _central(env: Env, agent: Agent) -> bool:
    """True if the Prime Minister is named, and some duty says all of that: who orders has no duty."""
    anyone = env.matches(env.content(), "Duty")
    return bool(anyone) and anyone[0].coverage >= SURE and agent.best.name.id in {"c.ttg"}


def _is_said(env: Env, content: Content) -> bool:
    """True if some statement says much of what a body is asked about: that no duty of the body does is no “no” then."""
    near = env.matches(content, *ANYTHING) if content else []
    return bool(near) and near[0].coverage >= OPEN


def _without_duty(
    env: Env, agent: Agent, iris: Sequence[str], deciding: bool, matches: Sequence[Match]
) -> Outcome | None:
    """No, of a particular body that has other duties, if this one is another's, or if notices list all who do such
    things; else nothing can be said, and nothing of a group. None if the question asks something else."""
    content, fills = env.content(agent), {"agent": agent.label}
    near = bool(matches) and matches[0].coverage >= OPEN
    if content and not deciding and not near and (theirs := _of_others(env, content, agent)):
        query, rows = env.run("duties", fact=[match.fact.iri for match in theirs])
        return Outcome(query, (False,), evidence_of(rows), theirs[0].coverage, fills)
    open_ = bool(content) and (deciding or near or _is_said(env, content))
    if not open_ and content and (_central(env, agent) or _as_object(env, agent, "Duty")):
        return None
    if open_ or agent.best.name.id.startswith("g.") or not _listed(content):
        return Outcome(fills=fills, empty=True, confidence=0.5, missing=content.keys)
    query, _ = env.run("duties-of-body", notice=env.understanding.notices, body=iris, relation=[tt("assignee")])
    return Outcome(query, (False,), (), 0.65, fills)


def _of_others(env: Env, content: Content, agent: Agent) -> list[Match]:
    """The duty that says all of the content, if it is that of other particular bodies alone."""
    if not env.understanding.pinned or agent.best.name.id.startswith("g."):
        return []
    near = [m for m in env.retriever.search(content, ("Duty",), env.understanding.notices) if m.coverage >= SURE]
    if any(set(agent.iris) & m.fact.linked(*RELATIONS) or env.involves(m.fact, agent) for m in near):
        return []
    words = env.understanding.linked.question.words
    near = [m for m in near if not clashing((words[i] for i in content.places), [m.fact.text])]
    return [m for m in near[:1] if not (m.gap or m.missing) and m.fact.linked("assignee") and together(env, m.fact)]


def _listed(content: Content) -> bool:
    """True if notices name all of whom what is asked holds: those charged, those who help, those who take part."""
    said = " ".join(content.keys)
    return not content or any(language().says(signal, said) for signal in ("reports", "attends"))


def _as_object(env: Env, agent: Agent, *kinds: str) -> bool:
    """True if the question names a group as what is dealt with, and a fact speaks of all that."""
    return agent.best.name.id.startswith("g.") and bool(sure(env, env.matches(env.content(), *kinds)))


def _no_duty(env: Env, agent: Agent, fills: dict[str, str]) -> Outcome | None:
    if not env.understanding.scope or agent.best.name.id.startswith("g."):
        return None
    if not _listed(env.content(agent)):
        return Outcome(fills=fills, empty=True, confidence=0.5, missing=env.content(agent).keys)
    query, _ = env.run("notices", notice=env.understanding.notices)
    return Outcome(query, (False,), (), 0.6 if agent.best.confidence > CLEAR else 0.4, fills)

"""Finders over sets of notices: those of a kind of signatory, of a time, of an issuer, about a matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ontology.text import fold
from query.ask.catalogue import Notice, Scope, text_of
from query.ask.find_compare import ANYTHING, sure
from query.ask.find_documents import first_or_last, header_evidence
from query.ask.kinds import holds
from query.ask.model import Value
from query.ask.outcome import Env, Outcome, column
from query.ask.retrieve import Content, less
from query.ask.understand import Agent
from query.link.language import language

TITLE = 0.7
"""Share of the weight of the words of a matter that the title of a notice about it holds."""
SHOWN = 20
"""Notices of a set whose headers are quoted."""
SURE = 0.7
"""Confidence from which a name counts."""


def collection(env: Env) -> Outcome | None:
    """What the store holds of what the question describes: notices, their number, or the provinces they are of."""
    chosen = described(env)
    if not chosen:
        return Outcome(empty=True, confidence=0.8)
    query, rows = env.run("notices", notice=[n.iri for n in chosen])
    labels = column(rows, "label")
    total, shown = (len(chosen), chosen[: len(rows)]) if env.cuts else (len(labels), chosen)
    key = env.understanding.key
    counted = language().says("counted", key)
    provinces = tuple(dict.fromkeys(n.province_label or "" for n in chosen if n.province))
    homes = tuple(dict.fromkeys(n.home or n.label for n in chosen))
    narrowed = len(chosen) < len(env.catalogue.notices)
    named = tuple(n.number or n.label for n in shown) if narrowed else labels
    values: tuple[Value, ...] = (total,) if counted else named
    asks_provinces = language().says("province", key) and not language().says("of_province", key)
    if counted and asks_provinces and not env.understanding.provinces:
        values = (len(provinces),)
    elif not counted and language().named_pattern("which_issuer").search(key):
        values = homes
    elif not counted and provinces and language().named_pattern("which_province").search(key):
        values = provinces
    said = labels if counted or values == named else tuple(map(str, values))
    evidence = header_evidence(env, [n.iri for n in chosen[:SHOWN]], ["number", "issued"]) if narrowed else ()
    fills = {
        "count": str(values[0] if counted else total if env.cuts else len(said)),
        "labels": "; ".join(said),
        "about": "",
    }
    fills["described"] = env.understanding.linked.question.text
    return Outcome(query, values, evidence, 0.85, fills)


def earliest(env: Env) -> Outcome | None:
    """Which of the notices about the matter, if the question names one, came first or last."""
    chosen = described(env)
    found = first_or_last(env, chosen if len(chosen) > 1 else env.understanding.scope)
    return (
        found
        if len(chosen) < 2
        else replace(found, fills={**found.fills, "described": env.understanding.linked.question.text})
    )


def described(env: Env) -> tuple[Notice, ...]:
    """The notices in scope that are as the question says: issued then, signed so, issued by them, about that."""
    u = env.understanding
    chosen: tuple[Notice, ...] = u.scope
    if u.linked.periods:
        chosen = tuple(n for n in chosen if n.issued and any(p.holds(n.issued) for p in u.linked.periods))
    named = {kind for kind in {n.kind for n in chosen} if kind and holds(u.key, kind.replace("-", " "))}
    chosen = tuple(n for n in chosen if not named or n.kind in named)
    content = env.content()
    if language().named_pattern("signs").search(u.key):
        signing = [a for a in u.agents if a.best.name.kind in ("post", "person")]
        chosen, content = _signed(env, chosen, signing), env.content(*signing)
    issuers = {n.issuer for n in chosen}
    issuing = [a for a in u.agents if issuers & set(a.iris) and a.best.confidence > SURE]
    if issuing:
        wanted = {iri for a in issuing for iri in a.iris}
        chosen = tuple(n for n in chosen if n.issuer in wanted)
        content = _both(content, env.content(*issuing))
    content = less(content, {*language().signals["collection"], *language().signals["about_sets"]})
    return _about(env, chosen, content) if content else chosen


def _both(one: Content, other: Content) -> Content:
    kept = [(p, k) for p, k in zip(one.places, one.keys, strict=True) if p in other.places]
    return replace(one, places=tuple(p for p, _ in kept), keys=tuple(k for _, k in kept), hints=())


def _signed(env: Env, notices: Sequence[Notice], agents: Sequence[Agent]) -> tuple[Notice, ...]:
    """Notices signed by a person or a holder of a post that the question names; by the first if it names several."""
    if not agents or not notices:
        return tuple(notices)
    agent = min(agents, key=lambda a: a.best.first)
    words = env.understanding.linked.question.words[agent.best.first : agent.best.last]
    said = {fold(agent.label), " ".join(w.key for w in words)}
    _, rows = env.run("signatories", notice=[n.iri for n in notices])
    hits = set[str]()
    for row in rows:
        post = fold(text_of(row, "post") or "")
        own = text_of(row, "value") in agent.iris or any(f"{name} ".startswith(f"{post} ") for name in said if post)
        if own or any(f"{post} ".startswith(f"{name} ") for name in said if post):
            hits.add(text_of(row, "notice") or "")
    signers = {text_of(row, "value") or "" for row in rows if not text_of(row, "post")}
    _, offices = env.run("officials", notice=[n.iri for n in notices], person=sorted(signers)) if signers else ("", [])
    for row in offices:
        if any(f"{fold(text_of(row, 'label') or '')} ".startswith(f"{name} ") for name in said):
            hits.add(text_of(row, "notice") or "")
    return tuple(n for n in notices if n.iri in hits)


def _about(env: Env, notices: Sequence[Notice], content: Content) -> tuple[Notice, ...]:
    """Notices whose title tells the matter, or of which a statement speaks of all of it."""
    weights = {key: env.retriever.rarity(key) for key in content.keys}
    total = sum(weights.values())
    titles = Scope(notices).titles.items()
    telling = {title for title, keys in titles if sum(weights[k] for k in weights if k in keys) >= TITLE * total}
    titled = tuple(n for n in notices if (n.title or "") in telling)
    if titled:
        return titled
    speaking = {m.fact.notice for m in sure(env, env.matches(content, *ANYTHING))}
    return tuple(n for n in notices if n.iri in speaking)

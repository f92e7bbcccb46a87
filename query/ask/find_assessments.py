"""Finders over statements of a kind: praise, shortcomings, help, decisions, and whom they are about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.evidence import Evidence
from ontology.text import fold
from query.ask.catalogue import Fact, Row, text_of, tt
from query.ask.clause import find_clause, split
from query.ask.facts import Chosen
from query.ask.find_facts import attending, of_sort
from query.ask.find_status import decided
from query.ask.limits import FEW, NOTICES
from query.ask.model import Value
from query.ask.outcome import (
    Env,
    Outcome,
    bare,
    column,
    evidence_of,
)
from query.ask.retrieve import Content, less
from query.link.language import language

SAME_MATTER, SAME_FIELD, NEARLY = 0.5, 0.2, 0.8
"""Coverage from which statements are of what is asked, or may be said of it; share of the best one's that does."""
AGREED = 0.4
"""Coverage from which a statement that praises or criticises is the one described."""
MOSTLY = 0.6
"""Coverage from which a statement is about what a yes-or-no question names."""
CLEARLY = 0.75
"""Coverage from which a statement of another kind than asked for may answer."""


def of_kind(env: Env) -> Outcome | None:
    """Statements of a kind, narrowed to those that the rest of the question describes."""
    many = len(env.understanding.scope) > NOTICES
    said = _in_archive if many else _in_notices
    query, rows = said(env, str(env.option("kind")), bool(env.option("filter")))
    for other in env.option("others", ()):
        if rows and not _better(env, str(env.option("kind")), other):
            continue
        query, rows = said(env, other, True)
        if rows:
            break
    texts = column(rows, "label")
    counted = env.form.answer == "count"
    number = env.cuts[query].total if query in env.cuts else len(texts)
    values: tuple[Value, ...] = (number,) if counted else texts
    fills = {"count": str(number), "texts": " · ".join(texts), "values": "; ".join(texts)}
    return Outcome(
        query, values, evidence_of(rows), 0.85, fills, empty=not texts and not (counted and env.option("zero"))
    )


def _in_notices(env: Env, kind: str, narrow: bool) -> tuple[str, list[Row]]:
    """Statements of a kind in few notices, with the query; narrowed to those that the question describes."""
    if len(env.catalogue.notices) > FEW:
        return env.run_chosen("facts", _of_notices(env, kind, narrow))
    query, rows = env.run("facts-of-kind", notice=env.understanding.notices, kind=[tt(kind)])
    return query, _narrowed(env, rows) if narrow else rows


def _of_notices(env: Env, kind: str, narrow: bool) -> Chosen:
    """Statements of a kind in few notices of a large archive, which are found faster by themselves."""
    facts = env.facts(kind)
    told = _described(env, facts) if narrow else None
    return env.nearest(facts if told is None else told)


def _in_archive(env: Env, kind: str, narrow: bool) -> tuple[str, list[Row]]:
    """The same in so many notices that not all can be read: the first or nearest, the others counted."""
    return env.run_chosen("facts", _chosen(env, kind, narrow))


def _chosen(env: Env, kind: str, narrow: bool) -> Chosen:
    """Statements of a kind in scope: those nearest to what the question describes; where none is near all, or none
    if it has to be about that."""
    content = _content(env)
    content = less(content, set(language().signals["collection"]))
    matches = env.search(content, kind) if narrow else []
    if matches and matches[0].coverage >= SAME_FIELD:
        return env.nearest([m.fact for m in matches if m.coverage >= NEARLY * matches[0].coverage])
    return env.nearest(()) if narrow and content else env.chosen(kind)


def _content(env: Env) -> Content:
    """What the question asks about, less those whose notices it asks of."""
    issuers = env.understanding.issuers
    return env.content(*(a for a in env.understanding.agents if issuers & set(a.iris)))


def _better(env: Env, kind: str, other: str) -> bool:
    """True if a statement of another kind speaks clearly more of what the question says than any of its own."""
    content = env.content()
    own, others = (max((m.coverage for m in env.matches(content, k)), default=0.0) for k in (kind, other))
    return bool(content) and others >= max(CLEARLY, own + 0.2)


def _narrowed(env: Env, rows: Sequence[Row]) -> list[Row]:
    """Rows whose statement the question describes."""
    known = env.catalogue.facts
    facts = [fact for iri in column(rows, "fact") if (fact := known.get(iri))]
    told = _described(env, facts)
    kept = {fact.iri for fact in told or ()}
    return list(rows) if told is None else [r for r in rows if text_of(r, "fact") in kept]


def _described(env: Env, facts: Sequence[Fact]) -> list[Fact] | None:
    """Statements that speak of what the question adds to the notice's own subject; None, for all, if it adds
    nothing."""
    content = _content(env)
    for asked in (content, less(content, env.understanding.scope.title_words)):
        if not asked:
            return None
        matches = env.retriever.match(asked, facts)
        if matches and matches[0].coverage >= SAME_MATTER:
            return [m.fact for m in matches if m.coverage >= NEARLY * matches[0].coverage]
    return None if matches and matches[0].coverage >= SAME_FIELD else []


def has_kind(env: Env) -> Outcome | None:
    """Whether the notices in scope state anything of a kind; of decisions, whether they agree to what is named."""
    if env.option("kind") == "Decision":
        return decided(env) or Outcome(empty=True, confidence=0.5, missing=env.content().keys)
    found = of_kind(env)
    assert found is not None
    if found.evidence and env.option("filter") and _of_something_else(env):
        return Outcome(found.sparql, (False,), (), 0.6, found.fills)
    issuers = env.understanding.issuers
    named_ones = [a for a in attending(env) if not issuers & set(a.iris)]
    near = env.facts_near({e.notice for e in found.evidence}, str(env.option("kind")))
    facts = [f for f in near if any(_at(f, e) for e in found.evidence)]
    if found.evidence and facts and not all(any(env.involves(f, a) for f in facts) for a in named_ones):
        return Outcome(found.sparql, (False,), (), 0.6, found.fills)
    return Outcome(found.sparql, (bool(found.evidence),), found.evidence, 0.85, found.fills)


def _of_something_else(env: Env) -> bool:
    """True if no statement of the kind says most of what the question asks whether is said."""
    content = _content(env)
    content = less(content, env.understanding.scope.title_words)
    matches = env.matches(content, str(env.option("kind")), *env.option("others", ()))
    return bool(content) and (not matches or matches[0].coverage < MOSTLY)


def _at(fact: Fact, quote: Evidence) -> bool:
    return fact.notice == quote.notice and fact.order < quote.end and quote.start < fact.end


def concerned(env: Env) -> Outcome | None:
    """Whom statements of a kind are about, restricted to ministries, provinces … if the question is."""
    kind, key = str(env.option("kind")), env.understanding.key
    if kind == "Shortcoming":
        return _named_in_text(env, kind) or Outcome(empty=True, confidence=0.5, missing=env.content().keys)
    if _asked_heads(env) and (told := _named_in_text(env, kind)):
        return told
    query, rows, labelled = _concerned_rows(env, kind)
    labels = [(bare(text_of(r, "label") or ""), text_of(r, "value") or "", r) for r in rows]
    if not labelled:
        labels = [(text_of(r, "label") or "", "", r) for r in rows]
    if kind == "Praise":
        labels = _not_by(env, labels)
    wanted = of_sort(key, [(label, iri) for label, iri, _ in labels])
    chosen = [triple for triple in labels if triple[0] in wanted]
    values = tuple(dict.fromkeys(label for label, _, _ in chosen))
    return Outcome(
        query, values, evidence_of(r for _, _, r in chosen), 0.85, {"values": "; ".join(values)}, empty=not values
    )


def _concerned_rows(env: Env, kind: str) -> tuple[str, list[Row], bool]:
    """Whom statements of a kind are about, else the statements; the query, and true for the former."""
    narrow, scope = bool(env.option("filter")), env.understanding.notices
    if len(env.catalogue.notices) > FEW:
        picked = (_chosen if len(scope) > NOTICES else _of_notices)(env, kind, narrow)
        query, rows = env.run_chosen("concerned-in-facts", picked)
        return (query, rows, True) if rows else (*env.run_chosen("facts", picked), False)
    query, rows = env.run("concerned", notice=scope, kind=[tt(kind)])
    labelled = bool(rows)
    if not labelled:
        query, rows = env.run("facts-of-kind", notice=scope, kind=[tt(kind)])
    return query, _narrowed(env, rows) if narrow else rows, labelled


def _asked_heads(env: Env) -> set[str]:
    """Nouns of places and bodies that the question asks with: “những xã nào”."""
    words = env.understanding.linked.question.words
    heads = {a.key for a, b in pairwise(words) if b.key in language().signals["which"]}
    counted = {b.key for a, b in pairwise(words) if a.key in language().signals["before_asked"]}
    return (heads | counted) & {*language().signals["places"], *language().signals["body_heads"]}


def _named_in_text(env: Env, kind: str) -> Outcome | None:
    """Whom a statement praises or criticises, as it says; of the sort asked for, if one is."""
    heads, content = _asked_heads(env), env.content()
    told = [f for f in _telling(env, kind, content) if find_clause(f.text, str(env.option("clause")))]
    near = env.retriever.match(content, told) if content else []
    if content:
        told = [m.fact for m in near if m.coverage >= max(AGREED, 0.8 * near[0].coverage)]
    for fact in told:
        named = [who for part in find_clause(fact.text, str(env.option("clause"))) for who in split(part)]
        values = tuple(dict.fromkeys(who for who in named if not heads or fold(who).split()[0] in heads))
        if values:
            query, rows = env.run("facts", fact=[fact.iri])
            return Outcome(query, values, evidence_of(rows), 0.85, {"values": "; ".join(values)})
    return None


def _telling(env: Env, kind: str, content: Content) -> Sequence[Fact]:
    """Statements that may praise or criticise; in a large archive those that share most words with the question, or
    the first of the kind."""
    kinds = (kind, "Passage", "Situation")
    if len(env.understanding.scope) <= NOTICES:
        return env.facts(*kinds)
    return [m.fact for m in env.search(content, *kinds)] if content else env.chosen(kind).first


def _not_by(env: Env, labels: Sequence[tuple[str, str, Row]]) -> list[tuple[str, str, Row]]:
    """Those praised, without the issuers that praise; where only these are left, those whom the statement names."""
    issuers = env.understanding.issuers
    praised = [triple for triple in labels if triple[1] not in issuers]
    texts = {text_of(row, "fact") or "": row for _, _, row in labels}
    facts = env.catalogue.facts
    told = [
        (person, "", row)
        for iri, row in texts.items()
        if iri in facts
        for clause in find_clause(facts[iri].text, "praised")
        for person in split(clause)
    ]
    return told if len(told) > len(praised) else praised or list(labels)

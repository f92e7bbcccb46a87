"""Finders over notices as documents: header fields, addressees, citations, the collection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

import pyoxigraph as ox

from kg.evidence import Evidence
from ontology.text import fold, nfc
from query.ask.catalogue import Notice, Row, text_of
from query.ask.explain import literals
from query.ask.find_citations import cited_numbers
from query.ask.find_times import happening
from query.ask.forms import messages
from query.ask.kinds import holds, named
from query.ask.limits import FEW, NOTICES
from query.ask.model import Group
from query.ask.outcome import Env, Outcome, bare, column, evidence_of, spoken_date
from query.ask.scope import bearing
from query.ask.understand import dated
from query.link.language import language
from query.templates import load

DATED = 100
"""Notices whose dates are told beside the first or last."""
STRANGE = 0.4
"""Share of a question from which it isn't about the document."""
DATELINE, WHEN_WHERE = ("issued", "place"), ("when", "where")
"""Fields that stand together in a header, and the question words for them."""


def header_evidence(env: Env, notices: list[str], fields: list[str]) -> tuple[Evidence, ...]:
    """Where the header writes the fields; the query is an aside of the one that answers."""
    if not notices:
        return ()
    last = NOTICES if len(env.catalogue.notices) > FEW else None
    bound = load("notice-header").bind(
        {"notice": [ox.NamedNode(n) for n in notices[:last]], "field": [ox.Literal(f) for f in fields]}
    )
    return evidence_of(env.graph.select(bound))


def field(env: Env) -> Outcome | None:
    """A field of the header of the notices in scope."""
    name = str(env.option("field"))
    if strays(env) or (name == "issued" and (_of_cited(env) or (_of_another(env) and happening(env)))):
        return None
    query, rows = env.run("notices", notice=env.understanding.notices)
    filled = [r for r in rows if text_of(r, name)]
    both = name in DATELINE and all(
        language().pattern(f"{{{asks}}}").search(env.understanding.key) for asks in WHEN_WHERE
    )
    values = tuple(v for row in filled for part in (DATELINE if both else (name,)) if (v := text_of(row, part)))
    distinct = tuple(dict.fromkeys(values))
    evidence = header_evidence(env, [str(r["notice"].value) for r in filled], list(env.option("header", ())))
    fills = {"values": "; ".join(distinct), "dates": ", ".join(map(spoken_date, distinct))}
    return Outcome(query, distinct, evidence, 0.9, fills, empty=not distinct, choices=_choices(env, values))


def _of_cited(env: Env) -> bool:
    """True if the document that the question names first is one that the notices only cite."""
    numbers = [n for n in env.understanding.linked.numbers if n.whole] or env.understanding.linked.numbers
    return (
        bool(numbers)
        and not bearing(numbers[0], env.catalogue.everything)
        and bool(cited_numbers(env.understanding, env.catalogue))
    )


def strays(env: Env) -> bool:
    """True if much of the question speaks of something else than the notices as documents."""
    content = env.content(*env.understanding.agents)
    named = all(pattern.search(env.understanding.key) for pattern in env.form.require)
    told = env.understanding.scope.header_words if named else frozenset[str]()
    idle = told | literals(env.form) | set(language().signals["asking"])
    weight = env.retriever.rarity
    strange = [key for key in content.keys if key not in idle]
    return bool(strange) and sum(map(weight, strange)) > STRANGE * sum(map(weight, content.keys))


def _of_another(env: Env) -> bool:
    """True if the question names a body other than those that issued the notices in scope."""
    issuers = env.understanding.issuers
    return any(agent.iris and not issuers & set(agent.iris) for agent in env.understanding.agents)


def _sent_by_another(env: Env) -> bool:
    """True if a particular body that didn't issue the notices stands before the verb of the question."""
    asked = env.content(*env.understanding.agents)
    first = min(asked.places, default=0)
    issuers = env.understanding.issuers
    return any(
        agent.best.last <= first and agent.iris and not issuers & set(agent.iris) for agent in env.understanding.agents
    )


def _choices(env: Env, values: Sequence[str]) -> tuple[str, ...]:
    """The notices that a question for one document's field may mean, if it names none and they differ in it."""
    same = len(set(values)) < 2 and len(values) == len(env.understanding.scope)
    if env.understanding.pinned or same or not values or language().says("several", env.understanding.key):
        return ()
    words = messages()["words"]
    return tuple(
        words["notice_of"].format(province=n.province_label) if n.province_label else n.label
        for n in env.understanding.scope
    )


def signatory(env: Env) -> Outcome | None:
    """Who signed, with the post; None if the question is of something else than the notice."""
    if strays(env):
        return None
    query, rows = env.run("signatories", notice=env.understanding.notices)
    labels, posts = column(rows, "label"), column(rows, "post")
    if len(env.understanding.provinces) > 1 and (groups := _by_home(env, rows, "label")):
        told = "; ".join(f"{g.province}: {', '.join(map(str, g.values))}" for g in groups)
        return Outcome(query, labels, evidence_of(rows), 0.9, {"values": told}, tuple(groups))
    said = "; ".join(labels) + (f" ({'; '.join(posts)})" if posts else "")
    return Outcome(query, labels, evidence_of(rows), 0.9, {"values": said}, empty=not labels)


def _by_home(env: Env, rows: Sequence[Row], name: str) -> list[Group]:
    """Values of a column for each province in scope; none if they are of one province."""
    out = dict[str, list[str]]()
    for row in rows:
        notice, value = env.catalogue.notices.get(text_of(row, "notice") or ""), text_of(row, name)
        if notice and notice.home and value:
            out.setdefault(notice.home, []).append(value)
    return [Group(home, tuple(dict.fromkeys(values))) for home, values in out.items()] if len(out) > 1 else []


def recipients(env: Env) -> Outcome | None:
    """Addressees as the notice lists them; None if the question is of what somebody else has to send."""
    if strays(env) or _sent_by_another(env):
        return None
    query, rows = env.run("recipients", notice=env.understanding.notices)
    labels = tuple(dict.fromkeys(_addressee(r, after) for r, after in zip_longest(rows, rows[1:])))
    return Outcome(query, labels, evidence_of(rows), 0.9, {"values": "; ".join(labels)}, empty=not labels)


def _addressee(row: Row, after: Row | None) -> str:
    """An addressee as the notice writes it; by its official label if it is written as an abbreviation or
    without its head (“các Bộ: Y tế, …”).

    In “Ủy ban MTTQ và các tổ chức chính trị tỉnh” the level at the end goes for both.
    """
    label, quote = text_of(row, "label") or "", text_of(row, "quote") or ""
    written = re.sub(r"\s*\([^()]*\)|[;,.*-]+\s*$|^[-\s*]+", "", nfc(" ".join(quote.split()))).strip()
    known = language().signals["plain_abbreviations"]
    short = [w for w in re.findall(r"[^\W\d_]+", written) if len(w) > 1 and w.isupper() and w not in known]
    if short or len(fold(written)) <= 4 or fold(bare(label)).endswith(f" {fold(written)}"):
        return bare(label)
    if after is not None and 0 < _offset(after, "start") - _offset(row, "end") <= len(" và "):
        signals = language().signals
        tails = signals["levels_of_addressees"]
        ending = next((t for t in tails if nfc(text_of(after, "quote") or "").endswith(f" {t}")), "")
        if nfc(text_of(after, "quote") or "").endswith(signals["committee"]) and written.endswith(
            signals["of_committee"]
        ):
            return f"{written}{signals['committee'][0]}"
        if ending and not any(f" {t} " in f" {written} " for t in tails):
            return f"{written} {ending}"
    return written


def _offset(row: Row, name: str) -> int:
    return int(text_of(row, name) or 0)


def missing(env: Env) -> Outcome | None:
    """Header parts that the norm requires and the notices in scope lack; of those asked about, if any are named."""
    query, rows = env.run("missing", notice=env.understanding.notices)
    lacking = set(column(rows, "value"))
    words = messages()["missing"]
    asked = [row["names"] for row in named("part", env.understanding.key)]
    if asked:
        values = [words.get(names[0], names[0]) for names in asked if lacking & set(names)]
    else:
        values = [words.get(name, name) for name in column(rows, "value")]
    distinct = tuple(dict.fromkeys(values))
    return Outcome(query, distinct, (), 0.85, {"values": ", ".join(distinct)}, empty=not distinct)


def sections(env: Env) -> Outcome | None:
    """Top-level numbered items."""
    query, rows = env.run("sections", notice=env.understanding.notices)
    top = [r for r in rows if (text_of(r, "number") or "").isdigit() and text_of(r, "number") != "0"]
    labels = [f"{text_of(r, 'number')}. {text_of(r, 'label') or ''}".strip() for r in top]
    return Outcome(
        query, (len(top),), evidence_of(top), 0.85, {"count": str(len(top)), "labels": "; ".join(labels)}, empty=not top
    )


def urgent(env: Env) -> Outcome | None:
    """Notices that bear an urgency stamp, of the grade asked about if one is."""
    chosen = _urgent(env)
    if not chosen:
        return Outcome(empty=True, confidence=0.8)
    query, _ = env.run("notices", notice=[n.iri for n in chosen])
    evidence = header_evidence(env, [n.iri for n in chosen], ["urgency"])
    return Outcome(query, notice_names(chosen), evidence, 0.9, {"labels": "; ".join(n.label for n in chosen)})


def _urgent(env: Env) -> list[Notice]:
    key = env.understanding.key
    grades = [n.urgency for n in env.understanding.scope if n.urgency]
    asked = [g for g in grades if holds(key, g.replace("-", " "))]
    return [
        n
        for n in env.understanding.scope
        if n.urgency and (n.urgency in asked or (not asked and not language().says("top_urgency", key)))
    ]


def is_urgent(env: Env) -> Outcome | None:
    """Whether a notice in scope bears the stamp asked about."""
    query, _ = env.run("notices", notice=env.understanding.notices)
    chosen = _urgent(env)
    evidence = header_evidence(env, [n.iri for n in chosen], ["urgency"]) if chosen else ()
    return Outcome(query, (bool(chosen),), evidence, 0.85, {"labels": "; ".join(n.label for n in chosen)})


def notice_names(notices: Sequence[Notice]) -> tuple[str, ...]:
    """How notices are told: by number, or by file name if they have none; a few of them by province, too."""
    names = [n.number or n.source.rsplit(".", 1)[0] for n in notices]
    if len(notices) > 2:
        return tuple(names)
    return tuple(v for n, name in zip(notices, names, strict=True) for v in (name, n.province_label) if v)


def has_notice(env: Env) -> Outcome | None:
    """Whether there is a notice as described."""
    query, rows = env.run("notices", notice=env.understanding.notices)
    return Outcome(query, (bool(rows),), (), 0.8, {"labels": "; ".join(column(rows, "label"))})


def first_or_last(env: Env, notices: Sequence[Notice]) -> Outcome:
    """Which of some notices came first (or last), by date of issue or, where that is lacking, of its meeting."""
    known = sorted(((d, n) for n in notices if (d := dated(n))), key=lambda pair: pair[0])
    if len({d for d, _ in known}) < 2:
        return Outcome(empty=True, confidence=0.6)
    words = messages()["words"]
    later = language().says("later", env.understanding.key)
    chosen = (max if later else min)(known, key=lambda pair: pair[0])[1]
    query, rows = env.run("notices", notice=[n.iri for _, n in known])
    dates = "; ".join(f"{n.home or n.label}: {spoken_date(d.isoformat())}" for d, n in known[:DATED])
    label = chosen.home or chosen.label
    values = tuple(dict.fromkeys((label, *((chosen.number,) if chosen.number else ()))))
    evidence = header_evidence(env, [n.iri for _, n in known], ["issued", "issue_date", "date"])
    return Outcome(
        query,
        values,
        evidence,
        0.9 if rows else 0.0,
        {"values": label, "order": words["after"] if later else words["before"], "dates_by_province": dates},
    )


def has_part(env: Env) -> Outcome | None:
    """Whether the notices in scope have the parts of a header that the question names."""
    asked = named("part", env.understanding.key)
    if not asked:
        return None
    query, rows = env.run("missing", notice=env.understanding.notices)
    lacking = set(column(rows, "value"))
    words = messages()["missing"]
    label = ", ".join(dict.fromkeys(words.get(row["names"][0], row["names"][0]) for row in asked))
    have = not any(lacking & set(row["names"]) for row in asked)
    evidence = header_evidence(env, list(env.understanding.notices), [n for row in asked for n in row["names"]])
    return Outcome(query, (have,), evidence if have else (), 0.85, {"values": label})


def is_issuer(env: Env) -> Outcome | None:
    """Whether a body that the question names issued the notices in scope, itself or by an organ of its own."""
    query, rows = env.run("notices", notice=env.understanding.notices)
    labels = column(rows, "issuer")
    if env.cuts:
        labels = tuple(dict.fromkeys(n.issuer_label for n in env.understanding.scope if n.issuer_label))
    if not labels:
        return None
    named_here = [fold(a.label) for a in env.understanding.agents]
    verdict = any(f" {name} " in f" {fold(label)} " for name in named_here for label in labels)
    evidence = header_evidence(env, list(env.understanding.notices), ["issuer"])
    agents = ", ".join(a.label for a in env.understanding.agents)
    return Outcome(query, (verdict,), evidence, 0.85, {"values": "; ".join(labels), "agent": agents})


def documents_on_date(env: Env) -> Outcome | None:
    """Notices issued, and documents cited, with the day that the question names."""
    days = {p.first.isoformat() for p in env.understanding.linked.periods}
    issued = [n for n in env.catalogue.notices.values() if n.issued and n.issued.isoformat() in days]
    fills = {"day": ", ".join(map(spoken_date, sorted(days)))}
    if issued:
        query, _ = env.run("notices", notice=[n.iri for n in issued])
        evidence = header_evidence(env, [n.iri for n in issued], ["issued", "issue_date", "date"])
        names = notice_names(issued)
        return Outcome(query, names, evidence, 0.85, fills | {"values": "; ".join(names)})
    query, rows = env.run("citations", notice=env.understanding.notices)
    rows = [r for r in rows if text_of(r, "date") in days]
    labels = column(rows, "number") or column(rows, "label")
    return Outcome(query, labels, evidence_of(rows), 0.8, fills | {"values": "; ".join(labels)}, empty=not labels)


def days_between(env: Env) -> Outcome | None:
    """Days between the earliest and the latest of the notices in scope."""
    found = first_or_last(env, env.understanding.scope)
    if found.empty:
        return found
    known = [d for n in env.understanding.scope if (d := dated(n))]
    apart = (max(known) - min(known)).days
    return Outcome(found.sparql, (apart,), found.evidence, 0.85, {**found.fills, "values": str(apart)})


def same_day(env: Env) -> Outcome | None:
    """Whether the notices in scope are of one day; None of fewer than two, or where one tells no day."""
    known = [(d, n) for n in env.understanding.scope if (d := dated(n))]
    if len(known) < 2 or len(known) < len(env.understanding.scope):
        return None
    query, _ = env.run("notices", notice=[n.iri for _, n in known])
    evidence = header_evidence(env, [n.iri for _, n in known], ["issued", "issue_date", "date"])
    said = "; ".join(f"{n.home or n.label}: {spoken_date(d.isoformat())}" for d, n in sorted(known, key=lambda p: p[0]))
    return Outcome(query, (len({d for d, _ in known}) == 1,), evidence, 0.9, {"dates_by_province": said})


def has_recipient(env: Env) -> Outcome | None:
    """Whether a body that the question names is among the addressees of the notices in scope."""
    query, rows = env.run("recipients", notice=env.understanding.notices)
    wanted = {iri for agent in env.understanding.agents for iri in agent.iris}
    names = {fold(find.name.label) for agent in env.understanding.agents for find in agent.finds}
    hits = [r for r in rows if text_of(r, "value") in wanted or fold(bare(text_of(r, "label") or "")) in names]
    if env.cuts and not hits:
        return Outcome(query, empty=True, confidence=0.5, final=True)
    agents = ", ".join(agent.label for agent in env.understanding.agents)
    return Outcome(query, (bool(hits),), evidence_of(hits), 0.85, {"agent": agents})

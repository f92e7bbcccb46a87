"""Finders over what notices state: figures, events, people, praise, shortcomings, help."""

from __future__ import annotations

from collections.abc import Sequence

from ontology import lexicon
from ontology.text import fold
from query.ask.catalogue import Fact, Row, text_of, tt
from query.ask.kinds import holds, kinds, named
from query.ask.model import Value
from query.ask.outcome import (
    Env,
    Outcome,
    bare,
    bare_labels,
    column,
    evidence_of,
    number_of,
    spoken_date,
    spoken_number,
)
from query.ask.retrieve import Content
from query.link.language import language


def concept(metric: str) -> str | None:
    """Id of the kind of figure that a metric of the graph is, by the wording it begins with."""
    key = fold(metric)
    return next(
        (row["id"] for row in kinds()["metric"] if any(key == w or key.startswith(w + " ") for w in row["wordings"])),
        None,
    )


def figures(env: Env, facts: Sequence[Fact] | None = None) -> list[tuple[float, Fact]]:
    """Figures in scope that the question may be after, best first, with a score from 0 to 1."""
    key = env.understanding.key
    head = _counted_noun(key)
    asked = {row["id"] for row in named("metric", key)}
    content = env.understanding.content(None)
    out = list[tuple[float, Fact]]()
    pool = env.facts("Statistic") if facts is None else facts
    units = {fold(f.links.get("unit", ("",))[0]).split(" ")[0] for f in pool}
    matches = {m.fact.iri: m.coverage for m in env.retriever.match(content, pool)}
    for fact in pool:
        unit = fold(fact.links.get("unit", ("",))[0]).split()
        kind = concept(fact.links.get("metric", ("",))[0])
        counts_other = head in units - set(language().signals["people_units"]) and head not in unit
        if counts_other:
            continue
        if kind in asked and not (head in unit and kind is None):
            score = 1.0
        elif head and head in unit[:2]:
            score = 0.35 + 0.6 * matches.get(fact.iri, 0.0)
        elif asked:
            continue
        else:
            score = matches.get(fact.iri, 0.0)
        out.append((score, fact))
    return sorted((pair for pair in out if pair[0] >= 0.55), key=lambda pair: -pair[0])


def _counted_noun(key: str) -> str:
    """First word after the word for “how many”."""
    for share in language().signals["share"]:
        key = f" {key} ".replace(f" {share} ", " ")
    words, counting = key.split(), language().signals["counting_words"]
    return next((words[i + 1] for i, word in enumerate(words[:-1]) if word in counting), "")


def statistics(env: Env) -> Outcome | None:
    """The figure asked about; several kinds of figures give several values, a sum only if one is asked for."""
    found = figures(env)
    periods = env.understanding.linked.periods
    if periods:
        fits = [
            p
            for p in found
            if not _as_of(p[1])
            or any(
                _as_of(p[1])[:10] == q.first.isoformat()
                or q.first.isoformat() <= _as_of(p[1])[:10] <= q.last.isoformat()
                or not q.year_known
                for q in periods
            )
        ]
        if found and not fits:
            return Outcome(empty=True, confidence=0.8)
        found = fits
    if not found:
        asked = named("metric", env.understanding.key) or env.form.id == "amount"
        return Outcome(empty=True, confidence=0.55, final=bool(asked)) if asked else None
    best = [f for score, f in found if score >= found[0][0] - 0.05]
    query, rows = env.run("statistics", notice=sorted({f.notice for f in best}), fact=[f.iri for f in best])
    rows = sorted(rows, key=lambda r: _order(env.understanding.key, r))
    values = tuple(v for r in rows if (v := number_of(text_of(r, "value") or text_of(r, "min"))) is not None)
    said = "; ".join(map(_spoken, rows))
    values, said = _computed(env, rows, values, said)
    metrics = {text_of(r, "metric") for r in rows}
    return Outcome(
        query,
        values,
        evidence_of(rows),
        min(0.95, found[0][0]),
        {"figures": said, "metric": "; ".join(m for m in metrics if m)},
        empty=not values,
    )


def _computed(
    env: Env, rows: Sequence[Row], values: tuple[int | float, ...], said: str
) -> tuple[tuple[int | float, ...], str]:
    """Sums, differences and shares that the question asks for, shown with their parts; else the values as they are."""
    key, metrics = env.understanding.key, {text_of(r, "metric") for r in rows}
    total = number_of(text_of(rows[0], "total")) if rows else None
    if len(metrics) > 1 and language().says("sum", key):
        return (sum(values), *values), f"{spoken_number(sum(values))} = {said}"
    if len(metrics) == 2 and len(values) == 2 and language().says("difference", key):
        apart = abs(values[0] - values[1])
        return (apart, *values), f"{spoken_number(apart)}: {said}"
    if len(metrics) == 2 and len(values) == 2 and min(values) > 0 and language().says("ratio", key):
        times = round(max(values) / min(values), 1)
        return (times, *values), f"{spoken_number(times)}: {said}"
    if total and values and language().says("share", key):
        share = round(100 * values[0] / total, 1)
        return (share, values[0], total), f"{spoken_number(share)}%: {said}"
    if total and not _names_more_than_unit(rows[0], key):
        return (total, *values), said
    return values, said


def _names_more_than_unit(row: Row, key: str) -> bool:
    """True if the question holds a word of the metric besides the unit that is counted."""
    unit = set(fold(text_of(row, "unit") or "").split())
    quoted = set(fold(f"{text_of(row, 'metric')} {text_of(row, 'quote')}").split())
    return bool((quoted - unit - language().stopwords) & set(key.split()))


def _as_of(fact: Fact) -> str:
    return fact.links.get("asof", ("",))[0]


def _order(key: str, row: Row) -> int:
    """Figures in the order in which the question names them."""
    kind = concept(text_of(row, "metric") or "")
    rows = [r for r in kinds()["metric"] if r["id"] == kind]
    return min((key.find(w) for r in rows for w in r["wordings"] if w in key), default=999)


def _spoken(row: Row) -> str:
    value, total = number_of(text_of(row, "value")), number_of(text_of(row, "total"))
    low, high = number_of(text_of(row, "min")), number_of(text_of(row, "max"))
    number = (
        spoken_number(value) if value is not None else "-".join(spoken_number(v) for v in (low, high) if v is not None)
    )
    if total is not None:
        number += f"/{spoken_number(total)}"
    asof = text_of(row, "asof")
    words = [
        number,
        text_of(row, "unit") or "",
        f"({text_of(row, 'metric')}" + (f", {spoken_date(asof)})" if asof else ")"),
    ]
    return " ".join(w for w in words if w)


def event(env: Env) -> Outcome | None:
    """Date, place, session or participants of the event that the question describes."""
    key, column_name = _without_agents(env), str(env.option("column"))
    rows_of_kind = sorted(
        named("event", key), key=lambda row: min(f" {key} ".find(f" {w} ") % 9999 for w in row["wordings"])
    )
    if not rows_of_kind:
        return None
    types = set(rows_of_kind[0]["types"])
    events = [f for f in env.facts("Event") if types & set(f.links.get("type", ()))]
    agents = [a for a in env.understanding.agents if not any(f.name.id.startswith("g.") for f in a.finds)]
    if agents and "election" not in types:
        events = [f for f in events if any(set(a.iris) & set(f.links.get("participant", ())) for a in agents)]
    content = env.content(*env.understanding.agents)
    content = _less(content, {w for row in rows_of_kind for wording in row["wordings"] for w in wording.split()})
    if content and events:
        matches = {m.fact.iri: m.coverage for m in env.retriever.match(content, events)}
        best = max(matches.values(), default=0.0)
        if best >= 0.5:
            events = [f for f in events if matches.get(f.iri, 0) >= 0.8 * best]
        elif len(events) > 1 and best == 0 and sum(env.retriever.rarity(k) for k in content.keys) > 9:
            return Outcome(empty=True, confidence=0.5, missing=content.keys)
    if not events:
        return Outcome(empty=True, confidence=0.75)
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


def _without_agents(env: Env) -> str:
    """The folded question less the names of the bodies and people in it."""
    gone = {i for agent in env.understanding.agents for i in range(agent.best.first, agent.best.last)}
    words = env.understanding.linked.question.words
    return " ".join(word.key for i, word in enumerate(words) if i not in gone)


def as_of(env: Env) -> Outcome | None:
    """Until when the figures in scope count."""
    query, rows = env.run("statistics", notice=env.understanding.notices)
    moments = column(rows, "asof")
    values = tuple(dict.fromkeys(m[:10] for m in moments)) + tuple(dict.fromkeys(m[11:16] for m in moments if m[11:]))
    said = "; ".join(" ".join([*([m[11:16]] if m[11:] else []), spoken_date(m)]) for m in moments)
    return Outcome(query, values, evidence_of(rows), 0.9, {"values": said}, empty=not values)


def _less(content: Content, keys: set[str]) -> Content:
    kept = [(p, k) for p, k in zip(content.places, content.keys, strict=True) if k not in keys]
    return Content(tuple(p for p, _ in kept), tuple(k for _, k in kept), content.topics)


def event_on_date(env: Env) -> Outcome | None:
    """What took place on the day that the question names."""
    days = {p.first.isoformat() for p in env.understanding.linked.periods}
    events = [f.iri for f in env.facts("Event") if days & set(f.links.get("date", ()))]
    query, rows = env.run("events", fact=events)
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
    if not office.iris:
        return Outcome(empty=True, confidence=0.9, fills=fills)
    query, rows = env.run("officials", notice=env.understanding.notices, post=office.iris)
    labels = column(rows, "name")
    return Outcome(query, labels, evidence_of(rows), 0.9, fills | {"values": "; ".join(labels)}, empty=not labels)


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


def of_kind(env: Env) -> Outcome | None:
    """Statements of a kind, narrowed to those that the rest of the question describes."""
    query, rows = env.run("facts-of-kind", notice=env.understanding.notices, kind=[tt(str(env.option("kind")))])
    if rows and env.option("filter"):
        rows = _narrowed(env, rows)
    texts = column(rows, "label")
    counted = env.form.answer == "count"
    values: tuple[Value, ...] = (len(texts),) if counted else texts
    fills = {"count": str(len(texts)), "texts": " · ".join(texts), "values": "; ".join(texts)}
    return Outcome(
        query, values, evidence_of(rows), 0.85, fills, empty=not texts and not (counted and env.option("zero"))
    )


def _narrowed(env: Env, rows: Sequence[Row]) -> list[Row]:
    """Rows whose statement speaks of what the question adds to the notice's own subject; all if it adds nothing."""
    issuers = {n.issuer for n in env.understanding.scope}
    content = env.content(*(a for a in env.understanding.agents if issuers & set(a.iris)))
    subject = {key for n in env.understanding.scope for key in fold(n.title or "").split()}
    facts = [env.catalogue.facts[i] for i in column(rows, "fact") if i in env.catalogue.facts]
    for asked in (content, _less(content, subject)):
        if not asked:
            return list(rows)
        matches = env.retriever.match(asked, facts)
        if matches and matches[0].coverage >= 0.5:
            kept = {m.fact.iri for m in matches if m.coverage >= 0.8 * matches[0].coverage}
            return [r for r in rows if text_of(r, "fact") in kept]
    return list(rows) if matches and matches[0].coverage >= 0.2 else []


def has_kind(env: Env) -> Outcome | None:
    """Whether the notices in scope state anything of a kind."""
    found = of_kind(env)
    assert found is not None
    return Outcome(found.sparql, (bool(found.evidence),), found.evidence, 0.85, found.fills)


def concerned(env: Env) -> Outcome | None:
    """Whom statements of a kind are about, restricted to ministries, provinces … if the question is."""
    kind, key = str(env.option("kind")), env.understanding.key
    query, rows = env.run("concerned", notice=env.understanding.notices, kind=[tt(kind)])
    labels = [(bare(text_of(r, "label") or ""), text_of(r, "value") or "", r) for r in rows]
    if not labels:
        query, plain = env.run("facts-of-kind", notice=env.understanding.notices, kind=[tt(kind)])
        labels = [(text_of(r, "label") or "", "", r) for r in plain]
    if env.option("filter"):
        kept = {text_of(r, "fact") for r in _narrowed(env, [r for _, _, r in labels])}
        labels = [triple for triple in labels if text_of(triple[2], "fact") in kept]
    wanted = _of_sort(key, [(label, iri) for label, iri, _ in labels])
    chosen = [triple for triple in labels if triple[0] in wanted]
    values = tuple(dict.fromkeys(label for label, _, _ in chosen))
    return Outcome(
        query, values, evidence_of(r for _, _, r in chosen), 0.85, {"values": "; ".join(values)}, empty=not values
    )


def _of_sort(key: str, things: Sequence[tuple[str, str]]) -> set[str]:
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


def definition(env: Env) -> Outcome | None:
    """What an abbreviation or name of the graph stands for."""
    agents = [a for a in env.understanding.agents if a.iris]
    if not agents:
        return None
    agent = max(agents, key=lambda a: a.best.last - a.best.first)
    query, rows = env.run("body-names", body=agent.iris)
    labels = column(rows, "label")
    word = env.understanding.linked.question.quoted(agent.best.first, agent.best.last)
    return Outcome(query, labels, (), 0.8, {"word": word, "values": "; ".join(labels)}, empty=not labels)


def directed(env: Env) -> Outcome | None:
    """Whom a body directs, restricted to departments, ministries … if the question is."""
    wanted = {iri for agent in env.understanding.agents for iri in agent.iris}
    facts = [f for f in env.facts("Duty") if f.linked("directedBy") & wanted]
    content = env.content(*env.understanding.agents)
    if content and facts:
        matches = env.retriever.match(content, facts)
        facts = [m.fact for m in matches if m.coverage >= 0.5] or facts
    query, rows = env.run("duty-relation", fact=[f.iri for f in facts], relation=[tt("assignee")])
    labels = bare_labels(rows)
    kept = _of_sort(env.understanding.key, [(label, "") for label in labels])
    values = tuple(label for label in labels if label in kept)
    agents = ", ".join(agent.label for agent in env.understanding.agents)
    fills = {"agent": agents, "values": "; ".join(values)}
    return Outcome(query, values, evidence_of(rows), 0.9, fills, empty=not values)

"""Finders over figures: what was counted, numbers in statements, and what is computed from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.text import fold, strip_marks
from query.ask.catalogue import Fact, Row, text_of
from query.ask.computed import Number, computed
from query.ask.kinds import kinds, named
from query.ask.model import Computed
from query.ask.outcome import Env, Outcome, close, column, evidence_of, number_of, spoken_date, spoken_number
from query.ask.retrieve import Content
from query.link.language import language

SURE = 0.7
"""Coverage from which a number in a statement is taken to be the one asked for."""


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
            score = 0.35 + 0.6 * max(matches.get(fact.iri, 0.0), _around(env, fact, content))
        elif asked:
            continue
        else:
            score = matches.get(fact.iri, 0.0)
        out.append((score, fact))
    return sorted((pair for pair in out if pair[0] >= 0.55), key=lambda pair: -pair[0])


def _around(env: Env, figure: Fact, content: Content) -> float:
    """How much of the question the statement accounts for in which the figure stands."""
    around = [
        f for f in env.facts("Situation", "Passage", "Duty") if f.notice == figure.notice and figure.text in f.text
    ]
    return max((m.coverage for m in env.retriever.match(content, around)), default=0.0)


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
    if not found and (quantity := _quantity(env)):
        return quantity
    if not found:
        asked = named("metric", env.understanding.key) or env.form.id == "amount"
        return Outcome(empty=True, confidence=0.55, final=bool(asked)) if asked else None
    best = [f for score, f in found if score >= found[0][0] - 0.05]
    query, rows = env.run("statistics", notice=sorted({f.notice for f in best}), fact=[f.iri for f in best])
    rows = sorted(rows, key=lambda r: _order(env.understanding.key, r))
    values = tuple(v for r in rows if (v := number_of(text_of(r, "value") or text_of(r, "min"))) is not None)
    said = "; ".join(map(_spoken, rows))
    values, made = _computed(env, rows, values)
    said = f"{made.text}: {said}" if made else said
    metrics = {text_of(r, "metric") for r in rows}
    return Outcome(
        query,
        values,
        evidence_of(rows),
        min(0.95, found[0][0]),
        {"figures": said, "metric": "; ".join(m for m in metrics if m)},
        empty=not values,
        computed=made,
    )


def _quantity(env: Env) -> Outcome | None:
    """A number of the thing counted (“07 ngày”, “3 cấp”) in the statement that the question describes."""
    unit = _counted_noun(env.understanding.key)
    if not unit:
        return None
    content = less(env.understanding.content(None), {unit})
    for match in close(env.matches(content, "Duty", "Situation", "Passage", "Event"), 0.8):
        found = re.search(rf"(?<![\d/.])(\d[\d.]*) {re.escape(unit)}\b", strip_marks(match.fact.text).lower())
        if found is None or match.coverage < SURE:
            continue
        query, rows = env.run("duties" if match.fact.is_duty else "facts", fact=[match.fact.iri])
        said = match.fact.text[found.start() : found.end()]
        value = int(found.group(1).replace(".", ""))
        return Outcome(
            query, (value, said), evidence_of(rows), match.coverage, {"figures": said}, missing=match.missing
        )
    return None


def _computed(env: Env, rows: Sequence[Row], values: tuple[Number, ...]) -> tuple[tuple[Number, ...], Computed | None]:
    """Sums, differences and shares that the question asks for, with their parts; else the values as they are."""
    total = number_of(text_of(rows[0], "total")) if rows else None
    key = env.understanding.key
    if total and values:
        operation = _of_total(key)
        if operation is None:
            return ((total, *values) if _asks_whole(env, rows[0]) else values), None
        made = computed(operation, (values[0], total))
    else:
        operation = _of_several(key, {text_of(r, "metric") for r in rows}, values)
        if operation is None:
            return values, None
        made = computed(operation, values)
    assert isinstance(made.value, (int, float))
    return (made.value, *(part for part in made.parts if isinstance(part, (int, float)))), made


def _of_total(key: str) -> str | None:
    """What a question wants computed from a part and its whole."""
    if language().named_pattern("remaining").search(key):
        return "remaining"
    return "share" if language().says("share", key) else None


def _of_several(key: str, metrics: set[str | None], values: tuple[Number, ...]) -> str | None:
    """What a question wants computed from figures of several kinds."""
    if len(metrics) > 1 and language().says("sum", key):
        return "sum"
    if len(metrics) != 2 or len(values) != 2:
        return None
    possible = {"difference": True, "share": bool(values[1]), "ratio": min(values) > 0}
    return next((name for name, can in possible.items() if can and language().says(name, key)), None)


def _asks_whole(env: Env, row: Row) -> bool:
    """True if the question speaks of nothing but the unit that is counted."""
    unit = set(fold(text_of(row, "unit") or "").split()) | set(language().signals["whole"])
    return not [key for key in env.understanding.content(None).keys if key not in unit]


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


def as_of(env: Env) -> Outcome | None:
    """Until when the figures in scope count."""
    query, rows = env.run("statistics", notice=env.understanding.notices)
    moments = column(rows, "asof")
    values = tuple(dict.fromkeys(m[:10] for m in moments)) + tuple(dict.fromkeys(m[11:16] for m in moments if m[11:]))
    said = "; ".join(" ".join([*([m[11:16]] if m[11:] else []), spoken_date(m)]) for m in moments)
    return Outcome(query, values, evidence_of(rows), 0.9, {"values": said}, empty=not values)


def less(content: Content, keys: set[str]) -> Content:
    """The content without some words."""
    kept = [(p, k) for p, k in zip(content.places, content.keys, strict=True) if k not in keys]
    return Content(tuple(p for p, _ in kept), tuple(k for _, k in kept), content.topics)

"""Finders over figures: what was counted, numbers in statements, and what is computed from them."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.text import fold
from query.ask.catalogue import Fact, Row, text_of
from query.ask.computed import Number, computed
from query.ask.figures import asked_kinds, counted, figures, measure
from query.ask.find_amount import amount_told, checked, nearest_of
from query.ask.find_computed import wants_computed
from query.ask.forms import messages
from query.ask.kinds import concept, kinds
from query.ask.model import Computed
from query.ask.outcome import Env, Outcome, column, evidence_of, number_of, spoken_date, spoken_number
from query.ask.quantities import quantity
from query.link.language import language

SURE = 0.7
"""Score below which a figure gives way to a number in a statement."""
NEAR = 0.08
"""Scores this close to the best are of figures that may be meant, too."""
TIE = 0.02
"""Scores this close are of figures that answer together."""


def statistics(env: Env) -> Outcome | None:
    """The figure asked about; several kinds of figures give several values, a sum only if one is asked for."""
    found = figures(env)
    if env.option("column") == "largest":
        return _largest(env, [fact.iri for _, fact in found])
    if _asks_twice(env):
        return Outcome(empty=True, final=True, confidence=0.55)
    told = _told(env, found)
    if not (told and told.computed) and wants_computed(env):
        return None
    if told is None or told.empty:
        return amount_told(env) or told
    if told.computed:
        return told
    numbers = [v for v in told.values if not isinstance(v, str)]
    return (nearest_of(env, numbers) if len(numbers) > 1 else None) or checked(env, told)


def _asks_twice(env: Env) -> bool:
    """True if a question asks for a number of one province and a number of another."""
    pattern = language().pattern("{howmany}")
    return len(env.understanding.provinces) > 1 and len(pattern.findall(env.understanding.key)) > 1


def _told(env: Env, found: Sequence[tuple[float, Fact]]) -> Outcome | None:
    """The figures found as an answer, or else a number in a statement."""
    if not found and env.understanding.linked.periods and figures(env, timeless=True):
        return Outcome(empty=True, confidence=0.8)
    asked_for = asked_kinds(env.understanding.key)
    if not asked_for and (not found or found[0][0] < SURE) and (told := quantity(env)):
        return told
    if not found and not (asked_for or _counts(env)):
        return None
    if not found:
        asked = asked_for or env.form.id == "amount"
        return Outcome(empty=True, confidence=0.55, final=bool(asked)) if asked else None
    best = [f for score, f in found if score >= found[0][0] - TIE]
    near = [f for score, f in found if score >= found[0][0] - NEAR]
    if (found[0][0] < 1 or _alike(best)) and (chosen := _closest(env, near)):
        best = [chosen]
    query, rows = env.run("statistics", notice=sorted({f.notice for f in best}), fact=[f.iri for f in best])
    rows = sorted(rows, key=lambda r: _order(env.understanding.key, r))
    numbers = (number_of(text_of(r, "value") or text_of(r, "min")) for r in rows)
    values: tuple[Number, ...] = tuple(v for v in numbers if v is not None)
    said = "; ".join(map(_spoken, rows))
    values, made = _computed(env, rows, values) if query not in env.cuts else (values, None)
    said = f"{made.text}: {said}" if made else said
    ranges = tuple(dict.fromkeys(text_of(r, "quote") or "" for r in rows if text_of(r, "min") and text_of(r, "max")))
    metrics = dict.fromkeys(text_of(r, "metric") for r in rows)
    return Outcome(
        query,
        ranges if ranges and len(ranges) == len(set(values)) else values,
        evidence_of(rows),
        min(0.95, found[0][0]),
        {"figures": said, "metric": "; ".join(m for m in metrics if m)},
        empty=not values,
        computed=made,
    )


def _counts(env: Env) -> bool:
    """True if the question asks how much or how many of something, and not for a number it bears (“khóa mấy”)."""
    key = env.understanding.key
    return bool(counted(env) or measure(env) or language().named_pattern("asks_amount").search(key))


def _alike(facts: Sequence[Fact]) -> bool:
    """True if several figures of one notice count the same and tell no kinds apart: one of them is meant."""
    units = {fact.links.get("unit") for fact in facts}
    kinds_told = {concept(metric) for fact in facts for metric in fact.links.get("metric", ())}
    return len(facts) > 1 and len(units) == 1 and kinds_told == {None} and len({fact.notice for fact in facts}) == 1


def _closest(env: Env, near: Sequence[Fact]) -> Fact | None:
    """Of figures about as likely the one whose number stands by the question's words in the text."""
    told = quantity(env) if len(near) > 1 else None
    said = " ".join(str(told.values[-1]).split()) if told else ""
    return next((fact for fact in near if said and said in " ".join(fact.text.split())), None)


def _largest(env: Env, facts: Sequence[str]) -> Outcome | None:
    """What of several things counted in one unit is most, or least."""
    query, rows = env.run("statistics", notice=env.understanding.notices, fact=facts) if facts else ("", [])
    known = {text_of(r, "metric") or "": v for r in rows if (v := number_of(text_of(r, "value"))) is not None}
    if query in env.cuts or len(known) < 2 or len({text_of(r, "unit") for r in rows}) > 1:
        return None
    least = language().says("least", env.understanding.key)
    name = (min if least else max)(known, key=lambda metric: known[metric])
    order = messages()["words"]["least" if least else "most"]
    fills = {"values": name, "figures": "; ".join(map(_spoken, rows)), "order": order}
    return Outcome(query, (name,), evidence_of(rows), 0.85, fills)


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
        operation = _of_several(key, values, percent=all(text_of(row, "unit") == "%" for row in rows))
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


def _of_several(key: str, values: tuple[Number, ...], *, percent: bool = False) -> str | None:
    """What a question wants computed from figures of several kinds."""
    if len(values) == 2 and language().says("less", key):
        return "difference"
    if len(values) > 1 and (language().says("sum", key) or language().named_pattern("add_up").search(key)):
        return "sum"
    if len(values) != 2:
        return None
    possible = {"difference": True, "share": bool(values[1]) and not percent, "ratio": min(values) > 0}
    return next((name for name, can in possible.items() if can and language().says(name, key)), None)


def _asks_whole(env: Env, row: Row) -> bool:
    """True if the question speaks of nothing but the unit that is counted."""
    unit = set(fold(text_of(row, "unit") or "").split()) | set(language().signals["whole"])
    return not [key for key in env.understanding.content(None).keys if key not in unit]


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

"""Which figures a question is after: by their kind, by what they measure and in what unit, and by their sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.kinds import concept, kinds, named, of_concept
from query.ask.limits import NOTICES
from query.ask.outcome import Env
from query.ask.traits import CONCEPT, UNIT
from query.link.dates import Period
from query.link.language import language

ANY = ("Statistic", "Passage", "Situation", "Duty", "Event")
NAME = 3
"""Syllables of most names of districts with the word for their kind."""
LEAST = 0.6
"""Share of the question's words that a figure's metric, place and sentence have to hold."""
OWN, WHOLE, IN_UNIT = 0.4, 0.45, 0.15
"""Parts of a figure's score: words of its metric in the question, of the question around it, and the unit."""
MORE = 0.03
"""What each of the first two words of the metric in the question adds."""
SURE = 0.55
"""Score below which a figure isn't taken for the one asked for."""


def figures(env: Env, *, timeless: bool = False) -> list[tuple[float, Fact]]:
    """Figures in scope that the question may be after, best first, with a score from 0 to 1.

    `timeless`: of whatever day or year.
    """
    key = env.understanding.key
    asked = asked_kinds(key)
    noun, places = counted(env), districts(env)
    pool = [f for f in _pool(env, asked, noun) if timeless or _in_time(env, f)]
    if places:
        pool = [f for f in pool if any(p in fold(" ".join((_link(f, "metric"), _link(f, "place")))) for p in places)]
    units = {fold(_link(f, "unit")).split(" ")[0] for f in pool}
    other = noun[:1] and noun[0] in units - set(language().signals["people_units"])
    out = list[tuple[float, Fact]]()
    for fact in pool:
        unit, kind = fold(_link(fact, "unit")).split(), concept(_link(fact, "metric"))
        if other and noun[0] not in unit:
            continue
        if places and noun[:1] and noun[0] in unit:
            out.append((1.0, fact))
        elif (_is_share(unit) and not _asks_share(env)) or (asked and kind is not None and kind not in asked):
            continue
        elif kind in asked and not (noun[:1] and noun[0] in unit and kind is None):
            out.append((1.0, fact))
        elif not asked or (noun and noun[0] in unit[:2]):
            out.append((_score(env, fact, noun), fact))
    kept = _of_matter(key, [pair for pair in out if pair[0] >= SURE])
    return sorted(kept, key=lambda pair: -pair[0])


def _pool(env: Env, asked: Collection[str], noun: Sequence[str]) -> list[Fact]:
    """Figures in scope to choose among: all, but in a large archive those of the kinds and in the unit asked for,
    and those that share most words with the question."""
    if len(env.understanding.scope) <= NOTICES:
        return env.facts("Statistic")
    found = env.facts("Statistic", linked={CONCEPT: asked}) if asked else []
    found += env.facts("Statistic", linked={UNIT: noun[:1]}) if noun else []
    found += [m.fact for m in env.search(env.understanding.content(None), "Statistic")]
    known = {fact.iri: fact for fact in found}
    return sorted(known.values(), key=lambda fact: (fact.notice, fact.order))


def asked_kinds(key: str) -> set[str]:
    """Ids of the kinds of figures that a folded question names; a word for the people counted only if none else."""
    rows = named("metric", key)
    sure = [row for row in rows if any(f" {w} " in f" {key} " for w in row["wordings"] if w not in row.get("weak", ()))]
    return {row["id"] for row in sure or rows}


def districts(env: Env) -> list[str]:
    """The districts or communes whose figures are asked for, folded, with the word for their kind."""
    u = env.understanding
    words = u.linked.question.words
    for i, word in enumerate(words[:-2]):
        run = tuple(w.key for w in words[i : i + 3])
        kinds_of_places = language().signals["districts"]
        if word.key not in kinds_of_places or run[1] in kinds_of_places or {i + 1, i + 2} & u.areas:
            continue
        if any(_named(fact.text, run) for fact in env.catalogue.facts.holding([run], ANY, u.notices)):
            return [" ".join(run), *_beside(env, run[0], [w.key for w in words[i + 3 : i + 6]])]
    return []


def _beside(env: Env, kind: str, keys: Sequence[str]) -> list[str]:
    """A second district, joined to the first without its kind (“huyện Lý Nhân và Kim Bảng”)."""
    run = (kind, *keys[1:])
    if len(run) < NAME or keys[0] not in language().signals["joining"]:
        return []
    holding = env.catalogue.facts.holding([run], ANY, env.understanding.notices)
    return [" ".join(run)] if any(_named(fact.text, run) for fact in holding) else []


def _named(text: str, run: tuple[str, ...]) -> bool:
    """True if a text writes the run with a capital at each word of the name."""
    words = [w.strip(".,;:()") for w in text.replace("_", " ").split()]
    return any(
        tuple(map(fold, words[i : i + 3])) == run and all(w[:1].isupper() for w in words[i + 1 : i + 3])
        for i in range(len(words) - 2)
    )


def _is_share(unit: Sequence[str]) -> bool:
    sort = unit_sort(unit)
    return sort is not None and sort["id"] == "share"


def _asks_share(env: Env) -> bool:
    sort = measure(env)
    return sort is not None and sort["id"] == "share"


def _of_matter(key: str, found: Sequence[tuple[float, Fact]]) -> list[tuple[float, Fact]]:
    """Of figures of one kind those of the disease or people that the question names; of the whole if it names none."""
    rest = {fact.iri: of_concept(_link(fact, "metric"))[1] for _, fact in found}
    named_ones = [pair for pair in found if rest[pair[1].iri] and f" {' '.join(rest[pair[1].iri])} " in f" {key} "]
    if named_ones:
        return named_ones
    whole = {fact.notice for _, fact in found if concept(_link(fact, "metric")) and not rest[fact.iri]}
    return [pair for pair in found if not rest[pair[1].iri] or pair[1].notice not in whole]


def _score(env: Env, fact: Fact, noun: Sequence[str]) -> float:
    """How well a figure's own words and its sentence fit the question; 0 if it is in another sort of unit."""
    unit = fold(_link(fact, "unit")).split()
    sort, own = measure(env), unit_sort(unit)
    counts = bool(noun) and noun[0] in unit
    if not counts and sort is not None and sort["id"] != (own["id"] if own else None):
        return 0.0
    people = set(language().signals["people_units"])
    if sort is None and noun[:1] and noun[0] in people and not people & set(unit):
        return 0.0
    spoken = {k for w in sort["asked"] for k in w.split()} if sort else set[str]()
    words = [k for k in asked_words(env, (), sort) if k not in unit and k not in spoken]
    idle = {*_idle(), *unit, *language().stopwords}
    if noun and not counts and sort is None and own and noun[0] not in fold(_link(fact, "metric")).split()[:2]:
        return 0.0
    metric = [k for k in fold(_link(fact, "metric")).split() if k not in idle and not k.isdigit()]
    told = {*metric, *fact.keys}
    if not words:
        return WHOLE + IN_UNIT + OWN / 2 if counts else 0.0
    weight = env.retriever.rarity
    total = sum(map(weight, words))
    whole = sum(weight(k) for k in words if k in told or k in fact.lead) / total
    if whole < LEAST:
        return 0.0
    named_own = sum(weight(k) for k in metric if k in words) / sum(map(weight, metric)) if metric else whole
    named_own = max(named_own, whole / 2) if counts else named_own
    told_own = MORE * min(2, sum(k in words for k in metric))
    fits = 1.0 if counts or (sort and own) else 0.3
    return OWN * named_own + WHOLE * whole + IN_UNIT * fits + told_own


def asked_words(env: Env, noun: Sequence[str], sort: Mapping[str, Any] | None) -> list[str]:
    """Content words of the question, those of what is counted, of the unit and of wholes (“tất cả”) aside."""
    content, words = env.understanding.content(None), env.understanding.linked.question.words
    unit = {k for w in sort["wordings"] for k in w.split()} if sort else {*noun[:1]}
    return [
        key
        for place, key in zip(content.places, content.keys, strict=True)
        if key not in _idle()
        and key not in unit
        and (place == 0 or words[place - 1].key not in language().signals["wholes"])
    ]


def counted(env: Env) -> list[str]:
    """Folded words after the words for “how many”, those of shares and wholes aside."""
    words = env.understanding.key.split()
    counting, idle = language().signals["counting_words"], _idle()
    at = next((i for i, word in enumerate(words[:-1]) if word in counting), None)
    if at is None:
        units = language().signals["people_units"]
        at = next((i for i, word in enumerate(words[:-1]) if word == "so" and words[i + 1] in units), None)
    rest = words[at + 1 :] if at is not None else []
    for share in language().signals["share"]:
        if rest[: len(share.split())] == share.split():
            rest = rest[len(share.split()) :]
    while len(rest) > 1 and rest[0] in idle:
        rest = rest[1:]
    return rest[:2]


def measure(env: Env) -> dict[str, Any] | None:
    """The sort of unit that the question asks for: money, length, share …; None for things that are counted."""
    key, typed = env.understanding.key, env.understanding.linked.question.text
    noun = " ".join(counted(env))
    for row in kinds()["unit"]:
        first = [w for w in row["wordings"] if noun == w or noun.startswith(w + " ")]
        if first or any(f" {w} " in f" {key} " for w in row["asked"]) or any(mark in typed for mark in row["marks"]):
            return row
    return None


def unit_sort(unit: Sequence[str]) -> dict[str, Any] | None:
    """The sort of a unit: money, length, share …; None for things that are counted."""
    said = " ".join(unit)
    for row in kinds()["unit"]:
        if any(f" {w} " in f" {said} " for w in row["wordings"]) or any(mark in said for mark in row["marks"]):
            return row
    return None


def _idle() -> Collection[str]:
    return language().signals["quantifiers"]


def _link(fact: Fact, name: str) -> str:
    return fact.links.get(name, ("",))[0]


def as_of(fact: Fact) -> str:
    """The moment a figure counts for, as ISO text of any precision, or ''."""
    return _link(fact, "asof")


def _in_time(env: Env, fact: Fact) -> bool:
    """True unless the question names a period that the figure is not of."""
    periods = env.understanding.linked.periods
    if not periods:
        return True
    moment = as_of(fact)
    if not moment:
        years = {k for k in fact.lead if len(k) == 4 and k.isdigit() and k[:2] in ("19", "20")}
        return not years or any(not p.year_known or str(p.first.year) in years for p in periods)
    return any(of_period(moment, p) for p in periods)


def of_period(moment: str, period: Period) -> bool:
    """True if a moment (a day, month or year, or the start of an interval) lies in a period."""
    first, _, last = moment.partition("/")
    size = min(10, len(first))
    size = size if size in (4, 7, 10) else 10
    begins, ends = period.first.isoformat()[:size], period.last.isoformat()[:size]
    until = (last or first)[:size]
    if not period.year_known:
        return True
    return begins <= first[:size] <= ends or first[:size] <= begins <= until

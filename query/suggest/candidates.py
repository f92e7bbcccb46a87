"""All questions that a store offers: the patterns of `query/forms/suggest.toml` filled with what it holds.

Such a question is offered because the very facts are there that answer it. Examples and wordings of the
question forms ask for what may not be there: they have to be tried first.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from ontology import lexicon
from ontology.faults import reading
from ontology.text import first_upper, fold, has_marks
from query.ask.catalogue import Catalogue, Notice, Thing, local
from query.ask.forms import forms
from query.ask.kinds import concept
from query.ask.outcome import bare
from query.ask.wordings import SLOT, wordings
from query.link.documents import find_numbers, same_number
from query.suggest.holdings import Holding, holdings

MOST = 1000
"""Questions kept of each pattern: those of the facts that occur most."""
EXAMPLE_RANK = 2
"""Rank of an example or wording of a question form among equally good matches."""
WORDINGS, PROVINCES = 2, 8
"""Wordings taken of a form, and provinces that each is filled with."""
NAMES = 4
"""Other names of a thing by which its questions are found too."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A question with slots; `each` tells what it needs, `kind` of which kind of statement."""

    id: str
    each: str
    text: str
    rank: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question to offer: `aliases` are other ways of naming what it names, `weight` its facts.

    `sure` if the facts that answer it are known to be there; else it has to be tried before it is offered.
    """

    text: str
    pattern: Pattern
    aliases: tuple[str, ...] = ()
    weight: int = 0
    sure: bool = True


Slots = tuple[Mapping[str, str], tuple[str, ...], int]
"""Values of the slots, other names of the first thing, number of facts."""


@cache
@reading("query/forms/suggest.toml")
def patterns() -> tuple[Pattern, ...]:
    """The patterns of the file."""
    text = files("query").joinpath("forms/suggest.toml").read_text(encoding="utf-8")
    return tuple(Pattern(**row) for row in tomllib.loads(text)["suggest"])


def candidates(catalogue: Catalogue) -> tuple[Candidate, ...]:
    """The questions of a store, those of a pattern with most facts first."""
    held = holdings(catalogue)
    out = list[Candidate]()
    for pattern in patterns():
        found = sorted(_slots(pattern, held, catalogue), key=lambda slots: -slots[2])[:MOST]
        out += [Candidate(first_upper(pattern.text.format_map(s)), pattern, aliases, n) for s, aliases, n in found]
    return (*out, *_examples_of(catalogue), *_worded(held))


def _worded(held: Sequence[Holding]) -> Iterator[Candidate]:
    """Wordings of the question forms that no pattern asks, for the provinces with most facts."""
    facts = Counter[str]()
    for h in held:
        facts[h.province] += 0 if h.relation else h.count
    covered = {pattern.id for pattern in patterns()}
    for form, lines in wordings().by_form.items():
        fit = [line for line in lines if SLOT.findall(line) == ["province"] and has_marks(line)]
        for line in fit[:WORDINGS] if form not in covered else ():
            for province, count in facts.most_common(PROVINCES):
                text = first_upper(line.format(province=province))
                yield Candidate(f"{text.rstrip('?')}?", Pattern(form, "wording", line, EXAMPLE_RANK), (), count, False)


def _examples_of(catalogue: Catalogue) -> Iterator[Candidate]:
    """Examples of the question forms that name no province and no document which the store lacks."""
    here = {n.province for n in catalogue.notices.values()}
    absent = [f" {fold(place.name)} " for place in lexicon.provinces() if place.id not in here]
    numbers = [notice.number for notice in catalogue.notices.values() if notice.number]
    for candidate in _examples():
        key = f" {fold(candidate.text)} "
        named = find_numbers(candidate.text, key.strip())
        if not any(name in key for name in absent) and all(any(same_number(n, o) for o in numbers) for n in named):
            yield candidate


@cache
def _examples() -> tuple[Candidate, ...]:
    """Examples of the question forms that are written in full: with marks, a capital and a question mark."""
    return tuple(
        Candidate(text, Pattern(form.id, "example", text, EXAMPLE_RANK), sure=False)
        for form in forms()
        for example in form.examples
        if "status" not in example
        for text in [str(example["question"])]
        if text[:1].isupper() and text.endswith("?") and has_marks(text)
    )


def _slots(pattern: Pattern, held: Sequence[Holding], catalogue: Catalogue) -> Iterator[Slots]:
    if pattern.each in ("assignee", "director"):
        yield from _of_bodies("directedBy" if pattern.each == "director" else "assignee", held, catalogue)
    elif pattern.each in ("topic", "both"):
        yield from _of_topics(pattern.each, held)
    elif pattern.each == "metric":
        known = [h for h in held if h.relation == "metric" and concept(h.value)]
        yield from (({"metric": h.value, "province": h.province}, (), h.count) for h in known)
    elif pattern.each == "kind":
        of_kind = Counter[str]()
        for h in held:
            if h.kind == pattern.kind and not h.relation:
                of_kind[h.province] += h.count
        yield from (({"province": province}, (), count) for province, count in of_kind.items())
    elif pattern.each in ("issued", "cites"):
        yield from _of_documents(pattern.each, held, catalogue)
    elif pattern.each == "person":
        people = [thing for thing in catalogue.things.values() if "/person/" in thing.iri]
        yield from (({"person": thing.label}, (), 1) for thing in people)
    elif catalogue.notices:
        yield {}, (), len(catalogue.notices)


def _of_bodies(relation: str, held: Sequence[Holding], catalogue: Catalogue) -> Iterator[Slots]:
    """Bodies of the lexicons and posts that stand in a relation to duties of a province."""
    for h in held:
        thing = catalogue.things.get(h.value)
        if h.relation == relation and h.kind == "Duty" and thing and _is_named(thing):
            label = bare(thing.label)
            others = [name for name in thing.names if name != thing.label and "(" not in name and "{" not in name]
            yield {"body": label, "province": h.province}, tuple(sorted(others, key=len)[:NAMES]), h.count


def _is_named(thing: Thing) -> bool:
    """True for a body of its own, not for a group such as “các cấp, các ngành” or a body met once."""
    return (thing.lexicon or "").startswith("p.")


def _of_topics(each: str, held: Sequence[Holding]) -> Iterator[Slots]:
    topics = {topic.id: topic for topic in lexicon.topics()}
    counts: dict[str, Counter[str]] = {}
    for h in held:
        if h.relation == "topic" and h.kind == "Duty" and local(h.value) in topics:
            counts.setdefault(local(h.value), Counter())[h.province] += h.count
    for topic, provinces in counts.items():
        label = topics[topic].label[:1].lower() + topics[topic].label[1:]
        aliases = tuple(topics[topic].triggers[:NAMES])
        if each == "topic":
            yield from (({"topic": label, "province": p}, aliases, n) for p, n in provinces.items())
        else:
            for one, other in combinations([p for p, _ in provinces.most_common(3)], 2):
                yield {"topic": label, "province": one, "other": other}, aliases, min(provinces[one], provinces[other])


def _of_documents(each: str, held: Sequence[Holding], catalogue: Catalogue) -> Iterator[Slots]:
    citing = {h.notice for h in held if h.kind == "Citation"}
    for notice in catalogue.notices.values():
        if notice.number and (notice.issued if each == "issued" else notice.iri in citing):
            yield {"document": _document(notice)}, (), 1


def _document(notice: Notice) -> str:
    """The notice by kind and number, as its label begins: “Thông báo 229-TB/TU”."""
    number = notice.number or ""
    return notice.label[: notice.label.find(number) + len(number)] if number in notice.label else number

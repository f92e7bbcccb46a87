"""Questions that no notice graph could answer: by topic, or because none of their words are of this domain."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from ontology.text import fold, nfc, old_tone_placement
from query.ask.catalogue import Catalogue
from query.ask.retrieve import Retriever
from query.ask.understand import Understanding
from query.link.language import language

FOREIGN = 0.34
"""Share of the content words that the store and lexicons have to know for a question to be of this domain."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something out of scope; a soft one is asked after all if the notices in scope use its words, if the question
    names a document by its number (what that says or doesn't say is then the answer), or if any notice of the store
    writes a run of `told_by`. `written` are words with marks of which the question may not type other ones; `begins`
    first words of a match that a statement with a figure has to use, if not all."""

    id: str
    label: str
    pattern: re.Pattern[str]
    soft: bool
    told_by: tuple[tuple[str, ...], ...]
    written: frozenset[str]
    begins: int


@cache
@reading("query/forms/refusals.toml")
def topics() -> tuple[Topic, ...]:
    """Topics of `query/forms/refusals.toml`."""
    rows = tomllib.loads(files("query").joinpath("forms/refusals.toml").read_text(encoding="utf-8"))["topic"]
    return tuple(
        Topic(
            row["id"],
            row["label"],
            language().pattern(row["pattern"]),
            row.get("soft", False),
            tuple(tuple(run.split()) for run in row.get("told_by", ())),
            frozenset(old_tone_placement(nfc(word)) for word in row.get("written", "").split()),
            row.get("begins", 0),
        )
        for row in rows
    )


def out_of_scope(understanding: Understanding, catalogue: Catalogue) -> str | None:
    """Label of the topic that puts the question out of scope, if one does."""
    whether = understanding.pinned and language().named_pattern("whether_said").search(understanding.key)
    of_document = understanding.of_document or (understanding.pinned and bool(understanding.linked.numbers))
    for topic in topics():
        if topic.soft and (whether or of_document):
            continue
        for found in topic.pattern.finditer(understanding.proper):
            if _as_written(topic, found, understanding) and not (
                topic.soft and _is_told(topic, found.group(), understanding, catalogue)
            ):
                return topic.label
    return None


def _as_written(topic: Topic, found: re.Match[str], understanding: Understanding) -> bool:
    """False if a word of the match was typed with other marks than the topic's word of the same letters."""
    words = [w for i, w in enumerate(understanding.linked.question.words) if i not in understanding.talk]
    first = understanding.proper[: found.start()].count(" ")
    matched = words[first : first + len(found.group().split())]
    known = {fold(word) for word in topic.written}
    return all(
        old_tone_placement(w.typed).lower() in topic.written
        for w in matched
        if w.marked and not w.repaired and w.key in known
    )


def _is_told(topic: Topic, words: str, understanding: Understanding, catalogue: Catalogue) -> bool:
    """True if the notices in scope hold the words of the match, or any notice of the store tells such things."""
    now = language().pattern("{moment}").search(understanding.proper)
    first = tuple(words.split()[: topic.begins]) if not now else ()
    near = catalogue.facts.holding([first], (), understanding.notices) if first else []
    return (
        _in_notices(words, understanding, catalogue)
        or any(any(key[0].isdigit() for key in fact.keys) for fact in near)
        or (bool(topic.told_by) and catalogue.facts.holds(topic.told_by, (), tuple(catalogue.notices)))
    )


def _in_notices(words: str, understanding: Understanding, catalogue: Catalogue) -> bool:
    """True if some fact in scope holds the words of the match next to each other, question words aside."""
    keys = tuple(w for w in words.split() if w not in language().stopwords)
    if len(keys) < 2:
        keys = tuple(words.split())
    runs = sorted({keys, *language().synonyms.get(keys, ())})
    return catalogue.facts.holds(runs, (), understanding.notices)


def is_foreign(understanding: Understanding, retriever: Retriever) -> bool:
    """True if hardly any content word is known and nothing of the question was linked."""
    content = understanding.content(None)
    if not content:
        return False
    known = sum(retriever.knows(key) for key in content.keys) / len(content.keys)
    linked = understanding.agents or understanding.provinces or content.topics or understanding.pinned
    return known < FOREIGN and not linked

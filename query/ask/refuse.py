"""Questions that no notice graph could answer: by topic, or because none of their words are of this domain."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from query.ask.catalogue import Catalogue
from query.ask.retrieve import Retriever
from query.ask.understand import Understanding
from query.link.language import language

FOREIGN = 0.34
"""Share of the content words that the store and lexicons have to know for a question to be of this domain."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something out of scope; a soft one is asked after all if the notices in scope use its words, or if the question
    names a document by its number: what that says or doesn't say is then the answer."""

    id: str
    label: str
    pattern: re.Pattern[str]
    soft: bool


@cache
@reading("query/forms/refusals.toml")
def topics() -> tuple[Topic, ...]:
    """Topics of `query/forms/refusals.toml`."""
    rows = tomllib.loads(files("query").joinpath("forms/refusals.toml").read_text(encoding="utf-8"))["topic"]
    return tuple(Topic(r["id"], r["label"], language().pattern(r["pattern"]), r.get("soft", False)) for r in rows)


def out_of_scope(understanding: Understanding, catalogue: Catalogue) -> str | None:
    """Label of the topic that puts the question out of scope, if one does."""
    whether = understanding.pinned and language().named_pattern("whether_said").search(understanding.key)
    of_document = understanding.of_document or (understanding.pinned and bool(understanding.linked.numbers))
    for topic in topics():
        if topic.soft and (whether or of_document):
            continue
        for found in topic.pattern.finditer(understanding.proper):
            if not topic.soft or not _in_notices(found.group(), understanding, catalogue):
                return topic.label
    return None


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

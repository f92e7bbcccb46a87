"""Wordings for people: coded values in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from ui.captions import Captions

_CODED: Final[Mapping[str, str]] = {
    "assignmentSource": "code", "role": "code", "deadlineType": "code", "level": "code", "ruleFamily": "code",
    "modality": "code", "relation": "code", "eventType": "code", "missingPart": "part", "headerField": "part",
    "repairKind": "repair",
}  # fmt: skip
"""Local name of a property whose values are codes → table of captions that words them."""
_OF_FILTERS: Final[Mapping[str, str]] = {"kind": "kind", "status": "code", "strength": "code"}
"""Filter of the search whose values are codes → table of captions that words them."""


def in_words(predicate: str, value: str, say: Captions) -> str:
    """A coded value in words where a caption has them; any other value as it is."""
    table = _CODED.get(predicate.replace("#", "/").rpartition("/")[2])
    return say.get(f"{table}.{value}", value) if table else value


@cache
def _english() -> dict[str, str]:
    """English names of topics and types of documents by their Vietnamese ones."""
    from ontology.lexicon import document_types, topics

    return {topic.label: topic.label_en for topic in topics()} | {one.name: one.name_en for one in document_types()}


def value_name(field: str, label: str, say: Captions) -> str:
    """A value of a search filter in words: codes by their caption, names as they are."""
    table = _OF_FILTERS.get(field)
    if say.lang == "en" and field in {"topic", "type"}:
        return _english().get(label, label)
    return say.get(f"{table}.{label}", label) if table else label

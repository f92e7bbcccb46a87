"""What facts are looked up by in a large archive besides their relations and words: kept in the ask index."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.clause import find_clause
from query.link.language import language

FORBIDS = "forbids"
"""Trait of a duty that forbids, wholly or in a part."""
DEADLINE = "deadline"
"""Role of a duty's deadline, and trait of a duty that has one."""
COUNTED = ("assignee", "directedBy", "cooperatesWith", "reportsTo", "beneficiary", DEADLINE)
"""Relations and roles of which the index knows how many facts of a notice have them."""
_SOURCES = ("forms/clauses.toml", "forms/language.toml")


def forbids(fact: Fact) -> bool:
    """True if a duty forbids, wholly or in a part."""
    return fact.strength == "prohibition" or (
        bool(find_clause(fact.text, "prohibited")) and language().says("forbids", fold(fact.text))
    )


def traits(fact: Fact) -> Iterable[str]:
    """Every trait of a fact by which a notice's facts are counted; '' is that of all."""
    yield ""
    roles = {role for role, _ in fact.parts}
    yield from (name for name in COUNTED if fact.links.get(name) or name in roles)
    if fact.is_duty and forbids(fact):
        yield FORBIDS


def words_of_deadlines(fact: Fact) -> Iterable[str]:
    """Folded wordings of a fact's deadlines, whole and word by word."""
    for role, text in fact.parts:
        if role == DEADLINE:
            key = fold(text)
            yield from (key, *key.split())


def sources() -> str:
    """What the traits depend on besides the facts."""
    return "".join(files("query").joinpath(name).read_text(encoding="utf-8") for name in _SOURCES)

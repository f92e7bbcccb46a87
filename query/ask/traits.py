"""What facts are looked up by in a large archive besides their relations and words: kept in the ask index."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.text import fold
from query.ask.catalogue import Fact
from query.ask.clause import find_clause, patterns_of
from query.ask.kinds import concept, kinds
from query.link.language import language

FORBIDS = "forbids"
"""Trait of a duty that forbids, wholly or in a part."""
DEADLINE = "deadline"
"""Role of a duty's deadline, and trait of a duty that has one."""
WHOLE = "deadlineText"
"""Relation of a duty to the folded wording of a deadline as a whole."""
CONCEPT, UNIT = "concept", "unitWord"
"""Relations of a figure to the kind of figure that it is, and to the folded words of its unit."""
COUNTED = ("assignee", "directedBy", "cooperatesWith", "reportsTo", "beneficiary", DEADLINE)
"""Relations and roles of which the index knows how many facts of a notice have them."""


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


def looked_up(fact: Fact) -> Iterable[tuple[str, str]]:
    """Relations and values by which a fact is looked up besides its links: its roles, the folded wordings of its
    deadlines (whole, and word by word), that it forbids; of a figure its kind and the words of its unit."""
    for role in {role for role, _ in fact.parts}:
        yield role, ""
    for role, text in fact.parts:
        if role == DEADLINE:
            key = fold(text)
            yield WHOLE, key
            yield from ((DEADLINE, word) for word in (key, *key.split()))
    if fact.is_duty and forbids(fact):
        yield FORBIDS, ""
    if fact.kind == "Statistic":
        for metric in fact.links.get("metric", ()):
            if kind := concept(metric):
                yield CONCEPT, kind
        for unit in fact.links.get("unit", ()):
            yield from ((UNIT, word) for word in fold(unit).split())


def sources() -> str:
    """What the traits depend on besides the facts."""
    metrics = [(row["id"], row["wordings"]) for row in kinds()["metric"]]
    return repr((patterns_of("prohibited"), language().signals["forbids"], metrics))

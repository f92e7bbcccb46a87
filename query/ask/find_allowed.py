"""Whether something may or has to be done, where a duty says that it must not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from ontology.text import fold
from query.ask.outcome import Env, Outcome, close, column, evidence_of
from query.link.language import language

SURE = 0.7
"""Coverage from which a duty is what the question asks about."""
DENIED = 4
"""Words after a denial or prohibition that it holds for."""
BEFORE = 3
"""Words before what is asked about in which the duty forbids it."""


def is_allowed(env: Env) -> Outcome | None:
    """That what the question describes isn't allowed or asked for; None where no duty forbids it."""
    content = env.content()
    if any(language().says("stops", part) for part in (" ".join(content.keys),)):
        return None
    for match in close(env.matches(content, "Duty"), 0.85):
        if match.coverage >= SURE and _stopped(fold(match.fact.text).split(), content.keys):
            query, rows = env.run("duties", fact=[match.fact.iri])
            said = {"texts": " · ".join(column(rows, "label"))}
            return Outcome(query, (False,), evidence_of(rows), match.coverage, said, missing=match.missing)
    return None


def denied(words: Sequence[str], keys: Collection[str]) -> bool:
    """True if a folded statement denies or forbids something of a question that doesn't itself."""
    denials = set(language().signals["denies"])
    if denials & set(keys):
        return False
    return any(
        word in denials and not set(keys).isdisjoint(words[i + 1 : i + 1 + DENIED]) for i, word in enumerate(words)
    )


def _stopped(words: Sequence[str], keys: Sequence[str]) -> bool:
    """True if a word of stopping stands right before the first pair of asked words that the duty writes."""
    pairs = set(pairwise(keys))
    spots = [i for i, pair in enumerate(pairwise(words)) if pair in pairs]
    return any(language().says("stops", " ".join(words[max(0, i - BEFORE) : i])) for i in spots)

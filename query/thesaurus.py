"""Other wordings for the words of a query or a question, from the thesaurus.

Matching is by whole phrases: with marks where the writer typed any, else by folded syllables. Single
syllables that need their marks (`tiêm`, `bão`) are not matched without them: too many words fold alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypeAlias

from ontology.text import has_marks
from ontology.thesaurus import folded, groups, key

MAX_WORDS: Final = 64
"""Words of a text that are looked up: questions are shorter, longer texts hold their own synonyms."""
MAX_SYNONYMS: Final = 12
"""Synonyms given for one phrase, the surest first."""

Words: TypeAlias = tuple[str, ...]
_Table: TypeAlias = Mapping[Words, tuple["Expansion", ...]]


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words `start` to `end` (half open) of a text are `wording`, for which `synonym` may stand.

    `weight` lies between 0 and 1: how surely; `group` is the id of the thesaurus group.
    """

    start: int
    end: int
    wording: str
    synonym: str
    weight: float
    group: str


def expansions(words: Sequence[str]) -> tuple[Expansion, ...]:
    """Synonyms for the phrases in `words` (as `ontology.text.words` gives them), in their order.

    The longest phrase wins: in "bệnh viện tạm" the shorter "bệnh viện" is not looked up. A synonym that the
    words hold already is left out.
    """
    marked = any(has_marks(word) for word in words)
    plain, table, longest = _tables()[0 if marked else 1]
    keys = (key if marked else folded)(" ".join(words[:MAX_WORDS]))
    spans = _longest_spans(keys, table, longest)
    return tuple(
        replace(one, start=start, end=end)
        for start, end in spans
        for one in table[tuple(keys[start:end])]
        if not _holds(keys, plain[one.synonym])
    )


def _longest_spans(keys: Sequence[str], table: _Table, longest: int) -> Iterator[tuple[int, int]]:
    """Ranges that are wordings and lie in no longer one."""
    reached = 0
    for start in range(len(keys)):
        for end in range(min(len(keys), start + longest), max(start, reached), -1):
            if tuple(keys[start:end]) in table:
                yield start, end
                reached = end
                break


def _holds(keys: Sequence[str], phrase: Words) -> bool:
    return any(tuple(keys[at : at + len(phrase)]) == phrase for at in range(len(keys) - len(phrase) + 1))


@cache
def _tables() -> tuple[tuple[Mapping[str, Words], _Table, int], ...]:
    """For text with and without marks: words of each synonym, synonyms of each phrase, longest phrase."""
    found = list[tuple[Mapping[str, Words], _Table, int]]()
    for read in (key, folded):
        table, forms = dict[Words, dict[str, Expansion]](), dict[str, Words]()
        for group in groups():
            for wording, synonym in group.pairs():
                phrase = read(wording)
                forms[synonym] = read(synonym)
                if read is folded and len(phrase) == 1 and has_marks(wording):
                    continue
                known = table.setdefault(phrase, {})
                if synonym not in known or known[synonym].weight < group.weight:
                    known[synonym] = Expansion(0, 0, wording, synonym, group.weight, group.id)
        ordered = {phrase: tuple(sorted(known.values(), key=lambda one: -one.weight)[:MAX_SYNONYMS])
                   for phrase, known in table.items()}  # fmt: skip
        found.append((forms, ordered, max(map(len, ordered), default=0)))
    return tuple(found)

"""What a duty is about: concepts of the topic scheme named by their triggers in the clause.

Assignment rules of the scheme: by clause; the narrower concept beats the broader one unless both are
named; words that only look like a trigger are ruled out by `patterns/topics.toml` (`value` names the
concept, a match of the cue over the trigger withdraws it; cues whose id ends in `-add` add it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.cues import Cue, canon, compile_words, cues
from ingest.duties.context import Context
from ontology import lexicon

CROSS_CUTTING = "lanh-dao"
"""The tree of concepts that go with any subject."""


_RUN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Trigger:
    """The wordings of a topic, and the words of each, which the text must hold for it to stand there."""

    topic: str
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """The triggers in the order of the scheme, and which of them a word can belong to."""

    triggers: tuple[_Trigger, ...]
    by_word: Mapping[str, tuple[tuple[int, frozenset[str]], ...]]
    """Word -> number of a trigger and all the words of its wording; each wording stands under one word."""
    open: frozenset[int]
    """Triggers with a wording that leaves a gap, to be looked for in any text."""
    places: Mapping[str, int]

    def standing(self, words: frozenset[str]) -> list[_Trigger]:
        """The triggers of which some wording has all its words in the text."""
        found = set(self.open)
        for word in words & self.by_word.keys():
            found.update(k for k, needs in self.by_word[word] if needs <= words)
        return [self.triggers[k] for k in sorted(found)]

    def place(self, topic: str) -> int:
        """Where a concept stands in the scheme; one without triggers stands behind all that have some."""
        return self.places.get(topic, len(self.triggers))


@cache
def _index() -> _Index:
    """Wordings by their rarest word."""
    triggers = tuple(_trigger(t.id, tuple(map(canon, t.triggers))) for t in lexicon.topics() if t.triggers)
    often = Counter(word for t in triggers for needs in t.needs for word in needs)
    by_word = dict[str, list[tuple[int, frozenset[str]]]]()
    for k, needs in ((k, needs) for k, t in enumerate(triggers) for needs in t.needs if needs):
        by_word.setdefault(min(needs, key=lambda w: (often[w], w)), []).append((k, needs))
    gaps = frozenset(k for k, t in enumerate(triggers) if frozenset() in t.needs)
    places = {t.topic: k for k, t in enumerate(triggers)}
    return _Index(triggers, {word: tuple(found) for word, found in by_word.items()}, gaps, places)


def _trigger(topic: str, wordings: tuple[str, ...]) -> _Trigger:
    needs = frozenset(frozenset(_RUN.findall(w)) if "…" not in w else frozenset[str]() for w in wordings)
    return _Trigger(topic, compile_words(wordings), tuple(needs))


@cache
def _cues() -> tuple[tuple[Cue, bool], ...]:
    """The cues in order, and whether each adds its concept."""
    return tuple((cue, cue.id.endswith("-add")) for cue in cues("topics").values())


@cache
def _parents() -> dict[str, str | None]:
    return {t.id: t.parent for t in lexicon.topics()}


@cache
def _tops() -> frozenset[str]:
    """Concepts without a broader one that have narrower ones."""
    parents = _parents()
    return frozenset(p for p in parents.values() if p is not None and parents.get(p) is None)


def topics_of(context: Context, start: int, end: int) -> tuple[str, ...]:
    """Ids of the concepts a range is about, in the order of the scheme."""
    names = [(m.start, m.end) for m in context.mentions_in(start, end) if m.kind != "group"]
    return topics_in(context.view, start, end, names)


def topics_in(view: str, start: int, end: int, names: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The same over a canonical view; a trigger inside one of `names` (a body's name) names no topic."""
    index = _index()
    words = frozenset(_RUN.findall(view, start, end))
    spans = {t.topic: _spans(t.regex, view, (start, end), names) for t in index.standing(words)}
    for cue, adds in _cues():
        if not _may_stand(cue, words) if adds else not spans.get(cue.value):
            continue
        for found in cue.regex.finditer(view, start, end):
            if adds:
                spans.setdefault(cue.value, []).append(found.span())
            else:
                kept = [s for s in spans.get(cue.value, []) if not found.start() <= s[0] < found.end()]
                spans[cue.value] = kept
    named = {topic: spans[topic] for topic in sorted(spans, key=index.place) if spans[topic]}
    return tuple(t for t in named if not _covered(t, named))


def _may_stand(cue: Cue, words: frozenset[str]) -> bool:
    return not (cue.first and cue.first.isdisjoint(words))


def _spans(
    regex: re.Pattern[str], view: str, within: tuple[int, int], names: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where wordings stand, but for those that are only part of a name."""
    found = (m.span() for m in regex.finditer(view, *within))
    return [(s, e) for s, e in found if not any(a <= s and e <= b and e - s < b - a for a, b in names)]


def _covered(topic: str, named: dict[str, list[tuple[int, int]]]) -> bool:
    """True if the clause says more exactly what it is about: a top concept yields to any concept but
    those of leadership (which say how, not what), another one where its triggers lie in a narrower's."""
    others = {t for t in named if t != topic}
    if topic in _tops():
        return any(not _is_under(t, CROSS_CUTTING) and t != CROSS_CUTTING for t in others)
    narrower = [s for t in others if _is_under(t, topic) for s in named[t]]
    return all(any(a <= x and y <= b for a, b in narrower) for x, y in named[topic])


@cache
def _is_under(topic: str | None, ancestor: str) -> bool:
    while topic is not None:
        topic = _parents().get(topic)
        if topic == ancestor:
            return True
    return False

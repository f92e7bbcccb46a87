"""Which facts a question's own words speak of: overlap of folded words, pairs and synonyms, weighted by rarity.

A syllable of Vietnamese alone means little, so a word counts fully only where its neighbour in the
question matches too. `coverage` is the share of the question's weight that a fact accounts for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import mul

from ontology import lexicon
from ontology.text import fold
from query.ask.catalogue import Catalogue, Fact, local
from query.ask.facts import Linked
from query.ask.tiers import Sought
from query.link.language import Language
from query.link.names import Find

ALONE = 0.5
"""What a matched syllable is worth if none of its neighbours in the question match."""
SYNONYM = 0.9
"""Worth of a synonym that a fact holds for words of the question."""
TOPIC = 0.75
"""Worth of the words for a topic that the fact is linked to."""
TRIGGER, TRIGGERS = 0.04, 4
"""What each wording of the topic in the fact adds to that, and how many do."""
HINT = 0.08
"""Most that a fact's score gains by words of the question that belong to its asking."""
GAP = 0.93
"""What is left of the coverage for each two neighbouring words of the question of which a fact says neither."""
POINT = 0.1
"""Most that a fact's score gains by being of the topics asked about and of no others."""
DENSITY = 0.15
"""Most that a fact's score gains by saying little else."""
LED = 0.7
"""Worth of a word that heads the numbered item the fact stands in."""
NEARBY = 0.3
"""Worth of a word that stands only in the same section."""
JUDGED = 300
"""Facts that are judged for one question: those that share most with it."""
MOST = 20_000
"""Facts that are judged where all that speak of a matter are counted."""
SEARCHES = 16
"""Searches remembered: the forms of one question often look for the same."""
KEPT = 5_000
"""Texts whose shape is remembered between questions."""
TITLED = 0.3
"""Worth of a word that stands only in the title of the notice: what it is about goes without saying in it."""
MEANT = 0.85
"""Worth of the words of a name if a fact is linked to what they name, or writes it otherwise."""
LOOSE = 0.8
"""Worth of a synonym of the thesaurus, times its weight there."""
Runs = Sequence[tuple[range, Sequence[tuple[str, ...]], float]]
_Search = tuple[
    "Content", tuple[str, ...], tuple[str, ...], str | None, tuple[tuple[str, tuple[str, ...] | None], ...], int
]
Shape = tuple[frozenset[str], str, float]


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a question: its places, what it names in the graph, and how texts may write it."""

    places: set[int] = field(hash=False)
    iris: frozenset[str]
    runs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another wording for the words `first` to `last` (half open) of a question, as surely as by `weight`."""

    first: int
    last: int
    run: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a question that say what it is about: positions and keys in order."""

    places: tuple[int, ...]
    keys: tuple[str, ...]
    topics: tuple[Find, ...] = ()
    hints: tuple[str, ...] = ()
    """Words of the asking: a fact that holds them is a little likelier, one that doesn't loses nothing."""
    names: tuple[Naming, ...] = ()
    others: tuple[Other, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places)


@dataclass(frozen=True, slots=True)
class Match:
    """A fact with how much of the question it covers; `missing` are the keys it doesn't hold."""

    fact: Fact
    coverage: float
    score: float
    missing: tuple[str, ...]
    gap: bool = False
    """True if a whole word (two adjacent syllables) of the question stands nowhere in the fact."""

    def weaker(self, share: float) -> Match:
        """The same match counting only for a share."""
        return replace(self, coverage=self.coverage * share, score=self.score * share)


class _Asked:
    """What is judged by: the words of a question with their weights, neighbours and synonyms, and what stands
    around the facts that are judged."""

    def __init__(
        self, content: Content, weights: Sequence[float], runs: Runs, around: Mapping[tuple[str, str], str]
    ) -> None:
        self.content, self.weights, self.runs, self.around = content, weights, runs, around
        self.total, self.distinct = sum(weights), frozenset(content.keys)
        places, keys = content.places, content.keys
        self.joined = [i for i in range(len(keys) - 1) if places[i + 1] - places[i] == 1]
        near = [[f" {keys[i]} {keys[i + 1]} " for i in (at - 1, at) if i in self.joined] for at in range(len(keys))]
        self._near = [() if key.isdigit() else tuple(pairs) for key, pairs in zip(keys, near, strict=True)]

    def alone(self, i: int, written: str) -> float:
        """Worth of a word that a fact holds: less if it stands beside none of its neighbours there."""
        near = self._near[i]
        return 1.0 if not near or any(pair in written for pair in near) else ALONE


class Retriever:
    """Judges facts by the words of a question; rarity of words and the facts near them come from the index."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._synonyms = language.synonyms
        self._notices = catalogue.notices
        self._titles: dict[str, frozenset[str]] = {}
        self._facts = catalogue.facts
        size, counts = len(self._facts), self._facts.words.counts
        self._rarity = {key: math.log(1 + size / (count + 0.5)) for key, count in counts.items()}
        self._unheard = math.log(1 + size / 0.5)
        self._shapes: dict[tuple[str, ...], Shape] = {}
        self._found: dict[_Search, list[Match]] = {}
        self._below = _descendants()
        self._triggers = {t.id: tuple(tuple(fold(w).split()) for w in t.triggers) for t in lexicon.topics()}

    def rarity(self, key: str) -> float:
        """Weight of a word: large if few facts hold it."""
        return self._rarity.get(key, self._unheard)

    def _shape(self, fact: Fact) -> Shape:
        """Words of a fact, the same in order with a blank around each, and the weight of all."""
        found = self._shapes.get(fact.keys)
        if found is None:
            if len(self._shapes) >= KEPT:
                self._shapes.clear()
            weight = sum(map(self.rarity, keys := frozenset(fact.keys))) or 1.0
            found = self._shapes[fact.keys] = (keys, f" {' '.join(fact.keys)} ", weight)
        return found

    def knows(self, key: str) -> bool:
        """True if any fact holds the word."""
        return key in self._rarity

    def match(self, content: Content, facts: Iterable[Fact]) -> list[Match]:
        """Those of the facts that share anything with the question, best first."""
        if not content:
            return []
        runs = self._runs(content)
        keys, topics = self._sought(content, runs)
        return self._judged(content, runs, (fact for fact in facts if _is_near(fact, keys, topics)))

    def search(
        self,
        content: Content,
        kinds: Collection[str],
        notices: Collection[str],
        within: str | None = None,
        *,
        linked: Linked | None = None,
        limit: int = JUDGED,
    ) -> list[Match]:
        """Facts of some kinds in some notices that share anything with the question, best first.

        Where more than `limit` do, the likeliest by their words alone.
        """
        if not content:
            return []
        links = tuple((name, None if things is None else tuple(things)) for name, things in (linked or {}).items())
        asked = (content, tuple(kinds), tuple(notices), within, links, limit)
        if asked not in self._found:
            if len(self._found) >= SEARCHES:
                self._found.clear()
            runs = self._runs(content)
            topics = self._sought(content, runs)[1]
            words, run = self._words(content, runs), content.keys if _adjoining(content.places) else ()
            near = self._facts.near(words, run, topics, kinds, notices, within=within, linked=dict(links), limit=limit)
            self._found[asked] = self._judged(content, runs, near)
        return list(self._found[asked])

    def _judged(self, content: Content, runs: Runs, facts: Iterable[Fact]) -> list[Match]:
        facts = list(facts)
        asked = _Asked(content, [self.rarity(key) for key in content.keys], runs, self._facts.around(facts))
        found = [self._judge(asked, fact) for fact in facts]
        return sorted((m for m in found if m.coverage > 0), key=lambda m: (-m.score, m.fact.notice, m.fact.order))

    def _sought(self, content: Content, runs: Runs) -> tuple[set[str], set[str]]:
        """Words of the question and first words of their synonyms, and the topics it names with those below."""
        keys = {*content.keys, *(other[0] for _, others, _ in runs for other in others)}
        keys |= {key for name in content.names for run in name.runs for key in run}
        topics = {below for find in content.topics for below in self._below.get(find.name.id, {find.name.id})}
        return keys, topics

    def _words(self, content: Content, runs: Runs) -> list[Sought]:
        """Each word of the question with the first words of the synonyms of what it stands in."""
        first: list[set[str]] = [{key} for key in content.keys]
        for run, others, _ in runs:
            for i in run:
                first[i] |= {other[0] for other in others}
        weights = [self.rarity(key) for key in content.keys]
        for name in content.names:
            first.append({key for run in name.runs for key in run})
            weights.append(0.0)
        return [Sought(tuple(sorted(words)), weight) for words, weight in zip(first, weights, strict=True) if words]

    def _runs(self, content: Content) -> Runs:
        """Runs of adjacent question words that have synonyms, as index ranges into the content, and their worth."""
        out = list[tuple[range, Sequence[tuple[str, ...]], float]]()
        for i in range(len(content.keys)):
            for j in range(i + 1, min(i + 6, len(content.keys)) + 1):
                if content.places[j - 1] - content.places[i] != j - 1 - i:
                    break
                if (others := self._synonyms.get(content.keys[i:j])) and not (j - i == 1 and self._in_word(content, i)):
                    out.append((range(i, j), others, SYNONYM))
        at = {place: i for i, place in enumerate(content.places)}
        for other in content.others:
            if not at.keys() >= set(range(other.first, other.last)):
                continue
            span = range(at[other.first], at[other.last - 1] + 1)
            if not (len(span) == 1 and self._in_word(content, span[0])):
                out.append((span, [other.run], LOOSE * other.weight))
        return out

    def others(self, content: Content) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
        """Runs of words of the question, each with a wording that may stand for it and how much that is worth."""
        for span, runs, worth in self._runs(content):
            yield from ((tuple(content.keys[i] for i in span), run, worth) for run in runs)

    def _in_word(self, content: Content, i: int) -> bool:
        """True if the syllable and its neighbour in the question are a pair that some fact writes."""
        pairs = [(a, a + 1) for a in (i - 1, i) if a >= 0 and a + 1 < len(content.keys)]
        return any(
            content.places[b] - content.places[a] == 1 and self._facts.words.adjacent(content.keys[a], content.keys[b])
            for a, b in pairs
        )

    def _judge(self, asked: _Asked, fact: Fact) -> Match:
        content, weights = asked.content, asked.weights
        keys, written, own = self._shape(fact)
        worth = [0.0 if key not in keys else asked.alone(i, written) for i, key in enumerate(content.keys)]
        for run, others, value in asked.runs:
            if any(other[0] in keys and holds_run(fact.keys, other) for other in others):
                for i in run:
                    worth[i] = max(worth[i], value)
        for name in content.names:
            if self._names(fact, keys, name):
                known = zip(content.places, worth, strict=True)
                worth = [max(w, MEANT) if place in name.places else w for place, w in known]
        self._by_topic(content, fact, worth)
        if fact.section and 0.0 in worth:
            around, lead = asked.around[fact.notice, fact.section], fact.lead
            worth = [
                w or (LED if key in lead else NEARBY if f" {key} " in around else 0.0)
                for w, key in zip(worth, content.keys, strict=True)
            ]
        if 0.0 in worth:
            title = self._title(fact.notice)
            worth = [w or TITLED * (key in title) for w, key in zip(worth, content.keys, strict=True)]
        gaps = sum(worth[i] <= NEARBY and worth[i + 1] <= NEARBY for i in asked.joined)
        coverage = sum(map(mul, weights, worth)) / asked.total * GAP**gaps
        density = sum(map(self.rarity, asked.distinct & keys)) / own
        missing = tuple(key for key, w in zip(content.keys, worth, strict=True) if w <= NEARBY)
        hinted = sum(key in keys for key in content.hints) / len(content.hints) if content.hints else 0.0
        return Match(
            fact,
            coverage,
            coverage + DENSITY * density + HINT * hinted + self._to_the_point(content, fact),
            missing,
            gaps > 0,
        )

    def _title(self, notice: str) -> frozenset[str]:
        """Words of a notice's title."""
        if notice not in self._titles:
            found = self._notices.get(notice)
            self._titles[notice] = frozenset(fold(found.title or "").split()) if found else frozenset()
        return self._titles[notice]

    def _names(self, fact: Fact, keys: frozenset[str], name: Naming) -> bool:
        """True if a fact is linked to what is named or writes one of its names."""
        if any(not name.iris.isdisjoint(values) for values in fact.links.values()):
            return True
        return any(run[0] in keys and holds_run(fact.keys, run) for run in name.runs)

    def _to_the_point(self, content: Content, fact: Fact) -> float:
        """A little more for a fact that is of the topic asked about and of few others."""
        if not content.topics:
            return 0.0
        of_fact = {local(topic) for topic in fact.links.get("topic", ())}
        asked = {find.name.id for find in content.topics} & of_fact
        return POINT * len(asked) / len(of_fact) if asked else 0.0

    def _by_topic(self, content: Content, fact: Fact, worth: list[float]) -> None:
        if not content.topics:
            return
        of_fact = {local(topic) for topic in fact.links.get("topic", ())}
        for find in content.topics:
            if not of_fact & self._below.get(find.name.id, frozenset({find.name.id})):
                continue
            hits = sum(holds_run(fact.keys, t) for t in self._triggers[find.name.id])
            strength = TOPIC + TRIGGER * min(TRIGGERS, hits)
            for i, place in enumerate(content.places):
                if find.first <= place < find.last and not content.keys[i].isdigit():
                    worth[i] = max(worth[i], strength)


def _adjoining(places: Sequence[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(places))


def _is_near(fact: Fact, keys: set[str], topics: set[str]) -> bool:
    """True if a fact holds one of the words, stands below one, or is of one of the topics."""
    return (
        not keys.isdisjoint(fact.keys)
        or not keys.isdisjoint(fact.lead)
        or any(local(topic) in topics for topic in fact.links.get("topic", ()))
    )


def holds_run(keys: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """True if `run` stands in `keys` without a gap."""
    if run[0] not in keys:
        return False
    return len(run) == 1 or any(keys[i : i + len(run)] == run for i in range(keys.index(run[0]), len(keys)))


def _descendants() -> Mapping[str, frozenset[str]]:
    """Topic id → itself and every narrower topic."""
    parents = {topic.id: topic.parent for topic in lexicon.topics()}
    out = dict[str, set[str]]()
    for topic in parents:
        above: str | None = topic
        while above is not None:
            out.setdefault(above, set()).add(topic)
            above = parents.get(above)
    return {topic: frozenset(below) for topic, below in out.items()}


def less(content: Content, keys: Collection[str]) -> Content:
    """The content without some words."""
    kept = [(p, k) for p, k in zip(content.places, content.keys, strict=True) if k not in keys]
    return replace(content, places=tuple(p for p, _ in kept), keys=tuple(k for _, k in kept), hints=())


def rarest(retriever: Retriever, keys: Iterable[str]) -> list[str]:
    """Distinct keys, rarest first."""
    return sorted(Counter(keys), key=retriever.rarity, reverse=True)

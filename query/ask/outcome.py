"""What a finder brings back: rows of the query that was run, shaped into values and evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pyoxigraph as ox

from kg.evidence import Evidence
from ontology.text import fold, nfc
from query.ask.catalogue import Catalogue, Fact, Graph, Row, text_of
from query.ask.facts import Chosen, Linked
from query.ask.forms import Form
from query.ask.limits import Cut, limited, most
from query.ask.model import Computed, Group, Value
from query.ask.retrieve import JUDGED, MOST, Content, Match, Retriever, holds_run
from query.ask.understand import Agent, Understanding
from query.link.language import language
from query.link.linker import Linker
from query.templates import load

ALIKE = 0.7
"""Share of common words from which a wording and a label say the same."""
STRANGER = 0.75
"""What is left of a match if a body that the question names has nothing to do with the fact."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of one reading. `empty` means: understood, looked up, and nothing there.

    `fills` are the texts of the form's sentence; `missing` the content words that no fact explains.
    """

    sparql: str = ""
    values: tuple[Value, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    fills: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    empty: bool = False
    final: bool = False
    """True if finding nothing is itself the answer, so that no looser form may answer instead."""
    missing: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """Things between which the question leaves open what is meant: put to the user."""
    computed: Computed | None = None
    """How the first value was computed, where no notice states it."""
    cut: Cut | None = None
    """What of a large archive the answer leaves out."""
    probability: float | None = None
    """That the answer is right, where it is known."""
    signs: Mapping[str, float] = field(default_factory=dict)
    """What that is made of."""

    def meets(self, other: Outcome) -> bool:
        """True if both quote a common part of a notice."""
        return any(
            a.notice == b.notice and a.start < b.end and b.start < a.end for a in self.evidence for b in other.evidence
        )


@dataclass(frozen=True, slots=True)
class Env:
    """What every finder works with: the question as understood, its form, and the store."""

    form: Form
    understanding: Understanding
    catalogue: Catalogue
    retriever: Retriever
    graph: Graph
    linker: Linker
    cuts: dict[str, Cut] = field(default_factory=dict)
    """What queries that were run left out."""
    called: dict[tuple[int, int], list[tuple[str, ...]]] = field(default_factory=dict)
    """What bodies are called by, by their places in the question."""
    unjudged: list[Content] = field(default_factory=list)
    """Searches that met more facts than can be judged, so that what they count is the least there is."""

    def run(self, template: str, **slots: Iterable[str | ox.NamedNode]) -> tuple[str, list[Row]]:
        """The bound query and its rows; slot values are IRIs, of which a large archive has only the first used."""
        texts = {name: [str(v.value) if isinstance(v, ox.NamedNode) else v for v in vs] for name, vs in slots.items()}
        kept, cut = limited(template, texts, notices=len(self.catalogue.notices))
        bound = {name: [ox.NamedNode(value) for value in values] for name, values in kept.items()}
        template_slots = load(template)
        lacking = any(not bound.get(slot.name) for slot in template_slots.slots if not slot.optional)
        if lacking or (kept and not any(bound.values())):
            return "", []
        query = template_slots.bind(bound)
        if cut is not None:
            self.cuts[query] = replace(cut, least=cut.facts and bool(self.unjudged))
        return query, list(self.graph.select(query))

    def run_chosen(self, template: str, chosen: Chosen) -> tuple[str, list[Row]]:
        """The bound query for the first of some facts, and its rows; how many there are in all is kept."""
        query, rows = self.run(template, fact=[fact.iri for fact in chosen.first])
        if chosen.total > len(chosen.first):
            self.cuts[query] = Cut(len(chosen.first), chosen.total, chosen.homes, facts=True, least=chosen.least)
        return query, rows

    def unfinished(self) -> Cut | None:
        """What was looked at of more, where nothing was found."""
        if self.unjudged:
            return Cut(JUDGED, JUDGED, {}, facts=True, least=True)
        return next((cut for cut in self.cuts.values() if not cut.facts), None)

    def option(self, name: str, default: Any = None) -> Any:
        """An option of the form."""
        return self.form.options.get(name, default)

    def content(self, *without: Agent) -> Content:
        """What the question is about, less the words of the form and of some agents."""
        return self.understanding.content(self.form, without=without)

    def said(self, content: Content) -> str:
        """The words of the question that `content` holds, as typed."""
        words = self.understanding.linked.question.words
        return " ".join(words[i].typed for i in content.places)

    def facts(self, *kinds: str, linked: Linked | None = None) -> list[Fact]:
        """Facts of some kinds in the notices in scope."""
        return self.catalogue.facts.of(kinds, self.understanding.notices, self.understanding.section, linked)

    def chosen(self, kind: str, linked: Linked | None = None) -> Chosen:
        """The facts of a kind in scope, as many as an answer shows, and how many there are."""
        u = self.understanding
        limit = most(len(self.catalogue.notices))
        return self.catalogue.facts.chosen(kind, u.notices, u.section, linked, limit=limit)

    def chosen_of(self, kind: str, notices: Collection[str]) -> Chosen:
        """The facts of a kind in the given notices, as many as an answer shows, and how many there are."""
        limit = most(len(self.catalogue.notices))
        return self.catalogue.facts.chosen(kind, notices, None, None, limit=limit)

    def homes(self, kind: str) -> tuple[str, ...]:
        """The notices in scope that hold facts of a kind, in the order in which they are shown."""
        return tuple(sorted(self.catalogue.facts.homes(kind, self.understanding.notices)))

    def naming(
        self, kinds: Sequence[str], relations: Sequence[str], things: Collection[str], runs: Sequence[tuple[str, ...]]
    ) -> list[Fact]:
        """Facts of some kinds in scope that are linked to a thing by a relation, or write one of the runs."""
        u = self.understanding
        return self.catalogue.facts.naming(relations, things, runs, kinds, u.notices, within=u.section)

    def holding(self, runs: Sequence[tuple[str, ...]], *kinds: str) -> list[Fact]:
        """Facts of some kinds in scope that write any of the runs of folded words."""
        return self.catalogue.facts.holding(runs, kinds, self.understanding.notices, self.understanding.section)

    def nearest(self, facts: Sequence[Fact]) -> Chosen:
        """As many of some facts, in their order, as an answer shows; their number is the least where not all that
        share words with the question were judged."""
        shown = facts[: most(len(self.catalogue.notices))]
        return Chosen(tuple(shown), Counter(fact.notice for fact in facts), bool(self.unjudged))

    def facts_near(self, notices: Collection[str], *kinds: str) -> list[Fact]:
        """Facts of some kinds in those of the notices in scope that are given."""
        return self.catalogue.facts.of(kinds, notices, self.understanding.section)

    def facts_of_notices(self, kind: str, notices: Collection[str]) -> list[Fact]:
        """Facts of a kind in the given notices."""
        return self.catalogue.facts.of((kind,), notices)

    def linked_things(self, kind: str, relations: Sequence[str], things: Collection[str]) -> set[str]:
        """Those of the things that facts of a kind in scope are linked to by any of the relations."""
        return self.catalogue.facts.linked_things(
            kind, self.understanding.notices, self.understanding.section, relations, things
        )

    def search(self, content: Content, *kinds: str, linked: Linked | None = None, all_of: bool = False) -> list[Match]:
        """Facts of some kinds in scope that share words with the question, whatever bodies it names, best first:
        those that share most of them, or (`all_of`, which takes long) as many as can be counted."""
        u, limit = self.understanding, MOST if all_of else JUDGED
        found = self.retriever.search(content, kinds, u.notices, u.section, linked=linked, limit=limit)
        if len(found) >= limit:
            self.unjudged.append(content)
        return found

    def matches(self, content: Content, *kinds: str) -> list[Match]:
        """Facts of some kinds in scope that share words with the question, best first."""
        found = self.search(content, *kinds)
        named = self._named_bodies()
        judged = [m if all(self.involves(m.fact, agent) for agent in named) else m.weaker(STRANGER) for m in found]
        return sorted(judged, key=lambda m: -m.score)

    def names_all(self, fact: Fact) -> bool:
        """True if a fact involves every particular body that the question names."""
        return all(self.involves(fact, agent) for agent in self._named_bodies())

    def _named_bodies(self) -> list[Agent]:
        """Particular bodies that the question names, other than those that issued the notices in scope."""
        issuers = self.understanding.issuers
        return [
            agent
            for agent in self.understanding.agents
            if agent.best.confidence > 0.8
            and not issuers & set(agent.iris)
            and not any(find.name.id.startswith("g.") for find in agent.finds)
        ]

    def involves(self, fact: Fact, agent: Agent) -> bool:
        """True if the fact is linked to the body, or its text names it in any way."""
        if any(set(agent.iris) & set(values) for values in fact.links.values()):
            return True
        at = agent.best.first, agent.best.last
        if at not in self.called:
            self.called[at] = self._called(agent)
        return any(holds_run(fact.keys, run) for run in self.called[at])

    def _called(self, agent: Agent) -> list[tuple[str, ...]]:
        """Folded words of everything that a body is called by."""
        words = self.understanding.linked.question.words[agent.best.first : agent.best.last]
        names = {find.name.label for find in agent.finds} | {find.name.wording for find in agent.finds}
        names |= {name for iri in agent.iris for name in self.catalogue.things[iri].names}
        runs = {tuple(word.key for word in words), *(tuple(fold(name).split()) for name in names)}
        return [run for run in runs if run]


def evidence_of(rows: Iterable[Row]) -> tuple[Evidence, ...]:
    """Distinct quotes of rows, in order of source and place."""
    seen = dict[tuple[str, int, int], Evidence]()
    for row in rows:
        quote, source = text_of(row, "quote"), text_of(row, "source")
        if quote is None or source is None:
            continue
        start, end = int(text_of(row, "start") or 0), int(text_of(row, "end") or 0)
        seen.setdefault((source, start, end), Evidence(text_of(row, "notice") or "", source, start, end, quote))
    return tuple(seen[at] for at in sorted(seen))


def outcome_of_labels(query: str, rows: Sequence[Row], labels: tuple[str, ...], best: Match) -> Outcome:
    """Labels as the values, with the quotes of the rows they come from; empty if there are none."""
    said = {"values": "; ".join(labels)}
    return Outcome(query, labels, evidence_of(rows), best.coverage, said, empty=not labels, missing=best.missing)


def column(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    """Distinct texts of a column in order of the rows."""
    return tuple(dict.fromkeys(text for row in rows if (text := text_of(row, name))))


def bare(label: str) -> str:
    """A lexicon's label without its bracketed qualifier: “Công an (lực lượng)” → “Công an”."""
    return re.sub(r"\s*\([^()]*\)$", "", label)


def bare_labels(rows: Iterable[Row], name: str = "label") -> tuple[str, ...]:
    """Distinct names of agents in order of the rows, as one says them: of several labels the shortest.

    Where the notice itself calls the agent something else than its official label (other words, no
    abbreviation), its own wording is told.
    """
    labels, written = dict[str, str](), dict[str, str]()
    for row in rows:
        label = bare(text_of(row, name) or "")
        value = text_of(row, "value") or label
        if label and len(label) < len(labels.get(value, label + "+")):
            labels[value] = label
        if words := text_of(row, "written"):
            written.setdefault(value, _set_close(words))
    return tuple(
        dict.fromkeys(
            label if "/person/" in value else _as_written(label, written.get(value, ""))
            for value, label in labels.items()
        )
    )


def _set_close(words: str) -> str:
    """Words as one writes them, where a source joins syllables by “_” and sets commas apart."""
    return re.sub(r"\s+(?=[,;:])", "", " ".join(nfc(words).replace("_", " ").split()))


def _as_written(label: str, words: str) -> str:
    """The notice's wording if it says clearly other things than the label and is no abbreviation."""
    said, official = set(fold(words).split()), set(fold(label).split())
    shortened = {w for w in words.split() if len(w) > 1 and w.isupper()}
    plain = official <= said and shortened <= set(language().signals["plain_abbreviations"])
    short = bool(shortened) and not plain
    if len(said) < 2 or short or said <= official or not said & official:
        return label
    return words[:1].upper() + words[1:] if len(said & official) / len(said | official) < ALIKE else label


def close(matches: Sequence[Match], ratio: float = 0.93) -> list[Match]:
    """The best match and those about as good, of as much coverage."""
    if not matches:
        return []
    best = matches[0]
    return [m for m in matches if m.score >= ratio * best.score and m.coverage >= ratio * best.coverage]


def number_of(text: str | None) -> int | float | None:
    """A decimal literal as the plainest Python number."""
    if text is None:
        return None
    value = float(text)
    return int(value) if value == int(value) else value


def spoken_number(value: float) -> str:
    """A number written the Vietnamese way: 29.232 and 35,4."""
    if value == int(value):
        return f"{int(value):,}".replace(",", ".")
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def spoken_date(iso: str) -> str:
    """2021-05-09 → 9/5/2021; anything else is left alone."""
    parts = iso[:10].split("-")
    return (
        "/".join(str(int(p)) for p in reversed(parts)) if len(parts) == 3 and all(p.isdigit() for p in parts) else iso
    )

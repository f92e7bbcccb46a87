"""What a question is about before any form is tried: notices in scope, agents, and its content words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ontology.text import fold
from query.ask.answer_words import grouping
from query.ask.areas import areas, narrowed
from query.ask.asker import asker_words
from query.ask.catalogue import Catalogue, Notice, Scope
from query.ask.forms import Form
from query.ask.retrieve import Content, Naming, Other
from query.ask.scope import iris_of, named_documents, named_for, named_provinces
from query.link.dates import Period
from query.link.language import language
from query.link.linker import AGENTS, Linked
from query.link.names import Find
from query.thesaurus import expansions

NAMED = 0.7
"""Confidence from which words are taken for a name, whatever a text calls what they name."""
BOUND = 0.2
"""Bond from which two neighbouring syllables are taken for one word."""
_ASKING = ("who", "what", "how", "when", "where", "howmany")


@dataclass(frozen=True, slots=True)
class Agent:
    """A body, post or person the question names; `iris` are its namesakes in the graph, surest first."""

    finds: tuple[Find, ...]
    iris: tuple[str, ...]
    names: tuple[tuple[str, ...], ...] = ()
    """How texts may write it, as runs of folded words."""

    @property
    def best(self) -> Find:
        """The surest find."""
        return self.finds[0]

    @property
    def label(self) -> str:
        """Official name of the surest find."""
        return self.best.name.label


@dataclass(frozen=True)
class Understanding:
    """`scope` are the notices asked about, `problem` why there are none (`province`, `period`, `document`)."""

    linked: Linked
    scope: Scope
    provinces: tuple[Find, ...]
    agents: tuple[Agent, ...]
    used: frozenset[int]
    problem: str | None = None
    section: str | None = None
    """Number of the numbered item that the question names."""
    asked: str = ""
    carried: bool = False
    """True if the provinces come from an earlier question."""
    areas: frozenset[int] = frozenset()
    """Positions of the words that name a district or commune in whose notices the answer is looked for."""
    bond: Callable[[str, str], float] = field(default=lambda *_: 0.0, compare=False)
    """How far two neighbouring syllables are one word in the texts of the store, from 0 to 1."""
    others: tuple[Other, ...] = ()
    """Other wordings for words of the question, from the thesaurus."""
    of_document: bool = False
    """True if a document of the store was named, by number or by kind and issuer."""
    pinned: bool = False
    """True if a document or province was named, so that the scope is the question's own."""

    talk: frozenset[int] = frozenset()
    """Positions of the words that tell of the asker."""
    kept: dict[tuple[str, str], list[Any]] = field(default_factory=dict, compare=False)
    """What finders have looked up for the question, by what and for whom, kept for the other finders."""

    @property
    def key(self) -> str:
        """Folded question."""
        return self.linked.question.key

    @property
    def proper(self) -> str:
        """Folded question less what it tells of the asker."""
        return " ".join(w.key for i, w in enumerate(self.linked.question.words) if i not in self.talk)

    @property
    def notices(self) -> tuple[str, ...]:
        """IRIs of the notices in scope."""
        return self.scope.iris

    @property
    def issuers(self) -> frozenset[str | None]:
        """IRIs of those who issued the notices in scope."""
        return self.scope.issuers

    def content(self, form: Form | None, *, without: Iterable[Agent] = ()) -> Content:
        """Words that say what is asked about, less those of the form and of the agents it has used."""
        words = self.linked.question.words
        drop = self._said_by(form) if form else frozenset[int]()
        gone = set(self.used) | {i for agent in without for i in range(agent.best.first, agent.best.last)}
        for agent in (a for a in self.agents if a.best.name.kind != "body"):
            at = agent.best.first - 1
            while at >= 0 and words[at].key in language().signals["honorifics"]:
                gone.add(at)
                at -= 1
        whole = {
            i
            for find in self.linked.of("topic")
            if any(k not in drop and not language().is_stopword(words[k]) for k in range(find.first, find.last))
            for i in range(find.first, find.last)
        } | self._in_synonyms(drop)
        kept = [
            i
            for i, word in enumerate(words)
            if i not in gone and i not in drop and (i in whole or not language().is_stopword(word))
        ]
        topics = tuple(f for f in self.linked.of("topic") if any(f.first <= i < f.last for i in kept))
        hints = tuple(words[i].key for i in sorted(drop - gone) if words[i].key not in language().stopwords)
        places = set(kept)
        named = tuple(
            Naming(span, frozenset(agent.iris), agent.names)
            for agent in self.agents
            if agent.best.confidence > NAMED and places & (span := set(range(agent.best.first, agent.best.last)))
        )
        others = tuple(o for o in self.others if places.issuperset(range(o.first, o.last)))
        return Content(tuple(kept), tuple(words[i].key for i in kept), topics, hints, named, others)

    def _said_by(self, form: Form) -> frozenset[int]:
        """Positions of the words that belong to the asking of a form, halves of a word of the content aside:
        “báo” of “báo cáo” is none though “bao giờ” asks."""
        words = self.linked.question.words
        said = {i for i, word in enumerate(words) if word.key in form.drop}

        def whole(i: int) -> bool:
            near = (j for j in (i - 1, i + 1) if 0 <= j < len(words) and j not in said and j not in self.used)
            return any(
                not language().is_stopword(words[j]) and self.bond(*(words[k].key for k in sorted((i, j)))) >= BOUND
                for j in near
            )

        return frozenset(i for i in said if not whole(i))

    def _in_synonyms(self, drop: frozenset[int]) -> set[int]:
        """Positions of wordings of several words that have synonyms, if a word of them says something itself."""
        words, out = self.linked.question.words, set[int]()
        for first in range(len(words)):
            for last in range(first + 2, min(first + 5, len(words)) + 1):
                run = words[first:last]
                if tuple(word.key for word in run) not in language().synonyms or any(
                    i in drop for i in range(first, last)
                ):
                    continue
                if not all(language().is_stopword(word) for word in run):
                    out |= set(range(first, last))
        return out


def understand(linked: Linked, catalogue: Catalogue, inherited: Understanding | None = None) -> Understanding:
    """Resolve a linked question against the store; `inherited` is the earlier question of a conversation."""
    talk = asker_words(linked.question)
    used = _asking_words(linked) | talk
    everything = catalogue.everything
    scope, problem, asked, pinned = everything, None, "", False
    section = _section(linked)
    used |= section[1]
    carried = False
    named, used_by_documents, unknown = named_documents(linked, everything, catalogue)
    used |= used_by_documents
    if unknown:
        problem, asked = "document", unknown
    elif named:
        scope, pinned = Scope(named), True
    provinces, foreign = named_provinces(linked, used_by_documents, scope, catalogue)
    if foreign and pinned and not linked.numbers and (own := named_provinces(linked, set(), everything, catalogue)[0]):
        scope, provinces, foreign, used_by_documents = everything, own, (), set[int]()
    for find in (*provinces, *foreign):
        before = find.first - 1
        led = before >= 0 and linked.question.words[before].key in language().signals["before_places"]
        used |= set(range(before if led else find.first, find.last))
    by_area, used_by_areas = areas(linked, scope)
    of_area = False
    if provinces or by_area:
        scope, of_area = narrowed(scope, {find.name.id for find in provinces}, by_area)
        used |= used_by_areas if of_area else set()
        pinned, foreign = True, () if by_area else foreign
    elif foreign and not problem:
        problem, asked = "province", foreign[0].name.label
    elif inherited and inherited.pinned and not pinned and not problem and not _compares(linked):
        scope, provinces, pinned, carried = inherited.scope, inherited.provinces, True, True
    if not problem and linked.periods and scope:
        told = _telling(linked, catalogue)
        inside = Scope(
            n for n in scope if not n.dates or n.iri in told or any(p.holds(d) for p in linked.periods for d in n.dates)
        )
        if inside:
            scope = inside
        else:
            problem, asked = "period", ", ".join(linked.question.text[p.start : p.end] for p in linked.periods)
    used |= named_for(linked, scope, catalogue) if named else set()
    used |= {i for i, w in enumerate(linked.question.words) if any(p.start <= w.start < p.end for p in linked.periods)}
    return Understanding(
        linked,
        scope,
        provinces,
        _agents(linked, used_by_documents | (named_for(linked, scope, catalogue) if named else set()), catalogue),
        frozenset(used),
        problem,
        section[0],
        asked,
        carried,
        frozenset(used_by_areas if of_area else ()),
        catalogue.facts.words.bond,
        _others(linked),
        bool(named),
        pinned,
        talk,
    )


def _compares(linked: Linked) -> bool:
    """True if a question puts provinces beside each other: it isn't about the one before alone."""
    return language().named_pattern("compares_provinces").search(linked.question.key) is not None


def _others(linked: Linked) -> tuple[Other, ...]:
    """What the thesaurus gives for words of the question; a word that was spelled out or corrected as it is meant."""
    typed = [word.key if word.repaired else word.typed for word in linked.question.words]
    found = ((e, tuple(fold(e.synonym).split())) for e in expansions(typed))
    return tuple(Other(e.start, e.end, run, e.weight) for e, run in found if run)


def _asking_words(linked: Linked) -> set[int]:
    """Positions of the question words themselves, and of those that tell how to group a list."""
    out, starts = set[int](), linked.question.offsets()
    key = linked.question.key
    if wish := grouping(key):
        out |= {i for i, at in enumerate(starts) if wish[1] <= at < wish[2]}
    for name in _ASKING:
        for found in language().pattern("{" + name + "}").finditer(key):
            out |= {i for i, at in enumerate(starts) if found.start() <= at < found.end()}
    return out


def _section(linked: Linked) -> tuple[str | None, set[int]]:
    """The number of the item named, and the positions of its words."""
    found = language().named_pattern("section").search(linked.question.key)
    if found is None:
        return None, set()
    starts = linked.question.offsets()
    return found.group("n"), {i for i, at in enumerate(starts) if found.start() <= at < found.end()}


def _telling(linked: Linked, catalogue: Catalogue) -> frozenset[str]:
    """Notices of which a fact writes one of the question's periods."""
    return catalogue.facts.written_in([run for period in linked.periods for run in _written(period)])


def _written(period: Period) -> list[tuple[str, ...]]:
    """Ways in which a text may write a period, as runs of folded words."""
    first, last = period.first, period.last
    days = [str(first.day), f"{first.day:02}"] if first == last else [""]
    months = [str(first.month), f"{first.month:02}"] if (first.year, first.month) == (last.year, last.month) else [""]
    year = str(first.year) if period.year_known else ""
    short = [tuple(part for part in (d, m, year) if part) for d in days for m in months]
    if first != last:
        return short
    spelled = [(d, "thang", m, *(("nam", year) if year else ())) for d in days for m in months]
    return short + spelled


def _agents(linked: Linked, used: set[int], catalogue: Catalogue) -> tuple[Agent, ...]:
    spans = dict[tuple[int, int], list[Find]]()
    for find in linked.of(*AGENTS):
        if find.first in used:
            continue
        spans.setdefault((find.first, find.last), []).append(find)
    out = list[Agent]()
    for finds in spans.values():
        finds.sort(key=lambda f: -f.confidence)
        iris = dict.fromkeys(iri for f in finds for iri in iris_of(f, catalogue))
        names = {n for f in finds for n in (f.name.label, f.name.wording)}
        names |= {name for iri in iris for name in catalogue.things[iri].names}
        runs = {tuple(word.key for word in linked.question.words[finds[0].first : finds[0].last])}
        runs |= {tuple(fold(name).split()) for name in names}
        out.append(Agent(tuple(finds), tuple(iris), tuple(sorted(run for run in runs if run))))
    return tuple(out)


def dated(notice: Notice) -> date | None:
    """Date to order a notice by: of issue, else the latest it mentions of its own events."""
    return notice.issued or (max(notice.dates) if notice.dates else None)

"""What a question is about before any form is tried: notices in scope, agents, and its content words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ontology import lexicon
from ontology.text import fold
from query.ask.answer_words import grouping
from query.ask.areas import areas, narrowed
from query.ask.asker import asker_words
from query.ask.catalogue import Catalogue, Notice
from query.ask.forms import Form
from query.ask.retrieve import Content
from query.link.dates import Period
from query.link.documents import Number, same_number
from query.link.language import language
from query.link.linker import AGENTS, Linked
from query.link.names import Find

MARKED = 0.65
"""Confidence below which the marks typed speak against a province: “diễn biến” is not Điện Biên."""
_ASKING = ("who", "what", "how", "when", "where", "howmany")


@dataclass(frozen=True, slots=True)
class Agent:
    """A body, post or person the question names; `iris` are its namesakes in the graph, surest first."""

    finds: tuple[Find, ...]
    iris: tuple[str, ...]

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
    scope: tuple[Notice, ...]
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
    pinned: bool = False
    """True if a document or province was named, so that the scope is the question's own."""

    talk: frozenset[int] = frozenset()
    """Positions of the words that tell of the asker."""

    @property
    def key(self) -> str:
        """Folded question."""
        return self.linked.question.key

    @property
    def proper(self) -> str:
        """Folded question less what it tells of the asker."""
        return " ".join(w.key for i, w in enumerate(self.linked.question.words) if i not in self.talk)

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """IRIs of the notices in scope."""
        return tuple(notice.iri for notice in self.scope)

    def content(self, form: Form | None, *, without: Iterable[Agent] = ()) -> Content:
        """Words that say what is asked about, less those of the form and of the agents it has used."""
        drop = form.drop if form else frozenset()
        words = self.linked.question.words
        gone = set(self.used) | {i for agent in without for i in range(agent.best.first, agent.best.last)}
        for agent in (a for a in self.agents if a.best.name.kind != "body"):
            at = agent.best.first - 1
            while at >= 0 and words[at].key in language().signals["honorifics"]:
                gone.add(at)
                at -= 1
        whole = {
            i
            for find in self.linked.of("topic")
            if any(
                words[k].key not in drop and not language().is_stopword(words[k]) for k in range(find.first, find.last)
            )
            for i in range(find.first, find.last)
        } | self._in_synonyms(drop)
        kept = [
            i
            for i, word in enumerate(words)
            if i not in gone and word.key not in drop and (i in whole or not language().is_stopword(word))
        ]
        topics = tuple(f for f in self.linked.of("topic") if any(f.first <= i < f.last for i in kept))
        hints = tuple(w.key for i, w in enumerate(words) if i not in gone and w.key in drop - language().stopwords)
        return Content(tuple(kept), tuple(words[i].key for i in kept), topics, hints)

    def _in_synonyms(self, drop: frozenset[str]) -> set[int]:
        """Positions of wordings of several words that have synonyms, if a word of them says something itself."""
        words, out = self.linked.question.words, set[int]()
        for first in range(len(words)):
            for last in range(first + 2, min(first + 5, len(words)) + 1):
                run = words[first:last]
                if tuple(word.key for word in run) not in language().synonyms or any(w.key in drop for w in run):
                    continue
                if not all(language().is_stopword(word) for word in run):
                    out |= set(range(first, last))
        return out


def understand(linked: Linked, catalogue: Catalogue, inherited: Understanding | None = None) -> Understanding:
    """Resolve a linked question against the store; `inherited` is the earlier question of a conversation."""
    talk = asker_words(linked.question)
    used = _asking_words(linked) | talk
    everything = tuple(catalogue.notices.values())
    scope, problem, asked, pinned = everything, None, "", False
    section = _section(linked)
    used |= section[1]
    carried = False
    named, used_by_documents, unknown = _documents(linked, everything, catalogue)
    used |= used_by_documents
    if unknown:
        problem, asked = "document", unknown
    elif named:
        scope, pinned = named, True
    provinces, foreign = _provinces(linked, used_by_documents, scope, catalogue)
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
    elif inherited and inherited.pinned and not pinned and not problem:
        scope, provinces, pinned, carried = inherited.scope, inherited.provinces, True, True
    if not problem and linked.periods and scope:
        told = _telling(linked, catalogue)
        inside = tuple(
            n for n in scope if not n.dates or n.iri in told or any(p.holds(d) for p in linked.periods for d in n.dates)
        )
        if inside:
            scope = inside
        else:
            problem, asked = "period", ", ".join(linked.question.text[p.start : p.end] for p in linked.periods)
    used |= {i for i, w in enumerate(linked.question.words) if any(p.start <= w.start < p.end for p in linked.periods)}
    return Understanding(
        linked,
        scope,
        provinces,
        _agents(linked, used_by_documents, catalogue),
        frozenset(used),
        problem,
        section[0],
        asked,
        carried,
        frozenset(used_by_areas if of_area else ()),
        pinned,
        talk,
    )


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


def _documents(
    linked: Linked, notices: tuple[Notice, ...], catalogue: Catalogue
) -> tuple[tuple[Notice, ...], set[int], str]:
    """Notices named by number, kind, issuer or subject; words used; the number of a document nobody has."""
    words, starts, key = linked.question.words, linked.question.offsets(), linked.question.key
    used, chosen = set[int](), tuple[Notice, ...]()
    for number in linked.numbers:
        hits = tuple(n for n in notices if n.number and same_number(number, n.number))
        cited = catalogue.facts.holds([(number.digits,)], ["Citation"], catalogue.notices)
        if hits or (number.whole and not cited):
            used |= {
                i
                for i, w in enumerate(words)
                if (number.start <= w.start < number.end if number.whole else number.start <= starts[i] < number.end)
            }
        if not hits and not cited and (number.whole or _is_document(number, key)):
            return (), used, linked.question.text[number.start : number.end] if number.whole else number_label(number)
        chosen += hits
    by_number = bool(chosen)
    for found in language().named_pattern("near_document").finditer(key):
        group = "doc" if found.group("doc") else "of"
        after = next((w for w, at in zip(words, starts, strict=True) if at >= found.end(group)), None)
        if after is not None and not chosen and _within(after.start, linked.numbers):
            continue
        kinds = {n.kind for n in notices} | {kind.replace(" ", "-") for kind in language().signals["any_document"]}
        if found.group(group).replace(" ", "-") not in kinds and not linked.numbers:
            return chosen, used, ""
        used |= {i for i, at in enumerate(starts) if found.start(group) <= at < found.end(group)}
        if not by_number:
            another = _by_kind(found.group(group), linked, notices, catalogue)
            joined = _beside(key, found.start(group))
            chosen = tuple(dict.fromkeys((*chosen, *another))) if joined else chosen or another
        if not language().named_pattern("several_documents").search(key):
            break
    about = language().named_pattern("about_document").search(key)
    if about and not linked.numbers:
        chosen = _by_subject(about.group("about").split(), chosen or notices) or chosen
    return chosen, used, ""


def _beside(key: str, place: int) -> bool:
    """True if what begins at a place of the folded question is joined to something before it."""
    words = key[:place].split()
    return bool(words) and words[-1] in language().signals["joining_documents"]


def _within(place: int, numbers: Iterable[Number]) -> bool:
    """True if a full document number stands at a place of the question."""
    return any(number.whole and number.start <= place < number.end for number in numbers)


def _is_document(number: Number, key: str) -> bool:
    """True if a bare number after the name of a kind of document can only be one that is asked of: “quyết định 5
    việc” is none, and whether a document is mentioned is asked of the others."""
    if language().named_pattern("asked_as_mentioned").search(key):
        return False
    kind = key[: number.start].removesuffix("so ").strip()
    return len(number.digits) > 2 or any(kind.endswith(name) for name in language().signals["never_verbs"])


def _by_kind(kind: str, linked: Linked, notices: tuple[Notice, ...], catalogue: Catalogue) -> tuple[Notice, ...]:
    """Notices of a kind (if there are any), narrowed to an issuer that the question names."""
    hits = tuple(n for n in notices if n.kind and n.kind == kind.replace(" ", "-")) or notices
    issuers = {iri for f in linked.of(*AGENTS) for iri in (*catalogue.by_lexicon.get(f.name.id, ()), f.name.id)}
    narrowed = tuple(n for n in hits if n.issuer in issuers)
    return narrowed or (hits if len(hits) < len(notices) else ())


def _by_subject(keys: list[str], notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Notices whose title holds most of the words that follow “về”."""
    wanted = [k for k in keys if k not in language().stopwords]
    scored = [(sum(k in n.title_keys for k in wanted), n) for n in notices]
    best = max((score for score, _ in scored), default=0)
    hits = tuple(n for score, n in scored if score == best)
    return hits if wanted and best >= 0.7 * len(wanted) and len(hits) < len(notices) else ()


def _provinces(
    linked: Linked, used: set[int], scope: tuple[Notice, ...], catalogue: Catalogue
) -> tuple[tuple[Find, ...], tuple[Find, ...]]:
    """Provinces with a notice in scope, and those asked about without one.

    A province that the notices in scope merely mention is part of what is asked, not of the scope,
    unless it is the only one named. A name of 2025 stands for the old province that it took in.
    """
    covered = {n.province for n in scope if n.province}
    own, foreign = list[Find](), list[Find]()
    for find in linked.of("province"):
        if find.first in used or find.confidence < MARKED or _ordinary(find, linked, catalogue):
            continue
        if find.name.id in covered:
            own.append(find)
        elif not any(
            (o.first, o.last) == (find.first, find.last) for o in linked.of("province") if o.name.id in covered
        ):
            foreign.append(find)
    asked = language().named_pattern("which_province").search(linked.question.key) is not None
    mentioned = [f for f in foreign if (own or asked) and _mentions(f.name.label, scope, catalogue)]
    pinned_by_number = bool(linked.numbers) and not own
    rest = [
        f
        for f in foreign
        if f not in mentioned and not (pinned_by_number and _mentions(f.name.label, scope, catalogue))
    ]
    return tuple(own), tuple(rest) if not own else ()


def _ordinary(find: Find, linked: Linked, catalogue: Catalogue) -> bool:
    """True if a province's name typed small and without marks is more likely two words that the notices use."""
    words = linked.question.words
    typed = words[find.first : find.last]
    before = words[find.first - 1].key if find.first else ""
    if any(w.capital for w in typed) or before in language().place_words or any(w.marked for w in typed):
        return False
    if any(n.province == find.name.id for n in catalogue.notices.values()):
        return False
    return _mentions(find.name.label, tuple(catalogue.notices.values()), catalogue)


def successors(province: str) -> tuple[str, ...]:
    """Ids of the old provinces that the unit of 1/7/2025 with this name took in, itself left out."""
    by_name = {p.successor_name: p for p in lexicon.provinces()}
    new = next((name for name in by_name if fold(name).endswith(province.replace("-", " "))), None)
    return tuple(p.id for p in lexicon.provinces() if p.successor_name == new and p.id != province) if new else ()


def _mentions(name: str, scope: tuple[Notice, ...], catalogue: Catalogue) -> bool:
    written = catalogue.facts.written_in([tuple(fold(name).split())])
    return any(n.iri in written for n in scope)


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
        iris = dict.fromkeys(iri for f in finds for iri in _iris(f, catalogue))
        out.append(Agent(tuple(finds), tuple(iris)))
    return tuple(out)


def _iris(find: Find, catalogue: Catalogue) -> tuple[str, ...]:
    return (find.name.id,) if find.name.id in catalogue.things else catalogue.by_lexicon.get(find.name.id, ())


def dated(notice: Notice) -> date | None:
    """Date to order a notice by: of issue, else the latest it mentions of its own events."""
    return notice.issued or (max(notice.dates) if notice.dates else None)


def number_label(number: Number) -> str:
    """A document number as people write it."""
    return number.digits if number.symbol is None else f"{number.digits}-{number.symbol.upper()}"

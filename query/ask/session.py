"""Asking: link, read by every form that fits, look up, keep the best reading, phrase it."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from kg.evidence import Evidence
from kg.pages import with_pages
from kg.synthetic import is_synthetic
from ontology.text import fold, nfc
from query.ask import (
    find_allowed,
    find_assessments,
    find_charged,
    find_citations,
    find_compare,
    find_computed,
    find_documents,
    find_duties,
    find_extreme,
    find_facts,
    find_figures,
    find_parts,
    find_sets,
    find_side_by_side,
    find_traits,
)
from query.ask.catalogue import Catalogue, Graph
from query.ask.conversation import LONGEST, Conversation
from query.ask.explain import FLOOR, unexplained
from query.ask.forms import Form, fallback_form, forms, further_form
from query.ask.index import forget_index, read_catalogue
from query.ask.intent import intents
from query.ask.interrogatives import asked_for
from query.ask.judge import judged
from query.ask.kinds import kinds, named
from query.ask.memory import set_apart
from query.ask.model import Answer, Status
from query.ask.outcome import Env, Outcome, evidence_of
from query.ask.phrase import Phrase
from query.ask.proposals import improved
from query.ask.ranking import UNLIKELY, Reading, bound
from query.ask.refuse import is_foreign, out_of_scope, topics
from query.ask.retrieve import Retriever
from query.ask.shape import shape
from query.ask.understand import Understanding
from query.link.language import language
from query.link.linker import Linker

SHOUTED = 3
"""Words from which a question all in capitals is read as if typed in lower case."""
LIKELIEST = 8
"""Forms that are tried for the question's wording alone."""
TOLD = frozenset({"text", "items", "clause"})
"""Kinds of answers that quote a notice."""
SEEN = 0.45
"""Coverage of a passage from which it is offered as a search result."""
Finder = Callable[[Env], Outcome | None]
Search = Callable[[str], Sequence[Evidence]]

FINDERS: Mapping[str, Finder] = {
    "body-duties": find_duties.body_duties,
    "count-duties": find_duties.count_duties,
    "assignees": find_duties.assignees,
    "directors": find_duties.directors,
    "relation": find_duties.relation,
    "part": find_parts.part,
    "deadline": find_parts.deadline,
    "when": find_parts.when,
    "clause": find_parts.clause,
    "items": find_parts.items,
    "prohibitions": find_traits.prohibitions,
    "by-deadline": find_traits.by_deadline,
    "field": find_documents.field,
    "signatory": find_documents.signatory,
    "recipients": find_documents.recipients,
    "citations": find_citations.citations,
    "missing": find_documents.missing,
    "sections": find_documents.sections,
    "urgent": find_documents.urgent,
    "is-urgent": find_documents.is_urgent,
    "collection": find_sets.collection,
    "is-allowed": find_allowed.is_allowed,
    "has-notice": find_documents.has_notice,
    "earliest": find_sets.earliest,
    "cited": find_citations.cited,
    "event-on-date": find_facts.event_on_date,
    "statistics": find_figures.statistics,
    "computed": find_computed.computed_figure,
    "extreme": find_extreme.extreme_figure,
    "side-by-side": find_side_by_side.side_by_side,
    "event": find_facts.event,
    "posts": find_facts.posts,
    "holders": find_facts.holders,
    "people": find_facts.people,
    "has-people": find_facts.has_people,
    "kind": find_assessments.of_kind,
    "has-kind": find_assessments.has_kind,
    "concerned": find_assessments.concerned,
    "definition": find_facts.definition,
    "amount": find_figures.statistics,
    "compare-assignees": find_compare.compare_assignees,
    "compare-duties": find_compare.compare_duties,
    "provinces": find_compare.provinces,
    "both": find_compare.both,
    "has-figure": find_compare.has_figure,
    "body-has-duty": find_charged.body_has_duty,
    "mentions": find_compare.mentions,
    "most-duties": find_compare.most_duties,
    "has-part": find_documents.has_part,
    "is-issuer": find_documents.is_issuer,
    "documents-on-date": find_documents.documents_on_date,
    "days-between": find_documents.days_between,
    "same-day": find_documents.same_day,
    "as-of": find_figures.as_of,
    "directed": find_facts.directed,
    "has-recipient": find_documents.has_recipient,
    "whose": find_parts.whose,
    "named-in": find_parts.named_in,
    "duties-about": find_duties.duties_about,
    "contact": find_parts.contact,
    "object-of": find_parts.object_of,
}


class AskSession:
    """Everything that answering needs, opened once per generation of the store."""

    def __init__(self, graph: Graph, *, search: Search | None = None) -> None:
        """`search` offers passages for questions that no form reads; word overlap does without it."""
        self._graph = graph
        self._search = search
        self._load()

    def _load(self) -> None:
        self.catalogue: Catalogue = read_catalogue(self._graph)
        things = self.catalogue.things.values()
        labels = {t.iri: (_kind(t.iri), t.names) for t in things if t.lexicon is None}
        patterns = [p for f in forms() for p in f.cues] + [topic.pattern for topic in topics()]
        asked: list[tuple[str, ...]] = [
            (w,) for p in patterns for w in re.findall(r"[a-z]{2,}", p.pattern.replace("\\b", " "))
        ]
        asked += [tuple(w.split()) for row in kinds()["metric"] for w in row["wordings"]]
        asked += [tuple(fold(str(e["question"])).split()) for f in forms() for e in f.examples]
        facts = self.catalogue.facts
        self.linker = Linker(
            labels,
            (),
            language(),
            asked,
            uses=facts.words.writings(),
            adjacent=facts.words.adjacent,
            asked=intents().asks,
        )
        self.retriever = Retriever(self.catalogue, language())
        set_apart(len(self.catalogue.notices))
        self._synthetic = is_synthetic(self._graph)

    def refresh(self) -> None:
        """Read the store again if it has changed."""
        if self._graph.generation != self.catalogue.generation:
            self._load()

    def ask(self, question: str, *, context: Sequence[str] = (), propose: bool = True) -> Answer:
        """Answer one question; `context` are the earlier questions of the conversation, oldest first.

        Without `propose` no language model is asked, even if one is configured.
        """
        begun = time.perf_counter()
        try:
            answer = self._answer(question, context, propose)
        except sqlite3.DatabaseError:
            forget_index(self._graph)
            self._load()
            answer = self._answer(question, context, propose)
        answer = replace(answer, evidence=with_pages(self._graph, answer.evidence))
        return replace(answer, ms=(time.perf_counter() - begun) * 1000, synthetic=self._synthetic)

    def _answer(self, question: str, context: Sequence[str], propose: bool) -> Answer:
        phrase, conversation = Phrase(question, self.catalogue), Conversation(self, context)
        understanding = self._in_conversation(question, conversation)
        if refusal := self.refused(understanding, phrase):
            return refusal
        best = self.best(understanding)
        if told := conversation.nearby(_typed(question)):
            near = Reading(further_form(), told[1], 0.0, True)
            formal = best if best and best.answers and best.outcome.meets(near.outcome) else None
            if near.answers and (formal is None or conversation.repeats(formal.outcome.values)):
                return self.said(near, told[0], phrase)
        best = judged(best, self.fallback_env(understanding))
        own = self.said(best, understanding, phrase) if best else self._searched(understanding, phrase)
        return improved(own, best, understanding, self) if propose else own

    def understood(self, question: str, context: Sequence[str] = ()) -> Understanding:
        """The question linked to the store, in the conversation it belongs to."""
        return self._in_conversation(question, Conversation(self, context))

    def _in_conversation(self, question: str, conversation: Conversation) -> Understanding:
        return conversation.read(_typed(question))

    def answer(self, question: str, context: Sequence[str]) -> Answer:
        """The answer to a question in its conversation, without the help of a language model."""
        return self._answer(question, context, False)

    def refused(self, understanding: Understanding, phrase: Phrase) -> Answer | None:
        """The answer to a question that no reading may answer."""
        if not understanding.key:
            return phrase.unread()
        if topic := out_of_scope(understanding, self.catalogue):
            return phrase.out_of_scope(understanding, topic)
        if not self.catalogue.notices:
            return phrase.not_stated(understanding, None, None)
        if is_foreign(understanding, self.retriever):
            return phrase.out_of_scope(understanding, None)
        return phrase.uncovered(understanding) if understanding.problem else None

    def said(self, reading: Reading, understanding: Understanding, phrase: Phrase) -> Answer:
        """What is answered if a reading is the one meant."""
        form, outcome = reading.form, reading.outcome
        if outcome.choices:
            return phrase.ambiguous(understanding, form, outcome)
        if outcome.empty:
            return phrase.not_stated(understanding, form, outcome)
        if outcome.probability is None and outcome.confidence < reading.assured:
            return phrase.unsure(understanding, form, outcome)
        if not reading.answers:
            return phrase.doubted(understanding, form, outcome, reading.confidence)
        return phrase.answered(understanding, form, replace(outcome, confidence=reading.confidence))

    def readings(self, understanding: Understanding) -> list[Reading]:
        """Every way in which forms read the question and found or missed something, best first.

        Tried are the forms with a cue in the question, and the likeliest of all by its wording.
        """
        found = (self._read(understanding, *candidate) for candidate in self._candidates(understanding))
        return sorted((r for r in found if r), key=lambda reading: -reading.score)

    def best(self, understanding: Understanding) -> Reading | None:
        """The first of `readings`, found without trying forms that can't come first any more."""
        best: Reading | None = None
        for form, likely, fits in self._candidates(understanding):
            if best and bound(form, likely, fits=fits) <= best.score:
                break
            found = self._read(understanding, form, likely, fits)
            if found and (best is None or found.score > best.score):
                best = found
        return best

    def _candidates(self, understanding: Understanding) -> list[tuple[Form, float, bool]]:
        """Forms to try, the most promising first; with each the logarithm of its probability, and whether a
        cue of it is in the question."""
        likely = intents().likely(shape(understanding))
        sorts, answers = asked_for(understanding.proper), intents().answers
        able = [
            form
            for form in forms()
            if self._has(form, understanding)
            and all(p.search(understanding.key) for p in form.require)
            and (not sorts or sorts & answers.get(form.id, sorts))
        ]
        likeliest = sorted(able, key=lambda form: -likely.get(form.id, UNLIKELY))[:LIKELIEST]
        rows = [(form, likely.get(form.id, UNLIKELY), form.fits(understanding.key)) for form in able]
        rows = [row for row in rows if row[2] or row[0] in likeliest]
        return sorted(rows, key=lambda row: -bound(row[0], row[1], fits=row[2]))

    def _read(self, understanding: Understanding, form: Form, likely: float, fits: bool) -> Reading | None:
        env = Env(form, understanding, self.catalogue, self.retriever, self._graph, self.linker)
        outcome = FINDERS[form.find](env)
        if outcome is None or (form.answer == "boolean" and not fits):
            return None
        if outcome.empty:
            outcome = replace(outcome, cut=env.unfinished())
        elif outcome.cut is None and (cut := env.cuts.get(outcome.sparql)):
            fills = {"count": str(cut.total)} if cut.facts and "count" in outcome.fills else {}
            outcome = replace(outcome, cut=cut, fills={**outcome.fills, **fills})
        return Reading(form, _weighed(env, outcome), likely, fits)

    def reading(self, form: Form, understanding: Understanding, likely: float) -> Reading | None:
        """What one form finds for a question, whatever its words; None if it lacks what the form needs."""
        return self._read(understanding, form, likely, False) if self._has(form, understanding) else None

    def fallback_env(self, understanding: Understanding) -> Env:
        """What a finder works with where no form reads the question."""
        return Env(fallback_form(), understanding, self.catalogue, self.retriever, self._graph, self.linker)

    def _has(self, form: Form, understanding: Understanding) -> bool:
        kinds = {find.name.kind for agent in understanding.agents for find in agent.finds}
        checks: Mapping[str, Callable[[], bool]] = {
            "agent": lambda: bool(understanding.agents),
            "person": lambda: "person" in kinds,
            "post": lambda: "post" in kinds,
            "content": lambda: bool(understanding.content(form)) or understanding.section is not None,
            "metric": lambda: bool(named("metric", understanding.key)),
            "figure": lambda: True,
            "citation": lambda: bool(find_citations.cited_numbers(understanding, self.catalogue)),
            "day": lambda: any(p.first == p.last for p in understanding.linked.periods),
        }
        return all(checks[need]() for need in form.needs)

    def _searched(self, understanding: Understanding, phrase: Phrase) -> Answer:
        if self._search is not None:
            return phrase.searched(understanding, self._search(understanding.linked.question.text), "")
        content = understanding.content(None)
        found = self.retriever.search(content, ("Duty", "Passage"), tuple(self.catalogue.notices))
        best = [m.fact.iri for m in found[:5] if m.coverage >= SEEN]
        if not best:
            return phrase.searched(understanding, (), "")
        env = Env(forms()[0], understanding, self.catalogue, self.retriever, self._graph, self.linker)
        query, rows = env.run("facts", fact=best)
        return phrase.searched(understanding, evidence_of(rows), query)


def _typed(question: str) -> str:
    """The part of a question that is read, without control characters; one all in capitals in lower case, but for
    what holds figures (F0, 5K)."""
    text = nfc(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", question))[:LONGEST].strip()
    if not text.isupper() or len(text.split()) < SHOUTED:
        return text
    return re.sub(r"(?<!\w)[^\W\d_]+(?!\w)", lambda found: found.group().lower(), text)


def _kind(iri: str) -> str:
    return next((kind for kind in ("person", "post") if f"/{kind}/" in iri), "body")


def _weighed(env: Env, outcome: Outcome) -> Outcome:
    """The outcome with the confidence that the words it leaves unexplained allow."""
    if outcome.empty or outcome.choices or not outcome.evidence:
        return outcome
    if env.form.answer in TOLD and all(isinstance(v, str) and _repeats(env, v) for v in outcome.values):
        return replace(outcome, empty=True, confidence=0.3, missing=env.content().keys)
    share, open_words = unexplained(env, outcome)
    missing = tuple(dict.fromkeys((*outcome.missing, *open_words))) if share < 1 else outcome.missing
    return replace(outcome, confidence=min(outcome.confidence, FLOOR + (1 - FLOOR) * share), missing=missing)


def _repeats(env: Env, value: str) -> bool:
    """True if all that a value says are words of the question."""
    asked = {word.key for word in env.understanding.linked.question.words}
    said = set(fold(value).split()) - language().idle
    return bool(said) and asked.issuperset(said)


_SESSIONS: WeakKeyDictionary[Graph, AskSession] = WeakKeyDictionary()


def ask(question: str, repo: Graph, *, context: Sequence[str] = (), propose: bool = True) -> Answer:
    """Answer a question over a repository. Sessions are kept per repository and follow its changes."""
    session = _SESSIONS.get(repo)
    if session is None:
        session = _SESSIONS[repo] = AskSession(repo)
    session.refresh()
    return session.ask(question, context=context, propose=propose)


__all__ = ["AskSession", "Status", "ask"]

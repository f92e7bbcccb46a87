"""A question in the conversation it belongs to: read in full, or answered by what the last answer was drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol

from ontology.names import ID
from ontology.text import nfc
from query.ask.catalogue import Catalogue, Fact, Notice, Scope
from query.ask.find_nearby import nearby
from query.ask.followup import fillers, referent, written_out
from query.ask.model import Answer, Status, Value
from query.ask.outcome import Env, Outcome
from query.ask.phrase import Phrase
from query.ask.ranking import Reading
from query.ask.understand import Understanding, understand
from query.link.language import language
from query.link.linker import Linker

REMEMBERED = 5
"""Earlier questions that a new one may lean on."""
LONGEST = 1000
"""Characters of a question that are read."""
SHORT = 2
"""Words up to which a question is about the notice of the last answer, if it names nothing."""
FOCUSED = 4
"""Statements of an answer up to which a follow-up is asked of them."""
SURER = 0.05
"""How much surer the answer to a question as it stands has to be than to the question written out."""
SPOKEN, CLEAR = 0.45, 0.65
"""Coverage from which a statement is what an earlier question was about, though it didn't answer it: if that named a
place or document, and if not."""
KINDS = ("Duty", "Passage", "Situation", "Decision", "Praise", "Shortcoming", "Support", "Statistic")


class Reader(Protocol):
    """The part of a session that a conversation needs."""

    catalogue: Catalogue
    linker: Linker

    def best(self, understanding: Understanding) -> Reading | None:
        """The best reading of a question by a form."""
        ...

    def said(self, reading: Reading, understanding: Understanding, phrase: Phrase) -> Answer:
        """What is answered if a reading is the one meant."""
        ...

    def answer(self, question: str, context: Sequence[str]) -> Answer:
        """The answer to a question in its conversation, without the help of a language model."""
        ...

    def fallback_env(self, understanding: Understanding) -> Env:
        """What a finder works with where no form reads the question."""
        ...


class Conversation:
    """The questions before one, oldest first."""

    def __init__(self, reader: Reader, questions: Sequence[str]) -> None:
        self._reader = reader
        self._questions = [nfc(question)[:LONGEST] for question in questions[-REMEMBERED:]]

    @cached_property
    def earlier(self) -> Understanding | None:
        """The last question, itself read after those before it."""
        found: Understanding | None = None
        for question in self._questions:
            found = self._after(question, found)
        return found

    @cached_property
    def last(self) -> Answer | None:
        """The answer that the last question got."""
        return self._reader.answer(self._questions[-1], self._questions[:-1]) if self._questions else None

    def repeats(self, values: Sequence[Value]) -> bool:
        """True if values are what the last question was answered with."""
        return self.last is not None and tuple(values) == self.last.values

    def read(self, text: str) -> Understanding:
        """A question read after the earlier ones: written out in full if it leans on them."""
        earlier = self.earlier
        if earlier and not earlier.pinned and not earlier.problem and self._short(text) and (home := self._home()):
            earlier = replace(earlier, scope=Scope((home,)), pinned=True)
        return self._after(text, earlier)

    def _short(self, text: str) -> bool:
        """True if a question says so little that it has to be about what was told before."""
        alone = self._linked(text, None)
        said = [key for key in alone.content(None).keys if key not in fillers()]
        return not alone.agents and not alone.provinces and len(said) <= SHORT

    def _home(self) -> Notice | None:
        """The one notice that the last answer was drawn from."""
        notices = self._reader.catalogue.notices
        if self.last and self.last.status is Status.ANSWERED:
            return _only(notices[e.notice] for e in self.last.evidence)
        return _only(notices[fact.notice] for fact in self._focus(self.earlier, self.last)) if self.earlier else None

    def nearby(self, text: str) -> tuple[Understanding, Outcome] | None:
        """What the statements behind the last answer, or those next to them, tell of a question that names no place and
        no document itself; None if they don't."""
        old, last = self.earlier, self.last
        if old is None or old.problem or last is None or not text:
            return None
        new = self._linked(text, old)
        alone = self._linked(text, None)
        if alone.problem or alone.pinned or alone.linked.periods or not (facts := self._focus(old, last)):
            return None
        outcome = nearby(self._reader.fallback_env(new), facts)
        return (new, outcome) if outcome else None

    def _focus(self, old: Understanding, last: Answer | None) -> list[Fact]:
        """The statements that the last answer quotes; if it was none, the one that says most of its question."""
        facts = self._reader.catalogue.facts
        if last and last.status is Status.ANSWERED:
            notices = {e.notice for e in last.evidence}
            near = facts.of(KINDS, tuple(notices)) if 0 < len(last.evidence) <= FOCUSED else []
            return [
                f
                for f in near
                if any(f.notice == e.notice and f.order < e.end and e.start < f.end for e in last.evidence)
            ]
        env = self._reader.fallback_env(old)
        found = env.matches(old.content(None), *KINDS)
        return [m.fact for m in found[:1] if m.coverage >= (SPOKEN if old.pinned else CLEAR)]

    def _linked(self, text: str, earlier: Understanding | None) -> Understanding:
        return understand(self._reader.linker.link(text), self._reader.catalogue, earlier)

    def _after(self, text: str, earlier: Understanding | None) -> Understanding:
        understanding = self._linked(text, earlier)
        if earlier is None:
            return understanding
        asked = understanding.linked.question
        if resolved := referent(asked, earlier, lambda: self._values(earlier), lambda: self._document(earlier)):
            return self._linked(resolved, earlier)
        asks = language().named_pattern("asks").search(understanding.key) is not None
        best = self._best(earlier)
        full = written_out(understanding, earlier, best.form if best and best.answers else None, asks=asks)
        return self._fuller(understanding, self._linked(full, earlier)) if full else understanding

    def _fuller(self, alone: Understanding, full: Understanding) -> Understanding:
        """The question written out, unless it is only answered as it stands, by a form that needs no matter, or is so
        more surely."""
        own = self._best(alone)
        if own is None or not own.answers or not own.fits or "content" in own.form.needs:
            return full
        other = self._best(full)
        return full if other and other.answers and other.confidence >= own.confidence - SURER else alone

    def _values(self, earlier: Understanding) -> list[str]:
        """What answered an earlier question, as far as it is something with a name."""
        answer = self._said(earlier)
        return (
            [value for value in answer.values if isinstance(value, str) and not value.startswith(ID)] if answer else []
        )

    def _document(self, earlier: Understanding) -> Notice | None:
        """The notice that an earlier question was about, or that its answer was drawn from."""
        if len(earlier.scope) == 1 and earlier.pinned:
            return earlier.scope[0]
        answer = self._said(earlier)
        return _only(self._reader.catalogue.notices[e.notice] for e in answer.evidence) if answer else None

    def _said(self, earlier: Understanding) -> Answer | None:
        best = self._best(earlier)
        phrase = Phrase(earlier.linked.question.text, self._reader.catalogue)
        return self._reader.said(best, earlier, phrase) if best else None

    def _best(self, understanding: Understanding) -> Reading | None:
        if understanding.problem or not self._reader.catalogue.notices:
            return None
        return self._reader.best(understanding)


def _only(notices: Iterable[Notice]) -> Notice | None:
    found = {notice.iri: notice for notice in notices}
    return next(iter(found.values())) if len(found) == 1 else None

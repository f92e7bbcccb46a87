"""The slots of a reading: what of a question was understood as which thing, where, and how surely."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.text import nfc
from query.ask.forms import Form
from query.ask.model import Slot
from query.ask.scope import number_label
from query.ask.understand import Understanding
from query.link.names import Find


def slots(u: Understanding, form: Form | None, question: str) -> tuple[Slot, ...]:
    """Provinces, agents, topics, documents, periods and the numbered item of a question.

    A slot carried over from an earlier question, or of a question that was written out in full, stands
    nowhere: its `start` and `end` are 0.
    """
    here = nfc(question).strip() == u.linked.question.text
    found = [*_named(u, form), *_documents(u), *_periods(u), *_section(u)]
    carried = [Slot("province", f.name.id, f.name.label, 0, 0, 1.0) for f in u.provinces if u.carried]
    placed = [slot if here else Slot(slot.slot, slot.value, slot.label, 0, 0, slot.confidence) for slot in found]
    return tuple(carried + placed)


def _named(u: Understanding, form: Form | None) -> Iterator[Slot]:
    finds: list[tuple[str, Find]] = [("province", f) for f in u.provinces if not u.carried]
    finds += [("agent", agent.best) for agent in u.agents]
    finds += [("topic", find) for find in u.content(form).topics]
    words = u.linked.question.words
    for name, f in finds:
        start, end = words[f.first].start, words[f.last - 1].end
        yield Slot(name, f.name.id, f.name.label, start, end, round(f.confidence, 2))


def _documents(u: Understanding) -> Iterator[Slot]:
    """Documents named by number, with the words in front of the number left where they are."""
    words, offsets = u.linked.question.words, u.linked.question.offsets()
    for number in u.linked.numbers:
        if number.whole:
            start, end = number.start, number.end
        else:
            inside = [w for w, at in zip(words, offsets, strict=True) if number.start <= at < number.end]
            if not inside:
                continue
            start, end = inside[0].start, inside[-1].end
        label = u.linked.question.text[start:end]
        yield Slot("document", number_label(number), label, start, end, 1.0)


def _periods(u: Understanding) -> Iterator[Slot]:
    for period in u.linked.periods:
        days = dict.fromkeys(day.isoformat() for day in (period.first, period.last))
        label = u.linked.question.text[period.start : period.end]
        yield Slot("date", "/".join(days), label, period.start, period.end, 1.0 if period.year_known else 0.8)


def _section(u: Understanding) -> Iterator[Slot]:
    if u.section:
        yield Slot("section", u.section, u.section, 0, 0, 1.0)

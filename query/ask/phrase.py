"""Answers in words: the form's sentence filled with what was found, or an honest refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from string import Formatter

from kg.evidence import Evidence
from ontology.text import first_upper, fold
from query.ask.catalogue import Catalogue, Notice
from query.ask.cautions import cautions, unfinished
from query.ask.computed import counted
from query.ask.forms import Form, forms, messages
from query.ask.items import items, lead, listed
from query.ask.limits import Cut
from query.ask.model import Answer, Computed, Status
from query.ask.outcome import Outcome, spoken_date
from query.ask.scope import successors
from query.ask.slots import slots
from query.ask.understand import Understanding

LONGEST = 1200
"""Characters of a sentence before its lists are cut."""
BETWEEN = " · "
"""What finders put between the texts of a list."""
CHOICES = 3
"""Provinces to which a question with too long an answer may be narrowed."""
SHOWN = 8
"""Provinces or notices listed when an answer tells what there is."""


class _Blank(dict[str, str]):
    """A slot the question leaves open is said as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _fill(template: str, fills: Mapping[str, str]) -> str:
    said = Formatter().vformat(template, (), _Blank(fills))
    return " ".join(said.split()).replace(" .", ".").replace("..", ".")


def _numbered(texts: str) -> str:
    """Texts of a list as one sentence: (1) …; (2) ….; a single one as it is."""
    each = [text.rstrip(" .;") for text in texts.split(BETWEEN)]
    return "; ".join(f"({n}) {text}" for n, text in enumerate(each, 1)) + "." if len(each) > 1 else texts


class Phrase:
    """Builds the answer to one question."""

    def __init__(self, question: str, catalogue: Catalogue) -> None:
        self._question = question
        self._catalogue = catalogue
        self._words: Mapping[str, str] = messages()["words"]

    def answered(self, u: Understanding, form: Form, outcome: Outcome) -> Answer:
        """The form's sentence with its values, quotes and query, and what it has to be taken with."""
        fills = self._fills(u, form, outcome)
        entries = items(u, outcome, self._catalogue) if listed(form, outcome) else ()
        if "texts" in fills:
            fills = {**fills, "texts": _numbered(fills["texts"])}
        negative = outcome.values[:1] == (False,)
        said = _fill(
            form.empty if negative and form.answer == "boolean" and form.id != "both-provinces" else form.said, fills
        )
        said = said.rstrip(" :") + "." if said.endswith(":") else said
        said = said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + " …"
        return Answer(
            self._question,
            Status.ANSWERED,
            self._reading(form.reading, fills),
            first_upper(said),
            slots(u, form, self._question),
            outcome.values,
            outcome.groups,
            outcome.sparql,
            outcome.evidence,
            self._narrower(u, outcome.cut),
            min(0.99, max(0.05, outcome.confidence)),
            0.0,
            form.id,
            outcome.missing,
            cautions(u, self._used(u, outcome), self._cut(form, outcome)),
            first_upper(_fill(lead(form), fills)) if entries else "",
            entries,
            outcome.computed or self._counted(form, outcome),
        )

    def _cut(self, form: Form, outcome: Outcome) -> Cut | None:
        """What an answer leaves out, where that is part of what it says."""
        verdict = form.answer in ("boolean", "count")
        return None if outcome.cut is None or (verdict and not outcome.cut.facts) else outcome.cut

    def _narrower(self, u: Understanding, cut: Cut | None) -> tuple[str, ...]:
        """The question again for each of the provinces that most of an answer too long to show comes from."""
        if cut is None or len(u.provinces) == 1:
            return ()
        known = self._catalogue.notices
        often = Counter[str]()
        for iri, count in cut.homes.items():
            if iri in known:
                often[known[iri].province_label or ""] += count
        asked, notice_of = u.linked.question.text.rstrip(" ?.!"), self._words["notice_of"]
        labels = [notice_of.format(province=label) for label, _ in often.most_common() if label][:CHOICES]
        return tuple(self._words["choice"].format(question=asked, choice=label) for label in labels)

    def not_stated(self, u: Understanding, form: Form | None, outcome: Outcome | None) -> Answer:
        """Understood and covered, but the notices don't say it."""
        texts = messages()["not_stated"]
        if form is None or outcome is None:
            said = texts["nothing"] if not self._catalogue.notices else texts["weak"].format(covered=self._covered())
            return self._refusal(Status.NOT_STATED, "", said, u, confidence=0.5)
        fills = self._fills(u, form, outcome)
        unsaid = form.options.get("unsaid", form.empty)
        said = texts["text"].format(empty=first_upper(_fill(unsaid, fills)), covered=self._covered())
        return self._refusal(
            Status.NOT_STATED, self._reading(form.reading, fills), said, u, confidence=0.7, form=form, outcome=outcome
        )

    def unsure(self, u: Understanding, form: Form, outcome: Outcome) -> Answer:
        """Understood, but what was found leaves too much of the question unexplained to be its answer."""
        fills = self._fills(u, form, outcome)
        words = u.linked.question.words
        lost = " ".join(words[i].typed for i in u.content(form).places if words[i].key in outcome.missing)
        said = messages()["not_stated"]["unsure"].format(covered=self._covered(), words=lost)
        return self._refusal(
            Status.NOT_STATED,
            self._reading(form.reading, fills),
            said,
            u,
            confidence=outcome.confidence,
            form=form,
            outcome=outcome,
        )

    def doubted(self, u: Understanding, form: Form, outcome: Outcome, confidence: float) -> Answer:
        """Something was found, but likelier not what was asked: shown as passages, not as an answer."""
        fills = self._fills(u, form, outcome)
        return Answer(
            self._question,
            Status.SEARCH,
            self._reading(form.reading, fills),
            messages()["search"]["doubted"],
            slots(u, form, self._question),
            sparql=outcome.sparql,
            evidence=outcome.evidence,
            nearest=self._nearest(u),
            confidence=confidence,
            form=form.id,
            unexplained=outcome.missing,
            cautions=cautions(u, (), outcome.cut),
        )

    def ambiguous(self, u: Understanding, form: Form, outcome: Outcome) -> Answer:
        """Several things may be meant: the question again for each, to choose from."""
        fills = self._fills(u, form, outcome)
        asked = u.linked.question.text.rstrip(" ?.!")
        choices = tuple(self._words["choice"].format(question=asked, choice=choice) for choice in outcome.choices)
        return Answer(
            self._question,
            Status.AMBIGUOUS,
            self._reading(form.reading, fills),
            messages()["ambiguous"]["text"],
            slots(u, form, self._question),
            sparql=outcome.sparql,
            nearest=choices[:SHOWN],
            confidence=0.4,
            form=form.id,
        )

    def uncovered(self, u: Understanding) -> Answer:
        """No notice of that province, period or number."""
        labels = "; ".join(n.label for n in self._catalogue.everything[:SHOWN])
        said = messages()["not_stated"][u.problem or "weak"].format(
            asked=u.asked, covered=self._covered(), labels=labels
        )
        return self._refusal(
            Status.NOT_STATED, messages()["understood"].format(reading=u.linked.question.text), said, u, confidence=0.8
        )

    def out_of_scope(self, u: Understanding, topic: str | None) -> Answer:
        """Nothing a notice could say."""
        texts = messages()["out_of_scope"]
        reading = messages()["understood"].format(
            reading=texts["reading"].format(topic=topic or u.linked.question.text)
        )
        return self._refusal(Status.OUT_OF_SCOPE, reading, texts["text"], u, confidence=0.8)

    def searched(self, u: Understanding, evidence: Sequence[Evidence], query: str) -> Answer:
        """Not understood: the nearest passages instead of an answer."""
        texts = messages()["search"]
        reading = messages()["understood"].format(reading=texts["reading"].format(content=u.linked.question.text))
        return Answer(
            self._question,
            Status.SEARCH,
            reading,
            texts["text"] if evidence else texts["nothing"],
            slots(u, None, self._question),
            sparql=query,
            evidence=tuple(evidence),
            nearest=self._nearest(u),
            confidence=0.2,
        )

    def unread(self) -> Answer:
        """Nothing was typed that could be read."""
        return Answer(self._question, Status.SEARCH, "", messages()["search"]["empty"])

    def _refusal(
        self,
        status: Status,
        reading: str,
        said: str,
        u: Understanding,
        *,
        confidence: float,
        form: Form | None = None,
        outcome: Outcome | None = None,
    ) -> Answer:
        return Answer(
            self._question,
            status,
            reading,
            said,
            slots(u, form, self._question),
            sparql=outcome.sparql if outcome else "",
            nearest=self._nearest(u),
            confidence=confidence,
            form=form.id if form else "",
            unexplained=outcome.missing if outcome else (),
            cautions=unfinished(outcome.cut) if outcome else (),
        )

    def _fills(self, u: Understanding, form: Form, outcome: Outcome) -> Mapping[str, str]:
        place = ", ".join(dict.fromkeys(n.province_label for n in u.scope if n.province_label)) if u.provinces else ""
        label = "; ".join(n.label for n in u.scope) if u.pinned and len(u.scope) <= 3 else ""
        content = u.content(form)
        words = u.linked.question.words
        about = " ".join(words[i].typed for i in content.places)
        topics = ", ".join(dict.fromkeys(t.name.label for t in content.topics)) or about
        fills = {
            "place": self._words["notice_of"].format(province=place) if place else label or self._words["all_notices"],
            "of_place": (
                self._words["of_place"].format(province=place)
                if place
                else self._words["in_notice"].format(label=label)
                if label
                else ""
            ),
            "content": about,
            "about": self._words["about"].format(topic=topics) if topics else "",
            "metric": about,
            "event": about,
        } | dict(outcome.fills)
        for name in ("place", "agent", "values", "event", "label"):
            fills[first_upper(name)] = first_upper(fills.get(name, ""))
        if form.answer == "date":
            fills["dates"] = ", ".join(spoken_date(str(v)) for v in outcome.values)
        return fills

    def _reading(self, template: str, fills: Mapping[str, str]) -> str:
        return str(messages()["understood"]).format(reading=_fill(template, fills))

    def _used(self, u: Understanding, outcome: Outcome) -> list[Notice]:
        """The notices that an answer was drawn from."""
        used = {e.notice for e in outcome.evidence} or ({n.iri for n in u.scope} if u.provinces else set())
        return [self._catalogue.notices[iri] for iri in sorted(used) if iri in self._catalogue.notices]

    def _counted(self, form: Form, outcome: Outcome) -> Computed | None:
        value = outcome.values[0] if outcome.values else None
        return counted(value) if form.answer == "count" and isinstance(value, int) else None

    def _covered(self) -> str:
        distinct = self._catalogue.everything.covers
        more = self._words["more"].format(count=len(distinct) - SHOWN) if len(distinct) > SHOWN else ""
        return ", ".join(distinct[:SHOWN]) + more

    def _of_old_provinces(self, u: Understanding) -> list[str]:
        """The question again for provinces of 2021 that the unit asked about has taken in since."""
        out, text = list[str](), u.linked.question.text
        labels = self._catalogue.everything.provinces
        for find in u.linked.of("province")[:1] if u.problem == "province" else ():
            words = u.linked.question.words[find.first : find.last]
            for old in successors(find.name.id):
                if old in labels:
                    out.append(text[: words[0].start] + labels[old] + text[words[-1].end :])
        return out

    def _nearest(self, u: Understanding) -> tuple[str, ...]:
        """Answerable questions near this one: examples of forms of the same words, else of any."""
        key = set(u.key.split())
        examples = [str(e["question"]) for form in forms() for e in form.examples if "status" not in e]
        scored = sorted(examples, key=lambda q: -len(key & set(fold(q).split())))
        return (*self._of_old_provinces(u), *scored[:3])

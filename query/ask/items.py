"""Long answers as lists: the sentence before the list, its entries with their places, grouped where that helps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ontology import lexicon
from query.ask.answer_words import answer_words, grouping
from query.ask.catalogue import Catalogue, Fact, local
from query.ask.forms import Form
from query.ask.model import Item
from query.ask.outcome import Outcome, bare
from query.ask.understand import Understanding

MANY = 6
"""Entries from which a list of one notice is grouped by its numbered items."""
LONG = 60
"""Characters of an entry from which two are set as a list instead of in the sentence."""
_AT_END = re.compile(r"\{(?:texts|[vV]alues)\}”?\.?$")


def listed(form: Form, outcome: Outcome) -> bool:
    """True if the form's sentence ends in several values that read better as a list."""
    if not _AT_END.search(form.said) or form.answer in ("date", "number", "count"):
        return False
    texts = [value for value in outcome.values if isinstance(value, str)]
    return len(texts) > 2 or (len(texts) == 2 and sum(map(len, texts)) > 2 * LONG)


def lead(form: Form) -> str:
    """The form's sentence without the list at its end."""
    return _AT_END.sub("", form.said)


def items(u: Understanding, outcome: Outcome, catalogue: Catalogue) -> tuple[Item, ...]:
    """The values of an answer as entries of a list, in the order of the answer, groups together."""
    texts = [value for value in outcome.values if isinstance(value, str)]
    facts = _facts(texts, outcome, catalogue)
    headings = _headings(u, list(facts.values()), catalogue) if len(facts) == len(texts) else {}
    out = list[Item]()
    for text in texts:
        fact = facts.get(text)
        if fact is None:
            out.append(Item(text))
            continue
        shown = fact.text if text == fact.iri else text
        out.append(Item(shown, headings.get(fact.iri, ""), fact.notice, fact.order, fact.end))
    order = {group: i for i, group in enumerate(dict.fromkeys(item.group for item in out))}
    return tuple(sorted(out, key=lambda item: order[item.group]))


def _facts(texts: Sequence[str], outcome: Outcome, catalogue: Catalogue) -> dict[str, Fact]:
    """The fact that each value is, or whose text it is."""
    known = {text: fact for text in texts if (fact := catalogue.facts.get(text))}
    if known or not outcome.evidence:
        return known
    places = [(e.notice, e.start, e.end) for e in outcome.evidence]
    by_text = {fact.text: fact for fact in catalogue.facts.at(places)}
    return {text: by_text[text] for text in texts if text in by_text}


def _headings(u: Understanding, facts: Sequence[Fact], catalogue: Catalogue) -> Mapping[str, str]:
    """Fact → heading it is put under, or nothing where headings would not help."""
    wish = grouping(u.key)
    asked = wish[0] if wish else None
    if asked == "topic":
        return _by_topic(facts)
    if asked == "assignee":
        return _by_assignee(facts, catalogue)
    if asked == "province" or (asked is None and len({fact.notice for fact in facts}) > 1):
        return {fact.iri: catalogue.notices[fact.notice].label for fact in facts}
    if asked == "section" or len(facts) >= MANY:
        return _by_section(facts)
    return {}


def _by_section(facts: Sequence[Fact]) -> Mapping[str, str]:
    """Each fact under its numbered item, or under the points of the item if all stand in the same."""
    words = answer_words()["group"]
    whole = {fact.iri: fact.section.partition("-b") for fact in facts}
    if len({number for number, _, _ in whole.values()}) > 1:
        return {iri: _section(number) for iri, (number, _, _) in whole.items()}
    if len(set(whole.values())) < 2:
        return {}
    return {
        iri: words["point"].format(section=number, point=point) if point else _section(number)
        for iri, (number, _, point) in whole.items()
    }


def _section(number: str) -> str:
    """A numbered item in words; 0 is what stands before the first."""
    words = answer_words()["group"]
    known = {"": str(words["other"]), "0": str(words["opening"])}
    return known.get(number) or str(words["section"].format(section=number))


def _by_topic(facts: Sequence[Fact]) -> Mapping[str, str]:
    """Each fact under the topic that it shares with most others."""
    labels = {topic.id: topic.label for topic in lexicon.topics()}
    topics = {fact.iri: [local(iri) for iri in fact.links.get("topic", ())] for fact in facts}
    often = Counter(topic for of_one in topics.values() for topic in of_one)
    other = answer_words()["group"]["other"]
    best = {iri: max(of_one, key=lambda t: often[t], default="") for iri, of_one in topics.items()}
    return {iri: labels.get(topic, other) for iri, topic in best.items()}


def _by_assignee(facts: Sequence[Fact], catalogue: Catalogue) -> Mapping[str, str]:
    other = answer_words()["group"]["other"]
    things = catalogue.things
    named = {
        fact.iri: [bare(things[iri].label) for iri in fact.links.get("assignee", ()) if iri in things] for fact in facts
    }
    return {iri: "; ".join(labels) or other for iri, labels in named.items()}

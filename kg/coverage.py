"""What an editor should look at after a notice was read: how much of its orders became duties, and what is unsure.

The order sections are the numbered items that hold at least one duty (bullets count with their item);
in a notice without numbered items, whatever sections hold a duty, else the whole text. Shares count
letters and digits; the words of headings count on neither side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from pyoxigraph import NamedNode, Quad

from kg import iris
from kg.review.draft import Draft
from kg.review.model import ACCEPTED, ACTIVE, CORRECTED, STALE, Log

UNCERTAIN_RULES: Final = frozenset({"R6", "R7"})
"""Rules of attribution (duty grammar, section 4) that reach farthest: the section's heading, the framing order, the
address block or the issuer."""
_BULLET: Final = re.compile(r"-b\d+.*$")
_OPENING: Final = "0"
_SURE: Final = 0.5
"""Confidence from which an attribution counts as certain, where the reading gives one."""
_LETTER: Final = re.compile(r"[^\W_]")
_SHORTEST: Final = 15
"""Letters from which words outside every duty are worth showing."""
_OTHERS: Final = ("tt:Assessment", "tt:Statistic", "tt:Event", "tt:Citation", "tt:Passage", "tt:Unmapped")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SectionShare:
    """An order section: `letters` in it, and how many of them lie inside duties (`share`, 0 to 1)."""

    section: str
    start: int
    end: int
    duties: int
    letters: int
    share: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words to look at; `why` is the class they were read as, the reason, or the kind of repair."""

    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A duty whose bearers were inherited from afar (`rule`), are of low confidence, or that has none."""

    duty: str
    text: str
    assignees: tuple[str, ...]
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The report on one notice; `share` is null if it holds no duty."""

    notice: str
    label: str
    file: str
    duties: int
    share: float | None
    sections: tuple[SectionShare, ...]
    outside: tuple[Stretch, ...]
    unmapped: tuple[Stretch, ...]
    repairs: tuple[Stretch, ...]
    uncertain: tuple[Uncertain, ...]
    missing: tuple[str, ...]
    inferred: str
    """Why the province was inferred; '' if it is stated or unknown."""
    reviewed: int
    """Decisions in force."""
    stale: int

    def to_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return asdict(self)


def coverage(quads: Iterable[Quad], log: Log) -> Coverage:
    """The report on the notice whose id the log bears, from the quads of its graph.

    Attributions that people accepted or corrected are settled and not listed.
    """
    draft = Draft(log.notice_id, (quad.triple for quad in quads))
    duties = [(fact, span) for fact in draft.of_class("tt:Duty") if (span := draft.span(fact)) is not None]
    orders = [span for fact in draft.facts("duty") if (span := draft.span(fact)) is not None]
    sections = tuple(_sections(draft, duties, orders))
    whole = _union((section.start, section.end) for section in sections)
    letters = _letters(draft.text, whole) - _headings(draft, whole)
    inside = _letters(draft.text, _within(orders, whole))
    return Coverage(
        draft.notice.value,
        draft.string(draft.notice, "rdfs:label"),
        draft.string(iris.fragment(draft.notice, "text"), "tt:sourceFile"),
        len(duties),
        round(min(1.0, inside / letters), 4) if letters else None,
        sections,
        tuple(_outside(draft, whole, orders)),
        tuple(_stretches(draft, "tt:Unmapped", "tt:text", "tt:why")),
        tuple(_stretches(draft, "tt:Repair", "tt:intended", "tt:repairKind")),
        tuple(_uncertain(draft, duties, _settled(log))),
        tuple(sorted(value.value for value in draft.values(draft.notice, "tt:missingPart"))),
        draft.string(draft.notice, "tt:jurisdictionReason") if _is_inferred(draft) else "",
        sum(review.state == ACTIVE for review in log.reviews),
        sum(review.state == STALE for review in log.reviews),
    )


def _is_inferred(draft: Draft) -> bool:
    return bool(draft.values(draft.notice, "tt:inferredJurisdiction"))


def _settled(log: Log) -> set[str]:
    """Facts whose bearers people have looked at."""
    return {
        review.about
        for review in log.reviews
        if review.state == ACTIVE
        and (review.decision == ACCEPTED or (review.decision == CORRECTED and review.field == "assignees"))
    }


def _sections(draft: Draft, duties: list[tuple[NamedNode, Span]], orders: list[Span]) -> Iterator[SectionShare]:
    spans = _section_spans(draft)
    held: dict[str, int] = {}
    for fact, span in duties:
        number = _BULLET.sub("", _number(draft, fact))
        if number not in spans:
            number = next((name for name, (s, e) in spans.items() if s <= span[0] < e and "-b" not in name), "")
        held[number] = held.get(number, 0) + 1
    numbered = {number: count for number, count in held.items() if number not in ("", _OPENING)}
    for number, count in sorted((numbered or held).items(), key=lambda item: spans.get(item[0], (0, 0))):
        start, end = spans.get(number, (0, len(draft.text)))
        letters = _letters(draft.text, [(start, end)]) - _headings(draft, [(start, end)])
        inside = _letters(draft.text, _within(orders, [(start, end)]))
        yield SectionShare(number, start, end, count, letters, round(min(1.0, inside / letters), 4) if letters else 0.0)


def _section_spans(draft: Draft) -> dict[str, Span]:
    nodes = draft.of_class("tt:Section")
    return {draft.string(node, "tt:sectionNumber"): span for node in nodes if (span := draft.span(node)) is not None}


def _number(draft: Draft, fact: NamedNode) -> str:
    nodes = [node for node in draft.values(fact, "tt:section") if isinstance(node, NamedNode)]
    return draft.string(nodes[0], "tt:sectionNumber") if nodes else ""


def _union(spans: Iterable[Span]) -> list[Span]:
    """The spans joined where they meet, in order."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _within(spans: Iterable[Span], limits: list[Span]) -> list[Span]:
    """What of the spans lies inside the limits."""
    cut = ((max(s, low), min(e, high)) for s, e in _union(spans) for low, high in limits)
    return [(start, end) for start, end in cut if start < end]


def _letters(text: str, spans: Iterable[Span]) -> int:
    return sum(len(_LETTER.findall(text, start, end)) for start, end in spans)


def _headings(draft: Draft, limits: list[Span]) -> int:
    """Letters of the headings of sections that begin inside the limits."""
    spans = [span for span in _heading_spans(draft) if any(low <= span[0] < high for low, high in limits)]
    named = [text for span, text in _named_headings(draft) if any(low <= span[0] < high for low, high in limits)]
    return _letters(draft.text, spans) + sum(len(_LETTER.findall(text)) for text in named)


def _named_headings(draft: Draft) -> list[tuple[Span, str]]:
    nodes = [(draft.span(node), draft.string(node, "tt:heading")) for node in draft.of_class("tt:Section")]
    return [(span, text) for span, text in nodes if span is not None and text]


def _heading_spans(draft: Draft) -> list[Span]:
    """What sections without a heading of their own announce before their first order: `1. Về …:`, on one line."""
    found, orders = [], _union(span for fact in draft.facts("duty") if (span := draft.span(fact)) is not None)
    for node in draft.of_class("tt:Section"):
        span = draft.span(node)
        inside = _within(orders, [span]) if span is not None and not draft.string(node, "tt:heading") else []
        if span is not None and inside:
            lead = draft.text[span[0] : inside[0][0]].rstrip()
            if lead.endswith(":") and "\n" not in lead.strip():
                found.append((span[0], span[0] + len(lead)))
    return found


def _outside(draft: Draft, whole: list[Span], orders: list[Span]) -> Iterator[Stretch]:
    """Words of the order sections in no duty, line by line, with what they were read as."""
    others = [(s, name) for name in _OTHERS for fact in draft.of_class(name) if (s := draft.span(fact)) is not None]
    headings, announced = {text for _, text in _named_headings(draft)}, _heading_spans(draft)
    for low, high in whole:
        at = low
        for start, end in [*_within(orders, [(low, high)]), (high, high)]:
            for line in re.finditer(r"\S(?:.*\S)?", draft.text[at:start]):
                text, first = " ".join(line[0].split()), at + line.start()
                is_heading = any(heading.startswith(text) or text.endswith(heading) for heading in headings)
                is_heading = is_heading or any(start <= first < end for start, end in announced)
                if len(_LETTER.findall(text)) >= _SHORTEST and not is_heading:
                    last = first + len(line[0])
                    read_as = next((name for (s, e), name in others if s < last and first < e), "")
                    yield Stretch(first, last, text, read_as.removeprefix("tt:").lower())
            at = max(at, end)


def _stretches(draft: Draft, class_: str, text: str, why: str) -> Iterator[Stretch]:
    found = [(span, node) for node in draft.of_class(class_) if (span := draft.span(node)) is not None]
    for (start, end), node in sorted(found, key=lambda item: item[0]):
        shown = draft.string(node, text)
        if class_ == "tt:Repair":
            shown = f"{draft.string(node, 'tt:observed')} → {shown}"
        yield Stretch(start, end, shown, draft.string(node, why))


def _uncertain(draft: Draft, duties: list[tuple[NamedNode, Span]], settled: set[str]) -> Iterator[Uncertain]:
    for fact, (start, end) in sorted(duties, key=lambda item: item[1]):
        nodes = [node for node in draft.values(fact, "tt:assignment") if isinstance(node, NamedNode)]
        rules = {draft.string(node, "tt:rule") for node in nodes} & UNCERTAIN_RULES
        doubted = any(float(draft.string(node, "tt:confidence") or 1) < _SURE for node in nodes)
        if fact.value in settled or (nodes and not rules and not doubted):
            continue
        labels = tuple(draft.string(node, "rdfs:label") for node in nodes)
        name = fact.value.partition("#")[2]
        yield Uncertain(name, draft.string(fact, "tt:text"), labels, min(rules, default=""), start, end)

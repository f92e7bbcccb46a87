"""The evidence of a notice's facts re-read from the raw text it points into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.faults import fault_text
from kg.iris import term


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """A fact that can't show its source. `code` names why (`kg/data/faults.toml` says it in words)."""

    fact: str
    code: str
    found: str = ""
    quoted: str = ""

    def told(self, lang: str = "vi") -> str:
        """What is wrong with which fact, in Vietnamese or English."""
        local = self.fact.rpartition("#")[2]
        detail = f" ({self.quoted!r} ≠ {self.found!r})" if self.found else ""
        return f"#{local}: {fault_text(self.code, lang)}{detail}"


@dataclass(frozen=True, slots=True)
class EvidenceCount:
    """Evidence of one notice graph: how many were re-read, and those that failed."""

    checked: int
    faults: tuple[EvidenceFault, ...]


def check_evidence(quads: Iterable[Quad]) -> EvidenceCount:
    """Re-read every evidence of a notice's graph: `raw[start:end]` must be the quotation."""
    graph = _Values(quads)
    sources = {source: graph.text(source, "tt:rawText") for source in graph.subjects("tt:rawText")}
    pairs = [(fact, place) for fact in graph.subjects("tt:evidence") for place in graph.objects(fact, "tt:evidence")]
    faults = [fault for fact, place in pairs if (fault := _fault(graph, fact, place, sources)) is not None]
    shown = set(graph.subjects("tt:evidence"))
    faults += [EvidenceFault(fact, "no_evidence") for fact in graph.subjects("tt:inNotice") if fact not in shown]
    faults += [
        EvidenceFault(source, "wrong_length")
        for source, text in sources.items()
        if graph.number(source, "tt:charCount") != len(text)
    ]
    return EvidenceCount(len(pairs), tuple(faults))


class _Values:
    """Values of the graph by predicate and subject; read once, so that checking is linear in the quads."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[str, dict[str, list[str]]] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
                subjects = self._values.setdefault(quad.predicate.value, {})
                subjects.setdefault(quad.subject.value, []).append(quad.object.value)

    def subjects(self, predicate: str) -> list[str]:
        return list(self._values.get(term(predicate).value, {}))

    def objects(self, subject: str, predicate: str) -> list[str]:
        return self._values.get(term(predicate).value, {}).get(subject, [])

    def text(self, subject: str, predicate: str) -> str:
        return next(iter(self.objects(subject, predicate)), "")

    def number(self, subject: str, predicate: str) -> int | None:
        """The only whole number; null for none and for several."""
        values = self.objects(subject, predicate)
        value = values[0] if len(values) == 1 else ""
        return int(value) if value.lstrip("+").isdecimal() else None


def _fault(graph: _Values, fact: str, place: str, sources: dict[str, str]) -> EvidenceFault | None:
    text = sources.get(f"{place.partition('#')[0]}#text")
    if text is None:
        return EvidenceFault(fact, "no_source")
    start, end = graph.number(place, "oa:start"), graph.number(place, "oa:end")
    quotes = graph.objects(place, "oa:exact")
    if start is None or end is None or len(quotes) != 1:
        return EvidenceFault(fact, "no_selector")
    if not 0 <= start < end <= len(text):
        return EvidenceFault(fact, "out_of_range", quoted=quotes[0])
    found = text[start:end]
    return None if found == quotes[0] else EvidenceFault(fact, "misquoted", found, quotes[0])

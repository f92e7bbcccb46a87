"""The growing graph of one notice: adds triples, mints evidence, counts fragments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ingest.model import Record
from kg import iris
from kg.iris import term
from kg.synthetic import is_synthetic_id
from ontology.text import nfc

_DATES: Final = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)
_MARKUP: Final = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
_INNERMOST: Final = re.compile(r"(^|[.-])[^.-]*$")
_SPACES: Final = re.compile(r"\s+")


class NoticeGraph:
    """Triples of one notice. `text` is its raw text, `scope` the segment of its bodies' IRIs."""

    def __init__(self, record: Record, text: str, scope: str) -> None:
        self.notice = iris.notice(record.notice.id)
        self.name = iris.graph(record.notice.id)
        self.source = iris.fragment(self.notice, "text")
        self.text = text
        self.scope = scope
        self._synthetic = is_synthetic_id(record.notice.id)
        self._repairs = sorted(record.repairs, key=lambda repair: repair.start, reverse=True)
        self._pages = sorted(record.source.pages, key=lambda page: page.start)
        self._sections = {section.id for section in record.sections}
        self._triples: dict[tuple[NamedNode, NamedNode, NamedNode | Literal], None] = {}
        self._counts = Counter[str]()

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal | None) -> None:
        """One triple; `predicate` is a compact name. Null values are left out."""
        self.add_by_iri(subject, term(predicate), value)

    def add_by_iri(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """One triple whose predicate was looked up; null values are left out."""
        if value is not None:
            self._triples[(subject, predicate, value)] = None

    def type(self, subject: NamedNode, *classes: str | NamedNode | None) -> None:
        """Types by compact name or IRI."""
        for class_ in classes:
            self.add(subject, "rdf:type", term(class_) if isinstance(class_, str) else class_)

    def string(self, subject: NamedNode, predicate: str, value: str | None) -> None:
        """A plain NFC literal; null and empty are left out."""
        if value:
            self.add(subject, predicate, Literal(nfc(value)))

    def label(self, subject: NamedNode, value: str | None) -> None:
        """`rdfs:label`."""
        self.string(subject, "rdfs:label", value)

    def integer(self, subject: NamedNode, predicate: str, value: int | None) -> None:
        """An `xsd:integer`."""
        if value is not None:
            self.add(subject, predicate, Literal(value))

    def decimal(self, subject: NamedNode, predicate: str, value: float | int | None) -> None:
        """An `xsd:decimal` (never in exponent notation)."""
        if value is not None:
            shown = f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
            self.add(subject, predicate, Literal(shown, datatype=term("xsd:decimal")))

    def date(self, subject: NamedNode, predicate: str, value: str | None) -> None:
        """An ISO date as `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`; anything else is left out."""
        for pattern, datatype in _DATES:
            if value and pattern.fullmatch(value):
                self.add(subject, predicate, Literal(value, datatype=term(datatype)))

    def fact(self, name: str, *classes: str | NamedNode | None, start: int | None, end: int | None) -> NamedNode:
        """A fact of the notice: a typed fragment tied to the notice, with its evidence."""
        subject = iris.fragment(self.notice, name)
        self.type(subject, *classes)
        self.add(subject, "tt:inNotice", self.notice)
        self.mark(subject)
        self.evidence(subject, start, end)
        return subject

    def mark(self, subject: NamedNode) -> None:
        """Say of a thing that it is synthetic, if the notice is."""
        if self._synthetic:
            self.add(subject, "tt:synthetic", Literal(True))

    def numbered(self, kind: str) -> str:
        """Next fragment name of a kind: `mention-1`, `mention-2`, …"""
        self._counts[kind] += 1
        return f"{kind}-{self._counts[kind]}"

    def in_section(self, subject: NamedNode, section_id: str) -> None:
        """Tie a fact to the innermost recorded section around it: `2.1-b3`, else `2.1`, else `2`."""
        while section_id and section_id not in self._sections:
            section_id = _INNERMOST.sub("", section_id)
        if section_id:
            self.add(subject, "tt:section", iris.fragment(self.notice, f"section-{section_id}"))

    def evidence(self, subject: NamedNode, start: int | None, end: int | None) -> None:
        """Tie a fact to `text[start:end]` by position and exact quotation; no place, no evidence.

        Kept short: `kg.annotations` writes it out as a W3C Web Annotation where the graph is exported.
        """
        if start is None or end is None or not 0 <= start < end <= len(self.text):
            return
        place = iris.fragment(self.notice, f"char={start},{end}")
        self.add(subject, "tt:evidence", place)
        self.integer(place, "oa:start", start)
        self.integer(place, "oa:end", end)
        self.add(place, "oa:exact", Literal(self.text[start:end]))
        self.integer(place, "tt:page", self._page(start))

    def _page(self, start: int) -> int | None:
        """Number of the page on which a place begins; null where the source has no pages."""
        at = bisect_right(self._pages, start, key=lambda page: page.start) - 1
        return self._pages[at].number if at >= 0 else None

    def reading(self, start: int, end: int) -> str:
        """`text[start:end]` as a reader wants it: repaired, without emphasis marks, NFC, single spaces."""
        piece, limit = self.text[start:end], end
        for repair in self._repairs:
            if start <= repair.start and repair.end <= limit:
                piece = piece[: repair.start - start] + repair.intended + piece[repair.end - start :]
                limit = repair.start
        return nfc(_SPACES.sub(" ", _MARKUP.sub("", piece)).strip())

    def quads(self) -> Iterator[Quad]:
        """All quads, in the order they were added."""
        for subject, predicate, value in self._triples:
            yield Quad(subject, predicate, value, self.name)

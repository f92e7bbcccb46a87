"""Documents a notice cites: by number, or only by kind and author (doc norms §3, duty grammar §7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache

from ingest.dates import find_dates
from ingest.header.issuer import body_of_symbol, label_of
from ingest.model import Citation, Ref
from ingest.numbers import DocumentNumber, find_numbers, type_codes
from ingest.patterns_loader import names, pattern, value
from ingest.reading import Reading, Sentence
from ontology.lexicon import rows
from ontology.text import fold

_ISSUER_GAP = 60


def find_citations(reading: Reading) -> tuple[Citation, ...]:
    """Every cited document once, at its fullest mention; the notice's own number is none of them."""
    own = reading.header.number if reading.header else None
    found: dict[str, Citation] = {}
    loose = list[Citation]()
    for sentence in reading.sentences:
        for citation in _numbered(reading, sentence):
            known = found.get(citation.number or "")
            if citation.number != own and (known is None or (known.date is None and citation.date)):
                found[citation.number or ""] = citation
        loose += _unnumbered(reading, sentence)
    full = {(_sequence(number), c.type) for number, c in found.items()}
    full |= {(_sequence(own), reading.header.type)} if own and reading.header else set()
    for citation in (c for sentence in reading.sentences for c in _bare(reading, sentence, full)):
        found.setdefault(citation.number or "", citation)
    spans = [(c.start, c.end) for c in found.values()]
    unique = {(c.type, reading.repaired.reading(*_clean(reading, c))): c for c in reversed(loose)}
    free = [c for c in unique.values() if not any(s < c.end and c.start < e for s, e in spans)]
    ordered = sorted([*found.values(), *free], key=lambda c: c.start)
    return tuple(replace(c, id=f"citation-{k}") for k, c in enumerate(ordered, start=1))


def _clean(reading: Reading, citation: Citation) -> tuple[int, int]:
    return reading.repaired.clean_pos(citation.start), reading.repaired.clean_pos(citation.end)


def _numbered(reading: Reading, sentence: Sentence) -> Iterator[Citation]:
    clean, kind = reading.clean, None
    for number in find_numbers(clean, sentence.start, sentence.end):
        before = pattern("citation_type").search(clean[max(sentence.start, number.start - 120) : number.start])
        start = number.start
        if before:
            word = before["type"] or before["law"]
            kind = _type(word)
            start = number.start - (len(before.string) - before.start())
        kind = (type_codes().get(number.type_code) if number.type_code and not before else kind) or kind
        end, date = _date_after(clean, number.end, sentence.end)
        issuer, end = _issuer_after(reading, end, sentence.end)
        author = issuer or _by_symbol(reading, number)
        span = reading.repaired.raw_span(start, end)
        relation = _relation(clean, sentence, start)
        for seq, first, last in _sharing(clean, sentence, number):
            text = seq + number.text[len(number.seq) :]
            yield Citation(text, kind, None, author, relation, *reading.repaired.raw_span(first, last))
        yield Citation(number.text, kind, date, author, relation, *span)


def _sharing(clean: str, sentence: Sentence, number: DocumentNumber) -> Iterator[tuple[str, int, int]]:
    """Bare numbers that share the symbol of the last one: "các Chỉ thị số 15, 16, 19/CT-TTg"."""
    first = max(sentence.start, number.start - _ISSUER_GAP)
    found = pattern("shared_symbol").search(clean[first : number.start])
    for item in re.finditer(r"\d+", found["list"]) if found else ():
        at = first + found.start("list") + item.start() if found else 0
        yield item.group(), at, at + len(item.group())


def _sequence(number: str) -> int:
    """The sequence number that a document's number begins with."""
    return int(re.split(r"\D", number, maxsplit=1)[0] or 0)


def _bare(reading: Reading, sentence: Sentence, known: Set[tuple[int, str | None]]) -> Iterator[Citation]:
    """Documents named by type and number alone ("Chỉ thị 16"), unless the text names that one in full."""
    clean = reading.clean
    for match in pattern("citation_bare").finditer(clean, sentence.start, sentence.end):
        if (int(match["n"]), _type(match["type"])) in known:
            continue
        end, date = _date_after(clean, match.end(), sentence.end)
        issuer, end = _issuer_after(reading, end, sentence.end)
        span = reading.repaired.raw_span(match.start(), end)
        yield Citation(match["n"], _type(match["type"]), date, issuer, _relation(clean, sentence, match.start()), *span)


def _date_after(clean: str, at: int, end: int) -> tuple[int, str | None]:
    """The date right behind a number."""
    match = re.compile(r"[\s,(]*(?=ngày|\d)", re.IGNORECASE).match(clean, at, end)
    dates = find_dates(clean, match.end(), min(end, match.end() + 45)) if match else []
    if match and dates and dates[0].start == match.end():
        return dates[0].end, dates[0].iso
    return at, None


def _issuer_after(reading: Reading, at: int, end: int) -> tuple[Ref | None, int]:
    """The body behind "của" or "do": "của Hội nghị lần thứ tám Ban Chấp hành …" names the committee."""
    match = pattern("citation_issuer").match(reading.clean, at, min(end, at + _ISSUER_GAP))
    if match is None:
        return None, at
    mention = reading.mention_after(match.end(), _ISSUER_GAP)
    if mention is None or re.search(r"[,.;)]", reading.clean[match.end() : mention.start]):
        return None, at
    term = re.compile(r"\s+kh[óo][aá]\s+[IVX]+").match(reading.clean, mention.end, end)
    return reading.ref(mention), term.end() if term else mention.end


def _by_symbol(reading: Reading, number: DocumentNumber) -> Ref | None:
    """The author that a number's symbol gives away, for want of a stated one."""
    identifier = body_of_symbol(number.organ)
    if identifier is None:
        return None
    return Ref(identifier, label_of(identifier) or number.organ, *reading.repaired.raw_span(number.start, number.end))


def _unnumbered(reading: Reading, sentence: Sentence) -> Iterator[Citation]:
    """Documents without a number: laws by name, quoted plans, reports and guidance of a named body."""
    clean = reading.clean
    for name in names("unnumbered_"):
        for match in pattern(name).finditer(clean, sentence.start, sentence.end):
            end, issuer = match.end(), None
            if value(name, "issuer"):
                mention = reading.mention_after(match.end())
                if mention is None or mention.kind == "group" or mention.id == "c.trung-uong":
                    continue
                issuer, end = reading.ref(mention), mention.end
            if next(find_numbers(clean, match.start(), min(end + 30, sentence.end)), None):
                continue
            dates = find_dates(clean, match.start(), end)
            yield Citation(None, _type(match["type"]), dates[0].iso if dates else None, issuer,
                           _relation(clean, sentence, match.start()),
                           *reading.repaired.raw_span(match.start(), end))  # fmt: skip


def _relation(clean: str, sentence: Sentence, at: int) -> str:
    """How the notice stands to the document, by the last cue before it."""
    before = clean[sentence.start : at]
    found = {name: m.end() for name in names("relation_") for m in pattern(name).finditer(before)}
    if "relation_heard_report" in found and pattern("heard_document").match(clean, at):
        return "heard_report"
    return max(found, key=found.__getitem__).removeprefix("relation_") if found else "mention"


def _type(word: str) -> str | None:
    return _types().get(fold(word))


@cache
def _types() -> dict[str, str]:
    return {fold(row["name_vi"]): row["slug"] for row in rows("document_types")} | {
        fold(word): slug for name in ("citation_type",) for word, slug in (value(name, "more_types") or {}).items()
    }

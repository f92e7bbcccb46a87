"""Addressees and recipients, one entry per body (doc norms §6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.data_files import load
from ingest.header.issuer import label_of
from ingest.header.short_names import Part, enumerated, is_own_unit, of_article
from ingest.layout import HEADER, RECIPIENTS, Block, Layout
from ingest.mentions import find_mentions
from ingest.model import Recipient
from ingest.numbering import find_mark
from ingest.patterns_loader import pattern
from ingest.repair import Repaired
from ontology.lexicon import posts
from ontology.text import fold, slug

_PURPOSES = {"b/c": "bao-cao", "bao cao": "bao-cao", "p/h": "phoi-hop", "phoi hop": "phoi-hop", "t/h": "thuc-hien",
             "thuc hien": "thuc-hien", "biet": "biet", "chi dao": "chi-dao", "theo doi": "theo-doi", "dang": "dang-tin",
             "kiem tra": "kiem-tra", "k/t": "kiem-tra"}  # fmt: skip


def read_recipients(
    repaired: Repaired, layout: Layout, issuer: str | None, *, city: bool = False
) -> tuple[Recipient, ...]:
    """Addressees of the letter, then recipients of copies; `purpose` is a code such as `bao-cao`, `luu`.

    `city` tells that the notice is of a city of province rank, whose "thành phố" is no district.

    Lines that only point back to the addressees ("Như trên") give no further entry, "Như Điều 3" gives the
    bodies that the article names; letters of the issuer's own units ("Lưu: VT, TH") name no recipient.
    """
    lines = [*_addressees(layout), *_copies(layout)]
    found = (r for start, end, purpose in lines for r in _read(repaired, layout, (start, end), purpose))
    homely = (_at_home(_ranked(r, repaired, city=city), repaired.raw[r.start : r.end], issuer) for r in found)
    return tuple(r for r in homely if not _is_archive(r))


def _is_archive(recipient: Recipient) -> bool:
    """True for letters of the archive line that no lexicon explains: they name no recipient."""
    minted = recipient.id.startswith("m.") and recipient.purpose == "luu"
    return minted and is_own_unit(recipient.label, recipient.label, recipient.purpose)


def _ranked(recipient: Recipient, repaired: Repaired, *, city: bool) -> Recipient:
    """ "HĐND, UBND các tỉnh" are those of all provinces; the "UBND thành phố" of a city of province rank is its own."""
    raw = repaired.raw
    tail = fold(raw[recipient.start : raw.find("\n", recipient.end) if "\n" in raw[recipient.end :] else len(raw)])
    own = fold(raw[recipient.start : recipient.end])
    plural: dict[str, str] = load("header")["plural_recipients"]
    ranks: dict[str, str] = load("header")["city_level"]
    if recipient.id in plural and pattern("every_province").search(tail.partition(";")[0]):
        identifier = plural[recipient.id]
    elif city and recipient.id in ranks and pattern("own_city").search(own):
        identifier = ranks[recipient.id]
    else:
        return recipient
    return replace(recipient, id=identifier, label=label_of(identifier) or recipient.label)


def _at_home(recipient: Recipient, text: str, issuer: str | None) -> Recipient:
    """A bare word such as "VT" is an organ of the issuer, not of another body whose organ bears that name."""
    homes: dict[str, list[str]] = load("header")["own_only"]
    heads: dict[str, dict[str, str]] = load("header")["own_heads"]
    words = fold(text).split()
    head = heads.get(issuer or "", {}).get(fold(text).removeprefix("cac ").strip(" .,;"))
    if head:
        return replace(recipient, id=head, label=next((p.name for p in posts() if p.id == head), recipient.label))
    for mark, owners in homes.items():
        strange = mark in recipient.id and recipient.id not in owners and issuer not in owners
        if strange and not any(part in words for part in mark.split("-")):
            return replace(recipient, id=f"m.{slug(text)}", label=" ".join(text.split()))
    return recipient


def _addressees(layout: Layout) -> Iterator[tuple[int, int, str | None]]:
    """Clean ranges of the addressee lines below or beside "Kính gửi"."""
    active = False
    for block in layout.of_kind(HEADER):
        match = pattern("addressees").match(block.text)
        if match:
            active = True
            yield from _line(block, block.start + match.end(), None)
        elif active:
            yield from _line(block, block.start, None)


def _copies(layout: Layout) -> Iterator[tuple[int, int, str | None]]:
    for block in layout.of_kind(RECIPIENTS):
        match = pattern("recipients").match(block.text)
        if block.level == 0 and (match is None and pattern("person_name").match(block.text)):
            continue
        if block.text.startswith("("):
            continue
        yield from _line(block, block.start + match.end() if match else block.start, None)


def _line(block: Block, start: int, purpose: str | None) -> Iterator[tuple[int, int, str | None]]:
    text = block.text[start - block.start :]
    lead = len(text) - len(text.lstrip())
    mark = find_mark(text.lstrip(), bullets_only=True)
    start += lead + (mark.length if mark else 0)
    if block.text[start - block.start :].strip():
        yield start, block.end, purpose


def _read(repaired: Repaired, layout: Layout, line: tuple[int, int], purpose: str | None) -> Iterator[Recipient]:
    start, end = line
    clean = repaired.clean
    text = clean[start:end]
    for identifier, label in of_article(text, layout).items():
        yield Recipient(identifier, label, "thuc-hien", *repaired.raw_span(start, end))
    if pattern("like_above").match(text):
        return
    archive = pattern("archive").match(text)
    if archive:
        purpose = "luu"
        start += archive.end()
    copies = pattern("copies").search(clean, start, end)
    end = copies.start() if copies and archive else end
    for first, last in _split(clean, start, end):
        yield from _one(repaired, first, last, purpose)


def _split(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts at `;`."""
    at = start
    for match in re.finditer(";", clean[start:end]):
        yield at, start + match.start()
        at = start + match.end()
    yield at, end


def _one(repaired: Repaired, start: int, end: int, purpose: str | None) -> Iterator[Recipient]:
    clean = repaired.clean
    found = pattern("purpose").search(clean, start, end)
    if found:
        purpose, end = _purpose(found["purpose"]), found.start()
    while end > start and clean[end - 1] in " .,;:/":
        end -= 1
    while start < end and clean[start] in " .,;:":
        start += 1
    if start >= end:
        return
    text = clean[start:end]
    lead, members = enumerated(text)
    mentions = [(m.start, m.end, m.id, m.label) for m in find_mentions(text, terse=True)]
    if members:
        mentions = [m for m in mentions if m[0] >= lead and not any(m[0] < b and a < m[1] for a, b, *_ in members)]
    named = [*mentions, *members]
    gaps = [g for g in _unnamed(text, named) if (not members or g[0] >= lead) and not is_own_unit(g[3], text, purpose)]
    parts = sorted(named + gaps)
    for first, last, identifier, label in parts:
        raw = repaired.raw_span(start + first, start + last)
        yield Recipient(identifier, label, purpose, *raw)


def _unnamed(text: str, named: Sequence[Part]) -> Iterator[Part]:
    """Parts between commas that no name covers: bodies the lexicon lacks."""
    at = 0
    for match in re.finditer(r"(?:,|\bvà\b|$)", text):
        first, last = at, match.start()
        at = match.end()
        if any(start < last and first < end for start, end, *_ in named):
            continue
        part = text[first:last].strip(" .,;:")
        if len(part) > 1 and any(c.isalpha() for c in part) and (not named or part[:1].isupper()):
            begin = first + text[first:last].index(part)
            yield begin, begin + len(part), f"m.{slug(part)}", part


def _purpose(text: str) -> str:
    key = re.sub(r"\s+", " ", text.lower())
    return next((code for word, code in _PURPOSES.items() if word in key or word in fold(key)), slug(text))

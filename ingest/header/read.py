"""All header fields of one notice, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.data_files import load, strings
from ingest.dates import to_iso
from ingest.header.issuer import Letterhead, find_issuer, find_letterhead
from ingest.header.places import Held, by_seat, infer, stated
from ingest.header.recipients import read_recipients
from ingest.header.reprint import find_announced, letterhead_lines, type_line
from ingest.header.signature import collective, read_signatories
from ingest.header.titles import Part, Title, read_title
from ingest.layout import HEADER, TITLE, Block, Layout
from ingest.model import HeaderPart, Jurisdiction, NoticeHeader, Ref, Signatory
from ingest.numbers import DocumentNumber, find_numbers
from ingest.patterns_loader import pattern
from ingest.repair import Repaired
from ontology.lexicon import provinces
from ontology.text import slug


def read_header(repaired: Repaired, layout: Layout) -> NoticeHeader:
    """The header; `id` is left empty because it needs the file's hash (see `notice_id`)."""
    clean = repaired.clean
    number = find_own_number(layout, clean)
    told = None if number else find_announced(layout, clean)
    number = told.number if told else number
    title = read_title(layout, number, clean)
    title = replace(title, type=title.type or type_line(layout) or told.type) if told else title
    head = find_letterhead(layout, tuple(letterhead_lines(layout)) if told else ())
    place, issued = _place_and_date(layout)
    issued = issued or (told.date if told else None)
    announced = told.issuer if told else None
    issuer = find_issuer(head, number, title.subtype, title.issuer_line, collective(layout), announced=announced)
    held = _told(layout, clean, head, title, issuer) or _inferred(clean, place, issuer)
    signatories = read_signatories(repaired, layout)
    if told and told.signer and not signatories:
        signatories = (Signatory(clean[slice(*told.signer)], "", *repaired.raw_span(*told.signer)),)
    city = held is not None and held.province.type.startswith("thành phố")
    recipients = read_recipients(repaired, layout, issuer.id if issuer else None, city=city)
    values = {
        "number": Part(number.text, number.start, number.end) if number else None,
        "issued": issued, "place": place, "type": title.type, "subtype": title.subtype, "title": title.title,
        "urgency": title.urgency,
        "issuer": Part(issuer.id, issuer.start or 0, issuer.end or 0) if issuer else None,
        "jurisdiction": Part(held.province.id, held.start, held.end) if held else None,
    }  # fmt: skip
    values |= _marks(layout)
    present = _present(values, signatories, recipients)
    return NoticeHeader(
        id="",
        type=_value(title.type),
        type_code=number.type_code if number else None,
        subtype=_value(title.subtype),
        number=number.text if number else None,
        issued=_value(issued),
        place=_value(place),
        title=_value(title.title),
        urgency=_value(title.urgency),
        rule_family=_family(layout, number, issuer),
        issuer=_raw_ref(repaired, issuer),
        jurisdiction=_raw_jurisdiction(repaired, held),
        signatories=signatories,
        recipients=recipients,
        missing=tuple(name for name in strings("header", "required") if name not in present),
        parts=tuple(HeaderPart(k, v.value, *repaired.raw_span(v.start, v.end)) for k, v in values.items() if v),
    )


def notice_id(header: NoticeHeader, sha256: str) -> str:
    """Path of the notice's IRI: `<province>/<number>/<date>`, else `<province>/<type>/<hash>`.

    Central bodies stand for the province as `trung-uong`; a notice without either as `khong-ro`.
    """
    central = _is_central(header.issuer)
    place = "trung-uong" if central else header.jurisdiction.id if header.jurisdiction else "khong-ro"
    if header.number and header.issued:
        return f"{place}/{slug(header.number)}/{header.issued}"
    return f"{place}/{header.type or 'van-ban'}/{sha256[:12]}"


def find_own_number(layout: Layout, clean: str) -> DocumentNumber | None:
    """The notice's own number: the one on a number line of the header."""
    for block in layout.of_kind(HEADER, TITLE):
        if pattern("number_line").match(block.text) or pattern("type_line").match(block.text):
            found = next(find_numbers(clean, block.start, block.end), None)
            if found:
                return found
    return None


def _place_and_date(layout: Layout) -> tuple[Part | None, Part | None]:
    """Place and day of issue: from the header, else from a line of their own at the end."""
    for block in layout.of_kind(HEADER, TITLE):
        own = next(find_numbers(block.text), None)
        skipped = len(block.text) - len(block.text[own.end :].lstrip(" ,.;")) if own else 0
        parts = _dated(block, skipped)
        if parts:
            return parts
    ends = [b for b in layout.blocks[len(layout.of_kind(HEADER, TITLE)) :] if pattern("place_date").match(b.text)]
    return (_dated(ends[-1], 0) or (None, None)) if ends else (None, None)


def _dated(block: Block, skipped: int) -> tuple[Part | None, Part | None] | None:
    """Place and date of a line, behind `skipped` characters; None if it is no such line."""
    text, at = block.text[skipped:], block.start + skipped
    match = pattern("place_date").match(text)
    if match:
        iso = to_iso(match["y"], match["m"], match["d"]) if match["d"] and match["m"] else None
        date = Part(iso, at + match.start("day"), at + match.end()) if iso else None
        return _place(match, at), date
    match = pattern("date_alone").match(text)
    if match is None:
        return None
    numbers = (match["y"], match["m"], match["d"]) if match["day"] else (match["y2"], match["m2"], match["d2"])
    iso = to_iso(*numbers)
    start = match.start("day") if match["day"] else match.start("d2")
    return _place(match, at), Part(iso, at + start, at + match.end()) if iso else None


def _place(match: re.Match[str], at: int) -> Part | None:
    name = (match["place"] or "").strip()
    return Part(name, at + match.start("place"), at + match.start("place") + len(name)) if name else None


def _marks(layout: Layout) -> dict[str, Part | None]:
    """Lines that say the text is a draft, or how it may circulate ("LƯU HÀNH NỘI BỘ")."""
    found = dict[str, Part | None]()
    for block in layout.of_kind(HEADER, TITLE):
        mark = pattern("draft_mark").match(block.text)
        if mark:
            kind = "draft" if pattern("draft").match(block.text) else "circulation"
            found.setdefault(kind, Part(block.text, block.start, block.end))
    return found


def _present(values: dict[str, Part | None], signatories: Sequence[object], recipients: Sequence[object]) -> set[str]:
    groups = {"signatories": signatories, "recipients": recipients}
    return {k for k, v in values.items() if v} | {k for k, v in groups.items() if v}


def _value(part: Part | None) -> str | None:
    return part.value if part else None


def _family(layout: Layout, number: DocumentNumber | None, issuer: Ref | None) -> str:
    """`party`, `state` or `mass_org`: by the number, else the motto, else the issuer."""
    if number:
        return number.family
    mottos = [b.text for b in layout.of_kind(HEADER) if pattern("motto").match(b.text)]
    if any("ĐẢNG" in text for text in mottos):
        return "party"
    if mottos:
        return "state"
    party = issuer is not None and any(mark in issuer.id for mark in ("uy", "btv", "bcsd", "dang", "bo-chinh-tri"))
    return "party" if party and issuer and "ubnd" not in issuer.id.removesuffix("bcsd-ubnd") else "state"


def _told(layout: Layout, clean: str, head: Letterhead, title: Title, issuer: Ref | None) -> Held | None:
    """The province that the letterhead names, or the subject of a central body's notice."""
    if _is_central(issuer):
        held = stated(clean, title.title.start, title.title.end, "subject") if title.title else None
        return held or _addressed(layout, clean)
    lines = [*head.lines, *([title.issuer_line] if title.issuer_line else [])]
    return next((held for b in lines if (held := stated(clean, b.start, b.end, "letterhead"))), None)


def _addressed(layout: Layout, clean: str) -> Held | None:
    """The one province whose bodies a central body's letter is addressed to."""
    blocks = layout.of_kind(HEADER)
    first = next((k for k, b in enumerate(blocks) if pattern("addressees").match(b.text)), len(blocks))
    places = [stated(clean, b.start, b.end, "addressee") for b in blocks[first:]]
    named = [held for held in places if held]
    return named[0] if len({held.province.id for held in named}) == 1 else None


def _inferred(clean: str, place: Part | None, issuer: Ref | None) -> Held | None:
    if _is_central(issuer):
        return None
    held = (_by_place(place) or by_seat(clean, place.start, place.end)) if place else None
    return held or infer(clean, 0, len(clean))


def _is_central(issuer: Ref | None) -> bool:
    return issuer is not None and issuer.id.startswith("c.")


def _by_place(place: Part | None) -> Held | None:
    """An issuing place that is itself a province; a seat town proves nothing."""
    if place is None:
        return None
    name = place.value.lower().removeprefix("tp.").removeprefix("tỉnh").removeprefix("thành phố").strip()
    province = next((p for p in provinces() if p.short_name.lower() == name), None)
    if province is None:
        return None
    why = load("header")["why"]["issue_place"].format(place=place.value)
    return Held(province, "inferred", why, place.start, place.end)


def _raw_ref(repaired: Repaired, ref: Ref | None) -> Ref | None:
    if ref is None or ref.start is None or ref.end is None:
        return ref
    return Ref(ref.id, ref.label, *repaired.raw_span(ref.start, ref.end))


def _raw_jurisdiction(repaired: Repaired, held: Held | None) -> Jurisdiction | None:
    if held is None:
        return None
    return Jurisdiction(held.province.id, held.province.short_name, held.basis, held.why,
                        *repaired.raw_span(held.start, held.end))  # fmt: skip

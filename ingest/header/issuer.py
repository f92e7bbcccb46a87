"""The body that issues a notice.

Evidence in order: the subtype line ("KẾT LUẬN CỦA BAN THƯỜNG VỤ TỈNH ỦY"), the letterhead checked
against the number's symbol, the line below a decision's title, the collective of the signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.data_files import load, strings
from ingest.header.places import find_provinces
from ingest.header.titles import Part
from ingest.layout import HEADER, Block, Layout, is_upper
from ingest.mentions import Mention, find_mentions
from ingest.model import Ref
from ingest.numbers import DocumentNumber
from ingest.patterns_loader import pattern
from ontology.lexicon import bodies, posts
from ontology.text import fold, slug

_BODY_KINDS = ("body", "group", "post")
_SKIPPED = ("number_line", "place_date", "motto", "urgency", "type_line", "draft_mark", "addressees", "subject_line")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuer block: its lines, and the clean range they cover (empty if it is lost)."""

    lines: tuple[Block, ...]
    start: int
    end: int


def find_letterhead(layout: Layout, below: Sequence[Block] = ()) -> Letterhead:
    """Upper-case lines above the type that are no motto, number, date or stamp.

    `below` are such lines under a headline, read if the header has none.
    """
    lines = list[Block]()
    for block in layout.of_kind(HEADER):
        text = _without_motto(block.text)
        if text and is_upper(text) and not any(pattern(p).match(text) for p in _SKIPPED):
            start = block.start + block.text.index(text)
            lines.append(replace(block, start=start, end=start + len(text), text=text, mark_start=start))
        elif lines and pattern("addressees").match(block.text):
            break
    lines = lines or list(below)
    if not lines:
        return Letterhead((), 0, 0)
    return Letterhead(tuple(lines), lines[0].start, lines[-1].end)


def _without_motto(text: str) -> str:
    """The left cell of a line whose right cell is the motto, when columns ran together."""
    return re.split(r"\s*(?:CỘNG\s+H[OÒ][AÀ]\s+XÃ|[ĐD]ộc lập\s*-|ĐẢNG\s+CỘNG\s+SẢN)", text, maxsplit=1)[0].strip(" -_*")


def find_issuer(
    head: Letterhead,
    number: DocumentNumber | None,
    subtype: Part | None,
    issuer_line: Block | None,
    signature: Block | None,
    *,
    announced: Mention | None = None,
) -> Ref | None:
    """The issuing body with its evidence, or None if the text doesn't say.

    `announced` is the body that a newspaper's lead says has issued the notice.
    """
    who = _who(subtype)
    named = _last([(subtype.start + subtype.value.index(who), who)]) if who and subtype else None
    if named is None and issuer_line and pattern("of_issuer").match(issuer_line.text):
        named = _last([(issuer_line.start, issuer_line.text)])
    named = named or _union(head) or _from_letterhead(head, number)
    if named is None and issuer_line:
        named = _last([(issuer_line.start, issuer_line.text)])
    if named is None and signature and not announced:
        named = _last([(signature.end - len(collective_name(signature)), collective_name(signature))])
    named = _committee(named or announced, head, signature)
    symbol = _by_symbol(number)
    if symbol and number and (named is None or _symbol_wins(symbol, named.id, subtype)):
        return Ref(symbol, label_of(symbol) or number.organ, number.start, number.end)
    if named:
        identifier = _of_city(_as_body(named.id), head)
        return Ref(identifier, label_of(identifier) or named.label, named.start, named.end)
    if head.lines:
        text = " ".join(line.text for line in head.lines)
        return Ref(f"m.{slug(text)}", text.capitalize(), head.start, head.end)
    return None


def _union(head: Letterhead) -> Mention | None:
    """The province's committee of a union whose whole name stands above it."""
    text = " ".join(line.text for line in head.lines)
    unions: dict[str, str] = load("header")["unions"]
    found = next((identifier for name, identifier in unions.items() if fold(text).startswith(name)), None)
    if (
        found is None
        or len(head.lines) < 2
        or not any(find_provinces(text))
        or pattern("district_letterhead").search(text)
    ):
        return None
    return Mention(head.start, head.end, text, found, label_of(found) or text, "body", "provincial", "front_mass_org")


def _committee(named: Mention | None, head: Letterhead, signature: Block | None) -> Mention | None:
    """A Party committee whose standing committee signs ("T/M BAN THƯỜNG VỤ"): that one issues (doc norms §4)."""
    table: dict[str, str] = load("header")["standing_committees"]
    speaks = [head.lines[-1].text] if head.lines else []
    speaks += [collective_name(signature)] if signature else []
    if named and named.id in table and any(pattern("standing_committee").match(text) for text in speaks):
        return replace(named, id=table[named.id])
    return named


def _of_city(identifier: str, head: Letterhead) -> str:
    """A committee of a "Thành ủy" or "UBND thành phố" is provincial if the letterhead names a city of that rank."""
    table: dict[str, str] = load("header")["city_level"]
    if identifier not in table:
        return identifier
    text = " ".join(line.text for line in head.lines)
    cities = [p for p in find_provinces(text) if p.province.type.startswith("thành phố")]
    return table[identifier] if cities and not pattern("district_letterhead").search(text) else identifier


def _read(pieces: Sequence[tuple[int, str]]) -> list[Mention]:
    """Bodies in lines that make one name together, with offsets of the clean text."""
    text, origins = "", list[int]()
    for start, piece in pieces:
        text += piece + " "
        origins += range(start, start + len(piece) + 1)
    return [replace(m, start=origins[m.start], end=origins[m.end - 1] + 1)
            for m in find_mentions(text) if m.kind in _BODY_KINDS]  # fmt: skip


def _each(pieces: Sequence[tuple[int, str]]) -> list[Mention]:
    """Bodies of the lexicon that single lines name: "BCH ĐẢNG BỘ TỈNH …" above "BAN THƯỜNG VỤ"."""
    return [replace(m, start=m.start + at, end=m.end + at) for at, text in pieces
            for m in find_mentions(text, terse=True) if m.kind in _BODY_KINDS and not m.minted]  # fmt: skip


def _last(pieces: Sequence[tuple[int, str]]) -> Mention | None:
    found = _read(pieces)
    return found[-1] if found else None


def _from_letterhead(head: Letterhead, number: DocumentNumber | None) -> Mention | None:
    """The lowest body of the block: superior bodies stand above it (doc norms §2, row 2).

    A last line that is no name by itself is an organ of the body above: "VĂN PHÒNG THƯỜNG TRỰC" below
    "BAN CHỈ HUY …" reads as the standing office of that command.
    """
    pieces = [(line.start, line.text) for line in head.lines]
    inside = _read(pieces)
    inside = [m for m in inside if not m.minted] or _each(pieces) or inside
    symbol = _by_symbol(number)
    found = next((m for m in inside if m.id == symbol), None) or (inside[-1] if inside else None)
    if found and len(pieces) > 1 and found.end <= pieces[-1][0]:
        organ = next((m for m in _read([pieces[-1], *pieces[:-1]]) if m.id != found.id), None)
        if organ and not organ.minted:
            return replace(organ, start=head.start, end=head.end)
        if symbol and organ is None:
            label = label_of(symbol) or found.label
            return replace(found, id=symbol, label=label, start=pieces[-1][0], end=head.end)
    return found


def _by_symbol(number: DocumentNumber | None) -> str | None:
    if number is None:
        return None
    return body_of_symbol(number.organ)


def body_of_symbol(symbol: str) -> str | None:
    """Lexicon id of the body that a number's symbol stands for: `TTg` -> `c.ttg`."""
    symbols: dict[str, str] = load("header")["organ_symbols"]
    organ = symbol.partition("-")[0].rstrip("0123456789")
    if organ in strings("header", "shared_symbols"):
        return None
    if organ in symbols:
        return symbols[organ]
    return next(
        (b.id for name in (organ, f"B{organ}") for b in bodies() if len(name) > 2 and name in b.abbreviations), None
    )


def _symbol_wins(symbol: str, named: str, subtype: Part | None) -> bool:
    """The number's symbol is finer than the letterhead: a Prime Minister's decision under "CHÍNH PHỦ",
    a conclusion of the standing committee under "TỈNH ỦY"."""
    finer = {("c.ttg", "c.chinh-phu"), ("p.btv-tinh-uy", "p.tinh-uy"), ("p.btv-tinh-uy", "p.thanh-uy-tw")}
    return subtype is None and (symbol, named) in finer


def _who(subtype: Part | None) -> str:
    """Whose conclusion or opinion the subtype says the notice is, if that body issues it.

    An office also passes on conclusions of a person; those don't make the person the issuer.
    """
    if subtype is None:
        return ""
    match = pattern("subtype_line").match(subtype.value) or pattern("subtype_mixed").match(subtype.value)
    who = str(match["who"]) if match else ""
    named = find_mentions(who)
    return who if named and named[-1].kind == "body" and named[0].id.startswith(("p.", "d.", "x.")) else ""


def collective_name(block: Block) -> str:
    """The collective on whose behalf a signature line speaks."""
    match = pattern("signature").match(block.text)
    return str(match["body"]) if match else block.text


def _as_body(identifier: str) -> str:
    """The body a post speaks for: a notice of the Prime Minister is issued by `c.ttg`."""
    special: dict[str, str] = load("header")["bodies_of_posts"]
    if identifier in special or not identifier.startswith("post."):
        return special.get(identifier, identifier)
    return next((p.bodies[0] for p in posts() if p.id == identifier and p.bodies), identifier)


def label_of(identifier: str) -> str | None:
    """Name of a body of the lexicon."""
    return next((b.name for b in bodies() if b.id == identifier), None)

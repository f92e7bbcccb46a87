"""Type, subtype, subject and urgency, from the lines between letterhead and body."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ingest.layout import HEADER, TITLE, Block, Layout, is_upper
from ingest.numbers import DocumentNumber, type_codes
from ingest.patterns_loader import pattern
from ontology.lexicon import rows
from ontology.text import fold, slug


@dataclass(frozen=True, slots=True)
class Part:
    """A value and the clean range it was read from."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Title:
    """What the title block says; a missing part is None. `type` is a slug."""

    type: Part | None
    subtype: Part | None
    title: Part | None
    urgency: Part | None
    issuer_line: Block | None
    """An upper-case line that repeats the issuer below the title (State decisions)."""


def read_title(layout: Layout, number: DocumentNumber | None, clean: str) -> Title:
    """Read the title block; a letter's type follows from its `V/v` line and addressees."""
    blocks = [b for b in layout.blocks if b.kind in (HEADER, TITLE)]
    named = (b for b in blocks if pattern("type_line").match(b.text))
    kind = next((Part(slug_, b.start, b.end) for b in named if (slug_ := type_of(b.text))), None)
    rest = [b for b in blocks if b.kind == TITLE and not pattern("type_line").match(b.text)]
    subtype = next((b for b in rest if pattern("subtype_line").match(b.text)), None) or _mixed_line(rest)
    lines = [b for b in rest if b is not subtype]
    owner = lines.pop(0) if len(lines) > 1 and pattern("of_issuer").match(lines[0].text) else None
    issuer_line = owner or (lines.pop() if len(lines) > 1 and _repeats_issuer(lines[-1]) else None)
    title = Part(_unquoted(" ".join(b.text for b in lines)), lines[0].start, lines[-1].end) if lines else None
    if title and kind and clean[kind.end : title.start].count("\n") > 8:
        title = Part(lines[0].text, lines[0].start, lines[0].end)
    stamp = find_stamp(layout)
    return Title(
        kind or _from_number(number) or _letter(blocks),
        Part(subtype.text, subtype.start, subtype.end) if subtype else _mixed_subtype(title),
        title,
        stamp,
        issuer_line,
    )


def _unquoted(text: str) -> str:
    """A subject without the quotation marks around the whole of it."""
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' and '"' not in text[1:-1] else text


def type_of(text: str) -> str | None:
    """Slug of the document type that a line or a word names: "CÔNG ĐIỆN KHẨN", "CHỈ THỊ SỐ 15/CT-TTg"."""
    bare = text.partition("(")[0].strip()
    ends = pattern("type_tail").search(bare)
    return _types().get(fold(bare[: ends.start()] if ends else bare))


def find_stamp(layout: Layout) -> Part | None:
    """The stamp of urgency: above the body in one line or two, as part of a line, or where a scan has left it."""
    blocks = [b for b in layout.blocks if b.kind in (HEADER, TITLE)]
    for k, block in enumerate(blocks):
        after = blocks[k + 1] if k + 1 < len(blocks) else block
        for text, end in ((f"{block.text} {after.text}", after.end), (block.text, block.end)):
            stamp = pattern("urgency").match(text)
            if stamp:
                return Part(_urgency(stamp["u"]), block.start, end)
    return _stamp_inside(blocks) or _stamp_anywhere(layout)


def _stamp_inside(blocks: list[Block]) -> Part | None:
    """A stamp beside something else in a line of the header: "CÔNG ĐIỆN KHẨN", "Số: 12/CĐ-UBND HỎA TỐC"."""
    for block in blocks:
        typed = pattern("type_line").match(block.text)
        stamp = pattern("type_tail").search(block.text) if typed else None
        stamp = stamp if stamp and stamp["u"] else pattern("stamp_inside").search(block.text)
        if stamp:
            return Part(_urgency(stamp["u"]), block.start + stamp.start("u"), block.start + stamp.end("u"))
    return None


def _stamp_anywhere(layout: Layout) -> Part | None:
    """A stamp on a line of its own further down."""
    for block in layout.blocks:
        stamp = pattern("urgency").match(block.text) if is_upper(block.text) else None
        if stamp:
            return Part(_urgency(stamp["u"]), block.start, block.end)
    return None


@cache
def _types() -> dict[str, str]:
    names = {fold(row["name_vi"]): row["slug"] for row in rows("document_types")}
    return names | {fold(f"{row['name_vi']} kết luận"): row["slug"] for row in rows("document_types")
                    if row["slug"] == "thong-bao"}  # fmt: skip


def _from_number(number: DocumentNumber | None) -> Part | None:
    if number is None or number.type_code is None:
        return None
    return Part(type_codes()[number.type_code], number.start, number.end)


def _letter(blocks: list[Block]) -> Part | None:
    """A document with an addressee line and no type is an official letter (doc norms §2, rows 5 and 6)."""
    block = next((b for b in blocks if pattern("addressees").match(b.text)), None)
    return Part("cong-van", block.start, block.end) if block else None


def _repeats_issuer(block: Block) -> bool:
    return is_upper(block.text) and not pattern("subject_line").match(block.text) and len(block.text) < 90


def _mixed_line(lines: list[Block]) -> Block | None:
    """A subtype in mixed case that has a line of its own, above the subject."""
    if len(lines) < 2 or not pattern("subject_line").match(lines[1].text):
        return None
    return lines[0] if pattern("subtype_mixed").fullmatch(lines[0].text) else None


def _mixed_subtype(title: Part | None) -> Part | None:
    match = pattern("subtype_mixed").match(title.value) if title else None
    return Part(match.group(), title.start, title.start + match.end()) if match and title else None


def _urgency(text: str) -> str:
    """Slug of a stamp; spaces inside its words are those of a scan."""
    known = {fold(row["name_vi"]).replace(" ", ""): row["slug"] for row in rows("urgencies")}
    key = fold(text).replace(" ", "").replace("0", "o")
    return known.get(key) or next((slug_ for name, slug_ in known.items() if key.startswith(name)), slug(text))

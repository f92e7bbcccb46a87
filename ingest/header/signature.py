"""Who signed: authority, post and name at the end of a document (doc norms §4)."""

from __future__ import annotations

from ingest.data_files import strings
from ingest.layout import FURNITURE, RECIPIENTS, SIGNATURE, Block, Layout, is_upper
from ingest.model import Signatory
from ingest.patterns_loader import pattern
from ingest.repair import Repaired

_LAST = 6
"""How many lines a signature without capitals takes at most."""


def signature_blocks(layout: Layout) -> list[Block]:
    """Lines of the signature; where columns ran together, also undashed ones among the recipients."""
    first = next((k for k, b in enumerate(layout.blocks) if b.kind in (SIGNATURE, RECIPIENTS)), len(layout.blocks))
    blocks = layout.blocks[first:]
    if not any(b.kind == SIGNATURE for b in blocks):
        beside = [b for b in blocks if b.kind == RECIPIENTS and b.level == 0 and _name(b.text)]
        return beside or _last_lines(layout)
    return [b for b in blocks if b.kind == SIGNATURE or (b.kind == RECIPIENTS and b.level == 0 and _name(b.text))]


def _last_lines(layout: Layout) -> list[Block]:
    """A post in small letters and a name below it, as the last lines of a text ("Chủ tịch" / "(đã ký)" / name)."""
    lines = [b for b in layout.blocks if b.kind != FURNITURE][-_LAST:]
    for k, block in enumerate(lines):
        if pattern("small_post").match(block.text) and any(_name(b.text) for b in lines[k + 1 :]):
            return lines[k:]
    return []


def read_signatories(repaired: Repaired, layout: Layout) -> tuple[Signatory, ...]:
    """Signers with the post above each name; "(đã ký)" without a name gives none.

    Who also signs an annex is listed once.
    """
    out, post, seen = list[Signatory](), "", set[tuple[str, str]]()
    for block in signature_blocks(layout):
        both = pattern("post_and_name").match(block.text)
        if both and pattern("post_line").match(_after_mark(both["post"])):
            start, end = repaired.raw_span(block.start + both.start("name"), block.start + both.end("name"))
            signer = " ".join(both["name"].split())
            if not any(known == signer for known, _ in seen):
                out.append(Signatory(signer, _after_mark(both["post"]), start, end))
            seen.add((signer, post))
            continue
        upper = is_upper(block.text) and pattern("post_line").match(block.text)
        if pattern("signature").match(block.text) or upper or pattern("small_post").match(block.text):
            post = _after_mark(block.text)
        elif name := _name(block.text):
            start, end = repaired.raw_span(block.end - len(name), block.end)
            if (name, post) not in seen:
                out.append(Signatory(name, post, start, end))
            seen.add((name, post))
            post = ""
    return tuple(out)


def collective(layout: Layout) -> Block | None:
    """The line that names for whom the signer signs ("T/M BAN THƯỜNG VỤ")."""
    return next((b for b in signature_blocks(layout) if pattern("signature").match(b.text)), None)


def _after_mark(text: str) -> str:
    match = pattern("signature").match(text)
    return str(match["body"]).strip() if match else text


def _name(text: str) -> str | None:
    match = pattern("person_name").match(text)
    if match:
        return match["name"]
    match = pattern("person_name_upper").match(text)
    family = match["name"].split(maxsplit=1)[0].capitalize() if match else ""
    return match["name"].title() if match and family in strings("header", "family_names") else None

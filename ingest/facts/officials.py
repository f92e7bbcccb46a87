"""Named people with their posts, and office-holders the notice doesn't name (duty grammar §6)."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.facts.people import find_people, is_private, is_recipient
from ingest.header.signature import signature_blocks
from ingest.mentions import Mention
from ingest.model import Official, Signatory, Tenure
from ingest.patterns_loader import pattern
from ingest.reading import Reading
from ontology.lexicon import bodies, posts
from ontology.text import fold, slug


def find_officials(reading: Reading) -> tuple[Official, ...]:
    """People and posts, each once; a person keeps every post the text gives.

    A post without a name is an office: nobody is filled in.
    """
    found: dict[str, Official] = {}
    skipped = list(_not_holders(reading))
    for mention in reading.mentions:
        if mention.name is None and any(start <= mention.start < end for start, end in skipped):
            continue
        official = _official(reading, mention)
        if official:
            _merge(found, official)
    for person in find_people(reading):
        _merge(found, person)
    for signatory in reading.header.signatories if reading.header else ():
        _merge(found, _signer(reading, signatory))
    return tuple(sorted(found.values(), key=lambda o: o.start))


def _not_holders(reading: Reading) -> Iterator[tuple[int, int]]:
    """Clean ranges where a post is no office-holder: elections to it, and the lines above a signature."""
    for match in pattern("election").finditer(reading.clean):
        yield match.span()
    for block in signature_blocks(reading.layout):
        yield block.start, block.end


def _official(reading: Reading, mention: Mention) -> Official | None:
    if mention.kind not in ("person", "post"):
        return None
    start, end = reading.repaired.raw_span(mention.start, mention.end)
    if mention.name is None:
        tenure = Tenure(mention.label, _body(mention.id), mention.id, start, end)
        return Official(mention.id, None, (tenure,), start, end)
    if not mention.posts and is_private(reading.clean, mention.start, mention.end):
        return None
    tenures = tuple(_tenures(reading, mention))
    if is_recipient(reading, mention.start):  # what follows the name is the next recipient
        at = reading.clean.find(mention.name.split()[0], mention.start, mention.end)
        tenures = tuple(
            t for t in tenures if t.start is not None and t.start < reading.repaired.raw_span(at, at + 1)[0]
        )
    return Official(f"person.{slug(mention.name)}", mention.name, tenures, start, end)


def _tenures(reading: Reading, mention: Mention) -> Iterator[Tenure]:
    """Posts of a named person, each with the place where it is written."""
    at = mention.start
    for identifier, label in mention.posts:
        post = _post(identifier, label)
        body = _body(post) or _named_body(label)
        start = reading.clean.find(label, at, mention.end)
        if start < 0:
            yield Tenure(label, body, post)
            continue
        yield Tenure(label, body, post, *reading.repaired.raw_span(start, start + len(label)))
        at = start + len(label)


def _post(identifier: str, label: str) -> str:
    """The post's id, also where one name is both an office and a body ("Thủ tướng Chính phủ")."""
    if identifier.startswith("post."):
        return identifier
    return next((p.id for p in posts() if fold(label) in {fold(n) for n in (p.name, *p.variants)}), identifier)


def _named_body(label: str) -> str | None:
    """The body that a post's own name contains ("Bộ trưởng Bộ Giao thông vận tải")."""
    inside = [b for b in bodies() if len(b.name) < len(label) and fold(label).endswith(fold(b.name))]
    return max(inside, key=lambda b: len(b.name)).id if inside else None


def _signer(reading: Reading, signatory: Signatory) -> Official:
    issuer = reading.header.issuer if reading.header else None
    body = issuer.id if issuer else None
    tenures = (Tenure(signatory.post, body),) if signatory.post else ()
    return Official(f"person.{slug(signatory.name)}", signatory.name, tenures, signatory.start, signatory.end)


def _merge(found: dict[str, Official], official: Official) -> None:
    """Add a person or office; further posts of a known person join the first mention."""
    known = found.get(official.id)
    if known is None:
        found[official.id] = official
        return
    labels = {fold(t.label) for t in known.posts}
    more = tuple(t for t in official.posts if official.name and fold(t.label) not in labels)
    found[official.id] = Official(known.id, known.name, (*known.posts, *more), known.start, known.end)


def _body(post: str) -> str | None:
    """The body a post of the lexicon belongs to, if it is one."""
    return next((p.bodies[0] for p in posts() if p.id == post and p.bodies), None)

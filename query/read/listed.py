"""Names that one constituent joins, told apart."""

from __future__ import annotations

from ontology.text import fold
from query.read.signs import signs


def listed(text: str) -> list[str]:
    """The members of a list of names; a joint parts them only where a new name begins.

    >>> listed("các huyện Nga Sơn, Hậu Lộc và thị xã Bỉm Sơn")
    ['các huyện Nga Sơn', 'Hậu Lộc', 'thị xã Bỉm Sơn']
    >>> listed("Sở Giáo dục và Đào tạo")
    ['Sở Giáo dục và Đào tạo']
    """
    places = _opens(text, signs().name["place"])
    heads = signs().name["body"] | signs().name["place"] | signs().name["person"]
    out, start = list[str](), 0
    for joint in signs().joint.finditer(text):
        rest = text[joint.end() :]
        if _opens(rest, heads) or (places and rest[:1].isupper()):
            out.append(text[start : joint.start()])
            start = joint.end()
    return [*out, text[start:]]


def _opens(text: str, heads: frozenset[str]) -> bool:
    """True if a text begins with one of some folded words or pairs, whatever of many stands before it."""
    words = fold(text).split()
    words = words[1:] if words[:1] and words[0] in signs().several else words
    return bool(heads & {" ".join(words[:1]), " ".join(words[:2])})

"""What a question asks for: a person, a time, a place, a number, a manner, a thing, or whether something is so."""

from __future__ import annotations

from query.link.language import language

SORTS = ("whether", "when", "where", "number", "how", "who", "thing")
"""In the order in which they are looked for: “ngày nào” asks for a time, and for no thing."""


def asked_for(key: str) -> frozenset[str]:
    """The sorts of answer that the question words of a folded question call for; empty if it has none.

    >>> sorted(asked_for("ai phai bao cao truoc ngay nao"))
    ['when', 'who']
    """
    found, whole = set[str](), key
    for sort in SORTS:
        pattern = language().named_pattern(f"for_{sort}")
        if pattern.search(whole if sort == "number" else key):
            found.add(sort)
            key = pattern.sub(" _ ", key)
    return frozenset(found)

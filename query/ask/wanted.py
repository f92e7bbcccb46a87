"""What the question words of a question ask for: a time, a number, a name of a kind, whoever does it, or what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ontology.faults import reading
from ontology.text import fold
from query.ask.understand import Understanding
from query.link.language import language

if TYPE_CHECKING:
    from query.ask.outcome import Env

SHORT, LONG = 6, 14
"""Words of most names, and of the longest."""
SURE = 0.6
"""Confidence from which a name in a statement counts."""
UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_NAME = rf"[{UPPER}][\w’']*(?:[ -][{UPPER}][\w’']*)*"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sort of answer, the kind of thing it is a name of (''), the places of the words that ask for it, and how
    clearly a statement has to be the one that says it: `least` coverage, `margin` before the next, and `lost`, what
    others that don't answer may say more."""

    sort: str
    head: str
    places: frozenset[int]
    limits: Mapping[str, float] = field(hash=False)


def wanted(u: Understanding) -> Wanted | None:
    """What a question asks for; None if it has no question word."""
    key, starts = u.key, u.linked.question.offsets()
    for row, pattern in _patterns():
        if found := pattern.search(key):
            size = found.end() if row["sort"] != "whether" else found.start()
            inside = {i for i, at in enumerate(starts) if found.start() <= at < size}
            return Wanted(row["sort"], found.groupdict().get("head") or "", frozenset(inside), row)
    return None


def beginnings(head: str) -> tuple[str, ...]:
    """How texts begin the names of a kind of thing."""
    return next((tuple(row["begins"]) for row in fallback()["kind"] if head in row["asked"]), ())


def is_strict(head: str) -> bool:
    """True if only names answer a question for a kind of thing."""
    return any(row.get("strict", False) for row in fallback()["kind"] if head in row["asked"])


def is_name(value: object, head: str) -> bool:
    """True if a value begins like a name of a kind of thing, or is but a few words in capitals."""
    if not isinstance(value, str):
        return False
    begins = tuple(f"{fold(b)} " for b in beginnings(head))
    size = len(value.split())
    return (size <= LONG and fold(value).startswith(begins)) or (size <= SHORT and value[:1].isupper())


def names(env: Env, text: str, head: str) -> list[str]:
    """Names of a kind of thing in a text that the question doesn't say itself, each of several joined ones alone."""
    begins = beginnings(head)
    heads = "|".join(re.escape(b) for b in sorted(begins, key=len, reverse=True))
    out = dict[int, str]()
    for found in re.finditer(rf"(?<!\w)({heads}) ({_NAME})((?:(?:, | và )(?!(?:{heads})\b){_NAME})*)", text):
        out[found.start()] = f"{found[1]} {found[2]}"
        for i, more in enumerate(re.findall(_NAME, found[3])):
            out[found.start(3) + i] = f"{found[1]} {more}"
    if begins[0][0].isupper():
        linked = env.linker.link(text)
        for find in linked.of("body", "post"):
            said = linked.question.quoted(find.first, find.last)
            at = linked.question.words[find.first].start
            if find.confidence > SURE and said.startswith(begins) and len(said) > len(out.get(at, "")):
                out[at] = said
    return [name for _, name in sorted(out.items()) if f" {fold(name)} " not in f" {env.understanding.key} "]


@cache
def _patterns() -> tuple[tuple[Mapping[str, Any], re.Pattern[str]], ...]:
    heads = sorted((a for row in fallback()["kind"] for a in row["asked"]), key=len, reverse=True)
    joined = rf"\b(?:{'|'.join(heads)})"
    return tuple((row, language().pattern(row["pattern"].replace("{heads}", joined))) for row in fallback()["wanted"])


@cache
@reading("query/forms/fallback.toml")
def fallback() -> Mapping[str, Any]:
    """The tables of `query/forms/fallback.toml`."""
    return tomllib.loads(files("query").joinpath("forms/fallback.toml").read_text(encoding="utf-8"))

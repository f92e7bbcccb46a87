"""Documents named by number in a question: `229-TB/TU`, `tb 229`, `chỉ thị số 14`, `153/TB-VPCP`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ontology.text import slug
from query.link.language import language

_SYMBOL = re.compile(
    r"(?<![\w/])(?P<n>\d{1,5})\s*[-/]\s*(?P<symbol>(?:(?:19|20)\d\d\s*[-/]\s*)?"
    r"(?=[^\W\d])\w[\w&.]*(?:\s?[-/]\s?[^\W\d][\w&.]*)*)"
)
_BARE = r"\b{cited}(?: so)? (?P<n>\d{1,5})(?: (?P<symbol>(?:19|20)\d\d))?\b(?! {span}\b)"
_JOINED = (
    r"\b{doc}(?: so)? \d{1,5} (?:va|voi|hay)(?: so)? (?P<n>\d{1,5})(?P<symbol>)"
    r"(?= (?:cach|cai|van ban|ra|ban hanh|ky|giong|khac)\b|$)"
)
_PARTED = re.compile(r"(?<![\w/.])(?P<n>\d{1,5})\.(?P<part>\d{1,2})(?![\d.])")
"""A number with a part, as of resolutions of 2025 (“66.7”)."""
_YEAR = re.compile(r"((?:19|20)\d\d)(?:-|$)")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number: leading digits, folded symbol if one was typed, and its place.

    `start`/`end` count characters of the question for a full number (`whole`), words otherwise.
    """

    digits: str
    symbol: str | None
    start: int
    end: int
    whole: bool


def find_numbers(text: str, key: str) -> list[Number]:
    """Numbers with a symbol in the question as typed, and numbers after the name of a kind of document.

    `key` is the question's folded key; bare numbers are placed by character in it.
    """
    full = [Number(m["n"].lstrip("0"), slug(m["symbol"]), m.start(), m.end(), True) for m in _SYMBOL.finditer(text)]
    told = {number.digits for number in full}
    parts = {m["n"]: m["part"] for m in _PARTED.finditer(text)}
    return full + [
        Number(digits, m["symbol"] or None, m.start("n"), _end(m, key, parts.get(m["n"])), False)
        for pattern in (_BARE, _JOINED)
        for m in language().pattern(pattern).finditer(key)
        if (digits := m["n"].lstrip("0")) not in told
    ]


def _end(found: re.Match[str], key: str, part: str | None) -> int:
    """End of a bare number in the folded key, with the part behind its point and the year, if it has any."""
    rest = re.match(rf" {part}(?: (?:19|20)\d\d)?\b", key[found.end("n") :]) if part else None
    return found.end("n") + rest.end() if rest else found.end()


def written(number: Number) -> list[tuple[str, ...]]:
    """How texts may write a document's number, as runs of folded words: with and without a leading nought."""
    year, _, _ = (number.symbol or "").partition("-")
    after = (year,) if _YEAR.match(number.symbol or "") else ()
    return [(digits, *after) for digits in dict.fromkeys((number.digits, number.digits.zfill(2)))]


def same_number(number: Number, official: str) -> bool:
    """True if the official number of a document is the one meant; marks and dashes don't count."""
    digits, symbol, year = _official(official)
    if not digits or digits != number.digits:
        return False
    asked, asked_year = _parted(number.symbol or "")
    if year and asked_year and year != asked_year:
        return False
    return not asked or not symbol or symbol.startswith(asked) or asked.startswith(symbol)


@lru_cache(maxsize=65_536)
def _official(number: str) -> tuple[str, str, str]:
    """Digits, symbol and year of an official number; '' for what it lacks."""
    found = re.match(r"\s*0*(\d+)\s*[-/ ]*\s*(.*)", number)
    return (found.group(1), *_parted(slug(found.group(2)))) if found else ("", "", "")


def _parted(symbol: str) -> tuple[str, str]:
    """The symbol of a number without the year that heads it, and the year or ''."""
    found = _YEAR.match(symbol)
    return (symbol[found.end() :], found.group(1)) if found else (symbol, "")

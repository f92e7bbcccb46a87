"""Misprints that a lexicon can prove: lost marks in names, abbreviations one letter off, doubled words,
stray spaces in numbers, a full stop after a purpose clause. Running text is never folded blindly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ingest.alignment import LONGEST_WORD, Edit
from ingest.data_files import load, strings
from ingest.patterns_loader import pattern
from ontology.lexicon import bodies, provinces
from ontology.text import old_tone_placement, strip_marks

_U = "A-ZĐÂĂÊÔƠƯ"
_TOKEN = re.compile(rf"[{_U}](?<!\w[{_U}])[{_U}]{{2,5}}(?!\w)")
_NUMBER = re.compile(
    rf"\d(?<![\w/-]\d)\d{{0,4}}(?P<a>[ ]*[-/][ ]*)(?:(?:19|20)\d\d[ ]*/[ ]*)?[{_U}][A-Za-zĐđƯư]{{0,4}}"
    rf"(?P<b>[ ]*[-/][ ]*)[{_U}][{_U}A-Za-zđ]{{0,12}}"
)
_YEARS = re.compile(r"((?:19|20)(?<!\d\d\d)\d\d)(?:-[ ]+|[ ]+-)((?:19|20)\d\d)(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


def find_misprints(text: str) -> Iterator[Edit]:
    """All provable misprints of the text, as edits in no particular order."""
    return chain(
        _names(text),
        _abbreviations(text),
        _doubled(text),
        _spellings(text),
        _spaces(text),
        _glued(text),
        _fragments(text),
    )


def _names(text: str) -> Iterator[Edit]:
    """A province's name that lost marks: every letter is right or barer than it should be. A text with a
    letter whose lower case is longer is left alone."""
    pattern, names = _name_pattern()
    bare = _bare(text).lower()
    for match in pattern.finditer(bare) if len(bare) == len(text) else ():
        start, end = match.span()
        observed = text[start:end]
        if not all(part[:1].isupper() for part in re.split(r"[ -]+", observed) if part):
            continue
        right = names[match.group()]
        right = right.upper() if observed.isupper() else right
        if len(right) == len(observed) and _barer(observed, right):
            yield Edit(start, end, right, "missing_diacritic", "gazetteer")


def _barer(observed: str, right: str) -> bool:
    """True if `observed` differs from `right` only by marks it lacks."""
    if old_tone_placement(observed) == old_tone_placement(right):
        return False
    return all(o == r or o in (strip_marks(r), _toneless(r)) for o, r in zip(observed, right, strict=True))


def _toneless(char: str) -> str:
    kept = (c for c in unicodedata.normalize("NFD", char) if c not in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(kept))


def _bare(text: str) -> str:
    """Same-length text with each letter folded."""
    return text.translate(_BARE)


class _Bare(dict[int, str]):
    """Code point -> the letter without marks, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        plain = strip_marks(chr(code))
        self[code] = plain if len(plain) == 1 else chr(code)
        return self[code]


_BARE = _Bare()


@cache
def _name_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {strip_marks(p.short_name).lower(): p.short_name for p in provinces()
             if " " in p.short_name and strip_marks(p.short_name) != p.short_name}  # fmt: skip
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), names


def _abbreviations(text: str) -> Iterator[Edit]:
    known = known_abbreviations()
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in known:
            continue
        for intended, after in _targets():
            if len(token) != len(intended) or sum(a != b for a, b in zip(token, intended, strict=True)) != 1:
                continue
            lost_mark = strip_marks(token) == strip_marks(intended) and _barer(token, intended)
            if lost_mark or after.match(text, match.end()):
                kind = "missing_diacritic" if lost_mark else "wrong_char"
                first, last = _number_around(text, match.start(), match.end())
                if not lost_mark and (more := after.match(text, match.end())):
                    last = more.end()
                    while last < len(text) and text[last].isalnum():
                        last += 1
                yield Edit(match.start(), match.end(), intended, kind, "abbreviation", first, last)
                break


def _number_around(text: str, start: int, end: int) -> tuple[int, int]:
    floor, limit = max(0, start - LONGEST_WORD), min(len(text), end + LONGEST_WORD)
    while start > floor and (text[start - 1].isalnum() or text[start - 1] in "-/("):
        start -= 1
    while end < limit and (text[end].isalnum() or text[end] in "-/)"):
        end += 1
    return start, end


@cache
def _targets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["intended"], re.compile(row["after"])) for row in load("repairs")["abbreviation"])


@cache
def known_abbreviations() -> frozenset[str]:
    """Abbreviations that are right as they stand."""
    return frozenset(
        [*(a for body in bodies() for a in body.abbreviations), *strings("repairs", "right_abbreviations")]
    )


def _doubled(text: str) -> Iterator[Edit]:
    for match in _doubled_pattern().finditer(text):
        yield Edit(match.end(1), match.end(), "", "duplicate_word", "doubled-word", match.start(), match.end())


@cache
def _doubled_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(strings("repairs", "never_doubled"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)({words})[ ]+\1(?!\w)")


def _spellings(text: str) -> Iterator[Edit]:
    for row, regex in _misspellings():
        if row["observed"] not in text:
            continue
        for match in regex.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()].rstrip()
            if not before.endswith(tuple(row.get("not_after", ())) or ("\0",)):
                yield Edit(match.start(), match.end(), row["intended"], "wrong_char", "misspelling")


@cache
def _misspellings() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    rows = load("repairs")["misspelling"]
    return tuple((row, re.compile(rf"(?<!\w){re.escape(row['observed'])}(?!\w)")) for row in rows)


def _spaces(text: str) -> Iterator[Edit]:
    for match in _NUMBER.finditer(text):
        for group in ("a", "b"):
            if match.group(group) != match.group(group).strip():
                yield Edit(*match.span(group), match.group(group).strip(), "extra_space", "number", *match.span())
    for match in _YEARS.finditer(text):
        yield Edit(match.end(1), match.start(2), "-", "extra_space", "year-range", *match.span())


def _glued(text: str) -> Iterator[Edit]:
    """A function word glued to a syllable that the text also writes by itself, or between two abbreviations."""
    matches = list(_glued_pattern().finditer(text))
    syllables = set(_WORD.findall(text)) if matches else set()
    for match in matches:
        if match["caps"] or match["left"] in syllables:
            at = match.end("caps") if match["caps"] else match.end("left")
            new = f" {match['joint']} " if match["caps"] else f" {match['word']}"
            yield Edit(at, match.end("joint") if match["caps"] else match.end(), new, "missing_space", "glued-word",
                       *_number_around(text, *match.span()))  # fmt: skip


@cache
def _glued_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(strings("repairs", "glued"), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<left>[^\W\d_]*[aeiouyà-ỹ][^\W\d_]{{0,3}})(?P<word>{words})(?!\w)"
        rf"|(?<!\w)(?P<caps>[{_U}]{{2,9}})(?P<joint>và)(?=[{_U}]{{2,9}}(?!\w))"
    )


def _fragments(text: str) -> Iterator[Edit]:
    """A purpose clause closed by a full stop belongs to the order that follows."""
    for match in pattern("purpose_fragment").finditer(text):
        if pattern("order_verb").search(match.group()) is None:
            stop = match.start("stop")
            first = text.rfind(",", match.start(), stop) + 1 or match.start()
            word = _WORD.search(text, stop)
            yield Edit(stop, stop + 1, ",", "sentence_fragment", "purpose-clause",
                       first + (text[first] == " "), word.end() if word else stop + 1)  # fmt: skip

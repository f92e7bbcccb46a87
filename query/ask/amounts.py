"""Amounts that a statement tells: each number with its unit, the words it is told of, and those around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ontology.text import fold, strip_marks
from query.ask.catalogue import Fact
from query.ask.figure_words import figure_words, spelled
from query.ask.kinds import kinds
from query.ask.quantities import number_written
from query.link.language import language

_NUMBER = re.compile(r"(?<![\w/.,:-])(?P<n>\d+(?:[.,]\d+)*)(?:/(?P<total>\d+))?(?!\s?[-–]\s?\d)(?![\w/]*\d)")
_UNIT = re.compile(r"\s?(?:[%‰]|[a-z]+\d?)(?:/[a-z]+)?(?!\w)")
_DAY = re.compile(r"\d{1,2} thang \d{1,2}")
_SENTENCE = re.compile(r"[.;]\s+(?=\W*[A-ZÀ-Ỹ])|[.;]$")
_BREAK = re.compile(r"[,;:()]")
_ASIDE = re.compile(r"\([^()]*\)")
SHORT = 3
"""Words of a short piece of a list."""
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a statement. `unit` is folded, `own` the folded words of the piece of text that tells it, `near`
    those of its sentence; `label` is the piece before it as written, `after` the one that follows."""

    fact: Fact
    value: int | float
    total: int | None
    said: str
    unit: str
    own: tuple[str, ...]
    near: frozenset[str]
    label: str
    before: str
    """All of its clause before it."""
    after: str
    first: int
    """Place of its sentence in the statement: amounts of one sentence share it."""
    vague: bool
    """True if the number is but a bound."""
    at: int
    alone: bool
    """True if no other number stands in its sentence."""
    heading: str
    """Its sentence up to the bracket before it."""
    rest: str
    """Its sentence after it, up to the next number."""
    year: str
    """The last year told before it in its sentence, that of a comparison aside; '' if none is."""

    @property
    def change(self) -> bool:
        """True if it tells by how much something has become more or less."""
        return re.search(rf"\b(?:{figure_words().change})$", fold(self.label)) is not None

    @property
    def head(self) -> str:
        """First word of its unit."""
        return self.unit.split("/")[0].split()[0]

    @property
    def negated(self) -> bool:
        """True if it is told of what isn't so."""
        said = fold(f"{self.label} {self.after}")
        return re.search(rf"\b(?:{figure_words().negated})\b(?! (?:qua|duoi|vuot|it)\b)", said) is not None

    @property
    def each(self) -> bool:
        """True if it counts for each of several."""
        return re.search(rf"\b(?:{figure_words().each})\b", self.before.lower()) is not None

    @property
    def is_whole(self) -> bool:
        """True if its text calls it the whole of something."""
        return re.search(rf"\b(?:{figure_words().whole})\b", fold(self.label)) is not None

    @property
    def told(self) -> str:
        """What it is told of, as written."""
        return " ".join(f"{self.label} … {self.after}".split()).strip(" ,…") if self.after.strip() else self.label

    @property
    def target(self) -> bool | None:
        """True if it is to be reached, False if it has been; None if its text says neither."""
        words = figure_words()
        found = list(
            re.finditer(
                rf"\b(?:(?P<target>(?:{words.target})(?: (?:dat|la|den|tren|duoc))*)|{words.level})\b",
                fold(self.before),
            )
        )
        if self.after.strip().startswith(words.upward):
            return True
        if not found:
            return None
        return found[-1]["target"] is not None

    @property
    def sentence(self) -> tuple[str, int]:
        """Names the sentence it stands in."""
        return self.fact.iri, self.first


def amounts(fact: Fact, noun: str = "") -> Iterator[Amount]:
    """The amounts of a statement in order; numbers of dates, documents and items are none.

    Numbers in words are read before `noun`, a folded word, only.
    """
    text = fact.text
    plain = strip_marks(text).lower()
    if len(plain) != len(text):
        return
    taken = [f.span() for p in (language().named_pattern("calendar"), _DAY) for f in p.finditer(plain)]
    numbers = [*_NUMBER.finditer(plain), *_in_words(text, noun)]
    numbers.sort(key=lambda m: m.start())
    found = [m for m in numbers if not _is_date(m, taken, plain) and not _is_name(m, plain)]
    units = {m.start(): u for m in found if (u := _unit(plain, m.end()))}
    units |= {m.start(): f" {noun}" for m in found if m.start() not in units and (noun := _counted(plain, m))}
    found = [m for m in found if m.start() in units]

    def own(match: re.Match[str]) -> bool:
        """True if a number is told of something, and is no bound, age or time in what is told."""
        return not _ends(figure_words().vague, text[: match.start()]) and not _lasts(units[match.start()])

    for i, match in enumerate(found):
        size = _size(plain, match.end(), units[match.start()])
        end = match.end() + size
        begins = max((s.end() for s in _SENTENCE.finditer(text, 0, match.start())), default=0)
        sentence = _SENTENCE.search(text, end)
        ends = sentence.start() if sentence else len(text)
        before = max((o.end() + _size(plain, o.end(), units[o.start()]) for o in found[:i] if own(o)), default=0)
        label = _label(text, max(begins, before), match.start())
        stop = found[i + 1].start() if i + 1 < len(found) else len(text)
        if i + 2 <= len(found) and text[end:stop].strip() in figure_words().joined.split("|"):
            stop = found[i + 2].start() if i + 2 < len(found) else len(text)
        rest = text[end : min(ends, stop)]
        listed = _alternatives().match(rest) if _is_place(units[match.start()]) else None
        listed_to = listed.end() if listed else 0
        after = rest[:listed_to] + _until(rest[listed_to:])
        value = spelled().get(match["n"]) or number_written(match["n"])
        if value is None:
            continue
        unit = " ".join(units[match.start()].split())
        alone = not any(begins <= other.start() < ends for other in found if other is not match)
        piece = text[begins:ends] if alone else f"{label} {unit} {after}"
        yield Amount(
            fact,
            value,
            int(match["total"]) if match["total"] else None,
            text[match.start() : end].strip(),
            unit,
            tuple(fold(piece).split()),
            frozenset(fold(text[begins:ends]).split()),
            label,
            re.split(r"[;:()]|, ", text[begins : match.start()].rstrip(" ("))[-1],
            after,
            begins,
            _ends(figure_words().vague, text[: match.start()]),
            match.start(),
            alone,
            text[begins : match.start()].split("(")[0].strip(),
            rest,
            _year(plain[begins : match.start()]),
        )


def _until(rest: str) -> str:
    """The piece of text after a number: up to a pause, the short pieces of a list that a semicolon ends with it."""
    first, *more = rest.split(";", maxsplit=1)[0].split(",")
    piece = _BREAK.split(first, maxsplit=1)[0]
    if piece != first or ";" not in rest or any(len(part.split()) > SHORT or '"' in part for part in more):
        return piece
    return ",".join((first, *more))


def _is_date(match: re.Match[str], taken: Sequence[tuple[int, int]], plain: str) -> bool:
    """True if a number is of a date; “08/10 huyện” is none."""
    inside = any(a <= match.start() < b for a, b in taken)
    if not match["total"] or int(match["n"].split(",")[0].replace(".", "")) > int(match["total"]):
        return inside
    word = re.match(r"\s([a-z]+)", plain[match.end() :])
    dated = re.search(r"\b(?:ngay|tu|den|truoc|sau) $", plain[: match.start()])
    return inside and (word is None or word[1] in figure_words().no_unit.split() or dated is not None)


def _unit(plain: str, at: int) -> str:
    """The unit after a number: one of several words if it is known, else a word; '' if it counts nothing."""
    for pattern in _units():
        if found := pattern.match(plain, at):
            return found.group()
    word = _UNIT.match(plain, at)
    return word.group() if word and word.group().strip() not in figure_words().no_unit.split() else ""


def _counted(plain: str, match: re.Match[str]) -> str:
    """What a number without a unit counts: the noun of “số …” before it in its clause; '' if it says nothing."""
    if not re.match(r"\s*(?:[.,;)]|$)", plain[match.end() :]):
        return ""
    found = re.search(r"\bso (?P<noun>[a-z]+) [^,;:()]*$", plain[: match.start()])
    return found["noun"] if found else ""


def _size(plain: str, at: int, unit: str) -> int:
    """Characters of a unit that stands after a number, not before it."""
    return len(unit) if plain.startswith(unit, at) else 0


def _in_words(text: str, noun: str) -> list[re.Match[str]]:
    """Numbers in words that stand before a folded noun."""
    found = _spelled().finditer(text.lower()) if noun else ()
    return [match for match in found if fold(text[match.end() :].split(maxsplit=1)[0]) == noun]


@cache
def _spelled() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<n>{'|'.join(spelled())})(?P<total>(?!))?(?=\s+\w)")


def _is_place(unit: str) -> bool:
    """True if a unit is a kind of place."""
    return unit.strip() in {fold(kind).split()[0] for kind in figure_words().kinds.split("|")}


@cache
def _alternatives() -> re.Pattern[str]:
    """Kinds of places that are counted together with the one before: “, phường, thị trấn”."""
    kinds = figure_words().kinds
    return re.compile(rf"(?:,? (?:(?:{figure_words().joined}) )?(?:{kinds})(?!\w))+")


@cache
def _units() -> tuple[re.Pattern[str], ...]:
    wordings = {w for row in kinds()["unit"] for w in (*row["wordings"], "diem phan tram")}
    longest = sorted(wordings, key=lambda w: -len(w))
    per = r"(?:\s?/\s?[a-z]+)?"
    return (re.compile(rf"\s?(?:{'|'.join(map(re.escape, longest))})(?!\w){per}"), re.compile(rf"\s?[%‰]{per}"))


def _label(text: str, first: int, last: int) -> str:
    """The piece of text before a number, or before the bracket that it opens."""
    said = _ASIDE.sub(" ", text[first:last].rstrip(" \n\t(:–-"))
    pieces = [" ".join(piece.split()) for piece in _BREAK.split(said)]
    label = pieces.pop()
    while label and pieces and _says_little(label):
        label = f"{pieces.pop()} {label}".strip()
    return label


def _says_little(label: str) -> bool:
    """True if a piece of text tells but that a number bounds something or is reached."""
    words = figure_words()
    return re.fullmatch(rf"(?:(?:{words.target}|{words.level}|{words.vague}|la)\s?)+", fold(label)) is not None


def _is_name(match: re.Match[str], plain: str) -> bool:
    """True if a number is a year or part of a name (“đường tỉnh 864”)."""
    return _YEAR.fullmatch(match["n"]) is not None or _ends(figure_words().numbered, plain[: match.start()])


def _year(before: str) -> str:
    """The last year of a folded text that isn't what something is compared with."""
    years = [m.group() for m in _YEAR.finditer(re.sub(r"\bso voi [^,;]*", " ", before))]
    return years[-1] if years else ""


def _lasts(unit: str) -> bool:
    """True if a unit is one of time or age: a number of it tells no amount of its own."""
    return unit.strip() in figure_words().times.split()


def _ends(words: str, before: str) -> bool:
    """True if a text ends with one of some words."""
    return re.search(rf"\b(?:{words})\s+$", before, re.IGNORECASE) is not None

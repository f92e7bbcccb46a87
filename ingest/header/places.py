"""Which province a notice directs: stated in its letterhead, or inferred with the reason.

Inference policy (doc norms §8): a district that exists once in the gazetteer of 2021, then a body that
bears a province's name. The province of an issuing place is a hint only for bodies that sit there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.cues import canon, cues
from ingest.data_files import load
from ingest.patterns_loader import pattern
from ontology.lexicon import Province, provinces, rows
from ontology.text import old_tone_placement


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A province named in the text."""

    province: Province
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """The province a notice is held to direct, and why."""

    province: Province
    basis: str
    why: str
    start: int
    end: int


_CITY = "hồ chí minh"
_AROUND = 3
"""Characters beside a range that the place of a tone mark in it depends on."""


def canonical(text: str) -> str:
    """Same-length lower-case text with one place for tone marks, dashes unified."""
    return old_tone_placement(text).lower()


def find_provinces(text: str, start: int = 0, end: int | None = None) -> Iterator[PlaceName]:
    """Provinces named in `text[start:end]`, spelled with their marks, in order."""
    names, regex = _provinces()
    end = len(text) if end is None else end
    left = max(0, start - _AROUND)
    view = canonical(text[left : end + _AROUND])
    for match in regex.finditer(view, start - left, end - left):
        near = text[max(0, left + match.start() - 24) : left + match.start()]
        if text[left + match.start()].isupper() and not (
            match["name"] == _CITY and pattern("city_namesake").search(near)
        ):
            yield PlaceName(names[match["name"]], left + match.start("name"), left + match.end())


def province_names() -> frozenset[str]:
    """Canonical names of all provinces."""
    return frozenset(_provinces()[0])


@cache
def _provinces() -> tuple[dict[str, Province], re.Pattern[str]]:
    names = dict[str, Province]()
    for province in provinces():
        for name in (
            province.short_name,
            province.short_name.replace(" - ", "-"),
            province.short_name.replace(" -", "-"),
        ):
            names[canonical(name)] = province
    more: dict[str, list[str]] = load("header")["province_names"]
    names |= {canonical(name): p for p in provinces() for name in more.get(p.id, ())}
    longest = sorted(names, key=len, reverse=True)
    return names, re.compile(rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, longest))})(?!\w)")


@cache
def districts() -> dict[str, list[dict[str, str]]]:
    """Rows of the districts of 2021 by canonical name."""
    out = dict[str, list[dict[str, str]]]()
    for row in rows("districts"):
        out.setdefault(canonical(row["name"]), []).append(row)
    return out


def is_place(name: str) -> bool:
    """True for the name of a province or district."""
    return canonical(name) in province_names() or canonical(name) in districts()


def behind_place(clean: str, start: int, end: int) -> int:
    """Where a person's name begins behind a place's: "UBND tỉnh Hà Nam Nguyễn Văn A"."""
    words = clean[start:end].split(" ")
    for size in range(min(4, len(words) - 2), 1, -1):
        place = " ".join(words[:size])
        if is_place(place) and canon(words[size]) in cues("mentions")["family-name"].words:
            return start + len(place) + 1
    return start


def find_unique_district(text: str, start: int, end: int) -> Iterator[tuple[int, int, Province]]:
    """Districts of `text[start:end]` whose base name only one province has, with that province."""
    known = districts()
    by_id = {p.id: p for p in provinces()}
    view = canonical(text)
    for match in pattern("district_word").finditer(text, start, end):
        words = re.match(r"(?:[^\W\d_]+)(?:[ ][^\W\d_]+){0,3}", text[match.end() : match.end() + 40])
        parts = words.group().split(" ") if words else []
        for size in range(len(parts), 0, -1):
            name = " ".join(parts[:size])
            rows_ = known.get(view[match.end() : match.end() + len(name)])
            if rows_ and name[:1].isupper():
                homes = {row["province"] for row in rows_}
                if len(homes) == 1 and (province := by_id.get(homes.pop())):
                    yield match.start(), match.end() + len(name), province
                break


def stated(clean: str, start: int, end: int, reason: str) -> Held | None:
    """The one province named in a part of the header; None if none or several are."""
    found = list(find_provinces(clean, start, end))
    if len({p.province.id for p in found}) != 1:
        return None
    name = found[0]
    first = _with_head(clean, name.start, start)
    why = load("header")["why"][reason].format(place=" ".join(clean[first : name.end].split()))
    return Held(name.province, "stated", why, first, name.end)


def infer(clean: str, start: int, end: int) -> Held | None:
    """The province that a body text's districts or bodies prove, if they agree."""
    districts = list(find_unique_district(clean, start, end))
    homes = Counter(province.id for _, _, province in districts)
    if len(homes) == 1 or (homes and homes.most_common(2)[0][1] >= 3 * homes.most_common(2)[-1][1]):
        best = homes.most_common(1)[0][0]
        first, last, province = next(d for d in districts if d[2].id == best)
        why = load("header")["why"]["district"].format(place=clean[first:last], province=province.name)
        return Held(province, "inferred", why, first, last)
    return _by_body(clean, start, end)


def by_seat(clean: str, start: int, end: int) -> Held | None:
    """The province of a seat town that only one province has ("Hạ Long, ngày …")."""
    name = re.sub(r"^(?:TP|TX)\.?\s*", "", clean[start:end])
    homes = {row["province"] for row in districts().get(canonical(name), [])}
    province = next((p for p in provinces() if homes == {p.id}), None)
    if province is None:
        return None
    why = load("header")["why"]["district"].format(place=name, province=province.name)
    return Held(province, "inferred", why, start, end)


def _by_body(clean: str, start: int, end: int) -> Held | None:
    """The province whose bodies alone are named: "Tỉnh ủy X", "UBND tỉnh X"."""
    head = pattern("body_of_province")
    found = [(match, name) for name in find_provinces(clean, start, end)
             if (match := head.search(clean, max(start, name.start - 40), name.start))]  # fmt: skip
    if len({name.province.id for _, name in found}) != 1:
        return None
    match, name = found[0]
    place = " ".join(clean[match.start() : name.end].split())
    return Held(name.province, "inferred", load("header")["why"]["body"].format(place=place), match.start(), name.end)


def _with_head(clean: str, at: int, floor: int) -> int:
    """Start of the head noun before a province's name ("TỈNH ỦY VĨNH PHÚC")."""
    line = max(clean.rfind("\n", 0, at) + 1, floor)
    head = pattern("province_head").search(clean, line, at)
    return head.start() if head else at

"""People named in the text, with the posts beside their names (duty grammar §6).

A name is a family name and one to four more capitalised syllables. Names are also those of streets, schools and
communes; so one counts only beside a title ("đồng chí", "ông", "Đại tá"), a post before or behind it, or in a list
that such a title opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.cues import canon, cues
from ingest.header.places import behind_place, is_place
from ingest.layout import RECIPIENTS
from ingest.mentions import Mention
from ingest.model import Official, Tenure
from ingest.patterns_loader import pattern
from ingest.personal_names import personal_names
from ingest.reading import Reading
from ontology.text import slug

_BEFORE, _BEHIND = 60, 140


@dataclass(frozen=True, slots=True)
class _Person:
    """A name in clean offsets; `end` lies behind the posts that follow it."""

    start: int
    name_end: int
    end: int
    posts: tuple[Tenure, ...]
    listed: bool
    """True in a list that a plural title opens ("các đồng chí: A, B")."""


def find_people(reading: Reading) -> tuple[Official, ...]:
    """Every naming of a person, in text order."""
    found, last = list[Official](), None
    for start, end in _candidates(reading):
        if last and start < last.name_end:
            continue
        person = _person(reading, start, end, last)
        if person:
            name = " ".join(reading.clean[person.start : person.name_end].split())
            name = name.title() if name.isupper() else name
            raw = reading.repaired.raw_span(person.start, person.name_end)
            found.append(Official(f"person.{slug(name)}", name, person.posts, *raw))
            last = person
    return tuple(found)


def _candidates(reading: Reading) -> Iterator[tuple[int, int]]:
    """Ranges of names, cut where a body or post that the text names begins."""
    spans = {m.start(): m.span() for m in personal_names().finditer(reading.clean)}
    spans |= {m.start("name"): m.span("name") for m in pattern("titled_name").finditer(reading.clean)
              if m.start("name") not in spans}  # fmt: skip
    for start, end in sorted(spans.values()):
        if any(m.start <= start and m.kind != "person" for m in reading.mentions_from(start, start + 1)):
            continue
        within = [m.start for m in reading.mentions_from(start + 1, end) if m.kind != "person" and not m.minted]
        first = behind_place(reading.clean, start, min([end, *within]))
        name = reading.clean[first : min([end, *within])].rstrip()
        if " " in name:
            yield first, first + len(name)


def _person(reading: Reading, start: int, end: int, last: _Person | None) -> _Person | None:
    """The person a candidate names, None if nothing beside it says that it is one."""
    clean = reading.clean
    before = clean[max(0, start - _BEFORE) : start]
    before = before[before.rfind("\n") + 1 :]
    title = pattern("person_title").search(before)
    if title is None and pattern("person_namesake").search(before):
        return None
    listed = bool(title and title["many"]) or _continues(clean, start, last)
    inside = _around(reading, start)
    if inside and inside.kind != "person" and not (inside.kind == "post" and inside.end <= end):
        return None
    if title is None and (clean[start:end].isupper() or is_place(clean[start:end])):
        return None
    ahead = _post_ahead(reading, start, inside)
    told = inside is not None and inside.kind == "person" and inside.posts
    behind, stop = ((), end) if told or is_recipient(reading, start) else _posts_behind(reading, end)
    if is_private(clean, start, end) and not (ahead or (behind and behind[0].id)):
        return None
    if not (title or listed or ahead or behind or pattern("person_post_short").search(before)):
        return None
    return _Person(start, end, stop, (*ahead, *behind), listed)


def is_private(clean: str, start: int, end: int) -> bool:
    """True for a name given as a contact or a patient, with a year of birth, an address or a telephone."""
    around = f"{clean[max(0, start - _BEFORE) : start]}@{clean[end : end + _BEHIND]}"
    return pattern("person_private").search(around) is not None


def is_recipient(reading: Reading, start: int) -> bool:
    """True in the list of recipients, where what follows a comma is another recipient."""
    return any(b.start <= start < b.end for b in reading.layout.of_kind(RECIPIENTS))


def _continues(clean: str, start: int, last: _Person | None) -> bool:
    return last is not None and last.listed and pattern("person_next").match(clean[last.end : start]) is not None


def _around(reading: Reading, start: int) -> Mention | None:
    """The mention that begins before a name and reaches into it."""
    return next((m for m in reading.mentions_from(start - 2 * _BEHIND, start) if m.end > start), None)


def _post_ahead(reading: Reading, start: int, inside: Mention | None) -> tuple[Tenure, ...]:
    """The post right before a name, also where the reading of its body ran on over the name."""
    clean = reading.clean
    if inside and inside.kind == "post":
        inside = _without_title(clean, inside)
        text = clean[inside.start : start]
        area = pattern("person_area").search(text)
        if not area and not any(text.rstrip().endswith(p) for p in _places_before(text)):
            return ()
        return (_tenure(reading, replace(inside, end=start)),)
    near = reading.mentions_from(start - 2 * _BEHIND, start)
    last = next((m for m in near if m.end <= start and not clean[m.end : start].strip(" ")), None)
    if last and last.kind == "person" and last.posts:  # "… A, Giám đốc Sở X B": the second post is that of B
        return (Tenure(last.posts[-1][1], None, last.posts[-1][0]),)
    is_post = last is not None and last.kind == "post" and last.name is None
    return (_tenure(reading, _without_title(clean, last)),) if last and is_post else ()


def _without_title(clean: str, post: Mention) -> Mention:
    """A post without the "đồng chí" before it."""
    honorific = cues("mentions")["honorific"].match(canon(clean[post.start : post.end]))
    return replace(post, start=post.start + honorific.end()) if honorific else post


def _places_before(text: str) -> list[str]:
    words = text.split()
    tails = [" ".join(words[-size:]) for size in range(1, 5)]
    return [tail for tail in tails if is_place(tail)]


def _tenure(reading: Reading, mention: Mention) -> Tenure:
    """A post as the mention finder reads it; with a "Phó" before it ("Phó TTgCP") it is another one."""
    deputy = pattern("deputy").search(reading.clean[max(0, mention.start - len("Phó  ")) : mention.start])
    if deputy:
        start = mention.start - len(deputy.group())
        return Tenure(reading.repaired.reading(start, mention.end), None, None,
                      *reading.repaired.raw_span(start, mention.end))  # fmt: skip
    label = reading.repaired.reading(mention.start, mention.end)
    return Tenure(label, None, mention.id, *reading.repaired.raw_span(mention.start, mention.end))


def _posts_behind(reading: Reading, end: int) -> tuple[tuple[Tenure, ...], int]:
    """Posts behind a name, and where they end: those of the lexicons, else the words after a head of a post."""
    out, clean = list[Tenure](), reading.clean
    while True:
        match = pattern("person_post_behind").match(clean[end : end + _BEHIND])
        mention = reading.mention_after(end, 4)
        known = mention and mention.kind == "post" and not clean[end : mention.start].strip(" ,-–(:")
        if mention and known and (mention.start > end + 1 or match):
            out.append(_tenure(reading, mention))
            end = mention.end
        elif match:
            start = end + match.start("post")
            end += match.end("post")
            label = reading.repaired.reading(start, end)
            out.append(Tenure(label, None, None, *reading.repaired.raw_span(start, end)))
        else:
            return tuple(out), end
        end += 1 if clean[end : end + 1] == ")" else 0

"""From words to things: which bodies, posts, people, places, topics and documents a question names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ontology import lexicon
from ontology.text import fold
from query.link.dates import Period, find_periods
from query.link.documents import Number, find_numbers
from query.link.language import Language, language
from query.link.names import Find, Name, NameIndex, longest
from query.link.vocabulary import SYLLABLE, Vocabulary, repair
from query.link.words import Question, read_question

NAMED = 0.8
"""Confidence from which a name is taken for one, so that its words say nothing else."""
AGENTS = ("body", "post", "person")


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything recognised in one question; finds of one kind may overlap as alternatives."""

    question: Question
    finds: tuple[Find, ...]
    numbers: tuple[Number, ...]
    periods: tuple[Period, ...]

    def of(self, *kinds: str) -> list[Find]:
        """Finds of some kinds in order of place."""
        return [find for find in self.finds if find.name.kind in kinds]


class Linker:
    """Wordings of the lexicons and of the graph's own things, and the vocabulary for repairing typos."""

    def __init__(
        self,
        labels: Mapping[str, tuple[str, tuple[str, ...]]],
        texts: Iterable[tuple[str, ...]],
        words: Language,
        known: Iterable[tuple[str, ...]],
        *,
        uses: Mapping[str, int] | None = None,
        adjacent: Callable[[str, str], bool] | None = None,
        asked: Callable[[str, str], bool] | None = None,
    ) -> None:
        """`labels`: lexicon id or IRI → (kind, names) of the graph; `texts`: folded words of the facts;
        `known`: runs of words of the question forms.

        `uses` and `adjacent` tell what an index knows of further texts: how often they write a folded word,
        and whether they write two next to each other; `asked`, whether questions do ('' for beginning and end).
        """
        names = [*_bodies(), *_posts(), *_provinces(), *_topics(), *_from_graph(labels)]
        self.vocabulary = Vocabulary(uses, adjacent, asked)
        for text in texts:
            self.vocabulary.add(text)
        for name in names:
            if not _is_abbreviation(name):
                self.vocabulary.add(fold(name.wording).split())
        self._ordinary = frozenset(self.vocabulary.singles)
        for wording in (*words.synonyms, tuple(words.stopwords)):
            for key in wording:
                self.vocabulary.singles[key] += 1
        for run in known:
            self.vocabulary.add(run)
        abbreviations = [n for n in names if _is_abbreviation(n)]
        self._protected = frozenset(
            key for n in abbreviations if n.kind != "province" for key in fold(n.wording).split()
        )
        self._index = NameIndex(self._guarded(name) for name in [*names, *_posts_in_short()])

    def _guarded(self, name: Name) -> Name:
        """Abbreviations that are ordinary syllables when folded have to be typed in capitals."""
        key = fold(name.wording)
        if not _is_abbreviation(name) or " " in key:
            return name
        needs = name.capital or len(key) < 3 or (key in self._ordinary and SYLLABLE.fullmatch(key) is not None)
        return Name(name.kind, name.id, name.label, name.wording, name.weight, needs and name.kind != "province")

    def link(self, text: str) -> Linked:
        """Read, repair and link a question (NFC text)."""
        question = repair(read_question(text, self._protected), self.vocabulary, self._protected)
        numbers = tuple(find_numbers(text, question.key))
        finds = [f for f in self._index.find(question) if f.name.kind != "province" or _plausible(question, f, numbers)]
        finds = [f for f in finds if not _above(question, f, finds)]
        agents = longest(_as_one_kind(finds))
        kept = [f for f in finds if f.name.kind not in AGENTS or any(_same_place(f, a) for a in agents)]
        kept = [f for f in longest(kept) if f.confidence >= 0.3 and not any(_part_of_name(f, a) for a in agents)]
        return Linked(
            question,
            tuple(sorted(kept, key=lambda f: (f.first, -f.last, -f.confidence))),
            numbers,
            tuple(find_periods(text)),
        )


def _as_one_kind(finds: Iterable[Find]) -> list[Find]:
    return [
        Find(Name("agent", f.name.id, f.name.label, f.name.wording), f.first, f.last, f.confidence)
        for f in finds
        if f.name.kind in AGENTS
    ]


def _same_place(one: Find, other: Find) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _above(question: Question, find: Find, finds: Iterable[Find]) -> bool:
    """True for a central post typed without marks before several bodies (“thu truong cac so”), if a post of every level
    is written with the same letters: that of “thủ trưởng các sở” is meant, not the deputy minister."""
    levels = _levels()
    typed, after = question.words[find.first : find.last], question.words[find.last : find.last + 1]
    several = after and after[0].key in language().signals["several_bodies"]
    if levels.get(find.name.id) != "central" or not several or any(word.marked for word in typed):
        return False
    return any(_same_place(find, other) and levels.get(other.name.id) == "all_levels" for other in finds)


@cache
def _levels() -> Mapping[str, str]:
    """Posts by their ids, with the level they are at."""
    return {post.id: post.level for post in lexicon.posts()}


def _part_of_name(find: Find, agent: Find) -> bool:
    """True for a topic that is but a part of the name of a body or post: of “Ủy ban Kiểm tra” inspection isn't asked.
    Groups (“khu cách ly tập trung”) are called by what they are about."""
    inside = agent.first <= find.first and find.last <= agent.last and not _same_place(find, agent)
    particular = agent.confidence >= NAMED and not agent.name.id.startswith("g.")
    return find.name.kind == "topic" and inside and particular


def _plausible(question: Question, find: Find, numbers: Iterable[Number]) -> bool:
    """Abbreviated provinces count only in capitals or after a word for a place, and never as part of a
    document's number, before one (`CT 14`), or after the head of a body's name (`Bộ TC`)."""
    if not _is_abbreviation(find.name):
        return True
    word = question.words[find.first]
    after = question.words[find.last].key if find.last < len(question.words) else ""
    before = question.words[find.first - 1].key if find.first else ""
    if after.isdigit() or before in language().signals["body_heads"]:
        return False
    if any(number.whole and number.start <= word.start < number.end for number in numbers):
        return False
    return word.upper or (find.first > 0 and question.words[find.first - 1].key in language().place_words)


def _is_abbreviation(name: Name) -> bool:
    letters = [c for c in name.wording if c.isalpha()]
    return len(letters) <= 6 and all(c.isupper() for c in letters) and " " not in name.wording.strip()


def _usable(wording: str) -> bool:
    return not any(mark in wording for mark in "{(")


def _bodies() -> list[Name]:
    out = list[Name]()
    for body in lexicon.bodies():
        group = body.id.startswith("g.")
        out.append(Name("body", body.id, body.name, body.name.split(" (")[0]))
        out += [
            Name("body", body.id, body.name, w, 0.85 if group else 0.95)
            for w in (*body.abbreviations, *body.variants)
            if _usable(w)
        ]
        out += [
            Name("body", body.id, body.name, w, 0.8)
            for n in (body.name, *body.variants)
            if _usable(n)
            for w in _shorter(n)
        ]
        out += [Name("body", body.id, body.name, w, 0.9) for w in _looser(body.name)]
        out += [Name("body", body.id, body.name, w, 0.9) for w in _half_short(body.name, body.abbreviations)]
    return out


def _shorter(name: str) -> list[str]:
    """The name without its level, as people say it."""
    return [
        name[: -len(tail)] for tail in language().levels if name.endswith(tail) and len(name[: -len(tail)].split()) >= 2
    ]


def _half_short(name: str, abbreviations: Iterable[str]) -> list[str]:
    """The name with its head in full and the rest abbreviated: “Bộ TC” beside BTC."""
    head = name.split(maxsplit=1)[0]
    if fold(head) not in language().signals["body_heads"]:
        return []
    rests = [short[1:] for short in abbreviations if len(short) > 2 and short[0] == head[0]]
    rests += [short.removeprefix(head).strip() for short in abbreviations if short.startswith(head + " ")]
    return [f"{head} {form}" for rest in rests for form in (rest, rest.replace("&", ""))]


def _looser(name: str) -> list[str]:
    """The name without its conjunctions, as people type it."""
    kept = [word for word in name.split() if word not in language().conjunctions]
    return [" ".join(kept)] if len(kept) < len(name.split()) and len(kept) > 2 else []


def _posts() -> list[Name]:
    return [
        Name("post", post.id, post.name, wording, weight)
        for post in lexicon.posts()
        if not post.id.startswith("hon.")
        for wording, weight in [
            (post.name.split(" (")[0], 1.0),
            *((v, 0.9) for v in (*post.variants, *_at_level(post.name))),
        ]
        if _usable(wording) and len(wording) > 3
    ]


def _posts_in_short() -> list[Name]:
    """Posts with their body abbreviated: “Giám đốc SYT” beside “Giám đốc Sở Y tế”."""
    short = [(b.name, a) for b in lexicon.bodies() for a in b.abbreviations if len(b.name.split()) > 1]
    return [
        Name("post", post.id, post.name, post.name.removesuffix(body) + abbreviation, 0.9)
        for post in lexicon.posts()
        for body, abbreviation in short
        if post.name.endswith(f" {body}")
    ]


def _at_level(name: str) -> list[str]:
    """How people call the heads of committees below the province: “chủ tịch các huyện”, “chủ tịch UBND cấp xã”."""
    head, committee, level = name.partition(f" {language().signals['people_committee'][0]} ")
    if not committee or level not in language().signals["levels_of_posts"]:
        return []
    kinds = (level, *(f"{word} {level}" for word in language().signals["before_levels"]))
    return [f"{head}{between}{kind}" for between in (committee, " ") for kind in kinds]


def _provinces() -> list[Name]:
    out = list[Name]()
    for province in lexicon.provinces():
        out += [
            Name("province", province.id, province.short_name, w)
            for w in (province.short_name, *province.variants)
            if _usable(w)
        ]
        out += [Name("province", province.id, province.short_name, w, 0.8) for w in province.abbreviations]
    return out


def _topics() -> list[Name]:
    return [
        Name("topic", topic.id, topic.label, wording, 0.9)
        for topic in lexicon.topics()
        for wording in (topic.label, *topic.triggers)
        if "…" not in wording
    ]


def _from_graph(labels: Mapping[str, tuple[str, tuple[str, ...]]]) -> list[Name]:
    """Names that only the graph knows; of one syllable only abbreviations, typed in capitals, are names."""
    return [
        Name(kind, key, names[0], wording, 0.95, len(fold(wording).split()) == 1)
        for key, (kind, names) in labels.items()
        for wording in names
        if _usable(wording) and (len(fold(wording).split()) > 1 or wording.isupper())
    ]

"""How well an amount fits words of a question, and which words of a question tell of an amount."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ontology.text import fold
from query.ask.amounts import Amount, amounts
from query.ask.figure_words import comparison_words, figure_words
from query.ask.figures import unit_sort
from query.ask.kinds import kinds
from query.ask.named_amounts import place_names
from query.ask.outcome import Env
from query.ask.quantities import STATEMENTS, other_wordings
from query.link.language import language

OWN, HERE, LED, AROUND, TITLED, TOLD = 1.0, 0.6, 0.6, 0.45, 0.4, 0.25
"""Worth of a word of the question in an amount's own piece of text, in its sentence, above it, in its numbered item,
in the title and anywhere in the notice."""
CORE = 0.6
"""Part that the words that name an amount have in how well it fits."""
PLAIN = 0.2
"""Part of that that depends on its own piece of text saying nothing else."""
MINE, KNOWN = 0.2, 0.6
"""Share of them that its own piece of text, and that its sentence and headings have to say."""
NAME = 2
"""Syllables by which a name is known."""
ONE_WORD = 0.25
"""Bond from which a unit and the syllable after it are one word."""
GAP = 2
"""Steps between two words of one run: one that says little may stand between them."""
HEAD = 0.1
"""What an amount gains by being of what the question names first."""
OTHER = 0.15
"""What an amount loses by being told of a place or body that the question doesn't name."""
SAME = 1.0
"""Worth of another wording for a word of the question in the statement."""
ALONE = 0.5
"""What is left of the worth of a word if its neighbours in the question don't stand there."""
EXACT = 0.12
"""What an amount gains by saying nothing else."""
JUDGED, FEW = 40, 4
"""Statements whose amounts are looked at; notices in scope up to which all their statements are."""
_COUNTED = re.compile(r"\b(?:bao nhieu|may)\b(?: (?P<noun>\w+(?: \w+)?))?")
_FIRST = re.compile(r"(?:tong )?(?:so )?(?P<noun>\w+) .*\bla (?:bao nhieu|may)$")
"""A question for how much of something there is that begins with what is counted."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def pool(env: Env, *, noun: str = "") -> list[Amount]:
    """The amounts of the statements in scope that may be meant, in the order of the notices; numbers in words if they
    stand before `noun`."""
    kept = env.understanding.kept
    if ("amounts", noun) not in kept:
        kept["amounts", noun] = _pool(env, noun)
    return kept["amounts", noun]


def _pool(env: Env, noun: str) -> list[Amount]:
    content = env.understanding.content(None)
    facts = {m.fact.iri: m.fact for m in env.matches(content, *STATEMENTS)[:JUDGED]} if content else {}
    if len(env.understanding.scope) <= FEW:
        facts |= {fact.iri: fact for fact in env.facts(*STATEMENTS)}
    kept = list[Amount]()
    for fact in sorted(facts.values(), key=lambda f: (f.notice, f.order, -f.end)):
        inside = [a.fact for a in kept if a.fact.notice == fact.notice]
        if not any(fact.text.strip(" .;") in other.text for other in inside):
            kept += amounts(fact, noun)
    years = set(_YEAR.findall(env.understanding.key))
    return [a for a in kept if a.value != a.total and (not years or _of_years(a, years))]


def _of_years(amount: Amount, years: Collection[str]) -> bool:
    """False if an amount is told of other years than those."""
    told = {w for w in amount.near if _YEAR.fullmatch(w)} or {w for w in amount.fact.lead if _YEAR.fullmatch(w)}
    return not told or not told.isdisjoint(years)


def core(env: Env, span: tuple[int, int]) -> list[str]:
    """Folded words of a part of the question that tell what is meant, its years among them; not the unit asked in."""
    u = env.understanding
    return [u.linked.question.words[i].key for i in places(env, span)]


def places(env: Env, span: tuple[int, int]) -> list[int]:
    """Positions of those words."""
    u, idle = env.understanding, figure_words().idle
    starts = u.linked.question.offsets()
    gone = {i for find in u.provinces for i in range(find.first, find.last)} | u.talk | u.areas
    unit, signs = unit_words(env), set(map(fold, comparison_words()["signs"].split()))
    return [
        i
        for i, (word, at) in enumerate(zip(u.linked.question.words, starts, strict=True))
        if span[0] <= at < span[1]
        and i not in gone
        and word.key not in idle
        and word.key not in unit
        and (_YEAR.fullmatch(word.key) or not language().is_stopword(word))
        and not (starts[i + 1 :] and u.linked.question.words[i + 1].key == "hon" and word.key in signs)
        and not (word.key == "nam" and _YEAR.fullmatch(u.linked.question.words[min(i + 1, len(starts) - 1)].key))
    ]


def fit(env: Env, amount: Amount, words: Sequence[str]) -> float:
    """How well an amount is told by some words of the question, from 0 to 1 and a little."""
    if not words:
        return 0.0
    weight, worth = env.retriever.rarity, worth_of(env, amount)
    total = sum(map(weight, words))
    said = sum(
        weight(w) * worth.beside(w, words[i - 1 : i] if i else (), words[i + 1 : i + 2]) for i, w in enumerate(words)
    )
    said /= total
    own = set(amount.own) - figure_words().idle - {*amount.unit.split()}
    exact = sum(weight(w) for w in own if w in words) / sum(map(weight, own)) if own else 0.0
    first = [w for w in amount.own if w not in figure_words().idle and w not in amount.unit.split()][:1]
    return said + EXACT * exact + HEAD * (first == list(words[:1])) - OTHER * of_another(env, amount)


def of_another(env: Env, amount: Amount) -> bool:
    """True if an amount is told of something with a name that the question doesn't say, and not of the province."""
    home = set(fold(env.catalogue.notices[amount.fact.notice].home or "").split())
    said = {*env.understanding.key.split(), *home}
    return any(not said.issuperset(fold(name).split()[-NAME:]) for name in place_names(amount))


def worth_of(env: Env, amount: Amount) -> Worth:
    """What words are worth beside an amount."""
    kept, at = env.understanding.kept, ("worth", f"{amount.fact.iri}@{amount.at}")
    if at not in kept:
        kept[at] = [Worth(env, amount)]
    worth: Worth = kept[at][0]
    return worth


class Worth:
    """Worth of a word beside an amount, from 0 to 1."""

    def __init__(self, env: Env, amount: Amount) -> None:
        fact = amount.fact
        notice = env.catalogue.notices[fact.notice]
        around = frozenset(" ".join(env.catalogue.facts.around([fact]).values()).split())
        self._unit = amount.unit.split()
        kept = env.understanding.kept
        if ("wordings", "") not in kept:
            kept["wordings", ""] = [other_wordings(env)]
        self._others = kept["wordings", ""][0]
        self._told = f" {' '.join(amount.fact.keys)} "
        self._levels = (
            (OWN, frozenset(amount.own)),
            (HERE, amount.near),
            (LED, fact.lead),
            (AROUND, around),
            (HERE, frozenset(fold(notice.home or "").split())),
            (TITLED, frozenset(notice.title_keys)),
            (TOLD, env.catalogue.facts.told(fact.notice)),
        )

    def beside(self, word: str, *neighbours: Sequence[str]) -> float:
        """Worth of a word that has neighbours in the question: less where none of them stands, too."""
        if worth := next(
            (SAME * w for run, w in self._others.get(word, ()) if f" {' '.join(run)} " in self._told), 0.0
        ):
            return max(worth, self(word))
        near = [key for side in neighbours for key in side]
        return max(
            (
                worth * (1.0 if not near or word in self._unit or any(key in words for key in near) else ALONE)
                for worth, words in self._levels
                if word in words
            ),
            default=0.0,
        )

    def __call__(self, word: str) -> float:
        return next((worth for worth, words in self._levels if word in words), 0.0)


@dataclass(frozen=True, slots=True)
class Operand:
    """What a question says of one of two amounts: the words that name it, all that are said with it, and the words
    that name the other."""

    core: tuple[str, ...]
    words: tuple[str, ...]
    other: tuple[str, ...]

    def fit(self, env: Env, amount: Amount) -> float:
        """How well an amount fits, from 0 to 1; 0 if its own piece of text tells none of the words that name it."""
        specific = [w for w in self.core if w not in self.other] or list(self.core)
        if not specific:
            return 0.0
        weight, worth = env.retriever.rarity, worth_of(env, amount)
        total = sum(map(weight, specific))
        own = sum(weight(w) for w in specific if worth(w) >= OWN) / total
        known = sum(weight(w) for w in specific if worth(w) >= LED) / total
        if own < MINE or known < KNOWN:
            return 0.0
        told = set(amount.own) - figure_words().idle - set(amount.unit.split())
        exact = sum(weight(w) for w in told if w in specific) / sum(map(weight, told)) if told else 0.0
        return CORE * own * (1 - PLAIN + PLAIN * exact) + (1 - CORE) * fit(env, amount, self.words)


def operand(env: Env, first: tuple[int, int], second: tuple[int, int]) -> tuple[Operand, Operand]:
    """What a question says of two amounts, by the places of its words for them: the first is named by the last words
    of its part, the second by the first."""
    one, two = _runs(env, first), _runs(env, second)
    a, b = tuple(one[-1]) if one else (), tuple(two[0]) if two else ()
    every = core(env, (0, len(env.understanding.key)))
    rest = [w for w in every if w not in a and w not in b]
    return Operand(a, (*a, *rest), b), Operand(b, (*b, *rest), a)


def _runs(env: Env, span: tuple[int, int]) -> list[list[str]]:
    """The telling words of a part of the question, those that follow each other together."""
    u = env.understanding
    words, kept = u.linked.question.words, set(places(env, span))
    out, run, last = list[list[str]](), list[str](), -GAP
    for i in (i for i in range(len(words)) if i in kept):
        if run and (i - last > GAP or any(_pauses(env, j) for j in range(last, i))):
            out.append(run)
            run = []
        run.append(words[i].key)
        last = i
    return [*out, run] if run else out


def _pauses(env: Env, i: int) -> bool:
    """True if a comma or bracket follows a word of the question."""
    question = env.understanding.linked.question
    if i + 1 >= len(question.words):
        return True
    between = question.text[question.words[i].end : question.words[i + 1].start]
    return any(mark in between for mark in ",;:()")


def spoken(env: Env, amount: Amount) -> str:
    """An amount as written, its unit whole: “214 lao động”."""
    rest = amount.rest.split()
    one_word = len(amount.unit.split()) == 1 and unit_sort([amount.unit]) is None
    joined = one_word and bool(rest) and amount.rest.startswith(" ") and rest[0].isalpha()
    bond = env.understanding.bond(amount.unit.split()[-1], fold(rest[0])) if joined else 0.0
    return f"{amount.said} {rest[0]}" if bond >= ONE_WORD else amount.said


def same_unit(one: Amount, other: Amount) -> bool:
    """True if two amounts may be added or compared."""
    people = set(language().signals["people_units"])
    return one.unit == other.unit or (one.head in people and other.head in people)


def unit_asked(env: Env, amount: Amount) -> bool:
    """True if an amount is in the unit that the question asks in, or the question names none."""
    noun, sort = _unit_of(env.understanding.key, env.understanding.linked.question.text)
    if not noun and sort is None and (first := _FIRST.match(env.understanding.key)):
        noun = (first["noun"],) if any(a.head == first["noun"] for a in pool(env)) else ()
    if noun[:1] == ("diem",):
        return amount.unit in ("%", "diem phan tram") or (amount.unit == "diem" and noun[1:] != ("phan",))
    if sort is not None:
        own = unit_sort(amount.unit.split("/")[0].split())
        return own is not None and own["id"] == sort["id"]
    people = set(language().signals["people_units"])
    return not _is_counted(env, noun) or noun[0] == amount.head or (noun[0] in people and amount.head in people)


def _is_counted(env: Env, noun: Sequence[str]) -> bool:
    """True if the word after “how many” is a unit of some amount, and no name of what there is so much of."""
    people = set(language().signals["people_units"])
    return bool(noun) and (noun[0] in people or any(a.head == noun[0] for a in pool(env, noun=noun[0])))


@lru_cache(maxsize=64)
def _unit_of(key: str, typed: str) -> tuple[tuple[str, ...], Mapping[str, Any] | None]:
    """The folded words after “how many” of a question, and their sort of unit; of none if it asks for no number."""
    found = _COUNTED.search(key)
    noun = tuple((found["noun"] or "").split()) if found else ()
    for row in kinds()["unit"]:
        first = any(f"{' '.join(noun)} ".startswith(f"{w} ") for w in row["wordings"])
        asked = any(f" {w} " in f" {key} " for w in row["asked"])
        if first or (asked and not noun) or any(mark in typed for mark in row["marks"]):
            return noun, row
    return (() if noun and noun[0] in figure_words().idle - {"diem"} else noun), None


def noun_asked(env: Env) -> str:
    """The folded word after “how many” in the question; '' if there is none."""
    noun, _ = _unit_of(env.understanding.key, env.understanding.linked.question.text)
    return noun[0] if noun else ""


def unit_words(env: Env) -> set[str]:
    """Words of the question that name the unit it asks in."""
    noun, sort = _unit_of(env.understanding.key, env.understanding.linked.question.text)
    named = max(
        (w for w in (sort["wordings"] if sort else ()) if f"{' '.join(noun)} ".startswith(f"{w} ")), key=len, default=""
    )
    noun = noun if sort or _is_counted(env, noun) else ()
    return {*noun[:1], *named.split(), *(k for w in (sort["asked"] if sort else ()) for k in w.split())}

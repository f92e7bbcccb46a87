"""The thesaurus: what people say, what the press writes and what directives write for the same thing.

A group joins wordings that a speaker exchanges in this domain. In a group of direction `both` every
wording stands for every other; in a `one-way` group the everyday wordings stand for those of the press
and of the administration and those of the press for the administration's, never the other way: the
everyday words are wider or have other common senses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.concepts import topics
from ontology.table import Row, load, one_of, split
from ontology.text import fold, nfc, old_tone_placement, slug, words

DIRECTIONS: Final = ("both", "one-way")
SOURCES: Final = ("topics", "lexicon", "knowledge")
"""Where a group comes from: triggers of the topics, the other lexicons, knowledge of the language."""
_REGISTERS: Final = ("everyday", "press", "administrative")
_SYLLABLE: Final = re.compile(
    r"(?:[bcdhklmprstvx]|[ckpt]h|g[hi]?|n(?:gh?|h)?|qu?|tr)?[aeiouy]{1,3}(?:[cn]h|ng|[cmnpt])?"
)
"""A folded Vietnamese syllable; `vaccine` or `covid` is none."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wordings of one thing by register; `weight` (0 to 1) says how surely one stands for another.

    `topic` is the topic of topics.csv that the group belongs to, null where none is clear.
    """

    id: str
    everyday: tuple[str, ...]
    press: tuple[str, ...]
    administrative: tuple[str, ...]
    direction: str
    weight: float
    source: str
    topic: str | None
    note: str

    @property
    def wordings(self) -> tuple[str, ...]:
        """All wordings once, the administration's first: the first one names the group."""
        return tuple(dict.fromkeys((*self.administrative, *self.press, *self.everyday)))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each wording with each one that may stand for it."""
        formal = tuple(dict.fromkeys((*self.administrative, *self.press)))
        sides = [(self.everyday, formal), (self.press, self.administrative)]
        if self.direction == "both":
            sides = [(self.wordings, self.wordings)]
        yield from ((one, other) for said, meant in sides for one in said for other in meant if one != other)


def key(wording: str) -> tuple[str, ...]:
    """Words of a wording as they are compared: lower case, marks kept, one place for the tone, no signs."""
    return tuple(old_tone_placement(word) for word in words(wording.lower()))


@cache
def groups() -> tuple[Group, ...]:
    """The groups of thesaurus.csv in file order.

    Raises:
        LexiconError: naming every line that can't be used, with everything that is wrong in it.
    """
    return load("thesaurus", reader(), lambda group: group.id)


def reader() -> Callable[[Row], Group]:
    """A function that reads one row after another and remembers the topics of the wordings read before."""
    known = {topic.id: topic.parent for topic in topics()}
    topics_of = dict[tuple[str, ...], str]()

    def read(row: Row) -> Group:
        everyday, press, administrative = (split(row[name]) for name in _REGISTERS)
        group = Group(row["id"], everyday, press, administrative, row["direction"], _weight(row["weight"]),
                      row["source"], row["topic"] or None, row["note"])  # fmt: skip
        faults = [*_faults(group), *_faults_of_topic(group, known, topics_of)]
        if faults:
            raise ValueError(", ".join(faults))
        return group

    return read


def _weight(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return 0.0


def _faults(group: Group) -> Iterator[str]:
    if not group.id or group.id != slug(group.id):
        yield f"id {group.id!r} is no slug"
    for value, allowed in ((group.direction, DIRECTIONS), (group.source, SOURCES)):
        try:
            one_of(value, allowed)
        except ValueError as reason:
            yield str(reason)
    if not 0 < group.weight < 1:
        yield "weight is not between 0 and 1"
    if group.direction == "one-way" and not (group.administrative and group.everyday + group.press):
        yield "a one-way group goes from everyday or press wordings to administrative ones"
    if len(group.wordings) < 2:
        yield "a group has two wordings or more"
    for register in (group.everyday, group.press, group.administrative):
        keys = [key(wording) for wording in register]
        yield from (f"{word!r} is repeated" for word, one in zip(register, keys, strict=True) if keys.count(one) > 1)
    for wording in group.wordings:
        yield from _faults_of_wording(group, wording)


def _faults_of_wording(group: Group, wording: str) -> Iterator[str]:
    if not key(wording) or wording != nfc(wording):
        yield f"{wording!r} has no word or is not NFC"
    bare = wording.islower() and _SYLLABLE.fullmatch(" ".join(folded(wording)))
    if bare and (group.direction == "both" or wording in group.administrative):
        yield f"{wording!r} is one syllable: only a source of a one-way group"


def _faults_of_topic(
    group: Group, parents: Mapping[str, str | None], topics_of: dict[tuple[str, ...], str]
) -> Iterator[str]:
    """A wording may not lead to two topics of which neither is above the other."""
    if group.topic is None:
        return
    if group.topic not in parents:
        yield f"topic {group.topic} is not in topics.csv"
        return
    for wording in group.wordings:
        other = topics_of.setdefault(key(wording), group.topic)
        if group.topic not in _line(other, parents) and other not in _line(group.topic, parents):
            yield f"{wording!r} already leads to topic {other}"


def _line(topic: str, parents: Mapping[str, str | None]) -> set[str]:
    """The topic and all above it."""
    line = set[str]()
    at: str | None = topic
    while at is not None and at not in line:
        line.add(at)
        at = parents.get(at)
    return line


def folded(wording: str) -> tuple[str, ...]:
    """Words of a wording as they are compared with words typed without marks; as many as `key` gives."""
    return tuple(fold(word) for word in words(wording))

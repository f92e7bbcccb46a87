"""Bodies whose names are so alike that they may be one: the pairs that people should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg import iris
from ontology import lexicon
from ontology.open_names import written_out
from ontology.text import fold

_LEAST: Final = 3
"""Words from which a name tells a body from others of its kind: `Văn phòng Bộ` doesn't."""
_ENDS: Final = 2
"""Words at either end that a short form keeps of the full name: `Công ty … Kim Sáng`."""


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body of some notices: its IRI and name, whether a lexicon lists it, how many notices name it."""

    iri: str
    label: str
    listed: bool
    notices: int

    @property
    def scope(self) -> str:
        """The province, `trung-uong` or `khong-ro` of its IRI."""
        return self.iri.removeprefix(iris.thing("body/").value).partition("/")[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of perhaps one body: `one` would be given up for `other`.

    `reason` is `abbreviated`, `place`, `shortened` or `misspelt`; `confidence` is a rank, not a measured share.
    """

    one: NamedBody
    other: NamedBody
    reason: str
    confidence: float


_CONFIDENCE: Final = {"abbreviated": 0.9, "place": 0.8, "shortened": 0.6, "misspelt": 0.5}


def alike(bodies: Iterable[NamedBody]) -> list[Pair]:
    """Pairs of bodies of one province, at least one of which no lexicon lists, surest first."""
    found: dict[frozenset[str], Pair] = {}
    for one, other, reason in _candidates(list(bodies)):
        pair = frozenset((one.iri, other.iri))
        if len(pair) == 2 and not (one.listed and other.listed):
            lesser, better = sorted((one, other), key=_worth)
            known = found.get(pair)
            if known is None or known.confidence < _CONFIDENCE[reason]:
                found[pair] = Pair(lesser, better, reason, _CONFIDENCE[reason])
    return sorted(found.values(), key=lambda pair: (-pair.confidence, pair.one.iri, pair.other.iri))


def _worth(body: NamedBody) -> tuple[bool, int, int, str]:
    """The body that stays is the listed one, else the one named in more notices, else with the longer name."""
    return body.listed, body.notices, len(body.label), body.iri


def _candidates(bodies: list[NamedBody]) -> Iterator[tuple[NamedBody, NamedBody, str]]:
    """Pairs that share a key; keys are made so that no two lists are compared name by name."""
    for reason, keys in (("abbreviated", _whole), ("place", _placeless), ("shortened", _ends), ("misspelt", _gaps)):
        seen: dict[tuple[str, ...], list[tuple[NamedBody, tuple[str, ...]]]] = {}
        for body in bodies:
            words = tuple(written_out(body.label).split())
            for key in keys(body, words) if len(words) >= _LEAST else ():
                for other, others in seen.setdefault((body.scope, *key), []):
                    if _agree(reason, words, others):
                        yield other, body, reason
                seen[(body.scope, *key)].append((body, words))


def _whole(_: NamedBody, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words


def _placeless(body: NamedBody, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The name without that of its own province at the end: `… tỉnh Bắc Giang`, `… thành phố`."""
    text = " ".join(words)
    for ending in _endings(body.scope):
        text = text.removesuffix(" " + ending)
    if len(text.split()) >= _LEAST:
        yield tuple(text.split())


def _endings(scope: str) -> tuple[str, ...]:
    province = next((one for one in lexicon.provinces() if one.id == scope), None)
    if province is None:
        return ()
    short = fold(province.short_name)
    return short, fold(province.name).removesuffix(short).strip()


def _ends(_: NamedBody, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words[:_ENDS] + words[-_ENDS:] if len(words) >= 2 * _ENDS else ()


def _gaps(_: NamedBody, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The name with each word left out once; names of the same length that share one differ in that word alone."""
    if len(words) > _LEAST:
        for at in range(len(words)):
            yield (*words[:at], "", *words[at + 1 :])


def _agree(reason: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if reason == "shortened":
        short, long = sorted((one, other), key=len)
        rest = iter(long)
        return len(short) < len(long) and all(word in rest for word in short)
    if reason == "misspelt":
        differ = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(differ) == 1 and _one_letter(*differ[0])
    return True


def _one_letter(one: str, other: str) -> bool:
    """Whether two words of letters differ in one letter, added, left out or replaced."""
    short, long = sorted((one, other), key=len)
    if not (short.isalpha() and long.isalpha()) or len(long) - len(short) > 1 or len(long) < _LEAST:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]

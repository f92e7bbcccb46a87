"""Constituents read off a duty's text: by signal words, or as the listed things of a kind that is asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from ontology.text import fold

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"\s+(?:[IVXLC]+|\d[\d/.]*(?:\s?-\s?\d+)?)\b")


@dataclass(frozen=True, slots=True)
class _Signals:
    """Patterns of `query/forms/clauses.toml`: of constituents by role, and of coordination."""

    clauses: tuple[tuple[str, re.Pattern[str]], ...]
    end: re.Pattern[str]
    joint: re.Pattern[str]
    leading: re.Pattern[str]
    emphasis: re.Pattern[str]
    owner: re.Pattern[str]
    comma: re.Pattern[str]
    point: re.Pattern[str]
    definitions: tuple[re.Pattern[str], ...]


@cache
@reading("query/forms/clauses.toml")
def _signals() -> _Signals:
    data = tomllib.loads(files("query").joinpath("forms/clauses.toml").read_text(encoding="utf-8"))
    clauses = tuple((row["role"], re.compile(row["pattern"], re.IGNORECASE)) for row in data["clause"])
    joints = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in data["coordination"].items()}
    return _Signals(
        clauses=clauses,
        definitions=tuple(re.compile(row["pattern"], re.IGNORECASE) for row in data["definition"]),
        **joints,
    )


def patterns_of(role: str) -> tuple[str, ...]:
    """The patterns by which constituents of a role are found, in order."""
    return tuple(pattern.pattern for kind, pattern in _signals().clauses if kind == role)


def find_clause(text: str, role: str) -> list[str]:
    """Constituents of a role in a duty's text: the finds of the first pattern that finds any."""
    for kind, pattern in _signals().clauses:
        if kind == role and (parts := [found.group(1).strip(" ,()") for found in pattern.finditer(text)]):
            return [p for i, p in enumerate(parts) if not any(p in other for other in parts[:i])]
    return []


def nearest(text: str, role: str, keys: Collection[str]) -> list[str]:
    """The constituent of a role that stands closest to the folded words in a text, by whatever pattern found."""
    spots = [m.start() for m in _WORD.finditer(text) if fold(m.group()) in keys]
    found = [m for kind, pattern in _signals().clauses if kind == role for m in pattern.finditer(text)]
    if not found or not spots:
        return find_clause(text, role)

    def away(m: re.Match[str]) -> tuple[int, int]:
        return min(abs(spot - m.start(1)) for spot in spots), -len(m.group(1))

    return [min(found, key=away).group(1).strip(" ,()")]


def definitions(text: str) -> list[tuple[str, str]]:
    """Terms that a text defines, with their meanings.

    >>> definitions("Thành lập Tổ công tác liên ngành (sau đây gọi tắt là Tổ công tác) để kiểm tra.")
    [('Tổ công tác', 'Tổ công tác liên ngành')]
    """
    out = list[tuple[str, str]]()
    for pattern in _signals().definitions:
        for found in pattern.finditer(text):
            term, meaning = found.group("term").strip(' ,:-“”"'), found.group("meaning").strip(" ,:-")
            head = " ".join(term.split()[:2])
            at = meaning.lower().find(head.lower()) if found.start("meaning") < found.start("term") else 0
            out.append((term, meaning[max(at, 0) :]))
    return out


def listed(text: str, head: tuple[str, ...]) -> list[str]:
    """Things in a text whose name begins with the folded words `head`: a coordinated list is split.

    >>> listed("chuẩn bị các khu cách ly cả cấp tỉnh và cấp huyện, thành phố.", ("cap",))
    ['cấp tỉnh', 'cấp huyện, thành phố']
    """
    spots = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    starts = [
        spots[i][0]
        for i in range(len(spots) - len(head) + 1)
        if tuple(key for _, _, key in spots[i : i + len(head)]) == head
    ]
    ends = {spots[i][0]: spots[i + len(head) - 1][1] for i in range(len(spots) - len(head) + 1)}
    if not starts:
        return []
    out, done = list[str](), -1
    for start in starts:
        if start < done:
            continue
        if coded := _CODE.match(text, ends[start]):
            done = coded.end()
            out.append(text[start:done])
            continue
        stop = _signals().end.search(text, start)
        done = stop.start() if stop else len(text)
        out += split(text[start:done])
    return list(dict.fromkeys(out))


def after(text: str, keys: tuple[str, ...], *, whole: bool = False) -> str | None:
    """What follows a run of folded words in a text, up to the end of its clause, or of the text if `whole`."""
    spots = [(m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    for i in range(len(spots) - len(keys) + 1):
        if tuple(key for _, key in spots[i : i + len(keys)]) == keys:
            start = spots[i + len(keys) - 1][0]
            start += len(text[start:]) - len(text[start:].lstrip(" ,:"))
            stop = None if whole else _signals().end.search(text, start)
            return text[start : stop.start() if stop else len(text)].strip(" ,:(") or None
    return None


def owner(text: str, keys: Iterable[str]) -> list[str]:
    """To whom a thing named by some of the folded words belongs in a text: what follows its “of”."""
    wanted = set(keys)
    out = list[str]()
    for found in _signals().owner.finditer(text):
        before = fold(text[: found.start()]).split()[-4:]
        if wanted & set(before):
            out += [found.group(1).strip(" ,")]
    return list(dict.fromkeys(out))


def points(phrase: str) -> list[str]:
    """The numbered points of a sentence (“(1) …; (2) …”), or the phrase as a whole."""
    return [part for found in _signals().point.split(phrase) if (part := _clean(found))]


def split(phrase: str) -> list[str]:
    """The members of a coordination; commas separate only before its conjunction."""
    members = _signals().joint.split(phrase)
    parts = [part for member in members[:-1] for part in _signals().comma.split(member)]
    parts += [members[-1]] if len(members) > 1 else _signals().comma.split(members[-1])
    return [clean for part in parts if (clean := _clean(part))]


def emphasised(text: str) -> list[str]:
    """What a text singles out (“above all …”, “among them …”), split at its coordination."""
    return [part for found in _signals().emphasis.finditer(text) for part in split(found.group(1))]


def _clean(part: str) -> str:
    part = part.strip(" ,.…:-(")
    while (shorter := _signals().leading.sub("", part)) != part:
        part = shorter
    return part.strip(" ,.…")

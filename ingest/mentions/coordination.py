"""Lists of bodies joined by commas and *và*, with tails that distribute leftwards (duty grammar §5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.cues import canon, cues
from ingest.mentions.model import Mention

_FROM_PROVINCE = {"g.chinh-quyen-cac-cap": "g.chinh-quyen", "g.cap-uy-cac-cap": "g.cap-uy-dang"}
_ALL = {"p.mttq": "g.mttq-cac-cap", "p.uy-ban-bau-cu": "g.uy-ban-bau-cu-cac-cap",
        "p.hoi-khuyen-hoc": "g.hoi-khuyen-hoc-cac-cap"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coordination:
    """The mentions of one list, in order, and where the list ends in the clean text."""

    mentions: tuple[Mention, ...]
    end: int


def read_coordination(
    clean: str, mentions: Sequence[Mention], at: int, limit: int | None = None
) -> Coordination | None:
    """The list of mentions that starts exactly at offset `at`; None if no mention starts there."""
    index = bisect_left(mentions, at, key=_start)
    if index >= len(mentions) or mentions[index].start != at:
        return None
    found = [mentions[index]]
    for mention in mentions[index + 1 :]:
        gap = canon(clean[found[-1].end : mention.start])
        if not (_joins(gap) or _enumerates(found[-1], gap)) or (limit is not None and mention.start >= limit):
            break
        found.append(mention)
    return Coordination(distribute(tuple(found)), found[-1].end)


def _start(mention: Mention) -> int:
    return mention.start


def distribute(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The tail of the last member (*các cấp*, *từ tỉnh đến cơ sở*) holds for the bare ones before it."""
    if len(mentions) < 2:
        return mentions
    if any(m.id == "g.huyen-uy" for m in mentions):
        mentions = tuple(_plural_committee(m) for m in mentions)
    if any(m.id == "g.to-chuc-ctxh-tinh" for m in mentions):
        mentions = tuple(replace(m, id="p.mttq", kind="body") if m.id == "g.mttq-cac-cap" else m for m in mentions)
    tail = next((t for m in reversed(mentions) if (t := _tail(m.text))), None)
    if tail is None:
        return mentions
    return tuple(_under_tail(m, tail) for m in mentions)


def _under_tail(mention: Mention, tail: str) -> Mention:
    """A bare member of a list under the list's tail."""
    if cues("mentions")["tail-from"].search(tail):
        return replace(mention, id=_FROM_PROVINCE.get(mention.id, mention.id))
    if mention.id in _ALL and not cues("mentions")["ends-provincial"].search(canon(mention.text)):
        return replace(mention, id=_ALL[mention.id], kind="group", level="all_levels")
    return mention


def _plural_committee(mention: Mention) -> Mention:
    """*Các huyện ủy, thành ủy*: the plural of the first holds for the second."""
    if mention.id not in ("d.thanh-uy", "p.thanh-uy-tw"):
        return mention
    return replace(mention, id="g.thanh-uy", kind="group", level="district")


def distribute_all(clean: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Every list of the text with its tail distributed."""
    out, run = list[Mention](), list[Mention]()
    for mention in mentions:
        if run and not _joins(canon(clean[run[-1].end : mention.start])):
            out += distribute(tuple(run))
            run = []
        run.append(mention)
    return (*out, *distribute(tuple(run)))


@lru_cache(maxsize=4096)
def _tail(name: str) -> str | None:
    """The words for all levels that a name ends in."""
    found = cues("mentions")["tail-all-levels"].search(canon(name))
    return found.group() if found and found.end() == len(name) else None


@lru_cache(maxsize=4096)
def _joins(gap: str) -> bool:
    return cues("mentions")["join"].regex.fullmatch(gap) is not None


def _enumerates(mention: Mention, gap: str) -> bool:
    """*các Bộ: Tài chính, Giao thông vận tải*: the colon after a shared head opens the list."""
    return gap.strip() == ":" and cues("mentions")["shared-head"].match(canon(mention.text)) is not None

"""The text under study: its canonical view, its mentions by place, and small reading helpers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from ingest.cues import Cue, canon, cues
from ingest.duties.addressing import address_block
from ingest.duties.marks import restore_marks
from ingest.layout import Layout
from ingest.mentions import Coordination, Mention, read_coordination
from ontology.text import nfc, slug

_COMPLEMENT = 7
"""Words that may say of which kind a group is."""
_SURE_VERBS = ("obligation", "short-verb")
"""Cues of words of one syllable that open a verb phrase wherever they stand."""
_BODIES = ("c.", "p.", "d.", "x.", "m.")
_WORD = re.compile(r"\w+")
_COMMAS = re.compile(r"[,()\[\]]")
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


@cache
def cue(name: str) -> Cue:
    """A cue of `patterns/duties.toml`."""
    return cues("duties")[name]


@dataclass(frozen=True, slots=True)
class Context:
    """Clean text, its canonical view of equal length, all mentions in order, and the layout."""

    clean: str
    view: str
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    layout: Layout
    issuers: frozenset[str]
    """Ids of the bodies that speak: those of the header, title and signature."""
    addressed: tuple[int, int] = (0, 0)
    """The range that names the addressees."""

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Mentions that lie inside a range."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, lo=first)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def coordination(self, at: int, end: int) -> Coordination | None:
        """The list of bodies that starts at `at` and lies before `end`. A short member that no lexicon
        knows (*các cấp ủy, tổ chức đảng, chính quyền*) doesn't end the list."""
        found = self._run(at, end)
        while found:
            gap = cue("unknown-member").match(self.view, found.end, end)
            more = self._run(gap.end(), end) if gap and self._is_name(gap.start("name"), end) else None
            if more is None:
                break
            found = Coordination((*found.mentions, *more.mentions), more.end)
        numbered = cue("numbered").match(self.view, found.end, end) if found else None
        if found and numbered:
            found = Coordination(found.mentions, numbered.end())
        return self._complemented(found, end) if found else None

    def _complemented(self, found: Coordination, end: int) -> Coordination:
        """A group with the words that say of which kind it is (*các trường đại học, cao đẳng* rà soát …), if
        what can follow a subject comes behind them."""
        last, at = found.mentions[-1], found.end
        belonging = cue("belonging").match(self.view, at, end) if last.minted else None
        if belonging:
            return self._extended(found, belonging.end())
        several = cues("mentions")["area-plural"].search(self.view, last.start, last.end) is not None
        if not (last.kind == "group" or (last.kind == "post" and several)) or self._goes_on(at, end):
            return found
        for _ in range(_COMPLEMENT):
            word = cue("complement-word").match(self.view, at, end)
            if not word or (at == found.end and "," in word.group()) or not self.clean[at : word.end()].islower():
                return found
            at = word.end()
            if self._goes_on(at, end, surely=True):
                break
        else:
            return found
        return self._extended(found, at)

    def _extended(self, found: Coordination, at: int) -> Coordination:
        """The list with its last member reaching further; a name of the lexicons stays as it is."""
        last = found.mentions[-1]
        if not last.minted and last.kind != "post":
            return Coordination(found.mentions, at)
        text = nfc(" ".join(self.clean[last.start : at].split()))
        name = f"{last.id}-{slug(self.clean[found.end : at])}" if last.minted else last.id
        return Coordination((*found.mentions[:-1], replace(last, id=name, end=at, text=text, label=text)), at)

    def _goes_on(self, at: int, end: int, *, surely: bool = False) -> bool:
        """A verb phrase, speech or a modifier of the subject begins here; `surely`: one of two words or more."""
        place = self.skip_space(at, end)
        verb = cue("opener").match(self.view, place, end)
        if verb and (
            not surely or " " in verb.group() or any(cue(c).match(self.view, place, end) for c in _SURE_VERBS)
        ):
            return True
        told = any(cue(c).match(self.view, place, end) for c in ("frame-verb", "speech", "courtesy", "past"))
        return told or cue("subject-modifier").match(self.view, at, end) is not None

    def _is_name(self, at: int, end: int) -> bool:
        return not any(cue(c).match(self.view, at, end) for c in ("opener", "adjunct-lead", "bare-frame", "past"))

    def _run(self, at: int, end: int) -> Coordination | None:
        first = bisect_left(self.starts, at)
        if first >= len(self.starts) or self.starts[first] != at:
            return None
        last = bisect_left(self.starts, end, lo=first)
        return read_coordination(self.clean, self.mentions[first:last], at, end)

    def skip_space(self, at: int, end: int) -> int:
        while at < end and (self.clean[at].isspace() or self.clean[at] in "\"'“"):
            at += 1
        return at

    def is_issuer(self, mention: Mention) -> bool:
        """The issuer, its head (*Chủ tịch UBND tỉnh*) or the body that its signer heads."""
        local = f"-{mention.id.partition('.')[2]}"
        heads = mention.kind == "post" and any(mention.id.endswith(f"-{i.partition('.')[2]}") for i in self.issuers)
        headed = any(i.startswith("post.") and i.endswith(local) for i in self.issuers)
        return mention.id in self.issuers or heads or headed

    def only_names(self, start: int, end: int) -> bool:
        """Nothing but marks and words with a capital: the rest of a list of places."""
        return all(word[0].isupper() for word in _WORD.findall(self.clean, start, end))

    def commas(self, start: int, end: int) -> list[int]:
        """Offsets of commas outside brackets, names and fixed phrases (*phòng, chống*)."""
        out, depth = list[int](), 0
        names = [(m.start, m.end) for m in self.mentions_in(start, end)]
        names += [m.span() for m in cue("compound").regex.finditer(self.view, start, end)]
        for found in _COMMAS.finditer(self.clean, start, end):
            i, char = found.start(), found.group()
            depth = max(0, depth + _BRACKETS.get(char, 0))
            if char == "," and not depth and not any(a < i < b for a, b in names):
                out.append(i)
        return out


def make_context(clean: str, layout: Layout, mentions: Sequence[Mention]) -> Context:
    """Context of a whole notice; the issuers are read off its header, title and signature."""
    view = restore_marks(canon(clean))
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    context = Context(clean, view, ordered, tuple(m.start for m in ordered), layout, frozenset())
    first, last = address_block(layout, view)
    heads = [m.id for b in layout.of_kind("header", "title", "signature") for m in context.mentions_in(b.start, b.end)
             if not first <= m.start < last]  # fmt: skip
    issuers = frozenset(heads)
    if not any(i.startswith(_BODIES) for i in issuers):  # a reprint, or a letterhead that is not read
        issuers |= _speaker(context)
    return Context(clean, view, ordered, context.starts, layout, issuers, (first, last))


def _speaker(context: Context) -> frozenset[str]:
    """The first body or office that the text says to order something."""
    end = len(context.view)
    told = (m.id for m in context.mentions if m.kind in ("body", "post")
            and cue("speaks").match(context.view, context.skip_space(m.end, end)))  # fmt: skip
    return frozenset(islice(told, 1))

"""Names of the lexicons as a trie over folded syllables: the longest match at a place, in linear time.

Names that end in an area word (*UBND tỉnh*, *UBND huyện*) are stored as a stem with one entry per level;
the area words of the text then choose the level (doc_norms §5, duty grammar §5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.cues import canon, cues
from ingest.data_files import load, strings
from ingest.mentions.model import Entry, Token
from ingest.mentions.tokens import tokenise
from ontology import lexicon

_SLOT = re.compile(r"\{[^}]*\}")
_BRACKET = re.compile(r"\s*\([^)]*\)")


@dataclass(slots=True)
class Name:
    """A stored name: canonical syllables, and an entry per level (`""`: the name as it stands)."""

    forms: tuple[str, ...]
    exact_case: str | None
    entries: dict[str, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class _Node:
    next: dict[str, tuple[_Node, bool]] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Match:
    """The longest name at a token: `stop` is the index after its last token."""

    name: Name
    stop: int


class Gazetteer:
    """A set of names that can be looked up in running text."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, text: str, entry: Entry, level: str = "", *, exact: bool = False) -> None:
        """Store a name; `exact` names (abbreviations) match only in their own capitals."""
        tokens = tokenise(text)
        if not tokens:
            return
        node = self._root
        for token in tokens:
            child, comma = node.next.get(token.key, (_Node(), False))
            node.next[token.key] = (child, comma or token.comma)
            node = child
        forms = tuple(t.form for t in tokens)
        case = " ".join(t.text for t in tokens) if exact else None
        for name in node.names:
            if (name.forms, name.exact_case) == (forms, case):
                name.entries.setdefault(level, entry)
                return
        node.names.append(Name(forms, case, {level: entry}))

    def begins(self, key: str) -> bool:
        """True if a name begins with this folded syllable."""
        return key in self._root.next

    def is_name(self, key: str) -> bool:
        """True if this folded syllable is a whole name."""
        return key in self._root.next and bool(self._root.next[key][0].names)

    def seconds(self, key: str) -> frozenset[str]:
        """The second folded syllables of the names that begin with this one."""
        return frozenset(self._root.next[key][0].next) if key in self._root.next else frozenset()

    def longest(self, tokens: tuple[Token, ...], at: int) -> Match | None:
        """The longest name whose first token is `tokens[at]`."""
        return next(reversed(self.matches(tokens, at)), None)

    def matches(self, tokens: tuple[Token, ...], at: int) -> list[Match]:
        """Every name that starts at `tokens[at]`, shortest first, abbreviations last among equals."""
        found, node, stop = list[Match](), self._root, at
        if tokens[at].key not in node.next:
            return found
        while stop < len(tokens):
            token = tokens[stop]
            child, comma = node.next.get(token.key, (None, False))
            if child is None or (stop > at and (token.hard or (token.comma and not comma))):
                break
            node, stop = child, stop + 1
            if node.names:
                here = [n for n in node.names if _same(n, tokens[at:stop])]
                found += [Match(n, stop) for n in sorted(here, key=lambda n: n.exact_case is not None)]
        return found


def _same(name: Name, tokens: tuple[Token, ...]) -> bool:
    """True if the marks agree too. A long name bears one wrong mark; a shorter one bears syllables that
    lost all their marks, up to half of it, if another syllable has kept its own."""
    if name.exact_case is not None:
        return name.exact_case == " ".join(t.text for t in tokens)
    pairs = list(zip(name.forms, tokens, strict=True))
    wrong = [t for form, t in pairs if form != t.form]
    if not wrong or (len(wrong) == 1 and len(tokens) >= 4):
        return True
    lost = all(t.form == t.key for t in wrong)
    kept = any(form == t.form != t.key for form, t in pairs)
    return lost and kept and len(wrong) * 2 <= len(tokens)


def spellings(name: str) -> Iterator[str]:
    """A name, without its bracket, and with the usual abbreviations inside it written out or not."""
    range_ = cues("mentions")["name-range"].search(canon(name))
    plain = _BRACKET.sub("", name).strip() + (f" {name[range_.start(1) : range_.end(1)]}" if range_ else "")
    yield plain
    for short, full, shorten in _short_forms():
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", plain):
            yield from spellings(re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, plain))
        if shorten and re.search(rf"(?<!\w){full}(?!\w)", plain, re.IGNORECASE):
            yield re.sub(rf"(?<!\w){full}(?!\w)", short, plain, flags=re.IGNORECASE)


@cache
def _short_forms() -> tuple[tuple[str, str, bool], ...]:
    """(abbreviation, full words, whether texts also shorten the words to it)."""
    shorten = strings("short_forms", "shorten")
    return tuple((short, str(full), short in shorten) for short, full in load("short_forms")["full"].items())


def _expand(variant: str) -> Iterable[str]:
    slot = _SLOT.search(variant)
    if slot is None:
        return [variant]
    if not cues("mentions")["province-slot"].search(canon(slot.group())):
        return []
    return [variant.replace(slot.group(), p.short_name) for p in lexicon.provinces()]


def _store(gazetteer: Gazetteer, name: str, entry: Entry) -> None:
    marks = cues("mentions")
    for text in spellings(name):
        gazetteer.add(text, entry)
        bare = _without("name-plural", text)
        if bare != text and len(tokenise(bare)) >= 3:
            gazetteer.add(bare, entry)
        area = marks["name-area"].search(canon(text))
        if area and len(tokenise(text)) > 2 and not marks["name-plural-end"].search(canon(text[: area.start()])):
            gazetteer.add(text[: area.start()], entry, _level_of(area))
        if found := marks["name-all-levels"].search(canon(text)):
            gazetteer.add(text[: found.start()], entry, "all_levels")
        if found := marks["name-committee"].search(canon(text)):
            gazetteer.add(text[: found.start()], entry, "committee")


def _level_of(area: re.Match[str]) -> str:
    return next(level for level in ("provincial", "district", "commune") if area[level])


def _without(name: str, text: str) -> str:
    """The text without what a cue finds at its start."""
    found = cues("mentions")[name].match(canon(text))
    return text[found.end() :] if found else text


@cache
def gazetteer(*, terse: bool = False) -> Gazetteer:
    """The lexicons of bodies and posts. `terse` also knows the two-letter abbreviations that only a
    list of recipients uses (TU, VT, CP), which are too ambiguous in running text."""
    out = Gazetteer()
    banned = frozenset() if terse else frozenset(cues("mentions")["ambiguous-short"].words)
    kinds = {b.id: b for b in lexicon.bodies()}
    entries = [(_entry(b, kinds), b.name, b.variants, b.abbreviations) for b in lexicon.bodies()]
    entries += [(Entry(p.id, p.name, "post", p.level, "post"), p.name, p.variants, ())
                for p in lexicon.posts() if not p.id.startswith("hon.")]  # fmt: skip
    for entry, name, _, _ in entries:
        if canon(name) not in banned:
            _store(out, name, entry)
    for entry, _, variants, abbreviations in entries:
        for variant in (v for cell in variants for v in _expand(cell) if canon(v) not in banned):
            _store(out, variant, entry)
        for short in (a for a in abbreviations if canon(a) not in banned):
            out.add(_BRACKET.sub("", short), entry, exact=True)
            if area := cues("mentions")["name-area"].search(canon(short)):
                out.add(short[: area.start()], entry, _level_of(area), exact=True)
    return out


def _entry(body: lexicon.Body, kinds: dict[str, lexicon.Body]) -> Entry:
    """The entry of a body; the plural of a provincial kind (*UBND các tỉnh*) is that kind."""
    parent = kinds.get(body.parent or "")
    if (
        parent
        and body.id.startswith("g.")
        and parent.level == "provincial"
        and cues("mentions")["every-province"].search(canon(body.name))
    ):
        body = parent
    return Entry(body.id, body.name, "group" if body.id.startswith("g.") else "body", body.level, body.class_)


def _stem(name: str) -> str:
    area = cues("mentions")["name-area"].search(canon(name))
    return name[: area.start()] if area else name


@cache
def shared_heads() -> dict[str, Gazetteer]:
    """Names without their head noun, by head: in *Sở Y tế, Tài chính* the head serves both."""
    out = {head: Gazetteer() for head in cues("mentions")["sharing-head"].words}
    for body in lexicon.bodies():
        head, _, rest = _BRACKET.sub("", body.name).partition(" ")
        if canon(head) in out and rest:
            out[canon(head)].add(_stem(rest), Entry(body.id, body.name, "body", body.level, body.class_))
    return out


@cache
def post_table() -> dict[tuple[str, str], Entry]:
    """(post head in canonical form, body id) -> post, for posts composed in the text."""
    heads = sorted(cues("mentions")["post-head"].words, key=len, reverse=True)
    out = dict[tuple[str, str], Entry]()
    for post in lexicon.posts():
        head = next((h for h in heads if canon(post.name).startswith(h)), None)
        if head and len(post.bodies) == 1:
            out.setdefault((head, post.bodies[0]), Entry(post.id, post.name, "post", post.level, "post"))
    return out


@cache
def provinces() -> Gazetteer:
    """Short names of the provinces, with the province id as entry id."""
    out = Gazetteer()
    for province in lexicon.provinces():
        kind = "city" if cues("mentions")["area-city"].match(canon(province.type)) else "province"
        out.add(province.short_name, Entry(province.id, province.name, kind, "provincial", "province"))
    return out

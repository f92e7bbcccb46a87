"""Names of the lexicons in a text: longest match, level by area words, heads and tails that are shared."""

from __future__ import annotations

from ingest.cues import cues
from ingest.mentions.areas import proper_name, read_area
from ingest.mentions.gazetteer import Gazetteer, Match, gazetteer, provinces, shared_heads
from ingest.mentions.model import Entry, Mention, Token
from ingest.mentions.page import Page
from ingest.mentions.tokens import tokenise

_PREFIX = {"provincial": "p.", "district": "d.", "commune": "x."}
_AREA = {"provincial": "tinh", "district": "huyen", "commune": "xa"}
_AUTHORITY = {"g.tinh": "p.ubnd"}
"""The body that a word for the authority of an area (*chính quyền xã*) stands for at other levels."""
_PLURAL = {"d.ubnd": "g.ubnd-huyen-tp"}


class Names(Page):
    """Reads names of the lexicons, and the short names that the notice itself defines (`local`)."""

    def __init__(self, clean: str, view: str, tokens: tuple[Token, ...], *, terse: bool = False,
                 local: dict[str, tuple[int, Entry]] | None = None, before: Names | None = None) -> None:  # fmt: skip
        super().__init__(clean, view, tokens)
        self.names, self.terse = gazetteer(terse=terse), terse
        self.local, self._defined = Gazetteer(), dict[str, int]()
        self._last = dict[str, Mention]()
        self._entries = dict[int, tuple[Entry, int] | None]()
        self._named = dict[tuple[int, int], Mention]()
        for alias, (offset, entry) in (local or {}).items():
            self.local.add(alias, entry, exact=True)
            self._defined[" ".join(t.text for t in tokenise(alias))] = offset
        if before:  # a reader of the same text without short names: what none of them touches stays as it was
            known = before._entries.items()
            self._entries = {at: e for at, e in known if not self.local.begins(tokens[at].key)}

    def remember(self, mention: Mention) -> None:
        """Take note of a body, so that its bare head can refer to it later."""
        if mention.kind == "body":
            found = cues("mentions")["anaphor"].match(self.view, mention.start)
            if found:
                self._last[found.group()] = mention

    def last_of(self, head: str) -> Mention | None:
        """The body with this head (canonical form) that was remembered last."""
        return self._last.get(head)

    def name(self, at: int, lead: int) -> Mention | None:
        """The longest lexicon name at token `lead`, area words and place name included."""
        if lead not in self._entries:
            self._entries[lead] = self._entry(lead)
        best = self._entries[lead]
        if best is None:
            return None
        if (at, lead) not in self._named:
            self._named[at, lead] = self.mention(self.tokens[at].start, self.tokens[best[1] - 1].end, best[0])
        return self._named[at, lead]

    def _entry(self, lead: int) -> tuple[Entry, int] | None:
        """What the longest lexicon name at a token stands for, and the index after it."""
        local = self.local.longest(self.tokens, lead)
        names = (m for m in self.names.matches(self.tokens, lead) if not self._is_member(m.stop))
        found = [(self._resolve(m, lead), m) for m in names]
        if local and self._is_defined(local, lead):
            found.append(((local.name.entries[""], local.stop), local))
        best: tuple[Entry, int] | None = None
        for resolved, _ in found:
            if resolved and (best is None or resolved[1] >= best[1]):
                best = resolved
        if best is None:
            return None
        entry, stop = best
        if entry.id == "p.thanh-uy-tw" and not self.central_city:
            entry = Entry("d.thanh-uy", entry.label, entry.kind, "district", entry.class_)
        return entry, stop

    def _is_defined(self, match: Match, lead: int) -> bool:
        offset = self._defined.get(match.name.exact_case or "")
        return offset is not None and offset <= self.tokens[lead].start

    def _resolve(self, match: Match, lead: int) -> tuple[Entry, int] | None:
        """Entry and end of a stored name, its level chosen by the area words that follow."""
        entries = match.name.entries
        plain = entries.get("")
        if plain and not self._proper(plain, match.stop, lead):
            plain = None
        leveled = next((entries[k] for k in ("provincial", "district", "commune") if k in entries), None)
        stem = leveled or (plain if plain and plain.kind == "body" and plain.id[:2] in ("p.", "d.", "x.") else None)
        if stem and (area := read_area(self.view, self.tokens, match.stop, central_city=self.central_city)):
            return self._at_level(entries, stem, area.level, area.plural), area.stop
        everyone = cues("mentions")["tail-all-levels"].match(self.view, self.tokens[match.stop - 1].end)
        if everyone and "all_levels" in entries:
            return entries["all_levels"], self.stop_at(everyone.end(), match.stop)
        if plain:
            return plain, self._own_place(plain, match.stop)
        if "committee" in entries and self._committee_follows(match.stop):
            return entries["committee"], match.stop
        capital = self.tokens[lead].text[:1].isupper()
        if leveled and capital and (match.stop - lead > 2 or (lead and not self.tokens[lead].hard)):
            return leveled, self._own_place(leveled, match.stop)
        return None

    def _is_member(self, stop: int) -> bool:
        """*cấp ủy viên* is a person, not the body that the words begin with."""
        if stop >= len(self.tokens):
            return False
        token, last = self.tokens[stop], self.tokens[stop - 1]
        return (last.key, token.form) == ("uy", cues("mentions")["member"].words[0]) and not (token.comma or token.hard)

    def _proper(self, entry: Entry, stop: int, lead: int) -> bool:
        """A name of two syllables or with a one-syllable head is written with a capital: neither *tỉnh
        đoàn kết* nor *tiến bộ khoa học và công nghệ* names a body."""
        lower = self.tokens[lead].text.islower()
        shy = stop - lead == 2 or self.tokens[lead].form in cues("mentions")["short-head"].words
        return entry.kind != "body" or not lower or not shy or self.tokens[stop - 1].key == "uy"

    def _at_level(self, entries: dict[str, Entry], stem: Entry, level: str, plural: bool) -> Entry:
        entry = entries.get(level)
        if entry is None and stem.level == level:
            entry = stem
        if entry is None:
            prefix, local = _AUTHORITY.get(stem.id, stem.id).split(".", 1)
            local = f"post.{local}-{_AREA[level]}" if prefix == "post" else _PREFIX[level] + local
            entry = Entry(local, stem.label, stem.kind, level, stem.class_)
        if plural and entry.id in _PLURAL:
            return Entry(_PLURAL[entry.id], entry.label, "group", level, "generic_group")
        return entry

    def _own_place(self, entry: Entry, stop: int) -> int:
        """A provincial or local name takes the name of its province (*Tỉnh ủy Tiền Giang*)."""
        if entry.level in ("provincial", "district", "commune") and entry.kind != "group":
            return proper_name(self.tokens, stop) if self._place_follows(stop) else self._title(entry, stop)
        return stop

    def _title(self, entry: Entry, stop: int) -> int:
        """A newspaper's title goes on in capitals (*Báo Điện Biên Phủ*)."""
        return proper_name(self.tokens, stop) if entry.class_ == "press" else stop

    def _place_follows(self, stop: int) -> bool:
        last = self.tokens[stop - 1].key
        if stop >= len(self.tokens) or self.tokens[stop].hard or self.tokens[stop].comma:
            return False
        if "\n" in self.clean[self.tokens[stop - 1].end : self.tokens[stop].start]:
            return False
        return bool(provinces().longest(self.tokens, stop)) or last in ("huyen", "xa", "phuong", "quan")

    def _committee_follows(self, stop: int) -> bool:
        """*Thường trực, Ban Thường vụ Tỉnh ủy*: the committee is named at the end of the list."""
        sep = cues("mentions")["list-mark"].match(self.view, self.tokens[stop - 1].end)
        if not sep or stop >= len(self.tokens):
            return False
        for match in reversed(self.names.matches(self.tokens, stop)):
            if [t.key for t in self.tokens[match.stop - 2 : match.stop]] == ["tinh", "uy"]:
                return True
            if "committee" in match.name.entries:
                return self._committee_follows(match.stop)
        return False

    def with_tail(self, mention: Mention) -> Mention:
        """The mention with a trailing *của tỉnh*, *có liên quan*, *từ tỉnh đến cơ sở*."""
        tail = cues("mentions")["tail"].match(self.view, mention.end)
        if not tail and mention.kind == "group":
            tail = cues("mentions")["tail-area"].match(self.view, mention.end)
        if not tail or mention.kind == "person":
            return mention
        return self.mention(mention.start, tail.end(), Entry(mention.id, mention.label, mention.kind, mention.level,
                                                              mention.class_), mention.minted)  # fmt: skip

    def shared_head(self, mention: Mention) -> list[Mention]:
        """Bare names after a *Sở …* or *các Bộ:* that share its head."""
        found = cues("mentions")["shared-head"].match(self.view, mention.start)
        sep = cues("mentions")["list-mark"].match(self.view, mention.end) if found else None
        at = self.token_at(sep.end()) if sep else None
        if found is None or sep is None or at is None:
            return []
        return self.sharing(found["head"], at, announced=":" in sep.group())

    def sharing(self, head: str, at: int, *, announced: bool) -> list[Mention]:
        """The names of a list from token `at` on that lack the same head noun. In a list that the head announces
        (*các Bộ: Công an, …*) such a name is preferred to a whole name of the same length."""
        out, after = list[Mention](), at
        while after is not None and self.tokens[after].text[:1].isupper():
            match, whole = shared_heads()[head].longest(self.tokens, after), self.names.longest(self.tokens, after)
            if match is None or (whole and (not announced or whole.stop > match.stop)):
                break
            end = self.tokens[match.stop - 1].end
            out.append(self.mention(self.tokens[after].start, end, match.name.entries[""]))
            sep = cues("mentions")["list-mark"].match(self.view, end)
            following = self.token_at(sep.end()) if sep else None
            if following is None:
                break
            after = following
        return out

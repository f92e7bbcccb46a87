"""Reading the mention that starts at a token: lexicon name, composed post, person, open-class name."""

from __future__ import annotations

import re

from ingest.cues import cues
from ingest.mentions import openclass
from ingest.mentions.areas import in_central_city, proper_name, read_area
from ingest.mentions.gazetteer import Gazetteer, Match, gazetteer, post_table, shared_heads
from ingest.mentions.model import Entry, Mention, Token
from ontology.text import nfc, slug

_PREFIX = {"provincial": "p.", "district": "d.", "commune": "x."}
_AREA = {"provincial": "tinh", "district": "huyen", "commune": "xa"}
_PLURAL = {"d.ubnd": "g.ubnd-huyen-tp"}
_SHY_HEADS = frozenset({"lãnh đạo", "thường trực", "thành viên", "ủy viên", "trưởng", "chánh", "chủ nhiệm"})
_SHORT_HEADS = frozenset({"bộ", "sở", "cục", "vụ", "hội", "báo", "đài", "viện", "đoàn"})
_SHARED_OFFICE = re.compile(r"(?:\s*,\s*|\s+và\s+)(?=[^\W\d_])")
_BOTH_COMMITTEES = re.compile(r"(?:các\s+)?huyện(?=(?:\s*,\s*|\s+và\s+)(?:thị\s+ủy,\s+|thị,\s+)?(?:các\s+)?thành\s+ủy)")
_DASH = re.compile(r"\s*(?:[-–—,(:]\s*)?")


class Reader:
    """A text with what is needed to read mentions in it; `local` are the notice's own short names."""

    def __init__(self, clean: str, view: str, tokens: tuple[Token, ...], *, terse: bool = False,
                 local: dict[str, tuple[int, Entry]] | None = None) -> None:  # fmt: skip
        self.clean, self.view, self.tokens = clean, view, tokens
        self.names = gazetteer(terse=terse)
        self.local, self._defined = Gazetteer(), {}
        for alias, (offset, entry) in (local or {}).items():
            self.local.add(alias, entry, exact=True)
            self._defined[alias] = offset
        self.central_city = in_central_city(view)
        self._at = {t.start: i for i, t in enumerate(tokens)}

    def read(self, at: int) -> list[Mention]:
        """The mentions that start at token `at`: none, one, or several that share a head or a tail."""
        lead = self._skip_lead(at)
        if lead is None:
            return []
        found = self.person(at, lead) or self._plain(at, lead)
        if not found and lead > at and (plain := self._plain(at, at)):
            return plain
        return found

    def _skip_lead(self, at: int) -> int | None:
        """Index after the quantifier and honorific that open a mention."""
        position = self.tokens[at].start
        for cue in ("quantifier", "honorific", "quantifier"):
            found = cues("mentions")[cue].match(self.view, position)
            if found:
                position = found.end() + (len(self.view) - len(self.view[found.end() :].lstrip()) - found.end())
        return self._index(position)

    def _index(self, position: int) -> int | None:
        while position < len(self.view) and position not in self._at:
            if self.view[position].isalnum():
                return None
            position += 1
        return self._at.get(position)

    def _plain(self, at: int, lead: int) -> list[Mention]:
        both = _BOTH_COMMITTEES.match(self.view, self.tokens[at].start)
        if both:
            label = "Huyện ủy"
            return [self._mention(self.tokens[at].start, both.end(), Entry("g.huyen-uy", label, "group", "district",
                                                                           "generic_group"))]  # fmt: skip
        options = [m for m in (self.name(at, at), self.name(at, lead) if lead != at else None, self.post(at, lead)) if m]
        if not options:
            other = openclass.read(self, at, lead)
            return [other] if other else []
        best = max(options, key=lambda m: (m.end, m.start == self.tokens[at].start))
        return [self._with_tail(best), *self._shared_head(best)]

    # names of the lexicons

    def name(self, at: int, lead: int) -> Mention | None:
        """The longest lexicon name at token `lead`, area words and place name included."""
        local = self.local.longest(self.tokens, lead)
        found = [(self._resolve(m, lead), m) for m in self.names.matches(self.tokens, lead)]
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
        return self._mention(self.tokens[at].start, self.tokens[stop - 1].end, entry)

    def _is_defined(self, match: Match, lead: int) -> bool:
        alias = match.name.exact_case or ""
        return any(a for a, o in self._defined.items() if " ".join(re.findall(r"\w+", a)) == alias
                   and o <= self.tokens[lead].start)  # fmt: skip

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
            return entries["all_levels"], self._stop_at(everyone.end(), match.stop)
        if plain:
            return plain, self._own_place(plain, match.stop)
        if "committee" in entries and self._committee_follows(match.stop):
            return entries["committee"], match.stop
        capital = self.tokens[lead].text[:1].isupper()
        if leveled and capital and (match.stop - lead > 2 or (lead and not self.tokens[lead].hard)):
            return leveled, match.stop
        return None

    def _proper(self, entry: Entry, stop: int, lead: int) -> bool:
        """A name of two syllables or with a one-syllable head is written with a capital: neither *tỉnh
        đoàn kết* nor *tiến bộ khoa học và công nghệ* names a body."""
        lower = self.tokens[lead].text.islower()
        shy = stop - lead == 2 or self.tokens[lead].form in _SHORT_HEADS
        return entry.kind != "body" or not lower or not shy or self.tokens[stop - 1].form == "ủy"

    def _at_level(self, entries: dict[str, Entry], stem: Entry, level: str, plural: bool) -> Entry:
        entry = entries.get(level)
        if entry is None and stem.level == level:
            entry = stem
        if entry is None:
            prefix, local = stem.id.split(".", 1)
            local = f"post.{local}-{_AREA[level]}" if prefix == "post" else _PREFIX[level] + local
            entry = Entry(local, stem.label, stem.kind, level, stem.class_)
        if plural and entry.id in _PLURAL:
            return Entry(_PLURAL[entry.id], entry.label, "group", level, "generic_group")
        return entry

    def _own_place(self, entry: Entry, stop: int) -> int:
        """A provincial or local name takes the name of its province (*Tỉnh ủy Tiền Giang*)."""
        if entry.level in ("provincial", "district", "commune") and entry.kind != "group":
            return proper_name(self.tokens, stop) if self._place_follows(stop) else stop
        return stop

    def _place_follows(self, stop: int) -> bool:
        from ingest.mentions.gazetteer import provinces

        last = self.tokens[stop - 1].form
        if stop >= len(self.tokens) or self.tokens[stop].hard or self.tokens[stop].comma:
            return False
        if "\n" in self.clean[self.tokens[stop - 1].end : self.tokens[stop].start]:
            return False
        return bool(provinces().longest(self.tokens, stop)) or last in ("huyện", "xã", "phường", "quận")

    def _committee_follows(self, stop: int) -> bool:
        """*Thường trực, Ban Thường vụ Tỉnh ủy*: the committee is named at the end of the list."""
        sep = _SHARED_OFFICE.match(self.view, self.tokens[stop - 1].end)
        if not sep or stop >= len(self.tokens):
            return False
        for match in reversed(self.names.matches(self.tokens, stop)):
            if self.tokens[match.stop - 2].form == "tỉnh" and self.tokens[match.stop - 1].form == "ủy":
                return True
            if "committee" in match.name.entries:
                return self._committee_follows(match.stop)
        return False

    def _stop_at(self, position: int, stop: int) -> int:
        while stop < len(self.tokens) and self.tokens[stop].start < position:
            stop += 1
        return stop

    def _with_tail(self, mention: Mention) -> Mention:
        """The mention with a trailing *của tỉnh*, *có liên quan*, *từ tỉnh đến cơ sở*."""
        tail = cues("mentions")["tail"].match(self.view, mention.end)
        if not tail and mention.kind == "group":
            tail = cues("mentions")["tail-area"].match(self.view, mention.end)
        if not tail or mention.kind == "person":
            return mention
        return self._mention(mention.start, tail.end(), Entry(mention.id, mention.label, mention.kind, mention.level,
                                                              mention.class_), mention.minted)  # fmt: skip

    def _shared_head(self, mention: Mention) -> list[Mention]:
        """Bare names after a *Sở …* or *các Bộ:* that share its head."""
        head = next((h for h in ("sở", "bộ", "hội") if re.match(rf"(?:các\s+)?{h}(?!\w)", self.view[mention.start :])), None)
        out, end = list[Mention](), mention.end
        while head and (sep := re.match(r"(?:\s*,\s*|\s+và\s+|\s*:\s*)(?=\w)", self.view[end:])):
            at = self._at.get(end + sep.end())
            if at is None or not self.tokens[at].text[:1].isupper() or self.names.matches(self.tokens, at):
                break
            match = shared_heads()[head].longest(self.tokens, at)
            if match is None:
                break
            end = self.tokens[match.stop - 1].end
            out.append(self._mention(self.tokens[at].start, end, match.name.entries[""]))
        return out

    # posts and persons

    def post(self, at: int, lead: int) -> Mention | None:
        """A post composed of a head noun and the body it belongs to (*Giám đốc các sở*)."""
        start = self.tokens[lead].start
        head = cues("mentions")["post-head"].match(self.view, start)
        if head is None or (head.group() in _SHY_HEADS and not (self._title_place(lead) or lead > at)):
            return None
        behind = self._index(head.end())
        if behind is None or behind >= len(self.tokens) or self.tokens[behind].hard or self.tokens[behind].comma:
            return self._shared_post(at, head.group(), head.end())
        if self.clean[head.end() : self.tokens[behind].start].strip():
            return None
        title = re.sub(r"\s+", " ", head.group())
        if self.tokens[behind].form == "của":
            behind += 1
        inner = self._skip_lead(behind) if behind < len(self.tokens) else None
        body = next((b for b in (self.name(behind, behind), self.name(behind, inner) if inner else None) if b), None)
        body = body or (openclass.read(self, behind, inner) if inner is not None else None)
        if body is None or body.kind not in ("body", "group"):
            return None
        end = self._with_tail(body).end
        if title in cues("mentions")["post-collective"].words:
            end = self._more_groups(end)
        return self._mention(self.tokens[at].start, end, self._post_entry(title, body))

    def _title_place(self, lead: int) -> bool:
        """A title that is also a verb (*lãnh đạo*) has a capital, or follows a comma or an order verb."""
        token = self.tokens[lead]
        before = self.view[max(0, token.start - 12) : token.start]
        ordered = cues("mentions")["before-title"].search(before) is not None
        return token.text[:1].isupper() or ordered or (token.comma and self.tokens[lead - 1].text[:1].isupper())

    def _more_groups(self, end: int) -> int:
        """*Thủ trưởng các cơ quan, đoàn thể trong tỉnh*: one set of heads for all groups of the list."""
        while sep := _SHARED_OFFICE.match(self.view, end):
            at = self._at.get(sep.end())
            group = self.name(at, at) if at is not None and self.tokens[at].text.islower() else None
            if group is None or group.kind != "group":
                break
            end = self._with_tail(group).end
        return end

    def _shared_post(self, at: int, title: str, end: int) -> Mention | None:
        """*Chủ tịch, Phó Chủ tịch UBND tỉnh*: the first post belongs to the body of the second."""
        sep = _SHARED_OFFICE.match(self.view, end)
        behind = self._index(sep.end()) if sep else None
        other = self.post(behind, behind) if behind is not None and behind < len(self.tokens) else None
        if other is None or other.kind != "post":
            return None
        for (head, body), entry in post_table().items():
            if entry.id == other.id:
                found = post_table().get((re.sub(r"\s+", " ", title), body))
                return self._mention(self.tokens[at].start, end, found) if found and head else None
        return None

    def _post_entry(self, title: str, body: Mention) -> Entry:
        known = post_table().get((title, body.id))
        if known is None and body.id == "g.ubnd-huyen-tp":
            known = post_table().get((title, "d.ubnd"))
        if known:
            return known
        if title in cues("mentions")["post-collective"].words and body.kind == "group":
            return Entry("g.nguoi-dung-dau", body.label, "group", body.level, "generic_group")
        if title in ("bộ trưởng", "thứ trưởng"):
            return Entry(f"post.{slug(title)}", title, "post", "central", "post")
        local = re.sub(r"^(?:post|[a-z])\.", "", body.id)
        return Entry(f"post.{slug(title)}-{slug(local)}", f"{title[:1].upper()}{title[1:]} {body.label}", "post", body.level,
                     "post")  # fmt: skip

    def person(self, at: int, lead: int) -> list[Mention]:
        """A named person with the posts given after (or before) the name."""
        stop = self.person_name(lead) if lead > at else lead
        if stop > lead:
            posts, end = self._posts_after(self.tokens[stop - 1].end)
            return [self._person(at, lead, stop, posts, end)]
        first = self.post(at, lead) or self.name(at, lead)
        if first is None or first.kind != "post" and first.id != "c.ttg":
            return []
        behind = self._index(first.end) if first.end < len(self.view) else None
        if behind is None or behind >= len(self.tokens) or self.tokens[behind].hard or self.tokens[behind].comma:
            return []
        stop = self.person_name(behind)
        if stop == behind:
            return []
        posts, end = self._posts_after(self.tokens[stop - 1].end)
        return [self._person(at, behind, stop, ((first.id, first.text), *posts), end)]

    def _person(self, at: int, first: int, stop: int, posts: tuple[tuple[str, str], ...], end: int) -> Mention:
        name = " ".join(t.text for t in self.tokens[first:stop])
        return Mention(self.tokens[at].start, end, self._text(self.tokens[at].start, end), f"person.{slug(name)}", name,
                       "person", "", "person", True, name, posts)  # fmt: skip

    def person_name(self, at: int) -> int:
        """Index after a personal name at `at`: a family name and one to four capitalised syllables."""
        stop = at
        while stop < len(self.tokens) and stop - at < 5:
            token = self.tokens[stop]
            if not (token.text[:1].isupper() and token.text[1:].islower() | (len(token.text) == 1)):
                break
            if stop > at and (token.comma or token.hard or self.clean[self.tokens[stop - 1].end : token.start] != " "):
                break
            stop += 1
        known = stop - at >= 2 and self.tokens[at].form in cues("mentions")["family-name"].words
        return stop if known and not self._name_inside(at, stop) else at

    def _name_inside(self, at: int, stop: int) -> bool:
        match = self.names.longest(self.tokens, at)
        return bool(match and match.stop >= stop)

    def _posts_after(self, end: int) -> tuple[tuple[tuple[str, str], ...], int]:
        posts = list[tuple[str, str]]()
        while True:
            sep = _DASH.match(self.view, end)
            at = self._at.get(sep.end()) if sep and sep.end() > end else None
            if at is None or cues("mentions")["honorific"].match(self.view, self.tokens[at].start):
                return tuple(posts), end
            found = [m for m in (self.post(at, at), self.name(at, at)) if m and m.kind == "post"]
            if not found:
                return tuple(posts), end
            best = max(found, key=lambda m: m.end)
            posts.append((best.id, best.text))
            end = best.end

    def _text(self, start: int, end: int) -> str:
        return nfc(" ".join(self.clean[start:end].split()))

    def _mention(self, start: int, end: int, entry: Entry, minted: bool = False) -> Mention:
        return Mention(start, end, self._text(start, end), entry.id, entry.label, entry.kind, entry.level, entry.class_,
                       minted)  # fmt: skip

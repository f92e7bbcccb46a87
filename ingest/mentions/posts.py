"""Posts composed in the text (*Giám đốc các sở*) and named persons with their posts (duty grammar §6)."""

from __future__ import annotations

import re

from ingest.cues import cues
from ingest.mentions import openclass
from ingest.mentions.gazetteer import post_table
from ingest.mentions.model import Entry, Mention, Token
from ingest.mentions.names import Names
from ontology.text import slug

_DASH = re.compile(r"\s*(?:[-–—,(:]\s*)?")
_MINISTERS = ("bo-truong", "thu-truong")


class Posts(Names):
    """Reads posts and persons on top of names."""

    def __init__(self, clean: str, view: str, tokens: tuple[Token, ...], *, terse: bool = False,
                 local: dict[str, tuple[int, Entry]] | None = None, before: Names | None = None) -> None:  # fmt: skip
        super().__init__(clean, view, tokens, terse=terse, local=local, before=before)
        self._read = dict[tuple[int, int], Mention | None]()

    def post(self, at: int, lead: int) -> Mention | None:
        """A post composed of a head noun and the body it belongs to (*Giám đốc các sở*)."""
        key = (at, lead)
        if key not in self._read:
            self._read[key] = self._post(at, lead)
        return self._read[key]

    def _post(self, at: int, lead: int) -> Mention | None:
        heads = cues("mentions")["post-head"]
        head = heads.match(self.view, self.tokens[lead].start) if heads.opens(self.tokens[lead].form) else None
        if head is None or (
            head.group() in cues("mentions")["shy-title"].words and not (self._title_place(lead) or lead > at)
        ):
            return None
        behind = self.index_at(head.end())
        if behind is None or behind >= len(self.tokens) or self.tokens[behind].hard or self.tokens[behind].comma:
            return self.shared_post(at, head.group(), head.end())
        if self.clean[head.end() : self.tokens[behind].start].strip():
            return None
        title = re.sub(r"\s+", " ", head.group())
        if self.tokens[behind].key == "cua":
            behind += 1
        inner = self.skip_lead(behind) if behind < len(self.tokens) else None
        body = next((b for b in (self.name(behind, behind), self.name(behind, inner) if inner else None) if b), None)
        body = body or (openclass.read(self, behind, inner) if inner is not None else None)
        if body is None or body.kind not in ("body", "group"):
            return None
        end = self.with_tail(body).end
        if title in cues("mentions")["post-collective"].words:
            end = self._more_groups(end)
        return self.mention(self.tokens[at].start, end, self._post_entry(title, body))

    def _title_place(self, lead: int) -> bool:
        """A title that is also a verb (*lãnh đạo*) has a capital, or follows a comma or an order verb."""
        token = self.tokens[lead]
        before = self.view[max(0, token.start - 12) : token.start]
        ordered = cues("mentions")["before-title"].search(before) is not None
        return token.text[:1].isupper() or ordered or (token.comma and self.tokens[lead - 1].text[:1].isupper())

    def _more_groups(self, end: int) -> int:
        """*Thủ trưởng các cơ quan, đoàn thể trong tỉnh*: one set of heads for all groups of the list."""
        while sep := cues("mentions")["list-mark"].match(self.view, end):
            at = self.token_at(sep.end())
            group = self.name(at, at) if at is not None and self.tokens[at].text.islower() else None
            if group is None or group.kind != "group":
                break
            end = self.with_tail(group).end
        return end

    def shared_post(self, at: int, title: str, end: int) -> Mention | None:
        """*Chủ tịch, Phó Chủ tịch UBND tỉnh*: the first post belongs to the body of the second."""
        sep = cues("mentions")["list-mark"].match(self.view, end)
        behind = self.index_at(sep.end()) if sep else None
        other = self.post(behind, behind) if behind is not None and behind < len(self.tokens) else None
        if other is None or other.kind != "post":
            return None
        for (head, body), entry in post_table().items():
            if entry.id == other.id:
                found = post_table().get((re.sub(r"\s+", " ", title), body))
                return self.mention(self.tokens[at].start, end, found) if found and head else None
        return None

    def _post_entry(self, title: str, body: Mention) -> Entry:
        known = post_table().get((title, body.id))
        if known is None and body.id == "g.ubnd-huyen-tp":
            known = post_table().get((title, "d.ubnd"))
        if known:
            return known
        if title in cues("mentions")["post-collective"].words and body.kind == "group":
            return Entry("post.nguoi-dung-dau", body.label, "post", body.level, "post")
        if slug(title) in _MINISTERS:
            return Entry(f"post.{slug(title)}", title, "post", "central", "post")
        local = re.sub(r"^(?:post|[a-z])\.", "", body.id)
        label = f"{title[:1].upper()}{title[1:]} {body.label}"
        return Entry(f"post.{slug(title)}-{slug(local)}", label, "post", body.level, "post")

    def shared_posts(self, mention: Mention) -> list[Mention]:
        """*Giám đốc các sở: Y tế, Công Thương*: one post for each name that shares the head of the first."""
        found = cues("mentions")["post-of-several"].match(self.view, mention.start)
        if not found or found.end() > mention.end:
            return []
        first = cues("mentions")["shared-list"].match(self.view, mention.end)
        at = self.token_at(first.end()) if first else None
        names = self.sharing(found["head"], at, announced=True) if at is not None else []
        if not names:
            return []
        title = re.sub(r"\s+", " ", found["title"])
        posts = [self._post_entry(title, n) for n in names]
        starts = [mention.start, *(n.start for n in names[1:])]
        return [self.mention(s, n.end, p) for s, n, p in zip(starts, names, posts, strict=True)]

    def person(self, at: int, lead: int) -> list[Mention]:
        """A named person with the posts given after (or before) the name."""
        stop = self.person_name(lead) if lead > at else lead
        if stop > lead:
            posts, end = self._posts_after(self.tokens[stop - 1].end)
            return [self._person(at, lead, stop, posts, end)]
        first = self.post(at, lead) or self.name(at, lead)
        if first is None or (first.kind != "post" and first.id != "c.ttg"):
            return []
        behind = self.index_at(first.end) if first.end < len(self.view) else None
        if behind is None or behind >= len(self.tokens) or self.tokens[behind].hard or self.tokens[behind].comma:
            return []
        stop = self.person_name(behind)
        if stop == behind:
            return []
        posts, end = self._posts_after(self.tokens[stop - 1].end)
        return [self._person(at, behind, stop, ((first.id, first.text), *posts), end)]

    def _person(self, at: int, first: int, stop: int, posts: tuple[tuple[str, str], ...], end: int) -> Mention:
        name = " ".join(t.text for t in self.tokens[first:stop])
        return Mention(self.tokens[at].start, end, self.quote(self.tokens[at].start, end), f"person.{slug(name)}", name,
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
            at = self.token_at(sep.end()) if sep and sep.end() > end else None
            if at is None or cues("mentions")["honorific"].match(self.view, self.tokens[at].start):
                return tuple(posts), end
            found = [m for m in (self.post(at, at), self.name(at, at)) if m and m.kind == "post"]
            if not found:
                return tuple(posts), end
            best = max(found, key=lambda m: m.end)
            posts.append((best.id, best.text))
            end = best.end

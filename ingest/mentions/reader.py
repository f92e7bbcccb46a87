"""Reading the mention that starts at a token: person, lexicon name, composed post, open-class name."""

from __future__ import annotations

from functools import lru_cache

from ingest.cues import cues
from ingest.mentions import openclass
from ingest.mentions.gazetteer import gazetteer
from ingest.mentions.model import Entry, Mention
from ingest.mentions.posts import Posts


class Reader(Posts):
    """Chooses among the readings of one place: the longest wins."""

    def read(self, at: int) -> list[Mention]:
        """The mentions that start at token `at`: none, one, or several that share a head or a tail."""
        token = self.tokens[at]
        if not (_begins(token.form, token.key, terse=self.terse) or self.local.begins(token.key)):
            return []
        lead = self.skip_lead(at)
        if lead is None:
            return []
        found = self.person(at, lead) or self.plain(at, lead)
        if not found and lead > at and (plain := self.plain(at, at)):
            return plain
        return found

    def plain(self, at: int, lead: int) -> list[Mention]:
        both = cues("mentions")["district-and-city"].match(self.view, self.tokens[at].start)
        if both:
            text = self.quote(self.tokens[at].start, both.end())
            districts = Entry("g.huyen-uy", text, "group", "district", "generic_group")
            return [self.mention(self.tokens[at].start, both.end(), districts)]
        options = [
            m for m in (self.name(at, at), self.name(at, lead) if lead != at else None, self.post(at, lead)) if m
        ]
        if not options:
            other = openclass.read(self, at, lead)
            return [other] if other else []
        best = max(options, key=lambda m: (m.end, m.start == self.tokens[at].start))
        return [self.with_tail(best), *self.shared_head(best)]


@lru_cache(maxsize=16384)
def _begins(form: str, key: str, *, terse: bool) -> bool:
    """True if a mention can begin with this syllable."""
    marks = cues("mentions")
    openers = ("quantifier", "honorific", "district-and-city", "post-head", "open-group", *openclass.HEADS)
    return gazetteer(terse=terse).begins(key) or any(marks[c].opens(form) for c in openers)

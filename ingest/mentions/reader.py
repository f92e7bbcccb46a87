"""Reading the mention that starts at a token: person, lexicon name, composed post, open-class name."""

from __future__ import annotations

from dataclasses import dataclass
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
        if not self._begins(at):
            return []
        lead = self.skip_lead(at)
        if lead is None:
            return []
        found = self.person(at, lead) or self.plain(at, lead)
        if not found and lead > at and (plain := self.plain(at, at)):
            return plain
        return found

    def _begins(self, at: int) -> bool:
        """False if no mention can begin here, as this syllable and the next one tell."""
        token = self.tokens[at]
        if self.local.begins(token.key):
            return True
        opening = _opening(token.form, token.key, terse=self.terse)
        if opening is None or opening.alone:
            return opening is not None
        if at + 1 >= len(self.tokens):
            return False
        after = self.tokens[at + 1]
        if after.key in opening.keys or after.form in opening.titles:
            return True
        return token.text[0].isupper() and (opening.head or after.form in opening.heads)

    def plain(self, at: int, lead: int) -> list[Mention]:
        both = cues("mentions")["district-and-city"].match(self.view, self.tokens[at].start)
        if both:
            text = self.quote(self.tokens[at].start, both.end())
            districts = Entry("g.huyen-uy", text, "group", "district", "generic_group")
            return [self.mention(self.tokens[at].start, both.end(), districts)]
        options = [
            m for m in (self.name(at, at), self.name(at, lead) if lead != at else None, self.post(at, lead)) if m
        ]
        force = cues("mentions")["force-of"].match(self.view, self.tokens[lead].start)
        behind = self.token_at(force.end()) if force else None
        options += [m for m in (self.name(at, behind),) if m] if behind is not None else []
        if not options:
            other = openclass.read(self, at, lead)
            return [other] if other else []
        best = max(options, key=lambda m: (m.end, m.start == self.tokens[at].start))
        if own := openclass.own_name(self, at, lead, best):
            return [own]
        return self.shared_posts(best) or [self.with_tail(best), *self.shared_head(best)]


@dataclass(frozen=True, slots=True)
class _Opening:
    """What must follow a syllable for a mention to begin with it."""

    alone: bool
    """Nothing: the syllable is a name, a quantifier or an honorific."""
    keys: frozenset[str]
    """Second syllables of names, without marks."""
    titles: frozenset[str]
    """Second words of posts."""
    head: bool
    """The syllable is itself the head noun of an open class, which takes a capital."""
    heads: frozenset[str]
    """Second words of such head nouns."""


@lru_cache(maxsize=16384)
def _opening(form: str, key: str, *, terse: bool) -> _Opening | None:
    """How a mention can begin with a syllable; None if none can."""
    marks, names = cues("mentions"), gazetteer(terse=terse)
    alone = names.is_name(key) or any(marks[c].opens(form) for c in ("quantifier", "honorific", "district-and-city"))
    titles = _seconds(form, ("post-head",))
    heads = _seconds(form, ("open-group", *openclass.HEADS))
    keys = names.seconds(key)
    if not (alone or keys or titles or heads):
        return None
    return _Opening(alone or "" in titles, keys, titles, "" in heads, heads)


def _seconds(form: str, names: tuple[str, ...]) -> frozenset[str]:
    """The second words of the phrases that begin with a word; empty for a phrase of that word alone."""
    phrases = (phrase.split() for name in names for phrase in cues("mentions")[name].words)
    return frozenset(phrase[1] if len(phrase) > 1 else "" for phrase in phrases if phrase[0] == form)

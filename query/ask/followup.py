"""Follow-ups: a question that leans on the one before it is written out in full.

“còn Vĩnh Phúc thì sao?” asks the earlier question again with another province (or body); “ai phụ
trách?” asks something new about what the earlier question was about.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from query.ask.forms import forms
from query.ask.understand import Understanding
from query.link.names import Find


@cache
@reading("query/forms/language.toml")
def _words() -> tuple[frozenset[str], str]:
    data = tomllib.loads(files("query").joinpath("forms/language.toml").read_text(encoding="utf-8"))["followup"]
    return frozenset(data["fillers"].split()), data["again"]


def written_out(new: Understanding, old: Understanding, *, asks: bool) -> str | None:
    """The follow-up as a question that stands alone, or None if it already does.

    `asks` tells whether the new question has a question word of its own.
    """
    fillers, again = _words()
    asking = {word for form in forms() for word in form.drop}
    rest = [key for key in new.content(None).keys if key not in fillers]
    named = _named(new)
    own = {key for find in named for key in new.linked.question.key.split()[find.first : find.last]}
    leaning = re.search(again, new.key) is not None
    if leaning and named and not [key for key in rest if key not in own]:
        return _exchanged(old, new, named)
    if not [key for key in rest if key not in asking] and not named and asks and not new.linked.numbers:
        return f"{new.linked.question.text.rstrip(' ?.!')} {_subject(old)}"
    return None


def _named(u: Understanding) -> list[Find]:
    """Provinces (also those without a notice) and agents of a question."""
    return [*u.linked.of("province")[:1], *(agent.best for agent in u.agents[:1])]


def _exchanged(old: Understanding, new: Understanding, named: list[Find]) -> str:
    """The earlier question with its province or agent exchanged for the new one, or with it added."""
    text = old.linked.question.text
    for find in named:
        said = new.linked.question.quoted(find.first, find.last)
        places = [f for f in _named(old) if (f.name.kind == "province") == (find.name.kind == "province")]
        if places:
            words = old.linked.question.words
            start, end = words[places[0].first].start, words[places[0].last - 1].end
            text = f"{text[:start]}{said}{text[end:]}"
        else:
            text = f"{text.rstrip(' ?.!')} {said}"
    return text


def _subject(old: Understanding) -> str:
    """What the earlier question was about: its own words less the question words, with its province."""
    words = old.linked.question.words
    keep = set(old.content(None).places) | {i for f in old.provinces for i in range(f.first, f.last)}
    return " ".join(words[i].typed for i in sorted(keep))

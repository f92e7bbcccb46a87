"""Follow-ups: a question that leans on the one before it is written out in full.

“còn Vĩnh Phúc thì sao?” asks the earlier question again with another province (or body); “ai phụ
trách?” asks something new about what the earlier question was about.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from ontology.faults import reading
from ontology.text import fold
from query.ask.catalogue import Notice
from query.ask.forms import Form, forms
from query.ask.understand import BOUND, Understanding
from query.link.language import language
from query.link.names import Find
from query.link.words import Question

_ASKED = re.compile(r"\b(?:yeu cau|giao|chi dao|de nghi|de ra|dat ra|quy dinh|neu|noi) (?:nhung )?(?:gi|viec gi)\b")
_NUMBERED = re.compile(r"^\d+[/-]?\S*[A-ZĐ]{2,}")
PAIR = 2
"""Words of a thing's name that tells its kind and which of the kind."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@cache
@reading("query/forms/language.toml")
def _pronouns() -> dict[str, str]:
    data = tomllib.loads(files("query").joinpath("forms/language.toml").read_text(encoding="utf-8"))["followup"]
    return {kind: data[kind] for kind in ("person", "body", "matter", "document")}


@cache
@reading("query/forms/language.toml")
def _words() -> tuple[frozenset[str], str]:
    data = tomllib.loads(files("query").joinpath("forms/language.toml").read_text(encoding="utf-8"))["followup"]
    return frozenset(data["fillers"].split()), data["again"]


def fillers() -> frozenset[str]:
    """Words that only carry the turn of the conversation."""
    return _words()[0]


def referent(
    new: Question,
    old: Understanding,
    answered: Callable[[], Sequence[str]],
    document: Callable[[], Notice | None],
) -> str | None:
    """The new question with its pronoun replaced by what it stands for, or None if it has none.

    A person or body is the one the earlier question names, or what answered it (`answered`) if it
    asked who; a matter is what the earlier question was about; a document is the one that it was asked of.
    """
    for kind in ("document", "person", "body", "matter"):
        found = language().pattern(_pronouns()[kind]).search(new.key)
        if found is None:
            continue
        if kind == "document":
            said = _document(found.groupdict().get("doc") or "", answered, document)
            if not said:
                continue
        else:
            said = _subject(old) if kind == "matter" else _someone(kind, old, answered)
        if not said:
            return None
        inside = [w for w, at in zip(new.words, new.offsets(), strict=True) if found.start() <= at < found.end()]
        return f"{new.text[: inside[0].start]}{said}{new.text[inside[-1].end :]}"
    return None


def _document(kind: str, answered: Callable[[], Sequence[str]], document: Callable[[], Notice | None]) -> str | None:
    """A document as one names it: what answered before if that is the number of one and its kind is named, else the
    notice that was asked of."""
    notice = document()
    own = fold(notice.kind or "") if notice else ""
    if kind and kind not in (own, *language().signals["called_documents"]):
        numbers = [value for value in answered() if _NUMBERED.search(value)]
        return f"{kind} {numbers[0]}" if numbers else None
    if notice is None:
        return None
    return f"{notice.kind or kind} {notice.number}" if notice.number else None


def _someone(kind: str, old: Understanding, answered: Callable[[], Sequence[str]]) -> str | None:
    asks_who = language().pattern("{who}").search(old.key) is not None
    kinds = {"body"} if kind == "body" else {"person", "post"}
    named = [a.label for a in old.agents if kinds & {f.name.kind for f in a.finds}]
    named = [f.wording for a in old.agents for f in [a.best.name] if kind == "person" and f.kind == "person"] or named
    if asks_who or not named:
        named = list(answered()) or named
    return named[0] if named else None


def written_out(new: Understanding, old: Understanding, form: Form | None = None, *, asks: bool) -> str | None:
    """The follow-up as a question that stands alone, or None if it already does.

    `asks` tells whether the new question has a question word of its own, `form` which form answered the old one.
    """
    fillers, again = _words()
    asking = {word for form in forms() for word in form.drop}
    rest = [key for key in new.content(None).keys if key not in fillers]
    named = _named(new)
    own = {key for find in named for key in new.linked.question.key.split()[find.first : find.last]}
    leaning = re.search(again, new.key) is not None
    if leaning and not named and (changed := _of_another_year(old, new, rest)):
        return changed
    groups = all(find.name.id.startswith("g.") for find in named)
    if leaning and groups and not asks and (swapped := _swapped(old, new, rest)):
        return swapped
    if leaning and named and not [key for key in rest if key not in own]:
        return _exchanged(old, new, named)
    if language().named_pattern("pointed_at").search(_written(new)):
        return None
    turned = asks or (leaning and bool(rest))
    if not [key for key in rest if key not in asking] and not named and turned and not new.linked.numbers:
        asked, subject = new.linked.question.text.rstrip(" ?.!"), _subject(old, form)
        return f"{subject} {asked}" if old.of_document else f"{asked} {subject}"
    return None


def _of_another_year(old: Understanding, new: Understanding, rest: list[str]) -> str | None:
    """The earlier question asked of the year that the new one names, if each names one and the new one nothing else."""
    years = [_YEAR.findall(u.linked.question.text) for u in (old, new)]
    if any(len(found) != 1 for found in years) or any(key not in (years[1][0], "nam") for key in rest):
        return None
    return _YEAR.sub(years[1][0], old.linked.question.text)


def _swapped(old: Understanding, new: Understanding, rest: list[str]) -> str | None:
    """The earlier question asked of the thing that the new one names, where it names one of the same kind: both begin
    with the same word (“lợn thịt”, “lợn nái”)."""
    words = old.linked.question.words
    first = next((i for i, word in enumerate(words) if len(rest) >= PAIR and word.key == rest[0]), None)
    if first is None or (first and _one_word(old, first - 1)):
        return None
    own = new.linked.question.words
    places = [i for i, word in enumerate(own) if word.key in rest]
    said = new.linked.question.quoted(places[0], places[-1] + 1)
    content, last = set(old.content(None).places), first + 1
    while last < len(words) and last in content:
        last += 1
    text = old.linked.question.text
    return f"{text[: words[first].start]}{said}{text[words[last - 1].end :]}"


def _one_word(u: Understanding, i: int) -> bool:
    """True if a syllable and the next are one word."""
    words = u.linked.question.words
    return not language().is_stopword(words[i]) and u.bond(words[i].key, words[i + 1].key) >= BOUND


def _written(u: Understanding) -> str:
    """The question as typed, in lower case."""
    return " ".join(word.typed for word in u.linked.question.words).lower()


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


def _subject(old: Understanding, form: Form | None = None) -> str:
    """What the earlier question was about: its own words less the question words and the verbs right before them
    (“yêu cầu gì”), with its province, agents and document; less those of the form, if that needs no matter."""
    words = old.linked.question.words
    finds = [*old.provinces, *(agent.best for agent in old.agents)]
    patterns = (_ASKED, language().named_pattern("asks_number_of"))
    asking = {i for pattern in patterns for found in pattern.finditer(old.key) for i in _inside(old, found)}
    matter = old.content(form if form and "content" not in form.needs else None).places
    keep = (set(matter) - asking) | {i for f in finds for i in range(f.first, f.last)}
    if old.of_document:
        asks = language().named_pattern("asks_anything")
        asked = {i for found in asks.finditer(old.key) for i in _inside(old, found)}
        keep |= old.used - asked - old.talk
    return " ".join(words[i].typed for i in sorted(keep))


def _inside(u: Understanding, found: re.Match[str]) -> list[int]:
    """Positions of the words of a match in the folded question."""
    return [i for i, at in enumerate(u.linked.question.offsets()) if found.start() <= at < found.end()]

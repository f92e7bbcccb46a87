"""Which notices a question is asked of: the documents and provinces that it names."""

from __future__ import annotations

from collections.abc import Iterable

from ontology import lexicon
from ontology.text import fold
from query.ask.catalogue import Catalogue, Notice, Scope
from query.link.documents import Number, same_number, written
from query.link.language import language
from query.link.linker import AGENTS, Linked
from query.link.names import Find

MARKED = 0.65
"""Confidence below which the marks typed speak against a province: “diễn biến” is not Điện Biên."""


def named_documents(linked: Linked, notices: Scope, catalogue: Catalogue) -> tuple[tuple[Notice, ...], set[int], str]:
    """Notices named by number, kind, issuer or subject; words used; the number of a document nobody has."""
    words, starts, key = linked.question.words, linked.question.offsets(), linked.question.key
    used, chosen = set[int](), tuple[Notice, ...]()
    for number in linked.numbers:
        hits = bearing(number, notices)
        cited = catalogue.facts.holds(written(number), ["Citation"], catalogue.notices)
        if hits or (number.whole and not cited):
            used |= {
                i
                for i, w in enumerate(words)
                if (number.start <= w.start < number.end if number.whole else number.start <= starts[i] < number.end)
            }
        if not hits and not cited and (number.whole or _is_document(number, key)):
            return (), used, linked.question.text[number.start : number.end] if number.whole else number_label(number)
        chosen += hits
    by_number = bool(chosen)
    for found in language().named_pattern("near_document").finditer(key):
        group = "doc" if found.group("doc") else "of"
        after = next((w for w, at in zip(words, starts, strict=True) if at >= found.end(group)), None)
        if after is not None and not chosen and _within(after.start, linked.numbers):
            continue
        kinds = notices.kinds | {kind.replace(" ", "-") for kind in language().signals["any_document"]}
        if found.group(group).replace(" ", "-") not in kinds and not linked.numbers:
            return chosen, used, ""
        used |= {i for i, at in enumerate(starts) if found.start(group) <= at < found.end(group)}
        if not by_number:
            another = _by_kind(found.group(group), linked, notices, catalogue)
            joined = _beside(key, found.start(group))
            chosen = tuple(dict.fromkeys((*chosen, *another))) if joined else chosen or another
        if not language().named_pattern("several_documents").search(key):
            break
    about = language().named_pattern("about_document").search(key)
    if about and not linked.numbers:
        chosen = _by_subject(about.group("about").split(), Scope(chosen) if chosen else notices) or chosen
    return chosen, used, ""


def bearing(number: Number, notices: Scope) -> tuple[Notice, ...]:
    """Notices whose official number is the one meant."""
    meant = {official for official in notices.numbers if same_number(number, official)}
    return tuple(n for n in notices if n.number in meant) if meant else ()


def named_for(linked: Linked, scope: Scope, catalogue: Catalogue) -> set[int]:
    """Positions of an issuer that only tells whose document is meant: “theo chỉ thị … của Thủ tướng”."""
    issuers = scope.issuers
    if len(issuers) != 1:
        return set()
    words = linked.question.words
    return {
        i
        for find in linked.of(*AGENTS)
        if find.first
        and words[find.first - 1].key in language().signals["of"]
        and issuers & set(iris_of(find, catalogue))
        for i in range(find.first, find.last)
    }


def _beside(key: str, place: int) -> bool:
    """True if what begins at a place of the folded question is joined to something before it."""
    words = key[:place].split()
    return bool(words) and words[-1] in language().signals["joining_documents"]


def _within(place: int, numbers: Iterable[Number]) -> bool:
    """True if a full document number stands at a place of the question."""
    return any(number.whole and number.start <= place < number.end for number in numbers)


def _is_document(number: Number, key: str) -> bool:
    """True if a bare number after the name of a kind of document can only be one that is asked of: “quyết định 5
    việc” is none, and whether a document is mentioned is asked of the others."""
    if language().named_pattern("asked_as_mentioned").search(key):
        return False
    kind = key[: number.start].removesuffix("so ").strip()
    return len(number.digits) > 2 or any(kind.endswith(name) for name in language().signals["never_verbs"])


def _by_kind(kind: str, linked: Linked, notices: Scope, catalogue: Catalogue) -> tuple[Notice, ...]:
    """Notices of a kind (if there are any), narrowed to an issuer that the question names."""
    hits = tuple(n for n in notices if n.kind and n.kind == kind.replace(" ", "-")) or notices
    issuers = {iri for f in linked.of(*AGENTS) for iri in (*catalogue.by_lexicon.get(f.name.id, ()), f.name.id)}
    narrowed = tuple(n for n in hits if n.issuer in issuers)
    return narrowed or (hits if len(hits) < len(notices) else ())


def _by_subject(keys: list[str], notices: Scope) -> tuple[Notice, ...]:
    """Notices whose title holds most of the words that follow “về”."""
    wanted = [k for k in keys if k not in language().stopwords]
    scores = {title: sum(k in keys for k in wanted) for title, keys in notices.titles.items()}
    best = max(scores.values(), default=0)
    if not wanted or best < 0.7 * len(wanted):
        return ()
    hits = tuple(n for n in notices if scores[n.title or ""] == best)
    return hits if len(hits) < len(notices) else ()


def named_provinces(
    linked: Linked, used: set[int], scope: Scope, catalogue: Catalogue
) -> tuple[tuple[Find, ...], tuple[Find, ...]]:
    """Provinces with a notice in scope, and those asked about without one.

    A province that the notices in scope merely mention is part of what is asked, not of the scope,
    unless it is the only one named. A name of 2025 stands for the old province that it took in.
    """
    covered = scope.provinces.keys()
    own, foreign = list[Find](), list[Find]()
    for find in linked.of("province"):
        if (
            find.first in used
            or find.confidence < MARKED
            or _ordinary(find, linked, catalogue)
            or _inside(find, linked)
        ):
            continue
        if find.name.id in covered:
            own.append(find)
        elif not any(
            (o.first, o.last) == (find.first, find.last) for o in linked.of("province") if o.name.id in covered
        ):
            foreign.append(find)
    asked = language().named_pattern("which_province").search(linked.question.key) is not None
    mentioned = [f for f in foreign if (own or asked) and _mentions(f.name.label, scope, catalogue)]
    pinned_by_number = bool(linked.numbers) and not own
    rest = [
        f
        for f in foreign
        if f not in mentioned and not (pinned_by_number and _mentions(f.name.label, scope, catalogue))
    ]
    return tuple(own), tuple(rest) if not own else ()


def _inside(find: Find, linked: Linked) -> bool:
    """True if a province's abbreviation is but the end of a body's: “ĐT” in “Bộ GD&ĐT”."""
    bodies = linked.of("body")
    return find.last - find.first == 1 and any(b.first < find.first and find.last <= b.last for b in bodies)


def _ordinary(find: Find, linked: Linked, catalogue: Catalogue) -> bool:
    """True if a province's name typed small and without marks is more likely two words that the notices use."""
    words = linked.question.words
    typed = words[find.first : find.last]
    before = words[find.first - 1].key if find.first else ""
    if any(w.capital for w in typed) or before in language().place_words or any(w.marked for w in typed):
        return False
    if find.name.id in catalogue.everything.provinces:
        return False
    return _mentions(find.name.label, catalogue.everything, catalogue)


def successors(province: str) -> tuple[str, ...]:
    """Ids of the old provinces that the unit of 1/7/2025 with this name took in, itself left out."""
    by_name = {p.successor_name: p for p in lexicon.provinces()}
    new = next((name for name in by_name if fold(name).endswith(province.replace("-", " "))), None)
    return tuple(p.id for p in lexicon.provinces() if p.successor_name == new and p.id != province) if new else ()


def _mentions(name: str, scope: Scope, catalogue: Catalogue) -> bool:
    return not scope.members.isdisjoint(catalogue.facts.written_in([tuple(fold(name).split())]))


def iris_of(find: Find, catalogue: Catalogue) -> tuple[str, ...]:
    return (find.name.id,) if find.name.id in catalogue.things else catalogue.by_lexicon.get(find.name.id, ())


def number_label(number: Number) -> str:
    """A document number as people write it."""
    return number.digits if number.symbol is None else f"{number.digits}-{number.symbol.upper()}"

"""A notice as the reader shows it: header facts, repairs, and the text with its duties marked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from ui.captions import Captions
from ui.highlight import Mark
from ui.reader import AssigneeView, DutyView, Fact, NoticeView, RepairView
from ui.render.html import address, badge, definition_list, esc, link, note, opener, table, tag
from ui.render.marked import marked
from ui.terms import is_ours, local_name, path_of

_LEGEND: Final = ("duty", "framing", "assessment", "statistic", "citation", "repair")


def thing(fact: Fact) -> str:
    """A value; a thing described here links to its page."""
    if fact.iri and is_ours(fact.iri):
        return link(fact.value, path_of(fact.iri), target="_blank")
    return esc(fact.value)


def _value(fact: Fact, say: Captions) -> str:
    """A coded value in words where a caption knows the code, else the value."""
    code = local_name(fact.iri) if fact.iri and not is_ours(fact.iri) else fact.value
    known = say.get(f"code.{code}", "")
    if known:
        return esc(known)
    return esc(day(fact.value, say)) if fact.iri is None else thing(fact)


def day(text: str, say: Captions) -> str:
    """An ISO date as people write it; any other text as it is."""
    try:
        when = date.fromisoformat(text)
    except ValueError:
        return text
    return say("page.date", day=when.day, month=when.month, year=when.year)


def header(view: NoticeView, say: Captions) -> str:
    """What the notice says of itself; what was inferred is marked and says why."""
    pairs = [
        (say.get(f"property.{f.name}", f.name), header_value(f, view, say))
        for f in view.facts
        if f.name not in {"missingPart", "jurisdictionReason"}
    ]
    missing = [say.get(f"part.{f.value}", f.value) for f in view.facts if f.name == "missingPart"]
    if missing:
        pairs.append((say("page.missing"), badge(", ".join(missing), "warn")))
    if view.recipients:
        pairs.append((say("page.recipients"), esc("; ".join(view.recipients))))
    pairs += [(say("property.citedBy"), _notice_link(fact, say)) for fact in view.cited_by]
    pairs.append((say("page.file"), esc(view.file)))
    again = link(say("page.permalink"), address("notice", say.lang, notice=view.iri))
    page = link(say("page.data"), path_of(view.iri), target="_blank")
    title = tag("h3", esc(view.label), "tt-title")
    count = tag("p", esc(say("page.duty_count", n=view.duty_count)), "tt-quiet")
    foot = tag("div", again + page, "tt-card-foot")
    return tag("div", title + count + _grouped(pairs) + foot, "tt-header")


def _grouped(pairs: Iterable[tuple[str, str]]) -> str:
    """One line per property, its values together."""
    groups: dict[str, list[str]] = {}
    for name, value in pairs:
        groups.setdefault(name, []).append(value)
    return definition_list((name, "<br>".join(values)) for name, values in groups.items())


def header_value(fact: Fact, view: NoticeView, say: Captions) -> str:
    """A value of the header; a province says whether the text states it, or why it was inferred."""
    if fact.name == "statedJurisdiction":
        return thing(fact) + " " + badge(say("page.stated"), "good")
    if fact.name in {"citesNotice", "mayCiteNotice"}:
        return _notice_link(fact, say)
    if fact.name == "inferredJurisdiction":
        why = next((f.value for f in view.facts if f.name == "jurisdictionReason"), "")
        return thing(fact) + " " + badge(say("page.inferred"), "warn") + (note(why) if why else "")
    return _value(fact, say)


def _notice_link(fact: Fact, say: Captions) -> str:
    """Another notice, opened in the reader."""
    return opener(fact.value, say.lang, fact.iri or "", 0, 0)


def repairs(view: NoticeView, say: Captions) -> str:
    """What was read otherwise than written."""
    if not view.repairs:
        return note(say("page.no_repairs"))
    head = [say("page.repair_kind"), say("page.observed"), say("page.intended"), say("page.rule")]
    return table(head, ([_repair_kind(r, say), tag("code", esc(r.observed)), tag("code", esc(r.intended)),
                         esc(r.rule)] for r in view.repairs))  # fmt: skip


def _repair_kind(repair: RepairView, say: Captions) -> str:
    return esc(say.get(f"repair.{repair.kind}", repair.kind))


def text(view: NoticeView, say: Captions, chosen: Iterable[Mark] = ()) -> str:
    """The raw text with its facts; `chosen` marks are what the reader asked for."""
    repaired = [
        Mark(r.start, r.end, "repair", "", say("page.repaired_as", observed=r.observed, intended=r.intended))
        for r in view.repairs
    ]
    kinds = {m.kind for m in view.marks} | ({"repair"} if repaired else set())
    legend = "".join(
        tag("span", tag("mark", esc(say(f"kind.{kind}")), f"m-{kind}")) for kind in _LEGEND if kind in kinds
    )
    body = marked(view.text, [*view.marks, *repaired, *chosen]).lstrip("\n")
    return tag("div", legend, "tt-legend") + tag("div", body, "tt-paper", lang="vi")


def duty(view: DutyView, say: Captions) -> str:
    """The facts of one duty."""
    pairs = [(say("page.assignees"), "".join(_assignee(a, say) for a in view.assignees) or esc("—"))]
    pairs += [(say.get(f"property.{f.name}", f.name), _value(f, say)) for f in view.facts if f.name != "rule"]
    if view.deadline:
        shown = " · ".join(dict.fromkeys(say.get(f"code.{f.value}", day(f.value, say)) for f in view.deadline))
        pairs.append((say("page.deadline"), esc(shown)))
    pairs += [(say.get(f"partrole.{f.name}", f.name), esc(f.value)) for f in view.parts]
    pairs += [(say("page.rule"), tag("code", esc(f.value))) for f in view.facts if f.name == "rule"]
    notice, _, name = view.iri.partition("#")
    again = link(say("page.permalink"), address("notice", say.lang, notice=notice, duty=name))
    page = link(say("page.data"), path_of(view.iri), target="_blank")
    alike = link(say("search.more_like_duty"), address("search", say.lang, like=view.iri))
    quote = tag("p", esc(view.text), "tt-duty-text")
    at = "" if view.page is None else f" ({say('show.page', n=view.page)})"
    title = tag("h4", esc(say("page.duty", name=name.rpartition("-")[2]) + at))
    return tag("article", title + quote + _grouped(pairs) + tag("div", alike + again + page, "tt-card-foot"),
               "tt-card tt-duty", data_duty=name)  # fmt: skip


def _assignee(assignee: AssigneeView, say: Captions) -> str:
    source = badge(
        say.get(f"code.{assignee.source}", assignee.source), "good" if assignee.source == "explicit" else "info"
    )
    role = badge(say.get(f"code.{assignee.role}", assignee.role), "quiet") if assignee.role else ""
    rule = tag("code", esc(assignee.rule)) if assignee.rule else ""
    return tag("div", f"{thing(Fact('', assignee.label, assignee.iri))} {source} {role} {rule}", "tt-assignee")

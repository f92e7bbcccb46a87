"""Files taken in: a bar of progress, what became of each with what was read, and the list of the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.proposals import Proposal
from ui.captions import Captions
from ui.intake import Step, Taken
from ui.reader import NoticeCard
from ui.render.html import badge, definition_list, esc, link, note, opener, table, tag
from ui.render.notice import day, header_value
from ui.report import Report
from ui.terms import path_of

_TONES: Final = {"loaded": "good", "replaced": "info", "unchanged": "quiet", "failed": "bad"}
_GAPS: Final = 40
"""Unexplained places listed of one notice."""
_SHOWN: Final = ("documentType", "number", "issued", "issuer")


def progress(step: Step, say: Captions) -> str:
    """The bar with the file in work, and the files already done, the newest first."""
    share = 100 * step.done // max(step.total, 1)
    told = say("load.reading", file=step.current, n=step.done + 1, total=step.total)
    bar = tag("div", tag("div", "", "tt-bar-fill", style=f"width:{share}%"), "tt-bar", role="progressbar",
              aria_valuenow=str(share), aria_valuemin="0", aria_valuemax="100")  # fmt: skip
    return note(told) + bar + "".join(_line(taken, say) for taken in reversed(step.taken))


def _line(taken: Taken, say: Captions) -> str:
    return tag("p", badge(say(f"load.{taken.status}"), _TONES[taken.status]) + " " + esc(taken.name), "tt-note")


def outcome(step: Step, say: Captions) -> str:
    """The end: how many went how, then a card for each file."""
    counts = {status: sum(taken.status == status for taken in step.taken) for status in _TONES}
    told = say("load.summary", **counts)
    tone = "warn" if counts["failed"] else "info"
    return note(told, tone) + "".join(_card(taken, say) for taken in step.taken)


def _card(taken: Taken, say: Captions) -> str:
    head = tag("b", esc(taken.name)) + badge(say(f"load.{taken.status}"), _TONES[taken.status])
    body = note(taken.problem, "bad") if taken.problem else ""
    if taken.status == "replaced":
        body = note(say("load.replaced_note"), "info")
    if taken.report is not None:
        body += _report(taken.report, say)
    return tag("article", tag("div", head, "tt-card-head") + body, "tt-card tt-taken", data_status=taken.status)


def _report(report: Report, say: Captions) -> str:
    view = report.view
    pairs = [(say(f"property.{name}"), "<br>".join(header_value(fact, view, say) for fact in report.facts(name)))
             for name in _SHOWN if report.facts(name)]  # fmt: skip
    places = [*report.facts("statedJurisdiction"), *report.facts("inferredJurisdiction")]
    shown = "<br>".join(header_value(fact, view, say) for fact in places)
    pairs.append((say("page.province"), shown or badge(say("load.no_province"), "warn")))
    tone = "good" if view.duty_count else "warn"
    pairs.append((say("kind.duty"), badge(say("page.duty_count", n=view.duty_count), tone)))
    missing = ", ".join(say.get(f"part.{fact.value}", fact.value) for fact in report.facts("missingPart"))
    if missing:
        pairs.append((say("page.missing"), badge(missing, "warn")))
    if view.repairs:
        pairs.append((say("page.repairs"), esc(str(len(view.repairs)))))
    opens = opener(say("page.open_in_text"), say.lang, view.iri, 0, 0)
    return definition_list(pairs) + _gaps(report, say) + tag("div", opens, "tt-card-foot")


def _gaps(report: Report, say: Captions) -> str:
    """Places that no rule explains, each to be opened in the text."""
    if not report.gaps:
        return note(say("load.no_gaps"))
    lines = [
        tag("li", esc(" ".join(gap.text.split())) + " "
            + opener(say("page.open_in_text"), say.lang, report.view.iri, gap.start, gap.end))
        for gap in report.gaps[:_GAPS]
    ]  # fmt: skip
    if len(report.gaps) > _GAPS:
        lines.append(tag("li", esc(say("load.more_gaps", n=len(report.gaps) - _GAPS))))
    summary = tag("summary", esc(say("load.gaps", n=len(report.gaps))))
    return tag("details", summary + tag("ul", "".join(lines), "tt-gaps"))


def stored(cards: Sequence[NoticeCard], say: Captions) -> str:
    """The notices of the store, each with a button that takes it out."""
    if not cards:
        return note(say("load.empty"))
    head = [say("page.notice_name"), say("page.province"), say("property.issued"), say("page.file"), ""]
    return table(head, (_row(card, say) for card in cards), "tt-table tt-stored")


def _row(card: NoticeCard, say: Captions) -> list[str]:
    opens = tag("span", opener(card.label, say.lang, card.iri, 0, 0))
    button = tag("button", esc(say("load.remove")), "tt-remove", type_="button", data_act="remove", data_arg=card.iri,
                 data_confirm=say("load.confirm", label=card.label))  # fmt: skip
    province = esc(card.province or "—")
    if card.basis == "inferred":
        province += " " + badge(say("page.inferred"), "warn")
    return [opens, province, esc(day(card.issued, say) or "—"), esc(card.file), button]


def proposals(found: Sequence[Proposal], say: Captions) -> str:
    """What waits for a decision, each with a button for yes and one for no."""
    if not found:
        return note(say("load.no_proposals"))
    shown = "".join(_proposal(one, say) for one in found[:_GAPS])
    return note(say("load.proposals_hint", n=len(found))) + shown


def _proposal(one: Proposal, say: Captions) -> str:
    head = badge(say(f"review.{one.kind}"), "warn") + tag(
        "span", esc(say.get(f"review.{one.reason}", one.reason)), "tt-quiet"
    )
    names = [link(label, path_of(iri), target="_blank") for label, iri in
             ((one.subject_label, one.subject), (one.object_label, one.object))]  # fmt: skip
    buttons = "".join(
        tag("button", esc(say(f"load.{act}")), "tt-remove", type_="button", data_act=act, data_arg=one.id)
        for act in ("same", "differ")
    )
    body = tag("p", " → ".join(names))
    return tag("article", tag("div", head, "tt-card-head") + body + tag("div", buttons, "tt-card-foot"), "tt-card")

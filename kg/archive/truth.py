"""The truth of a composed notice: its marks and orders as a record, every span exact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache

from ingest.model import (
    Assessment,
    Assignee,
    Body,
    Citation,
    Deadline,
    Duty,
    Event,
    Frame,
    HeaderPart,
    Jurisdiction,
    NoticeHeader,
    Official,
    Passage,
    Recipient,
    Record,
    Ref,
    Section,
    Signatory,
    Source,
    Span,
    Statistic,
    Tenure,
)  # fmt: skip
from kg.archive.fill import is_city
from kg.archive.layout import Drafted
from kg.archive.orders import Order
from kg.archive.piece import Mark
from kg.archive.templates import wording
from kg.synthetic import synthetic_id
from ontology import lexicon
from ontology.text import slug

_TEXT = "text/plain"


class Truth:
    """Reads the record off a drafted page."""

    def __init__(self, made: Drafted) -> None:
        self.made, self.page = made, made.page
        self._one = {mark.role: mark for mark in reversed(self.page.marks)}

    def record(self, path: str) -> Record:
        """Everything the notice says; `path` is the file it goes to."""
        data = self.page.text.encode()
        source = Source(path, hashlib.sha256(data).hexdigest(), _TEXT, len(self.page.text))
        return Record(
            source=source, notice=self._header(), sections=tuple(self._sections()), bodies=tuple(self._bodies()),
            officials=tuple(self._officials()), duties=tuple(self._duties()), events=tuple(self._events()),
            statistics=tuple(self._statistics()), assessments=tuple(self._assessments()),
            citations=tuple(self._citations()), repairs=(), unmapped=(), passages=tuple(self._passages()),
        )  # fmt: skip

    def _span(self, mark: Mark) -> Span:
        return Span(mark.start, mark.end, self.page.of(mark))

    def _refs(self, mark: Mark | None) -> tuple[Ref, ...]:
        """Bodies and posts named in a stretch."""
        if mark is None:
            return ()
        found = [one for one in self.page.marks if one.role.startswith("@") and mark.holds(one)]
        return tuple(Ref(one.role[1:], self.page.of(one), one.start, one.end)
                     for one in sorted(found, key=lambda one: one.start))  # fmt: skip

    def _inside(self, outer: Mark, role: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.page.marked(role) if outer.holds(mark))

    def _header(self) -> NoticeHeader:
        notice, form = self.made.notice, self.made.notice.form
        one, page, province = self._one, self.page, self.made.notice.province
        values = {"number": notice.number, "issued": notice.issued.isoformat(), "place": page.of(one["place"]),
                  "type": form.type, "title": page.of(one["title"]), "issuer": form.issuer,
                  "urgency": form.urgency,
                  "subtype": page.of(one["subtype"]) if "subtype" in one else None}  # fmt: skip
        parts = tuple(HeaderPart(name, value, one[name].start, one[name].end)
                      for name, value in values.items() if name in one and value is not None)  # fmt: skip
        why = wording()["why"].format(words=" ".join(page.of(one["jurisdiction"]).split()))
        name, post = self.made.signed
        at = one["signatory"]
        return NoticeHeader(
            id=synthetic_id(notice.local_id), type=form.type, type_code=form.code or None, subtype=values["subtype"],
            number=notice.number, issued=values["issued"], place=values["place"], title=values["title"],
            urgency=form.urgency, rule_family=form.family,
            issuer=Ref(form.issuer, _label(form.issuer), one["issuer"].start, one["issuer"].end),
            jurisdiction=Jurisdiction(province.id, province.short_name, "stated", why, one["jurisdiction"].start,
                                      one["jurisdiction"].end),
            signatories=(Signatory(name, post, at.start, at.end),), recipients=tuple(self._recipients()), parts=parts,
        )  # fmt: skip

    def _recipients(self) -> Iterator[Recipient]:
        words = wording()["closing"]
        for line in self.page.marked("recipient"):
            text = self.page.of(line)
            kept = text.startswith(words["kept"])
            purpose = "luu" if kept else "bao-cao" if text.endswith(words["report"]) else None
            for ref in self._refs(line):
                if ref.start is not None and ref.end is not None:
                    yield Recipient(ref.id, _label(ref.id), purpose, ref.start, ref.end)

    def _sections(self) -> Iterator[Section]:
        for mark in sorted(self.page.marks, key=lambda mark: mark.start):
            name, _, path = mark.role.partition(":")
            if name == "section":
                first = self.page.of(mark).split("\n", 1)[0].removeprefix(f"{path}. ")
                headed = first in self.made.notice.subject.headings or first == wording()["sections"]["review"]
                yield Section(path, first if headed else None, mark.start, mark.end)

    def _bodies(self) -> Iterator[Body]:
        named: dict[str, list[Span]] = {}
        for ref in self._refs(Mark("", 0, len(self.page.text))):
            if ref.id in _known() and ref.start is not None and ref.end is not None:
                named.setdefault(ref.id, []).append(Span(ref.start, ref.end, ref.label))
        issuer = self.made.notice.form.issuer
        named.setdefault(issuer, []).insert(0, self._span(self._one["issuer"]))
        for id_, spans in named.items():
            body = _known()[id_]
            yield Body(id_, body.name, body.class_, body.level, tuple(spans))

    def _officials(self) -> Iterator[Official]:
        for mark in self.page.marked("person"):
            name = self.page.of(mark).removeprefix(wording()["comrade"])
            post = next(one for one in self.page.marked("post") if one.start >= mark.end)
            ref = self._refs(post)[0]
            tenure = Tenure(self.page.of(post), _post_body(ref.id), ref.id, post.start, post.end)
            yield Official("person." + slug(name), name, (tenure,), mark.start, post.end)
        at, (name, post_written) = self._one["signatory"], self.made.signed
        tenure = Tenure(post_written, self.made.notice.form.issuer)
        yield Official("person." + slug(name), name, (tenure,), at.start, at.end)

    def _duties(self) -> Iterator[Duty]:
        for number, order in enumerate(self.made.orders):
            role = "frame" if order.kind == "framing" else "order"
            yield self._duty(number, order, self._one[f"{role}:{number}"])

    def _duty(self, number: int, order: Order, mark: Mark) -> Duty:
        piece = self.page
        directed = [self._refs(one) for one in self._inside(mark, "director")]
        partners = [self._refs(one) for one in self._inside(mark, "partner")]
        reports = [self._refs(one) for one in self._inside(mark, "report")]
        return Duty(
            id=f"duty-{number + 1}", start=mark.start, end=mark.end, text=piece.of(mark), section=self._section(mark),
            kind=order.kind, modality=order.modality, strength=order.strength, status="ordered",
            assignees=tuple(self._assignees(order, mark)), directed_by=sum(directed, ()),
            cooperating=sum(partners, ()), reports_to=sum(reports, ()), topics=order.topics,
            places=tuple(map(self._span, self._inside(mark, "n"))), deadline=self._deadline(order, mark),
            conditions=tuple(map(self._span, self._inside(mark, "k"))), frame=self._frame(mark), rule=order.rule,
            clean=" ".join(piece.of(mark).split()),
        )  # fmt: skip

    def _section(self, mark: Mark) -> str:
        """The innermost section around an order; bullets after a heading lie in its section."""
        around = [one for one in self.page.marks if one.role.startswith("section:") and one.holds(mark)]
        if around:
            return max(around, key=lambda one: one.start).role.partition(":")[2]
        before = [one for one in self.page.marks if one.role.startswith("section:") and one.end <= mark.start]
        found = max(before, key=lambda one: one.start).role.partition(":")[2] if before else "0"
        return found.partition("-")[0]

    def _assignees(self, order: Order, mark: Mark) -> Iterator[Assignee]:
        source = self._one[order.heir] if order.heir else mark
        how = "inherited" if order.heir else "explicit"
        role = order.role if how == "explicit" else None
        for bearer in self._inside(source, "bearer"):
            for ref in self._refs(bearer):
                yield Assignee(ref.id, ref.label, how, role, ref.start, ref.end, order.rule)
            for person in self._inside(bearer, "person"):
                name = self.page.of(person)
                id_ = "person." + slug(name.removeprefix(wording()["comrade"]))
                yield Assignee(id_, name, how, role, person.start, person.end, order.rule)

    def _deadline(self, order: Order, mark: Mark) -> Deadline | None:
        types: dict[str, str] = wording()["time_types"]
        for found in self._inside(mark, "deadline"):
            text = self.page.of(found)
            return Deadline(order.deadline or "date", order.day, text, found.start, found.end)
        for found in self._inside(mark, "t"):
            text = self.page.of(found)
            type_ = next((types[first] for first in types if text.lower().startswith(first)), None)
            return Deadline(type_, None, text, found.start, found.end) if type_ else None
        for found in self._inside(mark, "c"):
            text = self.page.of(found)
            if text.lower() in wording()["urgent"]:
                return Deadline("urgency", None, text, found.start, found.end)
        return None

    def _frame(self, mark: Mark) -> Frame:
        def only(*roles: str) -> Span | None:
            found = [one for role in roles for one in self._inside(mark, role)]
            return self._span(found[0]) if found else None

        objects = tuple(map(self._span, self._inside(mark, "d")))
        actions = self._inside(mark, "v")
        action = None
        if actions:
            before = [one for one in self._inside(mark, "cue") if one.end < actions[0].start]
            start, end = (before[-1] if before else actions[0]).start, actions[-1].end
            action = Span(start, end, self.page.text[start:end])
        amount = only("s")
        return Frame(action, objects or ((amount,) if amount else ()), only("m"), only("c"), only("n"),
                     only("t", "deadline"), only("x"), amount)  # fmt: skip

    def _events(self) -> Iterator[Event]:
        for mark in self.page.marked("meeting"):
            day = self.made.meeting.isoformat() if self.made.meeting else None
            yield Event("event-1", "meeting", self.page.of(mark), day, None, self._refs(mark), mark.start, mark.end)

    def _statistics(self) -> Iterator[Statistic]:
        for sentence in self.page.marked("sentence"):
            for mark in self._inside(sentence, "s"):
                figure, day = self.made.figures[0]
                number = "".join(c for c in self.page.of(mark).split()[0] if c.isdigit())
                toned = wording()["city" if is_city(self.made.notice.province) else "province"]["toan-tinh"]
                place = toned if toned in self.page.of(sentence) else None
                yield Statistic(figure.metric, int(number), figure.unit, day.isoformat() if day else None, place,
                                mark.start, mark.end, id="statistic-1")  # fmt: skip

    def _assessments(self) -> Iterator[Assessment]:
        for number, mark in enumerate(self.page.marked("situation", "praise", "shortcoming", "motto"), start=1):
            who = [ref for one in self._inside(mark, "praised") for ref in self._refs(one)]
            yield Assessment(mark.role, tuple(who), self.page.of(mark), mark.start, mark.end,
                             id=f"assessment-{number}")  # fmt: skip

    def _citations(self) -> Iterator[Citation]:
        cited = self.made.cited
        for mark in self.page.marked("cite"):
            if cited is not None:
                yield Citation(cited.number, cited.form.type, cited.issued.isoformat(), self._refs(mark)[0],
                               self.made.relation, mark.start, mark.end, "citation-1")  # fmt: skip

    def _passages(self) -> Iterator[Passage]:
        section = "1" if self.made.notice.form.layout == "sections" else "0"
        for number, mark in enumerate(self.page.marked("sentence"), start=1):
            path = section if self.page.marked("meeting") and number > 1 else "0"
            yield Passage(mark.start, mark.end, path, self.page.of(mark), f"passage-{number}")


@cache
def _known() -> dict[str, lexicon.Body]:
    return {body.id: body for body in lexicon.bodies()}


@cache
def _posts() -> dict[str, lexicon.Post]:
    return {post.id: post for post in lexicon.posts()}


def _post_body(post_id: str) -> str | None:
    return next(iter(_posts()[post_id].bodies), None)


def _label(id_: str) -> str:
    return _known()[id_].name if id_ in _known() else _posts()[id_].name

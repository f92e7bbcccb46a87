"""Orders: a clause, who has to see to it and until when, as text with its truth beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypeAlias

from kg.archive.fill import Filler
from kg.archive.piece import Piece
from kg.archive.templates import ANYONE, Clause, Shape, clauses, shapes, wording

_COMMON: Final = 0.2
"""Share of clauses that belong to no subject (supervision, reports, explaining to people)."""
_OPENER: Final = 0.15
_DEADLINE: Final = 0.3
_TWO: Final = 0.25
"""Share of orders that go to two bodies at once, where the clause suits two."""

_PLAIN: Final = "bare_verb"
_NOTHING: Final = Piece("")
_Suits: TypeAlias = Callable[[Clause], bool]


@dataclass(frozen=True, slots=True)
class Order:
    """One order as it will stand in the text. `heir` is the mark of the order whose bearers it takes over."""

    piece: Piece
    clause: str
    said: tuple[str, ...]
    topics: tuple[str, ...]
    modality: str = _PLAIN
    strength: str = "obligation"
    rule: str = "R1"
    role: str | None = None
    heir: str | None = None
    kind: str = "duty"
    deadline: str | None = None
    day: str | None = None


@cache
def _of_subject(subject: str) -> tuple[Clause, ...]:
    return tuple(clause for clause in clauses() if clause.subject == subject)


@cache
def bearers_of(subject: str) -> tuple[str, ...]:
    """Bodies that the clauses of a subject are given to."""
    found = dict.fromkeys(bearer for clause in _of_subject(subject) for bearer in clause.bearers)
    return tuple(bearer for bearer in found if bearer != ANYONE)


class Orders:
    """Draws orders for one notice; no clause comes twice."""

    def __init__(self, filler: Filler) -> None:
        self.filler, self.chance = filler, filler.chance
        self._own = self._mixed(_of_subject(filler.notice.subject.id))
        self._common = self._mixed(_of_subject(wording()["common"]))
        self._family: str = filler.notice.form.family

    def first(self) -> tuple[Order, str]:
        """An order that names its bearer, and the bearer's id, for orders that follow it."""
        clause = self._take(lambda one: one.kind == "order") or self._take(lambda _one: True)
        if clause is None:
            return self.person(), ""
        bearer, *others = self._bearers(clause)
        shape = self._shape(bearer)
        one_body = shape.role is not None or shape.rule == "R2"
        named = [bearer, *others][: 1 if one_body or self.chance.random() > _TWO else 2]
        return self._named(clause, shape, named), bearer

    def following(self, bearer: str, heir: str, rule: str) -> Order | None:
        """An order without a bearer of its own, for a body that was named; none if nothing suits it."""
        clause = self._take(lambda one: bearer in one.bearers or ANYONE in one.bearers, strict=True)
        return None if clause is None else self._bare(clause, heir, rule)

    def for_anyone(self, heir: str, rule: str) -> Order | None:
        """An order without a bearer for those whom a section addresses."""
        clause = self._take(lambda one: ANYONE in one.bearers or "x.ubnd" in one.bearers)
        return None if clause is None else self._bare(clause, heir, rule)

    def report(self, heir: str) -> Order:
        """The order to report on what was ordered before."""
        words = wording()
        template = self.chance.choice(words["reports"])
        self.filler.timing, self.filler.day = None, None
        to = self.chance.choice(words["report_to"][self._family])
        self.filler.more = {**self.filler.more, "noi-nhan-bao-cao": lambda: self.filler.body(to)}
        piece = self.filler.piece(template)
        order = Order(_NOTHING, "bao-cao", tuple(words["report_said"]), tuple(words["report_topics"]), heir=heir,
                      rule="R3")  # fmt: skip
        return self._finished(piece, order)

    def person(self) -> Order:
        """One of the leaders takes charge of a district."""
        words = wording()["person"]
        post, written = self.chance.choice(sorted(words["posts"][self._family].items()))
        self.filler.timing, self.filler.day = None, None
        self.filler.more = {**self.filler.more, "chuc-vu": lambda: self.filler.piece(f"[@{post}:{written}]")}
        piece = self.filler.piece(words["text"])
        order = Order(_NOTHING, "phu-trach", tuple(words["said"]), tuple(words["topics"]), modality=words["modality"])
        return self._finished(piece, order)

    def _mixed(self, found: Sequence[Clause]) -> list[Clause]:
        return self.chance.sample(list(found), len(found))

    def _take(self, suits: _Suits, *, strict: bool = False) -> Clause | None:
        """The next clause that suits, mostly of the notice's own subject; the common ones stand in unless `strict`."""
        piles = [self._own, self._common]
        if self.chance.random() < _COMMON:
            piles.reverse()
        for pile in piles[:1] if strict else piles:
            for number, clause in enumerate(pile):
                if suits(clause):
                    return pile.pop(number)
        return None

    def _bearers(self, clause: Clause) -> list[str]:
        known = [bearer for bearer in clause.bearers if bearer != ANYONE]
        if not known or (ANYONE in clause.bearers and self.chance.random() < 0.5):
            known = list(wording()["addressed"][self._family])
        return self.chance.sample(known, len(known))

    def _shape(self, bearer: str) -> Shape:
        fits = [one for one in shapes() if not one.bearers or bearer.startswith(one.bearers)]
        return self.chance.choices(fits, weights=[one.weight for one in fits])[0]

    def _named(self, clause: Clause, shape: Shape, named: list[str]) -> Order:
        filler = self.filler
        opener = self._opener(clause, shape)
        action = self._clause(clause, opener)
        partner = self.chance.choice([one for one in wording()["partners"] if one not in named])
        director = self.chance.choice(wording()["directors"][self._family])
        filler.more = {
            **filler.more,
            "nguoi": lambda: Piece.joined([filler.body(one) for one in named], ", "),
            "mot": lambda: filler.body(named[0]),
            "cung": lambda: filler.body(partner),
            "tren": lambda: filler.body(director),
            "viec": lambda: action,
        }
        piece = filler.piece(shape.text)
        modality = opener or self._cue(clause) if shape.modality == _PLAIN else shape.modality
        return self._finished(piece, replace(self._plain(clause), modality=modality or _PLAIN, role=shape.role,
                                             strength=_strength(clause, shape.strength), rule=shape.rule))  # fmt: skip

    def _bare(self, clause: Clause, heir: str, rule: str) -> Order:
        opener = self._opener(clause, None)
        piece = self._clause(clause, opener)
        modality = opener or self._cue(clause) or _PLAIN
        return self._finished(piece, replace(self._plain(clause), modality=modality, heir=heir, rule=rule))

    def _plain(self, clause: Clause) -> Order:
        """What an order takes from its clause, whose text was just made."""
        said = tuple(self.filler.again(said) for said in clause.said)
        return Order(_NOTHING, clause.id, said, clause.topics, strength=_strength(clause, "obligation"))

    def _opener(self, clause: Clause, shape: Shape | None) -> str | None:
        plain = shape is None or shape.modality in {_PLAIN, "giao"}
        if clause.kind != "order" or not plain or self.chance.random() > _OPENER:
            return None
        return str(self.chance.choice(wording()["openers"]))

    def _clause(self, clause: Clause, opener: str | None) -> Piece:
        text = clause.text
        if clause.kind == "order" and not clause.has("t", "k", "x") and self.chance.random() < _DEADLINE:
            limit = " [deadline:{thoi-han}]"
            text = text.replace(" [m:", f"{limit} [m:", 1) if clause.has("m") else text + limit
        self.filler.timing, self.filler.day = None, None
        return self.filler.piece(f"[cue:[c:{opener}]] {text}" if opener else text)

    def _cue(self, clause: Clause) -> str | None:
        """Word that makes a prohibition or a condition binding, as listed in the wording."""
        cues: list[str] = wording()["cues"]
        return next((cue for cue in cues if clause.text.lower().startswith(f"[x:{cue}")), None) or (
            wording()["case_cue"] if clause.kind == "case" else None
        )

    def _finished(self, piece: Piece, order: Order) -> Order:
        """The order with its text, and the time limit that was set in it."""
        filler = self.filler
        day = filler.day.isoformat() if filler.day and filler.timing == "date" else None
        return replace(order, piece=piece, deadline=filler.timing, day=day)


def _strength(clause: Clause, usual: str) -> str:
    return {"ban": "prohibition", "case": "conditional_obligation"}.get(clause.kind, usual)

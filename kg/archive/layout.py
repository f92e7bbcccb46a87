"""The text of one notice: header, preamble, orders, recipients, signature, put together from templates.

Stretches that become facts are marked: `section:1`, `order:3`, `frame:1`, `figure:1`, `praise`, `cite`, …
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from kg.archive.fill import Filler, short_day
from kg.archive.orders import Order, Orders, bearers_of
from kg.archive.piece import Piece
from kg.archive.plan import Planned, Spec
from kg.archive.templates import Figure, wording
from kg.mapping.labels import document_types
from kg.synthetic import text_mark

_ROOM = (600, 1200)
"""Code points that the orders of a notice take, at least and at most."""
_PERSON = 0.35
_REPORT = 0.2
_FOLLOWING = 0.6
_SECTIONS = 2
_REQUEST = "request"


@dataclass(slots=True)
class Drafted:
    """A text being put together, and the truth that its marks don't hold."""

    notice: Planned
    filler: Filler
    orders: list[Order] = field(default_factory=list)
    figures: list[tuple[Figure, date | None]] = field(default_factory=list)
    cited: Planned | None = None
    relation: str = ""
    meeting: date | None = None
    signed: tuple[str, str] = ("", "")
    page: Piece = field(default_factory=lambda: Piece(""))

    def keep(self, order: Order, role: str = "order") -> Piece:
        """An order in its place: its text, marked with its number."""
        self.orders.append(order)
        return order.piece.named(f"{role}:{len(self.orders) - 1}")

    @property
    def last(self) -> str:
        """Mark of the order kept last."""
        return f"order:{len(self.orders) - 1}"


def draft(spec: Spec, notice: Planned, earlier: tuple[Planned, ...]) -> Drafted:
    """Put one notice together; `earlier` are those it may refer to."""
    chance = Random(f"{spec.seed}/{notice.province.id}/{notice.index}")
    filler = Filler(notice, chance)
    filler.more = {"ten-van-ban": lambda: filler.piece(chance.choice(notice.form.titles))}
    made = Drafted(notice, filler)
    parts = [filler.piece(notice.form.head.strip())]
    if earlier and "can-cu" in notice.form.opens:
        made.cited = chance.choice(earlier)
    layout = _sections if notice.form.layout == "sections" else _items
    parts += layout(made, Orders(filler))
    parts[-1] = parts[-1] + "./."
    parts += [_recipients(made), _signature(made), Piece(text_mark())]
    made.page = Piece.joined(parts, "\n\n") + "\n"
    return made


def _items(made: Drafted, orders: Orders) -> list[Piece]:
    """Numbered orders, each naming its bearer."""
    parts = [*_preamble(made), _frame(made)]
    room, used, number = made.filler.chance.randint(*_ROOM), 0, 0
    while used < room:
        number += 1
        item = Piece(f"{number}. ") + _item(made, orders)
        parts.append(item.named(f"section:{number}"))
        used += len(item.text)
    if made.filler.chance.random() < _PERSON:
        item = Piece(f"{number + 1}. ") + made.keep(orders.person())
        parts.append(item.named(f"section:{number + 1}"))
    return [*parts[:-1], _ended(parts[-1])]


def _sections(made: Drafted, orders: Orders) -> list[Piece]:
    """Headings with bullets; in a conclusion of a meeting the review comes first."""
    party = made.notice.form.family == "party"
    parts, top = list[Piece](), ""
    if party:
        parts.append(_meeting(made))
        review = Piece(f"1. {wording()['sections']['review']}\n\n") + Piece.joined(_sentences(made), " ")
        parts += [review.named("section:1"), (Piece("2. ") + _frame(made)).named("section:2")]
        top = "2."
    else:
        parts += [*_preamble(made), _frame(made)]
    headings = made.filler.chance.sample(made.notice.subject.headings, _SECTIONS)
    room = made.filler.chance.randint(*_ROOM) // _SECTIONS
    for number, heading in enumerate(headings, start=1):
        path = f"{top}{number}"
        parts.append(Piece(f"{path}. {heading}").named(f"section:{path}"))
        parts += _bullets(made, orders, path, room)
    if party and made.filler.chance.random() < _PERSON:
        parts.append((Piece("3. ") + made.keep(orders.person())).named("section:3"))
    return [*parts[:-1], _ended(parts[-1])]


def _bullets(made: Drafted, orders: Orders, path: str, room: int) -> list[Piece]:
    """Bullets of a section: the first ones take over the bearers of its introduction."""
    chance = made.filler.chance
    intro = made.filler.piece(chance.choice(wording()["sections"]["intro"]))
    parts = [made.keep(_framing(intro), "frame")]
    heir, used = f"frame:{len(made.orders) - 1}", 0
    while used < room:
        inherited = orders.for_anyone(heir, "R6") if chance.random() < 0.5 else None
        if inherited is not None:
            bullet = Piece("- ") + _raised(made.keep(inherited)) + "."
        else:
            bullet = Piece("- ") + _item(made, orders)
        parts.append(bullet.named(f"section:{path}-b{len(parts)}"))
        used += len(bullet.text)
    return [parts[0], Piece.joined(parts[1:], "\n")]


def _item(made: Drafted, orders: Orders) -> Piece:
    """One to three orders: the first names who, the others follow after a semicolon or as a new sentence."""
    chance = made.filler.chance
    order, bearer = orders.first()
    item = _raised(made.keep(order))
    heir, request = made.last, order.strength == _REQUEST
    for rule in ("R3", "R4"):
        following = orders.following(bearer, heir, rule) if bearer and chance.random() < _FOLLOWING else None
        if following is not None:
            new_sentence = rule == "R4" or following.piece.text[:1].isupper()
            request = request and not new_sentence
            piece = made.keep(_asked(following) if request else following)
            item = item + (". " if new_sentence else "; ") + (_raised(piece) if new_sentence else piece)
    if chance.random() < _REPORT:
        report = orders.report(heir)
        item = item + "; " + made.keep(_asked(report) if request else report)
    return item + "."


def _asked(order: Order) -> Order:
    """What stands in the sentence of a request is asked for, too, and not ordered."""
    return replace(order, strength=_REQUEST) if order.strength == "obligation" else order


def _raised(piece: Piece) -> Piece:
    return piece.capitalised()


def _ended(piece: Piece) -> Piece:
    """Without its last full stop, which the mark of the end replaces."""
    if not piece.text.endswith("."):
        return piece
    end = len(piece.text) - 1
    marks = tuple(mark if mark.end <= end else type(mark)(mark.role, mark.start, end) for mark in piece.marks)
    return Piece(piece.text[:end], marks)


def _framing(piece: Piece) -> Order:
    return Order(piece, "", (), (), modality=wording()["framing_cue"], rule="frame", kind="framing")


def _frame(made: Drafted) -> Piece:
    """The order that opens the list, after what it is founded on."""
    piece = made.keep(_framing(made.filler.piece(made.notice.form.frame)), "frame")
    if made.cited is None:
        return _raised(piece)
    return _citation(made, made.cited) + ", " + piece


def _citation(made: Drafted, cited: Planned) -> Piece:
    words = wording()["preamble"]
    how = made.filler.chance.choice(words["citation"])
    made.relation = how["relation"]
    issuer = made.filler.body("p.btv-tinh-uy" if cited.form.family == "party" else "p.ubnd")
    text = words["cited"].format(
        **{"loai": document_types()[cited.form.type], "so-hieu": cited.number, "noi-ban-hanh": "",
           "ngay-ban-hanh": short_day(cited.issued)}
    )  # fmt: skip
    return Piece(how["lead"] + " ") + (Piece(text) + issuer).named("cite")


def _preamble(made: Drafted) -> list[Piece]:
    sentences = _sentences(made)
    return [Piece.joined(sentences, " ").named("section:0")] if sentences else []


def _sentences(made: Drafted) -> list[Piece]:
    """The sentences that the form opens with."""
    makers = {"tinh-hinh": _situation, "so-lieu": _figure, "khen": _praise, "han-che": _shortcomings,
              "phuong-cham": _motto}  # fmt: skip
    return [makers[name](made).named("sentence") for name in made.notice.form.opens if name in makers]


def _situation(made: Drafted) -> Piece:
    text = made.filler.chance.choice(made.notice.subject.situations)
    return Piece(text.removesuffix(".")).named("situation") + "."


def _figure(made: Drafted) -> Piece:
    figure = made.filler.chance.choice(made.notice.subject.figures)
    made.filler.day = None
    piece = made.filler.piece(figure.text)
    made.figures.append((figure, made.filler.day))
    return piece


def _praise(made: Drafted) -> Piece:
    chance = made.filler.chance
    who, did = chance.choice(made.notice.subject.praised)
    made.filler.more = {
        **made.filler.more,
        "khen": lambda: made.filler.body("p.btv-tinh-uy"),
        "co-quan": lambda: made.filler.body(who).named("praised"),
        "thanh-tich": lambda: did,
    }
    return made.filler.piece(chance.choice(wording()["preamble"]["praise"]))


def _some_body(made: Drafted) -> Piece:
    """A body of the subject: one that its clauses are given to."""
    return made.filler.body(made.filler.chance.choice(bearers_of(made.notice.subject.id)))


def _shortcomings(made: Drafted) -> Piece:
    listed = made.filler.chance.sample(made.notice.subject.shortcomings, 2)
    pieces = Piece.joined([Piece(one).named("shortcoming") for one in listed], "; ")
    made.filler.more = {**made.filler.more, "han-che": lambda: pieces}
    return made.filler.piece(made.filler.chance.choice(wording()["preamble"]["shortcomings"]))


def _motto(made: Drafted) -> Piece:
    words = wording()["preamble"]
    made.filler.more = {**made.filler.more, "phuong-cham": lambda: made.filler.chance.choice(words["mottos"])}
    return made.filler.piece(made.filler.chance.choice(words["motto"]))


def _meeting(made: Drafted) -> Piece:
    """The meeting whose conclusion the notice tells."""
    words = wording()["sections"]
    made.filler.more = {**made.filler.more, "co-quan": lambda: _some_body(made)}
    met = made.filler.piece(made.filler.chance.choice(words["meeting"]))
    made.meeting = made.filler.day
    concluded = made.filler.piece(words["concluded"])
    both = [met.named("sentence"), made.keep(_framing(concluded), "frame")]
    return Piece.joined(both, " ").named("section:0")


def _recipients(made: Drafted) -> Piece:
    lines = [made.filler.piece(line).named("recipient") for line in made.notice.form.recipients]
    words = wording()["closing"]
    listed = [Piece("- ") + line + ("." if line is lines[-1] else ";") for line in lines]
    return Piece(words["recipients"] + "\n") + Piece.joined(listed, "\n")


def _signature(made: Drafted) -> Piece:
    lines, post = made.filler.chance.choice(made.notice.form.signatures)
    name = made.filler.fill("ten-nguoi")
    assert isinstance(name, str)
    made.signed = (name, post)
    return Piece(lines + "\n\n\n") + Piece(name).named("signatory")

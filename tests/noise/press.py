"""The page of a newspaper around a notice, and a reprint without its header."""

from __future__ import annotations

import re

from ontology.lexicon import bodies
from tests.noise.parts import Gold, body_range, words
from tests.noise.text import Noisy, added, join


def framed(noisy: Noisy, gold: Gold) -> Noisy:
    """The page of a newspaper: navigation, headline, lead above; captions and links inside; more links below."""
    frame = words()["frame"]
    headline = _headline(noisy.text, gold)
    first, last = body_range(noisy)
    out, turn = list[Noisy](), 0
    for k, piece in enumerate(_paragraphs(noisy.part(first, last))):
        out.append(piece)
        if k % 4 == 2:
            out.append(added(frame["middle"][turn % len(frame["middle"])]))
            turn += 1
    middle = join([noisy.part(0, first), join(out, "\n\n"), added("\n\n"), noisy.part(last, len(noisy.text))])
    above, below = ("\n".join(frame[part]).format(headline=headline) for part in ("above", "below"))
    return join([added(above + "\n\n"), middle, added("\n\n" + below)])


def _paragraphs(noisy: Noisy) -> list[Noisy]:
    """Stretches between blank lines, or lines where none is blank; a wrapped paragraph stays whole."""
    blank = re.compile(r"\n[ ]*\n" if "\n\n" in noisy.text.strip() else r"(?<=[.;:])[ ]*\n")
    out, at = list[Noisy](), 0
    for match in blank.finditer(noisy.text):
        out.append(noisy.part(at, match.start()))
        at = match.end()
    return [*out, noisy.part(at, len(noisy.text))]


def _headline(text: str, gold: Gold) -> str:
    """The beginning of the first order."""
    first = next(d for d in gold["duties"] if d["kind"] == "duty")
    order = " ".join(text[first["start"] : first["end"]].replace("*", "").split())
    return order if len(order) < 90 else order[:90].rsplit(" ", 1)[0]


def reprinted(noisy: Noisy, gold: Gold) -> Noisy:
    """A newspaper's reprint without the header block: the lead says which document it is."""
    head, reprint = gold["header"], words()["reprint"]
    first, last = body_range(noisy)
    kind = head.get("type") or head["doc_type"]
    date, number = head.get("date") or head.get("issue_date"), head.get("number")
    issuer = (head["issuer"] or {}).get("normalised")
    name = next((b.name for b in bodies() if b.id == issuer), None)
    if not (date and number and name):
        return noisy
    place = head.get("province") or head.get("province_explicit") or {}
    province = str(place.get("normalised") or place.get("value") or "")
    if province and str(issuer).startswith("p."):
        name = reprint["issuer_of_province"].format(issuer=name, province=province)
    year, month, day = (int(part) for part in date["normalised"].split("-"))
    types = {"thong-bao": "Thông báo", "chi-thi": "Chỉ thị", "cong-van": "Công văn", "quyet-dinh": "Quyết định",
             "cong-dien": "Công điện", "ke-hoach": "Kế hoạch"}  # fmt: skip
    lead = reprint["lead"].format(
        day=f"{day}/{month}/{year}", issuer=name, type=types[kind["normalised"]], number=number["normalised"],
        subject=_subject(gold),
    )  # fmt: skip
    middle = noisy.part(first, last)
    return join(
        [added(_headline(noisy.text, gold) + "\n\n"), added(lead + "\n\n"), middle, added("\n" + reprint["byline"])]
    )


def _subject(gold: Gold) -> str:
    subject = " ".join(str((gold["header"].get("subject") or {}).get("text") or "").split())
    return subject if subject.lower().startswith("về") else f"về {subject}" if subject else ""

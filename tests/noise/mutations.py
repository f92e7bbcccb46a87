"""What happens to notices on their way here: each mutation damages a text as one kind of source does.

A mutation takes the text and its annotation and gives the damaged text; the same input gives the same output.
"""

from __future__ import annotations

import random
import re
import textwrap
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ontology.lexicon import bodies
from ontology.text import strip_marks
from tests.noise.text import Noisy, added, join

Gold = Mapping[str, Any]
Mutation = Callable[[Noisy, Gold], Noisy]

_TITLE = re.compile(r"^\W*(?:(?:THÔNG BÁO|CHỈ THỊ|QUYẾT ĐỊNH|KẾT LUẬN|CÔNG ĐIỆN|KẾ HOẠCH)\W*$|Kính gửi)", re.MULTILINE)
_MOTTO = re.compile(r"CỘNG HÒA|Độc lập|ĐẢNG CỘNG SẢN|ngày\W+\d*\W*tháng|^[\W_]+$")
_ITEM = r"(?m)^[ ]*(?:\d{1,2}(?:\.\d{1,2})*\.|[a-zđ]\)|[-+])[ ]+"
_RECIPIENTS = re.compile(r"^\W*Nơi nhận", re.MULTILINE)


@cache
def words() -> dict[str, Any]:
    """The wordings of `words.toml`."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


@cache
def _compound() -> re.Pattern[str]:
    longest = sorted(words()["compounds"], key=len, reverse=True)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(longest)})(?!\w)")


def head_end(text: str) -> int:
    """Where the type or the addressees begin."""
    found = _TITLE.search(text)
    return found.start() if found else 0


def tail_start(text: str) -> int:
    """Where the recipients or the signature begin."""
    found = _RECIPIENTS.search(text)
    return found.start() if found else len(text)


def segmented(noisy: Noisy, gold: Gold) -> Noisy:
    """Word segmentation: syllables of a word joined by underscores."""
    joined = noisy.sub(_compound(), lambda m: m.group().replace(" ", "_"))
    name = r"(?<=[a-zà-ỹ,] )[A-ZĐ][a-zà-ỹ]+(?: [A-ZĐ][a-zà-ỹ]+){1,3}"
    return joined.sub(name, lambda m: m.group().replace(" ", "_"))


def spaced_signs(noisy: Noisy, gold: Gold) -> Noisy:
    """Tokens apart: a space before each sign of punctuation."""
    apart = noisy.sub(r"(?<=[\w\])\"”])(?=[,;:!?)\]\"”](?:\s|$|[.,;:)]))|(?<=\w)(?=\.(?:\s|$))", " ")
    return apart.sub(r"(?<=[(\[“])(?=\w)", " ").sub(r"(?<=\w)(?=\./\.)", " ")


def tokenised(noisy: Noisy, gold: Gold) -> Noisy:
    """Word segmentation and tokens apart, as corpora of segmented text have it."""
    return spaced_signs(segmented(noisy, gold), gold)


def wrapped(width: int, between: str = "\n") -> Mutation:
    """Lines wrapped hard at a width, `between` at each wrap."""

    def mutate(noisy: Noisy, gold: Gold) -> Noisy:
        return join([_wrapped(line, width, between) for line in noisy.lines()], "\n")

    return mutate


def _wrapped(line: Noisy, width: int, between: str) -> Noisy:
    pieces, at = list[Noisy](), 0
    wrapper = textwrap.TextWrapper(
        width, replace_whitespace=False, expand_tabs=False, break_long_words=False, break_on_hyphens=False
    )
    for piece in wrapper.wrap(line.text):
        start = line.text.index(piece, at)
        at = start + len(piece)
        pieces.append(line.part(start, at))
    return join(pieces, between) if pieces else line


def wrapped_tight(noisy: Noisy, gold: Gold) -> Noisy:
    """Lines wrapped at 72 columns and no blank line left between paragraphs."""
    return wrapped(72)(noisy, gold).sub(r"\n\s*\n", "\n")


def hyphenated(noisy: Noisy, gold: Gold) -> Noisy:
    """Wrapped at 60 columns, every third wrap inside a word with a hyphen."""
    count = iter(range(10**6))

    def cut(match: re.Match[str]) -> str:
        return "-\n" if next(count) % 3 == 0 else match.group()

    return wrapped(60)(noisy, gold).sub(r"(?<=[a-zà-ỹ])\n(?=[a-zà-ỹ]{2})", cut)


def cut_words(noisy: Noisy, gold: Gold) -> Noisy:
    """Every fifth long syllable of running text cut by a hyphen at the end of a line."""
    count = iter(range(10**6))

    def cut(match: re.Match[str]) -> str:
        return f"{match[1]}-\n{match[2]}" if next(count) % 9 == 0 else match.group()

    return noisy.sub(r"(?<= )([a-zà-ỹ]{2,3})((?<=[aeiouyà-ỹ])[a-zà-ỹ]{2,3})(?= )", cut)


def blank_lines(noisy: Noisy, gold: Gold) -> Noisy:
    """Wrapped at 70 columns with a blank line after each line."""
    return wrapped(70, "\n\n")(noisy, gold)


def one_paragraph(noisy: Noisy, gold: Gold) -> Noisy:
    """No line ends at all."""
    return noisy.sub(r"\s*\n\s*", " ")


def body_in_one(noisy: Noisy, gold: Gold) -> Noisy:
    """The header and the recipients keep their lines, the body is one paragraph."""
    first, last = _body(noisy)
    body = noisy.part(first, last).sub(r"\s*\n\s*(?=\S)", " ")
    return join([noisy.part(0, first), body, noisy.part(last, len(noisy.text))])


def _body(noisy: Noisy) -> tuple[int, int]:
    """The range from the first long paragraph to the recipients."""
    last = tail_start(noisy.text)
    first = re.compile(r"^.{160,}$", re.MULTILINE).search(noisy.text, 0, last)
    at = first.start() if first else head_end(noisy.text)
    return at, max(last, at)


def items_in_line(noisy: Noisy, gold: Gold) -> Noisy:
    """Items run on in the line of the item before, every second one."""
    first, last = _body(noisy)
    count = iter(range(10**6))

    def run_on(match: re.Match[str]) -> str:
        return " " if next(count) % 2 == 0 else match.group()

    body = noisy.part(first, last).sub(r"(?<=[.;])\s*\n\s*(?=(?:\d{1,2}\.|[a-zđ]\)|-)\s)", run_on)
    return join([noisy.part(0, first), body, noisy.part(last, len(noisy.text))])


def unnumbered(noisy: Noisy, gold: Gold) -> Noisy:
    """Copied from a word processor: automatic numbers and bullets are lost."""
    first, last = _body(noisy)
    return join([noisy.part(0, first), noisy.part(first, last).sub(_ITEM, ""), noisy.part(last, len(noisy.text))])


def other_marks(noisy: Noisy, gold: Gold) -> Noisy:
    """Other list marks: `1 .`, `a .`, `*`."""
    return noisy.sub(r"(?m)^([ ]*\d{1,2})\.(?=[ ])", r"\1 .").sub(r"(?m)^([ ]*)[-+](?=[ ])", r"\1*")


def paged(noisy: Noisy, gold: Gold) -> Noisy:
    """Page numbers and running heads between the lines of a text wrapped at 80 columns, every 12 lines."""
    out, page = list[Noisy](), 1
    for k, line in enumerate(wrapped(80)(noisy, gold).lines()):
        out.append(line)
        if k % 12 == 11:
            page += 1
            kind = ("number", "dashed", "head")[page % 3]
            out.append(added(("\n\f" if page % 2 else "\n") + words()["pages"][kind].format(n=page) + "\n"))
    return join(out, "\n")


def columns(order: str) -> Mutation:
    """The header block as recognition leaves it: `right-first`, `alternate` lines, or `joined` in one line."""

    def mutate(noisy: Noisy, gold: Gold) -> Noisy:
        end = head_end(noisy.text)
        head = noisy.part(0, end).sub(r"\t+", "\n")
        lines = [line for line in head.lines() if line.text.strip()]
        right = [line for line in lines if _MOTTO.search(line.text.replace("*", ""))]
        left = [line for line in lines if line not in right]
        if order == "right-first":
            mixed = [*right, *left]
        else:
            pairs = [(left[k : k + 1], right[k : k + 1]) for k in range(max(len(left), len(right)))]
            mixed = [line for a, b in pairs for line in ([*a, *b] if order == "alternate" else [join([*a, *b], "  ")])]
        return join([join(mixed, "\n"), noisy.part(end, len(noisy.text))], "\n\n")

    return mutate


def decomposed(noisy: Noisy, gold: Gold) -> Noisy:
    """NFD."""
    return noisy.sub(r"[^\x00-\x7f]", lambda m: unicodedata.normalize("NFD", m.group()))


def lookalikes(noisy: Noisy, gold: Gold) -> Noisy:
    """Đ as Icelandic Ð, a few Latin letters as Cyrillic ones."""
    cyrillic = str.maketrans("aoepcxAOEPCXHKMTB", "аоерсхАОЕРСХНКМТВ")
    dice = random.Random(7)
    swapped = noisy.sub("[Đđ]", lambda m: {"Đ": "Ð", "đ": "ð"}[m.group()] if dice.random() < 0.5 else m.group())
    return swapped.sub(r"\w+", lambda m: m.group().translate(cyrillic) if dice.random() < 0.04 else m.group())


def odd_spaces(noisy: Noisy, gold: Gold) -> Noisy:
    """No-break and doubled spaces, soft hyphens, spaces at line ends, Windows newlines."""
    dice = random.Random(11)
    spaces = (" ", " ", " ", "\u00a0", "  ", " \u200b", "   ")
    return noisy.sub(" ", lambda _: dice.choice(spaces)).sub(r"\n", lambda _: dice.choice((" \r\n", "\r\n")))


def split_capitals(noisy: Noisy, gold: Gold) -> Noisy:
    """A space before the last letter of every sixth word in capitals of the header ("ĐIỀ U")."""
    count = iter(range(10**6))

    def split(match: re.Match[str]) -> str:
        return f"{match[1]} {match[2]}" if next(count) % 6 == 2 else match.group()

    end = min(len(noisy.text), head_end(noisy.text) + 300)
    capitals = r"(?<![\w/-])([A-ZÀ-ỸĐ]{1,5}[À-ỸĐ])([A-ZĐ]{1,2})(?![\w/-])"
    return join([noisy.part(0, end).sub(capitals, split), noisy.part(end, len(noisy.text))])


def dropped_marks(noisy: Noisy, gold: Gold) -> Noisy:
    """One marked word in forty has lost its marks."""
    dice = random.Random(5)
    marked = r"[^\W\d_]*[à-ỹđ][^\W\d_]*"
    return noisy.sub(marked, lambda m: strip_marks(m.group()) if dice.random() < 1 / 40 else m.group())


def unmarked(noisy: Noisy, gold: Gold) -> Noisy:
    """No marks at all."""
    return noisy.sub(r"[^\x00-\x7f]", lambda m: strip_marks(m.group()))


def new_tones(noisy: Noisy, gold: Gold) -> Noisy:
    """Tone marks in the new place (hoà, thuỷ)."""
    pairs = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ủy": "uỷ", "ùy": "uỳ", "úy": "uý", "ụy": "uỵ",
             "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ"}  # fmt: skip
    pairs |= {old.upper(): new.upper() for old, new in pairs.items()}
    return noisy.sub(rf"(?<![qQ])(?:{'|'.join(pairs)})(?!\w)", lambda m: pairs[m.group()])


def doubled_words(noisy: Noisy, gold: Gold) -> Noisy:
    """A function word written twice, each twelfth one."""
    count = iter(range(10**6))

    def double(match: re.Match[str]) -> str:
        return f"{match.group()} {match.group()}" if next(count) % 12 == 0 else match.group()

    return noisy.sub(r"(?<= )(?:các|của|và|để|cho|với|trong|theo|về|những)(?= )", double)


def markdown(noisy: Noisy, gold: Gold) -> Noisy:
    """Markdown: bold and hash headings, escaped marks, quotes, links."""
    bold = noisy.sub(r"(?m)^([ ]*)(\d{1,2}(?:\.\d{1,2})*)\.[ ]+([^\n]{3,40}?)(?=[,:. ]+[^\n])", r"\1**\2\\.** **\3**")
    head = bold.sub(r"(?m)^(?=[^\na-zà-ỹ*]{8,}$)(.+)$", r"## \1")
    links = head.sub(r"(?m)(?<=số )(\d{1,4}[-/]\S{4,16})(?=[ ,;)])", r"[\1](https://example.org/vb?id=1)")
    return links.sub(r"(?m)^- ", r"\\- ")


def html_remains(noisy: Noisy, gold: Gold) -> Noisy:
    """Tags and entities of a page that was saved as text."""
    breaks = noisy.sub("&", "&amp;").sub(r"(?m)^(?=\S)", "<p>").sub(r"(?m)(?<=\S)$", "</p>")
    dice = random.Random(3)
    spaced = breaks.sub(" ", lambda _: "&nbsp;" if dice.random() < 0.05 else " ").sub('["“”]', "&quot;")
    return spaced.sub(r"<p>(\d{1,2}\.)", r"<p><strong>\1</strong>")


def quoted_lines(noisy: Noisy, gold: Gold) -> Noisy:
    """A forwarded mail: `> ` before each line of a text wrapped at 72 columns."""
    return wrapped(72)(noisy, gold).sub(r"(?m)^", "> ")


def framed(noisy: Noisy, gold: Gold) -> Noisy:
    """The page of a newspaper: navigation, headline, lead above; captions and links inside; more links below."""
    frame = words()["frame"]
    headline = _headline(noisy.text, gold)
    first, last = _body(noisy)
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
    first, last = _body(noisy)
    kind = head.get("type") or head["doc_type"]
    date, number = head.get("date") or head.get("issue_date"), head.get("number")
    issuer = (head["issuer"] or {}).get("normalised")
    name = next((b.name for b in bodies() if b.id == issuer), None)
    if not (date and number and name):
        return noisy
    place = head.get("province") or head.get("province_explicit") or {}
    province = str(place.get("normalised") or place.get("value") or "")
    if province and issuer.startswith("p."):
        name = reprint["issuer_of_province"].format(issuer=name, province=province)
    year, month, day = (int(part) for part in date["normalised"].split("-"))
    types = {"thong-bao": "Thông báo", "chi-thi": "Chỉ thị", "cong-van": "Công văn", "quyet-dinh": "Quyết định",
             "cong-dien": "Công điện", "ke-hoach": "Kế hoạch"}  # fmt: skip
    lead = reprint["lead"].format(
        day=f"{day}/{month}/{year}", issuer=name, type=types[kind["normalised"]], number=number["normalised"],
        subject=_subject(gold),
    )  # fmt: skip
    body = noisy.part(first, last)
    return join(
        [added(_headline(noisy.text, gold) + "\n\n"), added(lead + "\n\n"), body, added("\n" + reprint["byline"])]
    )


def _subject(gold: Gold) -> str:
    subject = " ".join(str((gold["header"].get("subject") or {}).get("text") or "").split())
    return subject if subject.lower().startswith("về") else f"về {subject}" if subject else ""


MUTATIONS: dict[str, Mutation] = {
    "none": lambda noisy, _: noisy,
    "segmented": segmented,
    "spaced-signs": spaced_signs,
    "tokenised": tokenised,
    "wrap-40": wrapped(40),
    "wrap-60": wrapped(60),
    "wrap-80": wrapped(80),
    "wrap-tight": wrapped_tight,
    "hyphenated": hyphenated,
    "cut-words": cut_words,
    "blank-lines": blank_lines,
    "one-paragraph": one_paragraph,
    "body-in-one": body_in_one,
    "items-in-line": items_in_line,
    "unnumbered": unnumbered,
    "other-marks": other_marks,
    "pages": paged,
    "head-right-first": columns("right-first"),
    "head-alternate": columns("alternate"),
    "head-joined": columns("joined"),
    "nfd": decomposed,
    "lookalikes": lookalikes,
    "odd-spaces": odd_spaces,
    "split-capitals": split_capitals,
    "dropped-marks": dropped_marks,
    "unmarked": unmarked,
    "new-tones": new_tones,
    "doubled-words": doubled_words,
    "markdown": markdown,
    "html-remains": html_remains,
    "quoted-lines": quoted_lines,
    "newspaper": framed,
    "reprint": reprinted,
}
"""Every mutation by its name."""

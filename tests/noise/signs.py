"""Damage to letters, signs, spaces and marks inside lines."""

from __future__ import annotations

import random
import re
import unicodedata
from functools import cache

from ontology.text import strip_marks
from tests.noise.parts import Gold, head_end, words
from tests.noise.text import Noisy, join


@cache
def _compound() -> re.Pattern[str]:
    longest = sorted(words()["compounds"], key=len, reverse=True)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(longest)})(?!\w)")


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


def other_marks(noisy: Noisy, gold: Gold) -> Noisy:
    """Other list marks: `1 .`, `a .`, `*`."""
    return noisy.sub(r"(?m)^([ ]*\d{1,2})\.(?=[ ])", r"\1 .").sub(r"(?m)^([ ]*)[-+](?=[ ])", r"\1*")


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


def torn_syllables(noisy: Noisy, gold: Gold) -> Noisy:
    """Every fifteenth syllable torn at its marked vowel, as fonts without these letters leave it ("v ụ", "nhiệ m")."""
    count = iter(range(10**6))

    def tear(match: re.Match[str]) -> str:
        cut = match["cut"] is not None
        return match.group() if next(count) % 15 or not cut else f"{match['onset']} {match['cut']}"

    return noisy.sub(r"(?<= )(?P<onset>b|ch|kh|l|m|nh|ngh?|ph|th|tr|v|x)(?P<cut>[ạ-ỹ][a-z]{0,2})(?=[ ,.;])", tear)


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

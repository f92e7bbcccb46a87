"""Damage beyond what sources do: cuts, shuffles, strewn signs. Nothing sensible need be read, but nothing may break."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from ontology.text import strip_marks

Damage = Callable[[str, random.Random], str]
SIGNS = "\"'()[]{};:,.…-–*_#|/\\\t\r\n\x00\u200b\u0301\ufeffĐđƯ1IVX%°\U0001f600"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY "


def cut(text: str, dice: random.Random) -> str:
    first, last = sorted(dice.sample(range(len(text) + 1), 2))
    return text[first:last]


def without_middle(text: str, dice: random.Random) -> str:
    first, last = sorted(dice.sample(range(len(text) + 1), 2))
    return text[:first] + text[last:]


def decomposed(text: str, dice: random.Random) -> str:
    return unicodedata.normalize("NFD", text)


def half_decomposed(text: str, dice: random.Random) -> str:
    return "".join(unicodedata.normalize("NFD", c) if dice.random() < 0.3 else c for c in text)


def dropped_marks(text: str, dice: random.Random) -> str:
    share = dice.choice((0.02, 0.3, 1.0))
    return "".join(strip_marks(c) if dice.random() < share else c for c in text)


def shuffled(text: str, dice: random.Random) -> str:
    blocks = text.split("\n\n")
    dice.shuffle(blocks)
    return "\n\n".join(blocks)


def strewn(text: str, dice: random.Random) -> str:
    share = dice.choice((0.003, 0.03, 0.2))
    return "".join(dice.choice(SIGNS + LETTERS) if dice.random() < share else c for c in text)


def inserted(text: str, dice: random.Random) -> str:
    return "".join(c + dice.choice(SIGNS) * (dice.random() < 0.02) for c in text)


def as_latin(text: str, dice: random.Random) -> str:
    return text.encode().decode("latin-1")


def windows_lines(text: str, dice: random.Random) -> str:
    return text.replace("\n", "\r\n" if dice.random() < 0.7 else "\r")


def one_paragraph(text: str, dice: random.Random) -> str:
    return text.replace("\n\n", "\n") if dice.random() < 0.5 else text.replace("\n", " ")


def rewrapped(text: str, dice: random.Random) -> str:
    return "".join("\n" if c == " " and dice.random() < 0.2 else c for c in text)


def doubled_signs(text: str, dice: random.Random) -> str:
    return "".join(c * dice.choice((1, 1, 1, 2, 9)) if not c.isalnum() else c for c in text)


def changed_case(text: str, dice: random.Random) -> str:
    return text.upper() if dice.random() < 0.5 else text.lower()


DAMAGES: tuple[Damage, ...] = (
    cut, without_middle, decomposed, half_decomposed, dropped_marks, shuffled, strewn, inserted, as_latin,
    windows_lines, one_paragraph, rewrapped, doubled_signs, changed_case,
)  # fmt: skip

"""Damaged notices: the reader never breaks, and every offset it gives stands for the text it quotes."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import IngestError, extract, from_text, to_json
from ontology.text import strip_marks

SEEDS = 6
SIGNS = "\"'()[]{};:,.…-–*_#|/\\\t\r\n\x00\u200b\u0301\ufeffĐđƯ1IVX%°\U0001f600"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY "
READINGS = frozenset({"assessments", "passages"})
"""Lists whose `text` is the repaired wording."""


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


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    cut, without_middle, decomposed, half_decomposed, dropped_marks, shuffled, strewn, inserted, as_latin,
    windows_lines, one_paragraph, rewrapped, doubled_signs, changed_case,
)  # fmt: skip


def located(value: Any, key: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a record that has offsets, with the field it stands in."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield key, value
        for name, part in value.items():
            yield from located(part, name)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from located(part, key)


def check(text: str) -> None:
    """Read a text; what the reader can't take it refuses with its own error."""
    try:
        data = to_json(extract(from_text(text, path="x.txt")))
    except IngestError:
        return
    for key, part in located(data):
        start, end = part["start"], part["end"]
        assert 0 <= start < end <= len(text), (key, part)
        quote = part.get("observed") or (part.get("text") if key not in READINGS else None)
        assert quote is None or text[start:end] == quote, (key, part)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("name", ["000", "002"])
def test_a_damaged_notice_is_read_with_valid_offsets(
    name: str, mutate: Callable[[str, random.Random], str], samples: dict[str, Path]
) -> None:
    text = samples[name].read_text(encoding="utf-8")
    for seed in range(SEEDS if name == "002" else 2):
        dice = random.Random(seed)
        check(mutate(text, dice))


def pieces(text: str) -> list[str]:
    """Words and signs of a notice, line ends included."""
    return [word for line in text.splitlines() for word in (*line.split(), "\n", "\n\n")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mixture_of_its_words_and_signs_is_read(data: st.DataObject, samples: dict[str, Path]) -> None:
    words = sorted({w for p in samples.values() for w in pieces(p.read_text(encoding="utf-8"))})
    some = data.draw(st.lists(st.one_of(st.sampled_from(words), st.text(max_size=6)), max_size=80))
    check("TỈNH ỦY HƯNG YÊN\n\nSố 85-TB/TU\n\nTHÔNG BÁO\n\nThường trực Tỉnh ủy yêu cầu các sở:\n\n" + " ".join(some))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "unit", ["*_", "a\t", '"(', "1.", "- ;\n", "Sở Y tế, ", "(BCĐ) ", ". A", "ă", "THÔNG BÁO SỐ 5\n"]
)
def test_monotonous_text_takes_time_in_line_with_its_length(unit: str) -> None:
    check("TỈNH ỦY HƯNG YÊN\n\nSố 85-TB/TU\n\nTHÔNG BÁO\n\nTỉnh ủy yêu cầu các sở:\n\n" + unit * (20_000 // len(unit)))

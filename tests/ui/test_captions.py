"""Captions are complete in both languages."""

import re
import string
from pathlib import Path

import pytest

import ui
from ui.captions import LANGUAGES, captions

SOURCES = list(Path(ui.__file__).parent.rglob("*.py"))


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    vi, en = (set(captions(lang).texts) for lang in LANGUAGES)
    assert vi == en


@pytest.mark.parametrize("key", sorted(key for key in captions("vi").texts if not key.startswith("help.")))
def test_a_caption_has_the_same_slots_in_both_languages(key: str) -> None:
    assert slots(captions("vi").texts[key]) == slots(captions("en").texts[key])


def test_an_unknown_language_is_the_default() -> None:
    assert captions("fr").lang == "vi"


def test_a_missing_caption_is_an_error() -> None:
    with pytest.raises(KeyError):
        captions("vi")("page.no_such_caption")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_caption_named_in_the_code_exists(source: Path) -> None:
    named = re.findall(r'(?:say|captions)\("([a-z_]+\.[a-z_0-9]+)"', source.read_text(encoding="utf-8"))
    named += [f"help.{name}" for name in re.findall(r'caption="([a-z_]+)"', source.read_text(encoding="utf-8"))]
    assert not [key for key in named if key not in captions("vi").texts]

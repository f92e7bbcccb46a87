"""What no Vietnamese syllable is spelled like, and what is meant by it."""

from __future__ import annotations

import doctest

import pytest

from ontology import lexicon
from ontology.text import has_marks, words
from query.link import spelling
from query.link.language import language
from query.link.linker import Linker
from query.link.spelling import spelled, undoubled


def test_examples_hold() -> None:
    assert doctest.testmod(spelling).failed == 0


def test_the_syllables_of_official_names_are_spelled() -> None:
    names = [name for body in lexicon.bodies() for name in words(body.name) if name.islower() and has_marks(name)]
    assert len(names) > 200
    assert {name for name in names if not spelled(name)} == set()


@pytest.mark.parametrize(
    "word", ["kế", "nghị", "giếng", "quốc", "quyết", "yêu", "khuya", "ngoằn", "gì", "thiêt", "ướt"]
)
def test_good_spelling(word: str) -> None:
    assert spelled(word)


@pytest.mark.parametrize("word", ["kông", "ngị", "cế", "đờng", "hyện", "iêu", "thiềt", "khhông", "thôông", "nghà"])
def test_no_spelling(word: str) -> None:
    assert not spelled(word)


def test_a_letter_typed_twice() -> None:
    assert undoubled("trựực") == "trực"
    assert undoubled("tông") is None


@pytest.fixture(scope="module")
def linker() -> Linker:
    asked = {("", "thong"), ("thong", "bao"), ("bao", "nhieu"), ("nhieu", "nguoi"), ("khong", "")}
    known = [("thong", "bao", "nao", "tong", "cong", "bao", "nhieu", "nguoi", "duoc", "khong", "hong", "kong")]
    return Linker({}, (), language(), known, asked=lambda first, second: (first, second) in asked)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("tông báo nào", "thong bao nao"),
        ("bao nhêu người", "bao nhieu nguoi"),
        ("được khôông", "duoc khong"),
        ("được kông", "duoc khong"),
        ("tổng cộng", "tong cong"),
        ("hồng kông", "hong kong"),
        ("nuôi nhím", "nuoi nhim"),
        ("bao nhêu", "bao nheu"),
    ],
)
def test_what_was_meant(linker: Linker, typed: str, key: str) -> None:
    assert linker.link(typed).question.key == key


@pytest.mark.parametrize(
    ("short", "post"),
    [("Giám đốc SYT", "post.gd-so-y-te"), ("Trưởng BTGTU", "post.truong-ban-tuyen-giao")],
)
def test_posts_with_their_body_abbreviated(linker: Linker, short: str, post: str) -> None:
    assert post in {find.name.id for find in linker.link(f"{short} là ai").finds}

"""Synonyms of the phrases of a question."""

import unicodedata

import pytest

from ontology.text import words
from query.thesaurus import MAX_SYNONYMS, MAX_WORDS, Expansion, expansions


def found(text: str) -> dict[str, set[str]]:
    """Synonyms by the words of the text that they stand for."""
    tokens, told = words(text), dict[str, set[str]]()
    for one in expansions(tokens):
        told.setdefault(" ".join(tokens[one.start : one.end]), set()).add(one.synonym)
    return told


@pytest.mark.parametrize(
    "text",
    ["ai lo thùng phiếu?", "AI LO THÙNG PHIẾU", "ai lo thung phieu", unicodedata.normalize("NFD", "thùng phiếu")],
)
def test_a_phrase_is_found_however_it_is_typed(text: str) -> None:
    told = found(text)
    assert "hòm phiếu" in set().union(*told.values())
    assert {unicodedata.normalize("NFC", phrase).lower() for phrase in told} & {"thùng phiếu", "thung phieu"}


@pytest.mark.parametrize("text", ["gỡ phong toả", "gỡ phong tỏa"])
def test_the_place_of_the_tone_does_not_count(text: str) -> None:
    assert "dỡ bỏ phong tỏa" in set().union(*found(text).values())


def test_marks_tell_words_apart() -> None:
    assert "vắc xin" in found("tiêm cho người già")["tiêm"]
    assert "tiềm" not in found("tiềm năng của tỉnh")
    assert "tiem" not in found("tiem nang cua tinh")


def test_the_longest_phrase_wins() -> None:
    told = found("dựng bệnh viện tạm ở đâu")
    assert "bệnh viện tạm" in told
    assert "bệnh viện" not in told


def test_what_is_said_already_is_left_out() -> None:
    assert "phòng chống dịch" not in set().union(*found("phòng chống dịch với chống dịch").values())


def test_weights_lie_below_one_and_the_surest_come_first() -> None:
    told = expansions(words("đi tiêm ở trạm xá"))
    assert told
    assert all(0 < one.weight < 1 for one in told)
    by_phrase = [[one.weight for one in told if one.start == start] for start in {one.start for one in told}]
    assert all(weights == sorted(weights, reverse=True) for weights in by_phrase)
    assert all(len(weights) <= MAX_SYNONYMS for weights in by_phrase)


def test_an_expansion_names_its_group() -> None:
    assert Expansion(1, 3, "thùng phiếu", "hòm phiếu", 0.8, "hom-phieu") in expansions(("có", "thùng", "phiếu"))


@pytest.mark.parametrize("text", ["", "日本語の質問", "x" * 10_000, "50% ½ ²", "?!"])
def test_odd_text_has_none(text: str) -> None:
    assert expansions(words(text)) == ()


def test_long_text_is_looked_up_in_part() -> None:
    assert expansions([*["chữ"] * MAX_WORDS, "thùng", "phiếu"]) == ()

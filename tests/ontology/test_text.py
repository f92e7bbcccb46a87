"""Text keys: NFC, folding, tone placement, d-stroke."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.text import fold, fold_char, has_marks, nfc, old_tone_placement, slug, strip_marks, words

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệòóỏõọờớởỡợùúủũụỳýỷỹỵ ĐÐ.,-/0123456789"
)


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà bình", "hòa bình"),
        ("Uỷ ban", "Ủy ban"),
        ("hoả tốc", "hỏa tốc"),
        ("khoá XIX", "khóa XIX"),
        ("xoè", "xòe"),
        ("thuỷ lợi", "thủy lợi"),
        ("TỈNH UỶ", "TỈNH ỦY"),
    ],
)
def test_both_tone_placements_become_the_old_one(new: str, old: str) -> None:
    assert old_tone_placement(new) == old
    assert old_tone_placement(old) == old


@pytest.mark.parametrize("word", ["quý", "quả", "toàn", "hoàng", "khoảng", "thuyền", "tuần", "ngoại", "thuế"])
def test_rimes_without_a_choice_keep_their_tone(word: str) -> None:
    assert old_tone_placement(word) == word


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_fold_ignores_the_normal_form(form: Form) -> None:
    written = unicodedata.normalize(form, "Ủy ban nhân dân Thừa Thiên Huế")
    assert fold(written) == "uy ban nhan dan thua thien hue"


@pytest.mark.parametrize("stroke", ["Đ", "\u00d0", "\u0189", "đ", "\u00f0"])
def test_every_d_stroke_folds_to_d(stroke: str) -> None:
    assert fold(f"{stroke}ảng") == "dang"
    assert strip_marks(stroke) in {"d", "D"}


def test_fold_keeps_percent_and_numbers() -> None:
    assert fold("đạt 97,5% – 7/9 huyện") == "dat 97 5% 7 9 huyen"


def test_slug_makes_an_iri_segment() -> None:
    assert slug("229-TB/TU") == "229-tb-tu"
    assert slug("Bà Rịa - Vũng Tàu") == "ba-ria-vung-tau"


def test_words_keep_case_and_marks() -> None:
    assert words(unicodedata.normalize("NFD", "Sở Y tế, F1 (mới)")) == ["Sở", "Y", "tế", "F1", "mới"]


@pytest.mark.parametrize(
    ("text", "marked"), [("Bac Giang", False), ("Bắc Giang", True), ("dang", False), ("đang", True)]
)
def test_has_marks(text: str, marked: bool) -> None:
    assert has_marks(text) is marked
    assert has_marks(unicodedata.normalize("NFD", text)) is marked


@given(VIETNAMESE)
def test_fold_is_the_same_for_composed_and_decomposed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(VIETNAMESE)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_tone_placement_changes_no_key_and_settles(text: str) -> None:
    once = old_tone_placement(text)
    assert old_tone_placement(once) == once
    assert fold(once) == fold(text)
    assert len(once) == len(nfc(text))


@given(VIETNAMESE)
def test_folded_characters_spell_the_stripped_text(text: str) -> None:
    assert "".join(map(fold_char, nfc(text))) == strip_marks(nfc(text)).lower()


@given(VIETNAMESE)
def test_folded_characters_of_decomposed_text_drop_the_marks(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert "".join(map(fold_char, decomposed)) == strip_marks(text).lower()

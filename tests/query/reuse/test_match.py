"""Finding reused passages in word lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.text import fold
from query.reuse.match import GAP, Match, find_matches, gather, masked

ONE = fold("Sở Y tế chủ trì, phối hợp với các địa phương rà soát năng lực xét nghiệm").split()


def passages(*texts: list[str], least: int = 12) -> list[Match]:
    return list(find_matches(texts, least=least))


def test_a_copied_passage_is_found_with_both_places() -> None:
    other = ["giao", *ONE, "truoc", "ngay"]
    [match] = passages(ONE, other)
    assert other[match.start : match.end] == ONE[match.first_start : match.first_end] == ONE
    assert (match.text, match.first, match.equal) == (1, 0, len(ONE))


@pytest.mark.parametrize("wide", range(1, GAP + 1))
def test_a_gap_of_few_words_is_bridged(wide: int) -> None:
    other = [*ONE[:8], *(f"khac{at}" for at in range(wide)), *ONE[8:]]
    [match] = passages(ONE, other)
    assert (match.end - match.start, match.equal) == (len(other), len(ONE))


def test_a_wider_gap_is_not() -> None:
    other = [*ONE[:8], *(f"khac{at}" for at in range(GAP + 1)), *ONE[8:]]
    assert passages(ONE, other) == []
    assert len(passages(ONE, other, least=8)) == 2


def test_what_is_shorter_than_the_least_is_a_phrase() -> None:
    assert passages(ONE, ONE[:11]) == []


def test_the_longest_earlier_match_gives_the_passage() -> None:
    [second, third] = passages(ONE[:13], ONE, ONE)
    assert (second.first, third.first, third.equal) == (0, 1, len(ONE))


def test_of_equal_matches_the_earliest_gives_it() -> None:
    assert [match.first for match in passages(ONE, ONE, ONE)] == [0, 0]


def test_what_a_text_repeats_itself_is_no_reuse() -> None:
    assert passages([*ONE, *ONE]) == []


def test_nothing_is_found_across_what_is_left_out() -> None:
    cut = [*ONE[:8], "", *ONE[8:]]
    assert passages(ONE, cut) == passages(cut, cut, least=12) == []


def test_scraps_of_other_sentences_are_trimmed() -> None:
    texts = [[*ONE, "cac", "huyen"], [*ONE, "cac", "huyen"]]
    [match] = find_matches(texts, [frozenset({0, len(ONE), len(ONE) + 2})] * 2, 12)
    assert match.end == len(ONE) + 2
    longer = [*ONE, "cac", "huyen", "tiep", "tuc"], [*ONE, "cac", "huyen", "nop", "lai"]
    [match] = find_matches(longer, [frozenset({0, len(ONE), len(ONE) + 4})] * 2, 12)
    assert (match.start, match.end, match.equal) == (0, len(ONE), len(ONE))


def test_passages_of_one_place_are_gathered() -> None:
    groups = gather(passages(ONE, ONE, ONE[:14], ["x", *ONE]))
    assert [[match.text for match in group] for group in groups] == [[1, 3, 2]]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=30), max_size=4))
def test_every_match_agrees_where_it_says(texts: list[list[str]]) -> None:
    for match in find_matches(texts, least=6):
        assert match.first < match.text
        assert texts[match.text][match.start] == texts[match.first][match.first_start]
        assert texts[match.text][match.end - 1] == texts[match.first][match.first_end - 1]
        assert 6 <= match.equal <= min(match.end - match.start, match.first_end - match.first_start)


def test_words_outside_the_ranges_are_masked() -> None:
    spans = [(0, 2), (3, 5), (6, 8), (9, 11)]
    assert masked(["a", "b", "c", "d"], spans, [(3, 8), (4, 8), (10, 20)]) == ["", "b", "c", ""]
    assert masked(["a", "b", "c", "d"], spans, []) == [""] * 4

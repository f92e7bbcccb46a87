"""Suggestions: what was typed finds them however it was typed, and the store answers every one."""

import time
import unicodedata

import pytest

from kg.engine import OxigraphRepo
from kg.store import memory_store
from ontology.text import fold
from query.ask import Status, ask
from query.ask.index import read_catalogue
from query.suggest import suggest
from query.suggest.candidates import candidates, patterns


def texts(prefix: str, repo: OxigraphRepo, limit: int = 8) -> list[str]:
    return [suggestion.text for suggestion in suggest(prefix, repo, limit)]


@pytest.mark.parametrize(
    "typed", ["Công an", "cong an", "CONG AN", unicodedata.normalize("NFD", "Công an"), " công  an"]
)
def test_a_prefix_is_found_however_it_is_typed(repo: OxigraphRepo, typed: str) -> None:
    assert "Công an tỉnh Hòa Bình phải làm gì?" in texts(typed, repo)


@pytest.mark.parametrize("typed", ["an tinh hoa", "phai lam", "hoa binh cong", "làm g"])
def test_any_word_start_finds_a_question(repo: OxigraphRepo, typed: str) -> None:
    assert "Công an tỉnh Hòa Bình phải làm gì?" in texts(typed, repo, 30)


def test_an_abbreviation_finds_the_body(repo: OxigraphRepo) -> None:
    assert any(fold(text).startswith("so y te") for text in texts("syt", repo))


def test_typed_marks_come_first(repo: OxigraphRepo) -> None:
    assert "hạn chế" in texts("hạn ch", repo)[0]


@pytest.mark.parametrize("typed", ["", " ", "c", "qqqq", "\x00", "?" * 500, "a" * 10_000, "<script>", '" OR 1=1'])
def test_nothing_fits_nothing_or_nonsense(repo: OxigraphRepo, typed: str) -> None:
    assert not suggest(typed, repo)


def test_no_more_than_wished_and_none_twice(repo: OxigraphRepo) -> None:
    found = texts("phai lam gi", repo, 3)
    assert len(found) == len(set(found)) <= 3


def test_every_pattern_has_its_slots() -> None:
    slots = {"assignee": {"body", "province"}, "director": {"body", "province"}, "topic": {"topic", "province"},
             "both": {"topic", "province", "other"}, "kind": {"province"}, "metric": {"metric", "province"},
             "issued": {"document"}, "cites": {"document"}, "person": {"person"}, "store": set()}  # fmt: skip
    assert len({pattern.id for pattern in patterns()}) == len(patterns())
    for pattern in patterns():
        named = {part.split("}")[0] for part in pattern.text.split("{")[1:]}
        assert named == slots[pattern.each], pattern.id


def test_what_is_offered_is_answered(repo: OxigraphRepo) -> None:
    offered = [c.text for c in candidates(read_catalogue(repo)) if c.sure]
    answered = [text for text in offered if ask(text, repo).status is Status.ANSWERED]
    assert len(offered) >= 10
    assert len(answered) >= 0.95 * len(offered), set(offered) - set(answered)


def test_a_question_that_was_tried_in_vain_is_not_offered(repo: OxigraphRepo) -> None:
    assert texts("cong an", repo)
    with memory_store() as other:
        for name in repo.graphs():
            other.replace_graph(name, repo.quads(name))
        assert not suggest("cong an", other, answers=lambda _: "", seconds=60)


def test_a_wording_is_offered_only_if_it_is_read_as_meant(repo: OxigraphRepo) -> None:
    assert "Nam Định có nêu hạn chế không?" in [s.text for s in suggest("nam dinh co neu han che", repo, seconds=60)]
    with memory_store() as other:
        for name in repo.graphs():
            other.replace_graph(name, repo.quads(name))
        assert not suggest("nam dinh co neu han che", other, answers=lambda _: "another-form", seconds=60)


def test_an_empty_store_offers_nothing() -> None:
    with memory_store() as empty:
        assert not suggest("kho dang co", empty)


def test_examples_of_absent_provinces_are_left_out(repo: OxigraphRepo) -> None:
    assert not [text for text in texts("vinh phuc", repo, 50) if "Vĩnh Phúc" in text]


def test_suggestions_are_quick(repo: OxigraphRepo) -> None:
    suggest("so", repo)
    times = []
    for typed in ("so y", "hoa binh", "phai lam", "nam dinh neu", "bau cu"):
        begun = time.perf_counter()
        suggest(typed, repo, seconds=0)
        times.append(time.perf_counter() - begun)
    assert sorted(times)[len(times) // 2] < 0.03

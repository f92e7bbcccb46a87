"""A search told by an address, changed and told again."""

import pytest

from ui.sought import LONGEST, Sought, read, sought


def test_what_is_written_is_read_again() -> None:
    wish = Sought("cách ly & 5K", "", {"province": ("place/bac-giang", "Vĩnh Phúc")}, "2021-01-01", "2021-12-31")
    assert read(wish.written()) == wish


def test_a_filter_may_be_repeated_or_joined() -> None:
    joined, repeated = sought({"kind": "duty|event|duty"}), sought([("kind", "duty"), ("kind", "event")])
    assert joined == repeated == Sought(filters={"kind": ("duty", "event")})


def test_a_value_is_taken_in_and_out() -> None:
    wish = Sought("a").turned("topic", "xet-nghiem", chosen=False).turned("topic", "vac-xin", chosen=False)
    assert wish.filters["topic"] == ("xet-nghiem", "vac-xin")
    assert wish.turned("topic", "xet-nghiem", chosen=True).filters["topic"] == ("vac-xin",)
    assert wish.without("topic", 1).filters["topic"] == ("xet-nghiem",)


def test_a_value_chosen_by_another_name_goes_with_its_filter() -> None:
    wish = Sought(filters={"province": ("Phú Thọ",)})
    assert not wish.turned("province", "place/hoa-binh", chosen=True)


def test_a_year_stands_for_its_days() -> None:
    wish = Sought("a").turned("year", "2021", chosen=False)
    assert (wish.since, wish.until) == ("2021-01-01", "2021-12-31")
    assert wish.turned("year", "2021", chosen=True) == wish.without("from").without("to") == Sought("a")


@pytest.mark.parametrize(("name", "left"), [("from", ("", "2021-12-31")), ("to", ("2021-01-01", ""))])
def test_a_day_is_taken_off_alone(name: str, left: tuple[str, str]) -> None:
    wish = Sought(since="2021-01-01", until="2021-12-31").without(name)
    assert (wish.since, wish.until) == left


def test_a_pasted_book_is_clipped_and_broken_characters_replaced() -> None:
    assert len(Sought("xét nghiệm " * 10_000).clipped().query) == LONGEST
    assert Sought("a\ud800b").clipped() == Sought("a?b")


def test_words_do_not_count_where_a_duty_is_to_be_like() -> None:
    assert sought({"q": "a", "like": "notice/x#duty-1"}) == Sought(like="notice/x#duty-1")
    assert not Sought("  ")

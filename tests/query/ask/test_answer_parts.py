"""What stands beside the sentence of an answer: cautions, list entries, computed values, slots."""

import re

import pytest

from query.ask import AskSession
from query.ask.answer_words import answer_words
from query.ask.computed import computed
from query.ask.items import MANY


@pytest.mark.parametrize("row", [answer_words()["now"], *answer_words()["grouping"]], ids=lambda row: row["yes"])
def test_patterns_match_their_example_and_not_the_other(row: dict[str, str]) -> None:
    assert re.search(row["match"], row["yes"])
    assert not re.search(row["match"], row["no"])


@pytest.mark.parametrize(
    ("operation", "parts", "value", "said"),
    [
        ("sum", (348, 25), 373, "348 + 25 = 373, tính từ 2 số liệu"),
        ("difference", (348, 6050), 5702, "6.050 − 348 = 5.702, tính từ hai số liệu"),
        ("share", (25, 200), 12.5, "25 : 200 = 12,5%, tính từ hai số liệu"),
        ("ratio", (10, 30), 3, "30 : 10 = 3 lần, tính từ hai số liệu"),
    ],
)
def test_a_computed_value_shows_its_parts(operation: str, parts: tuple[int, ...], value: float, said: str) -> None:
    made = computed(operation, parts)
    assert (made.value, made.text, made.parts) == (value, said, parts)


def test_an_answer_shows_how_it_was_computed(session: AskSession) -> None:
    answer = session.ask("F0 nhiều hơn F1 bao nhiêu ở Bắc Giang?")
    assert answer.computed
    assert answer.computed.operation == "difference"
    assert answer.values[0] == answer.computed.value
    assert answer.computed.text in answer.answer


def test_a_count_is_told_from_a_figure(session: AskSession) -> None:
    counted, stated = session.ask("Bắc Giang có bao nhiêu nhiệm vụ?"), session.ask("Bắc Giang có bao nhiêu ca F0?")
    assert counted.computed and counted.computed.operation == "count"
    assert stated.computed is None


def test_a_list_has_entries_with_their_places(session: AskSession) -> None:
    answer = session.ask("MTTQ tỉnh Vĩnh Phúc được giao những nhiệm vụ gì?")
    assert len(answer.items) == len(answer.values) == 3
    assert answer.lead.endswith(":")
    places = {(e.notice, e.start, e.end) for e in answer.evidence}
    assert {(i.notice, i.start, i.end) for i in answer.items} == places
    assert " · " not in answer.answer


def test_statements_are_listed_too(session: AskSession) -> None:
    answer = session.ask("Vĩnh Phúc nêu những hạn chế nào?")
    assert [item.text for item in answer.items] == list(answer.values)
    assert all(item.notice for item in answer.items)


@pytest.mark.parametrize(
    ("wish", "heading"), [("", "Mục 2.1, ý 1"), (" theo mục", "Mục 2.1, ý 1"), (" theo chủ đề", "Lấy mẫu")]
)
def test_a_long_list_is_grouped_as_wished(session: AskSession, wish: str, heading: str) -> None:
    answer = session.ask(f"UBND tỉnh Bắc Giang được giao nhiệm vụ gì{wish}?")
    assert len(answer.items) >= MANY
    groups = [item.group for item in answer.items]
    assert heading in groups
    assert len([g for g, before in zip(groups, ["", *groups], strict=False) if g != before]) == len(set(groups))


def test_a_list_of_nothing_does_not_end_in_a_colon(session: AskSession) -> None:
    answer = session.ask("Bắc Giang nêu mấy hạn chế?")
    assert answer.values == (0,)
    assert answer.answer.endswith(".") and ":" not in answer.answer


def test_a_short_answer_is_no_list(session: AskSession) -> None:
    assert not session.ask("Ai chỉ đạo tổng thể công tác chống dịch ở Bắc Giang?").items


def test_a_question_about_now_is_answered_with_the_day(session: AskSession) -> None:
    cautions = {c.kind: c.text for c in session.ask("Hiện tại Sở Y tế Bắc Giang phải làm gì?").cautions}
    assert "17/5/2021" in cautions["old"]
    assert "old" not in {c.kind for c in session.ask("Sở Y tế Bắc Giang phải làm gì?").cautions}


@pytest.mark.parametrize(
    ("question", "slot", "typed"),
    [
        ("Thông báo 229-TB/TU ban hành ngày nào?", "document", "229-TB/TU"),
        ("tb 229 do ai ký", "document", "229"),
        ("Tính đến ngày 17/5/2021 Bắc Giang có bao nhiêu ca F0?", "date", "ngày 17/5/2021"),
        ("Ai phải làm việc về bầu cử ở Vĩnh Phúc?", "topic", "bầu cử"),
        ("Sở Y tế Bắc Giang phải làm gì?", "agent", "Sở Y tế"),
        ("Sở Y tế Bắc Giang phải làm gì?", "province", "Bắc Giang"),
    ],
)
def test_every_kind_of_slot_stands_where_it_was_typed(
    session: AskSession, question: str, slot: str, typed: str
) -> None:
    found = [question[s.start : s.end] for s in session.ask(question).slots if s.slot == slot]
    assert any(typed.endswith(text) and text for text in found), session.ask(question).slots

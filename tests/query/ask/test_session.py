"""Whole questions: conversation, refusals, strange input, spelling."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kg.engine import OxigraphRepo
from kg.load import load
from kg.store import memory_store
from ontology.text import strip_marks
from query.ask import AskSession, Status, ask
from query.ask.wordings import ask_in_words, wordings


def test_ask_keeps_a_session_per_repository(samples: OxigraphRepo) -> None:
    assert ask("Thông báo 229 ký ngày nào?", samples).values == ("2021-05-09",)
    assert ask("Thông báo 229 ký ngày nào?", samples).values == ("2021-05-09",)


@pytest.mark.parametrize(
    ("context", "question", "form"),
    [
        (["Sở Y tế Bắc Giang phải làm gì?"], "còn Vĩnh Phúc thì sao?", "duties-of-body"),
        (["Bắc Giang có bao nhiêu ca F0?"], "còn F1?", "statistic"),
        (["Thông báo của Vĩnh Phúc số mấy?"], "ký ngày nào?", "document-date"),
        (["Bắc Giang chuẩn bị hòm phiếu phụ để làm gì?"], "ai phụ trách?", "who-must"),
        (["Bắc Giang có yêu cầu tiêm vắc xin không?"], "Thế còn hòm phiếu phụ?", "mentions"),
    ],
)
def test_follow_up_leans_on_the_question_before(
    session: AskSession, context: list[str], question: str, form: str
) -> None:
    answer = session.ask(question, context=context)
    assert (answer.status, answer.form) == (Status.ANSWERED, form)


def test_follow_up_exchanges_the_province(session: AskSession) -> None:
    answer = session.ask("còn Vĩnh Phúc thì sao?", context=["Sở Y tế Bắc Giang phải làm gì?"])
    assert {e.source for e in answer.evidence} == {"002_7b9496e55aaedaa2.txt"}


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Giá xăng hôm nay bao nhiêu?", Status.OUT_OF_SCOPE),
        ("Nấu phở thế nào?", Status.OUT_OF_SCOPE),
        ("Dự báo tháng sau có bao nhiêu ca?", Status.OUT_OF_SCOPE),
        ("Số điện thoại Sở Y tế Bắc Giang?", Status.OUT_OF_SCOPE),
        ("Theo bạn tỉnh nào làm tốt nhất?", Status.OUT_OF_SCOPE),
        ("Chủ tịch UBND tỉnh Vĩnh Phúc là ai?", Status.NOT_STATED),
        ("Hà Nội có bao nhiêu ca F0?", Status.NOT_STATED),
        ("Tháng 6/2021 Bắc Giang có bao nhiêu ca F0?", Status.NOT_STATED),
        ("Thông báo 300-TB/TU nói gì?", Status.NOT_STATED),
        ("Công an tỉnh Vĩnh Phúc phải làm gì?", Status.NOT_STATED),
        ("Sở Công Thương Bắc Giang phải làm gì?", Status.NOT_STATED),
    ],
)
def test_honest_refusal(session: AskSession, question: str, status: Status) -> None:
    answer = session.ask(question)
    assert (answer.status, answer.values, bool(answer.nearest)) == (status, (), True)


def test_refusals_differ_in_what_they_say(session: AskSession) -> None:
    questions = ["Giá xăng hôm nay bao nhiêu?", "Hà Nội có bao nhiêu ca F0?", "Thông báo 300-TB/TU nói gì?",
                 "Tháng 6/2021 Bắc Giang có bao nhiêu ca F0?", "Chủ tịch UBND tỉnh Vĩnh Phúc là ai?"]  # fmt: skip
    assert len({session.ask(q).answer for q in questions}) == len(questions)


def test_inferred_province_is_said_to_be_inferred(session: AskSession) -> None:
    said = session.ask("Bắc Giang có bao nhiêu ca F0?").cautions
    assert [caution.kind for caution in said] == ["inferred"]
    assert said[0].text.count("không ghi tên tỉnh") == 1
    assert not session.ask("Vĩnh Phúc nêu mấy hạn chế?").cautions


@pytest.mark.parametrize(
    "question",
    ["", "   ", "?!", "\x00\x01", "a" * 10_000, "phải làm gì " * 900, "hello how are you", "你好吗",
     "<script>alert(1)</script>", "SELECT * WHERE { ?s ?p ?o }", '" } DROP ALL #', "Sở Y tế {0} %s phải làm gì",
     "🙂🙂🙂", "1234567890", "\u0301\u0301"],
)  # fmt: skip
def test_strange_input_gets_a_clear_status(session: AskSession, samples: OxigraphRepo, question: str) -> None:
    before = samples.generation
    answer = session.ask(question)
    assert answer.answer
    assert samples.generation == before


@pytest.mark.parametrize(
    "question",
    ["SYT Bắc Giang phải làm gì?", "Ai phải ngăn chặn tin giả ở Vĩnh Phúc?", "Bắc Giang có bao nhiêu ca F1?"],
)
def test_spelling_changes_nothing(session: AskSession, question: str) -> None:
    values = session.ask(question).values
    assert values
    assert session.ask(unicodedata.normalize("NFD", question)).values == values
    assert session.ask(strip_marks(question)).values == values
    assert session.ask(question.upper()).values == values


def test_an_empty_store_says_so() -> None:
    with memory_store() as repo:
        assert ask("Sở Y tế Bắc Giang phải làm gì?", repo).status is Status.NOT_STATED


def test_a_notice_that_lacks_nearly_everything_can_be_asked_anything(tmp_path: Path) -> None:
    path = tmp_path / "bare.txt"
    path.write_text("Kết luận\n\n- Tăng cường xét nghiệm.\n- Hạn chế tập trung đông người.\n", encoding="utf-8")
    with memory_store() as repo:
        load([path], repo)
        bare = AskSession(repo)
        for asked in ask_in_words(wordings(), times=1, seed=0):
            assert all(isinstance(reading.score, float) for reading in bare.readings(bare.understood(asked.text)))
            answer = bare.ask(asked.text)
            assert answer.status is not Status.ANSWERED or answer.evidence, asked.text


def test_slots_stand_where_they_were_typed(session: AskSession) -> None:
    question = "SYT Bắc Giang phải làm gì?"
    slots = {slot.slot: question[slot.start : slot.end] for slot in session.ask(question).slots}
    assert slots["province"] == "Bắc Giang" and slots["agent"] == "SYT"


def test_answers_within_fifty_milliseconds(session: AskSession) -> None:
    questions = ["SYT Bắc Giang phải làm gì?", "Ai phải ngăn chặn tin giả ở Vĩnh Phúc?", "có yêu cầu tiêm vắc xin ko?"]
    times = sorted(session.ask(q).ms for q in questions * 5)
    assert times[len(times) // 2] < 50


def test_an_open_question_is_put_back_with_choices(session: AskSession) -> None:
    answer = session.ask("Thông báo về việc gì?")
    assert answer.status is Status.AMBIGUOUS
    assert len(answer.nearest) == 2
    assert all(session.ask(choice).status is Status.ANSWERED for choice in answer.nearest)


def test_a_unit_of_2025_points_to_the_provinces_it_took_in(session: AskSession) -> None:
    answer = session.ask("Phú Thọ nêu mấy hạn chế?")
    assert answer.status is Status.NOT_STATED
    assert answer.nearest[0] == "Vĩnh Phúc nêu mấy hạn chế?"

"""What is meant: which words are asked about, what may answer them, whose name has to be in the answer."""

import pytest

from query.ask import AskSession, Status
from query.ask.forms import forms
from query.ask.intent import intents
from query.ask.interrogatives import asked_for
from query.link.documents import find_numbers, written
from query.link.vocabulary import SYLLABLE


@pytest.mark.parametrize(
    ("key", "sorts"),
    [
        ("ai phai bao cao truoc ngay nao", {"who", "when"}),
        ("thong bao co neu so f0 khong", {"whether"}),
        ("moi ngay bao nhieu ca mac", {"number", "when"}),
        ("phuong cham la gi", {"thing"}),
        ("bua nao hop", {"when"}),
        ("hop hom mo", {"when"}),
        ("liet ke nhiem vu cua so y te", set[str]()),
    ],
)
def test_the_sort_of_answer_that_is_asked_for(key: str, sorts: set[str]) -> None:
    assert asked_for(key) == sorts


def test_forms_answer_the_sorts_that_their_wordings_ask_for() -> None:
    answers = intents().answers
    assert answers["deadline"] & {"when"} and not answers["deadline"] & {"who"}
    assert answers["has-recipient"] == {"whether"}


@pytest.mark.parametrize("question", ["Kon Tum bị Bộ Y tế nhắc nhở về chuyện gì", "ngành y tế Kon Tum bị chê chỗ nào"])
def test_what_someone_is_blamed_for_is_a_shortcoming(genres: AskSession, question: str) -> None:
    assert genres.readings(genres.understood(question))[0].form.id == "shortcomings"


def _content(session: AskSession, question: str, form: str) -> tuple[str, ...]:
    return session.understood(question).content(next(f for f in forms() if f.id == form)).keys


def test_half_of_a_word_of_the_content_is_no_word_of_the_asking(session: AskSession) -> None:
    assert "bao" in _content(session, "bao gio phai bao cao Thuong truc Tinh uy", "deadline")
    assert "tinh" in _content(session, "tỉnh nào nêu tinh thần chủ động", "which-provinces")


@pytest.mark.parametrize("question", ["UBND tỉnh Bắc Giang phải gửi báo cáo cho cơ quan nào?", "Ai ký bản nhận xét?"])
def test_what_others_send_or_sign_is_no_part_of_the_notice(session: AskSession, question: str) -> None:
    assert session.ask(question).form not in ("document-recipients", "document-signatory", "has-recipient")


def test_a_particular_body_has_to_be_told_as_a_whole(session: AskSession) -> None:
    answer = session.ask("Bộ Tài chính phải bảo đảm an ninh trật tự ra sao?")
    assert answer.status is not Status.ANSWERED


def test_an_answer_says_more_than_the_question(session: AskSession) -> None:
    answer = session.ask("Bắc Giang cần chuẩn bị những vật chất gì phục vụ bầu cử?")
    assert any("hòm phiếu" in str(value) for value in answer.values)


@pytest.mark.parametrize(("syllable", "good"), [("nghiem", True), ("khuya", True), ("nghime", False), ("gaing", False)])
def test_shape_of_a_syllable(syllable: str, good: bool) -> None:
    assert (SYLLABLE.fullmatch(syllable) is not None) is good


def test_a_syllable_with_marks_is_no_typing_error(session: AskSession) -> None:
    words = session.understood("vỏ xe hỏng ở Bắc Giang thì ai dọn").linked.question.words
    assert [w.key for w in words][:3] == ["vo", "xe", "hong"]


def test_a_number_with_a_part_is_one_number() -> None:
    text, key = "NQ 66.7/2025 yêu cầu gì", "nghi quyet 66 7 2025 yeu cau gi"
    number = find_numbers(text, key)[0]
    assert key[number.start : number.end] == "66 7 2025"


def test_cited_numbers_are_found_with_and_without_a_nought() -> None:
    number = find_numbers("thông tư 05/2008", "thong tu 05 2008")[0]
    assert written(number) == [("5", "2008"), ("05", "2008")]


def test_who_else_is_no_one_the_question_names(session: AskSession) -> None:
    answer = session.ask("Theo chỉ đạo ở Bắc Giang, cơ quan nào phải nâng cao năng lực xét nghiệm cùng CDC tỉnh?")
    assert "Trung tâm Kiểm soát bệnh tật tỉnh" not in answer.values


def test_a_slip_in_a_question_changes_no_answer(session: AskSession) -> None:
    slipped, meant = (session.ask(f"{word} báo 229 có mấy mục?") for word in ("tông", "thông"))
    assert slipped.form == meant.form
    assert slipped.values == meant.values


def test_names_with_figures_are_read_in_capitals(session: AskSession) -> None:
    shouted, said = session.ask("CA F0 CAO NHẤT LÀ BAO NHIÊU"), session.ask("ca F0 cao nhất là bao nhiêu")
    assert [slot.value for slot in shouted.slots] == [slot.value for slot in said.slots]
    assert any(slot.value == "g.f0" for slot in shouted.slots)

"""Questions that no form answers are answered by the statement that clearly says most of them, or not at all."""

from __future__ import annotations

import pytest

from query.ask import AskSession
from query.ask.asker import asker_words
from query.ask.forms import fallback_form
from query.ask.model import Status, Value
from query.ask.outcome import Env
from query.ask.wanted import is_name, names, wanted
from query.link.words import read_question


def env_of(session: AskSession, question: str) -> Env:
    understood = session.understood(question)
    return Env(fallback_form(), understood, session.catalogue, session.retriever, session._graph, session.linker)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Mộc Châu khen xã nào giữ F0 ở nhà giỏi?", ["xã Đông Sang", "xã Phiêng Luông"]),
        (
            "Tôi là phóng viên đang viết bài về bệnh dại, xin cho biết ở Đắk Nông sở nào phải trữ huyết thanh?",
            ["Sở Y tế"],
        ),
    ],
)
def test_everyday_wordings(genres: AskSession, question: str, values: list[Value]) -> None:
    answer = genres.ask(question)
    assert answer.status == Status.ANSWERED
    assert list(answer.values) == values
    assert answer.evidence


@pytest.mark.parametrize(
    "question",
    [
        "Công ty nào trúng thầu cung cấp vắc xin dại cho Đắk Nông?",
        "Đắk Nông để chó cắn thì trường nào phải đóng cửa?",
    ],
)
def test_nothing_but_a_name_answers_for_a_name(genres: AskSession, question: str) -> None:
    assert genres.ask(question).status != Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "sort", "head"),
    [
        ("xã nào được khen", "name", "xa"),
        ("phải bố trí gì", "text", ""),
        ("bao giờ mới được đón khách", "time", ""),
        ("theo phương châm gì", "quoted", ""),
        ("ai chủ trì việc này", "agent", ""),
        ("hướng tới những ai", "", ""),
        ("cần mấy máy xúc", "number", ""),
        ("có phải tiêm phòng không", "whether", ""),
    ],
)
def test_what_is_asked_for(genres: AskSession, question: str, sort: str, head: str) -> None:
    found = wanted(genres.understood(question))
    assert (found.sort, found.head) == (sort, head) if found else not sort


def test_names_of_a_kind_are_told_apart(genres: AskSession) -> None:
    env = env_of(genres, "huyện nào")
    text = "Hai huyện Đắk Mil, Cư Jút và thành phố Gia Nghĩa; huyện Krông Nô để chậm."
    assert names(env, text, "huyen") == ["huyện Đắk Mil", "huyện Cư Jút", "huyện Krông Nô"]
    assert names(env_of(genres, "cấp ủy nào"), "Huyện ủy Sông Vân và Thành ủy Bến Gạo", "cap uy") == [
        "Huyện ủy Sông Vân",
        "Thành ủy Bến Gạo",
    ]


def test_what_counts_as_a_name() -> None:
    assert is_name("Phòng Nông nghiệp", "phong")
    assert is_name("Bắc Giang", "dia phuong")
    assert not is_name(2874, "dia phuong")
    assert not is_name(
        "Phòng Nông nghiệp đo độ mặn tại 06 điểm, đăng tải trên trang của huyện mỗi ngày hai lần", "phong"
    )


@pytest.mark.parametrize(
    ("question", "proper"),
    [
        ("Em là giáo viên, nhà chưa có, cho em hỏi được vay bao nhiêu", "duoc vay bao nhieu"),
        ("Nhà tôi nuôi lợn, vậy có được bán không", "co duoc ban khong"),
        ("Để phòng dịch, ai phải tiêm phòng?", "de phong dich ai phai tiem phong"),
        ("Em phải làm gì", "em phai lam gi"),
    ],
)
def test_what_an_asker_tells_of_themselves_asks_nothing(question: str, proper: str) -> None:
    read = read_question(question)
    gone = asker_words(read)
    assert " ".join(word.key for i, word in enumerate(read.words) if i not in gone) == proper


def test_a_denial_answers_no_and_silence_answers_nothing(genres: AskSession) -> None:
    assert genres.ask("Mộc Châu có cho mua bán kít xét nghiệm trái quy định không?").values == (False,)
    assert genres.ask("Đắk Nông có cho nuôi hổ trong nhà không?").status != Status.ANSWERED


def test_what_somebody_is_said_to_do_is_no_no(fresh_notices: AskSession) -> None:
    denied = fresh_notices.ask("Sở Nội vụ có dự họp giải ngân ở Tiền Giang không?")
    assert denied.values == (False,)
    said = fresh_notices.ask("lợn nái ở Hà Nam có phải tiêm phòng dại cho chó không?")
    assert said.status != Status.ANSWERED


def test_who_is_never_answered_by_no(fresh_notices: AskSession) -> None:
    asked = "Nếu dập dịch sốt xuất huyết ở Đắk Lắk không xong thì ai phải trả lời trước Ban Thường vụ Tỉnh ủy?"
    assert fresh_notices.ask(asked).values != (False,)

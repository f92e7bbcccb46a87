"""Follow-ups: a question that leans on the one before it."""

import pytest

from query.ask import AskSession, Status

DUTIES = "Sở Y tế Bắc Giang phải làm gì?"
ORDER = "Bắc Giang yêu cầu gì về cách ly tập trung?"


@pytest.mark.parametrize(
    ("earlier", "follow", "alone"),
    [
        ([DUTIES], "còn Vĩnh Phúc thì sao?", "Sở Y tế Vĩnh Phúc phải làm gì?"),
        ([DUTIES], "con vinh phuc thi sao", "Sở Y tế Vĩnh Phúc phải làm gì?"),
        ([DUTIES], "thế hạn chót?", "hạn chót Sở Y tế Bắc Giang"),
        (["Bắc Giang có bao nhiêu ca F0?"], "thế F1?", "Bắc Giang có bao nhiêu ca F1?"),
        ([DUTIES, "còn Vĩnh Phúc thì sao?"], "còn Bắc Giang?", DUTIES),
    ],
)
def test_a_follow_up_is_read_in_full(session: AskSession, earlier: list[str], follow: str, alone: str) -> None:
    answer = session.ask(follow, context=earlier)
    assert answer.status is Status.ANSWERED
    assert answer.values == session.ask(alone).values


@pytest.mark.parametrize("follow", ["ai phụ trách?", "ai phu trach", "thế ai phụ trách?"])
def test_who_is_asked_of_the_matter_before(session: AskSession, follow: str) -> None:
    answer = session.ask(follow, context=[ORDER])
    assert answer.status is Status.ANSWERED
    assert "Ủy ban nhân dân tỉnh" in answer.values


def test_a_question_of_its_own_does_not_lean(session: AskSession) -> None:
    alone = session.ask("Vĩnh Phúc nêu mấy hạn chế?")
    assert session.ask("Vĩnh Phúc nêu mấy hạn chế?", context=[DUTIES, ORDER]).values == alone.values


@pytest.mark.parametrize("earlier", [["?"], [""], ["Giá vàng hôm nay?"], ["x" * 5000], ["còn Vĩnh Phúc thì sao?"]])
def test_nothing_sensible_before_does_no_harm(session: AskSession, earlier: list[str]) -> None:
    assert session.ask("thế hạn chót?", context=earlier).answer


ISOLATED = "Thái Bình thiết lập vùng cách ly y tế ở thôn nào?"
CLEARING = "Đắk Nông giao ai phát động chiến dịch diệt lăng quăng?"


@pytest.mark.parametrize(
    ("earlier", "follow", "said"),
    [
        (ISOLATED, "trước mấy giờ?", "20 giờ"),
        (CLEARING, "đợt 1 xong hôm nào?", "2023-08-10"),
        ("Ai ký công điện 09 của Thái Bình?", "thế nó có độ khẩn gì?", "Hỏa tốc"),
        ("Quảng Bình biểu dương ai?", "chỉ thị đó số mấy?", "18/CT-UBND"),
        ("Thông báo của Hà Nam ban hành ngày nào?", "thế số bao nhiêu", "104-TB/TU"),
        ("Phú Thọ biểu dương ai?", "thế còn hạn chế gì?", "cập nhật dữ liệu tiêm chủng chậm"),
        ("Đồng Nai có bao nhiêu ca xuất viện?", "thế số ca mắc?", "38412"),
        ("Mộc Châu đón bao nhiêu lượt khách?", "thông báo đó ai ký", "Hoàng Thị Xuyến"),
        ("trạm y tế lưu động đặt ở những cụm xã nào?", "ai ký?", "Hoàng Thị Xuyến"),
    ],
)
def test_what_the_last_answer_was_drawn_from_is_asked_further(
    genres: AskSession, earlier: str, follow: str, said: str
) -> None:
    answer = genres.ask(follow, context=[earlier])
    assert answer.status is Status.ANSWERED
    assert said.casefold() in " ".join(map(str, answer.values)).casefold()


def test_a_thing_pointed_at_is_not_answered_by_who_did_it(session: AskSession) -> None:
    """“những ai” asks for whom the campaign is, not who leads it, which was asked before."""
    before = ["ai chủ trì phát động phong trào ủng hộ Vĩnh Phúc chống dịch"]
    answer = session.ask("phong trào ấy hướng tới những ai?", context=before)
    assert answer.status is not Status.ANSWERED


def test_what_the_statements_before_do_not_say_is_not_taken_from_them(genres: AskSession) -> None:
    answer = genres.ask("tốn bao nhiêu tiền?", context=[ISOLATED])
    assert answer.status is not Status.ANSWERED

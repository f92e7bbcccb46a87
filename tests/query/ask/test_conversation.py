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

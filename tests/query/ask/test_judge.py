"""The statements' own word on what forms answer: selection, agreement, and what is read where no form answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from query.ask import AskSession, judge
from query.ask.assess import assess, form_signs
from query.ask.find_reading import reading
from query.ask.ranking import Reading
from query.ask.select import Selection, select


def selected(session: AskSession, question: str) -> Selection:
    return select(session.fallback_env(session.understood(question)))


def found(session: AskSession, question: str) -> Reading:
    best = session.best(session.understood(question))
    assert best is not None
    return best


def test_the_statement_that_answers_comes_first(fresh_notices: AskSession) -> None:
    selection = selected(fresh_notices, "Vỏ xe hỏng và đồ phế thải đọng nước ở Đắk Lắk thì sở nào hướng dẫn dọn?")
    assert "lốp xe cũ" in selection.statements[0].fact.text
    shares = [one.probability for one in selection.statements]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


def test_nothing_is_selected_where_nothing_is_asked(fresh_notices: AskSession) -> None:
    assert all(one.probability < 0.5 for one in selected(fresh_notices, "Đắk Lắk").statements)


def test_an_answer_that_the_statements_say_is_likelier_than_another(genres: AskSession) -> None:
    question = "Mộc Châu khen xã nào giữ F0 ở nhà giỏi?"
    selection, best = selected(genres, question), found(genres, "Mộc Châu biểu dương xã nào quản lý F0 tại nhà?")
    other = replace(best, outcome=replace(best.outcome, values=("thị trấn Mộc Châu",)))
    said, strange = form_signs(best, selection), form_signs(other, selection)
    assert said["agree"] == strange["agree"] > 0
    assert said["same"] > strange["same"]
    assert (assess(best, selection) or 0) > (assess(other, selection) or 1)


@pytest.mark.parametrize("question", ["Những văn bản nào nói về bầu cử?", "Có bao nhiêu văn bản?"])
def test_lists_and_counts_are_not_judged_by_statements(genres: AskSession, question: str) -> None:
    assert assess(found(genres, question), selected(genres, question)) is None


def test_a_form_is_given_up_that_the_statements_speak_against(
    fresh_notices: AskSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Tiền Giang: sở nào phải xin cho xong giấy phép mỏ cát"
    env = fresh_notices.fallback_env(fresh_notices.understood(question))
    other = found(fresh_notices, "Tiền Giang giao ai công khai tiến độ giải ngân?")
    assert other.answers
    sure = assess(other, select(env))
    assert sure is not None
    monkeypatch.setattr(judge, "UNLIKELY", sure + 0.01)
    told = judge.judged(other, env)
    assert told is not None
    assert told.outcome.values == fresh_notices.ask(question).values == ("Sở Tài nguyên và Môi trường",)
    monkeypatch.setattr(judge, "UNLIKELY", sure)
    assert judge.judged(other, env) is other


@pytest.mark.parametrize("question", ["Quảng Trị có cấm biển không?", "Cao Bằng với Hà Nam, nơi nào nhanh hơn?"])
def test_what_the_reader_leaves_to_forms(fresh_notices: AskSession, question: str) -> None:
    env = fresh_notices.fallback_env(fresh_notices.understood(question))
    assert reading(env, select(env)) is None


def test_what_is_read_is_quoted_from_its_statement(fresh_notices: AskSession) -> None:
    env = fresh_notices.fallback_env(fresh_notices.understood("cdc dak lak gap o dich moi thi phai lam sao"))
    outcome = reading(env, select(env))
    assert outcome is not None
    assert outcome.evidence
    assert outcome.probability is not None
    assert 0 < outcome.probability < 1

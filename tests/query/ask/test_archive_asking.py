"""Questions that name no place, over an archive of many notices: what is shown is part, what is counted is all."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.archive import Spec
from kg.archive.bulk import quads_of
from kg.archive.compose import compose_province
from kg.archive.plan import chosen_provinces
from kg.engine import OxigraphRepo
from kg.store import memory_store
from query.ask import AskSession, Status
from query.ask.catalogue import Fact
from query.ask.facts import Facts, Linked
from query.ask.limits import FACTS, NOTICES
from query.ask.retrieve import Content
from query.ask.traits import forbids

SPEC = Spec(provinces=8, notices=10, seed=3)


@pytest.fixture(scope="module")
def archive() -> OxigraphRepo:
    """80 synthetic notices of eight provinces."""
    repo = memory_store()
    for province in chosen_provinces(SPEC):
        for one in compose_province(SPEC, province):
            repo.store.extend(quads_of(one))
    return repo


@pytest.fixture(scope="module")
def session(archive: OxigraphRepo) -> AskSession:
    return AskSession(archive)


@pytest.fixture(scope="module")
def facts(session: AskSession) -> list[Fact]:
    return list(session.catalogue.facts.values())


def said(session: AskSession, question: str) -> str:
    """What a question's answer is told to leave out."""
    answer = session.ask(question)
    assert answer.status is Status.ANSWERED
    return " ".join(caution.text for caution in answer.cautions if caution.kind == "cut")


CONDITIONS: list[tuple[str, Linked | None]] = [
    ("Duty", None),
    ("Duty", {"deadline": None}),
    ("Duty", {"deadline": ["ngay"]}),
    ("Duty", {"forbids": None}),
    ("Duty", {"cooperatesWith": None}),
    ("Duty", {"cooperatesWith": None, "deadline": None}),
    ("Shortcoming", None),
    ("Motto", {"deadline": None}),
]


@pytest.mark.parametrize("few", [None, 15])
@pytest.mark.parametrize(("kind", "linked"), CONDITIONS)
def test_the_first_are_chosen_and_all_are_counted(
    session: AskSession, kind: str, linked: Linked | None, few: int | None
) -> None:
    known: Facts = session.catalogue.facts
    notices = tuple(session.catalogue.notices)[:few]
    every = known.of([kind], notices, linked=linked)
    chosen = known.chosen(kind, notices, None, linked, limit=7)
    assert list(chosen.first) == every[:7]
    assert dict(chosen.homes) == Counter(fact.notice for fact in every)
    assert list(known.chosen(kind, notices, None, linked, limit=None).first) == every


def test_the_traits_of_the_index_are_those_of_the_facts(session: AskSession, facts: list[Fact]) -> None:
    known, notices = session.catalogue.facts, tuple(session.catalogue.notices)
    forbidding = {fact.iri for fact in facts if fact.is_duty and forbids(fact)}
    assert forbidding
    assert {fact.iri for fact in known.of(["Duty"], notices, linked={"forbids": None})} == forbidding


def test_duties_are_counted_to_the_last(session: AskSession, facts: list[Fact]) -> None:
    duties = sum(fact.is_duty for fact in facts)
    assert duties > FACTS
    assert session.ask("Có tất cả bao nhiêu nhiệm vụ?").values == (duties,)


def test_statements_of_a_kind_are_counted_to_the_last(session: AskSession, facts: list[Fact]) -> None:
    shortcomings = [fact for fact in facts if fact.kind == "Shortcoming"]
    assert len({fact.notice for fact in shortcomings}) > NOTICES
    assert session.ask("Các văn bản nêu mấy hạn chế?").values == (len(shortcomings),)


def test_a_list_says_of_how_many_it_shows_part(session: AskSession, facts: list[Fact]) -> None:
    dated = [fact for fact in facts if any(role == "deadline" for role, _ in fact.parts)]
    assert len(dated) > FACTS
    told = said(session, "Những nhiệm vụ nào có thời hạn?")
    assert f"{FACTS} trong {len(dated)} kết quả, thuộc {len({fact.notice for fact in dated})} văn bản" in told


def test_a_refusal_says_that_not_every_notice_was_looked_at(session: AskSession) -> None:
    answer = session.ask("Văn bản có gửi Văn phòng Chính phủ không?")
    assert answer.status is not Status.ANSWERED
    total = len(session.catalogue.notices)
    assert [caution.text for caution in answer.cautions] == [
        f"Mới tìm trong {NOTICES} của {total} văn bản; nêu tỉnh, số văn bản hoặc lĩnh vực để tìm hết."
    ]


def test_a_refusal_in_one_notice_needs_no_caution(session: AskSession) -> None:
    notice = next(n for n in session.catalogue.notices.values() if n.number and n.province_label)
    answer = session.ask(f"Văn bản {notice.number} của {notice.province_label} có gửi Văn phòng Chính phủ không?")
    assert not answer.cautions


def test_what_is_asked_about_is_found_where_its_words_are_common(
    session: AskSession, facts: list[Fact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("query.ask.tiers.RANKED", 30)
    notices = tuple(session.catalogue.notices)
    for fact in [fact for fact in facts if fact.is_duty and len(fact.keys) > 10][::60]:
        keys = fact.keys[2:9]
        matches = session.retriever.search(Content(tuple(range(len(keys))), keys), ("Duty",), notices, limit=20)
        assert matches[0].coverage > 0.99
        assert set(keys) <= set(matches[0].fact.keys) | matches[0].fact.lead


def test_words_around_facts_are_those_of_their_items(session: AskSession, facts: list[Fact]) -> None:
    some = [fact for fact in facts if fact.section][:60]
    around = session.catalogue.facts.around(some)
    for fact in some:
        same = [f for f in facts if (f.notice, f.section) == (fact.notice, fact.section)]
        assert set(around[fact.notice, fact.section].split()) == {key for f in same for key in f.keys}


def test_all_notices_need_not_be_named(session: AskSession) -> None:
    answer = session.ask("những văn bản nào thiếu số hiệu, ngày hay chữ ký")
    assert answer.form == "missing-parts"
    assert "VALUES" not in answer.sparql
    assert "missingPart" in answer.sparql


def test_who_gives_most_duties_is_counted_over_all(session: AskSession, facts: list[Fact]) -> None:
    answer = session.ask("tỉnh nào giao nhiều nhiệm vụ nhất")
    notices = session.catalogue.notices
    counts = Counter(notices[fact.notice].home for fact in facts if fact.kind == "Duty")
    assert answer.values == (counts.most_common(1)[0][0],)
    assert len(answer.evidence) <= FACTS

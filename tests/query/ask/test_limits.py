"""What one answer shows of a large archive."""

from __future__ import annotations

from query.ask.limits import FACTS, FEW, NOTICES, limited

LARGE = FEW + 1


def facts(count: int, of: str = "n") -> list[str]:
    return [f"{of}{i // 10}#duty-{i}" for i in range(count)]


def test_a_store_of_few_notices_is_answered_whole() -> None:
    slots = {"fact": facts(FACTS * 2)}
    assert limited("duties", slots, notices=FEW) == (slots, None)


def test_many_facts_are_cut_and_counted() -> None:
    kept, cut = limited("duties", {"fact": facts(FACTS + 20)}, notices=LARGE)
    assert len(kept["fact"]) == FACTS
    assert cut is not None
    assert (cut.shown, cut.total, cut.among, cut.facts) == (FACTS, FACTS + 20, 12, True)


def test_facts_that_are_given_are_not_looked_for_by_notice() -> None:
    slots = {"fact": facts(10), "notice": ["other", "n0"]}
    assert limited("statistics", slots, notices=LARGE) == ({"fact": facts(10)}, None)


def test_many_notices_are_cut_unless_a_person_narrows_the_query() -> None:
    scope = [f"n{i}" for i in range(NOTICES + 5)]
    kept, cut = limited("signatories", {"notice": scope}, notices=LARGE)
    assert list(kept["notice"]) == scope[:NOTICES]
    assert cut is not None
    assert (cut.shown, cut.total, cut.facts) == (NOTICES, NOTICES + 5, False)
    assert limited("officials", {"notice": scope, "person": ["p"]}, notices=LARGE)[1] is None

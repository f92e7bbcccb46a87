"""What the reader shows of a notice and of a duty, read from the graph."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.repo import Repo
from kg.store import open_store
from ui.reader import facts_by_subject, holdings, list_notices, notice_text, read_duty, read_notice
from ui.render.comparison import comparison
from ui.terms import best_label, compact, path_of


@pytest.fixture(scope="module")
def repo(store: Path) -> Iterator[Repo]:
    with open_store(store, read_only=True) as opened:
        yield opened


def test_holdings_name_provinces_and_period(repo: Repo) -> None:
    loaded = holdings(repo, "vi")
    assert loaded.notices == 2
    assert loaded.provinces == ("Bắc Giang", "Vĩnh Phúc")
    assert loaded.first == "2021-05-09"


def test_stated_and_inferred_provinces_are_told_apart(repo: Repo) -> None:
    assert {card.province: card.basis for card in list_notices(repo, "vi")} == {
        "Bắc Giang": "inferred",
        "Vĩnh Phúc": "stated",
    }


def test_marks_lie_in_the_raw_text(repo: Repo, notices: dict[str, str]) -> None:
    for iri in notices.values():
        view = read_notice(repo, iri, "vi")
        assert view is not None
        assert view.duty_count > 10
        assert all(0 <= mark.start < mark.end <= len(view.text) for mark in view.marks)
        assert view.text == notice_text(repo, iri)[0]


def test_repairs_keep_what_was_written(repo: Repo, notices: dict[str, str]) -> None:
    view = read_notice(repo, notices["Vĩnh Phúc"], "vi")
    assert view is not None
    assert all(view.text[r.start : r.end] == r.observed for r in view.repairs)
    assert any("VINH PHÚC" in repair.observed for repair in view.repairs)


def test_every_duty_has_someone_to_do_it(repo: Repo, notices: dict[str, str]) -> None:
    view = read_notice(repo, notices["Vĩnh Phúc"], "vi")
    assert view is not None
    names = sorted({mark.name for mark in view.marks if mark.kind == "duty"})
    duties = [read_duty(repo, f"{view.iri}#{name}", "vi") for name in names]
    assert all(duty is not None and duty.assignees for duty in duties)
    assert {a.source for duty in duties if duty for a in duty.assignees} == {"explicit", "inherited"}


def test_what_is_not_stored_is_none(repo: Repo, notices: dict[str, str]) -> None:
    assert read_notice(repo, notices["Vĩnh Phúc"] + "x", "vi") is None
    assert read_duty(repo, notices["Vĩnh Phúc"] + "#duty-999", "vi") is None
    assert notice_text(repo, "https://w3id.org/thongtri/id/notice/none") == ("", "")


def test_facts_come_by_subject(repo: Repo, notices: dict[str, str]) -> None:
    facts = facts_by_subject(repo, notices["Vĩnh Phúc"], "en")
    assert any(iri.endswith("#duty-4") for iri in facts)


@pytest.mark.parametrize("by", ["topic", "duty", "body", "indicator"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_comparison_always_shows_its_coverage(repo: Repo, by: str, lang: str) -> None:
    from query.compare import compare
    from ui.captions import captions

    html = comparison(compare(repo, ["Bắc Giang", "Vĩnh Phúc"], by), captions(lang))
    assert html.count("tt-cover") >= 2
    assert captions(lang)("compare.caution") in html


def test_terms_are_shown_short() -> None:
    assert compact("https://w3id.org/thongtri/ontology#Duty") == "tt:Duty"
    assert path_of("https://w3id.org/thongtri/id/notice/a/b#duty-1") == "/id/notice/a/b#duty-1"
    assert best_label([], "vi") == ""

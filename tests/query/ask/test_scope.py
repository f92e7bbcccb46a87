"""What questions ask of the same notices again and again is counted once, and as the notices say."""

from __future__ import annotations

from query.ask import AskSession
from query.ask.scope import bearing
from query.link.documents import find_numbers


def test_notices_of_a_province_are_listed_once(session: AskSession) -> None:
    everything = session.catalogue.everything
    of_one = everything.of_provinces(["bac-giang"])
    assert of_one is everything.of_provinces({"bac-giang"})
    assert [notice.province for notice in of_one] == ["bac-giang"]
    assert len(everything.of_provinces(["bac-giang", "vinh-phuc"])) == len(everything) == 2
    assert not everything.of_provinces(["lam-dong"])


def test_what_notices_say_together(session: AskSession) -> None:
    everything = session.catalogue.everything
    assert everything.provinces == {"bac-giang": "Bắc Giang", "vinh-phuc": "Vĩnh Phúc"}
    assert {iri for notices in everything.homes.values() for iri in notices} == everything.members
    assert everything.title_words <= everything.header_words
    assert everything.issuers == {notice.issuer for notice in everything}


def test_a_number_finds_the_notices_that_bear_it(session: AskSession) -> None:
    everything = session.catalogue.everything
    (number,) = find_numbers("thông báo 229", "thong bao 229")
    assert [notice.number for notice in bearing(number, everything)] == ["229-TB/TU"]
    (other,) = find_numbers("thông báo 228", "thong bao 228")
    assert not bearing(other, everything)


def test_areas_are_those_of_their_own_bodies(genres: AskSession) -> None:
    everything = genres.catalogue.everything
    assert everything.areas
    assert all(notice.area for notices in everything.areas.values() for notice in notices)

"""Cue files prove themselves, and a faulty one names every fault."""

import tomllib

import pytest

from ingest import cues as cues_module
from ingest.cues import CueError, canon, compile_words, cues


@pytest.mark.parametrize("name", ["duties", "mentions", "topics"])
def test_every_cue_finds_its_example_and_not_its_miss(name: str) -> None:
    assert cues(name)


def test_canon_keeps_the_length_and_one_tone_placement() -> None:
    text = "UỶ BAN\nHoà Bình"
    assert len(canon(text)) == len(text)
    assert canon(text) == "ủy ban hòa bình"


def test_phrases_match_over_any_white_space_and_whole_syllables() -> None:
    pattern = compile_words(("tập trung", "tập"))
    found = pattern.search("phải tập  trung")
    assert found and found.group() == "tập  trung"
    assert not pattern.search("tậptrung")


def test_all_faults_are_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"cue": [{"id": "a", "words": ["giao"], "example": "nhận", "miss": "x"},
                    {"id": "b", "words": ["giao"], "example": "giao", "miss": "giao"},
                    {"id": "c", "regex": "(", "example": "", "miss": ""}]}  # fmt: skip
    monkeypatch.setattr(tomllib, "loads", lambda _: rows)
    with pytest.raises(CueError) as error:
        cues_module.cues.__wrapped__("duties")
    assert all(part in str(error.value) for part in ("a: ", "b: ", "c: "))

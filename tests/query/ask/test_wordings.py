"""Wordings of the forms, the shape of a question, and what is learnt from them."""

from __future__ import annotations

import math
import random

import pytest

from query.ask import AskSession, Status, ranking, train
from query.ask.forms import forms
from query.ask.intent import intents, loaded
from query.ask.ranking import weights
from query.ask.shape import NAMES, features, known, shape
from query.ask.wordings import WordingsError, ask_in_words, filled, read_wordings, wordings

SOUND = '[fillers]\nbody = "Sở Y tế"\n[openings]\nlines = ""\n[endings]\nlines = ""\n[wordings]\n' + "\n".join(
    f'{form.id} = "{{body}} là gì"' for form in forms()
)


def test_every_form_has_wordings() -> None:
    assert min(map(len, wordings().by_form.values())) >= 20
    assert wordings().by_form.keys() == {form.id for form in forms()}


def test_no_wording_stands_under_two_forms() -> None:
    lines = [line for group in wordings().by_form.values() for line in group]
    assert {line for line in lines if lines.count(line) > 1} == set()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOUND + '\nnonsense = "gì"', "nonsense: no such form"),
        (SOUND.replace('who-must = "{body} là gì"', ""), "who-must: no wording"),
        (SOUND.replace('who-must = "{body}', 'who-must = "{bod}'), "no fillers for {bod}"),
        (SOUND.replace("[fillers]", "[filler]"), "fillers"),
    ],
)
def test_faults_are_told(text: str, said: str) -> None:
    assert read_wordings(SOUND).fillers == {"body": ("Sở Y tế",)}
    with pytest.raises(Exception, match="wordings") as error:
        read_wordings(text)
    assert said in str(error.value)
    assert isinstance(error.value, WordingsError) or "fillers" in said


def test_the_same_seed_makes_the_same_questions() -> None:
    one, two, other = (list(ask_in_words(wordings(), times=2, seed=seed)) for seed in (1, 1, 2))
    assert one == two != other
    assert not any("{" in asked.text for asked in one)


def test_a_filler_may_have_slots() -> None:
    assert filled("{a} gì", {"a": ("báo cáo của {b}",), "b": ("ai",)}, random.Random(0)) == "báo cáo của ai gì"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Sở Y tế Bắc Giang phải làm gì trước ngày 9/5/2021?", "<body> <province> phai lam gi truoc ngay <date>"),
        ("TB 229 gửi cho ai", "thong bao <number> gui cho ai"),
        ("cho mình hỏi tb 229 gửi cho ai vậy ạ?", "thong bao <number> gui cho ai"),
        ("cuộc họp bàn những gì", "cuoc hop ban nhung gi"),
    ],
)
def test_shape(session: AskSession, question: str, expected: str) -> None:
    assert " ".join(shape(session.understood(question))) == expected


def test_words_that_no_wording_uses_are_one() -> None:
    assert known(("ai", "lo", "hon", "phieu", "phu"), {"ai", "lo"}) == ("ai", "lo", "_")
    assert {"ai", "^ ai", "ai _", "ai … $"} <= features(("ai", "_"))


def test_probabilities_sum_to_one() -> None:
    likely = intents().likely(("ai", "ky", "thong", "bao", NAMES[0]))
    assert math.isclose(sum(map(math.exp, likely.values())), 1, rel_tol=1e-9)
    assert max(likely, key=lambda form: likely[form]) == "document-signatory"


def test_weights_are_of_the_files_as_they_are() -> None:
    assert intents().source == train.digest(), "run make docs: the wordings have changed since the weights were made"
    assert set(intents().forms) == {form.id for form in forms()}


def test_few_wordings_teach_new_ones() -> None:
    """Of the wordings left out of the learning, most are among the likeliest of their form."""
    everything = wordings()
    left_out = {form: set(lines[::10]) for form, lines in everything.by_form.items()}
    asked = [a for a in ask_in_words(everything, times=1, seed=1) if a.wording not in left_out[a.form]]
    new = [a for a in ask_in_words(everything, times=1, seed=2) if a.wording in left_out[a.form]]
    learnt = loaded(train.train(asked))
    ranks = []
    for question, form in zip(train.shapes(new), new, strict=True):
        likely = learnt.likely(question)
        ranks.append(sorted(likely, key=lambda f: -likely[f]).index(form.form))
    assert sum(rank < 1 for rank in ranks) > 0.5 * len(ranks)
    assert sum(rank < 8 for rank in ranks) > 0.9 * len(ranks)


def test_readings_are_ranked_by_their_features(session: AskSession) -> None:
    readings = session.readings(session.understood("Sở Y tế Bắc Giang phải làm gì?"))
    assert [r.score for r in readings] == sorted((r.score for r in readings), reverse=True)
    assert readings[0].form.id == "duties-of-body"
    assert readings[0].features.keys() == weights().keys()


@pytest.mark.parametrize(
    "question",
    [
        "Sở Y tế Bắc Giang phải làm gì?",
        "ai ký thông báo 229",
        "tỉnh nào không nói về hòm phiếu phụ",
        "khi nào thì giãn cách xã hội",
        "Bắc Giang có bao nhiêu ca F0",
        "Đảng ủy Công an tỉnh Vĩnh Phúc phải tiêm vắc xin trước ngày nào",
    ],
)
def test_leaving_out_hopeless_forms_changes_nothing(session: AskSession, question: str) -> None:
    best = session.readings(session.understood(question))[0]
    assert session.ask(question).form == best.form.id


def test_what_is_likelier_wrong_is_shown_as_passages(session: AskSession, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "Sở Y tế Bắc Giang phải làm gì?"
    sure = session.ask(question)
    assert 0.5 <= sure.confidence < 1
    monkeypatch.setattr(ranking, "EVEN", 1.0)
    doubted = session.ask(question)
    assert (doubted.status, doubted.values) == (Status.SEARCH, ())
    assert doubted.evidence == sure.evidence
    assert doubted.reading == sure.reading

"""The scale of directive strength and its cues."""

from __future__ import annotations

from importlib.resources import files

import pytest

from query.compare.strength import Said, StrengthError, is_scenario, measure_strength, read_scale, scale

ORDER = "Rà soát các khu cách ly tập trung"


@pytest.mark.parametrize(
    ("said", "named", "level"),
    [
        (Said(ORDER), False, 2),
        (Said(ORDER), True, 3),
        (Said(ORDER, deadline_types=frozenset({"date"})), True, 4),
        (Said(ORDER, deadline_types=frozenset({"urgency"})), True, 3),
        (Said(ORDER, amounts=frozenset({"100%"})), True, 4),
        (Said("Lấy 5.000 mẫu mỗi ngày"), True, 4),
        (Said(ORDER, reports=True), True, 3),
        (Said(ORDER, amounts=frozenset({"100%"}), reports=True), True, 5),
        (Said(ORDER, amounts=frozenset({"100%"}), reports=True), False, 2),
        (Said(ORDER, request=True), True, 1),
        (Said("Vận động nhân dân ở nhà"), False, 1),
        (Said("Vận động nhân dân ở nhà"), True, 3),
    ],
)
def test_levels(said: Said, named: bool, level: int) -> None:
    assert measure_strength(said, named=named).value == level


def test_a_level_says_what_it_rests_on() -> None:
    level = measure_strength(Said("Xử lý nghiêm vi phạm trong 3 ngày"), named=True)
    assert (level.value, set(level.signs)) == (5, {"named", "cue:sanction", "cue:number"})


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("kể cả phương án cách ly xã hội toàn tỉnh", "gian-cach-xa-hoi", True),
        ("thực hiện cách ly xã hội toàn tỉnh", "gian-cach-xa-hoi", False),
        ("phương án cách ly xã hội; thực hiện ngay giãn cách xã hội", "gian-cach-xa-hoi", False),
        ("phương án lấy phiếu tại các khu cách ly tập trung", "cach-ly-tap-trung", False),
        ("xây dựng kịch bản bầu cử", "bau-cu", False),
    ],
)
def test_scenarios(text: str, topic: str, expected: bool) -> None:
    assert is_scenario(text, topic) is expected


def test_the_package_scale_proves_its_cues() -> None:
    assert [rule.level for rule in scale().rules][-1] == 2


def test_all_faults_are_told_at_once() -> None:
    text = files("query").joinpath("compare/strength.toml").read_text(encoding="utf-8")
    broken = text.replace('"accountable"]', '"accountable", "odd"]').replace(
        'counterexample = "Xử lý rác thải tại khu cách ly"', 'counterexample = "xử phạt"'
    )
    with pytest.raises(StrengthError) as caught:
        read_scale(broken)
    assert "unknown need odd" in str(caught.value)
    assert "cue sanction: finds its counterexample" in str(caught.value)

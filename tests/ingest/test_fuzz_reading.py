"""Damaged notices: the reader never breaks, and every offset it gives stands for the text it quotes."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.noise import fuzz
from tests.noise.damage import DAMAGES, Damage

SEEDS = 6


@pytest.mark.parametrize("mutate", DAMAGES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("name", ["000", "002"])
def test_a_damaged_notice_is_read_with_valid_offsets(name: str, mutate: Damage, samples: dict[str, Path]) -> None:
    text = samples[name].read_text(encoding="utf-8")
    for seed in range(SEEDS if name == "002" else 2):
        dice = random.Random(seed)
        fuzz.check_text(mutate(text, dice))


def pieces(text: str) -> list[str]:
    """Words and signs of a notice, line ends included."""
    return [word for line in text.splitlines() for word in (*line.split(), "\n", "\n\n")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_mixture_of_its_words_and_signs_is_read(data: st.DataObject, samples: dict[str, Path]) -> None:
    words = sorted({w for p in samples.values() for w in pieces(p.read_text(encoding="utf-8"))})
    some = data.draw(st.lists(st.one_of(st.sampled_from(words), st.text(max_size=6)), max_size=80))
    fuzz.check_text(
        "TỈNH ỦY HƯNG YÊN\n\nSố 85-TB/TU\n\nTHÔNG BÁO\n\nThường trực Tỉnh ủy yêu cầu các sở:\n\n" + " ".join(some)
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    fuzz.check_text(text)


@pytest.mark.parametrize(
    "unit", ["*_", "a\t", '"(', "1.", "- ;\n", "Sở Y tế, ", "(BCĐ) ", ". A", "ă", "THÔNG BÁO SỐ 5\n"]
)
def test_monotonous_text_takes_time_in_line_with_its_length(unit: str) -> None:
    fuzz.check_text(
        "TỈNH ỦY HƯNG YÊN\n\nSố 85-TB/TU\n\nTHÔNG BÁO\n\nTỉnh ủy yêu cầu các sở:\n\n" + unit * (20_000 // len(unit))
    )


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_notice_in_any_format(seed: int, tmp_path: Path) -> None:
    fuzz.run(tmp_path, random.Random(seed), fuzz.notices())

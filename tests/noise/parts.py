"""What mutations share: their type, the parts of a text they keep apart, and the wordings they insert."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.noise.text import Noisy

Gold = Mapping[str, Any]
Mutation = Callable[[Noisy, Gold], Noisy]
"""Damages a text as one kind of source does; the same text and annotation give the same damage."""

_TITLE = re.compile(r"^\W*(?:(?:THÔNG BÁO|CHỈ THỊ|QUYẾT ĐỊNH|KẾT LUẬN|CÔNG ĐIỆN|KẾ HOẠCH)\W*$|Kính gửi)", re.MULTILINE)
_RECIPIENTS = re.compile(r"^\W*Nơi nhận", re.MULTILINE)


@cache
def words() -> dict[str, Any]:
    """The wordings of `words.toml`."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def head_end(text: str) -> int:
    """Where the type or the addressees begin."""
    found = _TITLE.search(text)
    return found.start() if found else 0


def tail_start(text: str) -> int:
    """Where the recipients or the signature begin."""
    found = _RECIPIENTS.search(text)
    return found.start() if found else len(text)


def body_range(noisy: Noisy) -> tuple[int, int]:
    """The range from the first long paragraph to the recipients."""
    last = tail_start(noisy.text)
    first = re.compile(r"^.{160,}$", re.MULTILINE).search(noisy.text, 0, last)
    at = first.start() if first else head_end(noisy.text)
    return at, max(last, at)

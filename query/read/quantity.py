"""The number that a constituent tells."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"(?<![\w/])\d[\d.]*(?:,\d+)?(?![\w/])")


def quantity(text: str) -> int | float | None:
    """The first number written in digits, read the Vietnamese way; None if there is none.

    >>> quantity("không quá 2.000.000 đồng"), quantity("tối đa 4,5%"), quantity("hằng tuần")
    (2000000, 4.5, None)
    """
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = found.group().rstrip(".")
    if "," in digits or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    value = float(digits) if digits.count(".") <= 1 else None
    return None if value is None else int(value) if value.is_integer() else value

"""The page of question forms is the one that the data makes."""

from __future__ import annotations

from pathlib import Path

import query
from query.ask.page import PAGE, page


def test_page_is_up_to_date() -> None:
    path = Path(query.__file__).parents[1] / PAGE
    assert path.read_text(encoding="utf-8") == page()

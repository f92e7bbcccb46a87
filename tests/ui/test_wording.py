"""An answer taken apart says no more and no less."""

import pytest

from ui.captions import captions
from ui.wording import Worded, worded

SAY = captions("vi")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("9/5/2021.", Worded("9/5/2021.")),
        ("Nêu: a · b", Worded("Nêu:", ("a", "b"))),
        ("a · b", Worded("", ("a", "b"))),
        ("348. Lưu ý: tỉnh được suy ra.", Worded("348.", (), "Lưu ý: tỉnh được suy ra.")),
        ("Nêu: a · b. Lưu ý: x", Worded("Nêu:", ("a", "b."), "Lưu ý: x")),
        ("", Worded("")),
    ],
)
def test_parts_of_an_answer(text: str, parts: Worded) -> None:
    assert worded(text, SAY) == parts

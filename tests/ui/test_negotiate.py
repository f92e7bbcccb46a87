"""Content negotiation by RFC 9110."""

import pytest

from ui.negotiate import choose

OFFERS = ("text/turtle", "text/html", "application/ld+json")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/ld+json;q=0.5, text/turtle;q=0.1", "application/ld+json"),
        ("application/*", "application/ld+json"),
        ("text/turtle;q=0, */*", "text/html"),
        ("text/html;q=oops, text/turtle", "text/turtle"),
        ("image/png", None),
    ],
)
def test_the_best_offer_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen

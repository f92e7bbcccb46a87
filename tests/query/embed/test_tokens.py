"""Reading text as tokens."""

from __future__ import annotations

import pytest

from query.embed.tokens import MAX_PIECES, Tokenizer

VOCABULARY = [
    ["cách", "ly", "hòa", "bình", "tại", "nhà"],
    ["cách ly", "hòa bình", "tại nhà"],
    ["cach", "ly", "hoa", "binh", "tai", "nha", "dien"],
    ["cach ly", "hoa binh", "tai nha"],
]


@pytest.fixture
def tokenizer() -> Tokenizer:
    return Tokenizer(VOCABULARY)


def said(tokenizer: Tokenizer, text: str) -> list[str]:
    names = [f"{kind}:{token}" for kind, tokens in zip("pPfF", VOCABULARY, strict=True) for token in tokens]
    return [names[at] for at in tokenizer.read([text]).ids.tolist()]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Cách ly", ["p:cách", "p:ly", "P:cách ly"]),
        ("CACH LY", ["f:cach", "f:ly", "F:cach ly"]),
        ("hoà bình", ["p:hòa", "p:bình", "P:hòa bình"]),
        ("điện tại nhà", ["f:dien", "p:tại", "p:nhà", "P:tại nhà"]),
        ("cách, ly", ["p:cách", "p:ly", "P:cách ly"]),
        ("cách. Ly", ["p:cách", "p:ly"]),
        ("cách\nly", ["p:cách", "p:ly"]),
        ("xyz", []),
        ("", []),
        ("…?!", []),
    ],
    ids=str,
)
def test_tokens_of_a_text(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert said(tokenizer, text) == tokens


def test_decomposed_letters_are_the_same(tokenizer: Tokenizer) -> None:
    assert said(tokenizer, "ca\u0301ch ly") == said(tokenizer, "cách ly")


def test_sentences_are_cut_where_they_are_long_enough(tokenizer: Tokenizer) -> None:
    long, short = "cách ly tại nhà " * 3, "cách ly"
    bags = tokenizer.read([f"{long}. {long}. {short}.", f"{short}. {short}.", "", f"{short}. {long}. {long}"])
    assert bags.texts.tolist() == [0, 2, 3, 4, 6]
    assert len(bags.starts) == 7
    assert bags.starts[-1] == len(bags.ids)


def test_texts_read_together_are_as_read_alone(tokenizer: Tokenizer) -> None:
    texts = ["cách ly tại nhà. " * 20, "hoa binh", "", "hòa bình"]
    together = tokenizer.read(texts)
    for at, text in enumerate(texts):
        alone = tokenizer.read([text])
        start, end = together.starts[together.texts[at]], together.starts[together.texts[at + 1]]
        assert together.ids[start:end].tolist() == alone.ids.tolist()


def test_nothing_is_read_of_nothing(tokenizer: Tokenizer) -> None:
    bags = tokenizer.read([])
    assert (bags.ids.tolist(), bags.texts.tolist()) == ([], [0])


def test_endless_texts_are_cut(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.read(["cách " * 100_000]).ids) == MAX_PIECES

"""The shape of a question: its words with what it names replaced by what kind of thing that is.

“Sở Y tế Bắc Giang phải làm gì trước ngày 9/5?” has the shape `<body> <province> phai lam gi truoc <date>`:
what is asked is the same whichever body, province and date stand there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from query.ask.understand import Agent, Understanding
from query.link.words import Word

OTHER = "_"
"""Stands for a run of words that no wording of a question form uses: what the question is about."""
NAMES = ("<province>", "<body>", "<post>", "<person>", "<number>", "<date>", "<digits>")
START, END = "^", "$"
GAP = 3
"""Greatest distance of two words that are looked at together."""
SURE = 0.8
"""Confidence from which a province that has no notice in the store is taken for one."""


def shape(u: Understanding) -> tuple[str, ...]:
    """Folded words of the question, each name in it replaced by its kind in angle brackets."""
    question = u.linked.question
    words, starts = question.words, question.offsets()
    kinds = dict[int, str]()
    for topic in u.linked.of("topic"):
        if topic.last - topic.first > 1:
            kinds |= dict.fromkeys(range(topic.first, topic.last), OTHER)
    for agent in u.agents:
        if is_name(agent, words):
            kinds |= dict.fromkeys(range(agent.best.first, agent.best.last), f"<{agent.best.name.kind}>")
    for find in u.linked.of("province"):
        if find.confidence > SURE or any(find.first == p.first for p in u.provinces):
            kinds |= dict.fromkeys(range(find.first, find.last), "<province>")
    kinds |= dict.fromkeys(u.areas, "<province>")
    for period in u.linked.periods:
        kinds |= {i: "<date>" for i, w in enumerate(words) if period.start <= w.start < period.end}
    for number in u.linked.numbers:
        for i, word in enumerate(words):
            at = word.start if number.whole else starts[i]
            if number.start <= at < number.end:
                kinds[i] = "<number>"
    return tuple(_runs([kinds.get(i, "<digits>" if w.key.isdigit() else w.key) for i, w in enumerate(words)]))


def is_name(agent: Agent, words: Sequence[Word]) -> bool:
    """False for one small word that is folded like a name but written otherwise: “bàn” is no “Ban”."""
    find = agent.best
    return find.last - find.first > 1 or words[find.first].capital


def _runs(tokens: Sequence[str]) -> Iterator[str]:
    """Tokens, equal neighbours that stand for names written once."""
    for token, same in groupby(tokens):
        yield from [token] if token in NAMES or token == OTHER else same


def known(tokens: Sequence[str], vocabulary: Collection[str]) -> tuple[str, ...]:
    """Tokens with every run of words outside the vocabulary replaced by one `OTHER`."""
    return tuple(
        token
        for inside, run in groupby(tokens, key=lambda token: token in vocabulary)
        for token in (run if inside else [OTHER])
    )


def features(tokens: Sequence[str]) -> frozenset[str]:
    """What a shape is told by: words, neighbours, triples, pairs at a distance, how it begins and ends."""
    row = [START, *tokens, END]
    out = set(row[1:-1])
    for n in (2, 3):
        out |= {" ".join(row[i : i + n]) for i in range(len(row) - n + 1)}
    out |= {f"{row[i]} … {row[i + gap]}" for gap in range(2, GAP + 1) for i in range(len(row) - gap)}
    return frozenset(out)

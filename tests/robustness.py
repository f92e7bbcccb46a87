"""How robustly questions are read: the wordings of the forms over the sample notices, typed in many ways.

Every question is made of a wording (`query/forms/wordings.toml`) with names that the sample notices hold,
read clean, and read again as people type it. A reading is the form and what was linked (slots by value).
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources import files

from ontology import lexicon
from ontology.text import strip_marks
from query.ask import AskSession
from query.ask.wordings import Asked, ask_in_words, wordings

SEED = 7
EACH = 9
"""One wording in so many is asked: some 500, which make more than 3,000 questions."""
HERE: Mapping[str, tuple[str, ...]] = {
    "province": ("Bắc Giang", "Vĩnh Phúc"),
    "doc": ("thông báo 229", "thông báo của {province}", "văn bản của {province}"),
    "date": ("ngày 9/5/2021", "ngày 17/5/2021"),
}
"""Fillers that the sample notices cover, instead of those of the file."""
Reading = tuple[str, frozenset[tuple[str, str]]]
Noise = Callable[[str, random.Random], str]


def reading(session: AskSession, question: str) -> Reading:
    """Form and linked things of a question as the session understands it."""
    answer = session.ask(question)
    return answer.form, frozenset((slot.slot, slot.value) for slot in answer.slots)


def without_marks(text: str, _: random.Random) -> str:
    return strip_marks(text)


def small(text: str, _: random.Random) -> str:
    return strip_marks(text).lower()


def shouted(text: str, _: random.Random) -> str:
    return text.upper()


def polite(text: str, chance: random.Random) -> str:
    before, after = (
        chance.choice(("cho mình hỏi", "xin cho biết", "ad ơi cho hỏi")),
        chance.choice(("ạ", "vậy ạ", "thế")),
    )
    return f"{before} {text} {after}?"


def chat(text: str, chance: random.Random) -> str:
    """Some words as people write them in messages."""
    for meant, written in _chat().items():
        text = re.sub(rf"(?<!\w){re.escape(meant)}(?!\w)", chance.choice(written), text)
    return text


def short(text: str, _: random.Random) -> str:
    """Bodies and provinces by their abbreviations."""
    for name, abbreviation in _abbreviations():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", abbreviation, text)
    return text


def typo(text: str, chance: random.Random) -> str:
    """One slip of the finger in a word of at least five letters: doubled, dropped or swapped."""
    words = [m for m in re.finditer(r"[^\W\d_]{5,}", text) if m[0].islower()]
    if not words:
        return text
    word = chance.choice(words)
    at = word.start() + chance.randrange(1, len(word[0]) - 1)
    slip = chance.choice((text[at] * 2, "", text[at + 1] + text[at]))
    return text[:at] + slip + text[at + (2 if len(slip) == 2 and slip[0] != slip[1] else 1) :]


def half_marked(text: str, chance: random.Random) -> str:
    """Marks forgotten on a third of the words."""
    return " ".join(strip_marks(word) if chance.random() < 1 / 3 else word for word in text.split())


NOISES: Mapping[str, Noise] = {
    "without marks": without_marks,
    "small, without marks": small,
    "capitals": shouted,
    "polite": polite,
    "chat spelling": chat,
    "abbreviations": short,
    "a typing error": typo,
    "some marks missing": half_marked,
}


def measure(session: AskSession) -> dict[str, tuple[int, int]]:
    """Noise → (questions with the reading of the clean wording, questions it changed); `form`: wordings whose
    clean reading is the form they are listed under."""
    found = replace(wordings(), fillers={**wordings().fillers, **HERE})
    out, chance = defaultdict[str, list[bool]](list), random.Random(SEED)
    for asked in list(ask_in_words(found, times=1, seed=SEED))[::EACH]:
        clean = reading(session, asked.text)
        out["form"].append(clean[0] == asked.form)
        for name, text in noisy(asked, chance):
            out[name].append(reading(session, text) == clean)
    return {name: (sum(same), len(same)) for name, same in out.items()}


def noisy(asked: Asked, chance: random.Random) -> list[tuple[str, str]]:
    """The question typed in every way that changes it."""
    typed = [(name, noise(asked.text, chance)) for name, noise in NOISES.items()]
    return [(name, text) for name, text in typed if text != asked.text]


def _chat() -> dict[str, list[str]]:
    rows = csv.DictReader(io.StringIO(files("query").joinpath("forms/chat.csv").read_text(encoding="utf-8")))
    out = defaultdict[str, list[str]](list)
    for row in rows:
        if row["case"] in ("any", "lower"):
            out[row["meant"]].append(row["written"])
    return dict(out)


def _abbreviations() -> list[tuple[str, str]]:
    bodies = [(body.name, body.abbreviations[0]) for body in lexicon.bodies() if body.abbreviations]
    return sorted(bodies, key=lambda pair: -len(pair[0]))

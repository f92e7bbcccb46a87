"""What a question says of the one who asks: “tôi đang viết bài về …, cho hỏi …”. It asks nothing."""

from __future__ import annotations

import re

from query.link.language import language
from query.link.words import Question

_PAUSE = re.compile(r"[,:;.!?–]")


def asker_words(question: Question) -> frozenset[int]:
    """Positions of the words before the question proper that tell of the asker: the clauses from one in the first
    person, or one that tells what for, up to the courtesy (“xin cho biết”) or the “vậy” that leads over to it.

    >>> from query.link.words import read_question
    >>> asked = read_question("Nhà tôi nuôi lợn, vậy ai phải tiêm phòng?")
    >>> [asked.words[i].key for i in sorted(asker_words(asked))]
    ['nha', 'toi', 'nuoi', 'lon', 'vay']
    """
    key, starts = question.key, question.offsets()
    leads_over = next((m for m in language().named_pattern("leads_over").finditer(key) if _leads(question, m)), None)
    if leads_over is None or language().named_pattern("first_person").match(key) is None:
        return frozenset()
    end = next((i for i, at in enumerate(starts) if at >= leads_over.end()), len(starts))
    before = next((i for i, at in enumerate(starts) if at >= leads_over.start()), len(starts))
    apart = 0 < before < len(question.words) and _PAUSE.search(
        question.text[question.words[0].start : question.words[end - 1].end + 1]
    )
    rest = " ".join(word.key for word in question.words[end:])
    asks = any(p.search(rest) for p in (language().pattern("{yesno}"), language().named_pattern("asks_anything")))
    return frozenset(range(end)) if apart and asks else frozenset()


def _leads(question: Question, found: re.Match[str]) -> bool:
    """False for a “vậy” (so) without a pause before it: without marks it may be “vay” (borrow)."""
    first = next(i for i, at in enumerate(question.offsets()) if at >= found.start())
    before = question.text[question.words[first - 1].end : question.words[first].start] if first else ""
    return not found.group().startswith(language().signals["lends_or_so"]) or bool(_PAUSE.search(before))

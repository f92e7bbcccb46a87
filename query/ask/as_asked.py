"""Whether an amount is of what a question asks for: to be reached or reached, done or not, most or least, and when."""

from __future__ import annotations

import re

from ontology.text import fold
from query.ask.amounts import Amount
from query.ask.figure_words import figure_words

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def as_asked(key: str, amount: Amount) -> bool:
    """False if a folded question asks for something else than an amount is told of."""
    return (
        not opposed(key, amount)
        and _bounds(key, amount)
        and _of_time(key, amount)
        and _of_each(key, amount)
        and _of_role(key, amount)
        and (not amount.change or says(figure_words().asks_change, key))
    )


def says(words: str, key: str) -> bool:
    """True if a folded text holds one of some alternatives."""
    return re.search(rf"\b(?:{words})\b", key) is not None


def opposed(key: str, amount: Amount) -> bool:
    """True if a folded question asks for what has been done and an amount is of what hasn't, or the other way round."""
    words = figure_words()
    done, still_open = says(words.asks_done, key), says(words.asks_open, key)
    own = fold(f"{amount.label} {amount.after}").split()
    if says(words.asks_still, key) and "da" in own and not says(words.asks_still, " ".join(own)):
        return True
    return (done and not still_open and amount.negated) or (still_open and not amount.negated and _done(key, own))


def _done(key: str, own: list[str]) -> bool:
    return "da" in own or says("khong phai|khong thuoc|khong nam", key)


def _bounds(key: str, amount: Amount) -> bool:
    """False if the most is asked for and an amount is the least, or the other way round."""
    words, before = figure_words(), f"{fold(amount.before)} {fold(amount.after)[:12]}"
    pairs = ((words.most, words.least), (words.least, words.most))
    return not any(says(one, key) and says(other, before) for one, other in pairs)


def _of_time(key: str, amount: Amount) -> bool:
    """False if an amount is of another year, or of now where an earlier time is asked about."""
    years = set(_YEAR.findall(key))
    if years and amount.year and amount.year not in years:
        return False
    words = figure_words()
    return not says(words.asks_past, key) or says(words.asks_change, key) or says(words.asks_past, fold(amount.before))


def _of_each(key: str, amount: Amount) -> bool:
    """False if one of amount and question is of each of several, and the other of all."""
    words = figure_words()
    if amount.each:
        return says(words.asks_each, key)
    return not says(words.asks_mean, key) or says(words.asks_mean, " ".join(amount.fact.keys))


def _of_role(key: str, amount: Amount) -> bool:
    """False if an amount has been reached and one to be reached is asked for, or the other way round."""
    words = figure_words()
    target, level = says(words.asks_target, key), says(words.asks_level, key)
    return target == level or amount.target is None or amount.target == target

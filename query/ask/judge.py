"""Whether the answer of a form stands, and what the statements themselves tell where it doesn't or none was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Final

from query.ask import find_reading, find_statement
from query.ask.assess import assess
from query.ask.explain import unexplained
from query.ask.limits import NOTICES
from query.ask.outcome import Env, Outcome
from query.ask.ranking import Reading
from query.ask.select import Selection, select
from query.ask.wanted import is_name, is_strict, wanted

UNLIKELY: Final = 0.25
"""Probability of being right, by what the statements say, under which the answer of a form is given up. It is learnt
from questions in words farther from the texts than most, so others are right more often than it says."""


def judged(best: Reading | None, env: Env) -> Reading | None:
    """The best reading by a form unless the statements speak against it; else what a statement tells.

    A form's answer is given up if it is unlikely by what the statements say, or if a question for names of a kind gets
    something else. Then, or where no form answers, one statement may: the one that clearly says most of the question,
    or the one that a learnt reading of all of them finds surely enough. The reader is learnt from single notices: in
    many at once it has no say.
    """
    if best is not None and (best.outcome.choices or _settled(best) or _of_somebody(best, env)):
        return best
    selection, few = cache(lambda: select(env)), len(env.understanding.scope) <= NOTICES
    stray = best is not None and _strays(best, env)
    if best is not None and best.answers and not stray:
        sure = assess(best, selection()) if few else None
        if sure is None or sure >= UNLIKELY:
            return best
        best = replace(best, outcome=replace(best.outcome, probability=sure))
    if told := _told(env, selection if few else None):
        return told
    if best is not None and stray and _strictly(best, env):
        return replace(best, outcome=replace(best.outcome, empty=True, final=True))
    return best


def _told(env: Env, selection: Callable[[], Selection] | None) -> Reading | None:
    """What one statement tells; None if none clearly answers. Where there are too many notices none is read."""
    told = _reading(env, find_statement.statement(env))
    return told or (_reading(env, find_reading.reading(env, selection())) if selection else None)


def _reading(env: Env, outcome: Outcome | None) -> Reading | None:
    """A reading of a question by a statement; None if it explains nothing of it or isn't sure enough."""
    if outcome is None or unexplained(env, outcome)[0] <= 0:
        return None
    told = Reading(env.form, outcome, 0.0, True)
    return told if told.answers else None


def _settled(best: Reading) -> bool:
    """True if finding nothing is itself the answer."""
    return best.outcome.empty and best.outcome.final


def _strays(best: Reading, env: Env) -> bool:
    """True if a question for names of a kind is answered by something else, or one for something by yes or no."""
    asked = wanted(env.understanding)
    if asked is None:
        return False
    nameless = bool(asked.head) and not all(is_name(value, asked.head) for value in best.outcome.values)
    return nameless or (best.form.answer == "boolean" and asked.sort != "whether")


def _strictly(best: Reading, env: Env) -> bool:
    """True if what strays is no answer at all."""
    asked = wanted(env.understanding)
    return best.form.answer == "boolean" or (asked is not None and is_strict(asked.head))


def _of_somebody(best: Reading, env: Env) -> bool:
    """True if a question for all duties, posts … of somebody found none: other statements don't answer it."""
    needs, understanding = best.form.needs, env.understanding
    more = understanding.content(best.form, without=understanding.agents)
    of_body = "agent" in needs and not more
    return best.outcome.empty and best.fits and (bool(needs & {"person", "post"}) or of_body)

"""Questions of the faces: the asking of `query`, with the search's passages where no form reads the question,
and after a refusal questions that this store answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from kg.repo import Repo
    from query.ask import Answer, AskSession, Evidence

PASSAGES: Final = 5
"""Passages offered where a question isn't understood."""
NEAREST: Final = 3
"""Questions offered after one that got no answer."""
NEAREST_SECONDS: Final = 0.2
"""Time for trying them; what was tried once is known as long as the store stays as it is."""
REPEATED: Final = 0.6
"""Share of its words that a question has in common with the one asked if it is that one put another way."""
_SESSIONS: WeakKeyDictionary[Repo, AskSession] = WeakKeyDictionary()


def ask(question: str, repo: Repo, *, context: Sequence[str] = (), propose: bool = True) -> Answer:
    """Answer a question; `context` are earlier ones, oldest first. Sessions follow changes of the store.

    Without `propose` no language model is asked, even if one is configured.

    Raises:
        SearchError: the question isn't understood, and the search for passages fails.
    """
    answer = _session(repo).ask(question, context=context, propose=propose)
    return answer if str(answer.status) in ("answered", "ambiguous") else replace(answer, nearest=_near(answer, repo))


def answering_form(question: str, repo: Repo) -> str:
    """Id of the form that answers a question, '' if it isn't answered; no language model is asked."""
    from query.suggest import form_of

    return form_of(_session(repo).ask(question, propose=False))


def offered(repo: Repo, limit: int, *, near: str = "", seconds: float) -> list[str]:
    """Questions that this store was tried to answer: the nearest to `near`, else of many kinds."""
    from query.suggest import offered as made

    return made(repo, limit, answers=lambda text: answering_form(text, repo), near=near, seconds=seconds)


def _near(answer: Answer, repo: Repo) -> tuple[str, ...]:
    """Questions that are answered: the one asked put another way if there is such, then others near it, or of any
    kind if it is of another field.
    """
    from ontology.text import fold

    asked = set(fold(answer.question).split())
    again = [
        question
        for question in answer.nearest
        if len(asked & set(fold(question).split())) >= REPEATED * len(asked) and answering_form(question, repo)
    ]
    near = "" if str(answer.status) == "out_of_scope" else answer.question
    others = offered(repo, NEAREST, near=near, seconds=NEAREST_SECONDS)
    return tuple(dict.fromkeys([*again, *others]))[:NEAREST]


def _session(repo: Repo) -> AskSession:
    from query.ask import AskSession

    session = _SESSIONS.get(repo)
    if session is None:
        session = _SESSIONS[repo] = AskSession(repo, search=lambda text: passages(text, repo))
    session.refresh()
    return session


def passages(text: str, repo: Repo) -> tuple[Evidence, ...]:
    """The best places that the search finds for a question; none if it has no word to look for."""
    from query.ask import Evidence
    from query.search import EmptyQueryError, evidence, search

    try:
        hits = search(text, repo, k=PASSAGES, group=True).hits
    except EmptyQueryError:
        return ()
    return tuple(Evidence(**quote) for quote in evidence(hits))

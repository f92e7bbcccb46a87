"""Questions of the faces: the asking of `query`, with the search's passages where no form reads the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from kg.repo import Repo
    from query.ask import Answer, AskSession, Evidence

PASSAGES: Final = 5
"""Passages offered where a question isn't understood."""
_SESSIONS: WeakKeyDictionary[Repo, AskSession] = WeakKeyDictionary()


def ask(question: str, repo: Repo, *, context: Sequence[str] = (), propose: bool = True) -> Answer:
    """Answer a question; `context` are earlier ones, oldest first. Sessions follow changes of the store.

    Without `propose` no language model is asked, even if one is configured.

    Raises:
        SearchError: the question isn't understood, and the search for passages fails.
    """
    from query.ask import AskSession

    session = _SESSIONS.get(repo)
    if session is None:
        session = _SESSIONS[repo] = AskSession(repo, search=lambda text: passages(text, repo))
    session.refresh()
    return session.ask(question, context=context, propose=propose)


def passages(text: str, repo: Repo) -> tuple[Evidence, ...]:
    """The best places that the search finds for a question; none if it has no word to look for."""
    from query.ask import Evidence
    from query.search import EmptyQueryError, evidence, search

    try:
        hits = search(text, repo, k=PASSAGES).hits
    except EmptyQueryError:
        return ()
    return tuple(Evidence(**quote) for quote in evidence(hits))

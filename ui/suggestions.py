"""Questions offered while one types, at `/suggest?q=…`: `{"suggestions": [{"text", "pattern"}]}`."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, BackgroundTasks, Query
from fastapi.responses import JSONResponse

from kg.repo import Repo
from query.suggest import suggest
from ui.answering import answering_form

MOST: Final = 12
"""Suggestions given at once."""
REHEARSED: Final = 0.05
"""Seconds for which, after an answer was sent, the questions it offered are tried."""


def router(repo: Repo) -> APIRouter:
    """The route over an open repository."""
    routes = APIRouter()

    def answers(question: str) -> str:
        return answering_form(question, repo)

    def suggestions(
        tasks: BackgroundTasks, q: str = "", limit: Annotated[int, Query(ge=1, le=MOST)] = 8
    ) -> JSONResponse:
        found = suggest(q, repo, limit, answers=answers, seconds=0)
        tasks.add_task(suggest, q, repo, limit, answers=answers, seconds=REHEARSED)
        body = {"suggestions": [{"text": one.text, "pattern": one.pattern} for one in found]}
        return JSONResponse(body, background=tasks, headers={"Cache-Control": "no-cache"})

    routes.add_api_route("/suggest", suggestions, methods=["GET"])
    return routes

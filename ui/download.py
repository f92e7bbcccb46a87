"""Downloads by address: a comparison at `/compare`, an answer with its quotes and query at `/answer`, what a
search finds at `/search`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from kg.repo import Repo
from query.compare import CompareError, compare, export
from query.reuse import export_reuse, find_reuse
from query.search import export_hits
from ui.answering import ask
from ui.card import as_json, as_text, earlier_of, state
from ui.failures import known, tell
from ui.protocol import language
from ui.sought import find, sought

MOST_HITS = 1000
"""Hits of one download."""

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "oxcgrt": "text/csv; charset=utf-8",
    "table": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media type of each format that something is written in."""


def router(repo: Repo) -> APIRouter:
    """The routes of downloads over an open repository."""
    routes = APIRouter()

    def comparison(
        request: Request,
        province: Annotated[list[str] | None, Query()] = None,
        by: str = "topic",
        format: str = "json",
    ) -> Response:
        lang = language(request).lang
        try:
            if by == "reuse":
                body = export_reuse(find_reuse(repo, province or ()), format, lang)
            else:
                body = export(compare(repo, province or (), by), format, lang)
        except CompareError as error:
            return Response(error.message(lang) + "\n", 400, media_type=MEDIA_TYPES["table"])
        suffix = "csv" if format == "oxcgrt" else format
        headers = {"Content-Disposition": f'attachment; filename="thongtri-{by}.{suffix}"'}
        return Response(body, media_type=MEDIA_TYPES[format], headers=headers)

    def answer(request: Request, q: str, after: str = "", format: Literal["md", "json"] = "md") -> Response:
        say, earlier = language(request), earlier_of({"after": after})
        try:
            found = ask(q, repo, context=earlier).to_json()
        except known() as error:
            return Response(tell(error, say).what + "\n", 400, media_type=MEDIA_TYPES["table"])
        of = state(repo)
        body = as_json(found, earlier, of) if format == "json" else as_text(found, earlier, of, say)
        headers = {"Content-Disposition": f'attachment; filename="thongtri-answer.{format}"'}
        return Response(body, media_type=MEDIA_TYPES[format], headers=headers)

    def searched(
        request: Request,
        k: Annotated[int, Query(ge=1, le=MOST_HITS)] = MOST_HITS,
        facets: bool = True,
        group: bool = False,
        format: Literal["csv", "xlsx", "json"] = "json",
    ) -> Response:
        say, wish = language(request), sought(request.query_params.multi_items())
        try:
            body = export_hits(find(wish, repo, k=k, facets=facets, group=group), format, say.lang)
        except known() as error:
            return Response(tell(error, say).what + "\n", 400, media_type=MEDIA_TYPES["table"])
        headers = {"Content-Disposition": f'attachment; filename="thongtri-search.{format}"'}
        return Response(body, media_type=MEDIA_TYPES[format], headers=headers)

    routes.add_api_route("/search", searched, methods=["GET"])
    routes.add_api_route("/compare", comparison, methods=["GET"])
    routes.add_api_route("/answer", answer, methods=["GET"])
    return routes

"""Downloads of the workbench by address: a comparison as CSV, XLSX or JSON at `/compare`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from kg.repo import Repo
from query.compare import CompareError, compare, export
from ui.protocol import language

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "oxcgrt": "text/csv; charset=utf-8",
    "table": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media type of each format a comparison is written in."""


def router(repo: Repo) -> APIRouter:
    """The routes of downloads over an open repository."""
    routes = APIRouter()

    def comparison(
        request: Request,
        province: Annotated[list[str], Query()],
        by: str = "topic",
        format: str = "json",
    ) -> Response:
        lang = language(request).lang
        try:
            body = export(compare(repo, province, by), format, lang)
        except CompareError as error:
            return Response(error.message(lang) + "\n", 400, media_type=MEDIA_TYPES["table"])
        suffix = "csv" if format == "oxcgrt" else format
        headers = {"Content-Disposition": f'attachment; filename="thongtri-{by}.{suffix}"'}
        return Response(body, media_type=MEDIA_TYPES[format], headers=headers)

    routes.add_api_route("/compare", comparison, methods=["GET"])
    return routes

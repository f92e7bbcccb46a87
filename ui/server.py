"""The web server: SPARQL Protocol, linked data, health, downloads and the workbench in one application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import Response

from kg.repo import Repo
from kg.store import open_store
from kg.synthetic import is_synthetic
from ontology.faults import DataFileError
from ui import download, linked, protocol, suggestions
from ui.queries import load
from ui.terms import number_of
from ui.version import running


def health(repo: Repo) -> dict[str, Any]:
    """What `/healthz` says: number of notices and triples of the newest published state; `synthetic` if it is."""
    counts = repo.select(load("counts"))
    triples = repo.select(load("triples"))
    return {
        "status": "ok",
        "notices": number_of(counts[0].get("notices")) if counts else 0,
        "triples": number_of(triples[0].get("triples")) if triples else 0,
        "version": running(),
        **({"synthetic": True} if is_synthetic(repo) else {}),
    }


def _faulty_data(request: Request, error: Exception) -> Response:
    """A data file of the program that can't be read: said with file and line."""
    told = error.message(protocol.language(request).lang) if isinstance(error, DataFileError) else str(error)
    return Response(told + "\n", 500, media_type="text/plain; charset=utf-8")


class _English(BaseHTTPMiddleware):
    """`/?lang=en` is another address of the English page."""

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        if request.url.path == "/" and request.query_params.get("lang") == "en":
            return RedirectResponse(str(request.url.replace(path="/en/").remove_query_params("lang")), 307)
        return await call_next(request)


def create_app(store_path: Path, *, workbench: bool = True, read_only: bool = False) -> FastAPI:
    """The application over a store, of which it keeps only snapshots open.

    The page opens the store for writing while it takes files in or out, unless `read_only`. Without
    `workbench` the page at `/` is left out, and gradio is not imported.

    Raises:
        kg.errors.StoreError: there is no readable store.
    """
    repo = open_store(store_path, read_only=True)
    app = FastAPI(title="Thông Tri", version=running(), docs_url=None, redoc_url=None)

    def healthz() -> dict[str, Any]:
        return health(repo)

    app.add_exception_handler(DataFileError, _faulty_data)
    app.add_api_route("/healthz", healthz, methods=["GET"])
    app.include_router(protocol.router(store_path))
    app.include_router(linked.router(repo))
    app.include_router(download.router(repo))
    app.include_router(suggestions.router(repo))
    if workbench:
        from ui.app import mount

        app = mount(app, repo, store_path, read_only=read_only)
        app.add_middleware(_English)
    return app

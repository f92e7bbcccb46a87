"""The query operation of the SPARQL 1.1 Protocol at `/sparql`.

GET with `query=`, POST as a form, POST as `application/sparql-query`; results by `Accept` or by the
parameter `format`. Updates are refused. Queries run in killable workers over a snapshot of the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from kg.errors import StoreError
from query.sparql import FORMATS, MEDIA_TYPES, Result, SparqlError, check, run
from ui.captions import Captions, captions
from ui.negotiate import choose

MAX_SECONDS: Final = 30.0
"""Longest time limit a client may ask for."""
_DEFAULT_SECONDS: Final = 10.0
_MAX_BODY: Final = 1_000_000
_QUERY_TYPE: Final = "application/sparql-query"
_UPDATE_TYPE: Final = "application/sparql-update"
_FORM_TYPE: Final = "application/x-www-form-urlencoded"
_TEXT: Final = "text/plain; charset=utf-8"
_DATASET: Final = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
_GRAPH_TYPES: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_STATUS: Final[Mapping[str, int]] = {
    "sparql_refused_update": 403, "sparql_refused_service": 403, "sparql_refused_from": 403, "sparql_format": 406,
    "sparql_timeout": 408, "sparql_memory": 503, "sparql_lost": 503, "sparql_busy": 503, "sparql_store": 503,
}  # fmt: skip
"""HTTP status of an error by its key; all others are 400."""


class RefusedRequestError(Exception):
    """A request that can't be served: HTTP status and caption `protocol.<key>`."""

    def __init__(self, status: int, key: str, detail: str = "") -> None:
        super().__init__(status, key, detail)
        self.status, self.key, self.detail = status, key, detail


def router(store_path: Path) -> APIRouter:
    """The routes of `/sparql` over a store on disk."""
    routes = APIRouter()

    async def sparql(request: Request) -> Response:
        say = language(request)
        try:
            parameters = await _parameters(request)
            if not parameters and request.method == "GET":
                return describe(request)
            return await run_in_threadpool(_answer, parameters, request.headers.get("accept"), store_path, say)
        except RefusedRequestError as refusal:
            return Response(say(f"protocol.{refusal.key}", detail=refusal.detail) + "\n", refusal.status,
                            media_type=_TEXT)  # fmt: skip

    routes.add_api_route("/sparql", sparql, methods=["GET", "POST"], include_in_schema=True)
    return routes


def language(request: Request) -> Captions:
    """Captions by the parameter `lang`, else by the first language of `Accept-Language` that we speak."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "").split(",")[0][:2]
    return captions(asked)


async def _parameters(request: Request) -> list[tuple[str, str]]:
    given = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    if request.method == "GET":
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _UPDATE_TYPE:
        raise RefusedRequestError(403, "update")
    if kind not in (_QUERY_TYPE, _FORM_TYPE):
        raise RefusedRequestError(415, "content_type", kind)
    body = await request.body()
    if len(body) > _MAX_BODY:
        raise RefusedRequestError(413, "too_large")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedRequestError(400, "not_utf8") from error
    return [*given, ("query", text)] if kind == _QUERY_TYPE else [*given, *parse_qsl(text, keep_blank_values=True)]


def _answer(parameters: list[tuple[str, str]], accept: str | None, store_path: Path, say: Captions) -> Response:
    try:
        result = _run(parameters, accept, store_path)
    except SparqlError as error:
        return Response(error.message(say.lang) + "\n", _STATUS.get(error.key, 400), media_type=_TEXT)
    except StoreError as error:
        return Response(error.message(say.lang) + "\n", 503, media_type=_TEXT)
    headers = {"Vary": "Accept", "X-Query-Milliseconds": f"{result.ms:.1f}"}
    if result.truncated:
        headers["X-Truncated"] = "true"
    if any(key == "format" for key, _ in parameters):
        headers["Content-Disposition"] = f'attachment; filename="thongtri.{_suffix(result.format)}"'
    return Response(result.body, media_type=result.media_type, headers=headers)


def _suffix(name: str) -> str:
    return {"table": "txt", "turtle": "ttl", "nquads": "nq"}.get(name, name)


def _run(parameters: list[tuple[str, str]], accept: str | None, store_path: Path) -> Result:
    if any(key == "update" for key, _ in parameters):
        raise RefusedRequestError(403, "update")
    if graphs := [value for key, value in parameters if key in _DATASET and value]:
        raise RefusedRequestError(400, "dataset", graphs[0])
    queries = [value for key, value in parameters if key == "query"]
    if len(queries) != 1:
        raise RefusedRequestError(400, "one_query")
    given = dict(parameters)
    wanted = given.get("format") or _by_accept(queries[0], accept)
    return run(queries[0], store_path, wanted, _seconds(given.get("timeout")), **_limit(given.get("limit")))


def _seconds(given: str | None) -> float:
    try:
        return min(max(float(given), 0.1), MAX_SECONDS) if given else _DEFAULT_SECONDS
    except ValueError as error:
        raise RefusedRequestError(400, "number", given or "") from error


def _limit(given: str | None) -> dict[str, int]:
    if not given:
        return {}
    if not given.isdigit():
        raise RefusedRequestError(400, "number", given)
    return {"limit": int(given)}


def _by_accept(query: str, accept: str | None) -> str:
    """The result format for a query form that the client accepts; JSON or Turtle if it doesn't say.

    A browser, which asks for HTML, gets the plain table.
    """
    form = check(query).form or "SELECT"
    names = [name for name in FORMATS[form] if name != "table"] + ["table"]
    offers = {MEDIA_TYPES[name].partition(";")[0]: name for name in reversed(names)}
    if form in ("SELECT", "ASK"):
        offers |= {"application/json": "json", "application/xml": "xml", "text/html": "table"}
    else:
        offers |= {"application/json": "jsonld", "application/n-triples": "nquads", "text/html": "turtle"}
    first = MEDIA_TYPES[names[0]].partition(";")[0]
    chosen = choose(accept, [first, *(offer for offer in offers if offer != first)])
    if chosen is None:
        raise RefusedRequestError(406, "not_acceptable", accept or "")
    return offers[chosen]


@cache
def _service() -> str:
    return files("ui").joinpath("data/service.ttl").read_text(encoding="utf-8")


def describe(request: Request) -> Response:
    """SPARQL 1.1 Service Description of this endpoint."""
    kind = choose(request.headers.get("accept"), [*_GRAPH_TYPES, "text/html"]) or "text/turtle"
    kind = kind if kind in _GRAPH_TYPES else "text/turtle"
    base = str(request.url.replace(query="", fragment=""))
    triples = (quad.triple for quad in ox.parse(_service(), format=ox.RdfFormat.TURTLE, base_iri=base))
    return Response(ox.serialize(triples, format=_GRAPH_TYPES[kind]), media_type=f"{kind}; charset=utf-8",
                    headers={"Vary": "Accept"})  # fmt: skip

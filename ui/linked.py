"""Linked data: `/id/…` describes the thing of that IRI, `/.well-known/void` the dataset.

Browsers get a page with links, programs Turtle, JSON-LD or N-Triples by their `Accept` header.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from string import Template
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response
from pyoxigraph import NamedNode

from kg.annotations import written_out
from kg.repo import Repo, Triples
from kg.show import term_captions
from kg.synthetic import is_synthetic
from ontology.names import ID, PREFIXES
from ui.captions import Captions
from ui.negotiate import choose
from ui.protocol import language
from ui.queries import load
from ui.reader import Fact, about, facts_by_subject
from ui.render.html import definition_list, esc, link, note, tag
from ui.render.page import synthetic_banner
from ui.terms import compact, is_ours, labels_by, local_name, path_of
from ui.wording import in_words

_RDF_TYPES: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_OFFERS: Final = ("text/turtle", "text/html", "application/ld+json", "application/n-triples", "application/rdf+xml")
_LONG: Final = 600
_SAFE: Final = "/:=,;@!$&'()*+~"


def serialize(triples: Triples, kind: str) -> Response:
    """Triples in one of the RDF media types on offer."""
    body = ox.serialize(triples, format=_RDF_TYPES[kind], prefixes=PREFIXES if kind == "text/turtle" else None)
    return Response(body, media_type=f"{kind}; charset=utf-8", headers={"Vary": "Accept"})


def page(title: str, main: str, lang: str, status: int = 200) -> Response:
    """A plain HTML page in the look of the workbench; `main` is HTML already."""
    data = files("ui").joinpath("data")
    shell = Template(data.joinpath("page.html").read_text(encoding="utf-8"))
    style = data.joinpath("workbench.css").read_text(encoding="utf-8")
    html = shell.substitute(lang=lang, title=esc(title), style=style, main=main)
    return Response(html, status, media_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def router(repo: Repo) -> APIRouter:
    """The routes of linked data over an open repository."""
    routes = APIRouter()

    def thing(path: str, request: Request) -> Response:
        say = language(request)
        iri = ID + quote(path, safe=_SAFE)
        kind = choose(request.headers.get("accept"), _OFFERS) or "text/turtle"
        triples = list(dict.fromkeys(repo.construct(load("describe"), bindings={"thing": NamedNode(iri)})))
        if not triples:
            return _unknown(repo, iri, kind, say)
        return (
            _page_of(repo, iri, say)
            if kind == "text/html"
            else serialize(list(dict.fromkeys(written_out(triples))), kind)
        )

    def void(request: Request) -> Response:
        from kg.describe import describe_dataset

        kind = choose(request.headers.get("accept"), tuple(_RDF_TYPES)) or "text/turtle"
        return serialize([quad.triple for quad in describe_dataset(repo)], kind)

    routes.add_api_route("/id/{path:path}", thing, methods=["GET"])
    routes.add_api_route("/.well-known/void", void, methods=["GET"])
    return routes


def _banner(repo: Repo, say: Captions) -> str:
    return synthetic_banner(say) if is_synthetic(repo) else ""


def _unknown(repo: Repo, iri: str, kind: str, say: Captions) -> Response:
    message = say("errors.unknown_id", id=iri)
    if kind == "text/html":
        return page("404", _banner(repo, say) + note(message, "warn"), say.lang, 404)
    return Response(message + "\n", 404, media_type="text/plain; charset=utf-8")


def _page_of(repo: Repo, iri: str, say: Captions) -> Response:
    captions = term_captions(repo, say.lang)
    facts = about(repo, iri, say.lang)
    title = next((f.value for f in facts if local_name(f.name) in {"label", "prefLabel", "name"}), local_name(iri))
    incoming = repo.select(load("incoming"), bindings={"thing": NamedNode(iri)})
    labels = labels_by(incoming, "subject", say.lang)
    back = [Fact(row["property"].value, labels[row["subject"].value] or local_name(row["subject"].value),
                 row["subject"].value) for row in incoming]  # fmt: skip
    main = (
        tag("h2", esc(title), "tt-title") + tag("p", tag("code", esc(iri)), "tt-quiet") + _facts(facts, captions, say)
    )
    if back:
        main += tag("h3", esc(say("show.incoming"))) + _facts(list(dict.fromkeys(back)), captions, say)
    parts = facts_by_subject(repo, iri, say.lang)
    if parts:
        main += tag("h3", esc(say("show.facts"))) + "".join(
            _part(part, of_it, captions, say) for part, of_it in parts.items()
        )
    if not facts:
        main += note(say("show.nothing"))
    return page(title, _banner(repo, say) + tag("article", main, "tt-card"), say.lang)


def _part(iri: str, facts: list[Fact], captions: Mapping[str, str], say: Captions) -> str:
    name = iri.partition("#")[2]
    return tag("section", tag("h4", esc(name)) + _facts(facts, captions, say), "tt-anchor", id=name)


def _facts(facts: list[Fact], captions: Mapping[str, str], say: Captions) -> str:
    """Facts by property, each called by its caption."""
    groups: dict[str, list[str]] = {}
    for fact in facts:
        groups.setdefault(fact.name, []).append(_value(fact, captions, say))
    return definition_list((captions.get(name, compact(name)), "<br>".join(values)) for name, values in groups.items())


def _value(fact: Fact, captions: Mapping[str, str], say: Captions) -> str:
    if fact.iri is None:
        told = in_words(fact.name, fact.value, say)
        cut = told if len(told) <= _LONG else told[:_LONG] + " …"
        return tag("span", esc(cut))
    if is_ours(fact.iri):
        return link(fact.value, path_of(fact.iri))
    name = captions.get(fact.iri, compact(fact.iri))
    return link(name, fact.iri, title=compact(fact.iri)) if fact.iri.startswith("http") else esc(fact.iri)

"""Lets only reading queries over this store's graphs pass, and says clearly why others don't.

Updates, SERVICE, and FROM outside the store are refused before any engine sees the query; unknown
prefixes are named with the nearest known one. The check runs on the query as typed and again with its
code point escapes resolved, so an escaped keyword is no way round.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import pairwise

from ontology.names import ID, PREFIXES
from query.sparql.errors import EmptyQueryError, QuerySyntaxError, RefusedQueryError, UnknownPrefixError
from query.sparql.lexer import Token, position, tokens, unescape

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_READABLE = re.compile(r"(?:https?|urn|tag):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its form and the graphs that its FROM clauses name (often none)."""

    text: str
    form: str
    graphs: tuple[str, ...]


def check(query: str) -> Checked:
    """The query with its form, if it only reads.

    Raises:
        EmptyQueryError: nothing but spaces and comments.
        RefusedQueryError: it updates, calls SERVICE, or names a FROM graph that is no graph of a store.
        QuerySyntaxError: it doesn't begin like a query.
        UnknownPrefixError: a prefix is neither declared nor one of the project's.
    """
    checked = _check(query)
    resolved = unescape(query)
    if resolved != query:
        _check(resolved)
    return checked


def _check(query: str) -> Checked:
    found = list(tokens(query))
    if not found:
        raise EmptyQueryError
    prefixes, start = _prologue(found)
    for token in found:
        if token.kind == "word":
            _refuse_service(query, token)
    form = found[start].text.upper() if start < len(found) else ""
    if form in _UPDATES:
        raise RefusedQueryError("update", **_place(query, found[start]), word=form)
    if form not in FORMS:
        odd = found[min(start, len(found) - 1)]
        raise QuerySyntaxError(**_place(query, odd), near=odd.text[:30], expected=FORMS)
    _no_trailing_update(query, found)
    _check_prefixes(query, found, prefixes)
    return Checked(query, form, _dataset(query, found, prefixes))


def _is_update(token: Token) -> bool:
    return token.kind == "word" and token.text.upper() in _UPDATES


def _place(query: str, token: Token) -> dict[str, int]:
    line, column = position(query, token.start)
    return {"line": line, "column": column}


def _refuse_service(query: str, token: Token) -> None:
    """Keywords may touch a preceding `true` or `a` in lenient parsers, hence the substring test."""
    if "SERVICE" in token.text.upper():
        raise RefusedQueryError("service", **_place(query, token))


def _no_trailing_update(query: str, found: list[Token]) -> None:
    """`SELECT …; DROP ALL`: the second statement is what the sender should hear about."""
    depth = 0
    for before, token in pairwise(found):
        depth += {"{": 1, "}": -1}.get(before.text, 0) if before.kind == "sign" else 0
        if depth == 0 and before.text == ";" and _is_update(token):
            raise RefusedQueryError("update", **_place(query, token), word=token.text.upper())


def _prologue(found: list[Token]) -> tuple[dict[str, str], int]:
    """Declared prefixes (with the project's) and the index of the first token after BASE and PREFIX."""
    prefixes, at = dict(PREFIXES), 0
    while at < len(found) and found[at].kind == "word":
        word = found[at].text.upper()
        if word == "BASE":
            at += 2
        elif word == "PREFIX" and at + 2 < len(found):
            prefixes[found[at + 1].text.rstrip(":")] = found[at + 2].text[1:-1]
            at += 3
        else:
            break
    return prefixes, at


def _check_prefixes(query: str, found: list[Token], prefixes: dict[str, str]) -> None:
    for token in found:
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if prefix not in prefixes:
            near = difflib.get_close_matches(prefix.lower(), prefixes, n=1, cutoff=0.3)
            raise UnknownPrefixError(
                prefix=prefix,
                suggestion=near[0] if near else "tt",
                known=[f"{name}:" for name in PREFIXES],
                **_place(query, token),
            )


def _dataset(query: str, found: list[Token], prefixes: dict[str, str]) -> tuple[str, ...]:
    graphs = list[str]()
    for at, token in enumerate(found):
        if token.kind != "word" or not token.text.upper().endswith("FROM"):
            continue
        rest = found[at + 1 : at + 3]
        if rest and rest[0].text.upper() == "NAMED":
            rest = rest[1:]
        if rest and rest[0].kind in ("iri", "name"):
            graphs.append(_graph(query, rest[0], prefixes))
    return tuple(graphs)


def _graph(query: str, token: Token, prefixes: dict[str, str]) -> str:
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return prefixes[prefix] + local.replace("\\", "")
    graph = token.text[1:-1]
    if _ABSOLUTE.match(graph) and not _READABLE.match(graph):
        raise RefusedQueryError("from", graph=graph, **_place(query, token))
    return graph if _ABSOLUTE.match(graph) else ID + graph

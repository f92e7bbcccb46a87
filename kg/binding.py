"""Fix variables of a query to terms by a VALUES block made of serialised terms.

The bound query is an ordinary query: shown to the user, it gives the same rows when run by hand, on
any endpoint. A line `# slots` in the query says where the block goes (as often as it occurs, for
subqueries); without one it opens the WHERE clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kg.errors import QueryError
from kg.reasons import Reason
from kg.repo import Term

_MARKER: Final = re.compile(r"^[ \t]*# slots[ \t]*$", re.MULTILINE)
_TOKEN: Final = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"|(?P<where>\bWHERE\b|\bASK\b)|(?P<open>\{)",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def values_block(bindings: Mapping[str, Term]) -> str:
    """`VALUES (?a ?b) { (<a> "b") }` of the bindings, in their order; empty without bindings."""
    if not bindings:
        return ""
    names = " ".join(f"?{name}" for name in bindings)
    return f"VALUES ({names}) {{ ({' '.join(map(str, bindings.values()))}) }}"


def bind(sparql: str, bindings: Mapping[str, Term] | None) -> str:
    """The query with its variables fixed.

    Raises:
        QueryError: there is no WHERE clause to bind in.
    """
    return _with_block(sparql, values_block(bindings)) if bindings else sparql


def bind_any(sparql: str, name: str, terms: Iterable[Term]) -> str:
    """The query with one variable being any of some terms.

    Raises:
        QueryError: there is no WHERE clause to bind in.
    """
    return _with_block(sparql, f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}")


def _with_block(sparql: str, block: str) -> str:
    if _MARKER.search(sparql):
        return _MARKER.sub(lambda _: block, sparql)
    at = _where(sparql)
    return f"{sparql[:at]} {block} {sparql[at:]}"


def _where(sparql: str) -> int:
    """Offset just inside the first group after WHERE or ASK, or the first group of all."""
    inside, first = False, None
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "where":
            inside = True
        elif token.lastgroup == "open" and inside:
            return token.end()
        elif token.lastgroup == "open" and first is None:
            first = token.end()
    if first is None:
        raise QueryError(Reason("no_where"))
    return first

"""What can be asked of the graph: questions (`ask`), `search`, `sparql` and `compare`.

The four packages are imported when first used, so that asking doesn't pay for searching.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from query.errors import RequestError

__all__ = ["RequestError", "ask", "compare", "search", "sparql"]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"query.{name}")
    raise AttributeError(name)

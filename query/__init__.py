"""What can be asked of the graph: questions (`ask`), `search`, `sparql` and `compare`.

The four packages are imported when first used, so that asking doesn't pay for searching.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType

from query.errors import RequestError

# The products of vectors in here are so small that threads of the linear algebra behind numpy wait for each
# other longer than they work (20 times longer on a busy machine). Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["RequestError", "ask", "compare", "search", "sparql"]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"query.{name}")
    raise AttributeError(name)

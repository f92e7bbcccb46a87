"""The read-only queries of the faces, kept as `.rq` files beside the captions."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> str:
    """Text of `ui/data/queries/<name>.rq`; a `# slots` line marks where terms are bound.

    Raises:
        FileNotFoundError: there is no such query.
    """
    return files("ui").joinpath(f"data/queries/{name}.rq").read_text(encoding="utf-8")

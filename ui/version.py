"""The version of the product that is running."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def running() -> str:
    """Version of the installed distribution; `0` when run from a folder without one."""
    with suppress(PackageNotFoundError):
        return version("thongtri")
    return "0"

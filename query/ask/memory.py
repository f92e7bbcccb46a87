"""What a session holds of a large archive, kept out of garbage collection."""

from __future__ import annotations

import gc

LARGE = 1_000
"""Notices of a store from which it is worth while."""


def set_apart(notices: int) -> None:
    """Keep what there is now out of later collections if a store of so many notices was opened: looking through
    hundreds of thousands of names and notices again and again took a fifth of a second of one question in fifteen."""
    if notices > LARGE:
        gc.unfreeze()
        gc.collect()
        gc.freeze()

"""Progress of long work on the terminal, and what a load prepares for the first question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from ui.captions import Captions
from ui.console import err


@contextmanager
def progress(text: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that goes away at the end; called with what is done and the total."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: tuple[Any, ...] = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                                TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=err(), transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


class Bar:
    """A bar that appears when first told of progress, so that work that turns out short shows none."""

    def __init__(self, text: str) -> None:
        self._text, self._open = text, ExitStack()
        self._advance: Callable[[int, int], None] | None = None

    def __call__(self, done: int, total: int) -> None:
        """What is done, and the total."""
        if self._advance is None:
            self._advance = self._open.enter_context(progress(self._text))
        self._advance(done, total)

    def close(self) -> None:
        """Take the bar away."""
        self._open.close()


def prepare_asking(store: Path, captions: Captions) -> None:
    """Bring the ask index of a store in step with it, so that the first question needn't."""
    from kg.store import open_store
    from query.ask.index import bring_up_index

    with open_store(store, read_only=True) as repo, progress(captions("ingest.indexing")) as advance:
        bring_up_index(repo, advance)

"""Nạp văn bản: files into the store with their progress and outcome, undone if wanted; what the store holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.proposals import list_proposals, resolve
from kg.store import open_store
from ui.desk import Desk, asset
from ui.failures import known, tell
from ui.intake import ACCEPTED, MAX_FILES, Earlier, put_back, take_in, take_out
from ui.reader import list_notices
from ui.render import intake as render
from ui.render.html import note
from ui.widgets import gr


@dataclass(frozen=True, slots=True)
class IntakeView:
    """Components that the page wires to others; `changed` are the events after which the store differs."""

    report: gr.HTML
    stored: gr.HTML
    changed: tuple[Any, ...]


def stored(desk: Desk) -> str:
    """The list of the store as HTML."""
    return render.stored(list_notices(desk.repo, desk.say.lang), desk.say)


def taken_in(desk: Desk, names: list[str] | None, replace: bool) -> Iterator[tuple[str, Earlier]]:
    """HTML of each step, with what undoes the load at the end.

    The files that the page kept for this are deleted.
    """
    say, files = desk.say, [Path(name) for name in names or ()]
    if not files or len(files) > MAX_FILES:
        yield note(say("load.choose", n=MAX_FILES), "warn"), {}
        return
    try:
        for step in take_in(files, desk.store_path, say, replace=replace):
            yield (render.progress if step.current else render.outcome)(step, say), step.earlier
    except known() as error:
        yield note(tell(error, say).what, "bad"), {}
    except OSError as error:
        yield note(say("errors.system", why=error.strerror or error), "bad"), {}
    finally:
        for file in files:
            with suppress(OSError):
                file.unlink()


def undone(desk: Desk, earlier: Earlier) -> tuple[str, Earlier]:
    """What the page says after a load was undone, and what is still to be undone if that failed."""
    try:
        put_back(earlier, desk.store_path)
    except known() as error:
        return note(tell(error, desk.say).what, "bad"), earlier
    return note(desk.say("load.undone"), "info"), {}


def taken_out(desk: Desk, notice: str) -> str:
    """What the page says after a notice was taken out."""
    try:
        return note(desk.say("load.removed", n=take_out([notice], desk.store_path)), "info")
    except known() as error:
        return note(tell(error, desk.say).what, "bad")


def proposed(desk: Desk) -> str:
    """What waits for people's decision, as HTML."""
    return render.proposals(list_proposals(desk.repo), desk.say)


def settled(desk: Desk, answer: str) -> str:
    """What the page says after a proposal was accepted (`+p-…`) or rejected (`-p-…`)."""
    try:
        with open_store(desk.store_path) as repo:
            resolve(repo, answer[1:], accepted=answer.startswith("+"), by=desk.say("load.reviewer"))
    except known() as error:
        return note(tell(error, desk.say).what, "bad")
    return note(desk.say("load.settled"), "info")


def build(desk: Desk) -> IntakeView:
    """Lay out the tab."""
    say = desk.say
    earlier = gr.State({})
    chosen = gr.File(file_count="multiple", file_types=list(ACCEPTED), label=say("load.files"), height=150,
                     elem_id="load-files")  # fmt: skip
    gr.HTML(note(say("load.hint", suffixes=", ".join(ACCEPTED), n=MAX_FILES)))
    with gr.Row(elem_classes="tt-line"):
        replace = gr.Checkbox(False, label=say("load.replace"), scale=4, elem_id="load-replace")
        start = gr.Button(say("load.start"), variant="primary", scale=1, min_width=110, elem_id="load-start")
        undo = gr.Button(say("load.undo"), visible=False, scale=1, min_width=110, elem_id="load-undo")
    report = gr.HTML(js_on_load=asset("acts.js"), elem_id="load-report")
    with gr.Accordion(say("load.stored"), open=True):
        shown = gr.HTML(stored(desk), js_on_load=asset("acts.js"), elem_id="load-stored")

    with gr.Accordion(say("load.proposals"), open=False):
        open_ = gr.HTML(proposed(desk), js_on_load=asset("acts.js"), elem_id="load-proposals")

    def answer(event: gr.EventData) -> tuple[Any, ...]:
        told = settled(desk, str(event.arg))
        return told, proposed(desk), stored(desk)

    def run(names: list[str] | None, over: bool) -> Iterator[tuple[Any, ...]]:
        for html, before in taken_in(desk, names, over):
            yield html, before, gr.update(visible=bool(before)), gr.skip(), gr.skip()
        yield gr.skip(), gr.skip(), gr.skip(), stored(desk), gr.update(value=None)

    def take_back(before: Earlier) -> tuple[Any, ...]:
        html, left = undone(desk, before)
        return html, left, gr.update(visible=bool(left)), stored(desk)

    def drop(event: gr.EventData) -> tuple[Any, ...]:
        return taken_out(desk, str(event.arg)), stored(desk)

    changed = (
        start.click(
            run,
            [chosen, replace],
            [report, earlier, undo, shown, chosen],
            api_visibility="private",
            show_progress="hidden",
        ),
        undo.click(take_back, [earlier], [report, earlier, undo, shown], api_visibility="private"),
        shown.delete(drop, None, [report, shown], api_visibility="private"),
        open_.like(answer, None, [report, open_, shown], api_visibility="private"),
    )
    for change in changed[:-1]:
        change.then(lambda: proposed(desk), None, [open_], api_visibility="private")
    return IntakeView(report, shown, changed)

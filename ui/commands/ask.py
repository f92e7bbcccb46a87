"""`thongtri ask`: a question in Vietnamese, its answer with reading, evidence and query."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.captions import Captions
from ui.console import out, print_json
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.session import open_repo

if TYPE_CHECKING:
    from rich.console import Console

_LISTED = 10
"""Entries of a list shown to people; `--json` gives all."""
_SHOWN = 8
"""Quotes shown to people; `--json` gives all."""
_STYLES = {"answered": "bold green", "not_stated": "bold yellow", "ambiguous": "bold yellow", "search": "bold blue"}


@command("ask")
@click.argument("question", required=False)
@option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path), caption="batch")
@option("--context", multiple=True, metavar="QUESTION", caption="context")
@option("--json", "as_json", is_flag=True, caption="json")
@option("--show-sparql", is_flag=True, caption="show_sparql")
@click.pass_context
def ask(
    ctx: click.Context,
    *,
    question: str | None,
    batch: Path | None,
    context: tuple[str, ...],
    as_json: bool,
    show_sparql: bool,
) -> None:
    """Answer one question, or every line of a file."""
    chosen = settings(ctx)
    if (question is None) == (batch is None):
        raise click.UsageError(chosen.say("errors.question_or_batch"), ctx)
    if batch is not None and not as_json:
        raise click.UsageError(chosen.say("errors.batch_needs_json"), ctx)
    if question is not None and not question.strip():
        raise click.UsageError(chosen.say("errors.empty_question"), ctx)
    lines = list(read_batch(batch)) if batch is not None else []
    from ui.answering import ask as answer_of

    with open_repo(chosen) as repo:
        for line in lines:
            answer = answer_of(line["question"], repo, context=tuple(line.get("context") or ()))
            print_json({"id": line["id"], **answer.to_json()})
        if question is not None:
            found = answer_of(question, repo, context=context).to_json()
            if as_json:
                print_json(found, indent=2)
            else:
                show(out(), found, chosen.say, with_sparql=show_sparql)


def read_batch(path: Path) -> Iterator[dict[str, Any]]:
    """Questions of a batch file, checked before the first is asked.

    Raises:
        DataError: a line is no JSON object with `id` and `question`, or the file is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("not_utf8", path=path) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _checked(line, number, path)


def _checked(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise DataError("bad_line", line=number, path=path, why=error.msg) from error
    if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("question"), str):
        raise DataError("bad_line", line=number, path=path, why="id, question")
    return value


def show(console: Console, answer: Mapping[str, Any], say: Captions, *, with_sparql: bool = False) -> None:
    """The answer for people."""
    from rich.text import Text

    if answer.get("synthetic"):
        console.print(Text(say("archive.caution"), style="bold red"))
    status = str(answer["status"])
    label = say(f"status.{status}")
    style = _STYLES.get(status, "bold")
    if answer["items"]:
        if answer["lead"]:
            console.print(Text(str(answer["lead"]), style=style))
        _show_items(console, answer["items"], say)
    else:
        console.print(Text(str(answer["answer"]), style=style))
    told = answer.get("computed")
    if told and told["text"] not in answer["answer"]:
        console.print(Text(say("answer.computed", text=told["text"])))
    for caution in answer["cautions"]:
        console.print(Text(say("answer.caution", text=caution["text"]), style="yellow"))
    sure = f"{label} · {say('answer.confidence')} {float(answer['confidence']):.0%}"
    console.print(Text(sure if status == "answered" else label, style="dim"))
    for group in answer.get("groups") or ():
        console.print(Text(f"  {group['province']}: {'; '.join(map(str, group['values']))}"))
    if answer["reading"]:
        console.print(Text(str(answer["reading"]), style="italic"))
    _show_evidence(console, answer, say)
    if answer.get("nearest"):
        console.print(Text(say("answer.nearest") + ":", style="bold"))
        for nearest in answer["nearest"]:
            console.print(Text(f"  • {nearest}"))
    if with_sparql and answer["sparql"]:
        console.print(Text("SPARQL:", style="bold"))
        console.print(Text(str(answer["sparql"]), style="cyan"), soft_wrap=True)


def _show_items(console: Console, items: Sequence[Mapping[str, Any]], say: Captions) -> None:
    from rich.text import Text

    heading = ""
    for item in items[:_LISTED]:
        if item["group"] != heading:
            heading = str(item["group"])
            console.print(Text(f"  {heading}", style="bold"))
        console.print(Text(f"  • {item['text']}"))
    if len(items) > _LISTED:
        console.print(Text("  " + say("answer.more_items", n=len(items) - _LISTED), style="dim"))


def _show_evidence(console: Console, answer: Mapping[str, Any], say: Captions) -> None:
    from rich.text import Text

    evidence = answer["evidence"]
    if evidence:
        heading = "answer.passages" if answer["status"] == "search" else "answer.evidence"
        console.print(Text(say(heading) + ":", style="bold"))
    for quote in evidence[:_SHOWN]:
        page = f", {say('show.page', n=quote['page'])}" if quote.get("page") else ""
        where = Text(f"  {quote['source']}{page} [{quote['start']}–{quote['end']}] ", style="dim")
        console.print(where + Text(f"«{' '.join(str(quote['text']).split())}»", style="default"))
    if len(evidence) > _SHOWN:
        console.print(Text("  " + say("answer.more_evidence", n=len(evidence) - _SHOWN), style="dim"))

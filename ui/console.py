"""The two ends of the terminal: results to stdout, everything said to people to stderr."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from ui.captions import Captions

if TYPE_CHECKING:
    from rich.console import Console


def out() -> Console:
    """Console of results: coloured for people, plain when piped."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def err() -> Console:
    """Console of messages, progress bars and summaries."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: Any, *, indent: int | None = None) -> None:
    """One JSON value on stdout, UTF-8 and not ASCII-escaped; one line unless indented."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def say(text: str) -> None:
    """A plain message on stderr."""
    click.echo(text, err=True)


def complain(captions: Captions, what: str, remedy: str | None = None) -> None:
    """An error on stderr: what happened and what to do next."""
    click.echo(click.style(captions("cli.error") + ": ", fg="red", bold=True) + what, err=True)
    if remedy:
        click.echo(click.style(captions("cli.next_step") + ": ", fg="yellow") + remedy, err=True)

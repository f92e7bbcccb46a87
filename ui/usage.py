"""Wrong usage explained in the chosen language: click's errors turned into captions."""

from __future__ import annotations

import click

from ui.captions import Captions


def _names(param: click.Parameter | None, hint: str = "") -> str:
    if param is None:
        return hint
    return param.make_metavar(click.Context(click.Command(""))) if isinstance(param, click.Argument) else param.opts[-1]


def _bad_value(error: click.BadParameter, say: Captions) -> str:
    kind, value = getattr(error.param, "type", None), error.message
    if isinstance(kind, click.Choice):
        return say("cli.bad_choice", value=_quoted(value), choices=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.DateTime):
        return say("cli.bad_date", value=_quoted(value))
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        return say("cli.bad_number", value=_quoted(value))
    if isinstance(kind, click.Path):
        return say("cli.no_such_file", value=_quoted(value))
    return value


def _quoted(message: str) -> str:
    """The value that click quotes in its own message, else the message."""
    parts = message.split("'")
    return parts[-2] if len(parts) > 2 and message.startswith(("Invalid value", "File", "Path", "Directory")) else (
        parts[1] if len(parts) > 2 else message
    )  # fmt: skip


def explain(error: click.UsageError, say: Captions) -> str:
    """One sentence on what is wrong with the command line."""
    match error:
        case click.NoSuchOption():
            why = say("cli.no_such_option", name=error.option_name)
            if error.possibilities:
                why += say("cli.did_you_mean", names=", ".join(sorted(error.possibilities)))
        case click.MissingParameter():
            why = say("cli.missing_parameter", name=_names(error.param, str(error.param_hint or "")))
        case click.BadParameter():
            why = say("cli.bad_parameter", name=_names(error.param), why=_bad_value(error, say))
        case click.BadOptionUsage():
            why = say("cli.needs_value", name=error.option_name)
        case click.exceptions.NoArgsIsHelpError():
            why = say("cli.missing_parameter", name="COMMAND")
        case _:
            why = _other(error, say)
    return say("cli.wrong_usage", why=why)


def _other(error: click.UsageError, say: Captions) -> str:
    """Errors that click gives no class of their own are told by their message."""
    if error.message.startswith("No such command"):
        return say("cli.no_such_command", name=_quoted(error.message))
    if error.message.startswith("Got unexpected extra argument"):
        return say("cli.unexpected_argument", value=error.message.partition("(")[2].rstrip(")"))
    return error.message

"""The frame of the command line: commands and options whose help is a caption, loaded when called.

`Command` and `Option` take captions by key (`help.<key>`), so that `--lang` and `THONGTRI_LANG`
also turn the help. `LazyGroup` imports the module of a command only when that command runs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ui.captions import LANGUAGES
from ui.settings import Settings, resolve

if TYPE_CHECKING:
    from click.types import OptionHelpExtra

F = TypeVar("F", bound=Callable[..., Any])

_META: Final = "thongtri"


def settings(ctx: click.Context) -> Settings:
    """Settings that hold for this call, wherever on the line the options stood."""
    return resolve(ctx.meta.get(_META, {}))


def given_store(ctx: click.Context) -> Path | None:
    """The store named on the command line itself, for a command that must not fall back to another."""
    given: Mapping[str, str] = ctx.meta.get(_META, {})
    return Path(given["store"]) if given.get("store") else None


def _keep(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None and param.name is not None:
        ctx.meta.setdefault(_META, {})[param.name] = value


class Option(click.Option):
    """An option whose help is the caption `help.<caption>`."""

    def __init__(self, *args: Any, caption: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.caption = caption

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        say = settings(ctx).say
        self.help = say(f"help.{self.caption}")
        if self.show_default:
            self.help += " " + say("cli.default", value=self.default)
        return super().get_help_record(ctx)

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:  # noqa: ARG002 - said in `get_help_record`
        """Nothing more: click would add it in English."""
        return {}


class _Help(click.Command):
    """Help in the chosen language."""

    caption = ""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=settings(ctx).say("cli.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(settings(ctx).say(self.caption))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [r for p in self.get_params(ctx) if (r := p.get_help_record(ctx)) is not None]
        with formatter.section(settings(ctx).say("cli.options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = settings(ctx).say("help.help")
        return option


class Command(_Help):
    """A command whose help is the caption `help.<caption>` (its own name unless given)."""

    def __init__(self, *args: Any, caption: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.caption = f"help.{caption or self.name}"
        self.params += common_options()


class LazyGroup(_Help, click.Group):
    """A group that knows its commands by `name → module:attribute`; their captions are `help.<prefix><name>`."""

    def __init__(self, *args: Any, lazy: Mapping[str, str], caption: str, prefix: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy
        self.caption = caption
        self.prefix = prefix
        self.params += common_options()

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.lazy:
            return None
        module, attribute = self.lazy[cmd_name].split(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        say = settings(ctx).say
        with formatter.section(say("cli.commands")):
            formatter.write_dl([(name, say(f"help.{self.prefix}{name}")) for name in self.lazy])


def common_options() -> list[click.Parameter]:
    """`--store`, `--endpoint` and `--lang`, accepted by every command and before it."""
    given: dict[str, Any] = {"expose_value": False, "callback": _keep, "is_eager": True}
    return [
        Option(["--store"], caption="store", metavar="DIR", **given),
        Option(["--endpoint"], caption="endpoint", metavar="URL", **given),
        Option(["--lang"], caption="lang", type=click.Choice(LANGUAGES), **given),
    ]


def option(*names: str, caption: str, **attrs: Any) -> Callable[[F], F]:
    """`click.option` whose help is the caption `help.<caption>`."""
    return click.option(*names, cls=Option, caption=caption, **attrs)


def command(name: str, *, caption: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """`click.command` whose help is a caption and that takes the common options."""
    return click.command(name, cls=Command, caption=caption)

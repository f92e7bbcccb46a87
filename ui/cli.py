"""The command `thongtri`: names its commands and turns every error into a message and an exit code.

Exit codes: 0 success, 1 a problem with the data or the surroundings, 2 wrong usage. The modules of the
commands are imported only when they run, so that `--help` and `ask` start fast.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Final

import click

from ui.console import complain
from ui.failures import known, tell
from ui.frame import LazyGroup, Option, settings
from ui.usage import explain

COMMANDS: Final = {
    "ingest": "ui.commands.ingest:ingest",
    "extract": "ui.commands.ingest:extract",
    "ask": "ui.commands.ask:ask",
    "search": "ui.commands.search:search",
    "sparql": "ui.commands.sparql:sparql",
    "compare": "ui.commands.compare:compare",
    "show": "ui.commands.show:show",
    "export": "ui.commands.exchange:export",
    "import": "ui.commands.exchange:import_",
    "check": "ui.commands.check:check",
    "review": "ui.commands.review:review",
    "coverage": "ui.commands.coverage:coverage",
    "archive": "ui.commands.archive:archive",
    "serve": "ui.commands.serve:serve",
    "demo": "ui.commands.serve:demo",
    "bench": "ui.commands.bench:bench",
}
"""Command → where it is defined."""


def _version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        click.echo(version("thongtri"))
        ctx.exit()


@click.group(cls=LazyGroup, lazy=COMMANDS, caption="cli.about")
@click.pass_context
def root(ctx: click.Context) -> None:
    """Entry of all commands; its help is the caption `cli.about`."""


root.params.append(
    Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_version, caption="version")
)


def run(args: list[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    given = sys.argv[1:] if args is None else args
    ctx = click.Context(root, info_name="thongtri")
    try:
        with root.make_context("thongtri", list(given)) as ctx:
            result: Any = root.invoke(ctx)
            code = result if isinstance(result, int) else 0
    except click.exceptions.Exit as exc:
        code = exc.exit_code
    except click.UsageError as exc:
        code = _wrong_usage(exc, ctx)
    except (click.Abort, KeyboardInterrupt):
        click.echo(settings(ctx).say("cli.interrupted"), err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except known() as exc:
        told = tell(exc, settings(ctx).say)
        complain(settings(ctx).say, told.what, told.remedy)
        code = told.exit_code
    except OSError as exc:
        say = settings(ctx).say
        complain(say, say("errors.system", why=exc), say("errors.system_next"))
        code = 1
    return code


def _wrong_usage(error: click.UsageError, ctx: click.Context) -> int:
    at = error.ctx or ctx
    say = settings(at).say
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.message, err=True)
    else:
        complain(say, explain(error, say), say("cli.arguments_hint", path=at.command_path))
    return error.exit_code


def main() -> None:
    """Console script `thongtri`."""
    raise SystemExit(run())

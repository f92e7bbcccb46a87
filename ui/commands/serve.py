"""`thongtri serve` and `thongtri demo`: the web server, over any store or over the two samples."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import click

from ui.captions import Captions
from ui.console import say
from ui.errors import DataError
from ui.frame import command, option, settings
from ui.session import embedded_only

_HOST = "127.0.0.1"
_PORT = 7860


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """What to open in a browser on this machine."""
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{shown}:{self.port}/"


@command("serve")
@option("--host", default=_HOST, show_default=True, caption="host")
@option("--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, caption="port")
@option("--read-only", is_flag=True, caption="read_only")
@click.pass_context
def serve(ctx: click.Context, *, host: str, port: int, read_only: bool) -> None:
    """Serve a store until interrupted."""
    chosen = settings(ctx)
    embedded_only(chosen)
    with listen(host, port) as listener:
        run(chosen.store, listener, Address(host, port), chosen.say, read_only=read_only)


@command("demo")
@option("--host", default=_HOST, show_default=True, caption="host")
@option("--port", type=click.IntRange(1, 65535), default=_PORT, show_default=True, caption="port")
@click.pass_context
def demo(ctx: click.Context, *, host: str, port: int) -> None:
    """Load the samples if there is no store yet, then serve."""
    chosen = settings(ctx)
    embedded_only(chosen)
    with listen(host, port) as listener:
        load_samples(chosen.store, chosen.say)
        run(chosen.store, listener, Address(host, port), chosen.say)


def load_samples(store: Path, captions: Captions) -> None:
    """The two sample notices into a store that doesn't exist yet or holds no notice; others are left alone.

    Raises:
        KgError, IngestError: a sample could not be loaded.
    """
    from kg.load import load

    if holds_notices(store):
        return
    say(captions("serve.loading"))
    with as_file(files("ingest").joinpath("data/samples")) as folder:
        summary = load([folder], store)
    for outcome in summary.failed:
        if outcome.error is not None:
            raise outcome.error


def holds_notices(store: Path) -> bool:
    """True if there is a store with at least one notice."""
    from kg.errors import StoreMissingError
    from kg.store import open_store
    from ui.queries import load
    from ui.terms import number_of

    try:
        with open_store(store, read_only=True) as repo:
            return number_of(repo.select(load("counts"))[0].get("notices")) > 0
    except StoreMissingError:
        return False


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address before anything slow is done.

    Raises:
        DataError: another program uses the port, or the address can't be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(64)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise DataError("port_taken", host=host, port=port, other=port + 1 if port < 65535 else 8000) from error
        raise DataError("bad_host", host=host, port=port, why=error.strerror or str(error)) from error
    return listener


def run(store: Path, listener: socket.socket, address: Address, captions: Captions, *, read_only: bool = False) -> None:
    """Serve on a bound socket until interrupted."""
    import uvicorn

    from ui.server import create_app

    say(captions("serve.preparing"))
    app = create_app(store, read_only=read_only)
    say(captions("serve.ready", url=address.url))
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    say(captions("serve.stopped"))

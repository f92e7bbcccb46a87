"""The product's own server in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ui

ROOT = Path(ui.__file__).parents[1]


def free_port() -> int:
    """A port nobody listens at right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: str, store: Path, log: Path, *options: str, wait: float = 60.0) -> Iterator[str]:
    """Address of `thongtri <command>` over a store, once the page is served; the server ends afterwards."""
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("THONGTRI_")} | {"PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-m", "ui", command, "--store", str(store), "--port", str(port), *options]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(arguments, env=environment, stdout=output, stderr=output)
        try:
            await_page(f"http://127.0.0.1:{port}/", process, log, wait)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0


def await_page(address: str, process: subprocess.Popen[bytes], log: Path, wait: float) -> None:
    """Returns when the page answers; fails with the server's log if it ends or takes too long."""
    end = time.monotonic() + wait
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the page was not served: {log.read_text(encoding='utf-8')[-2000:]}")

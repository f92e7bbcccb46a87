"""A pool of worker processes, each of which a timeout can kill without harm to the rest."""

from __future__ import annotations

import json
import queue
import signal
import subprocess
import sys
import time
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from query.sparql.errors import BusyError, OutOfMemoryError, StoreUnreadableError, TimedOutError, WorkerLostError

START_SECONDS = 30.0
"""How long a worker may take to open its snapshot."""
_MEMORY_DEATHS = (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV, signal.SIGBUS)


class Worker:
    """One process with one connection; `ask` serves one request at a time."""

    def __init__(self, snapshot: Path, mebibytes: int) -> None:
        ours, theirs = Pipe()
        self._mebibytes = mebibytes
        self._connection: Connection[Any, Any] = ours
        command = [sys.executable, "-m", "query.sparql.worker", str(theirs.fileno()), str(snapshot), str(mebibytes)]
        root = str(Path(__file__).resolve().parents[2])
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], cwd=root, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        ready = self._receive(START_SECONDS)
        if "error" in ready:
            self.kill()
            raise StoreUnreadableError(detail=ready["detail"])
        self.isolated: bool = ready["isolated"]
        """Whether the system granted the worker a network namespace of its own."""

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The worker's reply.

        Raises:
            TimedOutError: nothing came within `seconds`; the worker is dead.
            OutOfMemoryError, WorkerLostError: the worker died by itself.
        """
        try:
            self._connection.send_bytes(json.dumps(request | {"seconds": seconds}).encode())
        except OSError as error:
            self.kill()
            raise WorkerLostError(detail=str(error)) from error
        return self._receive(seconds)

    def _receive(self, seconds: float) -> dict[str, Any]:
        try:
            if not self._connection.poll(seconds):
                self.kill()
                raise TimedOutError(seconds=round(seconds, 1))
            reply: dict[str, Any] = json.loads(self._connection.recv_bytes())
        except (EOFError, ConnectionError) as error:
            raise self._death() from error
        return reply

    def _death(self) -> OutOfMemoryError | WorkerLostError:
        self._connection.close()
        code = self._process.wait()
        if -code in _MEMORY_DEATHS:
            return OutOfMemoryError(mebibytes=self._mebibytes)
        return WorkerLostError(detail=f"exit {code}")

    def kill(self) -> None:
        """Ends the process at once; calling it twice does no harm."""
        self._connection.close()
        self._process.kill()
        self._process.wait()


class Pool:
    """At most `size` workers over one snapshot, started when first needed."""

    def __init__(self, snapshot: Path, *, size: int = 2, mebibytes: int = 2048) -> None:
        self._snapshot, self._mebibytes = snapshot, mebibytes
        self._closed = False
        self._slots: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        for _ in range(size):
            self._slots.put(None)

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The reply of a free worker; waiting for one counts against `seconds` as well.

        Raises:
            BusyError: no worker became free; else as `Worker.ask`.
        """
        started = time.monotonic()
        try:
            worker = self._slots.get(timeout=seconds)
        except queue.Empty:
            raise BusyError(seconds=seconds) from None
        left = max(seconds - (time.monotonic() - started), 0.05)
        healthy: Worker | None = None
        try:
            worker = worker or Worker(self._snapshot, self._mebibytes)
            reply = worker.ask(request, left)
            healthy = worker
        finally:
            self._give_back(healthy)
        if reply.get("error") == "memory":
            raise OutOfMemoryError(mebibytes=self._mebibytes)
        return reply

    def _give_back(self, worker: Worker | None) -> None:
        if self._closed and worker is not None:
            worker.kill()
            worker = None
        self._slots.put(worker)

    def close(self) -> None:
        """Ends the idle workers now and the busy ones when they answer."""
        self._closed = True
        while not self._slots.empty():
            worker = self._slots.get_nowait()
            if worker is not None:
                worker.kill()

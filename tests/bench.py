"""`make bench`: how fast the product is, as ratios to a named baseline measured in the same run.

Baselines: `python -c pass` (start of the interpreter) for commands; one pass of NFC normalisation and
sentence splitting over the same text for reading; the same questions over the samples for asking in an archive.
Nothing here fails: it prints a table to compare.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.request
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from tests.asking_bench import measure

THONGTRI = Path(sys.executable).with_name("thongtri")
QUESTION = "so y te bac giang phai lam gi"


def seconds(action: Callable[[], object], repeat: int = 5) -> float:
    """Median wall-clock seconds of `repeat` calls after one unmeasured call (warm disk)."""
    action()
    taken = []
    for _ in range(repeat):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def command(*args: str) -> Callable[[], object]:
    return lambda: subprocess.run([*args], check=False, capture_output=True)


def page_served(store: str, port: int) -> float:
    """Seconds from starting `thongtri demo` to the first page answered."""
    start = time.perf_counter()
    server = subprocess.Popen(
        [THONGTRI, "demo", "--store", store, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - start < 60:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1):
                    return time.perf_counter() - start
            except OSError:
                time.sleep(0.05)
        return float("inf")
    finally:
        server.terminate()
        server.wait(10)


def baseline_read(text: str) -> int:
    return len(re.split(r"(?<=[.;:])\s+", unicodedata.normalize("NFC", text)))


def row(name: str, value: float, unit: str, baseline: str, ratio: float) -> None:
    print(f"{name:<44}{value:>10.3f} {unit:<12}{ratio:>9.1f} x {baseline}")


def main() -> int:
    from ingest import extract, read_source
    from kg.store import open_store
    from query.ask import ask

    python = seconds(command(sys.executable, "-c", "pass"))
    row("python -c pass", python, "s", "itself", 1.0)
    with tempfile.TemporaryDirectory() as folder:
        samples = [Path(str(p)) for p in files("ingest").joinpath("data/samples").iterdir() if p.name.endswith(".txt")]
        load = seconds(command(str(THONGTRI), "ingest", *map(str, samples), "--store", f"{folder}/again"), 1)
        row("thongtri ingest (2 samples, unchanged)", load, "s", "python start", load / python)
        store = f"{folder}/store"
        for name, port in (
            ("thongtri demo, empty folder to page", 7877),
            ("thongtri demo, store there, to page", 7878),
        ):
            taken = page_served(store, port)
            row(name, taken, "s", "python start", taken / python)
        for name, args in (("thongtri --help", ["--help"]), ("thongtri ask", ["ask", QUESTION, "--store", store])):
            taken = seconds(command(str(THONGTRI), *args))
            row(name, taken, "s", "python start", taken / python)
        raws = [read_source(path) for path in samples]
        reading = seconds(lambda: [extract(raw) for raw in raws])
        base = seconds(lambda: [baseline_read(raw.text) for raw in raws], 50)
        row("extract", len(raws) / reading, "notices/s", "split sentences (time)", reading / base)
        repo = open_store(Path(store), read_only=True)
        asked = seconds(lambda: ask(QUESTION, repo), 20)
        scan = seconds(lambda: sum(QUESTION in raw.text for raw in raws), 50)
        row("ask, warm", asked * 1000, "ms", "substring scan", asked / scan)
        repo.close()
        measure(Path(folder), samples, row)
    return 0


if __name__ == "__main__":
    sys.exit(main())

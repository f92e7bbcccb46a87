"""The archive as files: one text a notice in a folder a province, and the truth of each province."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from kg.archive.compose import compose_province
from kg.archive.plan import Spec, chosen_provinces

TRUTH: Final = "truth.jsonl"
Progress: TypeAlias = Callable[[int, int], None]
"""Called with the notices done and their total."""


def write_notices(spec: Spec, folder: Path, progress: Progress | None = None) -> int:
    """Write `<province>/<notice>.tong-hop.txt` and `<province>/truth.jsonl`; returns the number of notices.

    Raises:
        OSError: the folder can't be written.
    """
    done, total = 0, spec.provinces * spec.notices
    for province in chosen_provinces(spec):
        below = folder / province.id
        below.mkdir(parents=True, exist_ok=True)
        with (below / TRUTH).open("w", encoding="utf-8", newline="\n") as truth:
            for composed in compose_province(spec, province):
                (below / composed.file).write_bytes(composed.text.encode())
                truth.write(json.dumps(composed.to_json(), ensure_ascii=False) + "\n")
                done += 1
                if progress is not None:
                    progress(done, total)
    return done

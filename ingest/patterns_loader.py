"""Patterns as data: `ingest/patterns/*.toml`, each with texts it must and must not match.

An entry is `[[pattern]]` with `id`, `regex` (verbose form if `verbose = true`), optional `flags`
("i" ignores case), `match` and `no_match` lists. `{name}` in a regex stands for the regex of `[parts]`.
`check()` reports every faulty entry at once.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.faults import DataFileError, Fault, located, reading
from ontology.text import nfc


class PatternError(DataFileError):
    """Pattern files hold faults; the message lists all of them with their ids."""


@cache
def _entries() -> dict[str, dict[str, Any]]:
    out, parts = dict[str, dict[str, Any]](), dict[str, str]()
    for path in sorted(files("ingest").joinpath("patterns").iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".toml"):
            continue
        file = f"ingest/patterns/{path.name}"
        with reading(file):
            text = nfc(path.read_text(encoding="utf-8"))
            data = tomllib.loads(text)
            parts |= data.get("parts", {})
            for entry in data.get("pattern", []):
                if entry["id"] in out:
                    raise PatternError(file, (located(text, entry["id"], "defined twice"),))
                out[entry["id"]] = entry | {"file": path.name}
    for entry in out.values():
        entry["regex"] = _filled(entry["regex"], parts)
    return out


def _filled(regex: str, parts: dict[str, str]) -> str:
    for _ in range(4):
        regex = re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{parts[m[1]]})" if m[1] in parts else m[0], regex)
    return regex


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern of an id; KeyError if there is none.

    Raises:
        PatternError: it is no regular expression.
    """
    entry = _entries()[name]
    flags = re.IGNORECASE if "i" in entry.get("flags", "") else 0
    try:
        return re.compile(entry["regex"], flags | (re.VERBOSE if entry.get("verbose") else 0))
    except re.error as error:
        path = f"patterns/{entry['file']}"
        text = files("ingest").joinpath(path).read_text(encoding="utf-8")
        raise PatternError(f"ingest/{path}", (located(text, name, str(error)),)) from error


def value(name: str, key: str) -> Any:
    """Another key of a pattern's entry, None if it has none."""
    return _entries()[name].get(key)


def names(prefix: str = "") -> list[str]:
    """Ids of all patterns that start with `prefix`, in file order."""
    return [name for name in _entries() if name.startswith(prefix)]


def check() -> None:
    """Try every pattern on its own examples.

    Raises:
        PatternError: naming each pattern that is no regular expression, lacks examples, or fails one.
    """
    faults = list[Fault]()
    for name, entry in _entries().items():
        try:
            regex = pattern(name)
        except PatternError as error:
            faults += error.faults
            continue
        for key, wanted in (("match", True), ("no_match", False)):
            if not entry.get(key):
                faults.append(Fault(0, f"{entry['file']}: {name}: no {key} example"))
            faults += [Fault(0, f"{entry['file']}: {name}: {key} {text!r}") for text in entry.get(key, [])
                       if bool(regex.search(text)) is not wanted]  # fmt: skip
    if faults:
        raise PatternError("ingest/patterns", faults)

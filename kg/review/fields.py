"""What may be reviewed: kinds of facts and their fields, from `fields.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import ReviewFieldError


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of fact. `value` names the kind of value, `choices` the values it may have (else any)."""

    name: str
    value: str
    predicates: tuple[str, ...]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: its classes, the list of the record it stands in, its values when none are given."""

    name: str
    classes: tuple[str, ...]
    list: str
    base: Mapping[str, Any]
    fields: Mapping[str, Field]
    blank: Mapping[str, Any]
    """What the fact can't be built without while another field is replaced."""

    def field(self, name: str) -> Field:
        """A field by name.

        Raises:
            ReviewFieldError: this kind of fact has no such field.
        """
        if name not in self.fields:
            raise ReviewFieldError(self.name, name, tuple(self.fields))
        return self.fields[name]


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of facts that may be reviewed, by name."""
    data = tomllib.loads(files("kg").joinpath("review/fields.toml").read_text(encoding="utf-8"))
    return {name: _kind(name, entry) for name, entry in data.items()}


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    fields = {
        key: Field(key, one["value"], tuple(one["predicates"]), tuple(one.get("choices", ())))
        for key, one in entry["fields"].items()
    }
    return Kind(name, tuple(entry["classes"]), entry["list"], entry["base"], fields, entry.get("blank", {}))

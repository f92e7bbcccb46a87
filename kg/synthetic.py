"""What tells synthetic notices from real ones, and keeps the two in different stores.

Synthetic notices are composed for measuring (`kg.archive`). Each says so in its text (last line), in its
file name, in its id (`id/notice/tong-hop/…`), in its label, and in every fact (`tt:synthetic true`): the
mapping marks whatever has such an id.
"""

from __future__ import annotations

import dataclasses
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from kg.errors import MixedStoreError
from kg.queries import load
from kg.repo import Repo, Row

if TYPE_CHECKING:
    from ingest.model import Record


@cache
def _marks() -> dict[str, str]:
    return tomllib.loads(files("kg").joinpath("data/synthetic.toml").read_text(encoding="utf-8"))


def text_mark() -> str:
    """Last line of the text of every synthetic notice."""
    return _marks()["text"]


def synthetic_id(notice_id: str) -> str:
    """The id of a notice in the part of the ids that synthetic ones have to themselves."""
    part = _marks()["id_part"] + "/"
    return notice_id if notice_id.startswith(part) else part + notice_id


def file_name(stem: str) -> str:
    """Name of the file of a synthetic notice."""
    return stem + _marks()["file_suffix"]


def is_synthetic_text(text: str) -> bool:
    """Whether a text bears the mark, wherever it stands."""
    return text_mark() in text


def is_synthetic_id(notice_id: str) -> bool:
    """Whether an id lies in the part of synthetic notices."""
    return notice_id.startswith(_marks()["id_part"] + "/")


def as_synthetic(record: Record) -> Record:
    """The record under its synthetic id."""
    return dataclasses.replace(record, notice=dataclasses.replace(record.notice, id=synthetic_id(record.notice.id)))


def label_mark() -> str:
    """What stands before the label of a synthetic notice."""
    return _marks()["label"]


class Selects(Protocol):
    """The part of `Repo` that tells its kind."""

    def select(self, sparql: str) -> list[Row]:
        """See `Repo.select`."""
        ...


def is_synthetic(repo: Selects) -> bool:
    """Whether a store holds synthetic notices (it then holds no real ones)."""
    return bool(repo.select(load("is_synthetic.rq")))


def refuse_mixing(repo: Repo, *, synthetic: bool) -> None:
    """Let a notice into a store of its own kind or an empty one only.

    Raises:
        MixedStoreError: the store holds notices of the other kind.
    """
    if repo.ask(load("has_notice.rq")) and is_synthetic(repo) != synthetic:
        raise MixedStoreError(synthetic=synthetic)

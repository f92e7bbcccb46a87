"""Where the commands find the store and in which language they speak.

An option wins over the environment, the environment over the default.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ui.captions import LANGUAGES, Captions, captions

STORE_VARIABLE: Final = "THONGTRI_STORE"
ENDPOINT_VARIABLE: Final = "THONGTRI_ENDPOINT"
LANG_VARIABLE: Final = "THONGTRI_LANG"
DEFAULT_STORE: Final = Path("var/store")


@dataclass(frozen=True, slots=True)
class Settings:
    """`endpoint` is the address of a remote SPARQL service that stands in for the store, or None."""

    store: Path
    endpoint: str | None
    lang: str

    @property
    def say(self) -> Captions:
        return captions(self.lang)


def resolve(options: Mapping[str, str | None], environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from given options (`store`, `endpoint`, `lang`; None or absent if not given)."""
    env = os.environ if environment is None else environment
    store = options.get("store") or env.get(STORE_VARIABLE)
    lang = options.get("lang") or env.get(LANG_VARIABLE) or LANGUAGES[0]
    return Settings(
        store=Path(store) if store else DEFAULT_STORE,
        endpoint=options.get("endpoint") or env.get(ENDPOINT_VARIABLE) or None,
        lang=lang if lang in LANGUAGES else LANGUAGES[0],
    )

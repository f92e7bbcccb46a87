"""The model in the box as a module of sentence-transformers: `SentenceTransformer(folder)` loads it by this.

Imports torch, so nothing of the search imports it: there the model is run by `query.embed.bag`, with the
same vectors (tested to 1e-5).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from query.embed.bag import CODES, CONFIG, SCALES, VOCABULARY, BagModel

MODULES: Final = "modules.json"


class SyllableBag(torch.nn.Module):
    """Sums the vectors of a text's tokens and scales the sum to unit length."""

    def __init__(self, folder: Path) -> None:
        """Reads the files of `folder`.

        Raises:
            OSError, ValueError, KeyError: see `BagModel`.
        """
        super().__init__()
        self._folder, self._read = folder, BagModel(folder).tokenizer.read
        weights = np.load(folder / CODES).astype(np.float32) * np.load(folder / SCALES)[:, None]
        self.bag = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(weights), mode="sum")

    @classmethod
    def load(cls, path: str) -> SyllableBag:
        """The module saved in a folder."""
        return cls(Path(path))

    def save(self, path: str, *_args: Any, **_kwargs: Any) -> None:
        """Copies the files; the weights are never changed by sentence-transformers."""
        for name in (CONFIG, VOCABULARY, CODES, SCALES):
            (Path(path) / name).write_bytes((self._folder / name).read_bytes())

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_kwargs: Any) -> dict[str, torch.Tensor]:
        """Tokens of a batch and where each text begins among them."""
        bags = self._read([(prompt or "") + text for text in inputs])
        return {"input_ids": torch.from_numpy(bags.ids), "offsets": torch.from_numpy(bags.starts[bags.texts[:-1]])}

    def tokenize(self, texts: Sequence[str], **_kwargs: Any) -> dict[str, torch.Tensor]:
        """As `preprocess`, by the name that older releases of sentence-transformers call."""
        return self.preprocess(texts)

    def forward(self, features: dict[str, torch.Tensor], **_kwargs: Any) -> dict[str, torch.Tensor]:
        """Adds `sentence_embedding`."""
        sums = self.bag(features["input_ids"], features["offsets"])
        features["sentence_embedding"] = torch.nn.functional.normalize(sums, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        return self.bag.embedding_dim

    get_sentence_embedding_dimension = get_embedding_dimension


def write_modules(folder: Path) -> None:
    """Makes `folder` one that `SentenceTransformer` loads."""
    kind = f"{SyllableBag.__module__}.{SyllableBag.__qualname__}"
    said = [{"idx": 0, "name": "0", "path": "", "type": kind}]
    (folder / MODULES).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")

"""`python -m query.train --texts FOLDER`: makes the model in the box. See docs/search.md and CONTRIBUTING.md."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any, Final

import click
import numpy as np
from numpy.typing import NDArray

from query.embed.bag import CODES, SCALES, write_model
from query.embed.tokens import Tokenizer
from query.embed.torch_bag import write_modules
from query.train.batches import OwnPairs, RunningText
from query.train.fit import Plan, fit
from query.train.pairs import Pair, thesaurus_pairs, written_pairs
from query.train.texts import measured_texts, read_documents
from query.train.vocabulary import vocabulary
from query.train.words import word_weights, write_word_weights

_ROOT: Final = Path(__file__).resolve().parents[1]
_SAMPLES: Final = sorted((_ROOT.parent / "ingest/data/samples").glob("*.txt"))
"""The sample notices, which are measured on."""
_NAME: Final = "thongtri-am-tiet"
_FLOOR: Final = 0.1
"""Cosine under which a text that shares no word with a query isn't found."""
_TOLD: Final = 50
"""Steps between two lines of progress."""


@click.command()
@click.option("--texts", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True,
              help="Folder with train_*.jsonl.xz, and *.passages.jsonl to leave out.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=_ROOT / "data/model", help="Folder of the model.")
@click.option("--without", type=click.Path(path_type=Path, exists=True), multiple=True,
              help="Further texts to leave out, besides the sample notices.")  # fmt: skip
@click.option("--weight", type=float, default=0.5, help="Share of meaning in the fusion.")
@click.option("--steps", type=int, default=Plan().steps)
@click.option("--seed", type=int, default=Plan().seed)
def main(texts: Path, out: Path, without: tuple[Path, ...], *, weight: float, steps: int, seed: int) -> None:
    """Make the model in the box from running text and the product's own pairs; the same seed makes the same."""
    began, pairs = time.monotonic(), written_pairs()
    write_word_weights(out.parent, word_weights(pairs))
    documents = list(read_documents(texts, measured_texts(texts, [*_SAMPLES, *without])))
    paragraphs = [paragraph for one in documents for paragraph in one.paragraphs]
    click.echo(f"{len(paragraphs)} paragraphs, {len(pairs)} clauses, {sum(len(p.queries) for p in pairs)} queries")
    known = vocabulary(paragraphs, _own_texts(pairs))
    tokenizer, rng = Tokenizer(known), np.random.default_rng(seed)
    running, own = RunningText(tokenizer, documents, rng), OwnPairs(tokenizer, pairs, thesaurus_pairs(), rng)

    def told(step: int, loss: float) -> None:
        if step % _TOLD == 0:
            click.echo(f"step {step}, loss {loss:.3f}, {time.monotonic() - began:.0f} s")

    weights = fit(
        known, running.counts(tokenizer.size), lambda text, pair: [*running.examples(text), *own.examples(pair)],
        Plan(steps=steps, seed=seed), told,
    )  # fmt: skip
    write_model(out, known, weights, _about(weights, weight, steps=steps, seed=seed, clauses=len(pairs)))
    write_modules(out)
    size = sum(path.stat().st_size for path in (out / CODES, out / SCALES))
    click.echo(f"{out}: {size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")


def _own_texts(pairs: list[Pair]) -> list[str]:
    """Everything that the product's own pairs and groups say."""
    said = [text for pair in pairs for text in (pair.clause, *pair.queries)]
    return [*said, *(text for spoken, meant in thesaurus_pairs() for text in (*spoken, *meant))]


def _about(weights: NDArray[np.float32], weight: float, **plan: int) -> dict[str, Any]:
    """The configuration; the name holds a hash of the weights, so that vectors of another version are made anew."""
    name = f"{_NAME}-{hashlib.sha256(weights.tobytes()).hexdigest()[:8]}"
    return {"name": name, "weight": weight, "floor": _FLOOR, "made": plan}


if __name__ == "__main__":
    main()

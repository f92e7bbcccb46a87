"""Learning the weights: a query's vector is to be nearer to its passage's than to those of all others of the batch.

A passage's score is the mean of the cosines with its whole and with its best sentence, as in search. The loss
is the cross-entropy of that choice both ways (InfoNCE). The vector of a folded token is the mean of the plain
tokens that it may stand for, by their frequency, plus what it learns itself. One thread: more are slower.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from ontology.text import fold
from query.train.batches import Example

WARM_UP: Final = 50
"""Steps in which the rate of learning grows."""
_NEVER: Final = -1e4


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is learnt; `temperature` divides the cosines."""

    steps: int = 600
    dimensions: int = 256
    rate: float = 2e-3
    temperature: float = 0.08
    running: int = 256
    own: int = 256
    seed: int = 1


def fit(
    vocabulary: Sequence[Sequence[str]],
    counts: NDArray[np.int64],
    batch: Callable[[int, int], list[Example]],
    plan: Plan,
    progress: Callable[[int, float], None],
) -> NDArray[np.float32]:
    """Weights of every token.

    `counts` says how often running text holds each token, `batch` makes examples (of running text, of the
    product's own), `progress` is told each step and its loss.
    """
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    rarity = torch.from_numpy(np.log(1 + counts.sum() / 60 / (counts + 20.0)).astype(np.float32))
    start = torch.randn(len(counts), plan.dimensions) * 0.1 * (rarity / rarity.mean())[:, None]
    start[len(vocabulary[0]) + len(vocabulary[1]) :] = 0
    own = torch.nn.Parameter(start)
    shared = _shared(vocabulary, counts)
    adam = torch.optim.Adam([own], lr=plan.rate, fused=True)
    for step in range(plan.steps):
        for group in adam.param_groups:
            group["lr"] = plan.rate * max(0.02, min(1.0, (step + 1) / WARM_UP) * (1 - step / plan.steps))
        examples = batch(plan.running, plan.own)
        loss = _loss(own + torch.sparse.mm(shared, own), examples, plan.temperature)
        adam.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        adam.step()
        progress(step + 1, loss.item())
    with torch.no_grad():
        weights: NDArray[np.float32] = (own + torch.sparse.mm(shared, own)).numpy()
    return weights


def _loss(weights: torch.Tensor, examples: Sequence[Example], temperature: float) -> torch.Tensor:
    queries = normalize(_sums(weights, [one.query for one in examples]), dim=1)
    sentences = _sums(weights, [sentence for one in examples for sentence in one.passage])
    owner = torch.from_numpy(np.repeat(np.arange(len(examples)), [len(one.passage) for one in examples]))
    wholes = torch.zeros(len(examples), weights.shape[1]).index_add(0, owner, sentences)
    near = normalize(sentences, dim=1) @ queries.T
    best = torch.full((len(examples), len(examples)), -2.0)
    best = best.scatter_reduce(0, owner[:, None].expand_as(near), near, "amax").T
    scores = (queries @ normalize(wholes, dim=1).T + best) / 2 / temperature
    scores = scores.masked_fill(_also_right(examples), _NEVER)
    right = torch.arange(len(examples))
    return (cross_entropy(scores, right) + cross_entropy(scores.T, right)) / 2


def _sums(weights: torch.Tensor, bags: Sequence[NDArray[np.int64]]) -> torch.Tensor:
    starts = np.cumsum([0, *map(len, bags)])[:-1]
    return embedding_bag(torch.from_numpy(np.concatenate(bags)), weights, torch.from_numpy(starts), mode="sum")


def _also_right(examples: Sequence[Example]) -> torch.Tensor:
    """Passages that hold a clause of another example's passage: neither right nor wrong for its query."""
    by_clause = dict[int, list[int]]()
    for at, one in enumerate(examples):
        for clause in one.about:
            by_clause.setdefault(clause, []).append(at)
    mask = np.zeros((len(examples), len(examples)), dtype=bool)
    for places in by_clause.values():
        mask[np.ix_(places, places)] = True
    np.fill_diagonal(mask, False)
    return torch.from_numpy(mask)


def _shared(vocabulary: Sequence[Sequence[str]], counts: NDArray[np.int64]) -> torch.Tensor:
    """For each folded token the shares of the plain tokens that fold to it, as a sparse matrix."""
    firsts = np.cumsum([0, *map(len, vocabulary)]).tolist()
    rows, columns = list[int](), list[int]()
    for plain, bare in ((0, 2), (1, 3)):
        number = {token: at for at, token in enumerate(vocabulary[bare], start=firsts[bare])}
        for at, token in enumerate(vocabulary[plain], start=firsts[plain]):
            folded = " ".join(fold(word).replace(" ", "") for word in token.split(" "))
            if folded in number:
                rows.append(number[folded])
                columns.append(at)
    weights = counts[columns] + 1.0
    weights /= np.bincount(rows, weights, minlength=len(counts))[rows]
    return torch.sparse_coo_tensor(
        torch.tensor([rows, columns]), torch.from_numpy(weights.astype(np.float32)), (len(counts), len(counts)),
        check_invariants=False,
    ).coalesce()  # fmt: skip

"""Every error says in two languages what is wrong; the tree in the docstring is the tree."""

import pickle
import re
from pathlib import Path

import pytest

from kg import errors
from kg.errors import KgError
from kg.remote import RemoteRepo


def subclasses(kind: type[KgError]) -> set[type[KgError]]:
    return {kind, *(found for child in kind.__subclasses__() for found in subclasses(child))}


EXAMPLES: list[KgError] = [
    KgError(),
    errors.StoreError(Path("x"), "y"),
    errors.StoreMissingError("x", "y"),
    errors.StoreLockedError("x", "y"),
    errors.NotAStoreError("x", "y"),
    errors.StoreNotEmptyError("x"),
    errors.NewerFormatError("x", "y"),
    errors.OlderFormatError("x", "y"),
    errors.ReadOnlyError(),
    errors.QueryError("y"),
    errors.RemoteError("x", "y", 500),
    errors.ConflictError("n", "x", "y"),
    errors.MixedStoreError(synthetic=True),
    errors.MixedStoreError(synthetic=False),
    errors.InvalidNoticeError("n", [("sai", "wrong")]),
    errors.ExchangeError("x", "y"),
    errors.UnknownIdError("x"),
    errors.ReviewError(),
    errors.ReviewFieldError("duty", "x", ("a", "b")),
    errors.ReviewValueError("status", "x", "ordered"),
    errors.ReviewQuoteError("x", 2),
    errors.NotReviewableError("x"),
    errors.UnknownReviewError("x"),
    errors.ReadingError(Path("x"), "y"),
]


def test_the_examples_are_all_there_is() -> None:
    assert {type(example) for example in EXAMPLES} == subclasses(KgError)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_speaks_both_languages(error: KgError) -> None:
    assert error.message("vi") != error.message("en") == str(error)
    assert "{" not in error.message("vi") + error.message("en")


def test_the_docstring_draws_the_tree() -> None:
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")
    assert {*drawn, "KgError"} == {kind.__name__ for kind in subclasses(KgError)}


def test_an_unreachable_endpoint_is_told() -> None:
    with pytest.raises(errors.RemoteError) as caught:
        RemoteRepo("http://127.0.0.1:9/sparql", timeout=2)
    assert caught.value.status is None


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_survives_the_way_between_processes(error: KgError) -> None:
    assert str(pickle.loads(pickle.dumps(error))) == str(error)

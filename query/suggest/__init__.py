"""Questions offered while somebody types: only such as the store can answer."""

from query.suggest.suggest import Suggestion, suggest

__all__ = ["Suggestion", "suggest"]

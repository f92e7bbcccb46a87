"""Questions offered while somebody types: only such as the store can answer."""

from query.suggest.offers import offered
from query.suggest.suggest import Suggestion, form_of, suggest

__all__ = ["Suggestion", "form_of", "offered", "suggest"]

"""Names of means on the scale of the response, as emmeans writes them."""

from __future__ import annotations

# By a part of the name of the family; negative binomial means are probabilities there too.
_BY_PART = {"binomial": "prob", "poisson": "rate"}


def mean_name(family: str) -> str:
    """Return the heading of back-transformed means of a family.

    Examples
    --------
        >>> mean_name("zero_inflated_poisson"), mean_name("gaussian")
        ('rate', 'response')
    """
    return next((heading for part, heading in _BY_PART.items() if part in family), "response")

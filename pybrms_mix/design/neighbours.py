"""Hints for the functions of NumPy, patsy and bambi where a formula expects those of R."""

from __future__ import annotations

from collections.abc import Iterable

from pybrms_mix.base.errors import did_you_mean

# R's spelling of what NumPy calls otherwise.
_NUMPY = {
    "absolute": "abs(x)", "arcsin": "asin(x)", "arccos": "acos(x)", "arctan": "atan(x)",
    "power": "I(x^2)", "square": "I(x^2)", "cbrt": "I(x^(1/3))", "reciprocal": "I(1/x)",
    "where": "ifelse(test, yes, no)", "maximum": "pmax(x, 0)", "minimum": "pmin(x, 0)",
    "isnan": "is.na(x)", "rint": "round(x)",
}  # fmt: skip

# Functions of other formula languages of Python, each with its counterpart in brms.
_OTHERS = {
    "C": "A text column is a factor already; write factor(f) if numbers are codes of categories.",
    "Q": "A name that is not a valid word of R is written in backticks: `my column`.",
    "p": "A number of successes with its trials: y | trials(n) ~ x, family binomial.",
    "prop": "A number of successes with its trials: y | trials(n) ~ x, family binomial.",
    "proportion": "A number of successes with its trials: y | trials(n) ~ x, family binomial.",
    "censored": "A censored response: y | cens(c) ~ x.",
    "truncated": "A truncated response: y | trunc(lb = 0) ~ x.",
    "constrained": "A truncated response: y | trunc(lb = 0) ~ x.",
    "weighted": "Weights of rows: y | weights(w) ~ x.",
    "standardize": "Write scale(x), which keeps the mean and the spread for new data.",
    "zscore": "Write scale(x), which keeps the mean and the spread for new data.",
    "center": "Write scale(x, scale = FALSE), which keeps the mean for new data.",
    **dict.fromkeys(
        ("mo", "me", "mi"),
        "Terms such as mo(x), me(x, sdx) and mi(x) have their own coefficients: they can be "
        "summands or factors of a product, but not arguments of smooth terms, offsets or cs().",
    ),
    "hsgp": "Compute the column in the data first, or write poly(x, 2).",
}

_MODULES = ("np", "numpy", "math", "scipy", "jnp", "pd", "pm")


def hint(name: str, known: Iterable[str]) -> str:
    """Return what to write in place of a function that a formula does not have.

    Parameters
    ----------
    name : str
        The name of the function, as the user wrote it.
    known : iterable of str
        The functions that there are.

    Returns
    -------
    str
        R's spelling of a function of NumPy, the counterpart in brms of a function of patsy or
        bambi, or the function of ``known`` with the closest name. The text is empty if there is
        none.
    """
    module, _, function = name.rpartition(".")
    if module.split(".")[0] not in _MODULES:
        return elsewhere(name) or did_you_mean(name, known)
    start = "Formulas use R's functions"
    if function in _NUMPY:
        return f"{start}: write {_NUMPY[function]}."
    if function in set(known):
        return f"{start}, without a module: write {function}(...)."
    return f"{start}. Compute the column in the data first."


def elsewhere(name: str) -> str:
    """Return what brms has for a function of patsy or bambi, or an empty text."""
    return _OTHERS.get(name, "")

"""Functions of custom families that an R script defines: their rows count from 1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.family.prep import Prep
from pybrms_mix.family.user_facts import METHODS, define

__all__ = ["all_rows", "by_row", "family_function", "get_dpar"]

Function = Callable[..., Any]


def by_row(function: Function) -> Function:
    """Return a function ``f(i, prep)`` of an R script as Python calls it: rows count from 0."""

    def row_function(i: int, prep: Prep) -> Any:
        return function(i + 1, _as_in_r(prep))

    return row_function


def all_rows(function: Function) -> Function:
    """Return a function ``f(prep)`` of an R script as Python calls it."""

    def together(prep: Prep) -> Any:
        return function(_as_in_r(prep))

    return together


def family_function(name: str, function: Function) -> None:
    """Make a function of an R script, ``log_lik_NAME`` or its like, known to its family."""
    method = next(m for m in METHODS if name.startswith(f"{m}_"))
    define(name, all_rows(function) if method == "posterior_epred" else by_row(function))


def get_dpar(prep: Prep, dpar: str, i: int | None = None) -> np.ndarray:
    """Return draws of a parameter like ``get_dpar()`` of brms: rows count from 1.

    Without ``i`` the result has the shape (draws, rows), or (draws,) if all rows have the same
    value.

    Raises:
        InvalidArgument: if the family has no such parameter.
    """
    if dpar not in prep.dpars:
        raise InvalidArgument(
            f"The family has no parameter '{dpar}'.", hint=did_you_mean(dpar, prep.dpars)
        )
    draws = prep.dpars[dpar]
    return draws if i is None or draws.ndim == 1 else draws[:, i - 1]


def _as_in_r(prep: Prep) -> Prep:
    """Return the object with a vector for each parameter that is the same in all rows."""
    dpars = {n: v[:, 0] if n in prep.constant else v for n, v in prep.dpars.items()}
    return replace(prep, dpars=dpars)

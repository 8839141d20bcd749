"""Predictions of a custom family. The user's Python functions receive a ``Prep`` object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidFamily, did_you_mean
from pybrms_mix.base.public_calls import public
from pybrms_mix.family.user_facts import Functions

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Prep:
    """The values that a function of a custom family receives: brms's ``prep``.

    Attributes
    ----------
    dpars : mapping of str to ndarray
        The distributional parameters on their natural scale, each of shape (draws, rows). In a
        mixture the names have no number of the component.
    data : mapping of str to ndarray
        The values of the rows by brms's names, each of shape (rows,): the response ``Y``, if there
        is one, and the addition terms, such as ``vreal1`` and ``trials``.
    ndraws : int
        The number of draws.
    nobs : int
        The number of rows.
    constant : frozenset of str
        The names of the parameters that are the same in all rows.
    rng : numpy.random.Generator
        The random numbers of ``posterior_predict``. Draws from this generator follow the seed of
        the caller.
    """

    dpars: Mapping[str, Array]
    data: Mapping[str, Array]
    ndraws: int
    nobs: int
    constant: frozenset[str] = frozenset()
    rng: np.random.Generator = field(default_factory=np.random.default_rng)


def _prep(
    dpars: Mapping[str, Array], data: Mapping[str, Any], rng: np.random.Generator | None = None
) -> Prep:
    """Return the object with all parameters broadcast to one shape, (draws, rows)."""
    rows = [np.shape(v)[-1:] for v in data.values() if np.ndim(v)]
    shapes = [np.atleast_2d(v).shape for v in dpars.values()]
    draws, count = np.broadcast_shapes(*shapes, *rows)
    broadcast = {n: np.broadcast_to(np.atleast_2d(v), (draws, count)) for n, v in dpars.items()}
    # A broadcast array has the stride 0 along the rows.
    constant = frozenset(n for n, v in broadcast.items() if v.strides[1] == 0)
    return Prep(broadcast, dict(data), draws, count, constant, rng or np.random.default_rng())


@public
def get_dpar(prep: Prep, dpar: str, i: int | None = None) -> Array:
    """Return draws of a distributional parameter inside a function of a custom family.

    Parameters
    ----------
    prep : Prep
        The object that the function got.
    dpar : str
        The name of the parameter, such as "mu". In a mixture it has no number.
    i : int, optional
        The position of the row. The default is all rows.

    Returns
    -------
    ndarray
        The values on the natural scale: (draws,) for one row, (draws, rows) for all rows.

    Raises
    ------
    InvalidArgument
        If the family has no such parameter.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy import stats
    >>> from pybrms_mix import get_dpar
    >>> def log_lik_shifted(i, prep):
    ...     mu = get_dpar(prep, "mu", i)
    ...     return stats.expon.logpdf(prep.data["Y"][i], loc=mu)
    """
    if dpar not in prep.dpars:
        raise InvalidArgument(
            f"The family has no parameter '{dpar}'.",
            hint=did_you_mean(dpar, prep.dpars) or f"It has: {', '.join(prep.dpars)}.",
        )
    return prep.dpars[dpar] if i is None else prep.dpars[dpar][:, i]


@dataclass(frozen=True, eq=False)
class LogDensity:
    """The log density in NumPy: ``log_lik(i, prep)``, row by row."""

    functions: Functions

    def __call__(self, y: Array, dpars: Mapping[str, Array], extra: Mapping[str, Array]) -> Array:
        """Return the log density, shape (draws, rows)."""
        function = self.functions.need("log_lik")
        prep = _prep(dpars, {"Y": np.asarray(y), **extra})
        return _by_row(self.functions.name, "log_lik", function, prep)


@dataclass(frozen=True, eq=False)
class Sample:
    """Draws of new responses: ``posterior_predict(i, prep)``, row by row."""

    functions: Functions

    def __call__(
        self, rng: np.random.Generator, dpars: Mapping[str, Array], extra: Mapping[str, Array]
    ) -> Array:
        """Return one response for each draw and row, shape (draws, rows)."""
        function = self.functions.need("posterior_predict")
        prep = _prep(dpars, extra, rng)
        return _by_row(self.functions.name, "posterior_predict", function, prep)


@dataclass(frozen=True, eq=False)
class Mean:
    """The mean of the response: ``posterior_epred(prep)``, for all rows together."""

    functions: Functions

    def __call__(self, dpars: Mapping[str, Array], extra: Mapping[str, Array]) -> Array:
        """Return the means, shape (draws, rows)."""
        function = self.functions.need("posterior_epred")
        prep = _prep(dpars, extra)
        return _shaped(
            self.functions.name, "posterior_epred", function(prep), (prep.ndraws, prep.nobs)
        )


def _by_row(name: str, method: str, function: Any, prep: Prep) -> Array:
    """Return the values of a function that the user wrote for one row, computed for all rows."""
    columns = [_shaped(name, method, function(i, prep), (prep.ndraws,)) for i in range(prep.nobs)]
    return np.stack(columns, axis=-1) if columns else np.zeros((prep.ndraws, 0))


def _shaped(name: str, method: str, value: Any, shape: tuple[int, ...]) -> Array:
    """Return the result of a function of the user after a check of its shape.

    Raises:
        InvalidFamily: if the result has another shape, or if it is not numeric.
    """
    try:
        result = np.asarray(value, dtype=float)
        return np.broadcast_to(result, shape)
    except (TypeError, ValueError):
        pass
    raise InvalidFamily(
        f"'{method}' of the custom family '{name}' returned {type(value).__name__} of shape "
        f"{np.shape(value)}, but it must return numbers of shape {shape}.",
        hint="posterior_epred(prep) returns (draws, rows); log_lik(i, prep) and "
        "posterior_predict(i, prep) return one number for each draw.",
    )

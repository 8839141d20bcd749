"""Warnings about collinear columns, and about columns that lose digits in the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.public_calls import warn
from pybrms_mix.build.build import Built
from pybrms_mix.pieces.coefficient_columns import CoefficientColumns
from pybrms_mix.pieces.population import Population

_FLAT = "(flat)"
_INTERCEPT = "Intercept"
_DEPENDENT = 1e-10  # the least share of a column's variance that earlier columns do not explain
_DIGITS = 1e-8  # half of the 16 digits of a double are left after centring
_SCALES = (1e-7, 1e7)  # standard deviations of columns beyond which a sampler has trouble


@dataclass(frozen=True)
class _Columns:
    """The coefficients of one parameter: names, columns, and whether each prior is improper."""

    names: tuple[str, ...]
    values: np.ndarray
    flat: tuple[bool, ...]
    intercept: bool


def doubts(built: Built) -> list[str]:
    """Return warnings about the columns of a model, one message for each column.

    Brms has no such check. With such columns chains do not mix, or the engine loses digits.

    Parameters
    ----------
    built : Built
        The model with its priors.

    Returns
    -------
    list of str
        Messages about columns that are constant or combinations of others although their
        coefficients have flat priors, and about columns of extreme location or scale.
    """
    messages = (message for columns in _all(built) for message in _of(columns))
    return list(dict.fromkeys(messages))


def warn_of_columns(built: Built) -> None:
    """Issue each message of ``doubts`` as a warning.

    Warns:
        PybrmsWarning: see ``doubts``.
    """
    for doubt in doubts(built):
        warn(doubt)


def _all(built_model: Built) -> Iterator[_Columns]:
    table = built_model.table.shown()
    keys = [row.key for row in built_model.table]
    flat = {k for k, prior in zip(keys, table["prior"], strict=True) if prior == _FLAT}
    for piece in built_model.model.of(Population):
        slopes = next((p for p in piece.parameters if p.stan == piece.slopes.stan), None)
        if slopes is None:
            continue
        x = piece.x
        kept_columns = [at for at, name in enumerate(x.coefs) if name != _INTERCEPT]
        names = tuple(x.coefs[at] for at in kept_columns)
        priors = tuple(slopes.keys[at] in flat for at in kept_columns)
        yield _Columns(names, _values(x)[:, kept_columns], priors, _has_intercept(x))


def _values(x: CoefficientColumns) -> np.ndarray:
    """Return the columns of the coefficients on the scale of the data, not centred."""
    return x.matrix[:, 1:] if x.has_intercept else x.matrix


def _has_intercept(x: CoefficientColumns) -> bool:
    return x.has_intercept or x.cut or _INTERCEPT in x.names


def _of(columns: _Columns) -> Iterator[str]:
    if not len(columns.values):
        return
    with np.errstate(all="ignore"):
        means, spreads = columns.values.mean(axis=0), columns.values.std(axis=0)
    constant = np.ptp(columns.values, axis=0) == 0
    for at, name in enumerate(columns.names):
        if constant[at]:
            if columns.flat[at] and columns.intercept:
                yield (
                    f"The column '{name}' is constant and its coefficient has a flat prior: the "
                    "data cannot distinguish it from the intercept. Leave the column out, or "
                    "give the coefficient a proper prior."
                )
        elif spreads[at] < _DIGITS * abs(means[at]):
            yield (
                f"The column '{name}' varies by {spreads[at]:.2g} around its mean, "
                f"{means[at]:.2g}: centring loses most of its digits. Subtract the mean in the "
                "data."
            )
        elif not _SCALES[0] <= spreads[at] <= _SCALES[1]:
            yield (
                f"The column '{name}' has the standard deviation {spreads[at]:.2g}: sampling is "
                f"inefficient when a coefficient has such a scale. Use scale({name}), or "
                "another unit."
            )
    varying = np.flatnonzero(~constant)
    for at in _dependent(columns.values[:, varying], means[varying] * columns.intercept):
        if columns.flat[varying[at]]:
            yield (
                f"The column '{columns.names[varying[at]]}' is a linear combination of other "
                "columns, and its coefficient has a flat prior: the data do not identify the "
                "coefficients of these columns. Leave one of the columns out, or give the "
                "coefficients proper priors."
            )


def _dependent(values: np.ndarray, means: np.ndarray) -> Iterable[int]:
    """Return the positions of columns that are linear combinations of earlier columns."""
    with np.errstate(all="ignore"):
        scales = np.sqrt(np.mean((values - means) ** 2, axis=0))
        unit = (values - means) / scales
        products = unit.T @ unit / len(unit)
    if not np.isfinite(products).all() or not products.size:
        return []
    if np.linalg.eigvalsh(products)[0] > _DEPENDENT:
        return []
    dependent: list[int] = []
    independent: list[int] = []
    for at in range(len(products)):
        before = products[np.ix_(independent, independent)]
        with_independent = products[independent, at]
        unexplained = (
            1 - with_independent @ np.linalg.solve(before, with_independent) if independent else 1.0
        )
        (dependent if unexplained < _DEPENDENT else independent).append(at)
    return dependent

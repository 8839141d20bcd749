"""Functions of R for text, factors and special functions, under their names in R."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

import numpy as np

from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.base.lazy import special
from pybrms_mix.base.sizes import MOST
from pybrms_mix.design.contrasts import columns_of
from pybrms_mix.design.elementwise import aligned, count, labels, reals
from pybrms_mix.design.rvalues import Factor, Matrix, Value, as_factor, texts


def cbind(parts: Sequence[Value], names: Sequence[str]) -> Matrix:
    """Bind vectors and matrices as columns, like ``cbind()`` of R.

    Parameters
    ----------
    parts : sequence
        The values, with equal numbers of rows.
    names : sequence of str
        The names of the arguments, "" for an argument without a name. Columns are numbered if no
        argument has a name.

    Raises
    ------
    InvalidFormula
        If a part is text or a factor, or if the numbers of rows differ.
    """
    columns: list[np.ndarray] = []
    names_of_columns: list[str] = []
    for part, name in zip(parts, names, strict=True):
        if isinstance(part, Matrix):
            columns.extend(part.values.T)
            names_of_columns.extend(part.names)
        else:
            columns.append(reals(part))
            names_of_columns.append(name)
    size = max((column.size for column in columns), default=0)
    if any(column.size not in (1, size) for column in columns):
        raise InvalidFormula("The columns of cbind() have different lengths.")
    if not any(names_of_columns):
        names_of_columns = [str(k + 1) for k in range(len(names_of_columns))]
    return Matrix(
        np.column_stack([np.broadcast_to(column, size) for column in columns]),
        tuple(names_of_columns),
    )


def _row_sums(x: Value) -> np.ndarray:
    if not isinstance(x, Matrix):
        raise InvalidFormula("'x' must be an array of at least two dimensions")
    return np.asarray(x.values.sum(axis=1))


def _by_label(function: Callable[[str], str]) -> Callable[[Value], Factor]:
    """Return a function that applies ``function`` to each label; missing labels stay missing."""

    def compute(x: Value) -> Factor:
        return texts([None if label is None else function(str(label)) for label in labels(x)])

    return compute


def _nchar(x: Value) -> np.ndarray:
    if isinstance(x, Factor) and not x.text:
        raise InvalidFormula("'nchar()' requires a character vector")
    # R counts the two letters of "NA"
    return np.array([2 if label is None else len(str(label)) for label in labels(x)])


def _substr(x: Value, start: Value, stop: Value) -> Factor:
    first, last = max(1, count(start, least=-MOST)), count(stop, least=-MOST)
    return _by_label(lambda label: label[first - 1 : max(last, 0)])(x)


def _paste0(*dots: Value) -> Factor:
    return _joined(dots, "")


def _paste(*dots: Value) -> Factor:
    return _joined(dots, " ")


def _joined(parts: Sequence[Value], separator: str) -> Factor:
    columns = [labels(part) for part in parts]
    size = max(column.size for column in columns)
    if any(column.size not in (1, size) for column in columns):
        raise InvalidFormula("The arguments of paste() have different lengths.")
    rows = zip(*(np.broadcast_to(column, size) for column in columns), strict=True)
    return texts([separator.join("NA" if v is None else str(v) for v in row) for row in rows])


def interaction(parts: Sequence[Value], separator: str = ".") -> Factor:
    """Combine levels like ``interaction()``; the first factor varies fastest."""
    factors = [as_factor(part) for part in parts if isinstance(part, (np.ndarray, Factor))]
    if len(factors) != len(parts) or not factors:
        raise InvalidFormula("'interaction()' needs factors.")
    codes, levels = factors[0].codes, list(factors[0].levels)
    for factor in factors[1:]:
        is_missing = (codes < 0) | (factor.codes < 0)
        codes = np.where(is_missing, -1, codes + len(levels) * factor.codes)
        levels = [f"{a}{separator}{b}" for b in factor.levels for a in levels]
    return Factor(codes.astype(np.int64), tuple(levels))


def _treatment(n: Value, base: Value = None) -> Matrix:
    levels, first = _levels(n), 1 if base is None else count(base, least=-MOST)
    if not 1 <= first <= levels:
        raise InvalidFormula("baseline group number out of range")
    other_levels = [k for k in range(levels) if k != first - 1]
    return Matrix(np.eye(levels)[:, other_levels], tuple(str(k + 1) for k in other_levels))


def _coded(name: str) -> Callable[[Value], Matrix]:
    def compute(n: Value) -> Matrix:
        size = _levels(n)
        levels = tuple(str(k + 1) for k in range(size))
        plain = Factor(np.arange(size), levels, coding=name)
        return Matrix(*columns_of(plain, full=False))

    return compute


def _levels(n: Value) -> int:
    levels = count(n)
    if levels < 2:
        raise InvalidFormula("not enough degrees of freedom to define contrasts")
    if levels > _LEVELS:
        raise InvalidFormula(f"contrasts of more than {_LEVELS} levels are not supported")
    return levels


_LEVELS = 1000
"""The largest number of levels of a coding, since its matrix has a row and a column per level."""


def _find_interval(x: Value, vec: Value) -> np.ndarray:
    values, edges = reals(x), reals(vec)
    if (np.diff(edges) < 0).any():
        raise InvalidFormula("'vec' must be sorted non-decreasingly and not contain NAs")
    places = np.searchsorted(edges, values, side="right").astype(np.float64)
    return np.where(np.isnan(values), np.nan, places)


def _match(x: Value, table: Value) -> np.ndarray:
    places = {label: place for place, label in reversed(list(enumerate(labels(table), start=1)))}
    return np.array([places.get(label, np.nan) for label in labels(x)], dtype=np.float64)


def _as_date(x: Value) -> np.ndarray:
    """Return dates unchanged: a date column holds days since 1970 already, as in R."""
    if isinstance(x, Factor):
        raise NotSupported(
            "'as.Date()' of text is not supported in formulas.",
            hint="Convert the column in the data: pandas.to_datetime(d['day']).dt.date.",
        )
    return reals(x)


def _of_scipy(name: str) -> Callable[..., np.ndarray]:
    """Return a function of ``scipy.special``, which is imported on the first call."""

    def compute(*values: np.ndarray) -> np.ndarray:
        return np.asarray(getattr(special, name)(*values))

    return compute


def _scaled(function: Callable[[np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a scaled link function of brms, without bounds."""

    def compute(x: Value, lb: Value = None, ub: Value = None) -> np.ndarray:
        if lb is not None or ub is not None:
            raise NotSupported("Bounds of scaled links are not supported in formulas.")
        with np.errstate(all="ignore"):
            return np.asarray(function(reals(x)))

    return compute


def _two(function: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    def compute(x: Value, y: Value) -> np.ndarray:
        aligned(x, y)
        with np.errstate(all="ignore"):
            return np.asarray(function(reals(x), reals(y)))

    return compute


def _one(function: Callable[[np.ndarray], np.ndarray]) -> Callable[[Value], np.ndarray]:
    def compute(x: Value) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.asarray(function(reals(x)))

    return compute


def _standard(function: Callable[[np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    """Return a function of the standard normal distribution."""

    def compute(x: Value, mean: Value = None, sd: Value = None) -> np.ndarray:
        if mean is not None or sd is not None:
            raise NotSupported(
                "Write (x - mean) / sd: pnorm() and its like are those of the standard normal "
                "distribution here."
            )
        with np.errstate(all="ignore"):
            return np.asarray(function(reals(x)))

    return compute


def _of_all_rows(name: str, remedy: str) -> Callable[..., Value]:
    """Return a function of R that depends on all rows together, and is therefore refused."""

    def compute(*dots: Value) -> NoReturn:
        raise NotSupported(
            f"'{name}()' is not supported in formulas: it is not defined for the rows of new data.",
            hint=f"Make it a column of the data: {remedy}.",
        )

    return compute


MORE_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "rowSums": _row_sums, "nchar": _nchar, "substr": _substr, "paste": _paste, "paste0": _paste0,
    "toupper": _by_label(str.upper), "tolower": _by_label(str.lower),
    "trimws": _by_label(lambda label: label.strip(" \t\r\n")), "findInterval": _find_interval,
    "contr.treatment": _treatment, "contr.sum": _coded("sum"), "contr.poly": _coded("poly"),
    "contr.helmert": _coded("helmert"), "match": _match, "as.Date": _as_date,
    "inv_logit_scaled": _scaled(_of_scipy("expit")),
    "logit_scaled": _scaled(_of_scipy("logit")),
    "pnorm": _standard(_of_scipy("ndtr")), "qnorm": _standard(_of_scipy("ndtri")),
    "gamma": _one(_of_scipy("gamma")), "lgamma": _one(_of_scipy("gammaln")),
    "factorial": _one(lambda x: special.gamma(x + 1)), "atan2": _two(np.arctan2),
    "choose": _two(_of_scipy("binom")),
    "diff": _of_all_rows("diff", "d['step'] = d['x'].diff()"),
    "outer": _of_all_rows("outer", "d['xz'] = d['x'] * d['z'][0]"),
    "quantile": _of_all_rows("quantile", "d['q'] = d['x'].quantile(0.5)"),
    "range": _of_all_rows("range", "d['low'] = d['x'].min()"),
}  # fmt: skip
"""The functions without state. Parameters have their names in R, with ``_`` for dots."""

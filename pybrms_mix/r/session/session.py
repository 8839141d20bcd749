"""Session functions of scripts: equality, assertions, warnings, time, and ``plot()``."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base import public_calls
from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots.hypothesis_densities import plot_hypothesis
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.pictures.base_plots import abline, plot
from pybrms_mix.r.pictures.graphics_devices import on_device
from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.text.strings import paste
from pybrms_mix.r.values.drawings import Drawing
from pybrms_mix.r.values.named_matrix import is_frame, matrix_of
from pybrms_mix.r.values.r_vectors import FACTOR, LIST, LOGICAL, NULL, Vector, read, text
from pybrms_mix.r.values.scalars import are_whole
from pybrms_mix.results.compare.criterion import CUTS, RANGES, Criterion
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.hypotheses import Hypotheses

__all__ = [
    "all_equal", "identical", "is_one_truth", "now", "pareto_k_ids", "pareto_k_table",
    "pareto_k_values", "plotted", "proc_time", "stop_unless", "time_since",
    "warn", "without_attributes",
]  # fmt: skip

_CLOSE = 1.5e-8  # the relative tolerance of R's all.equal()


def stop_unless(*conditions: Any, told: Sequence[str] = (), spelt: Sequence[str] = ()) -> None:
    """Raise an error unless all conditions are true, as R's ``stopifnot()``.

    Parameters
    ----------
    *conditions : array_like of bool
        The conditions.
    told : list of str, optional
        The message for each condition; R's own message in place of an empty one.
    spelt : list of str, optional
        The R code of each condition, which R's messages name.

    Raises
    ------
    InvalidData
        If a condition has an element that is not true.
    """
    for number, condition in enumerate(conditions, start=1):
        vector = read(condition)
        single = vector.kind == LOGICAL and len(vector) == 1
        if vector.kind == LOGICAL and not vector.missing.any() and (vector.data != 0).all():
            continue
        message = told[number - 1] if told else ""
        code = spelt[number - 1] if spelt else f"condition {number} of stopifnot()"
        verdict = "is not TRUE" if single or vector.kind != LOGICAL else "are not all TRUE"
        raise InvalidData(message or f"{code} {verdict}")


def is_one_truth(x: Any, truth: bool) -> bool:
    """Return ``isTRUE(x)`` or ``isFALSE(x)``: whether ``x`` is one logical value, and which.

    Parameters
    ----------
    x
        Any value. Names do not matter.
    truth : bool
        The logical value.

    Returns
    -------
    bool
        Whether ``x`` is one logical value that equals ``truth``.

    Examples
    --------
    >>> is_one_truth([True], True), is_one_truth([True, True], True), is_one_truth(1, True)
    (True, False, False)
    """
    vector = read(x)
    is_one = vector.kind == LOGICAL and len(vector) == 1
    return is_one and bool(vector.data[0] == truth)


def identical(
    x: Any, y: Any, *, close: bool = False, same_type: bool | None = None,
    tolerance: float = _CLOSE,
) -> bool:  # fmt: skip
    """Return whether two values are equal.

    Parameters
    ----------
    x, y
        Any values.
    close : bool, default False
        Whether numbers are compared with a tolerance, as in ``all.equal()``.
    tolerance : float
        The relative difference below which numbers count as equal if ``close``.
    same_type : bool, optional
        Whether two vectors of numbers have one type in R. It is not known if they are whole,
        because integers and doubles have one type here.

    Returns
    -------
    bool
        Whether types, lengths, names and elements are equal.

    Raises
    ------
    InvalidData
        If two vectors of whole numbers are equal, and ``same_type`` is not known.
    """
    if same_type is False:
        return False
    if x is y and not isinstance(x, int | float):
        return True
    if any(callable(v) or isinstance(v, datetime.datetime) for v in (x, y)):
        raise InvalidData("Functions and the current time cannot be compared here.")
    if hasattr(x, "keys") != hasattr(y, "keys") and not (
        isinstance(x, pd.Series) or isinstance(y, pd.Series)
    ):  # fmt: skip
        return False
    if isinstance(x, PriorTable) and isinstance(y, PriorTable):
        return x == y
    a, b = read(x), read(y)
    if a.kind != b.kind or len(a) != len(b) or a.names != b.names:
        return False
    if a.kind == NULL:
        return True
    if a.kind == LIST:
        pairs = zip(a.data, b.data, strict=True)
        return all(
            identical(m, n, close=close, same_type=same_type, tolerance=tolerance) for m, n in pairs
        )
    if a.kind not in ("numeric", "logical"):
        return list(text(a).data) == list(text(b).data) and a.levels == b.levels
    if close:
        if np.any(np.isnan(a.data) != np.isnan(b.data)):
            return False
        return _difference(a, b, tolerance)[0] <= tolerance
    are_equal = bool(np.array_equal(a.data, b.data, equal_nan=True))
    if are_equal and same_type is None and a.kind == "numeric" and len(a) and are_whole(a.data):
        raise InvalidData(
            "Whole numbers have one type here, but identical(1L, 1) is FALSE in R.",
            hint="Compare numbers by all.equal(x, y) or all(x == y).",
        )
    return are_equal


def _difference(a: Vector, b: Vector, tolerance: float) -> tuple[float, str]:
    """Return the mean difference of two vectors, and whether it is relative or absolute.

    R takes the mean over the elements that differ.
    """
    apart = ~np.isnan(a.data) & (a.data != b.data)
    if not apart.any():
        return 0.0, "relative"
    gap, size = np.mean(np.abs(a.data - b.data)[apart]), np.mean(np.abs(a.data[apart]))
    if np.isfinite(size) and size > tolerance:
        return float(gap / size), "relative"
    return float(gap), "absolute"


def all_equal(x: Any, y: Any, tolerance: float = _CLOSE) -> bool | str:
    """Return whether two values are equal up to rounding, as ``all.equal()``.

    Parameters
    ----------
    x, y
        Any values.
    tolerance : float
        The relative difference below which numbers count as equal.

    Returns
    -------
    bool or str
        True, or the text by which R describes a difference of numbers.

    Raises
    ------
    NotSupported
        If values differ in another respect, which R describes.

    Examples
    --------
    >>> all_equal(1, 1 + 1e-10), all_equal(1, 1.1)
    (True, 'Mean relative difference: 0.1')
    """
    if identical(x, y, close=True, tolerance=tolerance):
        return True
    a, b = read(x), read(y)
    numbers = a.kind == b.kind == "numeric" and len(a) == len(b) and a.names == b.names
    if not numbers or np.any(np.isnan(a.data) != np.isnan(b.data)):
        raise NotSupported(
            "all.equal() describes the difference of these values in R.",
            hint="Write isTRUE(all.equal(x, y)).",
        )
    gap, kind = _difference(a, b, tolerance)
    return f"Mean {kind} difference: {formatted(gap)}"


def without_attributes(x: Any) -> Any:
    """Return the elements of a vector or matrix without names, axes, levels and classes.

    ``all.equal(check.attributes = FALSE)`` compares these.

    Raises
    ------
    NotSupported
        If ``x`` is a list or a data frame.

    Examples
    --------
    >>> without_attributes(pd.Series([1, 2], ["a", "b"])).tolist()
    [1.0, 2.0]
    """
    vector = read(x)
    if vector.kind in (FACTOR, LIST) or (isinstance(x, pd.DataFrame) and is_frame(x)):
        raise NotSupported("all.equal(check.attributes = FALSE) takes vectors and matrices here.")
    return np.asarray(vector.data)


def warn(*words: Any) -> None:
    """Issue a warning whose message is the concatenation of ``words``, as ``warning("...")``."""
    public_calls.warn(paste(*words, sep="", collapse=""))


def now() -> datetime.datetime:
    """Return the current date and time: ``Sys.time()``."""
    return datetime.datetime.now().astimezone()


def proc_time() -> pd.Series:
    """Return the seconds of processor time and of the clock so far: ``proc.time()``.

    Returns
    -------
    Series
        The seconds, under the names user.self, sys.self and elapsed.

    Examples
    --------
    >>> start = proc_time()
    >>> bool((proc_time() - start)["elapsed"] >= 0)
    True
    """
    times = os.times()
    return pd.Series({"user.self": times.user, "sys.self": times.system, "elapsed": times.elapsed})


def time_since(start: datetime.datetime) -> pd.Series:
    """Return the seconds since a point in time, as ``system.time()`` shows them.

    The time of the processor is not measured: it is the elapsed time as well.

    Parameters
    ----------
    start : datetime
        The value of ``now()`` before.

    Returns
    -------
    Series
        ``user.self``, ``sys.self`` (0) and ``elapsed``, in seconds.

    Examples
    --------
    >>> list(time_since(now()).index)
    ['user.self', 'sys.self', 'elapsed']
    """
    elapsed = (now() - start).total_seconds()
    return pd.Series({"user.self": elapsed, "sys.self": 0.0, "elapsed": elapsed})


def plotted(x: Any, **how: Any) -> Any:
    """Draw a value as R's ``plot(x)``: a fit, a picture, effects, or numbers.

    Parameters
    ----------
    x
        A fit, a picture, a result with a method ``plot()``, or numbers.
    **how
        Arguments of the method ``plot()``, or of ``r.plot()``.

    Returns
    -------
    Figure, list of Figure or None
        The figure, the figures of hypotheses, or None if the value is drawn on the current figure.
    """
    if isinstance(x, Drawing):
        return on_device(x.figure())
    if isinstance(x, Hypotheses):
        return on_device(plot_hypothesis(x, **how))
    if isinstance(x, Fit) or (hasattr(x, "plot") and not isinstance(x, pd.DataFrame | pd.Series)):
        return on_device(x.plot(**how))
    if hasattr(x, "pareto_k"):
        plot(pareto_k_values(x), xlab="Data point", ylab="Pareto shape k", **how)
        abline(h=0.7, lty=2)
        return None
    plot(x, **how)
    return None


def pareto_k_values(loo: Any) -> np.ndarray:
    """Return the Pareto k of each row in ``loo(fit)``."""
    k_values = loo.pareto_k if hasattr(loo, "pareto_k") else loo["pareto_k"]
    return np.asarray(k_values, dtype=float)


def pareto_k_ids(loo: Any, threshold: float = 0.5) -> np.ndarray:
    """Return the row numbers, counted from 1, with a Pareto k above ``threshold``."""
    return np.asarray(np.flatnonzero(pareto_k_values(loo) > threshold) + 1)


def pareto_k_table(loo: Criterion) -> Any:
    """Return the numbers of rows with a good, ok, bad and very bad Pareto k, as loo 2.5 does."""
    k, n_eff = pareto_k_values(loo), loo.diagnostics["n_eff"]
    places = np.searchsorted(CUTS, k, side="left") - 1
    inside = [places == n for n in range(len(RANGES))]
    least = [float(n_eff[rows].min()) if rows.any() else np.nan for rows in inside]
    counts = [float(rows.sum()) for rows in inside]
    cells = np.column_stack([counts, np.divide(counts, len(k)), least])
    return matrix_of(cells, RANGES, ["Count", "Proportion", "Min. n_eff"])

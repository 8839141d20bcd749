"""Arrays with named axes and labels, such as summaries of fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.r.values.named_matrix import matrix_of

_RESERVED = frozenset(
    {"if", "else", "repeat", "while", "function", "for", "next", "break", "in", "TRUE", "FALSE"}
    | {"NULL", "Inf", "NaN", "NA", "NA_integer_", "NA_real_", "NA_character_"}
)


def is_labelled(x: Any) -> bool:
    """Return whether a value is an array with labelled axes (an xarray DataArray)."""
    return hasattr(x, "dims") and hasattr(x, "coords") and hasattr(x, "isel")


def labelled_array(cells: np.ndarray, names: Sequence[Any]) -> Any:
    """Return an array with the names of its axes; None stands for an axis without names."""
    dims = [f"axis_{n + 1}" for n in range(cells.ndim)]
    coords = {d: [str(v) for v in np.ravel(labels)]
              for d, labels in zip(dims, names, strict=True) if labels is not None}  # fmt: skip
    return xr.DataArray(cells, dims=dims, coords=coords)


def is_random(x: Any) -> bool:
    """Return whether a value is a random variable: an array with the axes chain and draw."""
    is_array = is_labelled(x) and not hasattr(x, "data_vars")
    return is_array and {"chain", "draw"} <= set(x.dims)


def plain_cells(x: Any) -> np.ndarray:
    """Return the cells of an array with labels.

    Raises:
        NotSupported: for a random variable, whose draws are no elements in R.
    """
    if is_random(x):
        raise NotSupported(
            "This operation takes no random variables here.",
            hint="Compute with their draws: draws_of(x). c(x, y) joins random variables.",
        )
    return np.asarray(x.to_numpy())


def count_of_random(x: Any, name: str) -> int:
    """Return the number of draws, chains, iterations or variables of a random variable."""
    chains, iterations = (int(x.sizes[d]) for d in ("chain", "draw"))
    sizes = {"ndraws": chains * iterations, "nchains": chains, "niterations": iterations}
    return sizes.get(name, 1)


def over_draws(x: Any, function: Callable[[np.ndarray], Any]) -> Any:
    """Return a statistic of the draws of each element, as R's ``mean()`` of an ``rvar``."""
    cells = x.stack(draws__=("chain", "draw")).transpose("draws__", ...).to_numpy()
    statistic = np.apply_along_axis(function, 0, np.asarray(cells, dtype=float))
    if statistic.ndim == 0:
        return statistic.item()
    axes = [d for d in x.dims if d not in ("chain", "draw")]
    names = [axis_names(x, x.dims.index(d)) for d in axes]
    if statistic.ndim != len(axes) or not any(n is not None for n in names):
        return statistic
    if statistic.ndim == 1:
        return pd.Series(statistic, index=list(names[0] or ()))
    return matrix_of(statistic, *names) if statistic.ndim == 2 else statistic


def is_membership(x: Any) -> bool:
    """Return whether an array is a result of ``pp_mixture()``, whose rows R names by numbers."""
    if "component" not in x.coords:
        return False
    components = np.ravel(x.coords["component"].to_numpy())
    return bool(components.size) and str(components[0]).startswith("P(K = ")


def axis_names(x: Any, axis: int) -> tuple[str, ...] | None:
    """Return the labels of an axis; None if the axis has only positions."""
    dim = x.dims[axis]
    if dim not in x.coords:
        return None
    labels = x.coords[dim].to_numpy()
    if dim == "row" and is_membership(x):
        is_numbered = labels.dtype.kind in "iu"  # the rows of a part keep their numbers
        return tuple(str(n + 1) for n in (labels if is_numbered else range(len(labels))))
    is_of_draws = dim in ("iteration", "chain")  # the numbers of draws are names in R
    return None if labels.dtype.kind in "iu" and not is_of_draws else tuple(map(str, labels))


def axes_names(x: Any) -> list[tuple[str, ...] | None]:
    """Return the labels of each axis; None for an axis that has only positions."""
    return [axis_names(x, n) for n in range(x.ndim)]


def dropped(x: Any) -> Any:
    """Drop axes of length one, and convert an array to the type that R would return.

    Two remaining axes give a matrix with the names of its rows and columns, one axis gives a
    vector, and none gives a number.
    """
    all_names = axes_names(x)
    names = [all_names[n] for n in range(x.ndim) if x.shape[n] != 1]
    array = x.squeeze(drop=True)
    if array.ndim == 0:
        found_names = [n for n in all_names if n is not None]
        if len(found_names) != 1:
            return array.item()
        return pd.Series([array.item()], index=list(found_names[0]))  # R keeps the only name
    if array.ndim == 1:
        values = array.to_numpy()
        return values if names[0] is None else pd.Series(values, index=list(names[0]))
    return matrix_of(array.to_numpy(), *names) if array.ndim == 2 else array


def spread(x: Any) -> pd.DataFrame:
    """Return ``as.data.frame()`` of an array: all axes but the first become columns.

    The name of a column joins the labels of the axes: "Estimate.P(K = 1 | Y)". The second axis
    varies fastest.
    """
    names = [
        axis_names(x, n) or tuple(str(k + 1) for k in range(x.shape[n])) for n in range(x.ndim)
    ]
    columns = [""]
    for axis in range(1, x.ndim):
        columns = [f"{c}.{n}" if c else n for n in names[axis] for c in columns]
    cells = x.to_numpy().reshape(x.shape[0], -1, order="F")
    rows = axis_names(x, 0)
    return pd.DataFrame(np.asarray(cells), index=None if rows is None else list(rows),
                        columns=columns)  # fmt: skip


def syntactic(names: Iterable[str]) -> list[str]:
    """Return ``make.names(x, unique = TRUE)``, by which ``data.frame()`` names columns.

    Examples:
        >>> syntactic(["P(K = 1 | Y)", "2nd", "x", "x"])
        ['P.K...1...Y.', 'X2nd', 'x', 'x.1']
    """
    names = list(names)
    plain_names = list(map(_syntactic, names))
    # R gives numbers to the changed names, and lets those that were valid keep theirs.
    changed = [p != n for p, n in zip(plain_names, names, strict=True)]
    order = sorted(range(len(names)), key=changed.__getitem__)
    numbered = numbered_names([plain_names[n] for n in order])
    return [numbered[order.index(n)] for n in range(len(names))]


def _syntactic(name: str) -> str:
    """Return a string changed into a valid name of a variable."""
    plain = "".join(c if c.isalnum() or c in "._" else "." for c in name)
    start = plain.removeprefix(".")
    if not plain or plain[0].isdigit() or plain[0] == "_" or start[:1].isdigit():
        plain = f"X{plain}"
    return f"{plain}." if plain in _RESERVED else plain


def numbered_names(names: Sequence[str], sep: str = ".") -> list[str]:
    """Return ``make.unique(names, sep)``: repetitions of a name have a number at their end.

    Examples
    --------
    >>> numbered_names(["a", "a", "a.1"])
    ['a', 'a.2', 'a.1']
    """
    used_names, earlier_names, times = set(names), set(), dict.fromkeys(names, 1)
    distinct_names: list[str] = []
    for name in names:
        candidate = name
        while name in earlier_names and candidate in used_names:
            candidate = f"{name}{sep}{times[name]}"
            times[name] += 1
        earlier_names.add(name)
        used_names.add(candidate)
        distinct_names.append(candidate)
    return distinct_names

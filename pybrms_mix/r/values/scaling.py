"""R's ``scale()``, and the attributes in which it keeps the centre and the scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.values.named_matrix import axes_of, is_frame, matrix_of
from pybrms_mix.r.values.own_attributes import classes_given, own_of
from pybrms_mix.r.values.own_classes import Classed
from pybrms_mix.r.values.r_vectors import FACTOR, numeric, read
from pybrms_mix.r.values.row_names import row_names
from pybrms_mix.r.values.sums import sum_of, sums_along
from pybrms_mix.r.values.tibbles import ungrouped

__all__ = ["attributes", "column_attributes", "scale"]

# The key in DataFrame.attrs of the centres and scales of scaled columns.
SCALED = "scaled"


@dataclass(frozen=True, eq=False)
class Scaling:
    """The centre and the scale of scaled values; None is an attribute that ``scale()`` did not set.

    Attributes
    ----------
    centre, width : float, Series or None
        The numbers that were subtracted, and the divisors of the differences; a Series has one
        for each column of a matrix.
    values : ndarray
        The scaled values. A column is scaled if all of its values are among them.
    """

    centre: Any
    width: Any
    values: np.ndarray

    def __deepcopy__(self, memo: Any) -> Scaling:
        """Return the record itself, which does not change."""
        return self

    def has(self, values: Any) -> bool:
        """Return whether all values are among the scaled ones."""
        numbers_given = np.ravel(np.asarray(values, dtype=float))
        return bool(np.isin(numbers_given[~np.isnan(numbers_given)], self.values).all())

    def attributes(self, x: Any) -> dict[str, Any]:
        """Return the attributes of the scaled value ``x`` by R's names."""
        shape = np.shape(x)
        attribute_values: dict[str, Any] = {
            "dim": np.array(shape if len(shape) > 1 else (*shape, 1))
        }
        if isinstance(x, pd.DataFrame):
            attribute_values["dimnames"] = [None if a is None else list(a) for a in axes_of(x)]
        if self.centre is not None:
            attribute_values["scaled:center"] = self.centre
        return (
            attribute_values
            if self.width is None
            else {**attribute_values, "scaled:scale": self.width}
        )


class ScaledArray(np.ndarray):
    """Scaled numbers. The result of a computation with them is an array without a scaling."""

    scaling: Scaling | None

    def __array_finalize__(self, other: Any) -> None:
        """Forget the scaling in every new array."""
        self.scaling = None

    def __array_wrap__(
        self, made: np.ndarray, context: Any = None, return_scalar: bool = False
    ) -> Any:
        """Return the result of a function of NumPy as a plain array, or as a number."""
        plain = np.asarray(made)
        return plain[()] if return_scalar and not plain.ndim else plain


def scaling_of(x: Any) -> Scaling | None:
    """Return how a value was scaled; None if that is not known."""
    scaling = getattr(x, "scaling", None)
    if scaling is None and isinstance(x, pd.DataFrame):
        scaling = x.attrs.get(SCALED)
    return scaling if isinstance(scaling, Scaling) and scaling.has(x) else None


def column_matrix(x: Any) -> Any:
    """Return a scaled column of a data frame as R holds it, a matrix; others as they are."""
    scalings = x.attrs.get(SCALED) if isinstance(x, pd.Series) else None
    scaling = scalings.get(x.name) if isinstance(scalings, dict) else None
    if scaling is None or not scaling.has(x):
        return x
    return np.asarray(x, dtype=float)[:, None]


def scale(x: Any, center: Any = True, scale: Any = True) -> Any:
    """Centre numbers and divide them by their standard deviation, both computed without NA.

    The result is a matrix, which has one column if ``x`` is a vector.

    Examples
    --------
    >>> z = scale([1, 2, 3])
    >>> z.tolist(), attributes(z)["scaled:center"]
    ([[-1.0], [0.0], [1.0]], 2.0)
    """
    if isinstance(x, pd.DataFrame) or (isinstance(x, np.ndarray) and x.ndim == 2):
        cells = np.asarray(x, dtype=float)
        by_column = [_for_columns(setting, cells.shape[1]) for setting in (center, scale)]
        columns = [_scaled(v, *settings) for v, *settings in zip(cells.T, *by_column, strict=True)]
        matrix = matrix_of(np.column_stack([c for c, _ in columns]), *axes_of(x))
        if isinstance(matrix, pd.DataFrame):
            names = list(map(str, matrix.columns))
            matrix.attrs[SCALED] = Scaling(
                _named([s.centre for _, s in columns], _own_names(center, names)),
                _named([s.width for _, s in columns], _own_names(scale, names)),
                np.ravel(np.asarray(matrix)),
            )
            return matrix
        array = np.asarray(matrix).view(ScaledArray)
        centres, widths = ([getattr(s, n) for _, s in columns] for n in ("centre", "width"))
        array.scaling = Scaling(_named(centres, None), _named(widths, None), np.ravel(matrix))
        return array
    values, scaling = _scaled(numeric(read(x)).data, center, scale)
    marked = values[:, None].view(ScaledArray)
    marked.scaling = scaling
    return marked


def _own_names(setting: Any, names: list[str]) -> list[str] | None:
    """Return the names of centres or scales: those of the columns, or of the numbers in a call."""
    if isinstance(setting, bool | np.bool_):
        return names
    given_names = read(setting).names
    return None if given_names is None else list(given_names)


def _for_columns(setting: Any, count: int) -> list[Any]:
    """Return a centre or a scale for each column; TRUE and FALSE hold for all of them."""
    if isinstance(setting, bool | np.bool_):
        return [bool(setting)] * count
    numbers: list[Any] = numeric(read(setting)).data.tolist()
    if len(numbers) != count:
        raise InvalidData("length of 'center' or 'scale' must equal the number of columns of 'x'")
    return numbers


def _named(values: list[Any], names: list[str] | None) -> Any:
    if None in values:
        return None
    return np.array(values) if names is None else pd.Series(values, names)


def _scaled(data: np.ndarray, center: Any, scale: Any) -> tuple[np.ndarray, Scaling]:
    known_numbers = data[~np.isnan(data)]
    middle = float(center) if not isinstance(center, bool) else 0.0
    if center is True:
        middle = (
            float(sums_along(known_numbers, 0) / len(known_numbers))
            if len(known_numbers)
            else np.nan
        )
    deviations = data - middle
    if isinstance(scale, bool):
        present = deviations[~np.isnan(deviations)]
        width = np.sqrt(sum_of(present**2) / max(1, len(present) - 1)) if scale else 1.0
    else:
        width = float(scale)
    with np.errstate(all="ignore"):
        values = deviations / width
    centre = None if center is False else float(middle)
    return values, Scaling(centre, None if scale is False else float(width), values)


def with_scaling(frame: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    """Record the scaling of new columns in a data frame."""
    scalings = {n: scaling_of(v) for n, v in columns.items()}
    earlier = {n: s for n, s in frame.attrs.get(SCALED, {}).items() if n not in columns}
    earlier |= {n: s for n, s in scalings.items() if s is not None}
    if earlier or SCALED in frame.attrs:
        frame.attrs[SCALED] = earlier
    return frame


def attributes(x: Any) -> dict[str, Any]:
    """Return ``attributes(x)`` of values that ``scale()`` made, or those that a script has set.

    Raises
    ------
    InvalidData
        If the attributes are not known.
    """
    scaling = scaling_of(x)
    if scaling is not None:
        return scaling.attributes(x)
    if isinstance(x, Classed) and x.attributes:
        return {"names": np.array(list(x), dtype=object), **x.attributes}
    marks = own_of(x)
    vector = None if marks is not None or isinstance(x, dict | list | pd.DataFrame) else read(x)
    if vector is not None and vector.kind == FACTOR:
        classes = ["ordered", "factor"] if vector.ordered else ["factor"]
        return {"levels": np.array(vector.levels, dtype=object),
                "class": np.array(classes, dtype=object)}  # fmt: skip
    if marks is None:
        raise InvalidData(
            "The attributes of this value are not kept.",
            hint="They are known for the result of scale(), and for a column that holds one.",
        )
    return {**_of_frame(x), **marks.values}


def _of_frame(x: Any) -> dict[str, Any]:
    """Return the attributes that make a value a data frame, or a vector with names."""
    if not is_frame(x):
        names = read(x).names
        return {} if names is None else {"names": np.array(names, dtype=object)}
    labels = row_names(x)
    are_numbers = all(n.isdecimal() for n in labels)
    row_labels = np.arange(1, len(x) + 1) if are_numbers else np.array(labels, dtype=object)
    return {"names": np.array(list(x.columns), dtype=object),
            "class": np.array(classes_given(x) or ["data.frame"], dtype=object),
            "row.names": row_labels}  # fmt: skip


def column_attributes(x: Any, name: str) -> dict[str, Any]:
    """Return ``attributes(d$name)`` of a column that ``scale()`` made."""
    frame = ungrouped(x)
    scalings = frame.attrs.get(SCALED) if isinstance(frame, pd.DataFrame) else None
    scaling = scalings.get(name) if isinstance(scalings, dict) else None
    if scaling is None or name not in frame or not scaling.has(frame[name]):
        return attributes(frame[name])
    attribute_values: dict[str, Any] = scaling.attributes(frame[name])
    return attribute_values

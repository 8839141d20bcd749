"""R functions that combine, repeat, sort, match and count vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData, NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.plots.effect_tables import EffectTables
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.values.code_values import refuse_formula
from pybrms_mix.r.values.fit_parts import names_of_fit_parts
from pybrms_mix.r.values.joined_priors import PLACES, all_rows_of, through_frame
from pybrms_mix.r.values.kept_counts import keeps_counts
from pybrms_mix.r.values.labelled import is_labelled, is_random
from pybrms_mix.r.values.named_matrix import NamedMatrix, distinct_columns, is_frame
from pybrms_mix.r.values.nan_values import are_nan
from pybrms_mix.r.values.own_classes import ClassedVector
from pybrms_mix.r.values.partial_frames import refuse_partial
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    Vector,
    as_kind,
    characters,
    common,
    listed,
    numbers,
    numeric,
    read,
    text,
    to_python,
    undated,
)
from pybrms_mix.r.values.random_cells import joined_random
from pybrms_mix.r.values.result_lists import ResultList
from pybrms_mix.r.values.result_records import record_of, summary_names
from pybrms_mix.r.values.scalars import is_empty_list, is_list_of_numbers
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.tibbles import keeps_groups, of_rows
from pybrms_mix.r.vectors.factors import as_factor

__all__ = [
    "c", "c_lists", "duplicated", "joined", "joined_lists", "match",
    "n_distinct", "named", "named_like", "rep", "rev", "unique",
]  # fmt: skip


def c(*values: Any, **named: Any) -> Any:
    """Combine values as R's ``c()``, into a vector of their common type or a list.

    Examples:
        >>> c(1, "a", True)
        array(['1', 'a', 'TRUE'], dtype=object)
        >>> c(None, [1, 2])
        array([1, 2])
    """
    if (priors := all_rows_of(values)) is not None and not named:
        return priors
    return joined(_like_the_first([*((None, v) for v in values), *named.items()]))


def _like_the_first(pairs: list[tuple[str | None, Any]]) -> list[tuple[str | None, Any]]:
    """Return the values of ``c()``, of which the first one decides about classes.

    Below a value that is neither a factor nor a date, and below NULL, these are their numbers.
    """
    vectors = [read(v) if _is_value(v) else None for _, v in pairs]
    if not any(v is not None and (v.kind == FACTOR or v.date) for v in vectors):
        return pairs
    first = vectors[0] if pairs[0][1] is not None else numbers([])
    if first is None or first.kind in (FACTOR, LIST) or first.clock:
        return pairs
    if first.date:  # numbers below a date are days
        plain = [
            replace(v, date=True) if v is not None and v.kind == NUMBER else v for v in vectors
        ]
    else:
        plain = [
            numeric(v) if v is not None and v.kind == FACTOR else v if v is None else undated(v)
            for v in vectors
        ]
    return [(n, value if v is None else to_python(v))
            for (n, value), v in zip(pairs, plain, strict=True)]  # fmt: skip


def joined(pairs: Sequence[tuple[str | None, Any]]) -> Any:
    """Combine values with optional names, as ``c(a = 1, 2)``."""
    if any(is_random(v) for _, v in pairs):
        return joined_random(pairs)
    named_vectors = [(name, _unordered(value)) for name, value in pairs]
    named_vectors = [(name, v) for name, v in named_vectors if v.kind != NULL]
    if not named_vectors:
        return None
    if len(named_vectors) == 1 and named_vectors[0][0] is None:
        return to_python(replace(named_vectors[0][1], dim=None, single=False, one_axis=False))
    vectors = [v for _, v in named_vectors]
    names = None
    if any(name or v.names is not None for name, v in named_vectors):
        names = tuple(n for name, v in named_vectors for n in _names(name, v))
    if all(v.kind == FACTOR for v in vectors):
        return to_python(_joined_factors(vectors, names))
    # R combines the codes of a factor with values that are no factors.
    vectors = [numeric(v) if v.kind == FACTOR else v for v in vectors]
    kind = common(vectors)
    if kind != LIST and any(is_list_of_numbers(v) for _, v in pairs) and (
            len({v.kind for v in vectors}) > 1):  # fmt: skip
        return joined_lists(pairs)
    parts = [as_kind(v, kind).data for v in vectors]
    data = np.concatenate(parts)
    all_whole = all(v.whole or v.kind == LOGICAL for v in vectors)
    dates = all(v.date or v.missing.all() for v in vectors) and any(v.date for v in vectors)
    dated = dates and kind == NUMBER
    clock = dated and any(v.clock for v in vectors)
    return to_python(Vector(kind, data, names, whole=all_whole, date=dated, clock=clock))


def c_lists(*values: Any) -> list[Any]:
    """Combine lists and vectors into one list, as ``c(list(1), "a")``.

    Examples
    --------
    >>> c_lists([1], "a", [2, 3])
    [1, 'a', 2, 3]
    """
    return joined_lists([(None, v) for v in values])  # type: ignore[no-any-return]


def joined_lists(pairs: Sequence[tuple[str | None, Any]]) -> Any:
    """Combine lists and vectors with optional names into one list.

    Examples
    --------
    >>> joined_lists([(None, [1]), ("b", 2)])
    [1, 2]
    >>> joined_lists([("a", [1]), ("b", "x")])
    {'a': 1, 'b': 'x'}
    """
    named_lists = [(name, as_kind(_unordered(v), LIST)) for name, v in pairs if v is not None]
    cells = [cell for _, v in named_lists for cell in v.data]
    named_ = any(name or v.names is not None for name, v in named_lists)
    return to_python(listed(cells, [n for name, v in named_lists for n in _names(name, v)]
                            if named_ else None))  # fmt: skip


def _unordered(value: Any) -> Vector:
    if isinstance(value, (dict, list)) or is_frame(value) or value is None:
        return read(value)
    if callable(value) or not _is_value(value):
        return listed([value])
    return read(value)


def _is_value(value: Any) -> bool:
    value_types = (bool, int, float, str, np.ndarray, np.generic, tuple, range, Vector, NamedMatrix)
    return isinstance(
        value, (*value_types, pd.Series, pd.Index, pd.api.extensions.ExtensionArray)
    ) or (value is pd.NA)


def _names(name: str | None, vector: Vector) -> list[str]:
    element_names = vector.names or ("",) * len(vector)
    if not name:
        return list(element_names)
    if len(vector) == 1:
        return [f"{name}.{element_names[0]}" if element_names[0] else name]
    return [f"{name}.{n}" if n else f"{name}{at + 1}" for at, n in enumerate(element_names)]


def _joined_factors(vectors: list[Vector], names: tuple[str, ...] | None) -> Vector:
    levels = tuple(dict.fromkeys(v for part in vectors for v in part.levels))
    places = {level: float(n) for n, level in enumerate(levels)}
    data = [places.get(v, np.nan) for part in vectors for v in text(part).data]
    ordered = all(v.ordered and v.levels == levels for v in vectors)
    return Vector(FACTOR, np.array(data, dtype=float), names, levels, ordered)


@takes_single_numbers
def rep(x: Any, times: Any = 1, each: int = 1, length_out: int | None = None) -> Any:
    """Repeat a vector ``times`` times, and each element ``each`` times.

    Examples:
        >>> rep(["a", "b"], [2, 1])
        array(['a', 'a', 'b'], dtype=object)
        >>> rep([1, 2], each=2, length_out=3)
        array([1, 1, 2])
    """
    vector = read(x)
    at = np.repeat(np.arange(len(vector)) + 0.0, int(each))
    if length_out is not None:
        return to_python(vector.take(np.resize(at, int(length_out)) if len(at) else at))
    counts = numeric(read(times)).data.astype(int)
    if len(counts) == 1:
        return to_python(vector.take(np.tile(at, counts[0])))
    if len(counts) != len(at):
        raise InvalidData("invalid 'times' argument")
    return to_python(vector.take(np.repeat(at, counts)))


@keeps_groups
@keeps_counts
def rev(x: Any) -> Any:
    """Return the elements, or the columns of a data frame, in reverse order."""
    if is_frame(x):
        return x.iloc[:, ::-1]
    return to_python(read(x).take(np.arange(len(read(x)) - 1.0, -1, -1)))


def keys_of(vector: Vector) -> list[Any]:
    """Return hashable keys that are equal for equal elements."""
    if vector.kind == LIST:
        return [repr(v) for v in vector.data]
    if vector.kind == CHARACTER:
        return list(vector.data)
    nan = are_nan(vector.data).tolist()
    return ["NaN" if is_nan else None if np.isnan(v) else float(v)
            for v, is_nan in zip(vector.data, nan, strict=True)]  # fmt: skip


def first_places(vector: Vector) -> np.ndarray:
    """Return the positions, counted from 0, of the first occurrence of each value."""
    places: dict[Any, int] = {}
    for n, key in enumerate(keys_of(vector)):
        places.setdefault(key, n)
    return np.array(list(places.values()), dtype=float)


@keeps_groups
def unique(x: Any, by: Any = None) -> Any:
    """Return the unique elements of a vector, or the rows that differ in the columns ``by``."""
    if (priors := all_rows_of([x])) is not None:
        return through_frame(priors, lambda frame: frame[~duplicated(priors)])
    if isinstance(x, pd.DataFrame):
        distinct_rows = x[~duplicated(x, by)]
        return distinct_rows.reset_index(drop=True) if x.attrs.get("data.table") else distinct_rows
    if np.ndim(x) == 2:
        return x[~duplicated(x)]
    vector = read(x).plain()
    return to_python(vector.take(first_places(vector)))


@of_rows
def duplicated(x: Any, by: Any = None, *, from_last: bool = False) -> Any:
    """Return whether each element, or each row, equals an earlier one, or a later one.

    A prior equals an earlier one of the same parameters, whatever the distribution.
    """
    if (priors := all_rows_of([x])) is not None:
        return duplicated(priors.to_frame(), PLACES, from_last=from_last)
    if isinstance(x, np.ndarray) and x.ndim == 2:
        x = pd.DataFrame(np.asarray(x))
    if isinstance(x, pd.DataFrame):
        names = None if by is None else list(read(by).data)
        return x.duplicated(subset=names, keep="last" if from_last else "first").to_numpy()
    if from_last:
        return duplicated(rev(x))[::-1].copy()
    vector = read(x)
    repeated = np.ones(len(vector), dtype=bool)
    repeated[first_places(vector).astype(int)] = False
    return repeated


def match(x: Any, table: Any, nomatch: float = np.nan) -> Any:
    """Return the position, counted from 1, of each element in ``table``, or ``nomatch``.

    Examples:
        >>> match(["b", "z"], ["a", "b"])
        array([ 2., nan])
    """
    vector, values = read(x), read(table)
    if {vector.kind, values.kind} & {FACTOR, CHARACTER}:
        vector, values = text(vector), text(values)
    else:
        vector, values = numeric(vector), numeric(values)
    places: dict[Any, int] = {}
    for n, key in enumerate(keys_of(values)):
        places.setdefault(key, n + 1)
    table_places = [places.get(key, nomatch) for key in keys_of(vector)]
    return to_python(replace(numbers(table_places, whole=True), single=vector.single))


@of_rows
def length(x: Any) -> int:
    """Return the number of elements, or the number of columns of a data frame."""
    if is_frame(x):
        return int(x.shape[1])
    refuse_formula(x, "length()")
    if is_random(x):
        return int(np.prod(x.transpose("chain", "draw", ...).shape[2:]))
    if is_labelled(x) and not hasattr(x, "data_vars"):
        return int(x.size)
    if (record := record_of(x)) is not None:
        return len(record)
    if isinstance(x, ResultList):
        return len(x.names_in_r())
    if _is_value(x) or x is None or isinstance(x, (dict, list)):
        return len(read(x))
    if isinstance(x, EffectTables | ClassedVector):
        return len(x)
    if hasattr(x, "data_vars") or isinstance(x, PriorTable):
        return len(x.data_vars) if hasattr(x, "data_vars") else x.to_frame().shape[1]
    if callable(x):
        return 1
    raise NotSupported(f"The number of elements in R of a {type(x).__name__} is not known here.")


def n_distinct(*vectors: Any, na_rm: bool = False) -> int:
    """Return the number of unique values; NA counts as a value."""
    keys = set(zip(*(keys_of(read(v)) for v in vectors), strict=True))
    return len({k for k in keys if not (na_rm and (None in k or "NaN" in k))})


def named(x: Any, names: Any, *, of_list: bool = False) -> Any:
    """Return ``x`` with new names: ``setNames(x, names)``.

    With ``of_list`` the vector is a list in R, whose elements keep their own types.

    Examples
    --------
    >>> named([1, 2], ["a", "b"], of_list=True)
    {'a': 1, 'b': 2}
    """
    if names is not None and (is_empty_list(x) or (of_list and isinstance(x, list))):
        all_names = [*text(read(names)).data, *[None] * len(x)][: len(x)]
        return named_list(x, ["<NA>" if v is None else v for v in all_names])
    vector = read(x)
    if names is None and isinstance(x, pd.DataFrame) and not pd.api.types.is_integer_dtype(x.index):
        return x.to_numpy().ravel(order="F")  # a matrix with names of rows
    if names is None:
        return to_python(vector.plain())
    if isinstance(x, pd.DataFrame):
        return distinct_columns(x.set_axis(list(text(read(names)).data), axis=1))
    new_names = [*text(read(names)).data, *[None] * len(vector)][: len(vector)]
    return to_python(
        replace(vector, names=tuple("<NA>" if v is None else v for v in new_names), dim=None)
    )


def named_like(x: Any, given: Any) -> Any:
    """Return ``x`` with the names of ``given``, if ``given`` has names.

    Examples
    --------
    >>> named_like([1.0, 2.0], named([3, 4], ["a", "b"])).index.tolist()
    ['a', 'b']
    """
    vector, source = read(x), read(given)
    if source.names is None or len(vector) != len(source) or vector.names is not None:
        return x
    return to_python(replace(vector, names=source.names, single=False))


def names(x: Any) -> Any:
    """Return the names of the elements or columns; None if there are none."""
    x = x.to_frame() if isinstance(x, PriorTable) else x
    if is_frame(x):
        refuse_partial(x)
        return to_python(characters(tuple(map(str, x.columns))))
    if isinstance(x, NamedMatrix):
        return None
    if (record := record_of(x)) is not None:
        return to_python(characters(record))
    if isinstance(x, ResultList):
        return to_python(characters(x.names_in_r()))
    if (of_fit := names_of_fit_parts(x)) is not None:
        return to_python(characters(of_fit))
    if (of_summary := summary_names(x)) is not None:
        return to_python(characters(of_summary))
    vector = read(x)
    lists = (list, tuple, Mapping, np.ndarray, Vector)
    if vector.kind == LIST and not isinstance(x, lists) and not callable(x) and not _is_value(x):
        raise NotSupported(f"The names that R gives to a {type(x).__name__} are not known here.")
    element_names = (
        vector.names if vector.names is None else [None if n == "<NA>" else n for n in vector.names]
    )
    return None if element_names is None else to_python(characters(element_names))


def grouped_by(index: Any) -> tuple[Vector, list[np.ndarray]]:
    """Return the combined factor of several vectors, and the positions of each level."""
    factor = read(as_factor(index))
    return factor, [np.flatnonzero(factor.data == n) for n in range(len(factor.levels))]


def named_list(values: list[Any], names: Sequence[Any] | None) -> Any:
    """Return a list with names; a list without names if two elements have the same name."""
    return values if names is None else to_python(listed(values, map(str, names)))

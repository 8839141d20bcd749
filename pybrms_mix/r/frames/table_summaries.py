"""``summary()`` of data frames, matrices and lists: tables of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.indexing.subsetting import cells_of
from pybrms_mix.r.text.number_format import formatted
from pybrms_mix.r.values.named_matrix import NamedMatrix, axes_of, is_frame, matrix_of
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NULL,
    NUMBER,
    Vector,
    numeric,
    read,
    text,
    to_python,
)
from pybrms_mix.r.vectors.quantiles import quantile
from pybrms_mix.r.vectors.stats import mean

__all__: list[str] = []

QUARTILES = ("Min.", "1st Qu.", "Median", "Mean", "3rd Qu.", "Max.")
_MISSING = "NA's"
_LINE = 80
_MOST_LEVELS = 7  # the largest number of levels of a factor whose counts R shows one by one


class SummaryTable(NamedMatrix):
    """A matrix of text, which is printed as R prints it."""

    def __repr__(self) -> str:
        """Return the lines that R prints: columns to the left, missing cells empty."""
        columns = [
            [name, *("" if v is None else v for v in self.iloc[:, n])]
            for n, name in enumerate(map(str, self.columns))
        ]
        labels = ["", *map(str, self.index)]
        blocks: list[list[list[str]]] = [[_padded(labels)]]
        for column in map(_padded, columns):
            width = sum(len(c[0]) + 1 for c in blocks[-1][1:]) + len(labels[0]) + len(column[0]) + 1
            if width >= _LINE and len(blocks[-1]) > 1:
                blocks.append([_padded(labels)])
            blocks[-1].append(column)
        lines = (" ".join(cells) for block in blocks for cells in zip(*block, strict=True))
        return "\n".join(line.rstrip() for line in lines)

    __str__ = __repr__

    def _repr_html_(self) -> None:
        """Leave the display in a notebook to the text."""


def _padded(texts: Sequence[str]) -> list[str]:
    width = max(map(len, texts))
    return [t.ljust(width) for t in texts]


def quartiles(vector: Vector) -> dict[str, float]:
    """Return the quartiles and the mean of the numbers that are known."""
    data = numeric(vector).data
    known_numbers = data[~np.isnan(data)]
    low, first, middle, third, high = quantile(known_numbers, names=False)
    values = (low, first, middle, mean(known_numbers), third, high)
    return dict(zip(QUARTILES, map(float, values), strict=True))


def date_quartiles(vector: Vector) -> Any:
    """Return the quartiles and the mean of dates.

    Raises:
        NotSupported: if a date is missing, since R counts it in the same vector.
    """
    if vector.clock or vector.missing.any():
        raise NotSupported("summary() of points in time, or of missing dates, is not available.",
                           hint="Use summary(na.omit(x)).")  # fmt: skip
    statistics = quartiles(vector)
    days = Vector(NUMBER, np.array(list(statistics.values())), names=QUARTILES, date=True)
    return to_python(days)


def summary_of_table(x: Any) -> SummaryTable:
    """Return ``summary()`` of a data frame or a matrix: a matrix of text.

    Raises:
        NotSupported: if a column has no summary here.
    """
    frame = x if is_frame(x) else _columns_of(x)
    columns = [(str(n), _cells(frame.iloc[:, k])) for k, n in enumerate(frame.columns)]
    names = [_centred(name, cells) for name, cells in columns]
    lines = zip_longest(*([f"{n}:{v}  " for n, v in cells] for _, cells in columns))
    table = pd.DataFrame(list(lines), dtype=object).set_axis(pd.Index(names, dtype=object), axis=1)
    return SummaryTable(table.set_axis(pd.Index([""] * len(table), dtype=object), axis=0))


def _columns_of(matrix: Any) -> pd.DataFrame:
    frame = pd.DataFrame(np.asarray(matrix))
    names = axes_of(matrix)[1] or [f"V{n + 1}" for n in range(frame.shape[1])]
    return frame.set_axis(list(names), axis=1)


def _centred(name: str, cells: Sequence[tuple[str, str]]) -> str:
    """Return the heading of a column, which has its middle above the colons."""
    return " " * max(0, int(np.floor(len(cells[0][0]) - len(name) / 2))) + name


def _cells(column: pd.Series) -> list[tuple[str, str]]:
    """Return the names and the values of a column's summary, each with a common width."""
    if cells_of(column) is not column:
        raise NotSupported("summary() of a column that is a matrix is not available.")
    vector = read(column)
    missing_count = int(vector.missing.sum())
    if vector.kind == FACTOR:
        statistics = _level_counts(vector, missing_count)
    elif vector.kind == CHARACTER:
        statistics = _left({"Length": str(len(vector)), "Class": "character", "Mode": "character"})
    elif vector.kind == LOGICAL:
        statistics = _left(logical_counts(vector))
    elif vector.kind == NUMBER and not vector.clock:
        statistics = _dates(vector) if vector.date else _statistics(quartiles(vector))
        statistics |= {_MISSING: str(missing_count)} if missing_count else {}
    else:
        raise NotSupported(f"summary() of the column '{column.name}' is not available.")
    return list(zip(_padded(list(statistics)), statistics.values(), strict=True))


def logical_counts(vector: Vector) -> dict[str, str]:
    """Return the summary of logical values: their mode and their counts as text."""
    counts = {"FALSE": int(np.sum(vector.data == 0)), "TRUE": int(np.sum(vector.data == 1)),
              _MISSING: int(vector.missing.sum())}  # fmt: skip
    return {"Mode": "logical", **{n: str(v) for n, v in counts.items() if v}}


def _left(statistics: Mapping[str, str]) -> dict[str, str]:
    return dict(zip(statistics, _padded(list(statistics.values())), strict=True))


def _dates(vector: Vector) -> dict[str, str]:
    days = np.array(list(quartiles(vector).values()))
    texts = text(Vector(NUMBER, days, date=True)).data
    return dict(zip(QUARTILES, map(str, texts), strict=True))


def _statistics(values: Mapping[str, float]) -> dict[str, str]:
    """Return numbers with four digits, where those that are small beside the largest are zero."""
    data = np.array(list(values.values()))
    finite = np.isfinite(data)
    largest = np.max(np.abs(data[finite]), initial=0)
    places = 7 - int(np.ceil(np.log10(largest))) if largest > 0 else 7
    data = np.where(finite, np.round(data, max(0, places)), data)
    texts = [str(t) for t in read(formatted(data, digits=4)).data]
    if np.isnan(data).all():  # the mean of no number is NaN, and no quartile is known
        texts = ["NaN" if name == "Mean" else " NA" for name in values]
    return dict(zip(values, texts, strict=True))


def _level_counts(vector: Vector, missing_count: int) -> dict[str, str]:
    counts = [int(np.sum(vector.data == n)) for n in range(len(vector.levels))]
    level_counts = list(zip(vector.levels, counts, strict=True))
    most = _MOST_LEVELS - bool(missing_count)
    if len(level_counts) > most:
        ordered = sorted(level_counts, key=lambda pair: -pair[1])
        rest = sum(count for _, count in ordered[most - 1 :])
        level_counts = [*ordered[: most - 1], ("(Other)", rest)]
    level_counts += [(_MISSING, missing_count)] if missing_count else []
    width = max(len(str(count)) for _, count in level_counts) if level_counts else 0
    return {name: str(count).rjust(width) for name, count in level_counts}


def summary_of_list(x: Mapping[str, Any]) -> SummaryTable:
    """Return ``summary()`` of a list with names: length, class and mode of each element."""
    rows = [_description(value) for value in x.values()]
    return SummaryTable(
        matrix_of(np.array(rows, dtype=object), list(x), ("Length", "Class", "Mode"))
    )


def _description(value: Any) -> tuple[str, str, str]:
    if callable(value):
        return ("1", "-none-", "function")
    try:
        vector = read(value)
    except Exception:
        vector = Vector(LIST, np.array([value], dtype=object))
    is_table = is_frame(value)
    if vector.kind == LIST and not (is_table or isinstance(value, list | dict)):
        raise NotSupported(f"summary() of a list that holds a {type(value).__name__} is missing.")
    modes = {NULL: "NULL", FACTOR: "numeric"}
    class_name = "data.frame" if is_table else "factor" if vector.kind == FACTOR else "-none-"
    class_name = "Date" if vector.date else class_name
    return (str(len(vector)), class_name, modes.get(vector.kind, vector.kind))


def empty_summary() -> pd.Series:
    """Return ``summary(NULL)``."""
    return pd.Series({"Length": "0", "Class": "NULL", "Mode": "NULL"})

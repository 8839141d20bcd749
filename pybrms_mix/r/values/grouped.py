"""Rows with groups, and the positions of the rows of each group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.r.values.joined_priors import as_table
from pybrms_mix.r.values.r_vectors import Vector, read
from pybrms_mix.r.values.sorting import order_of
from pybrms_mix.r.values.tibbles import alike, is_tibble, tibble_of

__all__ = ["Grouped", "rowwise", "ungroup"]


@dataclass(frozen=True, eq=False)
class Grouped:
    """A data frame with groups, the result of ``group_by()``.

    Attributes:
        frame: the data frame.
        groups: the names of the group columns.
    """

    frame: pd.DataFrame
    groups: tuple[str, ...]

    def __post_init__(self) -> None:
        """Make the rows a tibble, as R does."""
        if not is_tibble(self.frame):
            object.__setattr__(self, "frame", tibble_of(self.frame))

    def __repr__(self) -> str:
        """Return the rows as text, and the names of the group columns below."""
        return f"{self.frame!r}\nGroups: {', '.join(n for n in self.groups if n != EACH_ROW)}"

    def pipe(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Return ``function`` of the grouped rows and further arguments."""
        return function(self, *arguments, **named)

    def __getitem__(self, key: Any) -> Any:
        """Return one column or several columns."""
        return self.frame[key]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.frame)

    def to_pandas(self) -> pd.DataFrame:
        """Return the data frame without its groups, for functions such as ``brm()``."""
        return self.frame

    @property
    def columns(self) -> Any:
        """The names of the columns."""
        return self.frame.columns

    def items(self) -> Any:
        """Return the names of the columns, each with its column."""
        return self.frame.items()

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return self.frame.shape


Rows: TypeAlias = "pd.DataFrame | Grouped"


def parts(data: Rows) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the data frame and the names of its group columns.

    Raises:
        InvalidData: if ``data`` is not a data frame.
    """
    if isinstance(data, Grouped):
        return data.frame, data.groups
    if not isinstance(data, pd.DataFrame) and isinstance(table := as_table(data), PriorTable):
        return table.to_frame(), ()
    if not isinstance(data, pd.DataFrame):
        raise InvalidData(f"A data frame is needed here, not {type(data).__name__}.")
    return data, ()


def again(frame: pd.DataFrame, groups: tuple[str, ...]) -> Rows:
    """Return a data frame with its groups restored, except those whose columns are gone."""
    remaining = tuple(g for g in groups if g in frame.columns or g == EACH_ROW)
    return Grouped(frame, remaining) if remaining else frame


Verb = TypeVar("Verb", bound=Callable[..., Any])


def keeps_contrasts(verb: Verb) -> Verb:
    """Make a verb preserve the contrasts of factors that it does not change, and tibbles.

    What is known of scaled columns is preserved too: the columns are known by their values.
    """

    @wraps(verb)
    def verb_with_contrasts(data: Any, *given: Any, **columns: Any) -> Any:
        result = verb(data, *given, **columns)
        attributes = getattr(data.frame if isinstance(data, Grouped) else data, "attrs", {})
        frame = result.frame if isinstance(result, Grouped) else result
        if attributes.get("contrasts") and isinstance(frame, pd.DataFrame):
            new = {*columns, *(g[0] for g in given if isinstance(g, tuple) and g)}
            contrasts = {
                n: v for n, v in attributes["contrasts"].items() if n in frame and n not in new
            }
            frame.attrs["contrasts"] = contrasts
        if attributes.get("scaled") and isinstance(frame, pd.DataFrame):
            frame.attrs["scaled"] = {**attributes["scaled"], **frame.attrs.get("scaled", {})}
        return alike(result, data) if isinstance(result, pd.DataFrame) else result

    return cast("Verb", verb_with_contrasts)


@keeps_contrasts
def ungroup(data: Rows) -> pd.DataFrame:
    """Return the rows without groups, whose columns can be changed without a change of ``data``."""
    return parts(data)[0].copy(deep=False)


# A pseudo-column that makes each row a group.
EACH_ROW = "\0each row"


def rowwise(data: Rows, *names: str) -> Rows:
    """Make each row a group, for row-by-row computation in ``mutate()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows. The columns that group them stay.
    *names : str
        Columns that a summary keeps.

    Raises
    ------
    InvalidData
        If rows with groups get further columns.
    """
    before = tuple(g for g in parts(data)[1] if g != EACH_ROW)
    if before and names:
        raise InvalidData("Can't re-group when creating rowwise data.")
    return again(ungroup(data), (*before, *names, EACH_ROW))


def group_places(frame: pd.DataFrame, groups: tuple[str, ...]) -> list[np.ndarray]:
    """Return the row positions of each group, with the groups in R's order of their values."""
    if not groups:
        return [np.arange(len(frame)) + 0.0]
    if not len(frame):
        return []
    if EACH_ROW in groups:
        return [np.array([float(n)]) for n in range(len(frame))]
    vectors = [read(frame[g]).plain() for g in groups]
    keys = list(zip(*(_codes(v) for v in vectors), strict=True))
    cells: dict[Any, list[int]] = {}
    for n, key in enumerate(keys):
        cells.setdefault(key, []).append(n)
    firsts = np.array([at[0] for at in cells.values()]) + 0.0
    order = order_of([v.take(firsts) for v in vectors], [False] * len(vectors))
    cell_rows = list(cells.values())
    return [np.array(cell_rows[int(n)]) + 0.0 for n in order]


def _codes(vector: Vector) -> list[int]:
    places: dict[Any, int] = {}
    missing = vector.missing
    return [places.setdefault(None if g else v, len(places))
            for v, g in zip(vector.data.tolist(), missing, strict=True)]  # fmt: skip

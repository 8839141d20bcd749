"""Column selection for ``select()`` and ``across()``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pybrms_mix.base.errors import InvalidData, UndecidedType
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.values.named_matrix import is_frame
from pybrms_mix.r.values.r_vectors import CHARACTER, FACTOR, LOGICAL, NUMBER, read
from pybrms_mix.r.vectors.vectors import c

__all__ = [
    "all_of", "any_of", "between_columns", "columns_of", "contains", "ends_with", "everything",
    "is_character", "is_factor", "is_logical", "is_numeric", "is_ordered", "last_col",
    "left_out", "matches", "num_range", "starts_with", "where",
]  # fmt: skip

Pick: TypeAlias = Callable[[pd.DataFrame], "list[str]"]


@dataclass(frozen=True)
class Selector:
    """A helper function that selects columns of a data frame.

    ``~a`` selects all columns that ``a`` does not select; ``a & b`` selects the columns of ``a``
    that ``b`` selects too; ``a | b`` selects the columns of ``a`` and then those of ``b``.

    Attributes
    ----------
    pick : callable
        Function of a data frame that returns the names of the selected columns.
    new_names : mapping of str to str
        New names by old names, for columns that the selection renames.
    """

    pick: Pick
    new_names: Mapping[str, str] = field(default_factory=dict)

    def __neg__(self) -> Selector:
        """Return the selector of all other columns."""
        return Left(self)

    def __invert__(self) -> Selector:
        """Return the selector of all other columns, which adds columns to a selection: ``!a``."""
        return Selector(lambda frame: without(map(str, frame.columns), selected(frame, [self])))

    def __and__(self, other: Any) -> Selector:
        """Return the selector of the columns that both selectors have."""

        def pick(frame: pd.DataFrame) -> list[str]:
            second = selected(frame, [other])
            return [n for n in selected(frame, [self]) if n in second]

        return Selector(pick)

    def __or__(self, other: Any) -> Selector:
        """Return the selector of the columns that at least one selector has."""

        def pick(frame: pd.DataFrame) -> list[str]:
            first = selected(frame, [self])
            return [*first, *without(selected(frame, [other]), first)]

        return Selector(pick)


class Left(Selector):
    """Columns to exclude."""

    def __init__(self, inner: Any) -> None:
        object.__setattr__(self, "inner", inner)
        super().__init__(lambda frame: without(map(str, frame.columns), selected(frame, [inner])))


def without(names: Iterable[str], excluded: Sequence[str]) -> list[str]:
    """Return the names that are not excluded."""
    return [n for n in names if n not in excluded]


def _by_text(texts: Iterable[Any], ignore_case: bool, test: Callable[[str, str], bool]) -> Selector:
    """Return the selector of the columns that pass a test with a text, text by text."""

    def passes(name: str, text: str) -> bool:
        return test(name.lower(), text.lower()) if ignore_case else test(name, text)

    def pick(frame: pd.DataFrame) -> list[str]:
        columns = list(map(str, frame.columns))
        picked = [n for text in read(c(*texts)).data for n in columns if passes(n, text)]
        return list(dict.fromkeys(picked))

    return Selector(pick)


def starts_with(*texts: Any, ignore_case: bool = True) -> Selector:
    """Select columns whose names start with one of ``texts``."""
    return _by_text(texts, ignore_case, str.startswith)


def ends_with(*texts: Any, ignore_case: bool = True) -> Selector:
    """Select columns whose names end with one of ``texts``."""
    return _by_text(texts, ignore_case, str.endswith)


def contains(*texts: Any, ignore_case: bool = True) -> Selector:
    """Select columns whose names contain one of ``texts``."""
    return _by_text(texts, ignore_case, lambda name, text: text in name)


def matches(*patterns: Any, ignore_case: bool = True) -> Selector:
    """Select columns whose names match one of the regular expressions."""
    flags = re.IGNORECASE if ignore_case else 0

    def test(name: str, pattern: str) -> bool:
        return compiled(pattern, flags=flags).search(name) is not None

    return _by_text(patterns, False, test)


def everything() -> Selector:
    """Select all columns."""
    return Selector(lambda frame: list(map(str, frame.columns)))


def last_col(offset: int = 0) -> Selector:
    """Select the last column, or the one that stands ``offset`` columns before it.

    Raises
    ------
    InvalidData
        If the data frame has no such column.
    """

    def pick(frame: pd.DataFrame) -> list[str]:
        place = len(frame.columns) - 1 - int(offset)
        if place < 0:
            raise InvalidData(
                f"`offset` ({int(offset)}) must be smaller than the number of columns "
                f"({len(frame.columns)})."
            )
        return [str(frame.columns[place])]

    return Selector(pick)


def columns_of(*columns: Any) -> Selector:
    """Select columns by names, positions or helper functions: ``c(a, starts_with("b"))``.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import r
    >>> d = pd.DataFrame({"a": [1], "b1": [2], "b2": [3]})
    >>> list(r.select(d, ~r.columns_of("a", "b2")).columns)
    ['b1']
    """
    return Selector(lambda frame: selected(frame, columns))


def all_of(names: Any) -> Selector:
    """Select columns by a vector of names; the labels of the vector are new names."""
    return Selector(lambda frame: selected(frame, list(read(names).data)), _new_names(names))


def any_of(*names: Any) -> Selector:
    """Select the columns in vectors of names that exist; labels of a vector are new names."""
    vector = c(*names) if len(names) > 1 else names[0]
    columns = read(vector).data
    return Selector(lambda frame: [n for n in columns if n in frame.columns], _new_names(vector))


def _new_names(names: Any) -> dict[str, str]:
    """Return the labels of a vector of names by the names; an empty label renames nothing."""
    vector = read(names)
    pairs = zip(vector.data, vector.names or (), strict=False)
    return {str(old): str(new) for old, new in pairs if new}


def num_range(prefix: str, numbers: Any, width: int | None = None) -> Selector:
    """Select columns whose names consist of ``prefix`` and a number.

    Numbers with fewer than ``width`` digits have zeros before them.
    """
    column_names = [f"{prefix}{int(n):0{int(width or 0)}d}" for n in read(numbers).data]
    return Selector(lambda frame: [n for n in column_names if n in frame.columns])


def between_columns(first: Any, last: Any) -> Selector:
    """Select the columns from ``first`` to ``last``: ``first:last``."""

    def pick(frame: pd.DataFrame) -> list[str]:
        names = list(map(str, frame.columns))
        a, b = (names.index(selected(frame, [end])[0]) for end in (first, last))
        return names[a : b + 1] if a <= b else names[b : a + 1][::-1]

    return Selector(pick)


def left_out(*columns: Any) -> Selector:
    """Select all columns except the given ones: ``-x``, ``!starts_with("b")``."""
    return Left(columns)


class Where(Selector):
    """The columns for which a function is true."""

    def __init__(self, test: Callable[[Any], Any]) -> None:
        object.__setattr__(self, "test", test)
        super().__init__(lambda frame: [str(n) for n in frame.columns if test(frame[n])])

    def undecided(self, frame: pd.DataFrame) -> tuple[list[str], list[str]]:
        """Return the columns that may pass the test, and those whose type R alone knows."""
        names: list[str] = []
        doubtful: list[str] = []
        for name in map(str, frame.columns):
            try:
                if self.test(frame[name]):  # type: ignore[attr-defined]
                    names.append(name)
            except UndecidedType:
                names.append(name)
                doubtful.append(name)
        return names, doubtful


def where(test: Callable[[Any], Any]) -> Selector:
    """Select the columns for which a function is true."""
    return Where(test)


def is_numeric(x: Any) -> bool:
    """Return whether ``x`` is a numeric vector in R; dates are none."""
    vector = None if (is_frame(x) or isinstance(x, dict)) else read(x)
    return vector is not None and vector.kind == NUMBER and not vector.date


def is_character(x: Any) -> bool:
    """Return whether ``x`` is a character vector in R."""
    return not (is_frame(x) or isinstance(x, dict)) and read(x).kind == CHARACTER


def is_factor(x: Any) -> bool:
    """Return whether ``x`` is a factor."""
    return not (is_frame(x) or isinstance(x, dict)) and read(x).kind == FACTOR


def is_ordered(x: Any) -> bool:
    """Return whether ``x`` is an ordered factor.

    Examples
    --------
    >>> is_ordered(pd.Categorical(["a"], ordered=True))
    True
    """
    return is_factor(x) and bool(read(x).ordered)


def is_logical(x: Any) -> bool:
    """Return whether ``x`` is a logical vector in R."""
    return not (is_frame(x) or isinstance(x, dict)) and read(x).kind == LOGICAL


def selected(frame: pd.DataFrame, given: Sequence[Any]) -> list[str]:
    """Return the names of the selected columns, in the order of the selection.

    Raises:
        InvalidData: if a named column does not exist.
    """
    names = list(map(str, frame.columns))
    selected_names: list[str] = []
    for n, item in enumerate(given):
        if isinstance(item, Left):
            dropped = set(_inner(frame, item))
            selected_names = [v for v in (selected_names if n else names) if v not in dropped]
            continue
        selected_names += [v for v in _picked(frame, item, names) if v not in selected_names]
    return selected_names


def _inner(frame: pd.DataFrame, negation: Left) -> list[str]:
    inner: Any = negation.inner  # type: ignore[attr-defined]
    return selected(frame, inner if isinstance(inner, tuple) else [inner])


def _picked(frame: pd.DataFrame, item: Any, names: list[str]) -> list[str]:
    if isinstance(item, Selector):
        return item.pick(frame)
    if isinstance(item, str):
        if item not in names:
            raise InvalidData(
                f"Can't subset columns that don't exist: Column `{item}` doesn't exist."
            )
        return [item]
    if isinstance(item, (list, tuple)):
        return selected(frame, item)
    vector = read(item)
    if vector.kind == CHARACTER:
        return selected(frame, list(vector.data))
    if any(v > len(names) for v in vector.data):
        raise InvalidData("Can't subset columns past the end.")
    dropped = {names[int(-v) - 1] for v in vector.data if v < 0}
    if dropped:
        return [n for n in names if n not in dropped]
    return [names[int(v) - 1] for v in vector.data]

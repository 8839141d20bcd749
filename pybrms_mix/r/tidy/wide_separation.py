"""Separate a column of strings into several columns, as tidyr's ``separate_wider_*()``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.tidy.reshape import type_converted
from pybrms_mix.r.tidy.selecting import selected
from pybrms_mix.r.values.grouped import Rows, again, parts
from pybrms_mix.r.values.r_vectors import characters, read, text, to_python
from pybrms_mix.r.values.tibbles import keeps_tibbles

__all__ = [
    "extract_groups", "separate_wider_delim", "separate_wider_position", "separate_wider_regex",
]  # fmt: skip

Pieces = list["str | None"]
_FEW = ("error", "align_start", "align_end")
_MANY = ("error", "drop", "merge")


@keeps_tibbles
def separate_wider_delim(
    data: Rows, cols: Any, delim: str, *, names: Sequence[str | None] | None = None,
    names_sep: str | None = None, too_few: str = "error", too_many: str = "error",
    cols_remove: bool = True,
) -> Rows:  # fmt: skip
    """Split columns of strings at a delimiter, which is plain text.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    cols
        The columns to split, as in ``select()``.
    delim : str
        The text between the pieces.
    names : sequence of str, optional
        The names of the new columns; None leaves a piece out.
    names_sep : str, optional
        Without ``names``: the text between the name of the column and the number of a piece.
    too_few : {"error", "align_start", "align_end"}, default "error"
        What happens if a string has fewer pieces than names.
    too_many : {"error", "drop", "merge"}, default "error"
        What happens if a string has more pieces than names.
    cols_remove : bool, default True
        Whether the columns that are split are removed.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new columns in the places of the old ones.

    Raises
    ------
    InvalidData
        If a string has fewer or more pieces than names, and no argument says what then happens.

    Examples
    --------
    >>> import pandas as pd
    >>> d = pd.DataFrame({"id": [1, 2], "cell": ["a_x", "b_y"]})
    >>> separate_wider_delim(d, "cell", "_", names=["group", "arm"])
       id group arm
    0   1     a   x
    1   2     b   y
    """
    _checked(too_few, _FEW, "too_few")
    _checked(too_many, _MANY, "too_many")

    def of_column(column: str, texts: Pieces) -> tuple[list[str | None], list[Pieces]]:
        pieces: list[Pieces] = [[None] if t is None else [*t.split(delim)] for t in texts]
        if names is None:
            labels: list[str | None] = [
                f"{column}{names_sep}{k + 1}" for k in range(max(map(len, pieces), default=0))
            ]
        else:
            labels = list(names)
        fitting = (_fitted(p, len(labels), delim, too_few, too_many, column) for p in pieces)
        return labels, list(fitting)

    return _separated(data, cols, of_column, remove=cols_remove)


@keeps_tibbles
def separate_wider_position(
    data: Rows, cols: Any, widths: Mapping[str, int] | Sequence[tuple[str | None, int]], *,
    too_few: str = "error", too_many: str = "error", cols_remove: bool = True,
) -> Rows:  # fmt: skip
    """Split columns of strings into pieces of given widths.

    Parameters
    ----------
    data, cols, cols_remove
        As in ``separate_wider_delim()``.
    widths : sequence of (name, width)
        The new columns with their numbers of characters. A piece without a name is left out.
    too_few : {"error", "align_start"}, default "error"
        What happens if a string is shorter than the widths.
    too_many : {"error", "drop"}, default "error"
        What happens if a string is longer than the widths.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new columns in the places of the old ones.

    Raises
    ------
    InvalidData
        If a string is too short or too long, and no argument says what then happens.

    Examples
    --------
    >>> import pandas as pd
    >>> d = pd.DataFrame({"code": ["ab12", "cd34"]})
    >>> separate_wider_position(d, "code", [("letters", 2), ("digits", 2)])
      letters digits
    0      ab     12
    1      cd     34
    """
    _checked(too_few, _FEW[:2], "too_few")
    _checked(too_many, _MANY[:2], "too_many")
    items = list(widths.items()) if isinstance(widths, Mapping) else list(widths)
    labels = [name for name, _ in items]
    sizes = [int(size) for _, size in items]

    def cut(text_value: str | None, column: str) -> Pieces:
        if text_value is None:
            return [None] * len(sizes)
        if len(text_value) < sum(sizes) and too_few == "error":
            raise _problem(column, f"'{text_value}' has fewer than {sum(sizes)} characters")
        if len(text_value) > sum(sizes) and too_many == "error":
            raise _problem(column, f"'{text_value}' has more than {sum(sizes)} characters")
        pieces: Pieces = []
        start = 0
        for size in sizes:
            pieces.append(text_value[start : start + size] or None)
            start += size
        return pieces

    return _separated(
        data, cols, lambda column, texts: (labels, [cut(t, column) for t in texts]),
        remove=cols_remove,
    )  # fmt: skip


@keeps_tibbles
def separate_wider_regex(
    data: Rows, cols: Any, patterns: Mapping[str, str] | Sequence[tuple[str | None, str]], *,
    too_few: str = "error", cols_remove: bool = True,
) -> Rows:  # fmt: skip
    """Split columns of strings by regular expressions that match them one after another.

    Parameters
    ----------
    data, cols, cols_remove
        As in ``separate_wider_delim()``.
    patterns : sequence of (name, pattern)
        The new columns with their regular expressions. A match without a name is left out.
    too_few : {"error", "align_start"}, default "error"
        What happens if only the first patterns match a string.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new columns in the places of the old ones.

    Raises
    ------
    InvalidData
        If the patterns do not match a whole string, and ``too_few`` is "error".

    Examples
    --------
    >>> import pandas as pd
    >>> d = pd.DataFrame({"name": ["b_mu1", "b_mu2"]})
    >>> separate_wider_regex(d, "name", [(None, "b_"), ("dpar", "[a-z]+"), ("k", "[0-9]")])
      dpar  k
    0   mu  1
    1   mu  2
    """
    _checked(too_few, _FEW[:2], "too_few")
    items = list(patterns.items()) if isinstance(patterns, Mapping) else list(patterns)
    labels = [name for name, _ in items]
    if any(compiled(pattern).groups for _, pattern in items):
        raise InvalidArgument("A pattern has groups in '(?:)' here: '()' would be a further piece.")

    def matches(text_value: str | None, column: str) -> Pieces:
        if text_value is None:
            return [None] * len(items)
        counts = range(len(items), 0 if too_few == "align_start" else len(items) - 1, -1)
        for count in counts:
            joined_pattern = "".join(f"({pattern})" for _, pattern in items[:count])
            pattern = compiled(joined_pattern)
            match = pattern.fullmatch(text_value)
            if too_few == "align_start":  # R ignores the text after the matches
                match = pattern.match(text_value)
            if match is not None:
                return [*match.groups()[:count], *[None] * (len(items) - count)]
        if too_few == "align_start":
            return [None] * len(items)
        raise _problem(column, f"the patterns do not match all of '{text_value}'")

    return _separated(
        data, cols, lambda column, texts: (labels, [matches(t, column) for t in texts]),
        remove=cols_remove,
    )  # fmt: skip


@keeps_tibbles
def extract_groups(
    data: Rows, col: str, into: Sequence[str | None] | str, regex: str = "([a-zA-Z0-9]+)", *,
    remove: bool = True, convert: bool = False,
) -> Rows:  # fmt: skip
    """Return the groups of a regular expression as columns, as tidyr's ``extract()``.

    Parameters
    ----------
    data : DataFrame or Grouped
        The rows.
    col : str
        The column of strings.
    into : sequence of str
        The names of the new columns, one for each group; None leaves a group out.
    regex : str, default "([a-zA-Z0-9]+)"
        The regular expression. It may match at any place of a string.
    remove : bool, default True
        Whether the column of strings is removed.
    convert : bool, default False
        Whether new columns of numbers or logical values are converted.

    Returns
    -------
    DataFrame or Grouped
        The rows with the new columns. They are missing where the expression does not match.

    Raises
    ------
    InvalidArgument
        If the expression has another number of groups than there are names.

    Examples
    --------
    >>> import pandas as pd
    >>> d = pd.DataFrame({"name": ["b_mu1_x", "sigma"]})
    >>> extract_groups(d, "name", ["dpar", "term"], "b_(.+)_(.+)")
       dpar term
    0   mu1     x
    1   NaN   NaN
    """
    labels: list[str | None] = [into] if isinstance(into, str) else list(into)
    pattern = compiled(regex)
    if pattern.groups != len(labels):
        raise InvalidArgument(
            f"'regex' has {pattern.groups} groups, and 'into' has {len(labels)} names."
        )

    def found_in(text_value: str | None) -> Pieces:
        match = None if text_value is None else pattern.search(text_value)
        return [None] * len(labels) if match is None else list(match.groups())

    return _separated(
        data, [col], lambda _, texts: (labels, [found_in(t) for t in texts]), remove=remove,
        convert=convert, replaces=True,
    )  # fmt: skip


def _separated(
    data: Rows, cols: Any, of_column: Callable[[str, Pieces], tuple[list[str | None],
    list[Pieces]]], *, remove: bool, convert: bool = False, replaces: bool = False,
) -> Rows:  # fmt: skip
    frame, groups = parts(data)
    result = frame.copy()
    chosen_columns = cols if isinstance(cols, list) else [cols]
    for column in selected(frame, chosen_columns):
        texts = list(text(read(frame[column])).data)
        labels, pieces = of_column(column, texts)
        place = list(map(str, result.columns)).index(column)
        place = place + 1 if replaces and not remove else place
        result = result.drop(columns=[column]) if remove else result
        new_names = [label for label in labels if label is not None]
        if duplicates := [n for n in new_names if n in result.columns]:
            if not replaces:
                raise InvalidData(f"The data has a column '{duplicates[0]}' already.")
            place -= sum(list(map(str, result.columns)).index(n) < place for n in duplicates)
            result = result.drop(columns=duplicates)
        for k, label in enumerate(labels):
            if label is None:
                continue
            cells = to_python(characters(p[k] for p in pieces))
            cells = type_converted(cells) if convert else cells
            result.insert(place, label, cells)
            place += 1
    result.attrs = dict(frame.attrs)
    return again(result, groups)


def _fitted(
    pieces: Pieces, count: int, delim: str, too_few: str, too_many: str, column: str
) -> Pieces:
    """Return as many pieces as there are names."""
    if pieces == [None]:
        return [None] * count
    if len(pieces) < count:
        if too_few == "error":
            raise _problem(column, f"'{delim.join(map(str, pieces))}' has fewer than {count}")
        gap: Pieces = [None] * (count - len(pieces))
        return [*pieces, *gap] if too_few == "align_start" else [*gap, *pieces]
    if len(pieces) > count and too_many == "error":
        raise _problem(column, f"'{delim.join(map(str, pieces))}' has more than {count}")
    if len(pieces) > count and too_many == "merge":
        return [*pieces[: count - 1], delim.join(map(str, pieces[count - 1 :]))]
    return pieces[:count]


def _problem(column: str, what_is_wrong: str) -> InvalidData:
    return InvalidData(
        f"The column '{column}' cannot be separated: {what_is_wrong}.",
        hint="'too_few' and 'too_many' say what then happens.",
    )


def _checked(choice: str, choices: Sequence[str], argument: str) -> None:
    if choice not in choices:
        raise InvalidArgument(
            f"Argument '{argument}' must be one of {', '.join(map(repr, choices))}."
        )

"""Parts of grouped data, and their replacement, which keeps the groups: ``d$x <- value``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from pybrms_mix.r.indexing import setting, subsetting
from pybrms_mix.r.values.grouped import EACH_ROW, Grouped, again
from pybrms_mix.r.vectors import name_setting, vectors

__all__ = [
    "element", "length", "names", "part", "with_column_names", "with_element", "with_names",
    "with_part", "with_subset",
]  # fmt: skip

Setter = TypeVar("Setter", bound=Callable[..., Any])


def keeps_groups(setter: Setter) -> Setter:
    """Make a replacement function keep the groups of its data.

    A removed group column no longer defines groups. A renamed group column defines groups under
    its new name.
    """

    @wraps(setter)
    def setter_of_groups(x: Any, *given: Any, **named: Any) -> Any:
        if not isinstance(x, Grouped):
            return setter(x, *given, **named)
        result = setter(x.frame, *given, **named)
        old, new = list(map(str, x.frame.columns)), list(map(str, result.columns))
        spelt = dict(zip(old, new, strict=False)) if setter.__name__ in _RENAMING else {}
        groups = (spelt.get(g, g) for g in x.groups)
        return again(result, tuple(g for g in groups if g in new or g == EACH_ROW))

    return setter_of_groups  # type: ignore[return-value]


def reads_rows(reader: Setter) -> Setter:
    """Make a function of a data frame accept grouped data, from which it takes the rows."""

    @wraps(reader)
    def row_reader(x: Any, *given: Any, **named: Any) -> Any:
        return reader(x.frame if isinstance(x, Grouped) else x, *given, **named)

    return row_reader  # type: ignore[return-value]


_RENAMING = ("with_names", "with_column_names")
with_part = keeps_groups(setting.with_part)
with_element = keeps_groups(setting.with_element)
with_subset = keeps_groups(setting.with_subset)
with_names = keeps_groups(name_setting.with_names)
with_column_names = keeps_groups(name_setting.with_column_names)
part = reads_rows(subsetting.part)
element = reads_rows(subsetting.element)
names = reads_rows(vectors.names)
length = reads_rows(vectors.length)

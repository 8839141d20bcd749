"""The rows at which effects are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, UnknownLevel, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.takes import Names
from pybrms_mix.design.columns import table as column_table
from pybrms_mix.model.ir import (
    GroupPiece,
    Model,
    NonlinearPiece,
    Piece,
    PredictorPiece,
    ResponsePiece,
    TermsPiece,
)
from pybrms_mix.model.values import category_specific

Effect = tuple[str, ...]
Chosen = Mapping[str, Sequence[Any] | Callable[[np.ndarray], Any]]
"""The values of variables in interactions, or functions that return them from the data."""

CONDITION = "cond__"
NEW = "(new)"  # the label of a group that the fit has not seen


def effects_of(model: Model) -> list[Effect]:
    """Return the main effects and two-way interactions of all predictors, in their order."""
    effects: dict[frozenset[str], Effect] = {}
    for name in _predicted(model):
        terms = [e for piece in _pieces(model, name) for e in _terms(piece)]
        for effect in (p for e in terms for p in ([e] if len(e) < 3 else combinations(e, 2))):
            # ``0 + Intercept`` reads a column of ones that is not a column of the data.
            if all(name in model.frame.data for name in effect):
                effects.setdefault(frozenset(effect), effect)
    return list(effects.values())


def _predicted(model: Model) -> Iterator[str]:
    pieces = (p for p in model.pieces if isinstance(p, (PredictorPiece, NonlinearPiece)))
    cut = (place.name for p in category_specific(model) for place in p.specific)
    names = dict.fromkeys([*(n for p in pieces for n in p.predicts()), *cut])
    own_names = [p.name for p in model.mixture.places if p.name in names]
    yield from own_names
    yield from (n for n in names if n not in own_names)


def _pieces(model: Model, name: str) -> list[Piece]:
    kinds = (PredictorPiece, NonlinearPiece)
    pieces = [
        p
        for p in model.pieces
        if isinstance(p, kinds) and not isinstance(p, GroupPiece) and name in p.predicts()
    ]
    pieces.sort(key=lambda piece: isinstance(piece, TermsPiece) and piece.shown_last)
    specific = (p for p in category_specific(model) if not isinstance(p, GroupPiece))
    return [*pieces, *(p for p in specific if name in {place.name for place in p.specific})]


def _terms(piece: Piece) -> Iterable[Effect]:
    if isinstance(piece, TermsPiece):
        return piece.effects()
    return [(name,) for name in sorted(piece.reads())]


def chosen_effects(fitted: Model, model: Model, effects: Names | None) -> list[Effect]:
    """Return the effects that the user asks for, "x" or "x:z"; by default all effects.

    ``model`` is the fitted model without the group-level terms that are left out.

    Raises:
        InvalidArgument: with brms's message, for an effect of more than two variables, and if none
            of the names is an effect of the model.
    """
    effects_of_model = effects_of(fitted)
    if effects is None:
        if not effects_of_model:
            raise InvalidArgument("No valid effects detected.")
        # The horizontal axis of a default effect is that of a number, if there is one.
        return [
            tuple(sorted(e, key=lambda name: not is_number(fitted, name))) for e in effects_of_model
        ]
    effects_asked = [
        tuple(e.split(":")) for e in ([effects] if isinstance(effects, str) else effects)
    ]
    if any(len(e) > 2 for e in effects_asked):
        raise InvalidArgument(
            "To display interactions of order higher than 2 please use the 'conditions' argument."
        )
    names_in_effects = dict.fromkeys(name for effect in effects_of_model for name in effect)
    groups = [p for p in model.pieces if isinstance(p, GroupPiece)]
    names_in_effects.update(
        dict.fromkeys(n for g in groups for n in (*sorted(g.factors), *sorted(g.reads())))
    )
    valid = [e for e in effects_asked if all(name in names_in_effects for name in e)]
    unknown = [e for e in effects_asked if e not in valid]
    listed = f"Valid effects are (combinations of): {', '.join(map(repr, names_in_effects))}"
    if not valid:
        raise InvalidArgument(
            f"All specified effects are invalid for this model.\n{listed}",
            hint=did_you_mean(unknown[0][0], names_in_effects),
        )
    if unknown:
        names = ", ".join(repr(":".join(e)) for e in unknown)
        message = f"Some specified effects are invalid for this model: {names}\n{listed}"
        warn(message)
    return valid


def conditions_of(fitted: Model, model: Model, given: Any) -> pd.DataFrame:
    """Return one row for each condition, with every column of the fit and ``cond__``.

    Columns that ``given`` lacks have reference values: numbers their mean, factors their first
    level, the argument of ``factor()`` its smallest value, that of ``mo()`` its rounded median,
    logicals FALSE, trials 1, the variables of ``subset()`` TRUE or 1, as in brms. A column that
    only omitted groups read has missing values.

    Raises:
        UnknownLevel: if a condition is not a level of its factor.
    """
    reference = pd.DataFrame(
        [{str(n): _reference(fitted, model, str(n)) for n in fitted.frame.data}]
    )
    table = _conditions(given)
    if CONDITION in table:
        labels = [str(v) for v in table[CONDITION]]
    else:
        numbered = isinstance(table.index, pd.RangeIndex) or given is None
        labels = [str(k + 1) if numbered else str(v) for k, v in enumerate(table.index)]
    table_ = pd.concat([reference] * len(labels), ignore_index=True)
    given_columns = table.columns.drop(CONDITION, errors="ignore")
    warn_of_unread(fitted, given_columns, "conditions")
    for name in given_columns:
        _check_levels(fitted, str(name), table[name])
        table_[name] = table[name].to_numpy()
    table_[CONDITION] = labels
    return table_


def warn_of_unread(fitted: Model, names: Iterable[object], argument: str) -> None:
    """Warn, in brms's words, of columns that the model does not read, such as misspelt ones."""
    names_read = [str(name) for name in fitted.frame.data]
    unread = [name for name in map(str, names) if name not in names_read]
    if unread:
        listed_names = ", ".join(f"'{name}'" for name in unread)
        hint = did_you_mean(unread[0], names_read, "The model reads")
        warn(
            f"The following variables in '{argument}' are not part of the model:\n"
            f"{listed_names}\n{hint}"
        )


def _conditions(conditions: Any) -> pd.DataFrame:
    """Return the user's table of conditions.

    Raises:
        InvalidArgument: if it is no table, has no rows, or has columns without names.
    """
    if conditions is None:
        return pd.DataFrame(index=[0])
    table = (
        conditions
        if isinstance(conditions, pd.DataFrame)
        else column_table(conditions, "conditions")
    )
    if table.empty or not all(isinstance(name, str) for name in table.columns):
        raise InvalidArgument(
            "'conditions' must be a table with a row for each condition.",
            hint="For example pandas.DataFrame({'x': [0, 1]}).",
        )
    return table


def _check_levels(fitted: Model, name: str, values: pd.Series[Any]) -> None:
    levels = fitted.frame.levels.get(name)
    free = {f for p in fitted.of(GroupPiece) for f in p.factors}
    if levels is None or name in free:
        return
    for value in values:
        if not pd.isna(value) and str(value) not in levels:
            raise UnknownLevel(
                f"'{value}' is not a level of '{name}'.",
                hint=did_you_mean(str(value), levels) or f"It has: {', '.join(levels)}.",
            )


def _reference(fitted: Model, model: Model, name: str) -> Any:
    frame, responses = fitted.frame, fitted.of(ResponsePiece)
    if any(name in response.trials for response in responses):
        return 1
    grouping = {c for p in fitted.of(GroupPiece) for c in (*p.factors, *p.reads())}
    columns_read = {c for p in model.pieces for c in p.reads()}
    if name in grouping - columns_read:
        return None
    if any(name in r.selectors for r in responses) and name not in frame.levels:
        return True if pd.api.types.is_bool_dtype(frame.data[name]) else 1
    if name in frame.levels:
        return NEW if name in _factors(fitted) else frame.levels[name][0]
    column = frame.data[name]
    if name in fitted.integers or any(name in r.whole_numbers for r in responses):
        return int(np.round(column.median()))
    if _is_discrete(fitted, name):
        return column.min()
    return False if pd.api.types.is_bool_dtype(column) else float(column.mean())


def _factors(model: Model) -> set[str]:
    return {c for p in model.of(GroupPiece) for c in p.factors}


def grid(
    model: Model,
    effect: Effect,
    conditions: pd.DataFrame,
    *,
    chosen: Chosen,
    resolution: int,
    surface: bool,
) -> pd.DataFrame:
    """Return the rows of the table of one effect.

    Within each condition, the first variable varies slowest.
    """
    first, *second = effect
    axes = [_values(model, first, chosen, resolution)]
    if second:
        free = surface and is_number(model, second[0]) and is_number(model, first)
        axes.append(
            _values(model, second[0], chosen, resolution)
            if free
            else _few(model, second[0], chosen)
        )
    cells = pd.MultiIndex.from_product(axes, names=list(effect)).to_frame(index=False)
    parts = []
    for _, condition in conditions.iterrows():
        rows_of_condition = cells.assign(
            **{n: condition[n] for n in conditions.columns if n not in effect}
        )
        parts.append(rows_of_condition)
    return pd.concat(parts, ignore_index=True)


def _is_discrete(model: Model, name: str) -> bool:
    """Return whether the variable can only have some values, as in ``factor(m)`` and ``mo(m)``."""
    if name in model.integers:
        return True
    return any(name in piece.discrete() for piece in model.of(TermsPiece))


def is_number(model: Model, name: str) -> bool:
    """Return whether a variable is a number, not a factor or a logical."""
    column = model.frame.data[name]
    return name not in model.frame.levels and not pd.api.types.is_bool_dtype(column)


def _values(model: Model, name: str, values_chosen: Chosen, resolution: int) -> list[Any]:
    """Return ``resolution`` values over the range of a variable, or all levels of a factor."""
    if name in values_chosen:
        return picked(model, name, values_chosen)
    if name in model.integers:
        return list(model.integers[name])
    if is_number(model, name) and _is_discrete(model, name):
        return sorted(set(model.frame.data[name].dropna()))
    return along(model, name, resolution)


def along(model: Model, name: str, resolution: int) -> list[Any]:
    """Return ``resolution`` values over the range of a number, or all levels of a factor."""
    if not is_number(model, name):
        levels = model.frame.levels.get(name)
        return [False, True] if levels is None else list(levels)
    column = model.frame.data[name].dropna().to_numpy(float)
    return list(np.linspace(column.min(), column.max(), resolution))


def around(model: Model, name: str) -> list[Any]:
    """Return the mean of a number, and mean -+ one SD, in ascending order; or all levels."""
    if not is_number(model, name):
        return along(model, name, 0)
    column = model.frame.data[name].dropna().to_numpy(float)
    return [column.mean() + k * column.std(ddof=1) for k in (-1, 0, 1)]


def _few(model: Model, name: str, values_chosen: Chosen) -> list[Any]:
    """Return the values of a second variable: its mean and mean +- one SD, or all levels."""
    if name in values_chosen:
        return picked(model, name, values_chosen)
    if is_number(model, name) and _is_discrete(model, name):
        return _values(model, name, {}, 0)
    return around(model, name)


def picked(model: Model, name: str, chosen: Chosen) -> list[Any]:
    """Return the values that the user chose for a variable.

    Raises:
        UnknownLevel: if one of them is not a level of its factor.
    """
    values_or_function = chosen[name]
    values = (
        values_or_function(model.frame.data[name].dropna().to_numpy())
        if callable(values_or_function)
        else values_or_function
    )
    _check_levels(model, name, pd.Series(np.atleast_1d(np.asarray(values))))
    return list(np.atleast_1d(np.asarray(values)))

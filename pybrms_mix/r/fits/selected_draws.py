"""Draws of some variables, as the functions of R's bayesplot select and transform them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.draws import Draws
from pybrms_mix.plots.bare_draws import BareDraws, Drawn
from pybrms_mix.r.fits.draws_forms import draws_as
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.r.tidy.selecting import Selector
from pybrms_mix.r.tidy.selecting import selected as columns_selected
from pybrms_mix.r.values.r_vectors import read, text
from pybrms_mix.results.fit import Fit

# A function of the draws of a variable, with the name that it has in the label of the variable.
Transformation: TypeAlias = "tuple[str, Callable[[Any], Any]]"
_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "log2": np.log2, "log10": np.log10,
    "log1p": np.log1p, "expm1": np.expm1, "abs": np.abs,
    "plogis": lambda x: 1 / (1 + np.exp(-x)), "qlogis": lambda x: np.log(x / (1 - x)),
}  # fmt: skip


def selected(
    draws: Any,
    variable: Any = None,
    patterns: Any = None,
    transformations: Any = None,
    nuts: Any = None,
) -> BareDraws:
    """Return the draws of some variables, transformed.

    Args:
        draws: A fit, or draws in one of the forms of ``draws_picture()``.
        variable: The names of the variables.
        patterns: Regular expressions, whose matches follow the variables that are named.
        transformations: A function for all variables, or for each by its name.
        nuts: A table of the sampler's statistics, as ``pm.nuts_params()`` returns it.

    Raises:
        InvalidArgument: as ``draws_picture()``.
        InvalidData: as ``draws_picture()``.
    """
    source = _drawn(draws)
    names = _names(source.posterior.names, variable, patterns)
    values = source.posterior.select(names).values
    if not np.all(np.isfinite(values) | np.isinf(values)):
        raise InvalidArgument("NAs not allowed in 'x'.")
    labels, columns = list(names), [values[:, :, n] for n in range(len(names))]
    for name, (label, function) in _transformations(transformations, names).items():
        at = names.index(name)
        columns[at] = _applied(function, columns[at], name)
        labels[at] = f"{label}({name})"
    posterior = Draws(np.stack(columns, axis=-1), tuple(labels))
    stats = source.stats if nuts is None else _statistics(nuts, posterior)
    return BareDraws(posterior, stats, source.run, source.dialect)


def _statistics(table: pd.DataFrame, draws: Draws) -> dict[str, np.ndarray]:
    """Return the sampler's statistics by their names: (chains, draws)."""
    shape = draws.chains, draws.per_chain
    stats = {}
    for name, rows in as_frame(table).groupby("Parameter", observed=True):
        ordered = rows.sort_values(["Chain", "Iteration"])
        if len(ordered) != shape[0] * shape[1]:
            raise InvalidData("The statistics of the sampler belong to other draws.")
        stats[str(name)] = ordered["Value"].to_numpy(dtype=float).reshape(shape)
    return stats


def _names(all_names: tuple[str, ...], variable: Any, patterns: Any) -> list[str]:
    """Return the variables that are names_asked, then those whose names match a pattern."""
    if isinstance(variable, Selector):
        return columns_selected(pd.DataFrame(columns=list(all_names)), [variable])
    names_asked = [] if variable is None else [str(n) for n in text(read(variable)).data]
    expressions = [] if patterns is None else [str(p) for p in text(read(patterns)).data]
    if not names_asked and not expressions:
        return list(all_names)
    unknown = [n for n in names_asked if n not in all_names]
    if unknown:
        raise InvalidArgument(
            f"Some 'pars' don't match parameter names: {', '.join(unknown)}",
            hint=f"The draws hold: {', '.join(all_names[:20])}.",
        )
    matches = [n for e in expressions for n in all_names if compiled(e).search(n)]
    if expressions and not matches:
        raise InvalidArgument("No matches for 'regex_pars'.")
    return list(dict.fromkeys([*names_asked, *matches]))


def _transformations(functions: Any, names: list[str]) -> dict[str, Transformation]:
    """Return the transformation of each variable that has one."""
    if functions is None or (isinstance(functions, Mapping | list) and not functions):
        return {}
    if callable(functions) or isinstance(functions, str | tuple):
        return {n: _transformation(functions) for n in names}
    if not isinstance(functions, Mapping) or not all(functions):
        raise InvalidArgument("'transformations' must be a _named_ list.")
    unknown = [str(n) for n in functions if n not in names]
    if unknown:
        raise InvalidArgument(
            "Some names(transformations) don't match parameter names: " + ", ".join(unknown)
        )
    return {str(n): _transformation(f) for n, f in functions.items()}


def _transformation(function: Any) -> Transformation:
    if isinstance(function, tuple):
        return function
    if callable(function):
        return "t", function
    if function in _FUNCTIONS:
        return str(function), _FUNCTIONS[function]
    raise InvalidArgument(
        f"The function '{function}' cannot be found by its name here.",
        hint="Write the name where bayesplot's function is called, or give the function itself.",
    )


def _applied(function: Callable[[Any], Any], values: np.ndarray, name: str) -> np.ndarray:
    """Return the transformed draws of a variable; R's function takes iterations by chains."""
    with np.errstate(all="ignore"):
        result = np.asarray(function(values.T), dtype=float)
    if result.shape != values.T.shape:
        raise InvalidArgument(f"The transformation of '{name}' must return a number for each draw.")
    if np.isnan(result).any():
        raise InvalidArgument(f"The transformation of '{name}' is NaN for some draws.")
    return result.T


def _drawn(draws: Any) -> Drawn:
    """Return a fit, or a table or an array as draws of chains."""
    if isinstance(draws, Fit):
        return draws
    table = draws if hasattr(draws, "dims") else as_frame(draws)
    if isinstance(table, pd.DataFrame):
        table = _with_counters(table)
    array = draws_as(table, "array")
    try:
        values = np.asarray(array, dtype=float).swapaxes(0, 1)
    except (TypeError, ValueError):
        raise InvalidData("A picture of draws needs numbers in all columns.") from None
    return BareDraws(Draws(values, tuple(map(str, array["variable"].values))))


def _with_counters(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose column "chain" or "Chain" numbers its draws, with posterior's counters.

    Raises:
        InvalidData: if the chains have different numbers of draws.
    """
    column = next((n for n in table.columns if str(n).lower() == "chain"), None)
    if column is None:
        return table
    order = np.argsort(np.asarray(table[column]), kind="stable")
    sizes = table[column].value_counts()
    if sizes.nunique() > 1:
        raise InvalidData("The chains have different numbers of draws.")
    ordered = table.iloc[order].reset_index(drop=True)
    size = int(sizes.iloc[0])
    counters = {
        ".chain": np.arange(len(ordered)) // size + 1,
        ".iteration": np.arange(len(ordered)) % size + 1,
        ".draw": np.arange(len(ordered)) + 1,
    }
    return ordered.drop(columns=column).assign(**counters)

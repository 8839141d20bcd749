"""Conditional effects: what a fit expects while one or two variables change."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.ir import Model, ResponsePiece
from pybrms_mix.plots.effects_at import At
from pybrms_mix.plots.effects_picture import drawn
from pybrms_mix.plots.grid import CONDITION, Chosen, Effect, conditions_of, grid, wanted
from pybrms_mix.plots.mixture import mean_membership
from pybrms_mix.results.estimates import estimates, interval
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.predict.prediction_rows import Which, rows

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from typing_extensions import Unpack

_STATISTICS = ("estimate__", "se__", "lower__", "upper__")
_METHODS = ("posterior_epred", "posterior_predict", "posterior_linpred")
_DIGITS = 2  # of the numbers that name the lines of an interaction
_CATEGORIES = "cats__"


@dataclass(frozen=True, eq=False)
class ConditionalEffects(Mapping[str, "pd.DataFrame"]):
    """Tables by effect ("x", "x:z"): ``effects["x"]``; ``plot()`` draws them.

    Attributes:
        tables: in brms's order of effects.
        spaghetti: by effect, one row for each draw and row of the table; empty if not asked for.
        response: the name of what is estimated.
        surface: whether two numbers are shown as a surface.
        data: the data of the fit, and ``observed``, the name of the response in it.
        shares: of each component in each row of the data, (N, K), where components are shown.
    """

    tables: Mapping[str, pd.DataFrame]
    spaghetti: Mapping[str, pd.DataFrame]
    response: str
    surface: bool
    data: pd.DataFrame = field(repr=False)
    observed: str = ""
    shares: np.ndarray | None = field(default=None, repr=False)

    def __getitem__(self, effect: str) -> pd.DataFrame:
        """Return the table of one effect."""
        return self.tables[effect]

    def __iter__(self) -> Iterator[str]:
        """Return the names of the effects."""
        return iter(self.tables)

    def __len__(self) -> int:
        """Return the number of effects."""
        return len(self.tables)

    def plot(
        self, *, points: bool = False, rug: bool = False, ncol: int | None = None
    ) -> dict[str, Figure]:
        """Return a figure for each effect, with a panel for each condition.

        Args:
            points: draw the data as well; under conditions on factors those of their levels.
            rug: mark the data's values on the axis.
            ncol: panels beside each other.
        """
        return {
            name: drawn(
                table,
                tuple(name.split(":")),
                self.response,
                spaghetti=self.spaghetti.get(name),
                surface=self.surface,
                data=self.data if points or rug else None,
                observed=self.observed if points else "",
                shares=self.shares,
                rug=rug,
                ncol=ncol,
            )
            for name, table in self.tables.items()
        }


@method
def conditional_effects(
    fit: Fit,
    effects: str | Iterable[str] | None = None,
    conditions: Any = None,
    int_conditions: Chosen | None = None,
    re_formula: object = False,
    *,
    prob: float = 0.95,
    robust: bool = True,
    method: Literal[
        "posterior_epred", "posterior_predict", "posterior_linpred"
    ] = "posterior_epred",
    dpar: str | None = None,
    components: bool = False,
    categorical: bool = False,
    spaghetti: bool = False,
    surface: bool = False,
    resolution: int = 100,
    **which: Unpack[Which],
) -> ConditionalEffects:
    """Return what the fit expects while one or two variables change and the others stay.

    The others are at their mean, factors at their first level, group-level effects left out; an
    interaction with a number shows it at its mean and one standard deviation either way.

    Args:
        fit: a fit with draws.
        effects: "x", "x:z" or several; by default all main effects and two-way interactions.
        conditions: a table; each row holds variables where it says, and gets a panel of its own.
            ``cond__``, or the row's label, is the panel's title.
        int_conditions: by variable, its values in interactions, or a function of the data's.
        re_formula: the group-level terms that count; none by default. Groups that the conditions
            do not name are then new ones.
        prob: that the interval ``lower__`` to ``upper__`` holds.
        robust: estimate and error are median and MAD, or mean and standard deviation.
        method: "posterior_epred", "posterior_predict" or "posterior_linpred".
        dpar: a distributional parameter instead of the response: "mu2", "sigma1", "theta2".
        components: beside the mixture's mean show that of each component: columns
            ``estimate__.1``, ``estimate__.2``, ....
        categorical: of ordinal families the probability of each category.
        spaghetti: keep and draw every draw.
        surface: show interactions of two numbers over the whole range of both.
        resolution: of how many values lines are made.
        which: ``ndraws``, ``draw_ids``, ``seed``, ...; see ``Which``.

    Returns:
        Tables with brms's columns: the variables, ``cond__``, ``effect1__``, ``effect2__``,
        ``estimate__``, ``se__``, ``lower__``, ``upper__``. For "posterior_linpred" of a mixture the
        last four are there for each component, as ``estimate__.1``.

    Raises:
        InvalidArgument: for effects that the model does not have.
        UnknownLevel, InvalidData: for conditions that do not fit the model.

    Example:
        >>> effects = pm.conditional_effects(fit, "x", components=True)  # doctest: +SKIP
        >>> effects["x"].head(); effects.plot(points=True)["x"].savefig("x.png")  # doctest: +SKIP
    """
    _check_method(method, dpar=dpar, components=components, resolution=resolution)
    _check(fit.model, categorical=categorical, components=components, dpar=dpar)
    which.setdefault("allow_new_levels", True)
    kept = rows(fit, None, re_formula, draw_ids=[0]).model
    under = conditions_of(fit.model, kept, conditions)
    how = At(fit, re_formula, method, dpar, components, categorical, which)
    tables, every = {}, {}
    for effect in wanted(fit.model, kept, effects):
        if categorical and len(effect) > 1:
            continue
        cells = grid(
            fit.model, effect, under,
            chosen=int_conditions or {}, resolution=resolution, surface=surface,
        )  # fmt: skip
        name = ":".join((*effect, _CATEGORIES) if categorical else effect)
        table, draws = _table(how, effect, cells, surface=surface)
        tables[name] = _summarised(
            table, estimates(draws, robust, interval(prob)), _suffixes(draws, components)
        )
        if spaghetti and draws.ndim == 2:
            every[name] = _long(table, draws)
    if not tables:
        raise InvalidArgument("No valid effects detected.")
    piece = fit.model.of(ResponsePiece)[0]
    label = "Probability" if categorical else dpar or piece.name
    observed = piece.name if piece.name in fit.model.frame.data and label == piece.name else ""
    shares = mean_membership(rows(fit)) if components else None
    return ConditionalEffects(tables, every, label, surface, fit.model.frame.data, observed, shares)


def _check_method(method: str, *, dpar: str | None, components: bool, resolution: int) -> None:
    if method not in _METHODS:
        known = ", ".join(map(repr, _METHODS))
        raise InvalidArgument(f"Argument 'method' should be one of: {known}.")
    if method == "posterior_predict" and dpar is not None:
        raise InvalidArgument("Argument 'dpar' has no meaning for method 'posterior_predict'.")
    if method != _METHODS[0] and components:
        raise InvalidArgument("Argument 'components' is for method 'posterior_epred'.")
    if resolution < 2:
        raise InvalidArgument("Argument 'resolution' must be 2 at least.")


def _check(model: Model, *, categorical: bool, components: bool, dpar: str | None) -> None:
    ordinal = model.mixture.ordinal
    if categorical and not ordinal:
        raise InvalidArgument(
            "Argument 'categorical' may only be used for categorical or ordinal models."
        )
    if components and (not model.mixture.thetas or dpar is not None):
        raise InvalidArgument(
            "Argument 'components' is for the response of a mixture.",
            hint=f"The family is '{model.mixture.name}'.",
        )
    if ordinal and not categorical and dpar is None:
        warnings.warn(
            "Predictions are treated as continuous variables in 'conditional_effects' by default "
            "which is likely invalid for ordinal families. Please set 'categorical' to TRUE.",
            PybrmsWarning,
            stacklevel=3,
        )


def _table(
    how: At, effect: Effect, cells: pd.DataFrame, *, surface: bool
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the rows in brms's order of columns, and the draws at them."""
    draws = how(cells)
    order = [*effect, *(c for c in cells.columns if c not in effect and c != CONDITION)]
    table = cells[[*order, CONDITION]]
    if how.categorical:
        labels = [str(k + 1) for k in range(draws.shape[2])]
        parts = [_category(table, effect[0], label) for label in labels]
        return pd.concat(parts, ignore_index=True), np.concatenate(
            list(np.moveaxis(draws, 2, 0)), 1
        )
    table = table.assign(effect1__=cells[effect[0]])
    if len(effect) > 1:
        second = cells[effect[1]]
        both = surface and all(pd.api.types.is_float_dtype(cells[e]) for e in effect)
        table["effect2__"] = second if both else _labels(second)
    return table, draws


def _category(table: pd.DataFrame, first: str, label: str) -> pd.DataFrame:
    return table.assign(cats__=label, effect1__=table[first], effect2__=label)


def _labels(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return values as categories in the order of their first appearance, numbers rounded."""
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        texts = [str(v) for v in column]
    else:
        texts = [f"{round(float(v), _DIGITS) + 0.0:.15g}" for v in column]
    return pd.Series(pd.Categorical(texts, categories=list(dict.fromkeys(texts))))


def _suffixes(draws: np.ndarray, components: bool) -> list[str]:
    """Return what is put behind the names of statistics: ".1", ".2", ... of components."""
    if draws.ndim == 2:
        return [""]
    numbers = [f".{k + 1}" for k in range(draws.shape[2] - components)]
    return ["", *numbers] if components else numbers


def _summarised(table: pd.DataFrame, cells: np.ndarray, suffixes: list[str]) -> pd.DataFrame:
    """Return the table with summaries, (rows, 4) or one for each suffix, (rows, K, 4)."""
    each = np.moveaxis(cells.reshape(len(table), len(suffixes), -1), 1, 0)
    found = {
        name + suffix: own[:, s]
        for suffix, own in zip(suffixes, each, strict=True)
        for s, name in enumerate(_STATISTICS)
    }
    return table.assign(**found)


def _long(table: pd.DataFrame, draws: np.ndarray) -> pd.DataFrame:
    """Return the table once for each draw, with ``estimate__`` and ``sample__``, from 1."""
    count = len(draws)
    found = pd.concat([table] * count, ignore_index=True)
    numbers = np.repeat(np.arange(1, count + 1), len(table)).astype(str)
    return found.assign(estimate__=draws.reshape(-1), sample__=numbers)

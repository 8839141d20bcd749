"""Conditional effects: expected values while one or two variables change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.takes import Count, Names
from pybrms_mix.base.value_kinds import Between
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.plots.effect_tables import STATISTICS, EffectTables, long
from pybrms_mix.plots.effects_at import At
from pybrms_mix.plots.effects_checks import (
    check_component_of_effects,
    check_curves,
    check_method,
)
from pybrms_mix.plots.effects_columns import as_lines, with_brms_columns
from pybrms_mix.plots.effects_picture import drawn
from pybrms_mix.plots.grid import (
    Chosen,
    Effect,
    chosen_effects,
    conditions_of,
    grid,
    warn_of_unread,
)
from pybrms_mix.plots.mixture import mean_membership
from pybrms_mix.results.estimates import estimates, interval
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.predict.prediction_rows import Which, repeatable, rows
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rows_of_several import of_any_rows

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from typing_extensions import Unpack

T = TypeVar("T")
_CATEGORIES = "cats__"


@public_methods
@dataclass(frozen=True, eq=False, repr=False)
class ConditionalEffects(EffectTables):
    """Tables of conditional effects by effect: ``effects["x"]``, ``effects["x:z"]``.

    ``plot()`` draws the tables.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        The tables in brms's order of effects.
    spaghetti : mapping of str to DataFrame
        By effect, a table with one line for each draw and each line of ``tables``; empty unless
        single draws were requested.
    response : str
        The name of the estimated quantity.
    surface : bool
        Whether an interaction of two numbers is drawn as a surface.
    data : DataFrame
        The data of the fit.
    observed : str
        The name of the response among the columns of ``data``.
    shares : ndarray or None
        The membership of each row of the data, (N, K), if components are drawn.
    of_responses : mapping of str to ConditionalEffects
        By response, the effects on it, if the model has several. The names of ``tables`` are then
        those of brms, with the response: "y.y_x" for the effect of x on y.
    """

    response: str
    surface: bool
    data: pd.DataFrame = field(repr=False)
    observed: str = ""
    shares: np.ndarray | None = field(default=None, repr=False)
    of_responses: Mapping[str, ConditionalEffects] = field(default_factory=dict, repr=False)

    @property
    def heading(self) -> str:
        """Return the first line of the print.

        Returns
        -------
        str
            A line that names the estimated quantity.

        Examples
        --------
        >>> fit.conditional_effects("x").heading
        'Conditional effects on y'
        """
        return f"Conditional effects on {self.response}"

    def plot(
        self, *, points: bool = False, rug: bool = False, ncol: Count | None = None
    ) -> dict[str, Figure]:
        """Draw each effect in a figure, with a panel for each condition.

        Parameters
        ----------
        points : bool, default False
            Whether to draw the data. A panel with a condition on a factor shows the rows of its
            level.
        rug : bool, default False
            Whether to mark the values of the variable on the horizontal axis.
        ncol : int, optional
            The number of columns of panels.

        Returns
        -------
        dict of str to Figure
            A figure for each effect.
        """
        if self.of_responses:
            effects = self.of_responses.items()
            return _by_effect({r: e.plot(points=points, rug=rug, ncol=ncol) for r, e in effects})
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


@joint_method
def conditional_effects(
    fit: Fit,
    effects: Names | None = None,
    conditions: Any = None,
    int_conditions: Chosen | None = None,
    re_formula: ReFormula = False,
    *,
    prob: float = 0.95,
    robust: bool = True,
    method: Literal[
        "posterior_epred", "posterior_predict", "posterior_linpred"
    ] = "posterior_epred",
    dpar: str | None = None,
    component: Annotated[int, Between(1, 2**31 - 1)] | None = None,
    components: bool = False,
    categorical: bool = False,
    spaghetti: bool = False,
    surface: bool = False,
    resolution: int = 100,
    **which: Unpack[Which],
) -> ConditionalEffects:
    """Return expected values while one or two variables change and the others are held fixed.

    Numeric variables are held at their mean, factors at their first level, and group-level effects
    are left out. An interaction with a number is shown at the mean of this number and one standard
    deviation below and above it.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    effects : str or iterable of str, optional
        "x", "x:z" or several of them. The default is all main effects and two-way interactions.
    conditions : DataFrame, optional
        Each row fixes the variables in its columns, and has a panel of its own. The column
        ``cond__``, or else the label of the row, is the title of the panel.
    int_conditions : mapping, optional
        By variable, its values in interactions, or a function that computes them from the data.
    re_formula : optional
        The group-level terms to include; by default none. Groups that ``conditions`` does not name
        are then new groups.
    prob : float, default 0.95
        The probability of the interval from ``lower__`` to ``upper__``.
    robust : bool, default True
        Whether the columns ``estimate__`` and ``se__`` hold the median and the MAD; otherwise they
        hold the mean and the standard deviation.
    method : {"posterior_epred", "posterior_predict", "posterior_linpred"}
        The quantity to show.
    dpar : str, optional
        A distributional parameter in place of the response: "mu2", "sigma1", "theta2".
    component : int, optional
        The number of a component, from 1, whose effects are shown in place of the mixture's.
    components : bool, default False
        Whether to show each component beside the mean of the mixture, in the columns
        ``estimate__.1``, ``estimate__.2``, ....
    categorical : bool, default False
        Whether to show the probability of each category of an ordinal response.
    spaghetti : bool, default False
        Whether to keep the single draws and to plot each of them as a line.
    surface : bool, default False
        Whether to show interactions of two numbers over the range of both.
    resolution : int, default 100
        The number of points of a line.
    **which
        ``ndraws``, ``draw_ids``, ``seed``, ...; see ``Which``.

    Returns
    -------
    ConditionalEffects
        Tables with brms's columns: the variables, ``cond__``, ``effect1__``, ``effect2__``,
        ``estimate__``, ``se__``, ``lower__``, ``upper__``. For "posterior_linpred" of a mixture the
        last four exist for each component, as ``estimate__.1``. For several responses without
        ``resp`` there is a table for each effect on each response: "y.y_x" for that of x on y.

    Raises
    ------
    InvalidArgument
        If the model does not have the effect.
    UnknownLevel, InvalidData
        If the conditions do not fit the model.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> effects = fit.conditional_effects("x")
    >>> effects["x"][["x", "estimate__", "lower__", "upper__"]].iloc[[0, 99]].round(1)
          x  estimate__  lower__  upper__
    0  -2.9         0.8     -3.1      3.5
    99  2.2        -0.8     -5.2      0.9
    >>> fit.conditional_effects("x", components=True).plot(points=True)["x"].savefig("x.png")
    """
    check_method(method, dpar=dpar, components=components, resolution=resolution)
    which = repeatable({"allow_new_levels": True, **which})
    views = [*map(fit.of_response, fit.model.views)] or [fit]
    for view in views:
        check_curves(view.model, categorical=categorical, components=components, dpar=dpar)
        check_component_of_effects(
            view.model, component, components=components, dpar=dpar, method=method
        )
    model = rows(fit, None, re_formula, draw_ids=[0]).model
    around = replace(fit.model, frame=fit.model.frame.before_subset)
    under = conditions_of(around, model, conditions)
    chosen_values = int_conditions or {}
    warn_of_unread(around, chosen_values, "int_conditions")
    cells = {
        effect: grid(
            around, effect, under, chosen=chosen_values, resolution=resolution, surface=surface
        )
        for effect in chosen_effects(fit.model, model, effects)
        if not (categorical and len(effect) > 1)
    }
    if not cells:
        raise InvalidArgument("No valid effects detected.")
    settings = (re_formula, method, dpar, component, components, categorical, which)
    of_views = [_Shown(prob, robust, spaghetti, surface)(At(v, *settings), cells) for v in views]
    return of_views[0] if len(views) == 1 else _of_all(of_views, views)


@dataclass(frozen=True)
class _Shown:
    """How draws are summarised and shown; ``conditional_effects`` documents the attributes."""

    prob: float
    robust: bool
    spaghetti: bool
    surface: bool

    def __call__(self, at: At, cells: Mapping[Effect, pd.DataFrame]) -> ConditionalEffects:
        """Return the effects on one response, at the rows of ``cells``."""
        fit, tables, lines = at.fit, {}, {}
        how = replace(at, fit=of_any_rows(fit))
        for effect, under in cells.items():
            name = ":".join((*effect, _CATEGORIES) if at.categorical else effect)
            table, draws = _table(how, effect, under, surface=self.surface)
            statistics = estimates(draws, self.robust, interval(self.prob))
            tables[name] = _summarised(table, statistics, _suffixes(draws, at.components))
            if self.spaghetti and draws.ndim == 2:
                lines[name] = long(table, draws)
        piece = fit.model.of(ResponsePiece)[0]
        label = "Probability" if at.categorical else at.dpar or piece.name
        observed = piece.name if piece.name in fit.model.frame.data and label == piece.name else ""
        shares = mean_membership(rows(fit)) if at.components else None
        data = fit.model.frame.data
        return ConditionalEffects(tables, lines, label, self.surface, data, observed, shares)


def _of_all(of_views: Sequence[ConditionalEffects], views: Sequence[Fit]) -> ConditionalEffects:
    """Return the effects on several responses, one effect after the other as in brms."""
    by_response = {v.model.mixture.resp: e for v, e in zip(views, of_views, strict=True)}
    return replace(
        of_views[0],
        tables=_by_effect({r: e.tables for r, e in by_response.items()}),
        spaghetti=_by_effect({r: e.spaghetti for r, e in by_response.items()}),
        response=", ".join(e.response for e in of_views),
        observed="",
        shares=None,
        of_responses=by_response,
    )


def _by_effect(by_resp: Mapping[str, Mapping[str, T]]) -> dict[str, T]:
    """Return the values by brms's names of response and effect: "y.y_x"."""
    effects = dict.fromkeys(name for values in by_resp.values() for name in values)
    return {
        f"{resp}.{resp}_{name}": values[name]
        for name in effects
        for resp, values in by_resp.items()
        if name in values
    }


def _table(
    how: At, effect: Effect, cells: pd.DataFrame, *, surface: bool
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the rows with brms's columns in brms's order, and the draws at these rows."""
    draws = how(cells)
    table = with_brms_columns(cells, effect, how.fit)
    if how.categorical:
        labels = [str(k + 1) for k in range(draws.shape[2])]
        parts = [_category(table, effect[0], at, labels) for at in range(len(labels))]
        return pd.concat(parts, ignore_index=True), np.concatenate(
            list(np.moveaxis(draws, 2, 0)), 1
        )
    table = table.assign(effect1__=table[effect[0]])
    if len(effect) > 1:
        second = table[effect[1]]
        both = surface and all(pd.api.types.is_float_dtype(cells[e]) for e in effect)
        table["effect2__"] = second if both else as_lines(second)
    return table, draws


def _category(table: pd.DataFrame, first: str, at: int, labels: list[str]) -> pd.DataFrame:
    category = pd.Categorical.from_codes([at] * len(table), pd.Index(labels))
    return table.assign(cats__=category, effect1__=table[first], effect2__=category)


def _suffixes(draws: np.ndarray, components: bool) -> list[str]:
    """Return the suffixes of the columns of statistics: ".1", ".2", ... for components."""
    if draws.ndim == 2:
        return [""]
    numbers = [f".{k + 1}" for k in range(draws.shape[2] - components)]
    return ["", *numbers] if components else numbers


def _summarised(table: pd.DataFrame, cells: np.ndarray, suffixes: list[str]) -> pd.DataFrame:
    """Return the table with its summaries, (rows, 4), or (rows, K, 4) with one for each suffix."""
    cells_of_suffixes = np.moveaxis(cells.reshape(len(table), len(suffixes), -1), 1, 0)
    statistics = {
        name + suffix: cells_of_suffix[:, s]
        for suffix, cells_of_suffix in zip(suffixes, cells_of_suffixes, strict=True)
        for s, name in enumerate(STATISTICS)
    }
    return table.assign(**statistics)

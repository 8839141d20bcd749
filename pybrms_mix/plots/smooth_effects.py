"""Conditional smooths: single smooth terms along their variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import spatial
from pybrms_mix.base.public_calls import public_methods, warn
from pybrms_mix.base.takes import Count, Names, Seed
from pybrms_mix.base.value_kinds import Between
from pybrms_mix.model.ir import Curved, Model
from pybrms_mix.plots.effect_tables import STATISTICS, EffectTables, long, rounded
from pybrms_mix.plots.effects_picture import drawn
from pybrms_mix.plots.grid import Chosen, along, around, is_number, picked
from pybrms_mix.results.estimates import estimates, interval
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.predict.prediction_rows import repeatable
from pybrms_mix.results.predict.smooths import smooth_terms, values_of, written

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@public_methods
@dataclass(frozen=True, eq=False, repr=False)
class ConditionalSmooths(EffectTables):
    """Tables of smooth terms by parameter and term: ``smooths["mu: s(x,k=5)"]``.

    ``plot()`` draws the tables.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        The tables in the order of parameters and terms.
    spaghetti : mapping of str to DataFrame
        For each term of one numeric variable, a table with one line for each draw and each line of
        ``tables``; empty unless single draws were requested.
    along : mapping of str to tuple of str
        By term, the one or two variables along which it is shown.
    surface : frozenset of str
        The terms of two numeric variables, which are drawn as surfaces.
    data : DataFrame
        The data of the fit.
    """

    along: Mapping[str, tuple[str, ...]]
    surface: frozenset[str]
    data: pd.DataFrame = field(repr=False)

    @property
    def heading(self) -> str:
        """Return the first line of the print.

        Returns
        -------
        str
            A line that names the scale of the terms.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import ConditionalSmooths
        >>> ConditionalSmooths({}, {}, {}, frozenset(), pd.DataFrame()).heading
        'Smooth terms on the scale of their linear predictors'
        """
        return "Smooth terms on the scale of their linear predictors"

    def plot(self, *, rug: bool = False, ncol: Count | None = None) -> dict[str, Figure]:
        """Draw each term in a figure, with a panel for each value of a further variable.

        Parameters
        ----------
        rug : bool, default False
            Whether to mark the values of the variable on the horizontal axis.
        ncol : int, optional
            The number of columns of panels.

        Returns
        -------
        dict of str to Figure
            A figure for each term.
        """
        return {
            name: drawn(
                table,
                self.along[name],
                name,
                spaghetti=self.spaghetti.get(name),
                surface=name in self.surface,
                data=self.data if rug else None,
                rug=rug,
                ncol=ncol,
            )
            for name, table in self.tables.items()
        }


@joint_method
def conditional_smooths(
    fit: Fit,
    smooths: Names | None = None,
    int_conditions: Chosen | None = None,
    *,
    prob: float = 0.95,
    spaghetti: bool = False,
    resolution: Annotated[int, Between(2, 2**31 - 1)] = 100,
    too_far: Annotated[float, Between(0, np.inf)] = 0.0,
    ndraws: Count | None = None,
    draw_ids: Sequence[int] | np.ndarray | None = None,
    seed: Seed | np.random.Generator | None = None,
    resp: str | None = None,
) -> ConditionalSmooths:
    """Return each smooth term along its variables, without the rest of the predictor.

    The first two variables of a term run over their range, or over all levels of a factor. Further
    variables and numeric ``by`` variables are held at their mean and one standard deviation below
    and above it; a factor ``by`` at each of its levels.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    smooths : str or iterable of str, optional
        Terms as they stand in the formulas: "s(x, k = 5)". The default is all smooth terms.
    int_conditions : mapping, optional
        By variable, its values, or a function that computes them from the data.
    prob : float, default 0.95
        The probability of the interval from ``lower__`` to ``upper__``.
    spaghetti : bool, default False
        Whether to keep the single draws of terms of one numeric variable, and to plot each of them
        as a line.
    resolution : int, default 100
        The number of points of a line.
    too_far : float, default 0
        For terms of two numeric variables, the largest distance of a point from the nearest row of
        the data. Both variables are scaled to the range from 0 to 1 for this. Points farther away
        are left out. The default keeps all points.
    ndraws : int, optional
        The number of draws to take at random; by default all.
    draw_ids : sequence of int, optional
        The positions of the draws to take, from 0.
    seed : int or Generator, optional
        The seed of the choice of draws.
    resp : str, optional
        The response whose terms are shown, in a model of several; by default all.

    Returns
    -------
    ConditionalSmooths
        Tables with brms's columns: the variables, ``effect1__``, ``effect2__``, ``cond__``,
        ``estimate__`` (the median), ``se__`` (the MAD), ``lower__``, ``upper__``.

    Raises
    ------
    InvalidArgument
        If the model has none of the terms.
    UnknownLevel
        If ``int_conditions`` has a level that the fit has not seen.

    See Also
    --------
    posterior_smooths : The draws of a term on given rows.
    conditional_effects : Expected responses along a variable, with all terms.

    Examples
    --------
    >>> fit = brm("y ~ s(x, k = 5) + z", data)  # doctest: +SKIP
    >>> smooths = pm.conditional_smooths(fit)  # doctest: +SKIP
    >>> smooths["mu: s(x,k=5)"].head(); smooths.plot(rug=True)  # doctest: +SKIP
    """
    which = repeatable({"ndraws": ndraws, "draw_ids": draw_ids, "seed": seed})
    model, probs = fit.model, interval(prob)
    terms_asked = _chosen_terms(model, smooths)
    tables, all_draws, variables_of, surface = {}, {}, {}, []
    for piece, term in smooth_terms(model):
        if term.text not in terms_asked:
            continue
        place, variables = piece.place, term.along[:2]
        parameter = f"mu_{place.key}" if place.nlpar else place.name
        name = f"{parameter}: {_squeezed(term.text)}"
        numbers = all(is_number(model, v) for v in variables)
        cells = _grid(model, term, int_conditions or {}, resolution)
        if numbers and len(variables) > 1:
            surface.append(name)
            if too_far > 0:
                near = _near(cells, model.frame.data, variables, too_far)
                cells = cells[near].reset_index(drop=True)
        draws = values_of(fit, piece, term.text, cells, **which)
        effects = {f"effect{k}__": cells[v] for k, v in enumerate(variables, start=1)}
        table = cells.assign(**effects, cond__=_labelled(cells, _held_variables(term)))
        summary = estimates(draws, True, probs)
        tables[name] = table.assign(**dict(zip(STATISTICS, summary.T, strict=True)))
        variables_of[name] = variables
        if spaghetti and numbers and len(variables) == 1:
            all_draws[name] = long(table, draws)
    return ConditionalSmooths(tables, all_draws, variables_of, frozenset(surface), model.frame.data)


def _held_variables(term: Curved) -> tuple[str, ...]:
    """Return the variables that are held at a few values."""
    return tuple(dict.fromkeys((*term.along[2:], *term.by)))


def _chosen_terms(model: Model, smooths: Names | None) -> set[str]:
    """Return the terms that the user asks for; by default all.

    Raises:
        InvalidArgument: if the model has none of them.
    """
    terms_of_model = dict.fromkeys(term.text for _, term in smooth_terms(model))
    if smooths is None:
        terms_asked = list(terms_of_model)
    else:
        terms_asked = [written(s) for s in ([smooths] if isinstance(smooths, str) else smooths)]
    unknown = [text for text in terms_asked if text not in terms_of_model]
    listed = ", ".join(map(repr, terms_of_model))
    if not set(terms_asked) - set(unknown):
        raise InvalidArgument(
            "No valid smooth terms found in the model.",
            hint=f"It has {listed}." if terms_of_model else "",
        )
    if unknown:
        warn(
            f"These terms are not smooth terms of the model: {', '.join(map(repr, unknown))}. The "
            f"smooth terms are {listed}."
        )
    return set(terms_asked)


def _squeezed(text: str) -> str:
    """Return the text of a term as brms shows it, without blanks."""
    return "".join(text.split())


def _grid(model: Model, term: Curved, values_chosen: Chosen, resolution: int) -> pd.DataFrame:
    """Return the combinations of the values of all variables; the first one varies fastest."""
    axes = {name: along(model, name, resolution) for name in term.along[:2]}
    axes |= {name: around(model, name) for name in _held_variables(term)}
    axes |= {name: picked(model, name, values_chosen) for name in axes if name in values_chosen}
    names, values = list(axes), list(axes.values())
    cells = pd.MultiIndex.from_product(values[::-1], names=names[::-1]).to_frame(index=False)
    return cells[names]


def _near(
    cells: pd.DataFrame, data: pd.DataFrame, names: Sequence[str], distance: float
) -> np.ndarray:
    """Return which points lie near a row of the data; the grid runs from 0 to 1: (points,)."""
    grid, rows = (t[list(names)].to_numpy(float) for t in (cells, data))
    width = np.ptp(grid, axis=0)
    width[width == 0] = 1.0
    gaps, _ = spatial.cKDTree(rows / width).query(grid / width)
    return np.asarray(gaps <= distance)


def _labelled(cells: pd.DataFrame, beside: Sequence[str]) -> pd.Series[Any]:
    """Return the label of each row's condition: "fa = a & z = -0.91", or "1" without any."""
    if not beside:
        return pd.Series("1", index=cells.index)
    texts = [[f"{name} = {v}" for v in rounded(cells[name])] for name in beside]
    return pd.Series(
        [" & ".join(row_texts) for row_texts in zip(*texts, strict=True)], index=cells.index
    )

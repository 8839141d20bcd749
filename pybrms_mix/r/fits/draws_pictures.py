"""Pictures of tables and arrays of draws, in the kinds of R's bayesplot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.model.draws import Draws
from pybrms_mix.plots.bare_draws import BareDraws
from pybrms_mix.plots.mcmc import draw_kind
from pybrms_mix.r.fits.draws_forms import draws_as
from pybrms_mix.r.frames.frames import as_frame
from pybrms_mix.results.fit import Fit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draws_picture"]


def draws_picture(
    draws: Any, kind: str, variable: Any = None, *, regex: bool = False, prob: float = 0.5,
    prob_outer: float = 0.9,
) -> Figure:  # fmt: skip
    """Draw ``mcmc_areas(draws, pars = variable)`` and similar functions of R's bayesplot.

    Parameters
    ----------
    draws : Fit, DataFrame, DataArray or array_like
        A fit; a table of draws, whose columns ``.chain``, ``.iteration`` and ``.draw`` count them;
        or an array with the axes iteration, chain and variable.
    kind : str
        The kind of picture, as in ``pm.mcmc_plot()``.
    variable : str or list of str, optional
        The names of the variables, or patterns. The default is all variables of a table.
    regex : bool, default False
        Whether the names are regular expressions.
    prob, prob_outer : float
        The probabilities of the inner and the outer interval.

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidData
        If the draws hold a column that is not numeric.

    Examples
    --------
    >>> table = {"a": [0.1, 0.4, 0.2, 0.3], "b": [1.0, 2.0, 1.5, 1.2]}
    >>> len(draws_picture(table, "intervals", "a").axes[0].get_yticklabels())
    1
    """
    fit_or_draws = draws if isinstance(draws, Fit) else _bare(draws)
    names = [variable] if isinstance(variable, str) else variable
    return draw_kind(fit_or_draws, kind, names, regex=regex, prob=prob, prob_outer=prob_outer)


def _bare(draws: Any) -> BareDraws:
    """Return a table or an array as draws of chains."""
    table = draws if hasattr(draws, "dims") else as_frame(draws)
    array = draws_as(table, "array")
    try:
        values = np.asarray(array, dtype=float).swapaxes(0, 1)
    except (TypeError, ValueError):
        raise InvalidData("A picture of draws needs numbers in all columns.") from None
    return BareDraws(Draws(values, tuple(map(str, array["variable"].values))))

"""Draws of averaged predictions, comparisons or slopes, with a table of their estimates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.design.columns import table
from pybrms_mix.results.describe import described, direction, in_region

if TYPE_CHECKING:
    pass
STATISTICS = ("estimate", "std_error", "conf_low", "conf_high")


@public_methods
@dataclass(frozen=True, eq=False, repr=False)
class Marginal(Shown):
    """Draws of predictions, comparisons or slopes, and a table that summarises them.

    Attributes
    ----------
    table : Any
        One line for each row, group or average: posterior mean, standard deviation and interval.
        The columns ``term`` and ``contrast`` name the comparison. The table belongs to the library
        of ``newdata``, or else of the data of the fit: pandas, polars or pyarrow.
    draws : ndarray
        The draws behind the table, shape (draws, lines).
    """

    table: Any
    draws: np.ndarray

    def __repr__(self) -> str:
        return str(self.table)

    def _repr_html_(self) -> str:
        return str(table(self.table).to_html())

    def describe(
        self,
        ci: float = 0.95,
        *,
        centrality: str = "median",
        null: float = 0.0,
        rope_range: tuple[float, float] | None = None,
        rope_ci: float = 0.95,
    ) -> pd.DataFrame:
        """Describe the draws of each line as ``describe_posterior()`` does.

        Parameters
        ----------
        ci, centrality, null, rope_ci
            As in ``describe_posterior()``.
        rope_range : pair of float, optional
            The ends of a region of practical equivalence; the default is no region.

        Returns
        -------
        DataFrame
            ``term``, ...; then ``Median`` or ``Mean``, ``CI_low``, ``CI_high``, ``pd``, ``ROPE``.

        Examples
        --------
        >>> fit.slopes("x", by=True).describe().round(2)
          term contrast  Median  CI_low  CI_high    pd
        0    x    dY/dX    -0.3   -0.93     0.21  0.88
        """
        grid = table(self.table).drop(columns=list(STATISTICS))
        columns = {**described(self.draws, ci, centrality), "pd": direction(self.draws, null)}
        if rope_range is not None:
            ends = np.tile(np.asarray(rope_range, float), (self.draws.shape[1], 1))
            columns["ROPE"] = in_region(self.draws, ends, rope_ci)
        return grid.assign(**columns)

    def to_frame(self) -> pd.DataFrame:
        """Return the table as a DataFrame of pandas.

        Returns
        -------
        DataFrame
            The columns of ``table``.

        Examples
        --------
        >>> fit.slopes("x", by=True).to_frame()["estimate"].round(2).tolist()
        [-0.32]
        """
        return table(self.table)


def joined(parts: Sequence[Marginal]) -> Marginal:
    """Return the results of several predictors as one table, with the draws of all."""
    if not parts:
        raise InvalidArgument("No predictor of the model has this name.")
    tables = [part.table for part in parts]
    is_single = all(isinstance(t.index, pd.RangeIndex) and len(t) == 1 for t in tables)
    rows = pd.concat(tables, ignore_index=is_single)
    return Marginal(rows, np.concatenate([part.draws for part in parts], axis=1))

"""The predicted quantity of predictions, comparisons and slopes, computed for rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred
from pybrms_mix.results.predict.prediction_rows import Given, Rows, Which, rows
from pybrms_mix.results.predict.re_formula import ReFormula


@dataclass(frozen=True)
class Quantity:
    """The quantity that is predicted, for rows of data: (draws, rows)."""

    fit: Fit
    re_formula: ReFormula
    type: str
    dpar: str | None
    component: Given
    which: Which
    memberships: np.ndarray | None = None  # the memberships of the rows, (draws, rows, K)

    def rows_of(self, newdata: Any) -> Callable[[], Rows]:
        """Return a function that returns the prediction rows, with responses if available."""
        at = (self.fit, newdata, self.re_formula)
        return lambda: rows(*at, response="taken", component=self.component, **self.which)

    def __call__(self, data: pd.DataFrame) -> np.ndarray:
        """Return the draws at the rows of ``data``."""
        if self.type not in ("response", "link"):
            raise InvalidArgument("Argument 'type' should be one of: 'response', 'link'.")
        at = (data, self.re_formula)
        if self.component is not None and (self.type == "link" or self.dpar is not None):
            raise InvalidArgument("Use either 'component', or 'dpar' and 'type'.")
        if self.memberships is not None:
            parts = enumerate(np.moveaxis(self.memberships, 2, 0), 1)
            by_component = [
                p * posterior_epred(self.fit, *at, component=k, **self.which) for k, p in parts
            ]
            return np.asarray(sum(by_component))
        if self.type == "link":
            draws = posterior_linpred(self.fit, *at, dpar=self.dpar, **self.which)
        else:
            draws = posterior_epred(
                self.fit, *at, dpar=self.dpar, component=self.component, **self.which
            )
        if draws.ndim > 2:
            raise InvalidArgument(
                "Each row has several predictions: one for each component or category.",
                hint='Choose one of them: dpar = "mu1", or type = "response".',
            )
        return np.asarray(draws)

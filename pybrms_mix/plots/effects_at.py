"""The quantity that a conditional effect shows, computed for rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.category_probabilities import probabilities
from pybrms_mix.results.predict.epred import posterior_epred, posterior_linpred
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.predict import posterior_predict
from pybrms_mix.results.predict.prediction_rows import Which, rows
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rowwise import whole


@dataclass(frozen=True)
class At:
    """The settings of a computation; ``conditional_effects`` documents the attributes."""

    fit: Fit
    re_formula: ReFormula
    method: str
    dpar: str | None
    component: int | None
    components: bool
    categorical: bool
    which: Which

    def __call__(self, cells: pd.DataFrame) -> np.ndarray:
        """Return the quantity: (draws, rows), or (draws, rows, components or categories)."""
        at = (cells, self.re_formula)
        if not self.components:
            return self._given(self.component, at)
        count = len(self.fit.model.mixture.components)
        quantities = [self._given(k, at) for k in (None, *range(1, count + 1))]
        return np.stack(quantities, axis=2)

    def _given(self, component: int | None, at: tuple[pd.DataFrame, ReFormula]) -> np.ndarray:
        """Return the quantity, given a component: (draws, rows) or (draws, rows, several)."""
        fit = self.fit
        if self.categorical:
            return whole(rows(fit, *at, component=component, **self.which), probabilities)
        if self.method == "posterior_predict":
            draws = posterior_predict(fit, *at, component=component, **self.which)
            assert isinstance(draws, np.ndarray)
            return draws
        if self.method == "posterior_linpred":
            return posterior_linpred(fit, *at, dpar=self.dpar, **self.which)
        if self.dpar is None and fit.model.mixture.ordinal:
            # If all categories are shown as one curve, its values are the mean category numbers.
            return whole(rows(fit, *at, component=component, **self.which), expected)
        return posterior_epred(fit, *at, dpar=self.dpar, component=component, **self.which)

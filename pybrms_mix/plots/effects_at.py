"""The quantity that a conditional effect shows, computed for rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict.category_probabilities import probabilities
from pybrms_mix.results.predict.epred import (
    expected,
    expected_of_components,
    posterior_epred,
    posterior_linpred,
)
from pybrms_mix.results.predict.predict import posterior_predict
from pybrms_mix.results.predict.prediction_rows import ReFormula, Which, rows
from pybrms_mix.results.predict.rowwise import whole


@dataclass(frozen=True)
class At:
    """The settings of a computation; ``conditional_effects`` documents the attributes."""

    fit: Fit
    re_formula: ReFormula
    method: str
    dpar: str | None
    components: bool
    categorical: bool
    which: Which

    def __call__(self, cells: pd.DataFrame) -> np.ndarray:
        """Return the quantity: (draws, rows), or (draws, rows, components or categories)."""
        fit, at = self.fit, (cells, self.re_formula)
        if self.categorical:
            return whole(rows(fit, *at, **self.which), probabilities)
        if self.method == "posterior_predict":
            found = posterior_predict(fit, *at, **self.which)
            assert isinstance(found, np.ndarray)
            return found
        if self.dpar is None and self.method == "posterior_epred" and fit.model.mixture.ordinal:
            # One curve of categories is that of their numbers.
            return whole(rows(fit, *at, **self.which), expected)
        compute = posterior_epred if self.method == "posterior_epred" else posterior_linpred
        total: np.ndarray = compute(fit, *at, dpar=self.dpar, **self.which)
        if not self.components:
            return total
        each = whole(rows(fit, *at, **self.which), expected_of_components)
        return np.concatenate([total[:, :, None], each], axis=2)

"""What is estimated at the rows of a conditional effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pybrms_mix.lazy import pandas as pd
from pybrms_mix.model import values
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.results.expect import (
    expected_of_components,
    posterior_epred,
    posterior_linpred,
)
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.predict import posterior_predict
from pybrms_mix.results.rows import Rows, Which, rows
from pybrms_mix.results.rowwise import whole


@dataclass(frozen=True)
class At:
    """What is computed at the rows: see ``conditional_effects`` for the attributes."""

    fit: Fit
    re_formula: object
    method: str
    dpar: str | None
    components: bool
    categorical: bool
    which: Which

    def __call__(self, cells: pd.DataFrame) -> np.ndarray:
        """Return (draws, rows), or (draws, rows, components or categories)."""
        fit, at = self.fit, (cells, self.re_formula)
        if self.categorical:
            return whole(rows(fit, *at, **self.which), _probabilities)
        if self.method == "posterior_predict":
            found = posterior_predict(fit, *at, **self.which)
            assert isinstance(found, np.ndarray)
            return found
        compute = posterior_epred if self.method == "posterior_epred" else posterior_linpred
        total: np.ndarray = compute(fit, *at, dpar=self.dpar, **self.which)
        if not self.components:
            return total
        each = whole(rows(fit, *at, **self.which), expected_of_components)
        return np.concatenate([total[:, :, None], each], axis=2)


def _probabilities(part: Rows) -> np.ndarray:
    """Return the probability of each category: (draws, rows, categories)."""
    dpars, weights = values.mixed(part.model, part.draws)
    extra = part.model.of(ResponsePiece)[0].extra
    total: np.ndarray | float = 0.0
    for k, component in enumerate(part.model.mixture.components):
        own = values.of_component(part.model, dpars, component.number)
        assert component.family.probabilities is not None
        total = total + np.exp(weights[:, :, k, None]) * component.family.probabilities(own, extra)
    found = np.asarray(total)
    return np.broadcast_to(found, (part.S, part.N, found.shape[2]))

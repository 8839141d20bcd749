"""Variance inflation factors of linear models: ``car::vif(m)``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.regression.linear_models import LinearFit
from pybrms_mix.r.regression.linear_results import model_vcov
from pybrms_mix.r.regression.model_tests import term_labels
from pybrms_mix.r.values.named_matrix import matrix_of

__all__ = ["vif"]


def vif(fit: LinearFit) -> Any:
    """Return ``vif(m)``: by how much correlations between terms inflate the variances.

    Parameters
    ----------
    fit : LinearFit
        A fit of ``lm()`` or ``glm()`` with at least two terms.

    Returns
    -------
    Series or DataFrame
        One factor for each term. If a term has several coefficients, a matrix with the generalised
        factor, the degrees of freedom and the factor for one of them.

    Raises
    ------
    InvalidData
        If the model has fewer than two terms.

    Examples
    --------
    >>> from pybrms_mix.r import lm
    >>> data = {"y": [1, 3, 2, 5, 4], "a": [1, 2, 3, 4, 5], "b": [2, 1, 4, 3, 6]}
    >>> vif(lm("y ~ a + b", data=data)).round(3).to_dict()
    {'a': 3.083, 'b': 3.083}
    """
    covariances = np.asarray(model_vcov(fit), dtype=float)
    owners = np.asarray(fit.terms.design.owners)[fit.used]
    labels = term_labels(fit)
    places = {labels[o]: np.flatnonzero(owners == o).tolist() for o in owners if o >= 0}
    if len(places) < 2:
        raise InvalidData("model contains fewer than 2 terms")
    inner = np.flatnonzero(owners >= 0).tolist()
    scale = np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(scale, scale)
    whole_determinant = np.linalg.det(correlations[np.ix_(inner, inner)])
    table = {}
    for label, columns in places.items():
        rest_columns = [n for n in inner if n not in columns]
        own_determinant = np.linalg.det(correlations[np.ix_(columns, columns)])
        factor = (
            own_determinant
            * np.linalg.det(correlations[np.ix_(rest_columns, rest_columns)])
            / whole_determinant
        )
        table[label] = (factor, len(columns), factor ** (1 / (2 * len(columns))))
    if all(size == 1 for _, size, _ in table.values()):
        return pd.Series({label: factor for label, (factor, _, _) in table.items()})
    return matrix_of(list(table.values()), list(table), ["GVIF", "Df", "GVIF^(1/(2*Df))"])

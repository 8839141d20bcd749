"""The log likelihood of persons with their group-level effects integrated out."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import table
from pybrms_mix.results.fit import Fit, mixture_method
from pybrms_mix.results.mixture.persons import person_columns, persons


@mixture_method
def marginal_log_lik(fit: Fit, newdata: Any = None, *, group: str | None = None) -> pd.DataFrame:
    """Return the log likelihood of each person with the person's effects integrated out.

    ``log_lik()`` is conditional on the group-level effects of a person, which were estimated from
    the same responses. Here they are integrated over in closed form. The sum over the persons is
    the log likelihood that programs for maximum likelihood report, at each draw of the parameters.
    If responses share a class, the log likelihood is that of all responses of a person.

    Parameters
    ----------
    fit : Fit
        A fit of a mixture with whole groups, ``mixture(..., gr = "id")``, or of a single family.
    newdata : DataFrame, optional
        Other persons; by default those of the fit.
    group : str, optional
        The column of the persons, or several columns, "school:pupil"; the default is ``gr``.

    Returns
    -------
    DataFrame
        One line for each draw, one column for each person. Weights of rows play no role.

    Raises
    ------
    InvalidArgument
        If a mixture has no whole groups. If the integral has no closed form: responses that depend
        on the effects must be normal, and only their mu may depend on them.

    References
    ----------
    Merkle, Furr and Rabe-Hesketh (2019), Bayesian comparison of latent variable models: Conditional
    versus marginal likelihoods.

    Examples
    --------
    >>> pm.marginal_log_lik(fit).sum(axis=1).max()  # doctest: +SKIP
    """
    columns = person_columns(fit, group)
    data = fit.model.frame.labelled if newdata is None else table(newdata, "newdata")
    columns_ = {}
    for level, _, person in persons(fit, data, columns, None, np.random.default_rng(1)):
        joint = person.log_joint()
        if joint is None:
            raise InvalidArgument(
                "The likelihood without the effects of a person has no closed form in this model.",
                hint="There is a closed form if the responses with group-level terms are "
                "normal and only mu has such terms.",
            )
        columns_[level] = np.logaddexp.reduce(joint, axis=0)
    return pd.DataFrame(columns_)

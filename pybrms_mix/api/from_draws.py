"""Fits that are constructed from existing draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public
from pybrms_mix.build.build import build, sample_prior_of
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.design.columns import table
from pybrms_mix.formula.formula import Source
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.parts import LATENT
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.fit import Fit, Run

_BOOKKEEPING = (".chain", ".iteration", ".draw")
_SHOWN = 5


@public
def fit_from_draws(
    formula: Source,
    data: Any,
    family: object,
    draws: Any,
    prior: Priors = None,
    *,
    sample_prior: object = "no",
    data_name: str = "data",
    run: Run | None = None,
    stats: Mapping[str, np.ndarray] | None = None,
    data2: object = None,
    stanvars: object = None,
) -> Fit:
    """Return a fit made of existing draws, which R or another sampler took.

    Parameters
    ----------
    formula : Formula or str
        The formula of the model: a ``bf()`` or R text.
    data : DataFrame or mapping
        The table to which the model was fitted.
    family : Family, Mixture or str
        The family: a family, a ``mixture()``, or R text.
    draws : DataFrame or mapping
        The draws: one row per draw and one column per variable, named as in brms (as returned by
        ``as_draws_df`` of the R package posterior). The columns ``.chain``, ``.iteration`` and
        ``.draw`` identify the draws. Without ``.chain``, all draws belong to one chain. Additional
        variables are kept, in their order.
    prior : priors, str or list, optional
        The priors that were set in the call of ``brm()``.
    sample_prior : {"no", "yes", "only"}, optional
        The value of ``sample_prior`` in the call of ``brm()``. With "yes", the draws contain the
        ``prior_*`` variables, and draws with such variables imply "yes".
    data_name : str, optional
        The name of the data in the summary.
    run : Run, optional
        The settings of the sampler, which the head of the summary prints.
    stats : mapping, optional
        The statistics of the sampler by the names of Stan, such as ``"divergent__"``. Each array
        has the shape (chains, draws).
    data2 : mapping, optional
        Objects that are not columns of the data, by name.
    stanvars : Stanvars, str or list, optional
        Stan code and data of the user: ``stanvar()``.

    Returns
    -------
    Fit
        The fit. Its draws have the axes (chains, draws, variables).

    Raises
    ------
    InvalidArgument
        If a variable of the model is missing, occurs twice, or has values that are missing or not
        numeric; if there are no draws; or if the chains differ in length.
    PybrmsError
        If the model cannot be built.

    Examples
    --------
    >>> import pandas as pd
    >>> from pybrms_mix import fit_from_draws
    >>> d = pd.DataFrame({"y": [0.1, 0.4, 0.2]})
    >>> draws = {"b_Intercept": [0.2, 0.3], "sigma": [0.2, 0.1], "lprior": 0.0, "lp__": 0.0}
    >>> fit_from_draws("y ~ 1", d, "gaussian", pd.DataFrame(draws)).draws["sigma"]
    array([0.2, 0.1])
    """
    table_ = _table(draws)
    names = [c for c in table_.columns if c not in _BOOKKEEPING]
    if sample_prior_of(sample_prior) == "no" and any(name.startswith("prior_") for name in names):
        sample_prior = "yes"  # as in brms, where the variables of a fit decide
    built_model = build(formula, data, family, prior, sample_prior, data2, stanvars)
    optional = ("prior", *LATENT)
    required = [v.name for v in built_model.model.variables if v.kind not in optional]
    _check_names(names, required)
    _check_values(table_, names, required)
    draws_ = Draws(_by_chain(table_, names), tuple(names))
    return replace(unsampled(built_model, data_name), draws=draws_, stats=stats or {}, run=run)


def _table(draws: Any) -> pd.DataFrame:
    """Return the draws as a table whose column names are strings."""
    try:
        table_ = table(draws)
    except InvalidData as error:
        raise InvalidArgument(
            "Argument 'draws' has no rows.",
            hint="'draws' is a table with one row for each draw and one column for each variable.",
        ) from error
    return table_.set_axis([str(c) for c in table_.columns], axis=1)


def _check_names(names: list[str], required: list[str]) -> None:
    missing = [n for n in required if n not in names]
    if missing:
        raise InvalidArgument(
            f"The draws lack variables of the model: {_some(missing)}",
            hint="The columns have brms's names, as in as_draws_df(fit).",
        )
    twice = [n for n, count in Counter(names).items() if count > 1]
    if twice:
        raise InvalidArgument(f"The draws have more than one column with the name {_some(twice)}.")


def _check_values(table_: pd.DataFrame, names: list[str], required: list[str]) -> None:
    texts = [n for n in names if table_[n].dtype.kind not in "biuf"]
    if texts:
        raise InvalidArgument(f"The draws of {_some(texts)} are not numbers.")
    # Values of quantities that R computes in addition may be missing. Prediction needs only the
    # parameters.
    holes = [n for n in required if table_[n].isna().any()]
    if holes:
        raise InvalidArgument(
            f"The draws of {_some(holes)} have missing values.",
            hint="Drop the draws with missing values: draws.dropna().",
        )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(map(repr, names[:_SHOWN]))}{more}"


def _by_chain(draws: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return the draws, (chains, draws, variables), sorted by ``.iteration`` or ``.draw``."""
    within = ".iteration" if ".iteration" in draws else ".draw"
    order = [c for c in (".chain", within) if c in draws]
    ordered = draws.sort_values(order, kind="stable") if order else draws
    chains = ordered[".chain"].to_numpy() if ".chain" in order else np.zeros(len(ordered))
    _, sizes = np.unique(chains, return_counts=True)
    if len(set(sizes)) > 1:
        raise InvalidArgument(
            f"The chains have different numbers of draws: {', '.join(map(str, sizes))}.",
            hint="Shorten the chains to the same length.",
        )
    values = ordered[names].to_numpy(dtype=float)
    return values.reshape(len(sizes), -1, len(names))

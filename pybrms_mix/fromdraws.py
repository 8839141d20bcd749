"""A fit of draws that were taken elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.build import build
from pybrms_mix.errors import InvalidArgument
from pybrms_mix.formula import Source
from pybrms_mix.lazy import pandas as pd
from pybrms_mix.model.draws import Draws
from pybrms_mix.prior.table import Priors
from pybrms_mix.programs import unsampled
from pybrms_mix.results.fit import Fit, Run

_BOOKKEEPING = (".chain", ".iteration", ".draw")
_SHOWN = 5


def fit_from_draws(
    formula: Source,
    data: Any,
    family: object,
    draws: pd.DataFrame,
    prior: Priors = None,
    *,
    sample_prior: object = "no",
    data_name: str = "data",
    run: Run | None = None,
    stats: Mapping[str, np.ndarray] | None = None,
    data2: object = None,
) -> Fit:
    """Return a fit of draws that were taken elsewhere: in R, or by another sampler.

    Args:
        formula: a ``bf()`` or R text.
        data: the table to which the model was fitted.
        family: a family, a ``mixture()``, or R text.
        draws: one row a draw and a column a variable under brms's names (``as_draws_df`` of R's
            posterior); ``.chain`` and ``.iteration`` say which draw is which, without them all are
            of one chain. Further variables are kept; their order stays.
        prior: the priors that were set.
        sample_prior: as it was in ``brm()``; the draws hold the ``prior_*`` that belong to it.
        data_name: what the summary calls the data.
        run: how the draws were taken, for the summary's head.
        stats: the sampler's statistics by Stan's names ("divergent__"), each (chains, draws).
        data2: what the model reads beside the rows.

    Raises:
        InvalidArgument: if variables of the model are missing, or chains differ in length.
        PybrmsError: if the model cannot be built.
    """
    built = build(formula, data, family, prior, sample_prior, data2)
    names = [str(c) for c in draws.columns if c not in _BOOKKEEPING]
    required = [v.name for v in built.model.variables if v.kind != "prior"]
    lost = [n for n in required if n not in names]
    if lost:
        more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
        raise InvalidArgument(
            f"The draws lack variables of the model: {', '.join(map(repr, lost[:_SHOWN]))}{more}",
            hint="The names are brms's, as in as_draws_df(fit).",
        )
    found = Draws(_by_chain(draws, names), tuple(names))
    return replace(unsampled(built, data_name), draws=found, stats=stats or {}, run=run)


def _by_chain(draws: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return the draws as (chains, draws, variables), each chain by ``.iteration``."""
    order = [c for c in (".chain", ".iteration") if c in draws.columns]
    table = draws.sort_values(order, kind="stable") if order else draws
    chains = table[".chain"].to_numpy() if ".chain" in order else np.zeros(len(table))
    _, sizes = np.unique(chains, return_counts=True)
    if len(set(sizes)) > 1:
        raise InvalidArgument(
            f"The chains have different numbers of draws: {', '.join(map(str, sizes))}.",
            hint="Shorten them to the same length.",
        )
    values = table[names].to_numpy(dtype=float)
    return values.reshape(len(sizes), -1, len(names))

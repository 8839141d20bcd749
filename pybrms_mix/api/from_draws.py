"""A fit of draws that were taken elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.build.build import build
from pybrms_mix.build.unsampled import unsampled
from pybrms_mix.design.columns import table
from pybrms_mix.formula.formula import Source
from pybrms_mix.model.draws import Draws
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.fit import Fit, Run

_BOOKKEEPING = (".chain", ".iteration", ".draw")
_SHOWN = 5


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
) -> Fit:
    """Return a fit of draws that were taken elsewhere: in R, or by another sampler.

    Args:
        formula: a ``bf()`` or R text.
        data: the table to which the model was fitted.
        family: a family, a ``mixture()``, or R text.
        draws: a table (pandas, polars, a mapping of columns) with one row a draw and a column a
            variable under brms's names (``as_draws_df`` of R's posterior); ``.chain`` and
            ``.iteration``, or ``.draw``, say which draw is which; without ``.chain`` all are of
            one chain. Further variables are kept; their order stays.
        prior: the priors that were set.
        sample_prior: as it was in ``brm()``; the draws hold the ``prior_*`` that belong to it.
        data_name: what the summary calls the data.
        run: how the draws were taken, for the summary's head.
        stats: the sampler's statistics by Stan's names ("divergent__"), each (chains, draws).
        data2: what the model reads beside the rows.

    Raises:
        InvalidArgument: if variables of the model are missing, have values that are missing or no
            numbers, or stand there twice; if there are no draws, or chains differ in length.
        PybrmsError: if the model cannot be built.
    """
    built = build(formula, data, family, prior, sample_prior, data2)
    given = _table(draws)
    names = [c for c in given.columns if c not in _BOOKKEEPING]
    required = [v.name for v in built.model.variables if v.kind != "prior"]
    _check_names(names, required)
    _check_values(given, names, required)
    found = Draws(_by_chain(given, names), tuple(names))
    return replace(unsampled(built, data_name), draws=found, stats=stats or {}, run=run)


def _table(draws: Any) -> pd.DataFrame:
    """Return the draws as a table whose columns are named by text."""
    try:
        found = table(draws)
    except InvalidData as error:
        raise InvalidArgument(
            "Argument 'draws' holds no draws.",
            hint="It is a table with one row a draw and a column a variable.",
        ) from error
    return found.set_axis([str(c) for c in found.columns], axis=1)


def _check_names(names: list[str], required: list[str]) -> None:
    lost = [n for n in required if n not in names]
    if lost:
        raise InvalidArgument(
            f"The draws lack variables of the model: {_some(lost)}",
            hint="The names are brms's, as in as_draws_df(fit).",
        )
    twice = [n for n, count in Counter(names).items() if count > 1]
    if twice:
        raise InvalidArgument(f"The draws have more than one column of the name {_some(twice)}.")


def _check_values(given: pd.DataFrame, names: list[str], required: list[str]) -> None:
    texts = [n for n in names if given[n].dtype.kind not in "biuf"]
    if texts:
        raise InvalidArgument(f"The draws of {_some(texts)} are no numbers.")
    # What R computed beside the model may be missing; prediction needs the model's own.
    holes = [n for n in required if given[n].isna().any()]
    if holes:
        raise InvalidArgument(
            f"The draws of {_some(holes)} have missing values.",
            hint="Leave those draws out: draws.dropna().",
        )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(map(repr, names[:_SHOWN]))}{more}"


def _by_chain(draws: pd.DataFrame, names: list[str]) -> np.ndarray:
    """Return the draws as (chains, draws, variables), each chain by ``.iteration`` or ``.draw``."""
    within = ".iteration" if ".iteration" in draws else ".draw"
    order = [c for c in (".chain", within) if c in draws]
    ordered = draws.sort_values(order, kind="stable") if order else draws
    chains = ordered[".chain"].to_numpy() if ".chain" in order else np.zeros(len(ordered))
    _, sizes = np.unique(chains, return_counts=True)
    if len(set(sizes)) > 1:
        raise InvalidArgument(
            f"The chains have different numbers of draws: {', '.join(map(str, sizes))}.",
            hint="Shorten them to the same length.",
        )
    values = ordered[names].to_numpy(dtype=float)
    return values.reshape(len(sizes), -1, len(names))

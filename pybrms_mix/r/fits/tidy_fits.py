"""Fits as data frames of estimates, with the columns that the package broom.mixed gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.fits.draws_reading import COUNTERS, tidy_draws
from pybrms_mix.r.fits.hpd import hpd_interval
from pybrms_mix.r.values.tibbles import gives_tibbles
from pybrms_mix.r.vectors.robust_summaries import mad

# Which variables each kind of effect has, by the first part of brms's names.
_STARTS = {"fixed": r"b_", "ran_pars": r"(sd_|cor_|sigma)", "ran_vals": r"r_"}
_ORDER = ["effect", "component", "group", "level", "term"]


@gives_tibbles
def tidy_fit(
    fit: Any, *, effects: str | Sequence[str] = ("fixed", "ran_pars"), conf_int: bool = True,
    conf_level: float = 0.95, conf_method: str = "quantile", robust: bool = False,
    fix_intercept: bool = True,
) -> pd.DataFrame:  # fmt: skip
    """Return ``tidy(fit)`` of a Bayesian model: its estimates, one row each.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    effects : {"fixed", "ran_pars", "ran_vals"} or sequence of them
        The population-level coefficients, the standard deviations and correlations of group-level
        terms with the residual standard deviation, or the group-level values.
    conf_int : bool, default True
        Whether to add the columns ``conf.low`` and ``conf.high``.
    conf_level : float, default 0.95
        The probability of the interval.
    conf_method : {"quantile", "HPDinterval"}
        Whether the ends of the interval are quantiles, or those of the shortest interval.
    robust : bool, default False
        Whether the estimate is the median, and its error the median absolute deviation, instead of
        the mean and the standard deviation.
    fix_intercept : bool, default True
        Whether the intercept is named ``(Intercept)``.

    Returns
    -------
    DataFrame
        The columns ``effect``, ``component`` ("zi" for zero inflation, else "cond"), ``group`` and
        ``level`` as far as the effects have them, ``term``, ``estimate`` and ``std.error``.

    Raises
    ------
    InvalidArgument
        If the effects or the method do not exist, or if broom.mixed cannot name a variable.

    Examples
    --------
    >>> tidy_fit(fit, effects="fixed")["term"].tolist()[0]
    'mu1_(Intercept)'
    """
    effect_list = [effects] if isinstance(effects, str) else list(effects)
    for name in effect_list:
        if name not in _STARTS:
            effect_names = ", ".join(map(repr, _STARTS))
            raise InvalidArgument(
                f"tidy() has no effects {name!r}.", hint=f"It has {effect_names}."
            )
    draws = tidy_draws(fit)
    names = [str(n) for n in draws.columns if n not in COUNTERS]
    if "ran_pars" in effect_list:
        _certain(names)
    rows: list[dict[str, Any]] = []
    variables: list[str] = []
    for effect in (e for e in ("fixed", "ran_pars", "ran_vals") if e in effect_list):
        effect_variables = [n for n in names if re.match(_STARTS[effect], n)]
        rows += [
            {"effect": effect, **_named(effect, n, intercept=fix_intercept)}
            for n in effect_variables
        ]
        variables += effect_variables
    if not rows:
        raise InvalidArgument(f"The fit has no {' or '.join(effect_list)} effects.")
    columns = [n for n in _ORDER if any(n in row for row in rows)]
    table = pd.DataFrame({n: [row.get(n) for row in rows] for n in columns})
    return table.assign(
        **_estimates(draws[variables], conf_int, conf_level, conf_method, robust=robust)
    )


def _certain(names: list[str]) -> None:
    """Refuse fits whose variables the patterns of broom.mixed confuse."""
    odd = [n for n in names if re.search(r"^(b_|prior_).*sigma|^prior_(sd|cor)", n)]
    if odd:
        raise InvalidArgument(
            f"The name '{odd[0]}' has no certain place among the ran_pars effects of tidy().",
            hint='Ask for effects = "fixed".',
        )


def _named(effect: str, name: str, *, intercept: bool) -> dict[str, Any]:
    """Return the component, group, level and term of a variable."""
    parts: dict[str, Any]
    if effect == "fixed":
        parts = {"term": name.removeprefix("b_")}
    elif effect == "ran_vals":
        head, _, inside = name.removesuffix("]").partition("[")
        level, _, term = inside.partition(",")
        parts = {"group": head.removeprefix("r_"), "level": level, "term": term}
    elif name.startswith("sigma"):
        parts = {"group": "Residual", "term": "sd__Observation"}
    else:
        tag, _, rest = name.partition("_")
        group, *terms = rest.split("__")
        parts = {"group": group, "term": f"{tag}__{'.'.join(terms)}"}
    inflated = re.search(r"(^|_)zi", parts["term"]) is not None
    term = re.sub(r"(^|(?<=_))(zi_|disp_)", "", parts["term"], count=1)
    if intercept:
        term = re.sub(r"(?:(?<=_)|\b)Intercept(?=\b|_)", "(Intercept)", term, count=1)
    return {**parts, "component": "zi" if inflated else "cond", "term": term}


def _estimates(
    draws: pd.DataFrame, interval: bool, level: float, method: str, *, robust: bool
) -> dict[str, np.ndarray]:
    values = draws.to_numpy(dtype=float)
    if robust:
        errors = np.array([mad(column) for column in values.T], dtype=float)
        estimates = {"estimate": np.median(values, axis=0), "std.error": errors}
    else:
        estimates = {"estimate": values.mean(axis=0), "std.error": values.std(axis=0, ddof=1)}
    if not interval:
        return estimates
    if method == "HPDinterval":
        low, high = np.asarray(hpd_interval(draws, level), dtype=float).T
    elif method == "quantile":
        tail = (1 - level) / 2
        low, high = np.quantile(values, [tail, 1 - tail], axis=0)
    else:
        raise InvalidArgument(
            f"tidy() has no intervals {method!r}.", hint="It has 'quantile' and 'HPDinterval'."
        )
    return {**estimates, "conf.low": low, "conf.high": high}

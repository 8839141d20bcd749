"""Densities, distribution functions and quantiles of brms: ``dvon_mises()``, ``pexgaussian()``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, NotSupported
from pybrms_mix.family.brms_laws import LAWS, NOT_NEGATIVE, POSITIVE, SHARES, Law, Parts
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.r.values.r_vectors import numeric, read, to_python

__all__ = ["brms_cdf", "brms_density", "brms_quantile"]


def brms_density(name: str, x: Any, *, log: bool = False, **parameters: Any) -> Any:
    """Return the density of one of brms's distributions, such as ``dvon_mises(x, mu, kappa)``.

    Parameters
    ----------
    name : str
        The name of brms's function without the letter "d", such as "von_mises".
    x : array_like
        The values.
    log : bool, default False
        Whether the logarithm of the density is returned.
    **parameters : array_like
        The parameters under brms's names, on their natural scale. They are recycled.

    Returns
    -------
    float or array
        The densities, with the length of the longest argument.

    Raises
    ------
    InvalidArgument
        If a parameter is missing or outside its range.

    Examples
    --------
    >>> brms_density("von_mises", [-3, 0], mu=0.5, kappa=2).round(4)
    array([0.0107, 0.4039])
    """
    law = _of(name, "d")
    values, parts = _recycled(law, x, parameters)
    log_densities = _logs(law, values, parts)
    return to_python(
        replace(
            read(log_densities if log else np.exp(log_densities)), single=len(log_densities) == 1
        )
    )


def brms_cdf(name: str, q: Any, *, lower_tail: bool = True, **parameters: Any) -> Any:
    """Return the distribution function of one of brms's distributions: ``pexgaussian(q, ...)``.

    Parameters
    ----------
    name : str
        The name of brms's function without the letter "p", such as "exgaussian".
    q : array_like
        The values.
    lower_tail : bool, default True
        Whether the probability of values up to ``q`` is returned; otherwise of values above.
    **parameters : array_like
        The parameters under brms's names.

    Returns
    -------
    float or array
        The probabilities, with the length of the longest argument.

    Raises
    ------
    InvalidArgument
        If a parameter is missing or outside its range.

    Examples
    --------
    >>> brms_cdf("student_t", [0.3, 1], df=4, mu=1, sigma=2).round(3)
    array([0.372, 0.5  ])
    """
    law = _of(name, "p")
    values, parts = _recycled(law, q, parameters)
    with np.errstate(all="ignore"):
        if law.cdf is not None:
            cdf_values = law.cdf(values, parts)
        else:
            cdf = FAMILIES[law.family].cdf
            if cdf is None:
                raise NotSupported(f"The distribution function of {name} is not available.")
            cdf_values = cdf(values, law.parameters(parts), law.extra(parts))
    probabilities = np.broadcast_to(np.asarray(cdf_values, dtype=float), values.shape).reshape(-1)
    probabilities = np.where(np.isnan(probabilities) & ~np.isnan(values), 0.0, probabilities)
    return to_python(
        replace(
            read(probabilities if lower_tail else 1 - probabilities), single=len(probabilities) == 1
        )
    )


def brms_quantile(name: str, p: Any, **parameters: Any) -> Any:
    """Return quantiles of one of brms's distributions, such as ``qstudent_t(p, df, mu, sigma)``.

    Parameters
    ----------
    name : str
        The name of brms's function without the letter "q", such as "student_t".
    p : array_like
        The probabilities.
    **parameters : array_like
        The parameters under brms's names.

    Returns
    -------
    float or array
        The quantiles, with the length of the longest argument.

    Raises
    ------
    InvalidArgument
        If a parameter is missing or outside its range.

    Examples
    --------
    >>> brms_quantile("asym_laplace", 0.5, mu=2)
    2.0
    """
    law = _of(name, "q")
    assert law.quantile is not None
    values, parts = _recycled(law, p, parameters)
    with np.errstate(all="ignore"):
        quantiles = np.broadcast_to(law.quantile(values, parts), values.shape).reshape(-1)
    return to_python(replace(read(quantiles), single=len(quantiles) == 1))


def _of(name: str, form: str) -> Law:
    law = LAWS.get(name)
    if law is None or (form == "q" and law.quantile is None):
        raise NotSupported(f"The function {form}{name}() of brms is not available.")
    return law


def _logs(law: Law, values: np.ndarray, parts: Parts) -> np.ndarray:
    """Return log densities; values outside the support have the density 0."""
    with np.errstate(all="ignore"):
        if law.log_density is not None:
            logs = law.log_density(values, parts)
        else:
            of_family = FAMILIES[law.family].log_density
            logs = of_family(values, law.parameters(parts), law.extra(parts))
    log_densities = np.broadcast_to(np.asarray(logs, dtype=float), values.shape).reshape(-1)
    not_missing = ~np.isnan(values) & np.all([~np.isnan(v) for v in parts.values()], axis=0)
    return np.where(np.isnan(log_densities) & not_missing, -np.inf, log_densities)


def _recycled(
    law: Law, x: Any, parameters: Mapping[str, Any]
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the values and the parameters as arrays of one length."""
    names = [*{**law.defaults, **parameters}]
    vectors = [numeric(read(v)) for v in (x, *({**law.defaults, **parameters}).values())]
    length = 0 if any(not len(v) for v in vectors) else max(map(len, vectors))
    arrays = [np.resize(np.asarray(v.data, dtype=float), length) for v in vectors]
    parts = dict(zip(names, arrays[1:], strict=True))
    for name, values in parts.items():
        low = name in POSITIVE and (values <= 0).any()
        low = low or (name in NOT_NEGATIVE and (values < 0).any())
        if low or (name in SHARES and ((values < 0) | (values > 1)).any()):
            raise InvalidArgument(f"The parameter '{name.rstrip('_')}' is outside its range.")
    return arrays[0], parts

"""Marginal likelihoods, Bayes factors and posterior probabilities of models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods, user_frame
from pybrms_mix.base.shown import Shown
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.results.compare.loo import names_of
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.results.layout import named, rounded


@public_methods
@dataclass(frozen=True, eq=False)
class Bridge(Shown):
    """An estimate of the log marginal likelihood of a model. Prints as in R's bridgesampling.

    Attributes
    ----------
    estimates : tuple of float
        The estimate of each repetition.
    iterations : tuple of int
        The number of iterations of each repetition; 0 if it did not converge.
    re2 : tuple of float
        The approximate relative mean squared error of each repetition.
    method : str
        The proposal distribution: "normal".
    """

    estimates: tuple[float, ...]
    iterations: tuple[int, ...]
    re2: tuple[float, ...]
    method: str = "normal"

    @property
    def logml(self) -> float:
        """Return the log marginal likelihood: the median over the repetitions.

        Returns
        -------
        float
            The natural logarithm of the marginal likelihood.

        Examples
        --------
        >>> from pybrms_mix import Bridge
        >>> Bridge((-20.1, -20.3, -20.2), (5, 5, 6), (0.01, 0.01, 0.02)).logml
        -20.2
        """
        return float(np.median(self.estimates))

    def error_measures(self) -> dict[str, float | str]:
        """Return the approximate errors of the estimate.

        Returns
        -------
        dict of str to float or str
            ``re2``, the relative mean squared error, ``cv``, its root, and ``percentage``. For
            several repetitions ``min``, ``max`` and ``IQR`` of the estimates.

        References
        ----------
        Fruehwirth-Schnatter (2004), Estimating marginal likelihoods for mixture and Markov
        switching models using bridge sampling techniques.

        Examples
        --------
        >>> bridge = bridge_sampler(fit)  # doctest: +SKIP
        >>> bridge.error_measures()["percentage"]  # doctest: +SKIP
        '1%'
        """
        if len(self.estimates) > 1:
            quarter, three = np.quantile(self.estimates, [0.25, 0.75])
            low, high = min(self.estimates), max(self.estimates)
            return {"min": low, "max": high, "IQR": float(three - quarter)}
        cv = float(np.sqrt(self.re2[0]))
        return {"re2": self.re2[0], "cv": cv, "percentage": f"{100 * cv:.0f}%"}

    def __str__(self) -> str:
        if len(self.estimates) == 1:
            return (
                "Bridge sampling estimate of the log marginal likelihood: "
                f"{_shown(self.logml)}\n"
                f"Estimate obtained in {self.iterations[0]} iteration(s) via method "
                f'"{self.method}".'
            )
        errors = self.error_measures()
        low, high, iqr = (_shown(float(errors[n])) for n in ("min", "max", "IQR"))
        return (
            f"Median of {len(self.estimates)} bridge sampling estimates\n"
            f"of the log marginal likelihood: {_shown(self.logml)}\n"
            f"Range of estimates: {low} to {high}\n"
            f"Interquartile range: {iqr}\n"
            f"Method: {self.method}"
        )

    __repr__ = __str__


@dataclass(frozen=True, eq=False)
class BayesFactor(Shown):
    """The ratio of the marginal likelihoods of two models. Prints as in R.

    Attributes:
        bf: the Bayes factor, or its logarithm.
        log: whether ``bf`` is the logarithm.
        names: the names of the two models.
    """

    bf: float
    log: bool
    names: tuple[str, str]

    def __float__(self) -> float:
        return self.bf

    def __str__(self) -> str:
        label = "log Bayes factor" if self.log else "Bayes factor"
        first, second = self.names
        return f"Estimated {label} in favor of {first} over {second}: {self.bf:.5f}"

    __repr__ = __str__


@whole_method
def bayes_factor(
    fit: Fit | Bridge,
    other: Fit | Bridge,
    log: bool = False,
    *,
    model_names: Sequence[str] | None = None,
) -> BayesFactor:
    """Return the Bayes factor of two models.

    Parameters
    ----------
    fit, other : Fit or Bridge
        Fits with ``save_pars(all=True)``, or results of ``bridge_sampler()``. An estimate is
        random. ``add_criterion(fit, "marglik")`` stores it, so that later calls return the same
        result.
    log : bool, default False
        Whether to return the logarithm.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.

    Returns
    -------
    BayesFactor
        The ratio of the marginal likelihoods of ``fit`` and ``other``.

    Examples
    --------
    >>> from pybrms_mix import bayes_factor
    >>> from pybrms_mix.results.compare.evidence import Bridge
    >>> one, two = Bridge((-10.0,), (4,), (1e-6,)), Bridge((-11.3,), (4,), (1e-6,))
    >>> bayes_factor(one, two)
    Estimated Bayes factor in favor of one over two: 3.66930
    """
    first, second = names_of([fit, other], model_names, user_frame())
    difference = _bridge(fit).logml - _bridge(other).logml
    return BayesFactor(difference if log else float(np.exp(difference)), log, (first, second))


@whole_method
def post_prob(
    fit: Fit | Bridge,
    *more: Fit | Bridge,
    prior_prob: Sequence[float] | None = None,
    model_names: Sequence[str] | None = None,
) -> pd.Series[float]:
    """Return the posterior probabilities of several models.

    Parameters
    ----------
    fit, *more : Fit or Bridge
        Fits with ``save_pars(all=True)``, or results of ``bridge_sampler()``.
    prior_prob : sequence of float, optional
        The prior probabilities; equal by default.
    model_names : sequence of str, optional
        The names of the models; by default the names of the caller's variables.

    Returns
    -------
    Series
        One probability for each model.

    Raises
    ------
    InvalidArgument
        If the prior probabilities are invalid, or if their number differs from the number of
        models.

    Examples
    --------
    >>> keep = save_pars(all=True)  # doctest: +SKIP
    >>> two = brm("y ~ x", data, "mixture(gaussian, nmix = 2)", save_pars=keep)  # doctest: +SKIP
    >>> three = brm("y ~ x", data, "mixture(gaussian, nmix = 3)", save_pars=keep)  # doctest: +SKIP
    >>> post_prob(two, three)  # doctest: +SKIP
    """
    fits = [fit, *more]
    names = names_of(fits, model_names, user_frame())
    count = len(fits)
    prior = np.full(count, 1 / count) if prior_prob is None else np.asarray(prior_prob, float)
    if prior.shape != (count,):
        raise InvalidArgument(
            "Number of objects/logml-values needs to match number of elements in prior_prob."
        )
    if (prior < 0).any() or abs(prior.sum() - 1) > 1e-8:
        raise InvalidArgument("Prior model probabilities do not sum to one.")
    return named(probabilities([_bridge(b).logml for b in fits], prior), names)


def probabilities(logml: Sequence[float], prior: np.ndarray) -> np.ndarray:
    """Return the posterior probabilities of models with these log marginal likelihoods."""
    shares = np.exp(np.asarray(logml) - max(logml)) * prior
    return np.asarray(shares / shares.sum())


def _bridge(source: Fit | Bridge) -> Bridge:
    if isinstance(source, Bridge):
        return source
    marglik = source.criteria.get("marglik") or source.bridge_sampler()
    assert isinstance(marglik, Bridge)
    return marglik


def _shown(value: float) -> str:
    """Return a number as R's ``cat(round(value, 5))``: five decimals, seven digits."""
    return number_text(float(f"{rounded(value, 5):.7g}"))

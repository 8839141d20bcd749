"""Warnings for draws that may not represent the posterior, in the words of brms and rstan."""

from __future__ import annotations

import numpy as np

from pybrms_mix.base.errors import ConvergenceWarning
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model import values
from pybrms_mix.results.diagnostics import convergence, rhats
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.treedepth import cut_off, limit

RHAT = 1.05
# With many levels of groups, some R-hats exceed the limit of other parameters by chance.
RHAT_OF_LEVELS = 1.1
ESS_PER_CHAIN = 100
EBFMI = 0.2
_TINY = 1e-4  # the standard deviation of a response below which a change of its units is advised
_GUIDE = "https://mc-stan.org/misc/warnings.html"
_BRMS_GUIDE = "http://mc-stan.org/misc/warnings.html"


def check(fit: Fit) -> None:
    """Warn about problems of sampling, with rstan's messages.

    Warns:
        ConvergenceWarning: of chains that did not move, of divergent transitions, of trajectories
            that reached the largest tree depth, of chains with a low E-BFMI, of an R-hat above
            1.05, and of effective sample sizes below 100 for each chain.
    """
    for message in problems(fit):
        warn(message, ConvergenceWarning)


def problems(fit: Fit) -> list[str]:
    """Return the problems of sampling, one text for each kind."""
    if fit.draws is None or not fit.draws.values.size:
        return []
    messages = [*_of_frozen(fit), *_of_sampler(fit), *_of_draws(fit)]
    return [*messages, *_of_units(fit)] if messages else []


def frozen(fit: Fit) -> list[int]:
    """Return the numbers of the chains, from 1, whose draws are all equal.

    No transition of such a chain was accepted, so its draws carry no information on the posterior.
    R-hat is NaN if all chains are at the same point.
    """
    draws = fit.posterior.values
    if not fit.model.declared or draws.shape[1] < 2:
        return []
    return [at for at, chain in enumerate(draws, start=1) if (chain == chain[0]).all()]


def _of_frozen(fit: Fit) -> list[str]:
    """Return the warning of chains that did not move."""
    stuck = frozen(fit)
    if not stuck:
        return []
    count = f"{len(stuck)} of {fit.posterior.chains}"
    return [
        f"{count} chains did not move (chain {', '.join(map(str, stuck))}): no transition was "
        "accepted, and all draws of such a chain are equal.\n"
        "Starting values with an extreme density are a possible cause: try init = 'random', "
        "another seed, or stronger priors."
    ]


def _of_units(fit: Fit) -> list[str]:
    """Return advice on units if the standard deviation of the response is tiny."""
    mixture = fit.model.mixture
    straight = {c.link("mu") for c in mixture.components if not c.family.log_scale}
    if straight != {"identity"}:
        return []
    spread = float(np.nanstd(values.observed_response(fit.model).astype(float)))
    if not 0 < spread < _TINY:
        return []
    power = int(np.ceil(-np.log10(spread)))
    return [
        f"The standard deviation of the response is {spread:.2g}. The default priors have a "
        "scale of at least 2.5, and Stan's own adaptation of step sizes assumes parameters of "
        f"the order of 1. Use other units: multiply the response by 1e{power}, "
        f"and multiply the estimates of its means and standard deviations by 1e-{power}."
    ]


def warn_of_summary(fit: Fit, measured: pd.Series) -> None:
    """Warn as brms does with the summary, whose R-hats are ``measured``.

    Warns:
        ConvergenceWarning: of an R-hat over 1.05, of chains that did not move, of divergent
            transitions.
    """
    if np.nanmax([0.0, *measured]) > RHAT:
        warn(
            "Parts of the model have not converged (some Rhats are > 1.05). Be careful when "
            "analysing the results! We recommend running more iterations and/or setting stronger "
            "priors.",
            ConvergenceWarning,
        )
    for message in _of_frozen(fit):
        warn(message, ConvergenceWarning)
    divergent = _divergent(fit)
    if divergent:
        above = f" above {fit.run.adapt_delta:g}" if fit.run else ""
        warn(
            f"There were {divergent} divergent transitions after warmup. Increasing adapt_delta"
            f"{above} may help. See {_BRMS_GUIDE}#divergent-transitions-after-warmup",
            ConvergenceWarning,
        )


def _divergent(fit: Fit) -> int:
    return int(np.sum(fit.stats.get("divergent__", 0)))


def _of_sampler(fit: Fit) -> list[str]:
    """Return the warnings that follow from the sampler's statistics."""
    messages = []
    divergent = _divergent(fit)
    if divergent:
        delta = fit.run.adapt_delta if fit.run else 0.8
        messages.append(
            f"There were {divergent} divergent transitions after warmup. See\n"
            f"{_GUIDE}#divergent-transitions-after-warmup\n"
            "to find out why this is a problem and how to eliminate them. A larger adapt_delta may "
            f"help: control = {{'adapt_delta': {(1 + delta) / 2:g}}}."
        )
    depth = limit(fit.run)
    cut = int(cut_off(fit.run, fit.stats).sum())
    if cut:
        messages.append(
            f"There were {cut} transitions after warmup that exceeded the maximum treedepth. "
            f"Increase max_treedepth above {depth}: control = {{'max_treedepth': {depth + 2}}}. "
            f"See\n{_GUIDE}#maximum-treedepth-exceeded"
        )
    low = int(np.sum(ebfmi(fit) < EBFMI))
    if low:
        messages.append(
            f"There were {low} chains where the estimated Bayesian Fraction of Missing Information "
            "was low. Stronger priors may help. See\n"
            f"{_GUIDE}#bfmi-low"
        )
    return messages


def ebfmi(fit: Fit) -> np.ndarray:
    """Return the estimated Bayesian fraction of missing information of each chain: (chains,).

    E-BFMI is the mean squared step of the energy, divided by the variance of the energy
    (Betancourt, 2016).
    """
    energy = np.asarray(fit.stats.get("energy__", np.empty((0, 2))), dtype=float)
    if energy.shape[1] < 3 or not energy.size:
        return np.full(energy.shape[0], np.nan)
    steps = np.sum(np.diff(energy, axis=1) ** 2, axis=1) / energy.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(steps / np.var(energy, axis=1, ddof=1))


def _of_draws(fit: Fit) -> list[str]:
    """Return the warnings that follow from R-hat and effective sample sizes."""
    kinds = ("r", "prior", "lprior")
    skipped = {v.name for v in fit.model.variables if v.kind in kinds} | {"lprior"}
    names = [n for n in fit.posterior.names if n not in skipped]
    table = convergence(fit.posterior, names)
    messages = []
    worst = float(np.nanmax([0.0, *table["Rhat"]]))
    if worst > RHAT:
        messages.append(
            f"The largest R-hat is {worst:.3g} ({table['Rhat'].idxmax()}), indicating chains have "
            "not mixed.\nRunning the chains for more iterations may help; in a mixture, chains may "
            "also have found different modes: priors that tell the components apart help then. "
            f"See\n{_GUIDE}#r-hat"
        )
    messages += _of_levels(fit)
    enough = ESS_PER_CHAIN * fit.posterior.chains
    for column, measure, estimates in (
        ("Bulk_ESS", "Bulk", "posterior means and medians"),
        ("Tail_ESS", "Tail", "posterior variances and tail quantiles"),
    ):
        if (table[column] < enough).any():
            messages.append(
                f"{measure} Effective Samples Size (ESS) is too low, indicating {estimates} may be "
                f"unreliable ({table[column].idxmin()}: {table[column].min():.0f}).\nRunning the "
                f"chains for more iterations may help. See\n{_GUIDE}#{measure.lower()}-ess"
            )
    return messages


def _of_levels(fit: Fit) -> list[str]:
    """Return the warnings that follow from R-hat of the coefficients of levels of groups."""
    level_names = {v.name for v in fit.model.variables if v.kind == "r"}
    names = [n for n in fit.posterior.names if n in level_names]
    rhat = rhats(fit.posterior, names)
    high = rhat[rhat > RHAT_OF_LEVELS]
    if high.empty:
        return []
    return [
        f"R-hat of {len(high)} of {len(names)} coefficients of levels of groups is over "
        f"{RHAT_OF_LEVELS} (up to {high.max():.3g}, {high.idxmax()}), indicating chains have not "
        f"mixed. See\n{_GUIDE}#r-hat"
    ]

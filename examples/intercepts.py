"""A mixture of two intercepts: simulate data from the priors, fit them, find the clusters.

This script is the Python of ``1_intercepts.R``. ``data/blog1.csv`` holds the numbers that the R
script draws after ``set.seed(1)``: ``c(rnorm(200), rnorm(100, 6))``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

import pybrms_mix as pm

DATA = Path(__file__).parent / "data" / "blog1.csv"
MIX = "mixture(gaussian, gaussian)"


def prior_model(seed: int = 1) -> pm.Fit:
    """Return a fit with draws from the prior."""
    d = pd.read_csv(DATA)
    # Rows count from 0: R's priors$prior[1] is priors.prior[0].
    priors = pm.get_prior("y ~ 1", data=d, family=MIX)
    priors.prior[0] = pm.set_prior("constant(1)", class_="sigma1")
    priors.prior[1] = pm.set_prior("gamma(1, 3)", class_="sigma2")
    priors.prior[2] = pm.set_prior("dirichlet(0.66, 0.33)", class_="theta")
    priors.prior[3] = pm.set_prior("normal(0, 1)", class_="Intercept", dpar="mu1")
    priors.prior[4] = pm.set_prior("normal(5, 1)", class_="Intercept", dpar="mu2")
    return pm.brm("y ~ 1", data=d, family=MIX, prior=priors, sample_prior="only", seed=seed)


def simulate(fit: pm.Fit, **draw: object) -> tuple[pd.DataFrame, np.ndarray]:
    """Return one data set from the prior predictive distribution, and the component of each row.

    ``draw`` selects the draw of the parameters: ``draw_ids=[0]``, or ``ndraws=1`` and a ``seed``.
    """
    y, component = pm.posterior_predict(fit, components=True, **draw)
    return pd.read_csv(DATA).assign(y_obs=y[0]), component[0]


def refit(sim_data: pd.DataFrame, seed: int = 1, init: object = "random") -> pm.Fit:
    """Return the fit to simulated data, under wide priors."""
    priors = [
        "prior(normal(0, 7), Intercept, dpar = mu1)",
        "prior(normal(5, 7), Intercept, dpar = mu2)",
    ]
    return pm.brm("y_obs ~ 1", data=sim_data, family=MIX, prior=priors, init=init, seed=seed)


def recovered(fit: pm.Fit, component: np.ndarray) -> float:
    """Return the proportion of rows whose most probable component is the true one."""
    return float(np.mean(pm.classify(fit)["component"].to_numpy() == component))


def main() -> None:
    """Run all steps and print what the R script prints."""
    prior_only = prior_model()
    print(prior_only, end="\n\n")
    # Some draws of these priors cannot be recovered: a component may have almost no rows, and
    # chains may end in different modes. The R script chooses its seed for the same reason.
    sim_data, component = simulate(prior_only, ndraws=1, seed=1)
    fit = refit(sim_data)
    print(fit, end="\n\n")
    print(pm.posterior_summary(fit).round(2), end="\n\n")
    print(f"In the right cluster: {recovered(fit, component):.1%} of the rows.")


if __name__ == "__main__":
    main()

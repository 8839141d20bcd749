"""A mixture of a line and a parabola: a parametric term in each component.

This script is the Python of ``3_parametric.R``. ``data/blog3.csv`` holds the numbers that the R
script draws after ``set.seed(1)``: ``y = c(rnorm(200), rnorm(100, 6))``, then ``x = rnorm(300)``,
and ``x2 = x * x``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

import pybrms_mix as pm

DATA = Path(__file__).parent / "data" / "blog3.csv"
MIX = "mixture(gaussian, gaussian)"


def prior_model(seed: int = 1) -> pm.Fit:
    """Return a fit with draws from the prior."""
    d = pd.read_csv(DATA)
    # Rows count from 0; print(priors) shows the rows with their numbers.
    priors = pm.get_prior("y ~ 1 + x + x2", data=d, family=MIX)
    priors.prior[0] = pm.set_prior("constant(1.5)", class_="sigma1")
    priors.prior[1] = pm.set_prior("constant(1.5)", class_="sigma2")
    priors.prior[2] = pm.set_prior("dirichlet(1)", class_="theta")
    priors.prior[4] = pm.set_prior("normal(1, 1)", class_="b", coef="x", dpar="mu1")
    priors.prior[5] = pm.set_prior("normal(0, 1)", class_="b", coef="x2", dpar="mu1")
    priors.prior[6] = pm.set_prior("normal(0, 3)", class_="Intercept", dpar="mu1")
    priors.prior[8] = pm.set_prior("normal(0, 1)", class_="b", coef="x", dpar="mu2")
    priors.prior[9] = pm.set_prior("normal(-3, 1)", class_="b", coef="x2", dpar="mu2")
    priors.prior[10] = pm.set_prior("normal(0, 3)", class_="Intercept", dpar="mu2")
    return pm.brm(
        "y ~ 1 + x + x2", data=d, family=MIX, prior=priors, sample_prior="only", seed=seed
    )


def simulate(fit: pm.Fit, **draw: object) -> tuple[pd.DataFrame, np.ndarray]:
    """Return one data set from the prior predictive distribution, and the component of each row.

    ``draw`` selects the draw of the parameters: ``draw_ids=[0]``, or ``ndraws=1`` and a ``seed``.
    """
    y, component = pm.posterior_predict(fit, components=True, **draw)
    return pd.read_csv(DATA).assign(y_obs=y[0]), component[0]


def refit(sim_data: pd.DataFrame, seed: int = 1, init: object = 0) -> pm.Fit:
    """Return the fit to simulated data, under wider priors."""
    priors = pm.get_prior("y_obs ~ 1 + x + x2", data=sim_data, family=MIX)
    priors.prior[0] = pm.set_prior("gamma(2, 2)", class_="sigma1")
    priors.prior[1] = pm.set_prior("gamma(2, 2)", class_="sigma2")
    priors.prior[4] = pm.set_prior("normal(1, 3)", class_="b", coef="x", dpar="mu1")
    priors.prior[5] = pm.set_prior("normal(0, 3)", class_="b", coef="x2", dpar="mu1")
    priors.prior[6] = pm.set_prior("normal(0, 3)", class_="Intercept", dpar="mu1")
    priors.prior[8] = pm.set_prior("normal(0, 3)", class_="b", coef="x", dpar="mu2")
    priors.prior[9] = pm.set_prior("normal(-3, 3)", class_="b", coef="x2", dpar="mu2")
    priors.prior[10] = pm.set_prior("normal(0, 3)", class_="Intercept", dpar="mu2")
    return pm.brm(
        "y_obs ~ 1 + x + x2", data=sim_data, family=MIX, prior=priors, init=init, seed=seed
    )


def recovered(fit: pm.Fit, component: np.ndarray) -> float:
    """Return the proportion of rows whose most probable component is the true one."""
    return float(np.mean(pm.classify(fit)["component"].to_numpy() == component))


def main() -> None:
    """Run all steps and print what the R script prints."""
    prior_only = prior_model()
    print(prior_only, end="\n\n")
    # Some draws of these priors cannot be recovered: a component may have almost no rows, and
    # chains may end in different modes. The R script chooses its seed for the same reason.
    sim_data, component = simulate(prior_only, ndraws=1, seed=3)
    fit = refit(sim_data)
    print(fit, end="\n\n")
    print(pm.posterior_summary(fit).round(2), end="\n\n")
    print(f"In the right cluster: {recovered(fit, component):.1%} of the rows.")


if __name__ == "__main__":
    main()

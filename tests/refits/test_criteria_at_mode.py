"""Information criteria at the mode, compared with independent densities and optima."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from scipy.stats import lognorm, norm, poisson

import pybrms_mix as pm
from pybrms_mix.refits.component_comparison import ComponentComparison
from pybrms_mix.refits.criteria_at_mode import AtMode, at_mode

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

PRIORS = [
    "prior(normal(0, 5), Intercept, dpar = mu1)",
    "prior(normal(0, 5), Intercept, dpar = mu2)",
    "prior(lognormal(0, 1), sigma1)",
    "prior(lognormal(0, 1), sigma2)",
    "prior(dirichlet(2), theta)",
]
MIXED = "mixture(gaussian, gaussian, order = 'none')"


def overlapping(times: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    y = np.r_[rng.normal(-1.2, 1, 70), rng.normal(2, 0.7, 50)]
    return pd.DataFrame({"y": np.tile(y, times)})


def growth() -> pd.DataFrame:
    """Return five rows of each of 30 persons, out of order, in two classes of slopes."""
    rng = np.random.default_rng(2)
    person, t = rng.permutation(np.repeat(np.arange(30), 5)), rng.uniform(-1, 1, 150)
    y = np.where(person % 2, 0.5, -0.5) * t + 0.6 * rng.normal(size=150)
    return pd.DataFrame({"y": y, "t": t, "id": person})


def joint(u, frame, unit):
    """Return log theta_k f_k of each unit, (units, 2), at mu, log sigma, logit theta, slopes."""
    t = (frame["t"] - frame["t"].mean()).to_numpy() if len(u) > 5 else np.zeros(len(frame))
    slopes = u[5:] if len(u) > 5 else np.zeros(2)
    mean = u[:2] + slopes * t[:, None]
    rows = norm.logpdf(frame["y"].to_numpy()[:, None], mean, np.exp(u[2:4]))
    weights = np.log([expit(u[4]), expit(-u[4])])
    return weights + np.stack([rows[unit == each].sum(axis=0) for each in np.unique(unit)])


def penalty(u):
    """Return the log density of the priors with the Jacobians of log and logit."""
    theta = expit(u[4])
    spread = lognorm.logpdf(np.exp(u[2:4]), 1).sum() + u[2:4].sum()
    shares = 2 * (np.log(theta) + np.log1p(-theta))  # Dirichlet(2, 2), times the Jacobian
    return norm.logpdf(u[:2], 0, 5).sum() + spread + shares + norm.logpdf(u[5:], 0, 2).sum()


def best(frame, start, unit=None, *, penalised=True):
    """Return the joint density at the optimum that a search without gradients finds."""
    unit = np.arange(len(frame)) if unit is None else unit

    def lost(u):
        likelihood = logsumexp(joint(u, frame, unit), axis=1).sum()
        return -likelihood - (penalty(u) if penalised else 0)

    found = minimize(lost, start, method="BFGS", options={"gtol": 1e-6})
    found = minimize(lost, found.x, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10})
    return joint(found.x, frame, unit)


def disorder(found):
    p = np.exp(found - logsumexp(found, axis=1, keepdims=True))
    return float(-(p * np.log(p)).sum())


def test_the_log_likelihood_is_that_of_the_mode_that_another_search_finds():
    frame = overlapping()
    mode = at_mode(pm.brm("y ~ 1", frame, MIXED, PRIORS, empty=True))
    found = best(frame, np.array([-1.2, 2, 0, -0.3, 0.3]))
    log_lik = logsumexp(found, axis=1).sum()
    assert mode.log_lik == pytest.approx(log_lik, abs=1e-3)
    assert (mode.parameters, mode.units, mode.modes, mode.reason) == (5, 120, 1, "")
    assert mode.bic == pytest.approx(-2 * log_lik + 5 * np.log(120), abs=2e-3)
    assert mode.sabic == pytest.approx(-2 * log_lik + 5 * np.log(122 / 24), abs=2e-3)
    assert disorder(found) > 1
    assert mode.icl - mode.bic == pytest.approx(2 * disorder(found), abs=0.02)


def test_the_distance_to_the_largest_likelihood_decreases_with_the_number_of_units():
    away = []
    for times in (1, 10):
        frame = overlapping(times)
        mode = at_mode(pm.brm("y ~ 1", frame, MIXED, PRIORS, empty=True))
        found = best(frame, np.array([-1.2, 2, 0, -0.3, 0.3]), penalised=False)
        away.append(logsumexp(found, axis=1).sum() - mode.log_lik)
    assert 0 < away[0] < 0.5
    # To second order the distance is the squared gradient of the priors over the information.
    assert away[1] == pytest.approx(away[0] / 10, rel=0.3)


def test_whole_groups_count_once():
    frame = growth()
    slopes = [f"prior(normal(0, 2), b, dpar = mu{k})" for k in (1, 2)]
    family = "mixture(gaussian, gaussian, order = 'none', gr = 'id')"
    mode = at_mode(pm.brm("y ~ t", frame, family, [*PRIORS, *slopes], empty=True))
    start = np.array([0, 0, -0.5, -0.5, 0, 0.5, -0.5])
    found = best(frame, start, frame["id"].to_numpy())
    assert mode.log_lik == pytest.approx(logsumexp(found, axis=1).sum(), abs=1e-3)
    assert (mode.parameters, mode.units) == (7, 30)
    assert mode.sabic == pytest.approx(-2 * mode.log_lik + 7 * np.log(32 / 24))
    assert disorder(found) > 1
    assert mode.disorder == pytest.approx(disorder(found), abs=0.02)


def test_one_component_has_no_entropy_and_equal_rows_count_each():
    y = np.random.default_rng(1).poisson(3, 400)
    prior = "prior(normal(0, 1), Intercept)"
    mode = at_mode(pm.brm("y ~ 1", pd.DataFrame({"y": y}), "poisson", prior, empty=True))

    def lost(u):
        return -poisson.logpmf(y, np.exp(u)).sum() - norm.logpdf(u).sum()

    log_lik = poisson.logpmf(y, np.exp(minimize(lost, [1.0]).x)).sum()
    assert mode.log_lik == pytest.approx(log_lik, abs=1e-5)
    assert mode.bic == mode.icl == pytest.approx(-2 * log_lik + np.log(400), abs=1e-4)
    assert (mode.parameters, mode.units, mode.modes) == (1, 400, None)


def test_a_joint_mode_that_is_not_typical_gives_no_criterion():
    mode = at_mode(pm.brm("y ~ t + (1 | id)", growth(), "gaussian", empty=True))
    assert "group-level effects" in mode.reason
    assert np.isnan([mode.log_lik, mode.bic, mode.sabic, mode.icl]).all()
    assert mode.modes is None


def test_memberships_of_zero_have_no_entropy():
    far = pd.DataFrame({"y": np.r_[np.linspace(-1, 1, 20), np.linspace(99, 101, 20)]})
    prior = [*PRIORS[2:], *(p.replace("5)", "200)") for p in PRIORS[:2])]
    mode = at_mode(pm.brm("y ~ 1", far, MIXED, prior, empty=True))
    assert mode.icl == pytest.approx(mode.bic, abs=1e-9)


def made(differences, errors) -> ComponentComparison:
    """Return a comparison of K = 1, 2, 3 with given differences of the elpd."""
    number = AtMode(-10.0, 2, 50, 1.0, 1)
    table = pd.DataFrame(
        {
            "elpd": np.array(differences) - 20.04, "elpd_diff": differences, "se_diff": errors,
            "BIC": [number.bic, 20.0, np.nan], "SABIC": np.nan, "ICL": [3.0, 2.0, 1.0],
        },
        index=pd.Index([1, 2, 3], name="K"),
    )  # fmt: skip
    fits = dict.fromkeys((1, 2, 3), SimpleNamespace())
    return ComponentComparison(table, fits, without_mode={3: "the model imputes <missing> values"})


def test_the_chosen_number_is_marked_and_the_print_says_why():
    found = made([-20.0, -1.5, 0.0], [4.0, 0.9, 0.0])
    assert (found.chosen, found.best) == (2, 3)
    lines = str(found).splitlines()
    assert [line.split()[1] == "*" for line in lines[2:5]] == [False, True, False]
    assert "* K = 2 is the smallest number" in lines[5]
    assert "K = 3 is 1.5 higher, standard error 0.9." in lines[5]
    assert lines[6] == "Least BIC at K = 2, ICL at K = 3."
    assert lines[7].startswith("The log likelihood of K = 3 at a mode is missing: ")
    assert "&lt;missing&gt;" in found._repr_html_()
    assert "<td>*</td>" in found._repr_html_()


@pytest.mark.parametrize(
    ("differences", "reason"),
    [
        ([-9.0, 0.0, -0.1], "K = 2 has the highest elpd, and no smaller number is within"),
        (
            [0.0, -0.2, -0.3],
            "K = 1 has the highest elpd, and is the smallest number of components.",
        ),
    ],
)
def test_the_number_with_the_highest_elpd_may_be_chosen(differences, reason):
    assert made(differences, [1.0, 1.0, 1.0]).reason.startswith(reason)

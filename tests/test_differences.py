"""What docs/differences.md says of this package: each line has a test, here or elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidPrior, PybrmsWarning
from pybrms_mix.stan.engines.settings import Settings

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "differences.md"
MIX = "mixture(gaussian, gaussian)"
DRAWS = pd.DataFrame(
    {
        "b_mu1_Intercept": [0.0, -0.5],
        "b_mu2_Intercept": [4.0, 5.0],
        "sigma1": [1.0, 0.8],
        "sigma2": [1.2, 0.7],
        "theta1": [0.3, 0.6],
        "theta2": [0.7, 0.4],
        "lprior": [0.0, 0.0],
        "lp__": [0.0, 0.0],
    }
)


@pytest.fixture
def data() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "y": [0.1, -0.7, 1.2, 3.9, 4.4, 5.1, 2.0, 2.5],
            "w": [3, 1, 2, 1, 3, 2, 3, 1],
            "s": [0.5, 0.6, 0.4, 0.9, 0.3, 0.8, 1.1, 0.2],
            "x": [0.3, -1.0, 0.2, 1.4, -0.6, 0.0, 0.9, -0.2],
        }
    )


def log_density(y: np.ndarray, sd: object = None, lower: float = -np.inf) -> np.ndarray:
    """Return the log density of the mixture by SciPy: (draws, rows)."""
    parts = []
    for k in ("1", "2"):
        theta, mu, sigma = (
            DRAWS[n + k + e].to_numpy()[:, None]
            for n, e in (("theta", ""), ("b_mu", "_Intercept"), ("sigma", ""))
        )
        scale = sigma if sd is None else np.asarray(sd)
        left = stats.norm.logsf(lower, mu, scale)
        parts.append(np.log(theta) + stats.norm.logpdf(y, mu, scale) - left)
    return np.asarray(special.logsumexp(parts, axis=0))


def test_weights_of_rows_play_no_role_in_memberships(data: pd.DataFrame) -> None:
    plain = pm.fit_from_draws("y ~ 1", data, MIX, DRAWS)
    weighted = pm.fit_from_draws("y | weights(w) ~ 1", data, MIX, DRAWS)
    theirs = pm.pp_mixture(plain, summary=False)
    assert np.array_equal(pm.pp_mixture(weighted, summary=False), theirs)
    assert np.allclose(pm.log_lik(weighted), pm.log_lik(plain) * data["w"].to_numpy())


def test_known_standard_errors_are_the_spread_after_the_fit_as_in_it(data: pd.DataFrame) -> None:
    fit = pm.fit_from_draws("y | se(s) ~ 1", data, MIX, DRAWS)
    wanted = log_density(data["y"].to_numpy(), sd=data["s"].to_numpy())
    assert np.allclose(pm.log_lik(fit), wanted)


def test_the_likelihood_of_a_truncated_response_knows_its_bounds(data: pd.DataFrame) -> None:
    fit = pm.fit_from_draws("y | trunc(lb = -1) ~ 1", data, MIX, DRAWS)
    assert np.allclose(pm.log_lik(fit), log_density(data["y"].to_numpy(), lower=-1))


@pytest.mark.parametrize(
    ("formula", "constant"),
    [("bf(y ~ 1, mu1 = 3)", "mu1"), ("bf(y ~ 1, theta1 ~ x, theta2 = 1)", "theta2")],
)
def test_a_constant_without_effect_warns(data: pd.DataFrame, formula: str, constant: str) -> None:
    with pytest.warns(PybrmsWarning, match=f"The value of '{constant}' has no effect"):
        pm.make_stancode(formula, data, MIX)


def test_a_row_of_the_table_refuses_the_prior_of_another(data: pd.DataFrame) -> None:
    table = pm.get_prior("y ~ 1", data, MIX)
    with pytest.raises(InvalidPrior, match="Row 0 has class 'sigma1'"):
        table.prior[0] = pm.set_prior("normal(0, 1)", class_="sigma2")
    table.prior[0] = pm.set_prior("normal(0, 1)", class_="sigma1")
    assert table.prior[0] == "normal(0, 1)"


def test_a_fit_is_kept_as_netcdf_whatever_the_old_ending(
    data: pd.DataFrame, tmp_path: Path
) -> None:
    pm.brm("y ~ 1", data, MIX, chains=1, iter=20, seed=1, silent=2, file=tmp_path / "fit.rds")
    assert [p.name for p in tmp_path.iterdir()] == ["fit.nc"]


def test_a_run_that_would_keep_no_draws_is_refused(data: pd.DataFrame) -> None:
    with pytest.raises(InvalidArgument, match="No draws would be left"):
        pm.brm("y ~ 1", data, MIX, chains=1, iter=100, warmup=100)


def test_chains_run_on_all_processors_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert Settings(chains=4).parallel == 3
    assert Settings(chains=4, cores=1).parallel == 1


@pytest.mark.skipif(not PAGE.exists(), reason="there is no checkout")
def test_every_test_that_the_page_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE.read_text("utf-8"))
    assert len(named) > 15
    lost = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or f"def {test}(" not in (ROOT / file).read_text("utf-8")
    ]
    assert lost == []


def test_shares_of_two_components_may_be_equal() -> None:
    counts = pd.DataFrame({"y": [0, 0, 1, 3, 4, 9, 12, 0, 8, 2]})
    fit = pm.brm(
        'bf(y ~ 1, hu2 = "hu1")', counts, "mixture(hurdle_poisson, hurdle_poisson)",
        chains=1, iter=20, seed=1, silent=2,
    )  # fmt: skip
    np.testing.assert_array_equal(fit.draws["hu2"], fit.draws["hu1"])
    assert len(np.unique(fit.draws["hu1"])) > 1


def test_every_coefficient_needs_a_prior_to_be_drawn_from(data):
    prior = "prior(normal(0, 1), class = b, coef = w)"
    with pytest.raises(InvalidPrior, match="some parameters have no proper priors"):
        pm.make_stancode("y ~ w + s", data, "gaussian", prior, sample_prior="only")


def test_r2_of_a_mixture_without_predictors_is_zero():
    data = pd.DataFrame({"y": [0.0, 0.1, 9.9, 10.0]})
    draws = pd.DataFrame({
        "b_mu1_Intercept": [0.0, 0.1], "b_mu2_Intercept": [10.0, 9.9], "sigma1": [1.0, 1.0],
        "sigma2": [1.0, 1.0], "theta1": [0.5, 0.5], "theta2": [0.5, 0.5],
    })  # fmt: skip
    fit = pm.fit_from_draws("y ~ 1", data, "mixture(gaussian, gaussian)", draws)
    np.testing.assert_allclose(pm.bayes_R2(fit, summary=False), 0, atol=1e-12)
    assert "predictors" in (pm.bayes_R2.__doc__ or "")

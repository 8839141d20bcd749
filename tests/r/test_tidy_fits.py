"""Fits as tables of estimates: the columns and names of broom.mixed, the numbers of the draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.rscript import port, read_rds

FITS = Path(__file__).parents[1] / "reference" / "rds"


@pytest.fixture(scope="module")
def fit() -> Any:
    return read_rds(FITS / "means_poisson.rds")


def test_coefficients_have_means_deviations_and_quantiles(fit: Any) -> None:
    found = r.tidy(fit, effects="fixed", conf_level=0.9)
    assert list(found.columns) == ["effect", "component", "term", "estimate", "std.error",
                                   "conf.low", "conf.high"]  # fmt: skip
    assert found["term"].tolist() == ["(Intercept)", "armlow", "armhigh", "sexm", "age"]
    assert set(found["effect"]) == {"fixed"} and set(found["component"]) == {"cond"}
    theirs = pm.fixef(fit, probs=[0.05, 0.95]).to_numpy()
    np.testing.assert_allclose(found.iloc[:, 3:].to_numpy(dtype=float), theirs)


def test_deviations_of_groups_and_residuals_have_their_names() -> None:
    plain = read_rds(FITS / "versions" / "plain_2.18.0.rds")
    found = r.tidy(plain)
    tail = found[found["effect"] == "ran_pars"]
    assert tail["group"].tolist() == ["g", "g", "g", "Residual"]
    assert tail["term"].tolist() == ["sd__(Intercept)", "sd__x", "cor__(Intercept).x",
                                     "sd__Observation"]  # fmt: skip
    assert list(found.columns)[:4] == ["effect", "component", "group", "term"]
    draws = pm.as_draws_matrix(plain)["sigma"]
    assert tail["estimate"].iloc[-1] == pytest.approx(draws.mean())
    robust = r.tidy(plain, effects="ran_pars", robust=True, conf_int=False)
    assert robust["estimate"].iloc[-1] == pytest.approx(draws.median())
    assert "conf.low" not in robust


def test_levels_of_groups_are_rows(fit: Any) -> None:
    found = r.tidy(fit, effects="ran_vals")
    assert found["group"].unique().tolist() == ["id"]
    assert found["level"].tolist() == [str(n) for n in range(1, 10)]
    assert found["term"].unique().tolist() == ["(Intercept)"]


def test_mixtures_and_distributional_parameters_keep_their_names() -> None:
    found = r.tidy(read_rds(FITS / "means_mixture.rds"), effects="fixed")
    assert found["term"].tolist()[:2] == ["mu1_(Intercept)", "mu2_(Intercept)"]
    hurdle = r.tidy(read_rds(FITS / "versions" / "hurdle_2.23.0.rds"), effects="fixed")
    assert "hu_(Intercept)" in hurdle["term"].tolist()


def test_what_broom_mixed_confuses_is_refused(fit: Any) -> None:
    with pytest.raises(InvalidArgument, match="no certain place"):
        r.tidy(read_rds(FITS / "means_gaussian.rds"))
    with pytest.raises(InvalidArgument, match="no effects 'random'"):
        r.tidy(fit, effects="random")
    with pytest.raises(InvalidArgument, match="neither 'exponentiate'"):
        r.tidy(fit, exponentiate=True)


def test_scripts_ask_for_effects_and_intervals() -> None:
    ported = port(
        "library(broom.mixed)\nfit <- brm(y ~ 1, data = mtcars)\n"
        'a <- tidy(fit, effects = "fixed", conf.int = TRUE, conf.level = .9)\n'
    )
    assert ported.missing == ()
    assert 'r.tidy(fit, True, 0.9, effects="fixed")' in ported.python

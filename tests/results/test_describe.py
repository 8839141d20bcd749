"""Direction, practical equivalence and description, compared with closed forms."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm

S = 20_000
GRID = (np.arange(S) + 0.5) / S  # draws at these quantiles represent the distribution
DATA = pd.DataFrame({"x": np.linspace(-1, 1, 30), "y": np.sin(np.arange(30.0)) * 3})
MU, SD = 0.13, 0.2


def fit(formula="y ~ x", family="gaussian", data=DATA, **columns) -> pm.Fit:
    draws = {name: stats.norm.ppf(GRID, MU, SD) for name in columns}
    return pm.fit_from_draws(formula, data, family, pd.DataFrame({**draws, **{
        name: value for name, value in columns.items() if value is not None
    }}))  # fmt: skip


def gaussian() -> pm.Fit:
    return fit(b_Intercept=1.0, b_x=None, sigma=1.0)


def test_the_direction_of_a_normal_posterior():
    found = pm.p_direction(gaussian(), "b_x")
    assert found["b_x"] == pytest.approx(stats.norm.cdf(MU / SD), abs=1 / S)
    assert found.name == "pd"
    other = pm.p_direction(gaussian(), "b_x", null=0.3)
    assert other["b_x"] == pytest.approx(stats.norm.cdf(0.3, MU, SD), abs=1 / S)


def test_draws_at_the_null_count_for_neither_side():
    found = pm.p_direction(fit(b_Intercept=0.0, b_x=None, sigma=1.0), "b_Intercept")
    assert found["b_Intercept"] == 0


@pytest.mark.parametrize("ci", [0.5, 0.89, 0.95, 1.0])
@pytest.mark.parametrize("region", [(-0.1, 0.1), (0.0, 0.5), (-5.0, 5.0), (3.0, 4.0)])
def test_the_share_of_a_normal_posterior_in_a_region(ci, region):
    found = pm.rope(gaussian(), region, "b_x", ci=ci).loc["b_x"]
    low, high = stats.norm.ppf([(1 - ci) / 2, (1 + ci) / 2], MU, SD)
    a, b = stats.norm.cdf([max(low, region[0]), min(high, region[1])], MU, SD)
    assert found["ROPE"] == pytest.approx(max(0, b - a) / ci, abs=3 / S / ci)
    assert (found["ROPE_low"], found["ROPE_high"]) == region


def test_the_default_region_has_the_scale_of_the_coefficient():
    tenth = 0.1 * DATA["y"].std()
    assert pm.rope(gaussian()).loc["b_x", "ROPE_high"] == pytest.approx(tenth)
    assert math.isnan(pm.rope(gaussian(), variable="sigma").loc["sigma", "ROPE"])
    counts = DATA.assign(y=np.arange(30) % 4)
    poisson = fit(family="poisson", data=counts, b_Intercept=1.0, b_x=None)
    assert pm.rope(poisson).loc["b_x", "ROPE_low"] == -0.1
    yes = fit(family="bernoulli", data=DATA.assign(y=np.arange(30) % 2), b_Intercept=1.0, b_x=None)
    assert pm.rope(yes).loc["b_x", "ROPE_high"] == pytest.approx(0.1 * math.pi / math.sqrt(3))


def test_predicted_proportions_have_the_region_of_the_logit():
    two = fit(
        pm.bf("y ~ 1", "theta2 ~ x"), pm.mixture("gaussian", nmix=2),
        b_mu1_Intercept=-1.0, b_mu2_Intercept=1.0, b_theta2_Intercept=0.0, b_theta2_x=None,
        sigma1=1.0, sigma2=1.0,
    )  # fmt: skip
    found = pm.rope(two)["ROPE_high"]
    assert found["b_theta2_x"] == pytest.approx(0.1 * math.pi / math.sqrt(3))
    assert found["b_mu2_Intercept"] == pytest.approx(0.1 * DATA["y"].std())


def test_a_description_joins_centre_interval_direction_region_and_convergence():
    table = pm.describe_posterior(gaussian(), ci=0.9)
    line = table.loc["b_x"]
    assert list(table.index) == ["b_Intercept", "b_x"]
    assert line["Median"] == pytest.approx(MU, abs=1e-4)
    assert [line["CI_low"], line["CI_high"]] == pytest.approx(
        stats.norm.ppf([0.05, 0.95], MU, SD), abs=1e-3
    )
    assert line["pd"] == pm.p_direction(gaussian(), "b_x")["b_x"]
    assert line["ROPE"] == pm.rope(gaussian()).loc["b_x", "ROPE"]
    assert {"Rhat", "Bulk_ESS", "Tail_ESS"} <= set(table)
    assert "Mean" in pm.describe_posterior(gaussian(), centrality="mean")


def test_a_comparison_is_described_in_the_same_way():
    found = pm.comparisons(gaussian(), "x", by=True).describe(rope_range=(-0.1, 0.1))
    own = pm.describe_posterior(gaussian(), "b_x", rope_range=(-0.1, 0.1)).loc["b_x"]
    for name in ("Median", "CI_low", "CI_high", "pd", "ROPE"):
        assert found[name].iloc[0] == pytest.approx(own[name], abs=1e-9)
    assert list(found.columns[:2]) == ["term", "contrast"]
    assert "ROPE" not in pm.comparisons(gaussian(), "x", by=True).describe()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda f: pm.rope(f, (0.1, -0.1)), lambda f: pm.rope(f, "wide"),
        lambda f: pm.rope(f, ci=0), lambda f: pm.describe_posterior(f, centrality="mode"),
        lambda f: pm.p_direction(f, "b_z"), lambda f: pm.describe_posterior(f, ci=1.5),
    ],
)  # fmt: skip
def test_wrong_arguments_are_refused(wrong):
    with pytest.raises(pm.InvalidArgument):
        wrong(gaussian())

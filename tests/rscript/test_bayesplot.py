"""The pictures of bayesplot show what R's arguments ask for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.plots.densities import density_between
from pybrms_mix.plots.draw_settings import DrawSettings
from pybrms_mix.plots.ppc_censored import surviving
from pybrms_mix.rscript import port

NAMES = ["alpha", "sigma", "beta[1]", "beta[2]"]
RNG = np.random.default_rng(1)
X = r.array(RNG.normal(size=100 * 4 * 4), [100, 4, 4], [None, None, NAMES])
Y = RNG.normal(size=40)
YREP = RNG.normal(size=(20, 40))


def names_of(figure: Any) -> list[str]:
    return [t.get_text() for t in figure.axes[0].get_yticklabels()]


def test_the_density_is_that_of_r() -> None:
    x = np.array([1.0, 2, 4, 7, 11])
    _, few = density_between(x, 2, 7, points=5)
    theirs = [0.0903409429584, 0.0916364301342, 0.0834396133584, 0.0722104333837, 0.0622295023635]
    np.testing.assert_allclose(few, theirs, rtol=1e-10)
    _, many = density_between(x, 1, 11, bandwidth=0.3, adjust=2)
    theirs = [0.166179759983, 0.024173273053, 0.132973313848]
    np.testing.assert_allclose(many[[0, 499, 1023]], theirs, rtol=1e-10)
    with pytest.raises(InvalidArgument, match="no rule 'SJ'"):
        density_between(x, 1, 11, bandwidth="SJ")


def test_names_patterns_and_transformations_select_what_is_drawn() -> None:
    figure = r.draws_picture(X, "intervals", "sigma", "beta", {"beta[2]": ("exp", np.exp)})
    assert names_of(figure) == ["sigma", "beta[1]", "exp(beta[2])"]
    assert names_of(r.draws_picture(X, "areas", "alpha", transformations=np.exp)) == ["t(alpha)"]
    with pytest.raises(InvalidArgument, match="Some 'pars' don't match parameter names: b"):
        r.draws_picture(X, "intervals", "b")
    with pytest.raises(InvalidArgument, match="NaN for some draws"):
        r.draws_picture(X, "intervals", "alpha", transformations=np.log)


def test_areas_have_equal_areas_and_end_at_the_outer_interval() -> None:
    wide = r.array(np.asarray(X) * [1, 3, 1, 1], [100, 4, 4], [None, None, NAMES])
    heights = []
    for method in ("equal area", "equal height"):
        figure = r.draws_picture(wide, "areas", ["alpha", "sigma"], prob_outer=0.9,
                                 area_method=method)  # fmt: skip
        lines = figure.axes[0].lines[:2]
        heights.append([float(n - line.get_ydata().min()) for n, line in enumerate(lines)])
        ends = np.quantile(np.asarray(wide)[:, :, 0], [0.05, 0.95])
        np.testing.assert_allclose(lines[0].get_xdata()[[0, -1]], ends)
    assert heights[0][0] > 2 * heights[0][1]
    assert heights[1] == [0.9, 0.9]


def test_rhat_colours_lines_and_is_explained() -> None:
    figure = r.draws_picture(X, "intervals", rhat=[1, 1.07, 1.3, 1.01])
    legend = figure.axes[0].get_legend()
    assert [t.get_text() for t in legend.get_texts()] == [
        "hat(R) <= 1.05", "hat(R) <= 1.1", "hat(R) > 1.1",
    ]  # fmt: skip
    with pytest.raises(InvalidArgument, match="'rhat' has length 2 but 'x' has 4 parameters"):
        r.draws_picture(X, "intervals", rhat=[1, 1.07])


def test_traces_have_the_iterations_of_r() -> None:
    (ax, *_) = r.draws_picture(X, "trace", "alpha", window=[10, 20]).axes
    assert ax.get_xlim() == (10, 20)
    assert ax.lines[0].get_xdata()[[0, -1]].tolist() == [1, 100]
    (ax, *_) = r.draws_picture(X, "trace", "alpha", iter1=50).axes
    assert ax.lines[0].get_xdata()[[0, -1]].tolist() == [51, 150]
    (ax, *_) = r.draws_picture(X, "trace_highlight", "alpha", highlight=3).axes
    np.testing.assert_array_equal(ax.lines[-1].get_ydata(), np.asarray(X)[:, 2, 0])
    with pytest.raises(InvalidArgument, match="'highlight' is 5, but there are 4 chains"):
        r.draws_picture(X, "trace_highlight", "alpha", highlight=5)


def test_pairs_show_the_chains_of_the_condition() -> None:
    figure = r.draws_picture(X, "pairs", ["alpha", "sigma"], chains=[1, [2, 3, 4]])
    above, below = (figure.axes[n].collections[0].get_offsets() for n in (1, 2))
    assert [len(above), len(below)] == [100, 300]
    np.testing.assert_array_equal(np.asarray(above)[:, 1], np.asarray(X)[:, 0, 0])


def test_a_width_of_bins_puts_their_middles_at_multiples() -> None:
    edges = DrawSettings(binwidth=0.5).edges(np.array([-0.3, 1.1]))
    assert edges == [-0.75, -0.25, 0.25, 0.75, 1.25]


def test_divergences_of_a_table_are_marked() -> None:
    table = r.data_frame(Chain=np.repeat([1, 2, 3, 4], 100), Iteration=np.tile(range(1, 101), 4),
                         Parameter=["divergent__"] * 400,
                         Value=(np.arange(400) == 101).astype(float))  # fmt: skip
    (ax, *_) = r.draws_picture(X, "scatter", ["alpha", "sigma"], nuts=table).axes
    (point,) = np.asarray(ax.collections[-1].get_offsets())
    np.testing.assert_array_equal(point, np.asarray(X)[1, 1, :2])


@pytest.mark.parametrize("point", ["median", "mean"])
def test_true_values_stand_beside_estimates(point: str) -> None:
    figure = r.recovery_picture(X, [0, 1, 2, 3], "scatter", point_est=point)
    line = figure.axes[0].lines[0]
    assert line.get_xdata().tolist() == [0, 1, 2, 3]
    centre = np.median if point == "median" else np.mean
    np.testing.assert_allclose(line.get_ydata(), centre(np.asarray(X).reshape(400, 4), axis=0))
    titles = [a.get_title() for a in r.recovery_picture(X, [0, 1, 2, 3], batch=[1, 3, 4, 2]).axes]
    assert titles == ["alpha", "beta[1]", "beta[2]", "sigma"]
    with pytest.raises(InvalidData, match="4 variables, but 2 true values"):
        r.recovery_picture(X, [0, 1])


def test_checks_without_data_show_predictions_alone() -> None:
    for kind in ("dens_overlay", "ecdf_overlay", "intervals", "ribbon", "stat", "hist", "boxplot"):
        figure = r.predictive_check(kind, None, YREP[:4])
        legends = [ax.get_legend() for ax in figure.axes if ax.get_legend()]
        assert "data" not in [t.get_text() for one in legends for t in one.get_texts()], kind
    assert len(r.predictive_check("hist", None, YREP[:4]).axes) == 4
    assert len(r.predictive_check("hist", Y, YREP[:4]).axes) == 5


def test_groups_have_the_order_of_their_levels() -> None:
    group = r.factor(["b", "a"] * 20, ["b", "a"])
    figure = r.predictive_check("stat_grouped", Y, YREP, group, stat="sd")
    assert [ax.get_title() for ax in figure.axes] == ["b", "a"]
    figure = r.predictive_check("intervals_grouped", Y, YREP, [10, 9] * 20)
    assert [ax.get_title() for ax in figure.axes] == ["9", "10"]


def test_bars_may_be_shares_of_their_group() -> None:
    counts = np.arange(40) % 4
    figure = r.predictive_check("bars_grouped", counts, np.tile(counts, (3, 1)), [1, 2] * 20,
                                freq=False)  # fmt: skip
    for ax in figure.axes:
        assert sum(bar.get_height() for bar in ax.patches) == pytest.approx(1)
    with pytest.raises(InvalidData, match="expects 'y' to be discrete"):
        r.predictive_check("bars", Y, YREP)


def test_survival_is_that_of_kaplan_and_meier() -> None:
    at, share = surviving(np.array([1.0, 2, 2, 3, 4]), np.array([True, True, False, False, True]))
    assert at.tolist() == [1, 2, 4]
    np.testing.assert_allclose(share, [0.8, 0.6, 0])
    with pytest.raises(InvalidArgument, match="Argument 'status_y' is required"):
        r.predictive_check("km_overlay", Y, YREP)


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ('mcmc_hist(x, transformations = list(sigma = "log"))',
         'r.draws_picture(x, "hist", transformations={"sigma": ("log", np.log)})'),
        ("mcmc_hist(x, transform = log)", 'transformations=np.log)'),
        ('mcmc_areas(x, "a", "b", prob = 0.8)',
         'r.draws_picture(x, "areas", variable="a", patterns="b", prob=0.8)'),
        ('ppc_stat(y, yrep, "sd")', 'r.predictive_check("stat", y, yrep, stat="sd")'),
        ("ppc_intervals(y, yrep, w)", 'r.predictive_check("intervals", y, yrep, x=w)'),
        ("ppc_ribbon_grouped(y, yrep, x = w, group = g)", "x=w, group=g)"),
        ("ppd_stat(yrep)", 'r.predictive_check("stat", None, yrep)'),
        ("pp_check(y, yrep, ppc_dens_overlay)", 'r.predictive_check("dens_overlay", y, yrep)'),
        ("mcmc_rhat(c(1, 1.2))", 'r.diagnostic_picture([1, 1.2], "rhat")'),
    ],
)  # fmt: skip
def test_arguments_stand_where_r_has_them(line: str, python: str) -> None:
    start = ("library(bayesplot)\nx <- array(rnorm(40), c(5, 4, 2))\ny <- rnorm(4)\n"
             "yrep <- matrix(rnorm(40), 10)\nw <- 1:4\ng <- c(1, 1, 2, 2)\n")  # fmt: skip
    assert python in port(start + line).python


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('mcmc_pairs(x, condition = pairs_condition(nuts = "lp__"))', "can only be chains here"),
        ('mcmc_dens(x, kernel = "epanechnikov")', "densities have the kernel"),
        ("mcmc_hist(x, sides = 2)", "mcmc_hist() has no argument 'sides' here"),
        ("mcmc_hist(x, transformations = list(log))", "needs the name of a variable"),
        ("ppc_stat(y, yrep, sides = 2)", "ppc_stat() has no argument 'sides' here"),
        ("d <- example_mcmc_draws()", "its values are data of R's bayesplot"),
    ],
)
def test_arguments_with_another_meaning_are_refused(line: str, reason: str) -> None:
    start = ("library(bayesplot)\nx <- array(rnorm(40), c(5, 4, 2))\ny <- rnorm(4)\n"
             "yrep <- matrix(rnorm(40), 10)\n")  # fmt: skip
    assert reason in " ".join(p.reason or "" for p in port(start + line).pieces)

"""Posterior predictive checks show the right numbers."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from scipy import integrate, stats

import pybrms_mix as pm
from pybrms_mix import posterior_epred, posterior_predict, pp_check
from pybrms_mix.base.errors import InvalidArgument, InvalidData, UnknownVariable
from pybrms_mix.plots import ppc
from pybrms_mix.plots.check_data import Check
from pybrms_mix.plots.ppc import _TYPES
from pybrms_mix.plots.ppc_distributions import DISTRIBUTIONS
from pybrms_mix.plots.ppc_rows import _weighted, binned, densest, loo_pit
from tests.plots.seen import labels, line, numbers, panels, titles
from tests.results.facts import FOLDER, fit_of

FIT, COUNTS = fit_of("two_groups"), fit_of("counts")
Y = FIT.model.frame.data["y"].to_numpy()
GROUPS = sorted(set(FIT.model.frame.data["g"]))
OVERLAID = ("dens_overlay", "ecdf_overlay", "freqpoly", "hist", "dens", "boxplot")


def predicted(**which: object) -> np.ndarray:
    found = posterior_predict(FIT, seed=1, **which)
    assert isinstance(found, np.ndarray)
    return found


def offsets(ax: plt.Axes, number: int = 0) -> np.ndarray:
    return np.asarray(ax.collections[number].get_offsets())


def test_an_unknown_check_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidArgument, match="Type 'foo' is not a valid ppc type") as refused:
        pp_check(FIT, "foo")
    assert "'bars', 'bars_grouped', 'boxplot'" in str(refused.value)
    with pytest.raises(InvalidArgument, match="Did you mean"):
        pp_check(FIT, "dens_overlai")


def test_groups_and_predictors_are_asked_for_where_they_are_needed() -> None:
    for type in ("stat_grouped", "violin_grouped"):
        with pytest.raises(InvalidArgument, match=f"'group' is required for ppc type '{type}'"):
            pp_check(FIT, type)
    with pytest.raises(InvalidArgument, match="'x' is required for ppc type 'error_scatter_avg_v"):
        pp_check(FIT, "error_scatter_avg_vs_x")
    with pytest.raises(
        InvalidData, match="Variable 'q' is not one of the columns that the model uses"
    ):
        pp_check(FIT, "intervals_grouped", group="q")
    with pytest.raises(InvalidData, match="There are 60 rows"):
        pp_check(FIT, "intervals_grouped", group=["a"])
    with pytest.raises(InvalidData, match="'x' must be numeric"):
        pp_check(FIT, "ribbon", x="g")


def test_groups_may_be_values_of_the_rows() -> None:
    figure = pp_check(FIT, "stat_grouped", group=np.where(Y > 0, "high", "low"), seed=1)
    high, low = panels(figure)
    assert titles(figure) == ["high", "low"]
    assert numbers(high.lines[0].get_xdata())[0] == pytest.approx(Y[Y > 0].mean())
    assert sum(bar.get_height() for bar in low.patches) == len(predicted())


@pytest.mark.parametrize("type", ["intervals", "ribbon", "error_scatter_avg_vs_x"])
def test_x_may_be_values_of_the_rows(type: str) -> None:
    x = np.exp(Y) + 3
    (own,) = panels(pp_check(FIT, type, x=x, ndraws=20, seed=1))
    (named,) = panels(pp_check(FIT, type, x="x", ndraws=20, seed=1))
    assert own.get_xlabel() == "x"
    by_name = FIT.model.frame.data["x"].to_numpy()
    for ax, wanted in ((own, x), (named, by_name)):
        at = [c.get_offsets()[:, 0] for c in ax.collections if len(c.get_offsets()) == len(Y)]
        at += [numbers(each.get_xdata()) for each in ax.lines if len(each.get_xdata()) == len(Y)]
        assert at
        for found in at:
            np.testing.assert_allclose(np.sort(found), np.sort(wanted))


@pytest.mark.parametrize("type", ["bars", "stat", "intervals", "loo_pit_qq"])
def test_all_draws_are_taken_where_they_are_not_drawn_one_by_one(
    type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    fit = COUNTS if type == "bars" else FIT
    monkeypatch.setattr(ppc, "_drawn", lambda check, *_: seen.append(len(check.predicted)))
    pp_check(fit, type, seed=1)
    pp_check(fit, type.replace("loo_pit_qq", "loo_pit_overlay"), seed=1)
    assert set(seen) == {fit.posterior.chains * fit.posterior.per_chain}


def test_only_counts_are_counted() -> None:
    with pytest.raises(InvalidData, match="ppc_bars expects 'y' to be discrete"):
        pp_check(FIT, "bars")
    with pytest.raises(InvalidData, match="ppc_rootogram expects counts as inputs to 'y'"):
        pp_check(FIT, "rootogram")


@pytest.mark.parametrize("type", OVERLAID)
def test_ten_data_sets_are_drawn_beside_the_data(type: str) -> None:
    figure = pp_check(FIT, type, seed=1)
    assert set(labels(figure)) == {"data", "predicted"}
    count = {
        "dens_overlay": lambda: len(panels(figure)[0].lines),
        "ecdf_overlay": lambda: len(panels(figure)[0].lines),
        "boxplot": lambda: len(panels(figure)[0].get_xticklabels()),
    }.get(type, lambda: len(panels(figure)))
    assert count() == 11


def test_another_number_of_data_sets_or_these_draws_are_asked_for() -> None:
    assert len(panels(pp_check(FIT, ndraws=3, seed=1))[0].lines) == 4
    (ax,) = panels(pp_check(FIT, "ecdf_overlay", draw_ids=[5, 7], seed=1))
    one, two = predicted(draw_ids=[5, 7])
    steps = numbers(ax.lines[0].get_xdata())
    np.testing.assert_allclose(steps[1:], np.sort(one))  # each step begins at a value
    assert not np.allclose(one, two)


def test_histograms_of_data_and_predictions_have_the_same_bins() -> None:
    first, second, *_ = panels(pp_check(FIT, "hist", seed=1))
    assert sum(bar.get_height() for bar in first.patches) == len(Y)
    assert [bar.get_x() for bar in first.patches] == [bar.get_x() for bar in second.patches]


@pytest.mark.parametrize("type", [t for t in _TYPES if t.endswith("_grouped")])
def test_each_group_is_drawn(type: str) -> None:
    fit = COUNTS if type.startswith("bars") else FIT
    figure = pp_check(fit, type, group="g", ndraws=20, seed=1)
    if type == "violin_grouped":
        (ax,) = panels(figure)
        assert [t.get_text() for t in ax.get_xticklabels()] == GROUPS
        assert sum(len(numbers(each.get_ydata())) for each in ax.lines) == len(Y)
    else:
        assert titles(figure) == [f"g = {name}" for name in GROUPS]


def test_polygons_of_a_group_count_its_rows_in_the_data_and_each_prediction() -> None:
    figure = pp_check(FIT, "freqpoly_grouped", group="g", ndraws=4, seed=1)
    sizes = [int((FIT.model.frame.data["g"] == g).sum()) for g in GROUPS]
    for ax, size in zip(panels(figure), sizes, strict=True):
        assert [numbers(each.get_ydata()).sum() for each in ax.lines] == [size] * 5
    figure = pp_check(FIT, "error_hist_grouped", group="g", ndraws=4, seed=1)
    for ax, size in zip(panels(figure), sizes, strict=True):
        assert len(ax.patches) == 4
        assert all(each.get_xy()[:, 1].max() <= size for each in ax.patches)


@pytest.mark.parametrize("type", ["hist", "freqpoly"])
def test_predictions_beyond_the_data_are_shown(type: str) -> None:
    first, *others = panels(pp_check(FIT, type, draw_ids=range(20), seed=1))
    assert predicted(draw_ids=range(20)).max() > Y.max() + 1
    for ax in (first, *others):
        found = [b.get_height() for b in ax.patches] or numbers(ax.lines[0].get_ydata())
        assert sum(found) == len(Y)


def test_statistics_are_those_of_each_predicted_data_set() -> None:
    (ax,) = panels(pp_check(FIT, "stat_2d", stat=("median", np.ptp), draw_ids=range(30), seed=1))
    drawn = predicted(draw_ids=range(30))
    expected = np.column_stack([np.median(drawn, axis=1), np.ptp(drawn, axis=1)])
    np.testing.assert_allclose(offsets(ax), expected)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("median of y", "ptp of y")
    (ax,) = panels(pp_check(FIT, "stat", stat="sd", seed=1))
    assert numbers(ax.lines[0].get_xdata())[0] == pytest.approx(Y.std(ddof=1))
    assert sum(bar.get_height() for bar in ax.patches) == len(predicted())
    (ax,) = panels(pp_check(FIT, "stat_freqpoly", seed=1))
    assert line(ax, "predicted")[1].sum() == len(predicted())
    with pytest.raises(InvalidArgument, match="Unknown statistic 'skew'"):
        pp_check(FIT, "stat", stat="skew")
    with pytest.raises(InvalidArgument, match=r"must name 2 statistic\(s\), not 1"):
        pp_check(FIT, "stat_2d", stat="mean")


@pytest.mark.parametrize("type", ["intervals", "ribbon"])
def test_intervals_are_quantiles_of_the_predictions(type: str) -> None:
    (ax,) = panels(pp_check(FIT, type, x="x", prob=0.6, prob_outer=0.9, seed=1))
    x, at = line(ax, "median")
    order = np.argsort(FIT.model.frame.data["x"]) if type == "ribbon" else np.arange(len(Y))
    np.testing.assert_allclose(at, np.median(predicted(), axis=0)[order])
    np.testing.assert_allclose(x, FIT.model.frame.data["x"].to_numpy()[order])
    outer = np.concatenate([p.vertices for p in ax.collections[0].get_paths()])[:, 1]
    low, high = np.quantile(predicted(), [0.05, 0.95], axis=0)
    assert (outer.min(), outer.max()) == pytest.approx((low.min(), high.max()))
    assert labels(ax.get_figure(root=True))[:2] == ["90% predicted", "60% predicted"]  # type: ignore[arg-type]


def test_errors_are_the_data_less_the_predictions() -> None:
    mean = predicted().mean(axis=0)
    (ax,) = panels(pp_check(FIT, "scatter_avg", seed=1))
    np.testing.assert_allclose(offsets(ax), np.column_stack([mean, Y]))
    (ax,) = panels(pp_check(FIT, "error_scatter_avg", seed=1))
    np.testing.assert_allclose(offsets(ax), np.column_stack([Y - mean, Y]))
    (ax,) = panels(pp_check(FIT, "error_scatter_avg_vs_x", x=Y, seed=1))
    np.testing.assert_allclose(offsets(ax), np.column_stack([Y, Y - mean]))
    for type in ("scatter", "error_scatter", "error_hist"):
        assert len(panels(pp_check(FIT, type, ndraws=4, seed=1))) == 4
    (first, *_) = panels(pp_check(FIT, "scatter", draw_ids=[3, 4], seed=1))
    np.testing.assert_allclose(offsets(first)[:, 0], predicted(draw_ids=[3, 4])[0])


def test_binned_errors_are_means_of_rows_in_the_order_of_their_expectation() -> None:
    rng = np.random.default_rng(1)
    expected, errors = rng.normal(size=400), rng.normal(size=400)
    at, mean, twice = binned(expected, errors)
    assert len(at) == 20 and (np.diff(at) > 0).all()
    lowest = np.argsort(expected)[:20]
    assert mean[0] == pytest.approx(errors[lowest].mean())
    assert twice[0] == pytest.approx(2 * errors[lowest].std(ddof=1) / np.sqrt(20))
    (ax, *_) = panels(pp_check(FIT, "error_binned", draw_ids=[9]))
    own = posterior_epred(FIT, draw_ids=[9])[0]
    np.testing.assert_allclose(numbers(ax.lines[0].get_xdata()), binned(own, Y - own)[0])


def test_counts_are_bars_beside_their_predictions() -> None:
    y = COUNTS.model.frame.data["count"].to_numpy()
    (ax,) = panels(pp_check(COUNTS, "bars", seed=1))
    assert [bar.get_height() for bar in ax.patches][:3] == [(y == v).sum() for v in range(3)]
    (ax,) = panels(pp_check(COUNTS, "rootogram", seed=1))
    assert ax.patches[0].get_height() == pytest.approx(np.sqrt((y == 0).sum()))
    drawn = posterior_predict(COUNTS, seed=1)
    share = (np.asarray(drawn) == 0).sum(axis=1).mean()
    assert line(ax, "expected")[1][0] == pytest.approx(np.sqrt(share))


@pytest.mark.parametrize("largest", [3, 5_000, 10**18])
@pytest.mark.parametrize("drawn", ["bars", "rootogram"])
def test_counts_of_any_size_are_drawn_with_as_many_bars_as_can_be_seen(
    drawn: str, largest: int
) -> None:
    y = np.array([0.0, 1.0, 1.0, 2.0])
    predicted = np.array([[0, 1, 2, 2], [largest, 1, largest, largest]], float)
    for check in (
        Check(y, predicted, "y", True),
        Check(y * 10_000, predicted, "y", True),
    ):
        figure, ax = plt.subplots()
        DISTRIBUTIONS[drawn].draw(ax, check)
        heights = [bar.get_height() for bar in ax.patches]
        assert len(heights) <= 1000
        rows = np.square(heights) if drawn == "rootogram" else heights
        assert sum(rows) == pytest.approx(len(y))
        plt.close(figure)


def test_ranks_under_leaving_out_are_weighted_shares_of_predictions_below() -> None:
    rng = np.random.default_rng(1)
    weights = rng.dirichlet(np.ones(50), size=3).T
    drawn = rng.normal(size=(50, 3))
    check = Check(np.array([-9.0, 0.3, 9.0]), drawn, "y", False, weights=weights)
    assert loo_pit(check) == pytest.approx([0, weights[drawn[:, 1] < 0.3, 1].sum(), 1])


def test_weighted_quantiles_are_plain_ones_of_repeated_draws() -> None:
    rng = np.random.default_rng(1)
    drawn, times = rng.normal(size=400), rng.integers(1, 6, size=400)
    weighted = _weighted(drawn[:, None], (times / times.sum())[:, None], np.array([0.1, 0.5, 0.9]))
    repeated = np.quantile(np.repeat(drawn, times), [0.1, 0.5, 0.9])
    np.testing.assert_allclose(weighted[:, 0], repeated, atol=0.03)


def test_rows_left_out_lie_further_from_their_predictions() -> None:
    (within,) = panels(pp_check(FIT, "intervals", seed=1))
    (without,) = panels(pp_check(FIT, "loo_intervals", seed=1))
    near, far = (np.abs(line(ax, "median")[1] - Y).mean() for ax in (within, without))
    assert near < far
    assert len(panels(pp_check(FIT, "loo_ribbon", seed=1))[0].collections) == 2


def test_ranks_of_rows_left_out_are_drawn_over_uniform_ones() -> None:
    (ax,) = panels(pp_check(FIT, "loo_pit_overlay", seed=1))
    assert len(ax.lines) == 101
    x, density = line(ax, "data")
    assert integrate.trapezoid(density, x) == pytest.approx(1, abs=0.01)
    (ax,) = panels(pp_check(FIT, "loo_pit_qq", seed=1))
    found = numbers(ax.lines[0].get_ydata())
    assert len(found) == len(Y) and (np.diff(found) >= 0).all()


def test_ranks_stay_in_the_band_of_uniform_ones() -> None:
    (ax,) = panels(pp_check(FIT, "pit_ecdf", seed=1))
    at, difference = line(ax, "data")
    inner = (at > 0) & (at < 1)
    assert np.abs(difference[inner]).max() < 0.25
    assert difference[0] == pytest.approx(0, abs=0.02) and difference[-1] == 0


def test_other_rows_are_checked_with_their_own_response() -> None:
    new = pd.read_csv(FOLDER / "two_groups" / "newdata.csv")
    figure = pp_check(FIT, "intervals_grouped", newdata=new, group="f", seed=1)
    shown = np.concatenate([line(ax, "data")[1] for ax in panels(figure)])
    assert sorted(shown) == sorted(new["y"])
    with pytest.raises(UnknownVariable):
        pp_check(FIT, newdata=new.drop(columns="x"))
    with pytest.raises(InvalidData, match="Response variables must be specified"):
        pp_check(FIT, newdata=new.drop(columns="y"))


def test_one_panel_is_drawn_on_given_axes_and_several_are_not() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    assert pp_check(FIT, "stat", ax=right, ndraws=20, seed=1) is figure
    assert right.patches and not left.patches
    with pytest.raises(InvalidArgument, match="several panels"):
        pp_check(FIT, "hist", ax=left)


def test_nothing_is_shown_and_the_seed_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> None:
        raise AssertionError("a picture was shown")

    monkeypatch.setattr(plt, "show", shown)
    first, second, third = (
        numbers(panels(pp_check(FIT, seed=s))[0].lines[0].get_ydata()) for s in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, third)


def test_the_densest_region_of_two_normals_has_two_parts():
    grid = stats.norm.ppf((np.arange(4000) + 0.5) / 4000)
    ends = densest(np.concatenate([grid - 5, grid + 5]), 0.9)
    wanted = stats.norm.ppf([0.05, 0.95])
    np.testing.assert_allclose(ends, [wanted - 5, wanted + 5], atol=0.3)
    assert len(densest(grid, 0.5)) == 1
    assert densest(np.ones(5), 0.5) == [(1.0, 1.0)]


def test_panels_of_groups_say_which_column():
    figure = pm.pp_check(fit_of("two_groups"), "stat_grouped", group="g")
    assert all(ax.get_title().startswith("g = ") for ax in figure.axes)


def test_each_component_has_a_panel_of_its_rows_and_predictions() -> None:
    y = np.r_[np.full(20, -50.0), np.full(10, 50.0)] + np.arange(30) / 10
    held = {"b_mu1_Intercept": -49.0, "b_mu2_Intercept": 52.0, "sigma1": 1.0, "sigma2": 1.0}
    draws = pd.DataFrame({**held, "theta1": 0.6, "theta2": 0.4}, index=range(20))
    fit = pm.fit_from_draws("y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, gaussian)", draws)
    figure = pm.pp_check(fit, "stat", components=True, stat="mean", seed=1)
    assert [ax.get_title() for ax in figure.axes] == ["component = 1", "component = 2"]
    for ax, own, mean in zip(figure.axes, (y[:20], y[20:]), (-49.0, 52.0), strict=True):
        low, high = ax.get_xlim()
        assert low <= own.mean() <= high
        assert abs((low + high) / 2 - mean) < 3
    one = pm.pp_check(fit, "scatter_avg", component=2, seed=1)
    assert len(offsets(one.axes[0])) == 10
    assert (offsets(one.axes[0]) > 40).all()

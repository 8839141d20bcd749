"""Pictures of the posterior and of the chains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from pybrms_mix import mcmc_plot, neff_ratio, pairs, plot, rhat
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.plots.chains import autocorrelation, rank_counts
from pybrms_mix.plots.mcmc import _TYPES
from pybrms_mix.plots.style import bandwidth, smooth
from tests.plots.seen import labels, numbers, panels, titles
from tests.results.facts import fit_of

FIT = fit_of("two_groups")
TWO = ["b_x", "sigma"]
CHAINS = FIT.posterior.chains
BY_CHAIN = ("acf_bar", "hist_by_chain", "rank_hist")
OF_EACH = ("acf", "dens", "dens_overlay", "hist", "rank_ecdf", "rank_overlay", "trace", "violin")


def draws(name: str) -> np.ndarray:
    return FIT.posterior.values[:, :, FIT.posterior.index(name)]


def test_chains_are_drawn_on_pages_of_n_variables() -> None:
    pages = plot(fit_of("two_gaussians"), ["sigma1", "sigma2", "theta1"], N=2)
    assert [len(page.axes) for page in pages] == [4, 2]
    assert pages[0].axes[0].get_title() == "sigma1"
    assert len(pages[0].axes[1].lines) == 2


def test_single_group_effects_are_not_among_the_default_variables() -> None:
    names = {t for page in plot(FIT) for t in titles(page)}
    assert {"b_Intercept", "b_x", "sd_g__Intercept", "cor_g__Intercept__x", "sigma"} <= names
    assert not any(n.startswith(("r_", "lp__", "prior_", "lprior")) for n in names)


def test_a_page_shows_what_combo_says() -> None:
    (page,) = plot(FIT, "^b_x", regex=True, combo=("hist", "trace", "rank_overlay"))
    hist, trace, ranks = page.axes
    assert sum(bar.get_height() for bar in hist.patches) == draws("b_x").size
    np.testing.assert_array_equal(numbers(trace.lines[0].get_ydata()), draws("b_x")[0])
    assert len(ranks.patches) == CHAINS
    with pytest.raises(InvalidArgument, match=r"Invalid combo 'foo'\. Valid ones are: 'dens'"):
        plot(FIT, combo=("dens", "foo"))
    with pytest.raises(InvalidArgument, match="'N' must be a positive integer"):
        plot(FIT, N=0)


def test_an_unknown_plot_type_is_refused_with_the_valid_ones() -> None:
    with pytest.raises(InvalidArgument, match="Valid plot types are: \n'acf', 'acf_bar', 'areas'"):
        mcmc_plot(FIT, "foo")
    with pytest.raises(InvalidArgument, match=r"variables are missing in the draws object: \{'q'"):
        mcmc_plot(FIT, "dens", "q")


@pytest.mark.parametrize("type", OF_EACH)
def test_each_variable_has_a_panel_of_its_name(type: str) -> None:
    figure = mcmc_plot(FIT, type, TWO)
    assert titles(figure) == TWO
    named = [] if type in ("dens", "hist", "violin") else ["chain 1", "chain 2"]
    assert labels(figure) == named


@pytest.mark.parametrize("type", BY_CHAIN)
def test_each_variable_has_a_panel_for_each_chain(type: str) -> None:
    figure = mcmc_plot(FIT, type, TWO)
    assert len(panels(figure)) == len(TWO) * CHAINS
    assert titles(figure)[:CHAINS] == [f"chain {c + 1}" for c in range(CHAINS)]
    assert [ax.get_ylabel() for ax in panels(figure)[::CHAINS]] == TWO


def test_intervals_are_quantiles_of_the_draws() -> None:
    (ax,) = panels(mcmc_plot(FIT, "intervals", TWO, prob=0.8, prob_outer=0.95))
    lines, points = ax.collections[:2], ax.collections[2]
    outer, inner = (np.array(c.get_segments()) for c in lines)  # type: ignore[attr-defined]
    for place, name in enumerate(TWO):
        np.testing.assert_allclose(outer[place, :, 0], np.quantile(draws(name), [0.025, 0.975]))
        np.testing.assert_allclose(inner[place, :, 0], np.quantile(draws(name), [0.1, 0.9]))
    medians = np.asarray(points.get_offsets())[:, 0]
    np.testing.assert_allclose(medians, [np.median(draws(name)) for name in TWO])
    assert [t.get_text() for t in ax.get_yticklabels()] == TWO


@pytest.mark.parametrize("type", ["areas", "areas_ridges"])
def test_an_area_is_a_density_on_the_line_of_its_variable(type: str) -> None:
    (ax,) = panels(mcmc_plot(FIT, type, TWO))
    x = numbers(ax.lines[0].get_xdata())
    height = -numbers(ax.lines[0].get_ydata())
    assert x[[0, -1]].tolist() == [draws("b_x").min(), draws("b_x").max()]
    all_draws = draws("b_x").reshape(-1)
    kernel = stats.gaussian_kde(all_draws, bandwidth(all_draws) / all_draws.std(ddof=1))
    expected = kernel(x)
    # R's density() spreads the draws over a grid, and interpolates; the fragments have R's numbers.
    np.testing.assert_allclose(height / height.max(), expected / expected.max(), atol=1e-3)
    assert [t.get_text() for t in ax.get_yticklabels()] == TWO


def test_a_density_of_many_values_is_that_of_all() -> None:
    x = np.random.default_rng(1).standard_t(2, size=20_000)
    at = np.linspace(-6, 6, 50)
    kernel = stats.gaussian_kde(x, bandwidth(x) / x.std(ddof=1))
    np.testing.assert_allclose(smooth(x, at)[1], kernel(at), rtol=0.02, atol=1e-4)


def test_ranks_of_chains_that_agree_are_even_and_of_others_are_not() -> None:
    rng = np.random.default_rng(1)
    same, edges = rank_counts(rng.normal(size=(4, 500)))
    assert same.sum() == 2000 and len(edges) == 21
    assert stats.chisquare(same.reshape(-1)).pvalue > 0.01
    apart, _ = rank_counts(rng.normal(size=(2, 500)) + np.array([[0.0], [10.0]]))
    np.testing.assert_array_equal(apart[0], np.repeat([50, 0], 10))


def test_the_autocorrelation_is_that_of_the_process() -> None:
    rng = np.random.default_rng(1)
    noise = rng.normal(size=(2, 20_000))
    chain = np.zeros_like(noise)
    for t in range(1, noise.shape[1]):
        chain[:, t] = 0.6 * chain[:, t - 1] + noise[:, t]
    found = autocorrelation(chain, lags=5)
    np.testing.assert_allclose(found, np.tile(0.6 ** np.arange(6), (2, 1)), atol=0.05)
    np.testing.assert_allclose(
        found[0, 1], np.corrcoef(chain[0, 1:], chain[0, :-1])[0, 1], atol=1e-3
    )


def test_diagnostics_are_sorted_numbers_of_all_variables() -> None:
    (ax,) = panels(mcmc_plot(FIT, "rhat"))
    np.testing.assert_allclose(_places(ax), np.sort(rhat(FIT).dropna()))
    (ax,) = panels(mcmc_plot(FIT, "neff", TWO))
    np.testing.assert_allclose(_places(ax), np.sort(neff_ratio(FIT, TWO)))
    assert {t.get_text() for t in ax.get_yticklabels()} == set(TWO)
    (ax,) = panels(mcmc_plot(FIT, "rhat_hist"))
    assert sum(bar.get_height() for bar in ax.patches) == rhat(FIT).notna().sum()
    (ax,) = panels(mcmc_plot(FIT, "neff_hist"))
    assert ax.get_xlabel() == "effective sample size / draws"


def _places(ax: object) -> np.ndarray:
    return np.asarray(ax.collections[-1].get_offsets())[:, 0]  # type: ignore[attr-defined]


def test_divergent_draws_are_marked_among_pairs() -> None:
    divergent = np.zeros((CHAINS, FIT.posterior.per_chain))
    divergent[0, :3] = 1
    fit = replace(FIT, stats={**FIT.stats, "divergent__": divergent})
    upper, lower = (panels(pairs(fit, TWO))[k] for k in (1, 2))
    assert len(lower.collections) == 2 and len(upper.collections) == 1
    marked = np.asarray(lower.collections[1].get_offsets())
    np.testing.assert_array_equal(marked, fit.posterior.matrix(TWO)[:3])
    shown = len(lower.collections[0].get_offsets()) + len(upper.collections[0].get_offsets())
    assert shown == draws("b_x").size
    figure = mcmc_plot(fit, "scatter", TWO)
    assert labels(figure) == ["divergent"]
    assert (panels(figure)[0].get_xlabel(), panels(figure)[0].get_ylabel()) == ("b_x", "sigma")
    none = replace(FIT, stats={"divergent__": np.zeros_like(divergent)})
    lines, plain = (panels(mcmc_plot(f, "parcoord", TWO))[0].lines for f in (fit, none))
    assert len(lines) == len(plain) + 3


def test_pairs_need_more_than_one_variable_and_scatter_two() -> None:
    with pytest.raises(InvalidArgument, match="needs 2 to 12 variables, but there are 1"):
        pairs(FIT, "b_x")
    with pytest.raises(InvalidArgument, match="Exactly 2 parameters must be selected for this"):
        mcmc_plot(FIT, "hex", ["b_x", "sigma", "b_Intercept"])
    counted = panels(mcmc_plot(FIT, "hex", TWO))[0].collections[0].get_array()
    assert np.asarray(counted).sum() == draws("b_x").size


def test_the_samplers_statistics_are_drawn() -> None:
    total = draws("b_x").size
    left, middle, right = panels(mcmc_plot(FIT, "nuts_acceptance"))
    assert sum(bar.get_height() for bar in left.patches) == total
    assert (middle.get_xlabel(), right.get_ylabel()) == ("lp__", "lp__")
    assert len(panels(mcmc_plot(FIT, "nuts_energy"))) == CHAINS
    ticks = panels(mcmc_plot(FIT, "nuts_divergence"))[0].get_xticklabels()
    assert ticks[1].get_text() == f"divergence ({int(FIT.stats['divergent__'].sum())})"
    depth = panels(mcmc_plot(FIT, "nuts_treedepth"))[0]
    assert sum(bar.get_height() for bar in depth.patches) == total
    step = panels(mcmc_plot(FIT, "nuts_stepsize"))[0]
    np.testing.assert_allclose(
        [bar.get_height() for bar in step.patches], FIT.stats["stepsize__"][:, -1]
    )


def test_draws_without_the_samplers_statistics_are_told_so() -> None:
    bare = replace(FIT, stats={})
    with pytest.raises(InvalidArgument, match="does not hold the sampler's statistic 'energy__'"):
        mcmc_plot(bare, "nuts_energy")
    assert len(panels(pairs(bare, TWO))) == 4


def test_all_types_are_tried_here() -> None:
    other = {
        "areas", "areas_ridges", "combo", "hex", "intervals", "neff", "neff_hist",
        "nuts_acceptance", "nuts_divergence", "nuts_energy", "nuts_stepsize", "nuts_treedepth",
        "pairs", "parcoord", "rhat", "rhat_hist", "scatter", "trace_highlight",
    }  # fmt: skip
    assert set(_TYPES) == other | set(OF_EACH) | set(BY_CHAIN)
    assert titles(mcmc_plot(FIT, "combo", TWO)) == ["b_x", "b_x", "sigma", "sigma"]
    assert len(panels(mcmc_plot(FIT, "pairs", TWO))) == 4

"""Pictures: that they show what they say."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from pybrms_mix import plot, plot_mixture, pp_check
from pybrms_mix.errors import InvalidArgument
from tests.results.facts import fit_of

TYPES = ("dens_overlay", "ecdf_overlay", "hist", "intervals", "stat")


@pytest.fixture(autouse=True)
def off_screen() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


def labels(axes: plt.Axes) -> list[str]:
    return [text.get_text() for text in axes.get_legend().get_texts()]


def test_the_components_add_up_to_the_mixture_whose_area_is_one() -> None:
    axes = plot_mixture(fit_of("two_gaussians"))
    first, second, both = (line.get_ydata() for line in axes.lines)
    np.testing.assert_allclose(np.asarray(first) + np.asarray(second), both)
    x = np.asarray(axes.lines[0].get_xdata(), dtype=float)
    assert np.trapezoid(np.asarray(both, dtype=float), x) == pytest.approx(1, abs=0.05)
    assert labels(axes) == ["data", "component 1: gaussian", "component 2: gaussian", "mixture"]


def test_counts_are_drawn_as_probabilities() -> None:
    axes = plot_mixture(fit_of("counts"))
    assert axes.get_ylabel() == "probability"
    assert sum(bar.get_height() for bar in axes.patches) == pytest.approx(1)


def test_one_family_is_one_curve() -> None:
    assert len(plot_mixture(fit_of("two_groups")).lines) == 1


@pytest.mark.parametrize("type", TYPES)
def test_predictions_are_drawn_beside_the_data(type: str) -> None:
    fit, (_, axes) = fit_of("two_gaussians"), plt.subplots()
    assert pp_check(fit, type, seed=1, ax=axes) is axes
    assert "data" in labels(axes)
    assert fit.model.mixture.name == "mixture(gaussian, gaussian)"
    assert "y" in (axes.get_xlabel(), axes.get_ylabel())


def test_ten_data_sets_are_overlaid_unless_another_number_is_asked_for() -> None:
    fit = fit_of("two_gaussians")
    assert len(pp_check(fit, seed=1).lines) == 11
    assert len(pp_check(fit, ndraws=3, seed=1).lines) == 4


def test_an_unknown_check_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(InvalidArgument, match="Type 'foo' is not a valid ppc type"):
        pp_check(fit_of("two_gaussians"), "foo")


def test_chains_are_drawn_on_pages_of_n_variables() -> None:
    fit = fit_of("two_gaussians")
    pages = plot(fit, ["sigma1", "sigma2", "theta1"], N=2)
    assert [len(page.axes) for page in pages] == [4, 2]
    assert pages[0].axes[0].get_title() == "sigma1"
    assert len(pages[0].axes[1].lines) == fit.posterior.chains
    assert not any(a.get_title().startswith("r_g") for page in plot(fit) for a in page.axes)

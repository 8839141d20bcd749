"""Pictures of mixtures: components over the data, memberships of the rows."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from scipy import integrate

from pybrms_mix import classify, plot_classification, plot_membership, plot_mixture, pp_mixture
from pybrms_mix.base.errors import InvalidArgument, InvalidData
from pybrms_mix.plots.mixture import _show_data
from pybrms_mix.plots.style import counts_between
from tests.plots.seen import labels, line, panels, titles
from tests.results.facts import FOLDER, fit_of


def test_the_components_add_up_to_the_mixture_whose_area_is_one() -> None:
    (ax,) = panels(plot_mixture(fit_of("predicted_theta")))
    named = {each.get_label(): each for each in ax.lines if "_" not in str(each.get_label())}
    first, second, both = (np.asarray(each.get_ydata(), float) for each in named.values())
    np.testing.assert_allclose(first + second, both)
    x, total = line(ax, "mixture")
    assert integrate.trapezoid(total, x) == pytest.approx(1, abs=0.05)


def test_components_are_named_with_their_family_and_share() -> None:
    fit = fit_of("two_gaussians")
    share = fit.posterior["theta1"].mean()
    texts = labels(plot_mixture(fit, ndraws=600))
    assert f"component 1: gaussian, {share:.0%}" in texts
    assert {"data", "mixture"} < set(texts)


def test_each_row_has_a_mark_in_the_colour_of_its_component() -> None:
    fit = fit_of("predicted_theta")
    (ax,) = panels(plot_mixture(fit))
    marks = ax.collections[-1]
    assert len(marks.get_segments()) == fit.nobs  # type: ignore[attr-defined]
    colours = np.asarray(marks.get_edgecolor())[:, :3]
    best = classify(fit)
    sure = best["probability"].to_numpy() > 0.95
    red, green = colours[:, 0], colours[:, 1]
    assert ((red > green) == (best["component"] == 1).to_numpy())[sure].all()
    assert sure.sum() > 10
    assert len(panels(plot_mixture(fit, rug=False))[0].collections) == 3


def test_counts_are_drawn_as_probabilities() -> None:
    (ax,) = panels(plot_mixture(fit_of("counts")))
    assert ax.get_ylabel() == "probability"
    assert sum(bar.get_height() for bar in ax.patches) == pytest.approx(1)  # type: ignore[attr-defined]


def test_large_counts_are_drawn_in_bars_of_several_counts() -> None:
    y = np.array([0, 7, 1_000_000, 2_500_000])
    at, width = counts_between(y.min(), y.max())
    _, ax = plt.subplots()
    _show_data(ax, y, at, counts=True)
    areas = [bar.get_height() * width for bar in ax.patches]  # type: ignore[attr-defined]
    assert len(areas) <= 1000
    assert sum(areas) == pytest.approx(1)
    assert areas[0] == pytest.approx(0.5)


def test_one_family_is_one_curve_without_a_rug() -> None:
    (ax,) = panels(plot_mixture(fit_of("two_groups")))
    assert len(ax.lines) == 1
    assert "component 1: gaussian" in labels(ax.get_figure(root=True))  # type: ignore[arg-type]


def test_a_mixture_is_drawn_on_given_axes() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    assert plot_mixture(fit_of("two_gaussians"), ax=right) is figure
    assert right.lines and not left.lines


def test_memberships_stand_against_a_predictor_beside_the_proportions() -> None:
    fit = fit_of("predicted_theta")
    figure = plot_membership(fit, "x")
    mean = pp_mixture(fit).sel(statistic="Estimate").to_numpy()
    for k, ax in enumerate(panels(figure)):
        dots, proportion = ax.lines[:2]
        np.testing.assert_allclose(np.asarray(dots.get_ydata(), float), mean[:, k])
        np.testing.assert_allclose(np.asarray(dots.get_xdata(), float), fit.model.frame.data["x"])
        assert np.ptp(np.asarray(proportion.get_ydata(), float)) > 0.1  # theta2 ~ x
    assert titles(figure) == ["component 1", "component 2"]
    assert labels(figure) == ["proportion"]


def test_memberships_of_levels_and_of_new_rows() -> None:
    fit = fit_of("predicted_theta")
    new = pd.read_csv(FOLDER / "predicted_theta" / "newdata.csv")
    ax = panels(plot_membership(fit, "f", new))[0]
    assert [t.get_text() for t in ax.get_xticklabels()] == sorted(set(new["f"]))
    assert len(ax.lines[0].get_xdata()) == len(new)  # type: ignore[arg-type]


def test_a_predictor_that_is_not_there_is_refused() -> None:
    with pytest.raises(
        InvalidData, match="Variable 'q' is not one of the columns that the model uses"
    ):
        plot_membership(fit_of("predicted_theta"), "q")
    with pytest.raises(InvalidData, match="60 rows"):
        plot_membership(fit_of("predicted_theta"), [1.0, 2.0])


def test_lines_are_divided_by_membership_and_sorted_by_component_and_probability() -> None:
    fit = fit_of("predicted_theta")
    (ax,) = panels(plot_classification(fit))
    image = np.asarray(ax.images[0].get_array())
    first = (
        (image == image[0, 0]).all(axis=2).mean(axis=1)
    )  # the colour in front is that of a component
    mean = pp_mixture(fit).sel(statistic="Estimate").to_numpy()
    best = mean.argmax(axis=1)
    top = int(np.flatnonzero(np.bincount(best))[0])
    order = np.lexsort((-mean.max(axis=1), best))
    np.testing.assert_allclose(first, mean[order, top], atol=1 / image.shape[1])
    sizes = classify(fit)["component"].value_counts()
    assert [t.get_text() for t in ax.get_yticklabels()] == [f"{sizes[k]} rows" for k in (1, 2)]


def test_only_mixtures_have_memberships() -> None:
    for draw in (plot_classification, lambda fit: plot_membership(fit, "x")):
        with pytest.raises(InvalidArgument, match="can only be applied to mixture models"):
            draw(fit_of("two_groups"))

"""Layers that a script adds to a finished figure are drawn on its axes."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import port

LINES = """
library(brms)
d <- data.frame(y = c(1, 2, 4), x = c(1, 2, 3))
fit <- brm(y ~ x, data = d)
p <- plot(conditional_effects(fit), plot = FALSE)[[1]] + geom_point(data = d, aes(x, y), size = 2)
"""


def test_points_on_a_finished_figure_are_at_their_values() -> None:
    figure, axes = plt.subplots()
    axes.plot([0, 4], [0, 4])
    rows = pd.DataFrame({"x": [1.0, 2.0], "y": [3.0, 1.0]})
    more = r.overlaid(figure, "point", rows, {"x": "x", "y": "y"})
    points = more.axes[0].collections[0]
    np.testing.assert_array_equal(np.asarray(points.get_offsets()), rows.to_numpy())
    assert not axes.collections  # R leaves the picture itself as it is


def test_levels_are_at_the_ticks_that_they_label() -> None:
    figure, axes = plt.subplots()
    axes.set_xticks([0, 1], ["low", "high"])
    rows = pd.DataFrame({"g": ["high", "low", "high"], "y": [1.0, 2.0, 3.0]})
    more = r.overlaid(figure, "point", rows, {"x": "g", "y": "y"})
    drawn = np.asarray(more.axes[0].collections[0].get_offsets())
    np.testing.assert_array_equal(drawn[:, 0], [1, 0, 1])


def test_a_script_adds_points_to_a_plot_of_effects() -> None:
    ported = port(LINES)
    assert ported.missing == ()
    assert "r.overlaid(" in ported.python


@pytest.mark.parametrize("part", ["geom_point()", "geom_line(aes(y = y))"], ids=["point", "line"])
def test_a_layer_without_data_on_a_finished_figure_is_refused(part: str) -> None:
    ported = port(LINES.replace("geom_point(data = d, aes(x, y), size = 2)", part))
    assert any("needs data of its own" in p.reason for p in ported.pieces)


def test_labels_of_levels_are_changed_by_name_by_place_or_by_a_function() -> None:
    draws = {"a": [1.0, 2.0, 4.0], "b": [0.0, 1.0, 2.0]}
    figure = r.draws_picture(draws, "intervals")

    def labels_of(changed: object) -> list[str]:
        return [t.get_text() for t in changed.axes[0].get_yticklabels()]  # type: ignore[attr-defined]

    assert labels_of(r.relabelled(figure, "y", {"b": "slope"})) == ["a", "slope"]
    assert labels_of(r.relabelled(figure, "y", ["bottom", "top"])) == ["top", "bottom"]
    assert labels_of(r.relabelled(figure, "y", lambda v: [x.upper() for x in v])) == ["A", "B"]
    assert labels_of(figure) == ["a", "b"]
    with pytest.raises(InvalidData, match="There are 2 levels, but 1 labels"):
        r.relabelled(figure, "y", ["x"])


DRAWS = """
library(bayesplot)
x <- matrix(rnorm(40), 20, 2, dimnames = list(NULL, c("a", "b")))
"""


@pytest.mark.parametrize(
    ("line", "python"),
    [
        ("p <- mcmc_areas(x) + vline_0()", 'r.overlaid(r.draws_picture(x, "areas"), "vline"'),
        ("p <- mcmc_areas(x) + vline_at(x[, 1], mean)", "xintercept=r.mean("),
        ("p <- mcmc_hist(x) + vline_at(x, lbub(0.8))", "[(1 - 0.8) / 2, 0.5, (1 + 0.8) / 2]"),
        ("p <- mcmc_scatter(x) + geom_smooth(method = 'lm')", '"smooth", method="lm"'),
        ("p <- mcmc_areas(x) + scale_y_discrete(labels = c(a = 'A'))", "r.relabelled("),
        ("p <- mcmc_scatter(x) + abline_01(linetype = 2)", '"abline", intercept=0, slope=1'),
    ],
)
def test_what_bayesplot_adds_to_a_picture_is_drawn(line: str, python: str) -> None:
    assert python in port(DRAWS + line).python


def test_the_rows_of_a_scatter_plot_serve_a_layer() -> None:
    draws = {"a": np.arange(9.0), "b": 2 * np.arange(9.0) + 1}
    figure = r.overlaid(r.draws_picture(draws, "scatter"), "smooth", method="lm", se=False)
    x, y = figure.axes[0].lines[-1].get_data()
    np.testing.assert_allclose(y, 2 * np.asarray(x) + 1)


def test_another_order_of_levels_is_refused() -> None:
    line = 'p <- mcmc_areas(x) + scale_y_discrete(limits = c("b", "a"))'
    assert "keep their order" in " ".join(p.reason for p in port(DRAWS + line).pieces)

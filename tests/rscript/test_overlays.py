"""Layers that a script adds to a finished figure are drawn on its axes."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from pybrms_mix import r
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
    same = r.overlaid(figure, "point", rows, {"x": "x", "y": "y"})
    assert same is figure
    np.testing.assert_array_equal(np.asarray(axes.collections[0].get_offsets()), rows.to_numpy())


def test_levels_are_at_the_ticks_that_they_label() -> None:
    figure, axes = plt.subplots()
    axes.set_xticks([0, 1], ["low", "high"])
    rows = pd.DataFrame({"g": ["high", "low", "high"], "y": [1.0, 2.0, 3.0]})
    r.overlaid(figure, "point", rows, {"x": "g", "y": "y"})
    drawn = np.asarray(axes.collections[0].get_offsets())
    np.testing.assert_array_equal(drawn[:, 0], [1, 0, 1])


def test_a_script_adds_points_to_a_plot_of_effects() -> None:
    ported = port(LINES)
    assert ported.missing == ()
    assert "r.overlaid(" in ported.python


@pytest.mark.parametrize("part", ["geom_point()", "geom_line(aes(y = y))"], ids=["point", "line"])
def test_a_layer_without_data_on_a_finished_figure_is_refused(part: str) -> None:
    ported = port(LINES.replace("geom_point(data = d, aes(x, y), size = 2)", part))
    assert any("needs data of its own" in p.reason for p in ported.pieces)

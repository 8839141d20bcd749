"""Layers whose settings have a value for each row."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from pybrms_mix import r


@pytest.fixture(autouse=True)
def without_screen() -> None:
    mpl.use("Agg")


def test_lines_take_the_settings_in_order() -> None:
    picture = r.ggplot(pd.DataFrame({"x": [1.0, 5.0], "y": [1.0, 2.0]}), x="x", y="y")
    looks = {"linetype": ["solid", "dashed"], "color": ["red", "blue"], "size": [1, 2]}
    figure = picture.layer("vline", xintercept=[2, 4], **looks).figure()
    lines = figure.axes[0].lines
    assert [line.get_xdata()[0] for line in lines] == [2, 4]
    assert [line.get_linestyle() for line in lines] == ["-", "--"]
    assert [mpl.colors.to_hex(line.get_color()) for line in lines] == ["#ff0000", "#0000ff"]
    plt.close(figure)


@pytest.mark.parametrize(("sides", "count"), [("b", 3), ("bl", 6), ("trbl", 12)])
def test_a_rug_has_a_line_for_each_value_on_each_side(sides: str, count: int) -> None:
    picture = r.ggplot(pd.DataFrame({"x": [1.0, 2.0, 5.0], "y": [1.0, 2.0, 4.0]}), x="x", y="y")
    figure = picture.layer("rug", sides=sides).figure()
    assert len(figure.axes[0].lines) == count
    plt.close(figure)

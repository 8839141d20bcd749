"""Orders of levels in pictures: of axes, legends and groups, and what tells groups apart."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from pybrms_mix import r

LOADS = ["low", "mid", "high"]
D = pd.DataFrame(
    {
        "load": pd.Categorical(np.repeat(LOADS, 8), categories=LOADS),
        "session": ["pre", "post"] * 12,
        "x": np.linspace(1, 30, 24),
        "y": np.sqrt(np.arange(1.0, 25.0)),
    }
)


@pytest.fixture(autouse=True)
def without_screen() -> None:
    mpl.use("Agg")
    plt.close("all")


def axes_of(picture: Any) -> list[Any]:
    figure = plt.figure()
    picture.draw(figure)
    return list(figure.axes)


def legend_of(axes: list[Any]) -> tuple[str, list[str]]:
    legend = next(ax.get_legend() for ax in axes if ax.get_legend() is not None)
    return legend.get_title().get_text(), [t.get_text() for t in legend.get_texts()]


@pytest.mark.parametrize("kind", ["point", "boxplot", "violin", "summary"])
def test_a_legend_has_the_levels_in_their_order(kind: str) -> None:
    picture = r.ggplot(D, x="session", y="y", color="load", fill="load").layer(kind)
    assert legend_of(axes_of(picture)) == ("load", LOADS)


def test_a_legend_of_panels_has_the_levels_in_their_order() -> None:
    picture = r.ggplot(D, x="x", y="y", color="load").layer("point").panels("load")
    assert legend_of(axes_of(picture)) == ("load", LOADS)


def test_scales_set_the_title_the_labels_and_the_order_of_a_legend() -> None:
    picture = r.ggplot(D, x="load", y="y", fill="session").layer("boxplot")
    labels = pd.Series({"post": "After", "pre": "Before"})
    picture = picture.labels(fill="When", legend_labels=labels, legend_breaks=["pre", "post"])
    assert legend_of(axes_of(picture)) == ("When", ["Before", "After"])
    picture = r.ggplot(D, x="session", y="y", fill="load").layer("boxplot")
    picture = picture.labels(legend_labels=["L", "M", "H"])
    assert legend_of(axes_of(picture)) == ("load", ["L", "M", "H"])


@pytest.mark.parametrize(
    ("limits", "expected"),
    [(r.rev, ["high", "mid", "low"]), (["mid", "low", "high"], ["mid", "low", "high"])],
)
def test_limits_of_a_discrete_axis_are_its_levels(limits: Any, expected: list[str]) -> None:
    counts = r.count(D, "load")
    (ax,) = axes_of(r.ggplot(counts, x="load", y="n").layer("col").limits(x=limits))
    assert [t.get_text() for t in ax.get_xticklabels()] == expected


def test_groups_stand_side_by_side_in_the_order_of_their_levels() -> None:
    means = D.groupby(["session", "load"], observed=True, as_index=False)["y"].mean()
    picture = r.ggplot(means, x="session", y="y", fill="load", color="load")
    (ax,) = axes_of(picture.layer("col", position="dodge").layer("point", position="dodge"))
    bars = [bar.get_x() + bar.get_width() / 2 for box in ax.containers for bar in box]
    points = [float(x) for group in ax.collections for x in np.asarray(group.get_offsets())[:, 0]]
    assert points == pytest.approx(bars)
    assert points[::2] == pytest.approx([0.7, 1.0, 1.3])


def test_shapes_and_line_types_tell_groups_apart() -> None:
    picture = r.ggplot(D, x="x", y="y", shape="session", linetype="session")
    (ax,) = axes_of(picture.layer("point").layer("line"))
    outlines = {len(group.get_paths()[0].vertices) for group in ax.collections}
    assert len(outlines) == 2
    assert len({str(line.get_linestyle()) for line in ax.lines}) == 2


def test_a_logarithmic_axis_has_plain_numbers() -> None:
    (ax,) = axes_of(r.ggplot(D, x="x", y="y").layer("point").logged("x"))
    ax.figure.canvas.draw()
    labels = {t.get_text() for t in ax.get_xticklabels()}
    assert {"1", "5", "20"} <= labels
    assert not any("mathdefault" in label for label in labels)


def test_the_edges_of_bins_are_those_of_ggplot2() -> None:
    (ax,) = axes_of(
        r.ggplot(pd.DataFrame({"x": np.arange(1, 9)}), x="x").layer("histogram", bins=6)
    )
    np.testing.assert_allclose([p.get_x() for p in ax.patches], [0.7, 2.1, 3.5, 4.9, 6.3, 7.7])


def test_values_outside_of_limits_leave_a_regression_unless_the_picture_is_zoomed() -> None:
    rows = pd.DataFrame({"x": np.arange(1, 7), "y": [1.0, 2, 3, 4, 5, 60]})
    picture = r.ggplot(rows, x="x", y="y").layer("point").layer("smooth", method="lm", se=False)
    ends = []
    for changed in (picture.limits(y=(0, 10)), picture.zoomed(y=(0, 10))):
        (ax,) = axes_of(changed)
        assert ax.get_ylim() == (0, 10)
        (line,) = ax.lines
        ends.append(np.asarray(line.get_ydata())[[0, -1]].round(4).tolist())
    assert ends == [[1.0, 5.0], [-9.2857, 34.2857]]  # those of lm() in R

"""The lines and dots in pictures of memberships have labels."""

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidData
from tests.results.made import made

RNG = np.random.default_rng(1)
DATA = pd.DataFrame({"y": RNG.normal(size=80), "x": RNG.normal(size=80), "z": RNG.normal(size=80)})
DRAWS = {
    "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "sigma1": 1.0, "sigma2": 1.0,
    "b_theta2_Intercept": 0.0, "b_theta2_x": 1.0,
}  # fmt: skip


def grey(figure):
    return [line for line in figure.axes[0].lines if line.get_label() == "proportion"]


@pytest.mark.parametrize(
    ("formula", "more"), [("theta2 ~ x", {}), ("theta2 ~ x + z", {"b_theta2_z": 2.0})]
)
def test_a_proportion_is_a_line_where_it_depends_on_x_alone(formula, more):
    fit = made(f"bf(y ~ 1, {formula})", DATA, "mixture(gaussian, gaussian)", DRAWS | more)
    figure = pm.plot_membership(fit, "x")
    (line,) = grey(figure)
    assert len(line.get_xdata()) == (15 if more else 80)
    bands = [c for c in figure.axes[0].collections if c.get_label() == "90% of rows"]
    assert len(bands) == bool(more)


def test_a_proportion_at_a_level_is_one_mark():
    data = DATA.assign(f=np.tile(["a", "b"], 40))
    draws = {**DRAWS, "b_theta2_fb": 1.0}
    del draws["b_theta2_x"]
    fit = made("bf(y ~ 1, theta2 ~ f)", data, "mixture(gaussian, gaussian)", draws)
    (marks,) = [
        c for c in pm.plot_membership(fit, "f").axes[1].collections
        if c.get_label() == "proportion"
    ]  # fmt: skip
    heights = [segment[0, 1] for segment in marks.get_segments()]
    theta = pm.posterior_epred(fit, dpar="theta2").mean(axis=0)
    np.testing.assert_allclose(heights, [theta[0], theta[1]])


PERSONS = pd.DataFrame({"id": np.repeat(np.arange(8), 4), "t": np.tile(np.arange(4.0), 8)})
PERSONS["y"] = np.where(PERSONS["id"] < 3, 5.0, -5.0) + PERSONS["t"]


def growth():
    family = pm.mixture("gaussian", nmix=2, gr="id")
    draws = {
        "b_mu1_Intercept": -5.0, "b_mu2_Intercept": 5.0, "b_mu1_t": 1.0, "b_mu2_t": 1.0,
        "sigma1": 1.0, "sigma2": 1.0, "theta1": 0.6, "theta2": 0.4,
    }  # fmt: skip
    return made("y ~ t", PERSONS, family, draws)


def test_a_whole_group_is_one_dot_and_one_line():
    figure = pm.plot_membership(growth(), "t")
    assert len(figure.axes[0].lines[0].get_xdata()) == 8
    (ax, *_) = pm.plot_classification(growth()).axes
    assert np.asarray(ax.images[0].get_array()).shape[0] == 8
    assert [t.get_text() for t in ax.get_yticklabels()] == ["5 groups", "3 groups"]


def test_trajectories_have_a_line_for_each_person_and_class():
    (ax,) = pm.plot_trajectories(growth(), "t").axes
    persons = [line for line in ax.lines if line.get_linewidth() < 1]
    classes = {str(line.get_label()): line for line in ax.lines if line.get_linewidth() > 2}
    assert len(persons) == 8
    np.testing.assert_array_equal(persons[0].get_ydata(), [5, 6, 7, 8])
    assert set(classes) == {"class 1: 5", "class 2: 3"}
    line = classes["class 2: 3"]
    table = pm.conditional_effects(growth(), "t", components=True)["t"]
    np.testing.assert_allclose(line.get_ydata(), table["estimate__.2"])
    np.testing.assert_allclose(line.get_xdata(), table["t"])
    assert persons[0].get_color() == pytest.approx(
        [int(line.get_color()[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    )


def test_without_groups_somebody_must_say_whose_row_it_is():
    fit = made("y ~ t", PERSONS, "mixture(gaussian, gaussian)", {
        "b_mu1_Intercept": -5.0, "b_mu2_Intercept": 5.0, "b_mu1_t": 1.0, "b_mu2_t": 1.0,
        "sigma1": 1.0, "sigma2": 1.0, "theta1": 0.6, "theta2": 0.4,
    })  # fmt: skip
    with pytest.raises(pm.InvalidArgument, match="which rows belong to one person"):
        pm.plot_trajectories(fit, "t")
    with pytest.raises(InvalidData):
        pm.plot_trajectories(growth(), "week")


def test_a_column_that_the_model_does_not_read_is_told_as_such():
    fit = made("y ~ 1", DATA, "mixture(gaussian, gaussian)", {
        "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "sigma1": 1.0, "sigma2": 1.0,
        "theta1": 0.5, "theta2": 0.5,
    })  # fmt: skip
    for call in (
        lambda x: pm.plot_membership(fit, x),
        lambda x: pm.pp_check(fit, "dens_overlay_grouped", group=x),
    ):
        with pytest.raises(InvalidData, match="not one of the columns that the model uses: y") as e:
            call("z")
        assert "its values" in e.value.hint
    pm.plot_membership(fit, DATA["z"])
    with pytest.raises(InvalidData, match="could not be found in 'newdata'"):
        pm.plot_membership(fit, "z", DATA[["y"]])


def test_dynamic_predictions_have_a_panel_for_each_person_and_number_of_visits():
    new = PERSONS[PERSONS["id"].isin(PERSONS["id"].unique()[:2])]
    figure = pm.plot_dynamic_predictions(growth(), new, "t", visits=[0, 2])
    assert len(figure.axes) == 4
    found = pm.dynamic_predictions(growth(), new, "t", visits=[0, 2], seed=1)
    first = found.table[found.table["id"] == found.table["id"].iloc[0]]
    for ax, (_, own) in zip(figure.axes, first.groupby("visits"), strict=False):
        line, shown, later = ax.lines
        np.testing.assert_allclose(line.get_ydata(), own["estimate"])
        assert len(shown.get_xdata()) == int(own["shown"].sum())
        assert len(later.get_xdata()) == int((~own["shown"]).sum())
    many = pd.concat([PERSONS.assign(id=PERSONS["id"].astype(str) + f"_{k}") for k in range(4)])
    with pytest.raises(pm.InvalidArgument, match="too many panels"):
        pm.plot_dynamic_predictions(growth(), many, "t", visits=1)

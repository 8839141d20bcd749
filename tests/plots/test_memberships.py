"""Pictures of memberships say what their lines and dots are."""

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
    (line,) = grey(pm.plot_membership(fit, "x"))
    assert line.get_linestyle() == ("None" if more else "-")
    assert line.get_marker() == ("." if more else "None")


def test_a_column_that_the_model_does_not_read_is_told_as_such():
    fit = made("y ~ 1", DATA, "mixture(gaussian, gaussian)", {
        "b_mu1_Intercept": -1.0, "b_mu2_Intercept": 1.0, "sigma1": 1.0, "sigma2": 1.0,
        "theta1": 0.5, "theta2": 0.5,
    })  # fmt: skip
    for call in (
        lambda x: pm.plot_membership(fit, x),
        lambda x: pm.pp_check(fit, "dens_overlay_grouped", group=x),
    ):
        with pytest.raises(InvalidData, match="not among the columns that the model reads: y") as e:
            call("z")
        assert "its values" in e.value.hint
    pm.plot_membership(fit, DATA["z"])
    with pytest.raises(InvalidData, match="could not be found in 'newdata'"):
        pm.plot_membership(fit, "z", DATA[["y"]])

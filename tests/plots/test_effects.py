"""Conditional effects: brms's tables for the same draws (effects.R), and their pictures."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import (
    conditional_effects,
    custom_family,
    posterior_epred,
    posterior_predict,
    stanvar,
)
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidArgument, PybrmsWarning, UnknownLevel
from pybrms_mix.results.fit import Fit
from tests.plots.seen import labels, numbers, panels, titles
from tests.results.facts import fit_of

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "effects.json").read_text())
DATA = pd.DataFrame(FACTS["data"])
CALLS = [(name, k) for name, case in FACTS["cases"].items() for k in range(len(case["calls"]))]
OWN = {"cond__", "effect1__", "effect2__", "cats__"}


@cache
def fit_from(name: str) -> Fit:
    case = FACTS["cases"][name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PybrmsWarning)
        return fit_from_draws(
            case["formula"], DATA, case["family"], pd.DataFrame(case["draws"]), case["prior"]
        )


def arguments(fact: Any) -> dict[str, Any]:
    """Return Python's arguments; R's list without any is a JSON array."""
    found = dict(fact or {})
    if found.pop("groups", False):
        found["re_formula"] = None
    return {"resolution": 4, **found}


def same(ours: pd.Series, theirs: list[Any]) -> bool:
    if pd.api.types.is_numeric_dtype(ours) and not pd.api.types.is_bool_dtype(ours):
        return bool(np.allclose(ours.astype(float), numbers(theirs), rtol=1e-6, atol=1e-7))
    absent = [None if pd.isna(v) else str(v).upper() for v in ours]
    return absent == [None if v == "NA" else str(v).upper() for v in theirs]


@pytest.mark.parametrize(("name", "number"), CALLS)
@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
def test_tables_are_those_of_brms(name: str, number: int) -> None:
    call = FACTS["cases"][name]["calls"][number]
    answer = call["answer"]
    if "error" in answer:
        with pytest.raises(InvalidArgument) as refused:
            conditional_effects(fit_from(name), **arguments(call["arguments"]))
        assert str(refused.value).startswith(answer["error"])
        return
    found = conditional_effects(fit_from(name), **arguments(call["arguments"]))
    assert list(found) == list(answer)
    for effect, fact in answer.items():
        table = dict(zip(fact["names"], fact["columns"], strict=True))
        known = {n: v for n, v in table.items() if "(" not in n}  # log(w): brms's own columns
        assert set(found[effect].columns) == set(known)
        assert [n for n in found[effect] if n.rstrip(".12").endswith("__")] == [
            n for n in known if n.rstrip(".12").endswith("__")
        ]
        wrong = [n for n, values in known.items() if not same(found[effect][n], values)]
        assert wrong == []
        if fact["spaghetti"]:
            long = dict(zip(fact["spaghetti"]["names"], fact["spaghetti"]["columns"], strict=True))
            ours = found.spaghetti[effect]
            assert all(same(ours[n], long[n]) for n in ("x", "estimate__", "cond__"))
            assert list(ours["sample__"]) == long["sample__"]


def test_the_estimate_is_the_prediction_at_the_row_of_the_table() -> None:
    fit = fit_of("predicted_theta")
    table = conditional_effects(fit, "x:f", resolution=7)["x:f"]
    expected = posterior_epred(fit, table[["x", "f"]], re_formula=False)
    np.testing.assert_allclose(table["estimate__"], np.median(expected, axis=0))
    np.testing.assert_allclose(table["upper__"], np.quantile(expected, 0.975, axis=0))
    drawn = conditional_effects(
        fit, "x", method="posterior_predict", robust=False, resolution=7, seed=1
    )["x"]
    again = posterior_predict(fit, drawn[["x", "f"]], seed=1)
    np.testing.assert_allclose(drawn["estimate__"], np.mean(again, axis=0))  # type: ignore[arg-type]


def test_the_mixtures_mean_lies_among_those_of_its_components() -> None:
    found = conditional_effects(fit_of("predicted_theta"), "x", components=True, robust=False)
    table = found["x"]
    low = table[["estimate__.1", "estimate__.2"]].min(axis=1)
    high = table[["estimate__.1", "estimate__.2"]].max(axis=1)
    assert ((low < table["estimate__"]) & (table["estimate__"] < high)).all()
    means = conditional_effects(fit_of("predicted_theta"), "x", dpar="mu2", robust=False)["x"]
    np.testing.assert_allclose(table["estimate__.2"], means["estimate__"])


@pytest.mark.parametrize("left", ["y | cens(code)", "y | cens(code, upper)", "y | cens(right)"])
def test_codes_of_censoring_have_no_mean_and_need_none(left: str) -> None:
    data = pd.DataFrame({
        "y": [1.0, 2.0, 3.0, 4.0], "x": [0.0, 1.0, 2.0, 4.0], "code": [0, 1, -1, 2],
        "upper": [5.0, 6.0, 7.0, 8.0], "right": [True, False, False, True],
    }).iloc[: 3 if left == "y | cens(code)" else None]  # fmt: skip
    draws = pd.DataFrame({"b_Intercept": [1.0, 3.0], "b_x": [0.5, 0.5], "sigma": [1.0, 1.0]})
    fit = fit_from_draws(f"{left} ~ x", data, "gaussian()", draws)
    found = conditional_effects(fit, resolution=3)["x"]
    assert found["estimate__"].tolist() == pytest.approx((2 + 0.5 * found["x"]).tolist())
    assert posterior_epred(fit, newdata=pd.DataFrame({"x": [2.0]})).tolist() == [[2.0], [4.0]]


def test_what_has_to_be_whole_is_whole_in_the_rows_of_effects() -> None:
    family = custom_family(
        "size", links="identity", type="int", vars="vint1[n]",
        posterior_epred=lambda prep: prep.dpars["mu"] * prep.data["vint1"],
    )  # fmt: skip
    data = pd.DataFrame({"y": [1, 2, 3, 4], "x": [0.0, 1.0, 2.0, 4.0], "n": [3, 4, 7, 8]})
    draws = pd.DataFrame({"b_Intercept": [1.0, 1.0], "b_x": [0.5, 0.5]})
    density = "real size_lpmf(int y, real mu, int n) { return y * log(mu) - n * mu; }"
    code = stanvar(scode=density, block="functions")
    fit = fit_from_draws("y | vint(n) ~ x", data, family, draws, stanvars=code)
    found = conditional_effects(fit, resolution=3)["x"]
    assert set(found["n"]) == {6}  # the median, 5.5, rounded as R rounds
    assert found["estimate__"].tolist() == pytest.approx((6 * (1 + 0.5 * found["x"])).tolist())


def test_made_rows_have_no_index() -> None:
    data = pd.DataFrame({"y": [1.0, 2.0, 3.0], "x": [0.0, 1.0, 2.0], "i": [1, 2, 3]})
    draws = pd.DataFrame({"b_Intercept": [1.0, 3.0], "b_x": [0.5, 0.5], "sigma": [1.0, 1.0]})
    fit = fit_from_draws("y | index(i) ~ x", data, "gaussian()", draws)
    assert len(conditional_effects(fit, resolution=4)["x"]) == 4


def test_a_number_that_is_made_a_factor_is_shown_at_the_values_it_has() -> None:
    data = DATA
    draws = pd.DataFrame(
        {"b_Intercept": [0.0, 0.0], "b_x": [1.0, 1.0]}
        | {f"b_factork{v}": [float(v), v + 2.0] for v in (2, 5, 7, 9)}
        | {n: [1.0, 1.0] for n in ("sigma", "lprior", "lp__")}
    )
    fit = fit_from_draws("y ~ 0 + Intercept + x + factor(k)", data, "gaussian()", draws)
    found = conditional_effects(fit)
    mean = data["x"].mean()
    np.testing.assert_allclose(found["k"]["estimate__"] - mean, [0, 3, 6, 8, 10])
    np.testing.assert_allclose(found["x"]["estimate__"], found["x"]["x"])
    assert len(conditional_effects(fit, "x:k")["x:k"]) == 500


def test_functions_say_where_interactions_are_shown() -> None:
    fit = fit_from("factors")
    ends = conditional_effects(fit, "x:z", int_conditions={"z": lambda z: [z.min(), z.max()]})
    assert sorted(set(ends["x:z"]["z"])) == [DATA["z"].min(), DATA["z"].max()]


def test_panels_are_called_what_the_conditions_are() -> None:
    fit = fit_from("factors")
    named = pd.DataFrame({"z": [0.0, 1.0]}, index=["low", "high"])
    found = conditional_effects(fit, "x", named)
    assert list(dict.fromkeys(found["x"]["cond__"])) == ["low", "high"]
    assert titles(found.plot()["x"]) == ["low", "high"]
    told = conditional_effects(fit, "x", {"z": [0.0, 1.0], "cond__": ["z = 0", "z = 1"]})
    assert titles(told.plot(ncol=1)["x"]) == ["z = 0", "z = 1"]


def test_groups_that_conditions_do_not_name_are_new_ones() -> None:
    found = conditional_effects(fit_of("two_groups"), "x", None, None, None, seed=1)["x"]
    none = conditional_effects(fit_of("two_groups"), "x")["x"]
    assert set(found["g"]) == {"(new)"} and none["g"].isna().all()
    wide, narrow = ((t["upper__"] - t["lower__"]).mean() for t in (found, none))
    assert wide > narrow


def test_what_does_not_fit_the_model_is_refused() -> None:
    fit = fit_of("predicted_theta")
    with pytest.raises(UnknownLevel, match="'pink' is not a level of 'f'"):
        conditional_effects(fit, "x", {"f": ["pink"]})
    with pytest.raises(InvalidArgument, match="Valid distributional parameters are"):
        conditional_effects(fit, "x", dpar="mu3")
    for wrong in ({"method": "fitted"}, {"resolution": 1}):
        with pytest.raises(InvalidArgument, match=f"'{next(iter(wrong))}' must be"):
            conditional_effects(fit, "x", **wrong)  # type: ignore[arg-type]
    for one in ({"dpar": "mu1"}, {"components": True}):
        with pytest.raises(InvalidArgument, match=f"Argument '{next(iter(one))}'"):
            how = "posterior_predict" if "dpar" in one else "posterior_linpred"
            conditional_effects(fit, "x", method=how, **one)  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match="only be used for categorical or ordinal models"):
        conditional_effects(fit, "x", categorical=True)
    with pytest.raises(InvalidArgument, match="'components' applies to responses of mixtures"):
        conditional_effects(fit_of("two_groups"), "x", components=True)
    with pytest.warns(PybrmsWarning, match="Some specified effects are invalid for this mod"):
        assert list(conditional_effects(fit, ["x", "q"])) == ["x"]


def test_an_ordinal_response_is_no_number_without_a_warning() -> None:
    with pytest.warns(PybrmsWarning, match="Please set 'categorical' to TRUE"):
        conditional_effects(fit_from("ordered"), "x")
    found = conditional_effects(fit_from("ordered"), "x", categorical=True, robust=False)
    table = found["x:cats__"]
    np.testing.assert_allclose(table.groupby("x")["estimate__"].sum(), 1)
    figure = found.plot()["x:cats__"]
    assert labels(figure) == ["1", "2", "3"]
    assert panels(figure)[0].get_ylabel() == "Probability"


def test_a_line_is_drawn_through_the_estimates_with_a_band() -> None:
    found = conditional_effects(fit_of("predicted_theta"))
    figures = found.plot()
    assert list(figures) == ["x", "f"]
    (ax,) = panels(figures["x"])
    np.testing.assert_allclose(numbers(ax.lines[0].get_ydata()), found["x"]["estimate__"])
    band = ax.collections[0].get_paths()[0].vertices
    assert np.asarray(band)[:, 1].max() == pytest.approx(found["x"]["upper__"].max())
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x", "y")
    (levels,) = panels(figures["f"])
    assert [t.get_text() for t in levels.get_xticklabels()] == ["blue", "green", "red"]


def test_each_component_has_its_own_colour_and_the_data_have_those_too() -> None:
    fit = fit_of("predicted_theta")
    figure = conditional_effects(fit, "x", components=True).plot(points=True, rug=True)["x"]
    assert labels(figure) == ["mixture", "component 1", "component 2"]
    (ax,) = panels(figure)
    assert len({str(each.get_color()) for each in ax.lines[:3]}) == 3
    points = ax.collections[-1]
    np.testing.assert_allclose(
        np.asarray(points.get_offsets()), fit.model.frame.data[["x", "y"]].to_numpy()
    )
    assert len(np.unique(np.asarray(points.get_facecolor()), axis=0)) > 2
    (by_level,) = panels(conditional_effects(fit, "f", components=True).plot()["f"])
    assert len(by_level.containers) == 3


def test_draws_are_lines_and_surfaces_are_filled() -> None:
    fit = fit_from("factors")
    figure = conditional_effects(fit, "x", spaghetti=True).plot()["x"]
    assert len(panels(figure)[0].lines) == 21 and not panels(figure)[0].collections
    figure = conditional_effects(fit, "z:x", surface=True, resolution=12).plot()["z:x"]
    assert len(figure.axes) == 2  # with the bar of colours
    assert panels(figure)[0].get_ylabel() == "x"
    interaction = conditional_effects(fit, "x:z").plot()["x:z"]
    assert labels(interaction) == ["0.24", "0.52", "0.8"]


def test_points_under_a_condition_are_those_of_its_level() -> None:
    fit = fit_of("predicted_theta")
    under = {"f": ["red", "blue"], "cond__": ["red", "blue"]}
    figure = conditional_effects(fit, "x", under).plot(points=True)["x"]
    shown = [len(ax.collections[-1].get_offsets()) for ax in panels(figure)]
    counts = fit.model.frame.data["f"].value_counts()
    assert shown == [counts["red"], counts["blue"]]


def test_a_condition_that_the_model_does_not_read_is_warned_of() -> None:
    """A misspelt name would otherwise leave the picture at the reference value."""
    fit = fit_of("two_gaussians")
    told = r"The following variables in 'conditions' are not part of the model:\n'X'"
    with pytest.warns(PybrmsWarning, match=told):
        conditional_effects(fit, "x", conditions={"X": [0.0]})
    with pytest.warns(PybrmsWarning, match="in 'int_conditions' are not part of the model"):
        conditional_effects(fit, "x", int_conditions={"w": [0.0]})

"""The comparison of the same model with one, two and three components."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from tests.results.mixture.test_modes import SAME3, THREE, fit_of, three

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

RNG = np.random.default_rng(1)
DATA = pd.DataFrame({"y": np.r_[RNG.normal(0, 1, 40), RNG.normal(8, 1, 60)]})
SHORT = {"chains": 2, "iter": 400, "seed": 1, "backend": "stanli"}


@pytest.fixture(scope="module")
def found():
    return pm.compare_components("y ~ 1", DATA, "gaussian", K=[1, 2, 3], **SHORT)


def test_two_clusters_are_best_told_by_two_components(found):
    assert found.table.index.tolist() == [1, 2, 3]
    assert found.chosen == 2
    assert found.table.loc[1, "elpd_diff"] < -4 * found.table.loc[1, "se_diff"]


def test_the_elpd_is_that_of_loo(found):
    alone = pm.loo(found.fits[2])
    assert found.table.loc[2, "elpd"] == pytest.approx(alone.estimates.loc["elpd_loo", "Estimate"])
    assert found.table.loc[found.best, ["elpd_diff", "se_diff"]].tolist() == [0.0, 0.0]


def test_each_line_tells_of_occupation_and_verdict(found):
    assert found.table["occupied"].between(1, found.table.index).all()
    assert found.table.loc[[1, 2], "occupied"].tolist() == [1.0, 2.0]
    assert found.table.loc[2, "verdict"] == "healthy"
    assert found.table.loc[[1, 2], "entropy"].tolist() == pytest.approx([1.0, 1.0], abs=0.02)
    assert "verdict" in str(found)


def test_each_line_has_the_criteria_at_the_mode_and_the_smallest_class(found):
    table = found.table
    want = -2 * table["log_lik"] + table["parameters"] * np.log(100)
    assert table["BIC"].tolist() == pytest.approx(want.tolist())
    assert table["parameters"].tolist() == [2, 5, 8]
    assert (table["SABIC"] < table["BIC"]).all()
    assert table.loc[1, "ICL"] == table.loc[1, "BIC"]
    assert (table["ICL"] >= table["BIC"]).all()
    assert table[["BIC", "ICL"]].idxmin().tolist() == [2, 2]
    assert table.loc[[1, 2], "smallest"].tolist() == [1.0, 0.4]
    sizes = pm.class_report(found.fits[3]).sizes["share"]
    assert table.loc[3, "smallest"] == sizes.min()
    assert pd.isna(table.loc[1, "modes"])
    assert table.loc[2, "modes"] == found.fits[2].run.modes.matter == 1
    marked = [line for line in str(found).splitlines() if line.split()[1:2] == ["*"]]
    assert [line.split()[0] for line in marked] == ["2"]
    assert f"* {found.reason}" in str(found)


def test_the_picture_has_a_point_for_each_number(found):
    (axes,) = found.plot().axes
    assert axes.get_xticks().tolist() == [1, 2, 3]
    dots = next(line for line in axes.lines if line.get_marker() == "o")
    assert list(dots.get_ydata()) == pytest.approx(list(found.table["elpd_diff"]))


def test_an_executor_gives_the_same_fits(found):
    with ThreadPoolExecutor(1) as pool:
        again = pm.compare_components("y ~ 1", DATA, "gaussian", K=[2], executor=pool, **SHORT)
    want = found.fits[2].posterior.values
    np.testing.assert_array_equal(again.fits[2].posterior.values, want)


def growth() -> pd.DataFrame:
    """Return five rows of each of 30 persons, out of order, in two classes of slopes."""
    rng = np.random.default_rng(2)
    person, t = rng.permutation(np.repeat(np.arange(30), 5)), rng.uniform(-1, 1, 150)
    y = np.where(person % 2, 1.5, -1.5) * t + 0.6 * rng.normal(size=150)
    return pd.DataFrame({"y": y, "t": t, "id": person})


def test_whole_groups_are_compared_by_groups_one_component_included():
    frame = growth()
    found = pm.compare_components(
        "y ~ t", frame, "gaussian", K=[1, 2], gr="id", order="none", **SHORT
    )
    assert found.chosen == 2
    assert found.table.loc[1, "elpd_diff"] < -20
    alone = found.fits[1]
    by_row = pm.log_lik(pm.brm("y ~ t", frame, "gaussian", silent=2, **{"warmup": "auto", **SHORT}))
    want = np.stack([by_row[:, frame["id"] == i].sum(axis=1) for i in range(30)], axis=1)
    np.testing.assert_allclose(pm.log_lik(alone), want)
    assert pm.loo(found.fits[2]).dims[1] == pm.loo(alone).dims[1] == 30


def apart(count: int) -> list[str] | None:
    """Return priors for each component; one alone has the default."""
    numbers = range(1, count + 1) if count > 1 else ()
    return [f"prior(normal({4 * k}, 2), Intercept, dpar = mu{k})" for k in numbers] or None


@pytest.mark.slow
def test_processes_give_the_same_fits_with_priors_by_the_number_of_components():
    arguments = {"K": [1, 2], "prior": apart, **SHORT}
    here = pm.compare_components("y ~ 1", DATA, "gaussian", **arguments)
    with ProcessPoolExecutor(2) as pool:
        there = pm.compare_components("y ~ 1", DATA, "gaussian", executor=pool, **arguments)
    pd.testing.assert_frame_equal(here.table, there.table)
    assert here.fits[2].prior.to_frame()["prior"].str.contains("normal(8, 2)", regex=False).any()


def test_what_is_a_mixture_already_or_no_number_is_refused():
    with pytest.raises(InvalidArgument, match="makes the mixtures itself"):
        pm.compare_components("y ~ 1", DATA, "mixture(gaussian, gaussian)")
    with pytest.raises(InvalidArgument, match="K must hold numbers of components from 1"):
        pm.compare_components("y ~ 1", DATA, K=[0, 1])


def test_the_posterior_of_the_number_of_occupied_components_sums_to_one():
    few = pm.occupied_components(fit_of(three(40, 1, 1e-5), family=THREE, prior=SAME3, spread=1e-6))
    assert few.to_dict() == pytest.approx({1: 0.0, 2: 1.0, 3: 0.0}, abs=0.01)
    two = pm.occupied_components(fit_of())
    assert two[2] == 1.0


@pytest.mark.slow
def test_a_sparse_prior_empties_the_components_that_are_not_needed():
    priors = [f"prior(lognormal(0, 0.5), sigma{k})" for k in (1, 2, 3)]
    few, many = (
        pm.occupied_components(
            pm.brm(
                "y ~ 1", DATA, THREE, [*priors, f"prior(dirichlet({a}), theta)"], silent=2, **SHORT
            )
        )
        for a in (0.02, 4)
    )
    assert few[2] > 0.7
    assert many[3] > 0.9
    assert few.sum() == pytest.approx(1)


def test_all_numbers_are_checked_before_the_first_fit(monkeypatch):
    def never(*_, **__):
        raise AssertionError("a fit was made")

    monkeypatch.setattr("pybrms_mix.api.brm.run", never)
    prior = "prior(normal(0, 1), Intercept, dpar = mu2)"
    with pytest.raises(pm.PybrmsError, match="K = 1: "):
        pm.compare_components("y ~ 1", DATA, "gaussian", prior, K=[2, 1, 3])
    with pytest.raises(InvalidArgument, match="whole numbers"):
        pm.compare_components("y ~ 1", DATA, "gaussian", K=[1, 2.5])


def test_warnings_say_for_which_number_they_are():
    data = DATA.copy()
    data.loc[3, "y"] = np.nan
    with pytest.warns(pm.PybrmsWarning) as caught:
        pm.compare_components("y ~ 1", data, "gaussian", K=[1, 2], **{**SHORT, "iter": 60})
    own = [str(w.message) for w in caught if issubclass(w.category, pm.PybrmsWarning)]
    assert own
    assert all(text.startswith(("K = ", "Found")) for text in own)

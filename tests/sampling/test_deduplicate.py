"""If many rows are equal, the sampler evaluates each once, with the same density."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.stan.data import declared
from pybrms_mix.stan.engines.stanli import Stanli
from tests.programs import Case, stanc
from tests.stan.test_code import CASES

APART = {"whole_groups"}
COUNTS = "mixture(poisson, poisson)"


def repeated(case: Case, times: int = 20) -> Case:
    """Return the case with each row of its data repeated, in random order."""
    rows = np.random.default_rng(1).permutation(np.tile(np.arange(len(case.data)), times))
    return replace(case, data=case.data.iloc[rows].reset_index(drop=True))


def handed(case: Case) -> tuple[str, dict[str, object]]:
    return for_sampler(case.built.model, case.program, prior_only=False)


@pytest.mark.parametrize("name", sorted(CASES.keys() - APART))
def test_counting_equal_rows_changes_no_density(name):
    case = repeated(CASES[name])
    program, data = handed(case)
    assert data["N"] == len(CASES[name].data) and set(data["times"]) == {20}
    few, all_ = Stanli().prepare(program, data), case.prepared
    for seed in range(3):
        u = case.point(seed)
        (value, slope), (expected, steep) = few.log_density(u), all_.log_density(u)
        np.testing.assert_allclose(value, expected, rtol=1e-10)
        np.testing.assert_allclose(slope, steep, rtol=1e-8, atol=1e-8 * np.abs(steep).max())


LIKE_STUDENT = pd.DataFrame({"y": [0.5, 1.5, 2.5, 0.7] * 3, "x": [0.0, 1.0, 0.0, 1.0] * 3}).assign(
    z=lambda d: d["y"] ** 2
)
SEVERAL = "bf(y ~ x) + bf(z ~ 1) + set_rescor(FALSE)"


@pytest.mark.parametrize("formula", ["y ~ x", "y ~ 1", "y | weights(2 - x / 2) ~ x", SEVERAL])
@pytest.mark.parametrize("family", ["student", "gaussian", "mixture(student, student)"])
def test_counted_rows_have_the_density_of_residuals(formula, family):
    """The density of a single family may be a sum, and that of counted rows a product with counts.

    For Student's distribution only the first one takes the predictor's place by a matrix product.
    """
    case = repeated(Case(formula, family, data=LIKE_STUDENT))
    program, data = handed(case)
    assert data["N"] == 4
    stanc(program)
    u = case.point(1)
    (value, slope), (expected, steep) = (
        p.log_density(u) for p in (Stanli().prepare(program, data), case.prepared)
    )
    np.testing.assert_allclose(value, expected, rtol=1e-10)
    np.testing.assert_allclose(slope, steep, rtol=1e-8, atol=1e-8 * np.abs(steep).max())


def test_kinds_of_rows_count_as_often_as_they_come():
    kinds = pd.DataFrame({"y": [0, 1, 2, 2], "x": [0.0, 0.0, 0.0, 1.0]})
    rows = np.random.default_rng(2).choice(4, 300, p=(0.1, 0.2, 0.3, 0.4))
    case = Case("y ~ x", COUNTS, data=kinds.iloc[rows])
    program, data = handed(case)
    found = dict(zip(zip(data["Y"], data["X_mu1"][:, 1], strict=True), data["times"], strict=True))
    assert found == kinds.iloc[rows].value_counts(["y", "x"]).to_dict()
    assert "vector<lower=0>[N] times;" in program
    stanc(program)


def test_weights_of_equal_rows_are_added_up():
    weights = np.random.default_rng(3).uniform(0.5, 2, 400)
    case = Case("y | weights(w) ~ 1", COUNTS, data=pd.DataFrame({"y": [0, 3] * 200, "w": weights}))
    program, data = handed(case)
    np.testing.assert_allclose(data["weights"], [weights[::2].sum(), weights[1::2].sum()])
    assert list(data["times"]) == [200, 200]
    u = case.point(1)
    few = Stanli().prepare(program, data).log_density(u)[0]
    np.testing.assert_allclose(few, case.prepared.log_density(u)[0], rtol=1e-12)


def numbers(rows: int) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    return pd.DataFrame({"y": rng.poisson(3, rows), "x": rng.normal(size=rows)})


@pytest.mark.parametrize(
    "case",
    [
        Case("y ~ x", COUNTS, data=numbers(400)),
        Case("y ~ 1", COUNTS, data=numbers(100)),
        Case("y | mi() ~ 1", data=pd.DataFrame({"y": [0.1, 0.2, 5.0, np.nan] * 100})),
        Case("y ~ 1", "mixture(poisson, poisson, gr = 'y')", data=numbers(400)),
    ],
    ids=["rows_differ", "rows_are_few", "responses_are_missing", "groups_belong_together"],
)
def test_the_program_is_the_models_own_where(case):
    program, data = handed(case)
    assert program == case.program
    assert declared(case.built.model, case.standata).keys() == data.keys()
    assert data["N"] == len(case.data)


def test_of_the_prior_alone_all_rows_are_given():
    case = Case("y ~ 1", COUNTS, data=numbers(400))
    assert for_sampler(case.built.model, case.program, prior_only=True)[1]["N"] == 400


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")
def test_the_user_sees_all_rows():
    data = numbers(400)
    fit = pm.brm("y ~ 1", data, COUNTS, chains=2, iter=200, seed=1, silent=2)
    assert fit.program == pm.make_stancode("y ~ 1", data, COUNTS)
    assert pm.standata(fit)["N"] == fit.nobs == 400
    found = pm.log_lik(fit)
    assert found.shape == (200, 400)
    first = np.unique(data["y"], return_index=True)[1]
    kind = np.searchsorted(data["y"].iloc[first].to_numpy(), data["y"])
    np.testing.assert_array_equal(found, found[:, first][:, kind])

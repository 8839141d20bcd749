"""What another package adds has all that the package's own families, terms and priors have.

``tests/toy/`` adds a family, a term with two simplexes in each component, a prior distribution and
a result. It changes nothing in the package: all of it goes through ``Extension``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, special, stats

import pybrms_mix as pm
from pybrms_mix.api.extension import Extension
from pybrms_mix.base.errors import InvalidFamily, UnknownVariable
from pybrms_mix.family.catalogue import FAMILIES, of_origin
from pybrms_mix.model import values
from pybrms_mix.prior.distributions import DISTRIBUTIONS, Distribution
from pybrms_mix.results.mixture.exchange import permuted
from pybrms_mix.start.guess import guess
from pybrms_mix.start.inits import by_stan
from pybrms_mix.store.save_load import load, save
from tests.programs import Case, stanc
from tests.toy.extension import LOMAX, TOY
from tests.toy.steps import Steps

FORMULA = "y ~ steps(x) + steps(x):z + z"
FAMILY = "mixture(logistic, logistic, order = 'none')"
PRIORS = (
    "prior(lomax(3, 2), class = sigma1)",
    "prior(lomax(3, 2), class = sigma2)",
    "prior(normal(-6, 2), class = Intercept, dpar = mu1)",
    "prior(normal(6, 2), class = Intercept, dpar = mu2)",
    "prior(dirichlet(2, 1, 1), class = rise, coef = stepsx, dpar = mu1)",
)
RISES = {1: (0.2, 0.3, 0.5), 2: (0.6, 0.3, 0.1)}
ROWS = 120


def table() -> pd.DataFrame:
    """Return rows of two components far apart, whose steps have the shares ``RISES``."""
    rng = np.random.default_rng(11)
    x, z = np.tile(np.arange(4), ROWS // 4), rng.normal(size=ROWS)
    k = rng.integers(1, 3, ROWS)
    height = np.array([[0, *np.cumsum(RISES[c])] for c in (1, 2)])[k - 1, x]
    y = np.where(k == 1, -6.0, 6.0) + 3 * height + 0.5 * z + rng.logistic(0, 0.3, ROWS)
    return pd.DataFrame({"y": y, "x": x, "z": z})


DATA = table()


@pytest.fixture(scope="module", autouse=True)
def toy() -> Iterator[None]:
    with TOY:
        yield


@pytest.fixture(scope="module")
def case() -> Case:
    return Case(FORMULA, FAMILY, PRIORS, data=DATA)


@pytest.fixture(scope="module")
def fit(toy: None) -> pm.Fit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pm.ConvergenceWarning)  # the chains are short
        return pm.brm(
            FORMULA, DATA, FAMILY, prior=list(PRIORS), chains=2, iter=400, seed=3, backend="stanli"
        )


def test_the_program_is_valid_stan(case: Case) -> None:
    assert "height_of_steps(bsteps_mu1[2], rise_mu1_2, Jsteps_mu1_2)" in case.program
    assert "lomax_lpdf(sigma1 | 3, 2)" in case.program
    stanc(case.program)


def test_the_data_are_those_of_the_rows(case: Case) -> None:
    assert case.standata["Jsteps_mu1_1"].tolist() == DATA["x"].tolist()
    assert case.standata["Csteps_mu2_2"].tolist() == DATA["z"].tolist()
    assert case.standata["con_rise_mu1_1"].tolist() == [2, 1, 1]
    assert case.standata["con_rise_mu2_1"].tolist() == [1, 1, 1]


def test_the_table_of_priors_has_its_rows() -> None:
    found = pm.get_prior(FORMULA, DATA, FAMILY).to_frame()
    rows = found[found["class"].isin(["steps", "rise"])]
    assert list(zip(rows["class"], rows["coef"], rows["dpar"], rows["prior"], strict=True)) == [
        row
        for mu in ("mu1", "mu2")
        for row in (
            ("rise", "stepsx", mu, "dirichlet(1)"),
            ("rise", "stepsx:z", mu, "dirichlet(1)"),
            ("steps", "", mu, "normal(0, 5)"),
            ("steps", "stepsx", mu, ""),
            ("steps", "stepsx:z", mu, ""),
        )
    ]


def test_variables_have_names_like_those_of_brms(case: Case) -> None:
    names = [v.name for v in case.built.model.variables if "steps" in v.name]
    assert names[:8] == [
        "steps_mu1_stepsx", "rise_mu1_stepsx[1]", "rise_mu1_stepsx[2]", "rise_mu1_stepsx[3]",
        "steps_mu1_stepsx:z", "rise_mu1_stepsx:z[1]", "rise_mu1_stepsx:z[2]",
        "rise_mu1_stepsx:z[3]",
    ]  # fmt: skip


def test_numpy_and_stan_have_the_same_log_lik(case: Case) -> None:
    for seed in range(3):
        point = case.point(seed)
        assert case.log_lik(point).sum() == pytest.approx(case.stan_log_lik(point), rel=1e-9)


def test_a_prior_of_its_own_is_normalised_and_drawn_in_the_program(case: Case) -> None:
    alone = Case("y ~ 1", "logistic", ("prior(lomax(3, 2), class = sigma, lb = 1)",), data=DATA)
    assert "lomax_lccdf(1 | 3, 2)" in alone.program
    both = Case("y ~ 1", "logistic", ("prior(lomax(3, 2), class = sigma)",), "yes", DATA)
    flat = Case("y ~ 1", "logistic", ("prior(lomax(5, 2), class = sigma)",), "yes", DATA)
    stanc(both.program)
    point = both.point(2)
    sigma = both.prepared.constrain(point)["sigma"]
    found = both.prepared.log_density(point)[0] - flat.prepared.log_density(point)[0]
    expected = [stats.lomax.logpdf(sigma, a, scale=2) for a in (3, 5)]
    assert found == pytest.approx(float(expected[0] - expected[1]))
    assert LOMAX.functions == ("lomax",)


def test_starting_values_by_name(case: Case) -> None:
    model = case.built.model
    named = {"steps_mu1_stepsx": 2.0, "rise_mu2_stepsx[1]": 0.5, "b_mu1_Intercept": 1.0}
    found = by_stan(model, named)
    assert found["bsteps_mu1"].tolist() == [2.0, 0.0]
    assert found["rise_mu2_1"].tolist() == [0.5, 0.25, 0.25]
    report = model.report(cells_of(case, found))
    for name, value in named.items():
        assert report[name][0] == pytest.approx(value)


def cells_of(case: Case, start: dict[str, object]) -> dict[str, np.ndarray]:
    """Return Stan's variables where the parameters have the values ``start``, others any."""
    prepared = case.prepared
    cells = prepared.constrain(case.point(1))
    own = {n: np.asarray(start.get(n, cells[n]), dtype=float) for n in prepared.parameters}
    made = prepared.constrain(prepared.unconstrain(own))
    return {n: np.asarray(v)[None, None] for n, v in made.items()}


def test_starting_values_from_the_data(case: Case) -> None:
    """The regression on equal steps finds the two components and the slopes of their steps."""
    model = case.built.model
    found = guess(model)
    assert not isinstance(found, str)
    draws = model.report(cells_of(case, dict(found.candidates()[0])))
    rises = [draws[f"steps_mu{k}_stepsx"][0] for k in (1, 2)]
    assert rises == pytest.approx([1.0, 1.0], abs=0.3)  # 3 over the three steps
    middles = sorted(float(values.etas(model, draws)[f"mu{k}"].mean()) for k in (1, 2))
    assert middles[0] < -3 and middles[1] > 6


def test_estimates_are_those_of_the_simulation(fit: pm.Fit) -> None:
    assert fit.posterior["steps_mu1_stepsx"].mean() == pytest.approx(1.0, abs=0.15)
    for k, shares in RISES.items():
        for at, share in enumerate(shares, 1):
            drawn = fit.posterior[f"rise_mu{k}_stepsx[{at}]"]
            assert abs(drawn.mean() - share) < 4 * drawn.std() + 0.02


def test_components_change_places(fit: pm.Fit) -> None:
    count = fit.posterior.chains * fit.posterior.per_chain
    other = permuted(fit.model, fit.posterior, np.tile([1, 0], (count, 1)))
    for name, turned in (("steps_mu1_stepsx", "steps_mu2_stepsx"),
                         ("rise_mu1_stepsx:z[3]", "rise_mu2_stepsx:z[3]")):  # fmt: skip
        assert np.array_equal(other[name], fit.posterior[turned])
    assert values.log_lik(fit.model, other) == pytest.approx(
        values.log_lik(fit.model, fit.posterior), abs=1e-10
    )


@pytest.mark.wide
def test_labels_that_switch_are_put_in_order() -> None:
    """Components under equal priors change places with all of their parameters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        free = pm.brm(FORMULA, DATA, FAMILY, chains=2, iter=200, seed=3, backend="stanli")
        found = free.relabel().fit
    assert found.log_lik() == pytest.approx(free.log_lik(), abs=1e-10)
    low, high = (found.posterior[f"b_mu{k}_Intercept"] for k in (1, 2))
    assert (low < high).all() or (low > high).all()


def test_prediction_of_the_rows_and_of_new_ones(fit: pm.Fit) -> None:
    expected = fit.posterior_epred()
    assert expected.shape == (400, ROWS)
    new = pd.DataFrame({"x": [0, 1, 2, 3], "z": [0.0, 1.0, -1.0, 0.5]})
    found = fit.posterior_epred(newdata=new)
    draws = fit.posterior
    by_hand = 0.0
    for k in (1, 2):
        mu = draws[f"b_mu{k}_Intercept"][:, None] + np.outer(draws[f"b_mu{k}_z"], new["z"])
        for coef, times in (("stepsx", np.ones(4)), ("stepsx:z", new["z"].to_numpy())):
            shares = draws.matrix([f"rise_mu{k}_{coef}[{i}]" for i in (1, 2, 3)])
            height = np.c_[np.zeros(len(shares)), 3 * np.cumsum(shares, axis=1)]
            mu = mu + draws[f"steps_mu{k}_{coef}"][:, None] * height * times
        by_hand = by_hand + draws[f"theta{k}"][:, None] * mu
    assert found == pytest.approx(by_hand, abs=1e-10)
    drawn = fit.posterior_predict(newdata=new, seed=1)
    assert drawn.shape == (400, 4) and np.isfinite(drawn).all()
    with pytest.raises(UnknownVariable, match="x"):
        fit.posterior_epred(newdata=new[["z"]])


def test_conditional_effects_has_the_term_and_its_interaction(fit: pm.Fit) -> None:
    effects = fit.conditional_effects()
    assert {"x", "z", "x:z"} <= set(effects)
    assert sorted(set(effects["x"]["x"])) == [0, 1, 2, 3]


def test_the_summary_has_a_section(fit: pm.Fit) -> None:
    part = fit.summary().parts["Step Effects"]
    assert list(part.index[:2]) == ["mu1_stepsx", "mu1_stepsx:z"]
    assert "Step Effects: \n" in str(fit)
    steepest = fit.steepest()
    assert (steepest["rise_mu1_stepsx"], steepest["rise_mu2_stepsx"]) == (3, 1)


def test_a_fit_is_stored_and_read(fit: pm.Fit, tmp_path: Path) -> None:
    again = load(save(fit, tmp_path / "toy"))
    assert str(again) == str(fit)
    assert np.array_equal(again.log_lik(), fit.log_lik())


def test_the_family_is_a_function_of_its_parameters(case: Case) -> None:
    family = FAMILIES["logistic"]
    d = {"mu": np.array([[0.5]]), "sigma": np.array([[1.5]])}

    def density(y: float) -> float:
        return float(np.exp(family.log_density(np.array([y]), d, {})[0, 0]))

    total, _ = integrate.quad(density, -60, 60)
    assert total == pytest.approx(1.0, abs=1e-8)
    assert family.cdf is not None
    assert family.cdf(np.array([2.0]), d, {})[0, 0] == pytest.approx(special.expit(1.0))
    assert of_origin("tests.toy") == {"logistic"}
    assert pm.brmsfamily("logistic").name == "logistic"
    (steps, _) = case.built.model.of(Steps)
    assert steps.discrete() == {"x"}


def test_an_extension_that_is_removed_leaves_nothing_behind() -> None:
    TOY.remove()
    try:
        assert "logistic" not in FAMILIES and not hasattr(pm.Fit, "steepest")
        with pytest.raises(InvalidFamily):
            pm.make_stancode("y ~ 1", DATA, "logistic")
        with pytest.raises(pm.PybrmsError):
            pm.make_stancode(FORMULA, DATA, "gaussian")
    finally:
        TOY.add()


def test_an_extension_replaces_nothing() -> None:
    with pytest.raises(ValueError, match="in use: logistic"):
        TOY.add()
    assert list(FAMILIES).count("logistic") == 1


def summary(fit: pm.Fit) -> str:
    """Return nothing: a result under a name that is taken."""
    return ""


def test_neither_a_template_nor_a_method_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "offset.stan.jinja").write_text("{#- Another offset. -#}")
    with pytest.raises(ValueError, match=r"in use: offset\.stan\.jinja"):
        Extension(templates=tmp_path).add()
    with pytest.raises(ValueError, match="in use: summary"):
        Extension(priors=(Distribution("loglogistic", ("a", "b")),), results=(summary,)).add()
    assert "loglogistic" not in DISTRIBUTIONS

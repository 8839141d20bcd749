"""Permuted components in every kind of model: results that do not depend on labels stay equal."""

from __future__ import annotations

import warnings
from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api.from_draws import fit_from_draws
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.results.mixture.alike import interchangeable, structured_alike, told_apart
from pybrms_mix.results.mixture.exchange import permuted
from tests.programs import Case, sim
from tests.stan.test_code import CASES

pytestmark = pytest.mark.filterwarnings("ignore")
_DRAWS = 16


def kinds() -> pd.DataFrame:
    data = sim(24)
    rng = np.random.default_rng(4)
    data["grade"] = np.resize([1, 2, 3, 4], 24)
    data["region"] = np.resize([*"nnss"], 24)
    data["kind"] = data["g"].map({g: "uv"[i % 2] for i, g in enumerate(sorted(set(data["g"])))})
    data["first"], data["second"] = rng.choice([*"abc"], (2, 24))
    data["gap"] = data["y"].where(np.arange(24) % 7 != 0)
    data["unit"] = np.repeat([*"pqrstu"], 4)
    data["wide"] = data["unit"].map(dict(zip("pqrstu", rng.normal(size=6), strict=True)))
    return data


KINDS = kinds()
TWO = "mixture(gaussian, nmix = 2, order = 'none')"
THREE = "mixture(gaussian, nmix = 3, order = 'none')"


def each(text: str, count: int = 2) -> tuple[str, ...]:
    return tuple(text.replace("#", str(k)) for k in range(1, count + 1))


def case(formula: str, family: str = TWO, prior: tuple[str, ...] = ()) -> Case:
    return Case(formula, family, prior, data=KINDS)


# Models whose components may be permuted in any way.
ALIKE = {
    "cs": case("grade ~ cs(x)", "mixture(acat, nmix = 3, order = 'none')"),
    "cs and slopes": case("grade ~ z + cs(x)", "mixture(sratio, nmix = 2, order = 'none')"),
    "equidistant": case(
        "grade ~ x", "mixture(cumulative(threshold = 'equidistant'), nmix = 3, order = 'none')"
    ),
    "thresholds by group": case(
        "grade | thres(gr = region) ~ x", "mixture(cumulative, nmix = 2, order = 'none')"
    ),
    "thresholds in common": case(
        "grade ~ x", "mixture(cumulative, nmix = 2, order = 'mu')",
    ),
    "discrimination": case(
        "bf(grade ~ x, disc1 ~ 0 + z, disc2 ~ 0 + z)",
        "mixture(cumulative, nmix = 2, order = 'none')",
    ),
    "lasso": case("y ~ x + z", THREE, each("prior(lasso(2), class = b, dpar = mu#)", 3)),
    "R2D2": case(
        "bf(y ~ 1, mu1 ~ x + z, mu2 ~ z + x)", TWO, each("prior(R2D2(0.4), class = b, dpar = mu#)")
    ),
    "horseshoe": case("y ~ x + z", TWO, each("prior(horseshoe(1), class = b, dpar = mu#)")),
    "QR": case('bf(y ~ x + z, decomp = "QR")', THREE),
    "QR and R2D2": case(
        'bf(y ~ x + z, decomp = "QR")', TWO, each("prior(R2D2(0.4), class = b, dpar = mu#)")
    ),
    "non-linear": case(
        "bf(y ~ 1) + nlf(mu1 ~ a1 * exp(k * x)) + nlf(mu2 ~ a2 * exp(k * x)) + "
        "nlf(mu3 ~ a3 * exp(k * x)) + lf(a1 + a2 + a3 ~ 1 + z + (1 | g), k ~ 1)", THREE,
        (*each("prior(normal(0, 2), nlpar = a#)", 3), "prior(normal(0, 1), nlpar = k)"),
    ),
    "non-linear in others": case(
        "bf(y ~ 1) + nlf(mu1 ~ b1 - x) + nlf(mu2 ~ b2 - x) + nlf(b1 ~ c1 * 2) + nlf(b2 ~ c2 * 2) "
        "+ lf(c1 + c2 ~ x)", TWO, each("prior(normal(0, 2), nlpar = c#)"),
    ),
    "non-linear crosswise": case(
        "bf(y ~ 1) + nlf(mu1 ~ a + b * x) + nlf(mu2 ~ b + a * x) + lf(a + b ~ 1)", TWO,
        ("prior(normal(0, 2), nlpar = a)", "prior(normal(0, 2), nlpar = b)"),
    ),
    "missing responses": case("gap | mi() ~ x"),
    "groups": case("y ~ x + (1 + x | g)", THREE),
    "IDs across components": case(
        "bf(y ~ x + (1 + x | i | g), sigma1 ~ (1 | i | g), sigma2 ~ (1 | i | g))"
    ),
    "gr(by =)": case("y ~ x + (1 + x | gr(g, by = kind))", THREE),
    "gr(dist =)": case('y ~ x + (1 | gr(g, dist = "student"))'),
    "mm": case("y ~ x + (1 + x | i | mm(first, second))"),
    "mmc": case("y ~ (1 + mmc(x, z) | mm(first, second))"),
    "whole groups": case("y ~ x", "mixture(gaussian, nmix = 3, gr = 'unit', order = 'none')"),
    "whole groups, theta predicted": case(
        "bf(y ~ x, theta1 ~ wide)", "mixture(gaussian, nmix = 2, gr = 'unit', order = 'none')"
    ),
    "order by mu": case("y ~ x", "mixture(gaussian, nmix = 3)"),
    "order by a slope": case("y ~ x", "mixture(gaussian, nmix = 2, order = 'x')"),
    "order by theta": case("y ~ x", "mixture(gaussian, nmix = 3, order = 'theta')"),
    "shared": case("y ~ x + z", "mixture(gaussian, nmix = 3, shared = 'x')"),
    "sigma predicted": case("bf(y ~ x, sigma1 ~ z, sigma2 ~ z, sigma3 ~ z)", THREE),
    "equal means": case('bf(y ~ x, mu2 = "mu1")'),
    "three equal means": case('bf(y ~ x, mu2 = "mu1", mu3 = "mu1")', THREE),
    "theta predicted": case("bf(y ~ x, theta1 ~ z + (1 + x | g))"),
    "theta predicted, shrunk": case(
        "bf(y ~ x, theta2 ~ z + x)", TWO, ("prior(R2D2(0.4), class = b, dpar = theta2)",)
    ),
    "theta and mu in one ID": case("bf(y ~ x + (1 | i | g), theta2 ~ 1 + (1 | i | g))"),
    "two thetas predicted": case(
        "bf(y ~ x + (1 | g), theta1 ~ z, theta3 ~ z)", THREE,
        each("prior(normal(0, 1), Intercept, dpar = theta#)", 3)[::2],
    ),
    "all thetas predicted": case(
        "bf(y ~ x, theta1 ~ z, theta2 ~ z, theta3 ~ z)",
        "mixture(gaussian, nmix = 3, refcat = NA, order = 'none')",
    ),
    "counts": case(
        "bf(count ~ x, zi1 ~ z, zi2 ~ z)",
        "mixture(zero_inflated_negbinomial, nmix = 2, order = 'none')",
    ),
    "extreme values": case("y ~ x", "mixture(gen_extreme_value, nmix = 2, order = 'none')"),
    "smooths": case("y ~ s(x, k = 4) + z", THREE),
    "smooths of theta": case("bf(y ~ x, theta1 ~ s(z, k = 4))"),
    "monotonic effects": case("y ~ mo(grade) * z", THREE),
    "measurement error": case("y ~ me(x, 0.2) * z + me(z, w)", THREE),
    "measurement error by group": case(
        "y ~ me(wide, 0.2, gr = unit) + me(x, 0.3) + (me(x, 0.3) | g)"
    ),
    "measurement error and monotonic": case("y ~ me(x, 0.2):mo(grade) + mo(grade)", THREE),
    "measurement error in one more parameter": case("bf(y ~ me(x, 0.2), theta2 ~ me(x, 0.2))"),
    "processes": case("y ~ gp(x, z, iso = FALSE)"),
    "processes by level": case("y ~ gp(x, by = kind, k = 3, c = 5/4)", THREE),
    "processes of theta": case("bf(y ~ x, theta1 ~ gp(z))"),
    "columns called like parameters": case("y ~ mu2 + sigma1", TWO),
}  # fmt: skip
KINDS["mu2"], KINDS["sigma1"] = KINDS["x"], KINDS["z"]


def made(case: Case) -> pm.Fit:
    """Return a fit whose draws are computed from points of the program."""
    points = [case.draws(case.point(seed)) for seed in range(_DRAWS)]
    names = points[0].names
    table = pd.DataFrame(np.concatenate([p.values[0] for p in points]), columns=list(names))
    table["lprior"], table["lp__"] = 0.0, 0.0
    table[".chain"] = np.repeat([1, 2], _DRAWS // 2)
    table[".iteration"] = np.tile(np.arange(_DRAWS // 2) + 1, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fit_from_draws(
            case.formula, case.data, case.family, table, list(case.prior),
            sample_prior=case.sample_prior, data2=case.data2,
        )  # fmt: skip


def allowed(same: np.ndarray) -> list[tuple[int, ...]]:
    """Return the permutations that exchange only components of the same kind."""
    every = permutations(range(len(same)))
    return [o for o in every if all(same[k, j] for k, j in enumerate(o))]


def check(fit: pm.Fit, order: tuple[int, ...]) -> None:
    orders = np.tile(order, (_DRAWS, 1))
    new = replace(fit, draws=permuted(fit.model, fit.posterior, orders))
    close = {"rtol": 1e-10, "atol": 1e-10}
    data = fit.model.frame.data
    rows = data[data["gap"].notna()] if "gap" in data else None  # those that have a response
    np.testing.assert_allclose(pm.log_lik(new, rows), pm.log_lik(fit, rows), **close)
    if "trunc(" not in "".join(fit.formula):  # truncated mixtures have no posterior_epred
        np.testing.assert_allclose(pm.posterior_epred(new), pm.posterior_epred(fit), **close)
    before, after = (np.asarray(pm.pp_mixture(f, rows, summary=False)) for f in (fit, new))
    np.testing.assert_allclose(after, before[:, :, list(order)], **close)
    old = pm.loo(fit, newdata=rows).elpd
    assert pm.loo(new, newdata=rows).elpd == pytest.approx(old, rel=1e-10)
    back = permuted(fit.model, new.posterior, np.tile(np.argsort(order), (_DRAWS, 1)))
    np.testing.assert_allclose(back.values, fit.posterior.values, **close)


@pytest.mark.parametrize("name", ALIKE)
def test_components_that_are_alike_may_have_any_order(name):
    fit = made(ALIKE[name])
    same = interchangeable(fit)
    assert same.all(), [told_apart(fit.model, i, j) for i, j in np.argwhere(structured_alike(fit))]
    for order in allowed(same):
        check(fit, order)


@pytest.mark.parametrize("name", CASES)
def test_in_any_model_only_what_says_the_same_is_interchangeable(name):
    fit = made(CASES[name])
    for same in (interchangeable(fit), structured_alike(fit)):
        for order in allowed(same) if fit.model.mixture.thetas else ():
            if name == "proportions_of_three" and order[1] != 1:
                with pytest.raises(
                    InvalidArgument, match="would have no counterpart, since log-odds"
                ):
                    check(fit, order)
                continue
            check(fit, order)


def test_predictors_with_missing_values_stay_when_components_change_places():
    data = KINDS.assign(hole=KINDS["x"].where(np.arange(24) % 5 != 0), pit=KINDS["gap"])
    formula = (
        f"bf(y ~ mi(hole) * mo(grade) + mi(pit) + (mi(hole) | g), family = {TWO}) + "
        "bf(hole | mi() ~ z, family = gaussian()) + bf(pit | mi() ~ z, family = gaussian()) + "
        "set_rescor(FALSE)"
    )
    fit = made(Case(formula, data=data)).of_response("y")
    assert interchangeable(fit).all()
    orders = np.tile([1, 0], (_DRAWS, 1))
    new = replace(fit, draws=permuted(fit.model, fit.posterior, orders))
    effects = ["bsp_mu1_y_mihole", "bsp_mu2_y_mihole"]
    np.testing.assert_array_equal(
        new.posterior.matrix(effects), fit.posterior.matrix(effects[::-1])
    )
    own = [name for name in fit.posterior.names if name.startswith("Ymi_")]
    assert {name.split("[")[0] for name in own} == {"Ymi_hole", "Ymi_pit"}
    np.testing.assert_array_equal(new.posterior.matrix(own), fit.posterior.matrix(own))
    for result in (pm.log_lik, pm.posterior_epred):
        np.testing.assert_allclose(result(new), result(fit), rtol=1e-10)
    before, after = (np.asarray(pm.pp_mixture(f, summary=False)) for f in (fit, new))
    np.testing.assert_allclose(after, before[:, :, ::-1], rtol=1e-10, atol=1e-10)


def test_components_that_differ_in_anything_do_not_change_places():
    differ = {
        "offset": case("bf(y ~ x, mu1 ~ x + offset(z))"),
        "weights of memberships": case(
            "bf(y ~ x, mu1 ~ (1 | mm(first, second, weights = cbind(w, time))), "
            "mu2 ~ (1 | mm(first, second)))"
        ),
        "columns": case("bf(y ~ x, mu2 ~ z)"),
        "curves": case(
            "bf(y ~ 1) + nlf(mu1 ~ a * x) + nlf(mu2 ~ b * z) + lf(a + b ~ 1)", TWO,
            ("prior(normal(0, 2), nlpar = a)", "prior(normal(0, 2), nlpar = b)"),
        ),
        "links": case("count ~ x", 'mixture(poisson("log"), poisson("sqrt"), order = "none")'),
        "thresholds": case(
            "grade ~ x",
            "mixture(cumulative(), cumulative(threshold = 'sum_to_zero'), order = 'none')",
        ),
        "proportions": case("bf(y ~ x, theta1 = 1, theta2 = 3)"),
        "equal to one of three": case('bf(y ~ x, mu2 = "mu1")', THREE),
    }  # fmt: skip
    for name, one in differ.items():
        same = interchangeable(made(one))
        assert not same[0, -1], name
    assert interchangeable(made(differ["equal to one of three"]))[0, 1]
    assert interchangeable(made(case("bf(y ~ x, theta1 = 2, theta2 = 2)"))).all()


@pytest.mark.parametrize(
    ("formula", "priors", "told"),
    [
        ("y ~ x", ["prior(dirichlet(3, 15), theta)"], "dirichlet with 3 for theta1, 15 for theta2"),
        ("y ~ x", ["prior(normal(0, 1), class = b, dpar = mu1, lb = 0)"], "lower=0"),
        ("y ~ x", ["prior(normal(0, 1), class = b, dpar = mu1)"], "mu1_x: normal(0, 1), mu2_x"),
        ("y ~ x", ["prior(normal(0, 1), coef = x, dpar = mu2)"], "mu2_x: normal(0, 1)"),
        ("y ~ x + (1 | g)", ["prior(exponential(1), sd, group = g, dpar = mu1)"], "exponential"),
        ("bf(y ~ x, sigma1 = 1.5)", [], "sigma1: 1.5"),
        ("bf(y ~ x, sigma1 = 1, sigma2 = 2)", [], "sigma1: 1"),
        ("y ~ x", ["prior(constant(1), class = sigma1)"], "constant(1)"),
        ("bf(y ~ x, theta1 ~ z)", ["prior(normal(1, 1), Intercept, dpar = theta1)"], "symmetric"),
        ("y ~ x + z", ["prior(horseshoe(1), class = b, dpar = mu1)"], "horseshoe(1)"),
    ],
)
def test_what_priors_tell_apart_is_not_relabelled(formula, priors, told):
    fit = made(case(formula, TWO, tuple(priors)))
    assert structured_alike(fit).all()
    assert not interchangeable(fit)[0, 1]
    with pytest.raises(InvalidArgument, match="The priors distinguish the components") as caught:
        pm.relabel(fit)
    assert told in str(caught.value)


def test_the_same_priors_said_in_two_ways_tell_nothing_apart():
    priors = (
        "prior(normal(0,1), class = b, dpar = mu1)",
        "prior(normal(0, 1), coef = x, dpar = mu2)",
    )
    assert interchangeable(made(case("y ~ x", TWO, priors))).all()

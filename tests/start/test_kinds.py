"""Starts of ordinal components, of curves, and of responses that are missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.build.build import build
from pybrms_mix.start.guess import Guess, guess
from pybrms_mix.start.nonlinear_parameters import Coefficients
from tests.start.test_guess import chosen, inside

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")

CUTS = np.array([-1.0, 0.5, 2.0])


def grades(rows: int = 400, seed: int = 20) -> pd.DataFrame:
    """Return ordered categories of two latent lines, thresholds at CUTS - 1.5 and CUTS + 1."""
    rng = np.random.default_rng(seed)
    x, first = rng.normal(size=rows), rng.random(rows) < 0.4
    latent = np.where(first, 3 * x, -2 * x) + rng.logistic(size=rows)
    cuts = CUTS + np.where(first, -1.5, 1.0)[:, None]
    return pd.DataFrame({"y": 1 + (latent[:, None] > cuts).sum(axis=1), "x": x})


def curves(rows: int = 250, seed: int = 2) -> pd.DataFrame:
    """Return rows about 10 exp(-0.3 x), 40 % of them, and about 4 (1 - exp(-1.2 x))."""
    rng = np.random.default_rng(seed)
    x, first = rng.uniform(0, 5, rows), rng.random(rows) < 0.4
    mean = np.where(first, 10 * np.exp(-0.3 * x), 4 * (1 - np.exp(-1.2 * x)))
    noise = rng.normal(0, 0.4, rows)
    return pd.DataFrame({"y": mean + noise, "x": x, "g": rng.integers(0, 5, rows)})


CURVES = (
    "bf(y ~ 1, nlf(mu1 ~ a * exp(-k * x)), nlf(mu2 ~ m * (1 - exp(-r * x))),"
    " a ~ 1, k ~ 1, m ~ 1 + (1 | g), r ~ 1)"
)
AROUND = [
    "prior(normal(8, 5), nlpar = a, lb = 0)", "prior(normal(1, 1), nlpar = k, lb = 0)",
    "prior(normal(8, 5), nlpar = m, lb = 0)", "prior(exponential(1), nlpar = r, lb = 0)",
]  # fmt: skip
FREE = "mixture(gaussian, gaussian, order = 'none')"


def best(formula: object, data: pd.DataFrame, family: str, prior: object = None):
    """Return the candidate of the highest density among the starts, in the program's variables."""
    prepared, points = chosen(formula, data, family, prior)
    return prepared.constrain(points[0])


@pytest.mark.parametrize("family", ["cumulative", "sratio", "cratio", "acat"])
@pytest.mark.parametrize("kind", ["flexible", "equidistant", "sum_to_zero"])
def test_ordinal_components_start_inside_whatever_their_thresholds(family, kind):
    word = f"{family}(threshold = '{kind}')"
    prepared, points = chosen("y ~ x", grades(120), f"mixture({word}, {word}, order = 'none')")
    assert inside(prepared, points)


def test_ordinal_components_start_at_their_slopes_and_thresholds():
    cells = best("y ~ x", grades(), "mixture(cumulative, cumulative, order = 'none')")
    up, down = sorted((1, 2), key=lambda k: -float(cells[f"b_mu{k}"][0]))
    assert float(cells[f"b_mu{up}"][0]) == pytest.approx(3, abs=1)
    assert float(cells[f"b_mu{down}"][0]) == pytest.approx(-2, abs=0.8)
    np.testing.assert_allclose(cells[f"Intercept_mu{up}"], CUTS - 1.5, atol=1.2)
    np.testing.assert_allclose(cells[f"Intercept_mu{down}"], CUTS + 1, atol=1.3)


def test_thresholds_of_groups_of_rows_and_shared_ones_have_starts():
    data = grades(120).assign(g=np.tile(["a", "b"], 60))
    for formula, family in (
        ("y | thres(3, gr = g) ~ x", "mixture(cumulative, cumulative, order = 'none')"),
        ("y ~ x", "mixture(sratio, sratio, order = 'mu')"),
        ("y ~ x", "cumulative"),
    ):
        prepared, points = chosen(formula, data, family)
        assert inside(prepared, points)


def test_curves_start_through_the_rows():
    cells = best(CURVES, curves(), FREE, AROUND)
    found = [float(np.ravel(cells[f"b_{n}"])[0]) for n in "akmr"]
    assert found == pytest.approx([10, 0.3, 4, 1.2], rel=0.15)
    assert float(np.ravel(cells["theta"])[0]) == pytest.approx(0.4, abs=0.07)
    assert float(cells["sigma1"]) == pytest.approx(0.4, rel=0.5)


def test_a_curve_beside_a_line_and_one_alone_start_through_the_rows():
    line = "bf(y ~ a * exp(-k * x), a ~ 1, k ~ 1, mu2 ~ x, nl = TRUE)"
    rng = np.random.default_rng(5)
    data = curves().assign(which=rng.random(250) < 0.5)
    data["y"] = np.where(data["which"], 10 * np.exp(-0.6 * data["x"]), 3 * data["x"]) + rng.normal(
        0, 0.5, 250
    )
    cells = best(line, data, FREE, AROUND[:2])
    assert float(np.ravel(cells["b_a"])[0]) == pytest.approx(10, rel=0.15)
    assert float(np.ravel(cells["b_mu2"])[0]) == pytest.approx(3, rel=0.1)
    alone = data[data["which"]]
    cells = best("bf(y ~ a * exp(-k * x), a ~ 1, k ~ 1, nl = TRUE)", alone, "gaussian", AROUND[:2])
    assert float(np.ravel(cells["b_k"])[0]) == pytest.approx(0.6, rel=0.1)


def test_curves_keep_to_the_bounds_and_constants_of_their_priors():
    priors = ["prior(normal(8, 5), nlpar = a, lb = 0, ub = 9)", "prior(constant(0.5), nlpar = k)"]
    prepared, points = chosen(
        "bf(y ~ a * exp(-k * x), a ~ 1, k ~ 1, nl = TRUE)", curves(), "gaussian", priors
    )
    for point in points:
        cells = prepared.constrain(point)
        assert 0 < float(np.ravel(cells["b_a"])[0]) < 9
        assert float(np.ravel(cells["b_k"])[0]) == 0.5


def test_a_curve_under_a_link_is_followed_on_its_scale():
    rng = np.random.default_rng(6)
    x = rng.uniform(0, 5, 300)
    data = pd.DataFrame({"x": x, "y": rng.poisson(np.exp(3 * np.exp(-0.4 * x)))})
    formula = "bf(y ~ a * exp(-k * x), a ~ 1, k ~ 1, nl = TRUE)"
    cells = best(formula, data, "poisson", AROUND[:2])
    assert float(np.ravel(cells["b_a"])[0]) == pytest.approx(3, rel=0.25)
    assert float(np.ravel(cells["b_k"])[0]) == pytest.approx(0.4, rel=0.35)


@pytest.mark.parametrize(
    ("prior", "middle", "scale"),
    [
        ("normal(8, 5)", 8, 5),
        ("student_t(3, 1, 2)", 1, 2),
        ("lognormal(1, 0.5)", np.e, 0.5 * np.e),
        ("gamma(4, 2)", 2, 1),
        ("exponential(2)", 0.5, 0.5),
        ("beta(2, 2)", 0.5, 0.5 / 5**0.5),
    ],
)
def test_priors_say_where_a_coefficient_is_expected(prior, middle, scale):
    model = build(
        "bf(y ~ a * x, a ~ 1, nl = TRUE)", curves(), "gaussian", f"prior({prior}, nlpar = a)"
    ).model
    coefs = Coefficients.of(model, {"nlp_a"})
    assert (coefs.middle[0], coefs.scale[0]) == pytest.approx((middle, scale))


def test_missing_responses_start_where_some_component_expects_them():
    rng = np.random.default_rng(7)
    x, first = rng.normal(size=120), rng.random(120) < 0.5
    y = np.where(first, -50.0, 900.0) + 2 * x + rng.normal(size=120)
    y[:20] = np.nan
    prepared, points = chosen("y | mi() ~ x", pd.DataFrame({"y": y, "x": x}), FREE)
    cells = [prepared.constrain(p) for p in points]
    found = np.array([c["Ymi"] for c in cells])
    assert (np.minimum(np.abs(found + 50), np.abs(found - 900)) < 10).all()
    assert (np.ptp(found, axis=0) > 800).any()  # chains need not agree
    assert sorted(float(cells[0][f"Intercept_mu{k}"]) for k in (1, 2)) == pytest.approx(
        [-50, 900], abs=2
    )


def test_missing_responses_of_a_positive_family_start_positive():
    rng = np.random.default_rng(8)
    y = rng.gamma(2, 3, 80)
    y[::9] = np.nan
    prepared, points = chosen("y | mi() ~ 1", pd.DataFrame({"y": y}), "mixture(lognormal, weibull)")
    assert inside(prepared, points)


def test_equal_curves_start_through_the_rows_and_differ_in_their_spread():
    rng = np.random.default_rng(9)
    x, wide = rng.uniform(0, 5, 300), rng.random(300) < 0.5
    y = 10 * np.exp(-0.4 * x) + np.where(wide, 2.0, 0.2) * rng.normal(size=300)
    formula = 'bf(y ~ 1, nlf(mu1 ~ a * exp(-k * x)), mu2 = "mu1", a ~ 1, k ~ 1)'
    cells = best(formula, pd.DataFrame({"y": y, "x": x}), FREE, AROUND[:2])
    assert float(np.ravel(cells["b_a"])[0]) == pytest.approx(10, rel=0.1)
    assert sorted(float(cells[f"sigma{k}"]) for k in (1, 2)) == pytest.approx([0.2, 2], rel=0.5)


def test_every_model_with_rows_has_a_guess():
    for formula, data, family, prior in (
        ("y ~ x", grades(60), "mixture(cumulative, cumulative)", None),
        (CURVES, curves(60), FREE, AROUND),
    ):
        assert isinstance(guess(build(formula, data, family, prior).model), Guess)

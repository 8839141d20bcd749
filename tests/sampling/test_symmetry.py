"""Unconstrained points with permuted components have the same density."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from pybrms_mix.sampling.order_probability import log_probability_of_order
from pybrms_mix.sampling.symmetry import NoCounterpart, Symmetry
from tests.programs import Case
from tests.results.mixture.test_exchange import KINDS, case, each, made

pytestmark = pytest.mark.filterwarnings("ignore")

HALF = ", theta1 = 1, theta2 = 1)"
# Models without a simplex: another order is a permutation of the unconstrained point.
MODELS = {
    "groups": case(f"bf(y ~ x + (1 + x | g){HALF}"),
    "gr(by =)": case(f"bf(y ~ (1 + x | gr(g, by = kind)){HALF}"),
    "gr(dist =)": case(f'bf(y ~ (1 | gr(g, dist = "student")){HALF}'),
    "lasso": case(f"bf(y ~ x + z{HALF}", prior=each("prior(lasso(2), class = b, dpar = mu#)")),
    "horseshoe": case(
        f"bf(y ~ x + z{HALF}", prior=each("prior(horseshoe(1), class = b, dpar = mu#)")
    ),
    "QR": case(f'bf(y ~ x + z, decomp = "QR"{HALF}'),
    "sigma predicted": case(f"bf(y ~ x, sigma1 ~ z, sigma2 ~ z{HALF}"),
    "constants": case(
        f"bf(y ~ x + z{HALF}", prior=each("prior(constant(1), coef = x, dpar = mu#)")
    ),
    "cs": case(f"bf(grade ~ cs(x){HALF}", "mixture(acat, nmix = 2, order = 'none')"),
    "non-linear": case(
        "bf(y ~ 1, theta1 = 1, theta2 = 1) + nlf(mu1 ~ a1 * exp(k * x)) + "
        "nlf(mu2 ~ a2 * exp(k * x)) + lf(a1 + a2 ~ 1 + z, k ~ 1)",
        prior=(*each("prior(normal(0, 2), nlpar = a#)"), "prior(normal(0, 1), nlpar = k)"),
    ),
    "missing responses": case(f"bf(gap | mi() ~ x{HALF}"),
    "theta predicted": case("bf(y ~ x, theta2 ~ z)"),
}  # fmt: skip


@pytest.mark.wide
@pytest.mark.parametrize("name", MODELS)
def test_the_density_is_the_same_with_components_exchanged(name):
    model = MODELS[name]
    symmetry = Symmetry(made(model), model.prepared)
    assert symmetry.orders == ((0, 1), (1, 0))
    for seed in range(3):
        point = model.point(seed)
        other = symmetry.image(point, (1, 0))
        assert not np.allclose(point, other)
        np.testing.assert_allclose(
            model.prepared.log_density(other)[0], model.prepared.log_density(point)[0], rtol=1e-9
        )
        np.testing.assert_allclose(symmetry.image(other, (1, 0)), point, atol=1e-9)
        np.testing.assert_allclose(symmetry.images(point[None], (1, 0))[0], other, atol=1e-9)


def test_what_has_no_counterpart_is_said():
    model = case("bf(y ~ x + (1 | i | g), theta1 = 1, theta2 = 1)")
    with pytest.raises(NoCounterpart):
        Symmetry(made(model), model.prepared)


@pytest.mark.parametrize("priors", [
    ("normal(0, 1)", "normal(0, 1)", "normal(0, 1)"),
    ("normal(0, 2)", "student_t(3, 1, 2)", "cauchy(2, 1)"),
    ("logistic(1, 1)", "double_exponential(0, 2)", "gumbel(0.5, 1)"),
])  # fmt: skip
def test_the_probability_of_an_order_is_how_often_draws_are_in_it(priors):
    rows = tuple(f"prior({p}, Intercept, dpar = mu{k})" for k, p in enumerate(priors, 1))
    model = Case("y ~ 1", "mixture(gaussian, nmix = 3)", rows, data=KINDS).built.model
    scipy = {
        "normal(0, 1)": stats.norm(0, 1), "normal(0, 2)": stats.norm(0, 2),
        "student_t(3, 1, 2)": stats.t(3, 1, 2), "cauchy(2, 1)": stats.cauchy(2, 1),
        "logistic(1, 1)": stats.logistic(1, 1), "double_exponential(0, 2)": stats.laplace(0, 2),
        "gumbel(0.5, 1)": stats.gumbel_r(0.5, 1),
    }  # fmt: skip
    draws = [scipy[p].rvs(400_000, random_state=k) for k, p in enumerate(priors)]
    share = np.mean(np.all([a < b for a, b in pairwise(draws)], axis=0))
    assert np.exp(log_probability_of_order(model)) == pytest.approx(share, abs=0.003)


@pytest.mark.parametrize("shapes", [(2, 2), (1, 3), (0.5, 4)])
def test_the_probability_of_ascending_proportions_is_that_of_the_dirichlet(shapes):
    prior = (f"prior(dirichlet{shapes}, theta)",)
    model = Case("y ~ 1", "mixture(gaussian, nmix = 2, order = 'theta')", prior).built.model
    expected = stats.beta(*shapes).cdf(0.5)
    assert np.exp(log_probability_of_order(model)) == pytest.approx(expected, abs=1e-4)

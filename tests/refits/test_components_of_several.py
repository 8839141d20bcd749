"""Numbers of classes of several responses, compared with a latent class analysis by SciPy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import optimize, special, stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.refits.any_number import AnyNumber
from pybrms_mix.refits.likelihood_ratio import Bound

pytestmark = pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.ConvergenceWarning")

ITEMS = ["u1", "u2", "u3", "u4"]
FORMULA = f"bf(mvbind({', '.join(ITEMS)}) ~ 1)"
SHORT = {"chains": 1, "iter": 200, "seed": 1, "executor": 1, "silent": 2}


def items(count: int = 90) -> pd.DataFrame:
    """Return binary items of two classes, some of them missing."""
    rng = np.random.default_rng(3)
    shares = np.array([[0.9, 0.85, 0.2, 0.1], [0.15, 0.1, 0.9, 0.8]])
    found = (rng.random((count, 4)) < shares[rng.integers(0, 2, count)]).astype(float)
    found[::9, 1] = np.nan
    return pd.DataFrame(found, columns=ITEMS)


def prior(count: int) -> list[str]:
    numbers = [f", dpar = mu{k}" for k in range(1, count + 1)] if count > 1 else [""]
    return [f"prior(normal(0, 1.5), class = Intercept, resp = {u}{end})"
            for u in ITEMS for end in numbers]  # fmt: skip


def by_scipy(u: np.ndarray, count: int) -> tuple[float, float]:
    """Return log likelihood and entropy at the penalised maximum of a latent class analysis.

    The penalty is that of normal priors on the log odds, and of the Jacobian of the proportions.
    """
    seen = ~np.isnan(u)

    def joint(point: np.ndarray) -> np.ndarray:
        odds = point[: 4 * count].reshape(count, 4)
        shares = special.log_softmax(np.r_[0.0, point[4 * count :]])
        each = np.where(u == 1, special.log_expit(odds[:, None]), special.log_expit(-odds[:, None]))
        return (np.where(seen, each, 0.0).sum(axis=2) + shares[:, None]).T

    def negative(point: np.ndarray) -> float:
        odds, shares = point[: 4 * count], special.log_softmax(np.r_[0.0, point[4 * count :]])
        penalty = stats.norm.logpdf(odds, 0, 1.5).sum() + (shares.sum() if count > 1 else 0.0)
        return -float(special.logsumexp(joint(point), axis=1).sum() + penalty)

    starts = np.random.default_rng(1).normal(0, 1, (10, 4 * count + count - 1))
    best = min((optimize.minimize(negative, s) for s in starts), key=lambda r: r.fun)
    logs = joint(best.x)
    p = special.softmax(logs, axis=1)
    return float(special.logsumexp(logs, axis=1).sum()), float(-(p * np.log(p)).sum())


@pytest.fixture(scope="module")
def found() -> pm.ComponentComparison:
    return pm.compare_components(FORMULA, items(), "bernoulli", prior, K=[1, 2], **SHORT)


def test_criteria_are_those_of_a_latent_class_analysis(found: pm.ComponentComparison) -> None:
    u, n = items().to_numpy(), 90
    for count in (1, 2):
        line = found.table.loc[count]
        log_lik, disorder = by_scipy(u, count)
        size = 4 * count + count - 1
        assert line["parameters"] == size
        assert line["log_lik"] == pytest.approx(log_lik, abs=1e-3)
        assert line["BIC"] == pytest.approx(-2 * log_lik + size * np.log(n), abs=2e-3)
        assert line["SABIC"] == pytest.approx(-2 * log_lik + size * np.log((n + 2) / 24), abs=2e-3)
        wanted = line["BIC"] + (2 * disorder if count > 1 else 0.0)
        assert line["ICL"] == pytest.approx(wanted, abs=5e-3)
    assert found.chosen == 2 and found.without_mode == {}
    assert found.fits[1].nobs == found.fits[2].nobs == n


def test_the_classes_are_those_of_all_responses(found: pm.ComponentComparison) -> None:
    fit = found.fits[2]
    assert fit.family == "MV(" + ", ".join(["mixture(bernoulli, bernoulli)"] * 4) + ")"
    assert found.table.loc[2, "smallest"] == pm.class_report(fit).sizes["share"].min()
    alone = found.fits[1]
    p = special.expit(np.stack([alone.posterior[f"b_{u}_Intercept"] for u in ITEMS], axis=1))
    u = items().to_numpy()
    each = np.where(u == 1, np.log(p)[:, None], np.log1p(-p)[:, None])
    np.testing.assert_allclose(alone.log_lik(), np.where(np.isnan(u), 0, each).sum(axis=2))


def test_whole_groups_of_responses_of_different_families_are_compared() -> None:
    rng = np.random.default_rng(1)
    person, second = np.repeat(np.arange(20), 3), np.repeat(np.arange(20) % 2, 3)
    data = pd.DataFrame(
        {"id": person, "y": rng.normal(3 * second), "n": rng.poisson(1 + 4 * second)}
    )
    formula = pm.bf("y ~ 1", family="gaussian") + pm.bf("n ~ 1", family="poisson")
    found = pm.compare_components(formula, data, K=[1, 2], gr="id", **SHORT)
    assert found.chosen == 2
    assert [pm.loo(fit).dims[1] for fit in found.fits.values()] == [20, 20]
    assert found.fits[1].family == "MV(gaussian, poisson)"


def test_the_likelihood_ratio_of_simulated_responses_has_their_names_and_holes() -> None:
    model = AnyNumber.of(FORMULA, "bernoulli", None, None, "bootstrap_lrt").model(2)
    fit = pm.brm(model[0], items(), model[1], prior(2), empty=True)
    bound = Bound.of(fit, 50)
    mode = bound.mode()
    assert mode is not None
    assert bound.log_lik(mode) == pytest.approx(by_scipy(items().to_numpy(), 2)[0], abs=1e-3)
    drawn = bound.simulated(mode, np.random.default_rng(1))
    assert list(drawn) == ITEMS and all(set(y) <= {0, 1} for y in drawn.values())
    other = bound.with_responses(drawn)
    new = np.stack([*drawn.values()], axis=1).astype(float)
    new[np.isnan(items().to_numpy())] = np.nan
    again = other.mode()
    assert again is not None
    assert other.log_lik(again) == pytest.approx(by_scipy(new, 2)[0], abs=1e-3)


@pytest.mark.slow
def test_a_second_class_is_found_by_the_bootstrap() -> None:
    found = pm.bootstrap_lrt(FORMULA, items(), "bernoulli", prior, K=2, n=9, seed=1, executor=1,
                             silent=2)  # fmt: skip
    assert found.p_value == 0.1


def test_families_of_formulas_come_first() -> None:
    """The family of a formula does not replace the mixtures that are compared."""
    data = pd.DataFrame({"n": [0, 1, 2, 9, 8, 7, 1, 8]})
    made = AnyNumber.of(pm.bf("n ~ 1", family="poisson"), "gaussian", None, None, "f")
    assert pm.brm(made.model(1)[0], data, made.model(1)[1], empty=True).family == "poisson"
    two = pm.brm(made.model(2)[0], data, made.model(2)[1], empty=True)
    assert two.family == "mixture(poisson, poisson)"


def test_mistakes_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="'order' cannot be 'mu' for several responses"):
        pm.compare_components(FORMULA, items(), "bernoulli", order="mu")
    with pytest.raises(InvalidArgument, match="makes the mixtures itself"):
        pm.compare_components(FORMULA, items(), "mixture(bernoulli, bernoulli)")

"""Simulated data and models for the benchmark of gradients. Each has one main mode."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

Model = tuple[str, pd.DataFrame, str, list[str] | None]
TWO = "mixture(gaussian, gaussian)"


def _lines(rng: np.random.Generator, rows: int, apart: float) -> pd.DataFrame:
    x, second = rng.normal(size=rows), rng.random(rows) < 0.6
    mean = np.where(second, apart + x, -apart - x)
    return pd.DataFrame({"x": x, "second": second, "mean": mean, "w": rng.normal(size=rows)})


def two_gaussians(rng: np.random.Generator) -> Model:
    """Return two crossing lines."""
    d = _lines(rng, 500, 2)
    return "y ~ x", d.assign(y=d["mean"] + 1.2 * rng.normal(size=len(d))), TWO, None


def two_students(rng: np.random.Generator) -> Model:
    """Return two lines with outliers."""
    d = _lines(rng, 800, 3)
    return (
        "y ~ x",
        d.assign(y=d["mean"] + rng.standard_t(5, len(d))),
        "mixture(student, student)",
        None,
    )


def two_poissons(rng: np.random.Generator) -> Model:
    """Return counts of two rates."""
    d = _lines(rng, 1000, 2)
    rate = np.exp(np.where(d["second"], 2 + 0.4 * d["x"], 0.3 + 0.2 * d["x"]))
    return "y ~ x", d.assign(y=rng.poisson(rate)), "mixture(poisson, poisson)", None


def predicted_theta(rng: np.random.Generator) -> Model:
    """Return two lines whose proportions depend on a covariate."""
    d = _lines(rng, 1000, 2)
    second = rng.random(len(d)) < 1 / (1 + np.exp(d["w"]))
    mean = np.where(second, 2 + d["x"], -2 - d["x"])
    return "bf(y ~ x, theta1 ~ w)", d.assign(y=mean + 1.2 * rng.normal(size=len(d))), TWO, None


def three_gaussians(rng: np.random.Generator) -> Model:
    """Return three parallel lines."""
    d = _lines(rng, 1000, 2)
    mean = np.array([-4.0, 0.0, 5.0])[rng.integers(0, 3, len(d))] + 0.3 * d["x"]
    return "y ~ x", d.assign(y=mean + rng.normal(size=len(d))), "mixture(gaussian, nmix = 3)", None


def thirty_groups(rng: np.random.Generator) -> Model:
    """Return two lines with an intercept for each of 30 groups."""
    d = _lines(rng, 600, 2)
    g, levels = rng.integers(0, 30, len(d)), 0.6 * rng.normal(size=(2, 30))
    own = levels[d["second"].astype(int), g]
    return (
        "y ~ x + (1 | g)",
        d.assign(g=g, y=d["mean"] + own + 1.2 * rng.normal(size=len(d))),
        TWO,
        None,
    )


def _priors(kind: str, text: str, count: int = 2) -> list[str]:
    return [f"prior({text}, {kind}, dpar = mu{k})" for k in range(1, count + 1)]


def zero_inflated(rng: np.random.Generator) -> Model:
    """Return counts of two rates, each with additional zeros."""
    d = _lines(rng, 1000, 2)
    rate = np.exp(np.where(d["second"], 2.5 + 0.3 * d["x"], 0.8 + 0.2 * d["x"]))
    y = rng.poisson(rate) * (rng.random(len(d)) < 0.8)
    family = "mixture(zero_inflated_poisson, zero_inflated_poisson)"
    return "y ~ x", d.assign(y=y), family, _priors("b", "normal(0, 1)")


def ordinal(rng: np.random.Generator) -> Model:
    """Return ratings in four categories that depend on a covariate in opposite directions."""
    return _ratings(rng, [-2, 0, 2])


def six_categories(rng: np.random.Generator) -> Model:
    """Return ratings in six categories that depend on a covariate in opposite directions."""
    return _ratings(rng, [-3, -1.5, 0, 1.5, 3])


def _ratings(rng: np.random.Generator, thresholds: list[float]) -> Model:
    x, second = rng.normal(size=600), rng.random(600) < 0.5
    latent = np.where(second, 2.5, -2.5) * x + rng.logistic(size=600)
    d = pd.DataFrame({"x": x, "y": 1 + np.digitize(latent, thresholds)})
    prior = ["prior(normal(-2, 1), b, dpar = mu1)", "prior(normal(2, 1), b, dpar = mu2)"]
    return "y ~ x", d, "mixture(cumulative, cumulative, order = 'none')", prior


def four_gaussians(rng: np.random.Generator) -> Model:
    """Return four clusters."""
    which = rng.choice(4, 1200, p=[0.4, 0.3, 0.2, 0.1])
    y = np.array([-6.0, -1.0, 3.0, 8.0])[which] + rng.normal(size=1200)
    return "y ~ 1", pd.DataFrame({"y": y}), "mixture(gaussian, nmix = 4)", None


def correlated(rng: np.random.Generator) -> Model:
    """Return two lines with six covariates that are highly correlated."""
    common = rng.normal(size=(1000, 1))
    x = common + 0.3 * rng.normal(size=(1000, 6))
    d = pd.DataFrame(x, columns=[f"x{i}" for i in range(6)])
    mean = np.where(rng.random(1000) < 0.6, 3 + x.sum(axis=1) / 6, -3 - x[:, 0])
    formula = f"y ~ {' + '.join(d.columns)}"
    return formula, d.assign(y=mean + rng.normal(size=1000)), TWO, None


def theta_by_factor(rng: np.random.Generator) -> Model:
    """Return two clusters whose proportions differ between the levels of a factor."""
    f = rng.integers(0, 4, 800)
    second = rng.random(800) < np.array([0.2, 0.4, 0.6, 0.9])[f]
    d = pd.DataFrame({"f": np.array(list("abcd"))[f], "y": 3.0 * second + rng.normal(size=800)})
    prior = ["prior(normal(0, 2), b, dpar = theta2)"]
    return "bf(y ~ 1, theta2 ~ f)", d, TWO, prior


def slopes_of_groups(rng: np.random.Generator) -> Model:
    """Return two lines with an intercept and a slope for each of 60 groups."""
    d = _lines(rng, 1500, 2)
    g, levels = rng.integers(0, 60, len(d)), 0.5 * rng.normal(size=(2, 2, 60))
    own = levels[d["second"].astype(int), :, g]
    y = d["mean"] + own[:, 0] + own[:, 1] * d["x"] + rng.normal(size=len(d))
    return "y ~ x + (1 + x | g)", d.assign(g=g, y=y), TWO, None


def crossed_groups(rng: np.random.Generator) -> Model:
    """Return two lines with intercepts of 30 subjects and 20 items that are crossed."""
    d = _lines(rng, 600, 2)
    s, i, second = rng.integers(0, 30, 600), rng.integers(0, 20, 600), d["second"].astype(int)
    subjects, items = 0.6 * rng.normal(size=(2, 30)), 0.5 * rng.normal(size=(2, 20))
    y = d["mean"] + subjects[second, s] + items[second, i] + 1.2 * rng.normal(size=600)
    return "y ~ x + (1 | subject) + (1 | item)", d.assign(subject=s, item=i, y=y), TWO, None


def nested_groups(rng: np.random.Generator) -> Model:
    """Return two lines with intercepts of 12 schools and of 5 classes in each of them."""
    d = _lines(rng, 900, 2)
    school, number, second = rng.integers(0, 12, 900), rng.integers(0, 5, 900), d["second"]
    second, inner = second.astype(int), 5 * school + number
    schools, classes = 0.6 * rng.normal(size=(2, 12)), 0.4 * rng.normal(size=(2, 60))
    y = d["mean"] + schools[second, school] + classes[second, inner] + 1.2 * rng.normal(size=900)
    return (
        "y ~ x + (1 | school / class)",
        d.assign(**{"school": school, "class": number, "y": y}),
        TWO,
        None,
    )


def growth(rng: np.random.Generator) -> Model:
    """Return persons who belong to one of two lines, with an intercept for each person."""
    person, time = np.repeat(np.arange(60), 6), np.tile(np.arange(6.0), 60)
    first = rng.random(60) < 0.4
    y = np.where(first[person], 1 + 0.8 * time, 3 - 0.2 * time) + 0.5 * rng.normal(size=60)[person]
    d = pd.DataFrame({"id": person, "time": time, "y": y + 0.6 * rng.normal(size=360)})
    return "y ~ time + (1 | id)", d, "mixture(gaussian, gaussian, gr = 'id')", None


SHAPES: dict[str, Callable[[np.random.Generator], Model]] = {
    "two gaussians": two_gaussians,
    "two students": two_students,
    "two poissons": two_poissons,
    "predicted theta": predicted_theta,
    "three gaussians": three_gaussians,
    "zero-inflated": zero_inflated,
    "ordinal": ordinal,
    "six categories": six_categories,
    "four gaussians": four_gaussians,
    "correlated covariates": correlated,
    "theta by a factor": theta_by_factor,
    "30 groups": thirty_groups,
    "60 groups with slopes": slopes_of_groups,
    "crossed groups": crossed_groups,
    "nested groups": nested_groups,
    "growth of persons": growth,
}

"""Optima, roots, tests and profiles of the likelihood (tests/reference/optima.R)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData

ANSWERS = json.loads((Path(__file__).parents[1] / "reference" / "optima.json").read_text())
DATA = pd.DataFrame(
    {
        "x": np.arange(8.0),
        "y": [1.0, 3, 2, 8, 5, 9, 20, 15],
        "z": [0, 0, 1, 0, 1, 1, 1, 0],
        "g": ["a", "b", "a", "b", "a", "b", "b", "a"],
    }
)


def banana(p: Any) -> float:
    return float(100 * (p[1] - p[0] ** 2) ** 2 + (1 - p[0]) ** 2)


def flat(*values: Any) -> np.ndarray:
    return np.concatenate([np.ravel(np.asarray(v, dtype=float)) for v in values])


def nelder_mead() -> np.ndarray:
    found = r.optim([-1.2, 1], banana)
    return flat(found["par"], found["value"], found["counts"].iloc[0])


def bfgs() -> dict[str, Any]:
    return r.optim([-1.2, 1], banana, method="BFGS", hessian=True)


def upwards() -> np.ndarray:
    start = pd.Series({"a": 1.0, "b": 1.0})
    found = r.optim(
        start, lambda p: -float(((np.asarray(p) - [3, 4]) ** 2).sum()), method="BFGS",
        control={"fnscale": -1},
    )  # fmt: skip
    assert list(found["par"].index) == ["a", "b"]
    return flat(found["par"], found["value"])


def root() -> np.ndarray:
    found = r.uniroot(lambda x: x**3 - x - 1, [0, 2])
    return flat(*(found[n] for n in ("root", "f.root", "iter", "estim.prec")))


def area() -> np.ndarray:
    inner = r.integrate(stats.norm.pdf, -1.96, 1.96)["value"]
    return flat(inner, r.integrate(lambda v: np.exp(-v), 0, np.inf)["value"])


def of_test(found: Any, *names: str) -> np.ndarray:
    return flat(*(found[n] for n in names))


def paired() -> np.ndarray:
    found = r.t_test(DATA["x"], DATA["y"], paired=True, alternative="less")
    first = of_test(found, "statistic", "parameter", "p.value")
    return flat(first, found["conf.int"][1], found["estimate"])


T = ("statistic", "parameter", "p.value", "conf.int")
CASES: dict[str, Callable[[], np.ndarray]] = {
    "nelder_mead": nelder_mead,
    "bfgs": lambda: flat(bfgs()["par"], bfgs()["value"]),
    "hessian": lambda: flat(bfgs()["hessian"]),
    "upwards": upwards,
    "root": root,
    "area": area,
    "poisson": lambda: flat(r.confint(r.glm("y ~ x", "poisson", DATA))),
    "binomial": lambda: flat(r.confint(r.glm("z ~ x + g", "binomial", DATA), level=0.9)),
    "gaussian": lambda: flat(r.confint(r.glm("y ~ x + g", "gaussian", DATA))),
    "gamma": lambda: flat(r.confint(r.glm("y ~ x", "Gamma", DATA, link="log"))),
    "wald": lambda: flat(r.confint_default(r.lm("y ~ x", DATA))),
    "welch": lambda: of_test(r.t_test_of(DATA["y"], DATA["g"]), *T, "estimate", "stderr"),
    "paired": paired,
    "equal": lambda: of_test(
        r.t_test_of(DATA["y"], DATA["g"], var_equal=True, conf_level=0.9), *T
    ),
    "cor": lambda: of_test(
        r.cor_test(DATA["x"], DATA["y"]), "statistic", "parameter", "p.value", "estimate",
        "conf.int",
    ),
    "chi": lambda: of_test(r.chisq_test(r.table(DATA["z"], DATA["g"])), "statistic", "p.value"),
    "given": lambda: of_test(
        r.chisq_test([10, 20, 15], p=[0.2, 0.5, 0.3]), "statistic", "p.value", "stdres"
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_numbers_are_those_of_r(name: str) -> None:
    np.testing.assert_allclose(CASES[name](), ANSWERS[name], rtol=1e-7, atol=1e-12)


def test_a_function_that_is_not_finite_at_the_start_is_refused() -> None:
    for method in ("Nelder-Mead", "BFGS"):
        with pytest.raises(InvalidData):
            r.optim([1.0], lambda p: float("nan"), method=method)


def test_methods_and_settings_that_are_not_here_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="SANN"):
        r.optim([1.0], lambda p: float(p[0] ** 2), method="SANN")
    with pytest.raises(InvalidArgument, match="lmm"):
        r.optim([1.0], lambda p: float(p[0] ** 2), control={"lmm": 3})


def test_a_root_needs_different_signs() -> None:
    with pytest.raises(InvalidData, match="opposite sign"):
        r.uniroot(lambda x: x**2 + 1, [0, 1])

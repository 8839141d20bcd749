"""The distributions of Stan that a prior can have: their arguments and supports."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from pybrms_mix.base.extensible import Catalogue


@dataclass(frozen=True)
class Distribution:
    """A continuous distribution.

    Attributes:
        name: the name in Stan.
        parameters: the names of the arguments.
        lower, upper: the bounds of the support.
        known: whether brms knows these bounds. brms normalises over bounds of a parameter that are
            equal to bounds which it does not know, without effect on the density.
        expects: a function from the arguments to the approximate location and scale of the draws.
        functions: the files of ``functions/`` that define a distribution that Stan lacks.
    """

    name: str
    parameters: tuple[str, ...]
    lower: str = ""
    upper: str = ""
    known: bool = True
    expects: Callable[..., tuple[float, float]] | None = None
    functions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Domain:
    """The values that an argument of a distribution may have, with their name in messages."""

    lower: float
    upper: float
    words: str

    def has(self, value: float) -> bool:
        """Return whether ``value`` is allowed: finite and strictly inside the interval."""
        return self.lower < value < self.upper


_FINITE = Domain(-math.inf, math.inf, "a finite number")
_POSITIVE = Domain(0.0, math.inf, "a positive, finite number")
_UNIT = Domain(0.0, 1.0, "a number between 0 and 1")
_REAL = ("mu", "xi")  # arguments of any distribution that may be negative
_OWN = {
    ("skew_normal", "alpha"): _FINITE,
    ("skew_double_exponential", "tau"): _UNIT,
    ("beta_proportion", "mu"): _UNIT,
    ("uniform", "alpha"): _FINITE,
    ("uniform", "beta"): _FINITE,
}


def domain(distribution: str, argument: str) -> Domain:
    """Return the values that an argument of a distribution of Stan may have.

    >>> domain("normal", "sigma").words
    'a positive, finite number'
    """
    return _OWN.get((distribution, argument), _FINITE if argument in _REAL else _POSITIVE)


def _plainly(*arguments: float) -> tuple[float, float]:
    """Return location and scale: the last two arguments."""
    return arguments[-2], arguments[-1]


_LOCATION_SCALE = ("mu", "sigma")

_ALL = (
    Distribution("normal", _LOCATION_SCALE, expects=_plainly),
    Distribution("std_normal", (), expects=lambda: (0.0, 1.0)),
    Distribution("student_t", ("nu", *_LOCATION_SCALE), expects=_plainly),
    Distribution("cauchy", _LOCATION_SCALE, expects=_plainly),
    Distribution("double_exponential", _LOCATION_SCALE, expects=_plainly),
    Distribution("logistic", _LOCATION_SCALE, expects=_plainly),
    Distribution("gumbel", ("mu", "beta"), expects=_plainly),
    Distribution("skew_normal", ("xi", "omega", "alpha"), expects=lambda m, s, a: (m, s)),
    Distribution("exp_mod_normal", (*_LOCATION_SCALE, "lambda")),
    Distribution("skew_double_exponential", (*_LOCATION_SCALE, "tau")),
    Distribution(
        "lognormal", _LOCATION_SCALE, "0", expects=lambda m, s: (math.exp(m), math.exp(m) * s)
    ),
    Distribution("chi_square", ("nu",), "0"),
    Distribution("inv_chi_square", ("nu",), "0"),
    Distribution("scaled_inv_chi_square", ("nu", "sigma"), "0"),
    Distribution("exponential", ("beta",), "0", expects=lambda b: (1 / b, 1 / b)),
    Distribution("gamma", ("alpha", "beta"), "0", expects=lambda a, b: (a / b, math.sqrt(a) / b)),
    Distribution(
        "inv_gamma", ("alpha", "beta"), "0", expects=lambda a, b: (b / (a + 1), b / (a + 1))
    ),
    Distribution("weibull", ("alpha", "sigma"), "0", expects=lambda a, s: (s, s / a)),
    Distribution("frechet", ("alpha", "sigma"), "0"),
    Distribution("rayleigh", ("sigma",), "0"),
    Distribution("pareto", ("y_min", "alpha"), "0"),
    Distribution("pareto_type_2", ("mu", "lambda", "alpha"), "0"),
    Distribution(
        "beta",
        ("alpha", "beta"),
        "0",
        "1",
        expects=lambda a, b: (a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)),
    ),
    Distribution("beta_proportion", ("mu", "kappa"), "0", "1"),
    Distribution("von_mises", ("mu", "kappa"), "-pi()", "pi()"),
    Distribution(
        "uniform",
        ("alpha", "beta"),
        "0",
        "1",
        known=False,
        expects=lambda a, b: ((a + b) / 2, (b - a) / 4),
    ),
)

DISTRIBUTIONS = Catalogue({d.name: d for d in _ALL})

# Distributions that only parameters of one kind can have.
SIMPLEX = "dirichlet"
CORRELATION = ("lkj", "lkj_corr", "lkj_corr_cholesky")
CONSTANT = "constant"
SHRINKAGE = ("horseshoe", "R2D2", "lasso")
SPECIAL = (SIMPLEX, *CORRELATION, CONSTANT, *SHRINKAGE)

"""The distributions of Stan that may be a prior: their arguments and supports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Distribution:
    """A continuous distribution: its parameters by name, and the bounds of its support."""

    name: str
    parameters: tuple[str, ...]
    lower: str = ""
    upper: str = ""
    # Bounds that brms does not know of: it normalises over them all the same.
    known: bool = True


_LOCATION_SCALE = ("mu", "sigma")

_ALL = (
    Distribution("normal", _LOCATION_SCALE),
    Distribution("std_normal", ()),
    Distribution("student_t", ("nu", *_LOCATION_SCALE)),
    Distribution("cauchy", _LOCATION_SCALE),
    Distribution("double_exponential", _LOCATION_SCALE),
    Distribution("logistic", _LOCATION_SCALE),
    Distribution("gumbel", ("mu", "beta")),
    Distribution("skew_normal", ("xi", "omega", "alpha")),
    Distribution("exp_mod_normal", (*_LOCATION_SCALE, "lambda")),
    Distribution("skew_double_exponential", (*_LOCATION_SCALE, "tau")),
    Distribution("lognormal", _LOCATION_SCALE, "0"),
    Distribution("chi_square", ("nu",), "0"),
    Distribution("inv_chi_square", ("nu",), "0"),
    Distribution("scaled_inv_chi_square", ("nu", "sigma"), "0"),
    Distribution("exponential", ("beta",), "0"),
    Distribution("gamma", ("alpha", "beta"), "0"),
    Distribution("inv_gamma", ("alpha", "beta"), "0"),
    Distribution("weibull", ("alpha", "sigma"), "0"),
    Distribution("frechet", ("alpha", "sigma"), "0"),
    Distribution("rayleigh", ("sigma",), "0"),
    Distribution("pareto", ("y_min", "alpha"), "0"),
    Distribution("pareto_type_2", ("mu", "lambda", "alpha"), "0"),
    Distribution("beta", ("alpha", "beta"), "0", "1"),
    Distribution("beta_proportion", ("mu", "kappa"), "0", "1"),
    Distribution("von_mises", ("mu", "kappa"), "-pi()", "pi()"),
    Distribution("uniform", ("alpha", "beta"), "0", "1", known=False),
)

DISTRIBUTIONS = {d.name: d for d in _ALL}

# What is read for parameters of its own kind only.
SIMPLEX = "dirichlet"
CORRELATION = ("lkj", "lkj_corr", "lkj_corr_cholesky")
CONSTANT = "constant"
SHRINKAGE = ("horseshoe", "R2D2", "lasso")
SPECIAL = (SIMPLEX, *CORRELATION, CONSTANT, *SHRINKAGE)

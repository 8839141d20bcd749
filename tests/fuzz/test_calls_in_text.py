"""Wrong arguments in R text: every function of formulas, priors and families, by its parameters."""

from __future__ import annotations

import random
import warnings

import numpy as np
import pandas as pd

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.design.all_rows import ALL_ROWS
from pybrms_mix.design.call_matching import parameters_of
from pybrms_mix.design.elementwise import FUNCTIONS
from pybrms_mix.design.more_functions import MORE_FUNCTIONS
from pybrms_mix.design.transforms import TRANSFORMS
from tests.fuzz.budget import rounds, seed

DATA = pd.DataFrame({
    "y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1, 0.3, 5.5], "x": np.arange(8.0), "g": list("aabbaabb"),
    "n": [3] * 8, "f": pd.Categorical(list("pqpqpqrr")), "o": [1, 2, 3, 1, 2, 3, 1, 2],
})  # fmt: skip
WRONG = (
    "NA", "NULL", "Inf", "-Inf", "NaN", "0", "-1", "0.5", "1e9", "1e300", "1:Inf", "NA:1", "1:1e9",
    "c()", "c(1, NA)", "c(1, 2, 3)", '"a"', '""', "TRUE", "T", "x", "g", "f", "missing", "list()",
    "list(1, 2)", "cbind(x, y)", "0x1p3", "0x10", "-x", "!x", "x ~ y", "~ x", "function(x) x", "5L",
    "1e-400", "rep(1, 1e9)", "rep(1, NA)", "c(a = 1)", "`x`", "(1)", "x$y", "x[1]", "-", "",
)  # fmt: skip
KINDS = {"x": "x", "object_": "f", "n": "3", "test": "x > 1", "ref": '"p"', "contr": "contr.sum"}
ADDITIONS = (
    "weights", "trials", "cens", "trunc", "se", "subset", "dec", "rate", "vint", "vreal", "index",
    "thres", "cat", "mi",
)  # fmt: skip
PRIORS = (
    "normal", "student_t", "dirichlet", "constant", "horseshoe", "R2D2", "lasso", "lkj", "gamma",
    "uniform", "exponential", "beta",
)  # fmt: skip
PLACES = ("class", "coef", "group", "resp", "dpar", "nlpar", "lb", "ub", "tag")
OPTIONS = ("nmix", "order", "flist", "gr", "refcat", "shared", "link", "link_sigma")
CHOICES = {
    "ADDITION": ADDITIONS, "PRIOR": PRIORS, "PLACE": PLACES, "OPTION": OPTIONS,
    "ONE": ("gaussian", "cumulative", "binomial", "student"),
    "MIX": ("mixture(gaussian, gaussian)",),
    "FLAG": ("nl", "center", "cmc", "sparse", "decomp", "family"),
    "GR": ("by", "cov", "dist", "cor", "id"), "WRONG": WRONG, "OTHER": WRONG,
}  # fmt: skip
# A formula, a family and a prior, with words of ``CHOICES``.
CALLS = (
    ("y | ADDITION(WRONG) ~ x", "ONE", ""),
    ("bf(y ~ x, sigma = WRONG, theta1 = OTHER)", "MIX", ""),
    ("bf(y ~ x, FLAG = WRONG)", "gaussian", ""), ("y ~ x + (WRONG | OTHER)", "gaussian", ""),
    ("y ~ x + (1 | gr(g, GR = WRONG))", "gaussian", ""),
    ("y ~ WRONG + offset(OTHER)", "gaussian", ""), ("y ~ x:WRONG + x^OTHER", "gaussian", ""),
    ("y ~ x", "mixture(gaussian, gaussian, OPTION = WRONG)", ""),
    ("y ~ x", "ONE(WRONG, OPTION = OTHER)", ""),
    ("y ~ x", "MIX", "prior(PRIOR(WRONG, OTHER), class = b)"),
    ("y ~ x", "MIX", "prior(PRIOR(WRONG), class = theta)"),
    ("y ~ x", "MIX", "prior(normal(0, 1), PLACE = WRONG)"),
    ("y ~ x", "gaussian", "set_prior(WRONG, PLACE = OTHER)"),
)  # fmt: skip


def of_formulas(rng: random.Random) -> str:
    """Return a formula that calls a function with one wrong argument."""
    tables = (TRANSFORMS, FUNCTIONS, MORE_FUNCTIONS, ALL_ROWS)
    table = rng.choice(tables)
    name = rng.choice(sorted(table))
    parameters = parameters_of(table[name], remembers=table is TRANSFORMS)
    wrong = rng.choice(parameters)[0]
    given = []
    for own, needed in parameters:
        if needed or own in (wrong, "dots"):
            value = rng.choice(WRONG) if own in (wrong, "dots") else KINDS.get(own, "x")
            spelt = own.rstrip("_").replace("_", ".")
            given.append(value if own == "dots" else f"{spelt} = {value}")
    return f"y ~ {name}({', '.join(given)})"


def call(rng: random.Random) -> tuple[str, str, str | None]:
    """Return a formula, a family and a prior, one of them with a wrong argument."""
    if rng.random() < 0.4:
        return of_formulas(rng), "gaussian", None
    formula, family, prior = (filled(text, rng) for text in rng.choice(CALLS))
    return formula, family, prior or None


def filled(text: str, rng: random.Random) -> str:
    """Return a text with a choice in the place of each of its words."""
    for word, choices in CHOICES.items():
        text = text.replace(word, rng.choice(choices))
    return text


def test_only_errors_of_the_package_come_out() -> None:
    rng = random.Random(seed())
    foreign = []
    for _ in rounds(1000):
        formula, family, prior = call(rng)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pm.make_stancode(formula, DATA, family, prior)
                pm.make_standata(formula, DATA, family, prior)
        except PybrmsError:
            pass
        except Exception as error:
            foreign.append(f"{formula} | {family} | {prior}: {type(error).__name__}: {error}")
    assert not foreign, "\n".join(foreign)

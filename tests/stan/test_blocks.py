"""The text of every template, block by block, as approved: tests/golden/blocks/TEMPLATE.stan."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.design.stanvars import stanvar
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.pieces.fold import Residual
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.locate import locatable
from pybrms_mix.sampling.rewrite import rewritable
from pybrms_mix.stan import code
from pybrms_mix.stan.punctuation import unmarked
from tests.conftest import GOLDEN
from tests.programs import Case, sim
from tests.stan.blocks import TEMPLATES, Recorder, page, recording
from tests.stan.test_code import CASES, WHOLE_PROGRAMS


def data() -> pd.DataFrame:
    """Return rows of sim.csv with ratings, sets of levels and responses that are missing."""
    found = sim(24)
    number = np.arange(24)
    levels = {level: f"s{at % 2}" for at, level in enumerate(sorted(set(found["g"])))}
    return found.assign(
        rating=1 + number % 5,
        set=found["g"].map(levels),
        gap=found["y"].where(number % 7 != 0),
        upper=found["y"] + 1,
        high=number % 2,
        unit=np.repeat([*"pqrstu"], 4),
        wide=np.repeat(np.linspace(-1, 1, 6), 4),
    )


DATA = data()
POSITIVE = DATA.assign(upper=np.exp(DATA["upper"] / 10))
RELATED = pd.DataFrame(np.eye(6) + 0.1, list("pqrstu"), list("pqrstu"))
FOO = (
    'custom_family("foo", c("mu", "tau"), c("identity", "log"), lb = c(NA, 0), vars = "vreal1[n]")'
)
FOO_LPDF = stanvar(
    block="functions",
    scode="real foo_lpdf(real y, real mu, real tau, real v) { return normal_lpdf(y | mu, tau); }",
)
TOGETHER_LPDF = stanvar(
    block="functions",
    scode="real together_lpdf(vector y, vector mu, vector s) { return normal_lpdf(y | mu, s); }",
)
EVERYWHERE = (
    stanvar([1, 2], "which")
    + stanvar([[0.5, 1.5], [1.0, 2.0]], "knots")
    + stanvar(2.5, "m0", "real<lower=0> m0;")
    + stanvar(block="tdata", scode="real twice = 2 * m0;")
    + stanvar(block="parameters", scode="vector[2] extra;")
    + stanvar(block="tparameters", scode="real total = sum(extra);")
    + stanvar(block="model", scode="extra ~ normal(twice, 1);")
    + stanvar(block="genquant", scode="real more = total + 1;")
)
# Models that serve for blocks. Their likelihoods are compared with NumPy in test_records.py.
MORE = {
    "noisy": Case("y | mi(0.3) ~ x", "gaussian", data=DATA),
    "thresholds of groups": Case(
        "rating ~ x + (1 | g) + (cs(x) | g) + (cs(0 + z) || set)", "acat", data=DATA
    ),
    "measured": Case("y ~ me(x, 0.2) * z + exp(me(wide, 0.1, gr = unit))", data=DATA),
    "measured_together": Case("y ~ me(x, 0.2) + me(z, 0.1)", "gaussian", data=DATA),
    "thresholds": Case("rating ~ x + (1 | g)", "cumulative", data=DATA),
    "thresholds_in_steps": Case("rating ~ x", "sratio(threshold = 'equidistant')", data=DATA),
    "thresholds_about_zero": Case("rating ~ x", "mixture(acat, acat)", data=DATA),
    "thresholds_of_groups": Case("rating | thres(4, gr = f) ~ x", "cratio", data=DATA),
    "category_specific": Case("rating ~ x + cs(z)", "mixture(acat, acat)", data=DATA),
    "orthogonal_slopes": Case('bf(rating ~ x + z, decomp = "QR")', "cumulative", data=DATA),
    "sets_of_levels": Case("y ~ x + (1 + x | gr(g, by = set))", data=DATA),
    "sets_of_levels_apart": Case("y ~ x + (1 + x || gr(g, by = set))", data=DATA),
    "related_levels": Case(
        "y ~ (1 + x | gr(unit, cov = A)) + (0 + z | gr(unit, cov = A))",
        "gaussian", data=DATA, data2={"A": RELATED},
    ),
    "heavy_tails": Case(
        'y ~ (1 + x | gr(g, dist = "student")) + (1 | gr(h, dist = "student"))', data=DATA
    ),
    "memberships": Case("y ~ (1 + mmc(x, z) | mm(g, h))", data=DATA),
    "missing_responses": Case("gap | mi() ~ x", data=DATA),
    "interval_censored": Case("y | cens(cens, upper) ~ x", "gaussian", data=DATA),
    "whole_groups_predicted": Case(
        "bf(y ~ x, theta1 ~ wide)", "mixture(gaussian, nmix = 2, gr = 'unit')", data=DATA
    ),
    "class_of_responses": Case(
        "bf(gap ~ x) + bf(y ~ x) + lf(theta2 ~ x)", 'mixture(gaussian, nmix = 2, class = "a")',
        data=DATA,
    ),
    "ascending_proportions": Case("y ~ x", "mixture(gaussian, nmix = 3, order = 'theta')"),
    "ascending_proportions_drawn": Case(
        "y ~ x", "mixture(gaussian, nmix = 3, order = 'theta')", sample_prior="yes"
    ),
    "density_of_the_user": Case(
        "bf(y | vreal(z) ~ x)", f"mixture({FOO}, gaussian)", data=DATA, stanvars=FOO_LPDF
    ),
    "density_of_the_user_of_all_rows": Case(
        "bf(y ~ 1, sigma ~ 1)",
        'custom_family("together", c("mu", "sigma"), c("identity", "log"), loop = FALSE)',
        data=DATA, stanvars=TOGETHER_LPDF,
    ),
    "code_of_the_user": Case("y ~ x", "gaussian", data=DATA, stanvars=EVERYWHERE),
    "correlated_residuals": Case(
        "bf(y | se(upper^2, sigma = TRUE) ~ x) + bf(upper ~ 1, sigma ~ x) + set_rescor(TRUE)",
        "student", data=DATA,
    ),
    "correlated_residuals_weighted": Case(
        "bf(y | weights(rating) ~ x) + bf(upper ~ 1) + set_rescor(TRUE)", "gaussian", data=DATA
    ),
    "proportions_of_numbers": Case(
        "bf(y ~ 1, theta1 ~ 1, theta3 ~ 1)", "mixture(gaussian, nmix = 3)"
    ),
    "proportions_of_numbers_and_rows": Case("bf(y ~ x, theta1 ~ 1)"),
    "truncated_below": Case("count | trunc(lb = 0) ~ x", "poisson"),
    "truncated_above": Case("y | trunc(ub = 20) ~ x", "gaussian"),
    "priors_within_bounds": Case(
        "bf(y ~ x, sigma ~ x, nu ~ x)", "student",
        ("prior(normal(0, 2), class = b, lb = -1, ub = 2)",
         "prior(normal(0, 2), class = b, dpar = sigma, ub = 2)",
         "prior(uniform(-3, 3), class = b, dpar = nu, lb = -1, ub = 2)"),
        sample_prior="yes",
    ),
    "priors_uniform": Case(
        "bf(y ~ x, sigma ~ x)", "gaussian",
        ("prior(uniform(-3, 3), class = b, ub = 2)",
         "prior(uniform(-3, 3), class = b, dpar = sigma, lb = -2)"),
        sample_prior="yes",
    ),
    "priors_drawn_alike": Case("y ~ x", sample_prior="yes"),
    "bounds_of_cells": Case(
        "y ~ x + z", "gaussian",
        ("prior(normal(0, 1), class = b, lb = c(0, -Inf), ub = c(2, 1))",),
    ),
    "rows_that_are_constant": Case(
        "rating ~ cs(x)", "acat", ("prior(constant(1), class = b, coef = x)",), data=DATA
    ),
    "thresholds_of_sum_zero": Case(
        "rating ~ x", "cumulative(threshold = 'sum_to_zero')", data=DATA
    ),
    "rows_that_are_numbers": Case("upper ~ 1", "mixture(lognormal, lognormal)", data=POSITIVE),
    "zeros": Case("bf(rating ~ x, hu1 ~ x)", "mixture(hurdle_poisson, nmix = 2)", data=DATA),
    "ends": Case(
        "bf(share ~ x, coi1 ~ x)", "mixture(zero_one_inflated_beta, nmix = 2)",
        data=DATA.assign(share=np.linspace(0, 1, len(DATA))),
    ),
    "zero_densities": Case("upper ~ x", "mixture(weibull, exgaussian)", data=POSITIVE),
    "binary": Case("high ~ x", "bernoulli", data=DATA),
    "weighted_family": Case("y | weights(rating) ~ x", "gaussian", data=DATA),
    "curve_of_a_family": Case("bf(y ~ a * x, a ~ 1, nl = TRUE)", "gaussian",
                              ("prior(normal(0, 1), nlpar = a)",), data=DATA),
    "shape_within_bounds": Case("y ~ x", "mixture(gen_extreme_value, nmix = 2)"),
}  # fmt: skip

LOCATED = {
    "located": "(1 + x || g)", "located_correlated": "(1 + x | g)",
    "located_crossed": "(1 + x | f) + (1 | g)",
}  # fmt: skip
"""Group-level terms whose located coordinates serve for blocks."""


def densities() -> dict[str, dict[str, dict[str, str]]]:
    """Return template -> block -> text -> family of densities and of derived data."""
    texts: dict[str, dict[str, dict[str, str]]] = {}
    for family in FAMILIES.values():
        facts = {d.name: f"{d.name}1" for d in family.dpars} | {"thres": "thres1"}
        facts |= {
            "residual": Residual("columns", "_mu1", source="_mu1"),
            "name": "lp1",
            "count": "N",
            "end": "1",
        }
        found = [family.density, family.unit, family.rate, *family.fused.values()]
        found += [d for v in family.variants.values() for d in (v.density, v.unit)]
        forms = {n for d in found if d for n in (d.pointwise, d.shared, d.within) if n}
        derived = {n for d in found if d for n in (*d.derived, *d.shared_derived)}
        names = [*(f"densities/{n}" for n in forms), *(f"derived/{n}" for n in derived)]
        for template in sorted(names):
            for block in code._template(template).blocks:
                text = unmarked(code._block(template, block, **facts))
                texts.setdefault(template, {}).setdefault(block, {}).setdefault(text, family.name)
    return texts


@pytest.fixture(scope="module")
def written() -> Recorder:
    """Return the texts of all blocks in the programs of CASES and MORE."""
    models = {name: case.built.model for name, case in (CASES | MORE).items()}
    counts = pd.DataFrame({"y": [0, 5, 0] * 200, "x": [0.0, 0.0, 1.0] * 200})
    zeros = Case("y ~ x", "mixture(poisson, poisson)", data=counts)
    program = zeros.program
    with recording() as recorder:
        for recorder.model, model in models.items():
            code.code(model, version="0")
        recorder.model = "counted"
        for_sampler(zeros.built.model, program, prior_only=False)
        for recorder.model, terms in LOCATED.items():
            model = Case(f"y ~ x + {terms}", "gaussian", data=DATA).built.model
            locatable(model, counted=False).program()
        for response, recorder.model in (("y", "student"), ("rating", "cumulative")):
            model = Case(f"{response} ~ x", recorder.model, data=DATA).built.model
            rewritable(model, counted=False).program(False)
        recorder.model = "zero_inflated"
        model = Case("y ~ x", "mixture(zero_inflated_poisson, nmix = 2)", data=counts).built.model
        rewritable(model, counted=False).program(False)
        recorder.model = "four_categories"
        four = DATA.assign(rating=1 + np.arange(len(DATA)) % 4)
        family = "mixture(cumulative, cumulative, order = 'none')"
        model = Case("rating ~ x", family, data=four).built.model
        rewritable(model, counted=False).program(False)
    for name, texts in densities().items():
        recorder.texts[name] = texts
        recorder.asked |= {(name, block) for block in texts}
    return recorder


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_blocks_of_a_template_are_as_approved(template, written, golden):
    blocks = code._template(template).blocks
    if template == "model" or not blocks:
        return
    missed = [block for block in blocks if (template, block) not in written.asked]
    assert missed == [], "no model of these tests has that block: add one to MORE"
    if template in written.texts:
        golden(f"blocks/{template}.stan", page(written.texts[template]))


def test_no_golden_file_is_left_of_a_template_or_model_that_is_gone(written, request):
    here = {
        "blocks": {f"{template}.stan" for template in written.texts},
        "programs": {f"{name}.stan" for name in WHOLE_PROGRAMS},
        "data": {f"{name}.json" for name in CASES},
        "variables": {f"{name}.txt" for name in CASES},
    }
    for kind, expected in here.items():
        files = {p.relative_to(GOLDEN / kind).as_posix(): p for p in (GOLDEN / kind).rglob("*.*")}
        left = files.keys() - expected
        if request.config.getoption("--approve"):
            for name in left:
                files.pop(name).unlink()
        assert files.keys() == expected

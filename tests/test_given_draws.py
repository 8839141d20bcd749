"""Results of given draws: they agree with the program, and do not depend on how rows are given.

A sample of the calls in ``reference/`` is looked at, over all terms, families and addition terms.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.build.build import Built, build
from pybrms_mix.stan.engines.engine import ENGINES
from tests import parity

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning"),
]

APART = 13  # every thirteenth call
# Functions of custom families and variables of the user are not part of the calls; weights that
# are scaled depend on the other rows.
WITHOUT = ("custom_", "stanvar", "class_", "add_weights_scaled")
# Missing responses have no density; true values behind errors of measurement are drawn anew;
# responses with rows of their own have no common likelihood.
TERMS_WITHOUT = ("mi(", "me(", "subset(")
# The last digits of positions change a nearly singular covariance matrix.
PROCESS, OTHERS = 1e-4, 1e-7


def usable(id_: str) -> bool:
    case = parity.facts(id_).get("case", {})
    whole = {"only"}.isdisjoint({case.get("sample_prior")}) and "rescor(TRUE)" not in case[
        "formula"
    ]
    told = id_.startswith(WITHOUT) or any(term in case["formula"] for term in TERMS_WITHOUT)
    return "stan" in parity.facts(id_) and whole and not told


EVERY = sorted(parity.case_files())
PENDING = parity.matched(EVERY, parity.listed("pending.txt"))
CASES = [id_ for id_ in EVERY if usable(id_) and id_ not in PENDING][::APART]


def built(case: dict[str, Any]) -> tuple[Built, dict[str, Any]]:
    """Return the model of a case, and the arguments that say it."""
    data2 = {"data2": parity.data2_of(case)} if "data2" in case else {}
    given = {"family": case["family"], "prior": list(case["prior"]) or None, **data2}
    given["data"] = parity.data_of(case)
    made = build(case["formula"], given["data"], given["family"], given["prior"], **data2)
    return made, given


@pytest.mark.parametrize("id_", CASES)
def test_the_likelihood_is_the_programs_and_rows_given_again_are_the_same(id_: str) -> None:
    case = parity.facts(id_)["case"]
    made, given = built(case)
    call = {k: v for k, v in given.items() if k != "data"}
    code = str(pm.make_stancode(case["formula"], given["data"], **call))
    data = pm.make_standata(case["formula"], given["data"], **call)
    program = ENGINES["stanli"].prepare(code, data)
    prior = ENGINES["stanli"].prepare(code, {**data, "prior_only": 1})
    points = np.random.default_rng(6).uniform(-0.3, 0.3, (40, program.dimension))
    finite = (u for u in points if np.isfinite(program.log_density(u)[0]))
    u = next(finite)
    cells = {n: np.asarray(v, dtype=float)[None, None] for n, v in program.constrain(u).items()}
    draws = made.model.report(cells)
    frame = pd.DataFrame(draws.matrix(draws.names), columns=draws.names)
    fit = pm.fit_from_draws(case["formula"], draws=frame, **given)

    tolerance = PROCESS if "gp(" in case["formula"] else OTHERS
    likelihood = program.log_density(u)[0] - prior.log_density(u)[0]
    assert pm.log_lik(fit).sum() == pytest.approx(likelihood, rel=tolerance, abs=1e-6)

    for resp in fit.model.views or [None]:
        part = fit.of_response(resp) if resp else fit
        picked = np.random.default_rng(7).permutation(part.nobs)[:6]
        rows = given["data"].iloc[part.model.frame.rows].iloc[picked]
        for function in (pm.posterior_linpred, pm.log_lik):
            again = function(part, newdata=rows)
            expected = function(part)[:, picked]
            np.testing.assert_allclose(again, expected, rtol=tolerance, atol=tolerance)

"""The records of declared variables agree with the reports of Stan's compiler."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.pieces.user_code import UserCode
from pybrms_mix.sampling.deduplicate import for_sampler
from pybrms_mix.sampling.save_pars import save_pars
from pybrms_mix.stan import printer
from pybrms_mix.stan.engines.stanli import Stanli
from tests.programs import Case, stanc
from tests.sampled import one_in
from tests.stan.test_blocks import MORE
from tests.stan.test_code import CASES, check_program

EVERY = CASES | MORE

# The number of dimensions of Stan's types; a size of a square matrix is given once.
DIMENSIONS = {
    "int": 0, "real": 0, "vector": 1, "simplex": 1, "ordered": 1, "positive_ordered": 1,
    "row_vector": 1, "matrix": 2, "cholesky_factor_corr": 2,
}  # fmt: skip
BLOCKS = {
    "data": "inputs", "parameters": "parameters",
    "transformed parameters": "transformed parameters",
    "generated quantities": "generated quantities",
}  # fmt: skip


def recorded(case: Case, block: str) -> dict[str, dict[str, Any]]:
    """Return the records of one block as Stan's compiler describes variables."""
    return {
        d.name: {
            "type": "int" if d.type == "int" else "real",
            "dimensions": len(d.array) + DIMENSIONS[d.type],
        }
        for d in case.built.model.declarations
        if d.block == block and d.name not in of_the_user(case)
    }


def of_the_user(case: Case) -> set[str]:
    """Return the variables that a user's own code declares, about which the compiler is asked."""
    return {name for piece in case.built.model.of(UserCode) for name in piece.names}


# Each case runs Stan's compiler; `make check` compiles one program in four.


@pytest.mark.parametrize("name", one_in(4, CASES))
def test_every_program_is_well_formed(name):
    check_program(CASES[name])


@pytest.mark.parametrize("name", one_in(4, EVERY))
def test_the_records_of_a_program_are_what_its_compiler_reports(name):
    case = EVERY[name]
    reported, users = json.loads(stanc(case.program, "--info")), of_the_user(case)
    for block, key in BLOCKS.items():
        ours = {name: what for name, what in reported[key].items() if name not in users}
        assert recorded(case, block) == ours, block
    assert users <= {name for key in BLOCKS.values() for name in reported[key]}


@pytest.mark.parametrize("name", ["group_correlated", "priors", "censored", "counted"])
def test_no_indentation_of_a_program_has_a_meaning(monkeypatch, name):
    rows = pd.DataFrame({"y": [0, 1, 1, 5, 6] * 100})
    counted = Case("y ~ 1", "mixture(poisson, poisson)", data=rows)
    case = replace(EVERY.get(name, counted))  # a copy, which has not written its program yet
    with monkeypatch.context() as patch:
        patch.setattr(printer, "STEP", "")
        program, data = for_sampler(case.built.model, case.program, prior_only=False)
    assert "\nint<lower=1> N;" in program
    indented, same = for_sampler(case.built.model, replace(case).program, prior_only=False)
    assert data.keys() == same.keys()
    one, other = (Stanli().prepare(p, data) for p in (program, indented))
    point = case.point(1)
    assert one.log_density(point)[0] == other.log_density(point)[0]


@pytest.mark.parametrize("name", EVERY)
def test_the_records_of_rows_have_a_value_for_each_row(name):
    case = EVERY[name]
    rows = len(case.data)
    for record in case.built.model.declarations:
        if record.block == "data" and record.by_row:
            assert np.shape(case.standata[record.name])[0] == rows, record.name


def test_thresholds_of_a_group_of_rows_can_be_kept():
    """Their size, ``nthres[1]``, has brackets of its own."""
    save_pars(manual="Intercept_2").check(EVERY["thresholds_of_groups"].built.model)


# A comment is read beside one declaration, so that it has no nouns to point back to.
POINTING = re.compile(r"\b(its?|their|them|they|these|those)\b")


@pytest.mark.parametrize("name", EVERY)
def test_every_variable_has_a_comment_that_stands_alone(name):
    model = EVERY[name].built.model
    read = [d for d in model.declarations if d.block in ("data", "parameters") and not d.written]
    users = of_the_user(EVERY[name])
    assert [d.name for d in read if not d.comment and d.name not in users] == []
    assert [d.comment for d in read if POINTING.search(d.comment)] == []


def test_comments_of_a_program_do_not_depend_on_the_names_of_columns():
    """A program that is the same for other columns is compiled once."""
    rows = pd.DataFrame({"y": [1.0, 2.0, 4.0, 3.0], "x": [0.0, 1.0, 3.0, 2.0], "g": [*"abab"]})
    again = rows.rename(columns={"y": "height", "x": "age"})
    found = [
        Case(f"{y} ~ {x} + (1 + {x} | g)", "gaussian", data=data).program
        for y, x, data in (("y", "x", rows), ("height", "age", again))
    ]
    assert found[0] == found[1]


# A density of a user in Stan alone has no counterpart in NumPy.
IN_NUMPY = [name for name in MORE if not name.startswith("density_of_the_user")]


@pytest.mark.wide
@pytest.mark.parametrize("name", IN_NUMPY)
def test_the_likelihood_of_every_kind_of_block_is_that_of_numpy(name):
    case = MORE[name]
    point = case.point(1)
    ours, theirs = case.log_lik(point).sum(), case.stan_log_lik(point)
    np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-8)

"""The public prior table: its print, and assignment to its cells."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidPrior
from pybrms_mix.prior.table import PriorTable, table
from tests.programs import REFERENCE, TWO

FACTS = json.loads((REFERENCE / "prior_tables.json").read_text(encoding="utf-8"))
DATA = pd.read_csv(REFERENCE / "data" / "sim.csv")


def get_prior(formula: str, family: str = TWO) -> PriorTable:
    return pm.get_prior(formula, DATA, family)


def used(formula: str, prior: str) -> PriorTable:
    return pm.validate_prior(prior, formula, DATA, TWO)


NAMES = {"get_prior": get_prior, "used": used, "table": table, "pm": pm, "two": TWO}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["call"])
def test_tables_print_as_in_r(fact, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    asked = eval(fact["call"], dict(NAMES))  # our own text
    assert str(asked) == fact["shown"]


def test_an_empty_table_says_so():
    assert "0 rows" in str(PriorTable())


def test_a_cell_takes_a_text_or_a_prior_that_agrees_with_its_row():
    priors = get_prior("y ~ x")
    priors.prior[0] = pm.set_prior("constant(1)", class_="sigma1")
    priors.prior[1] = pm.prior("normal(0,2)", class_="sigma2")
    priors.prior[2] = "dirichlet(0.66, 0.33)"
    priors.prior[3] = "prior(normal(0, 3), class = b, dpar = mu1)"
    priors.prior[-1] = "normal(0, 10)"
    assert priors.prior[0] == "constant(1)"
    assert list(priors.prior)[1:4] == ["normal(0, 2)", "dirichlet(0.66, 0.33)", "normal(0, 3)"]
    assert [(r.key.kind, r.key.dpar, r.prior) for r in priors][-1] == (
        "Intercept",
        "mu2",
        "normal(0, 10)",
    )
    assert [r.source for r in priors].count("user") == 5


def test_a_changed_table_is_what_the_model_takes():
    priors = get_prior("y ~ x")
    priors.prior[0] = pm.set_prior("constant(1)", class_="sigma1")
    priors.prior[3] = "normal(0, 3)"
    program = pm.make_stancode("y ~ x", DATA, TWO, prior=priors)
    alone = pm.make_stancode(
        "y ~ x", DATA, TWO, prior=["prior(constant(1), sigma1)", "prior(normal(0,3), dpar = mu1)"]
    )
    assert program == alone
    assert "normal_lpdf(b_mu1 | 0, 3)" in program


def test_a_list_of_priors_may_stand_in_a_list() -> None:
    intercepts = [pm.prior("normal(0, 1)", "Intercept", dpar=f"mu{k}") for k in (1, 2)]
    weights = pm.prior("dirichlet(2, 2)", "theta")
    data = pd.DataFrame({"y": [1.0, 2.0, 8.0, 9.0]})
    tables = [
        pm.validate_prior(priors, "y ~ 1", data, pm.mixture("gaussian", "gaussian")).to_frame()
        for priors in ([intercepts, weights], [*intercepts, weights])
    ]
    pd.testing.assert_frame_equal(*tables)


def test_an_empty_text_makes_a_prior_flat():
    priors = get_prior("y ~ x")
    priors.prior[0] = ""
    assert "lpdf(sigma1" not in pm.make_stancode("y ~ x", DATA, TWO, prior=priors)


@pytest.mark.parametrize(
    ("row", "given", "word"),
    [
        (0, pm.set_prior("normal(0, 1)", class_="sigma2"), "class 'sigma1'"),
        (3, pm.set_prior("normal(0, 1)", class_="b", dpar="mu2"), "dpar 'mu1'"),
        (3, pm.set_prior("normal(0, 1)", class_="b", dpar="mu1", coef="x"), "coef ''"),
        (0, pm.set_prior("normal(0, 1)", class_="sigma1", lb=1), "lb '0'"),
        (0, "prior(normal(0, 1), class = sigma2)", "class 'sigma1'"),
        (0, "c(prior(normal(0, 1)), prior(normal(0, 2)))", "one prior, but 2 were given"),
        (0, PriorTable(), "one prior, but 0 were given"),
    ],
)
def test_a_cell_refuses_a_prior_that_contradicts_its_row(row, given, word):
    priors = get_prior("y ~ x")
    with pytest.raises(InvalidPrior) as caught:
        priors.prior[row] = given
    assert word in str(caught.value)
    assert str(priors) == str(get_prior("y ~ x"))


def test_a_bound_that_agrees_with_the_row_is_no_contradiction():
    priors = get_prior("y ~ x")
    priors.prior[0] = pm.set_prior("normal(0, 1)", class_="sigma1", lb=0)
    assert priors.prior[0] == "normal(0, 1)"


@pytest.mark.parametrize("row", [9, -10, "b", 1.5, slice(0, 2)])
def test_a_row_that_is_not_there_is_refused(row):
    with pytest.raises(InvalidArgument, match=r"rows 0 to 8|'at' must be a whole number"):
        get_prior("y ~ x").prior[row] = "normal(0, 1)"


def test_slices_are_tables_of_their_own():
    priors = get_prior("y ~ x")
    part = priors[:2]
    part.prior[0] = "normal(0, 1)"
    assert priors.prior[0] != "normal(0, 1)"
    assert len(part) == 2


def test_a_table_is_a_data_frame_as_brms_stores_it():
    frame = pm.set_prior("normal(0, 1)", lb=0).to_frame()
    assert list(frame.columns) == [
        "prior", "class", "coef", "group", "resp", "dpar", "nlpar", "lb", "ub", "source",
    ]  # fmt: skip
    assert frame.loc[0, "lb"] == "0"
    assert frame.loc[0, "ub"] is None


def test_tables_of_the_same_rows_are_equal():
    assert pm.set_prior("normal(0, 1)") == pm.set_prior("normal(0, 1)")
    assert pm.set_prior("normal(0, 1)") != pm.set_prior("normal(0, 2)")

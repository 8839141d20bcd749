"""A piece is complete when it is constructed: neither ``build()`` nor a program changes it."""

from __future__ import annotations

import dataclasses
import sys
from typing import Any

import pytest

from pybrms_mix.build import mixed_density, residuals
from pybrms_mix.model.ir import Piece
from pybrms_mix.pieces.population import Population
from pybrms_mix.pieces.predictor import LinearPredictor
from pybrms_mix.pieces.residual_matrix import ResidualMatrix, UnitMatrix
from pybrms_mix.stan.code import code
from tests.programs import Case, sim
from tests.stan.test_records import EVERY


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of the pieces that are replaced; it grows with each model.

    The stages of ``build()`` are ``resolve()``, the user's code, the priors, and the draws of
    priors. A program is written once for all rows, and once for rows with counts.
    """
    found: list[str] = []
    replace = dataclasses.replace

    def noted(value: Any, /, **changes: Any) -> Any:
        if isinstance(value, Piece):
            found.append(f"{type(value).__name__}: {', '.join(changes)}")
        return replace(value, **changes)

    for name, module in list(sys.modules.items()):
        if name.startswith("pybrms_mix.") and vars(module).get("replace") is replace:
            monkeypatch.setattr(module, "replace", noted)
    monkeypatch.setattr(dataclasses, "replace", noted)
    return found


def again(case: Case) -> Case:
    """Return the same case, whose model is not yet built."""
    return dataclasses.replace(case)


@pytest.mark.parametrize("name", EVERY)
def test_no_piece_is_replaced_while_a_model_is_built(name, replaced):
    assert again(EVERY[name]).built.model.pieces
    assert replaced == []


@pytest.mark.parametrize("name", EVERY)
def test_no_piece_is_replaced_while_programs_are_written(name, replaced):
    model = EVERY[name].built.model
    for counted in (False, True):
        assert code(model, version="0", counted=counted)
    assert replaced == []


def test_a_piece_that_is_replaced_is_noticed(replaced, monkeypatch):
    monkeypatch.setattr(
        residuals, "with_matrices", lambda pieces: tuple(mixed_density.replace(p) for p in pieces)
    )
    assert again(EVERY["one_family"]).built.model.pieces
    assert {"Response: ", "Population: ", "Likelihood: "} <= set(replaced)


def kinds(formula: str) -> list[str]:
    """Return the kinds of the coefficients, their matrices and the predictors of a mixture."""
    model = Case(formula, "mixture(gaussian, nmix = 2)", data=sim(24)).built.model
    shown = Population | UnitMatrix | ResidualMatrix | LinearPredictor
    return [type(piece).__name__ for piece in model.pieces if isinstance(piece, shown)]


def test_components_with_the_same_columns_share_the_matrix_of_their_residuals():
    assert kinds("y ~ x") == ["Population", "ResidualMatrix", "Population"]
    each = ["Population", "ResidualMatrix"]
    assert kinds("bf(y ~ 1, mu1 ~ x, mu2 ~ z)") == [*each, *each]


def test_a_predictor_that_the_program_reads_has_a_unit_matrix():
    each = ["Population", "UnitMatrix"]
    assert kinds("bf(y ~ x, sigma2 ~ z)") == [*each * 3, *["LinearPredictor"] * 3]

"""Dirichlet priors: their arguments, and simplexes that are not the mixing proportions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pytest

from pybrms_mix import make_stancode, make_standata, prior
from pybrms_mix.base.errors import InvalidPrior
from pybrms_mix.build.build import build
from pybrms_mix.model.ir import ConcentratedPiece
from pybrms_mix.model.parts import Key, Parameter
from pybrms_mix.pieces.proportions import Estimated
from pybrms_mix.prior.rows import row
from pybrms_mix.prior.settle import settle
from pybrms_mix.prior.statement import Prior

DATA = {"y": np.arange(20.0), "x": np.arange(20.0) ** 2}
MODEL = ("y ~ x", DATA, "mixture(gaussian, gaussian)")


@dataclass(frozen=True, eq=False)
class Shares(ConcentratedPiece):
    """A piece with two simplexes, neither of which is its first parameter."""

    template = "offset"
    first: np.ndarray
    second: np.ndarray

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return a scale without a prior, and the simplexes."""
        simplexes = (
            Parameter(name, "simplex", (str(size),), (size,), keys=(Key("simo", name),))
            for name, size in (("simo_1", len(self.first)), ("simo_2", len(self.second)))
        )
        named = (replace(p, concentration=f"con_{p.stan}") for p in simplexes)
        return (Parameter("scale", "real"), *named)

    @property
    def concentrations(self) -> Mapping[str, np.ndarray]:
        """Return the arguments of both Dirichlet priors."""
        return {"simo_1": self.first, "simo_2": self.second}

    def concentrated(self, concentrations: Mapping[str, np.ndarray]) -> Shares:
        """Return the simplexes under other priors."""
        return replace(self, first=concentrations["simo_1"], second=concentrations["simo_2"])


def test_each_simplex_has_the_concentration_of_its_own_prior():
    built = build(*MODEL, prior("dirichlet(3, 4)", class_="theta"), "no", None)
    unsettled = replace(
        built.model, pieces=tuple(p for p in built.model.pieces if not isinstance(p, Prior))
    )
    model = unsettled.with_pieces(Shares(np.ones(3), np.ones(2)))
    rows = [
        row("dirichlet(1, 2, 5)", class_="simo", coef="simo_1"),
        row("dirichlet(7)", class_="simo", coef="simo_2"),
    ]
    settled = settle(model, [*built.table, *rows], only=False)
    (shares,) = settled.of(Shares)
    assert shares.first.tolist() == [1, 2, 5] and shares.second.tolist() == [7, 7]
    priors = {p.target: p.arguments for p in settled.of(Prior) if p.distribution == "dirichlet"}
    assert priors == {"theta": ("con_theta",), "simo_1": ("con_simo_1",), "simo_2": ("con_simo_2",)}
    (theta,) = settled.of(Estimated)
    assert theta.concentration.tolist() == [3, 4]


@pytest.mark.parametrize(
    "given",
    [["u", "v"], ["1", "2"], {"b": 1}, [[1, 2], [3]], [1 + 2j, 3], None, [], [0, 1], [np.nan, 1]],
    ids=repr,
)
def test_data2_that_holds_no_concentration_is_refused_by_place(given):
    with pytest.raises(InvalidPrior) as caught:
        make_stancode(*MODEL, prior("dirichlet(a)", class_="theta"), data2={"a": given})
    assert caught.value.span is not None


@pytest.mark.parametrize("given", [[2, 1], np.array([[2], [1]]), np.array([2, 1], np.uint8)])
def test_data2_may_hold_the_concentration(given):
    data = make_standata(*MODEL, prior("dirichlet(a)", class_="theta"), data2={"a": given})
    assert data["con_theta"].tolist() == [2, 1]


@pytest.mark.parametrize(
    "text",
    [
        "dirichlet(, 1)",
        "dirichlet(1, )",
        "dirichlet()",
        "dirichlet(c(1, ))",
        "dirichlet(NULL)",
        "dirichlet(rep(1, NA))",
        "dirichlet(rep(1, -1))",
        "dirichlet(rep(1, 1e12))",
        "dirichlet(1:Inf)",
        "dirichlet(1:1e12)",
        "dirichlet(NA:2)",
    ],
)
def test_arguments_that_are_no_positive_numbers_are_refused_by_place(text):
    with pytest.raises(InvalidPrior) as caught:
        make_stancode(*MODEL, prior(text, class_="theta"))
    assert caught.value.span is not None

"""Dirichlet priors: their arguments, and simplexes that are not the mixing proportions."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from pybrms_mix import make_stancode, make_standata, prior
from pybrms_mix.base.errors import InvalidPrior
from pybrms_mix.build.build import build
from pybrms_mix.model.ir import Piece
from pybrms_mix.model.parts import Key, Parameter
from pybrms_mix.prior.concentration import Concentration
from pybrms_mix.prior.rows import row
from pybrms_mix.prior.settle import settle
from pybrms_mix.prior.statement import Prior
from pybrms_mix.results.mixture.findings import _has_dirichlet_prior
from pybrms_mix.stan.data import data as stan_data

DATA = {"y": np.arange(20.0), "x": np.arange(20.0) ** 2}
MODEL = ("y ~ x", DATA, "mixture(gaussian, gaussian)")


@dataclass(frozen=True, eq=False)
class Shares(Piece):
    """A piece with two simplexes, neither of which is its first parameter."""

    template = "offset"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return a scale without a prior, and the simplexes."""
        simplexes = (
            Parameter(
                name, "simplex", (str(size),), (size,), keys=(Key("simo", name),),
                concentration=f"con_{name}",
            )
            for name, size in (("simo_1", 3), ("simo_2", 2))
        )  # fmt: skip
        return (Parameter("scale", "real"), *simplexes)


def test_each_simplex_has_the_concentration_of_its_own_prior():
    built = build(*MODEL, prior("dirichlet(3, 4)", class_="theta"), "no", None)
    unsettled = replace(
        built.model,
        pieces=tuple(p for p in built.model.pieces if not isinstance(p, Prior | Concentration)),
    )
    model = unsettled.with_pieces(Shares())
    rows = [
        row("dirichlet(1, 2, 5)", class_="simo", coef="simo_1"),
        row("dirichlet(7)", class_="simo", coef="simo_2"),
    ]
    settled = settle(model, [*built.table, *rows], only=False)
    found = {p.key: p.values.tolist() for p in settled.of(Concentration)}
    assert found == {
        Key("theta"): [3, 4], Key("simo", "simo_1"): [1, 2, 5], Key("simo", "simo_2"): [7, 7],
    }  # fmt: skip
    assert stan_data(settled, prior_only=False)["con_simo_1"].tolist() == [1, 2, 5]
    priors = {p.target: p.arguments for p in settled.of(Prior) if p.distribution == "dirichlet"}
    assert priors == {"theta": ("con_theta",), "simo_1": ("con_simo_1",), "simo_2": ("con_simo_2",)}
    theta = settled.concentration_of_theta()
    assert theta is not None and theta.tolist() == [3, 4]


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


@pytest.mark.parametrize(("thetas", "expected"), [("", True), (", theta1 = 1, theta2 = 2", False)])
def test_the_shares_of_monotonic_steps_are_no_proportions(thetas, expected):
    """Only estimated proportions can be ordered, as the advice for switching labels says."""
    rows = {"y": [1.0, 2.0, 4.0, 7.0], "n": [0, 1, 2, 1]}
    model = build(f"bf(y ~ mo(n){thetas})", rows, "mixture(gaussian, gaussian)").model
    assert model.of(Concentration)
    assert _has_dirichlet_prior(model) is expected

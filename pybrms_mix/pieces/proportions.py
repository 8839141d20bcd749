"""The mixing proportions theta: estimated together, given, or predicted by formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import UNIT, Bounds
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import special
from pybrms_mix.family.base import PlacedDpar
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Cells, WeightsPiece
from pybrms_mix.model.parts import Default, Key, Parameter, Slot, Variable


@dataclass(frozen=True, eq=False)
class Estimated(WeightsPiece):
    """Proportions with a Dirichlet prior, the same for every row."""

    template: ClassVar[str] = "proportions"
    thetas: tuple[PlacedDpar, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names theta1, ..., thetaK."""
        return tuple(t.name for t in self.thetas)

    @property
    def name(self) -> str:
        """Return the name of the simplex: "theta", or "theta_y" for the response y of several."""
        return f"theta{self.thetas[0].mark}"

    @property
    def _key(self) -> Key:
        return Key("theta", resp=self.thetas[0].resp)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the record of the simplex of the proportions."""
        return (self._simplex(computed=False),)

    def _simplex(self, *, computed: bool) -> Parameter:
        size = len(self.thetas)
        return Parameter(
            self.name, "simplex", (str(size),), (size,), "mixing proportions", keys=(self._key,),
            computed=computed, concentration=f"con_{self.name}",
        )  # fmt: skip

    def defaults(self) -> tuple[Default, ...]:
        """Return the default prior of theta."""
        return (Default(self._key, "dirichlet(1)"),)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return the record of each proportion."""
        return tuple(Declaration(n, "real", block="transformed parameters") for n in self.names)

    def shares(self, theta: np.ndarray) -> dict[str, float]:
        """Return the proportions by name."""
        return dict(zip(self.names, theta, strict=True))

    def startable(self) -> tuple[str, ...]:
        """Return the names of the proportions."""
        return self.names

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the simplex; proportions that are left out share the rest equally.

        Raises:
            InvalidArgument: if the proportions are not positive, or do not sum to 1.
        """
        if not any(n in values for n in self.names):
            return {}
        free_names = [n for n in self.names if n not in values]
        rest = 1 - sum(values[n] for n in self.names if n in values)
        theta = np.array([values[n] if n in values else rest / len(free_names) for n in self.names])
        if (theta <= 0).any() or abs(theta.sum() - 1) > 1e-8:
            raise InvalidArgument(
                f"The proportions {', '.join(self.names)} must be positive and sum to 1."
            )
        return self.sampled(theta)

    def sampled(self, theta: np.ndarray) -> dict[str, np.ndarray]:
        """Return the program's parameters, given the proportions (K,)."""
        return {self.name: theta}

    def variables(self) -> tuple[Variable, ...]:
        """Return the proportions."""
        return tuple(Variable(t.name, "dpar", t.name, slots=(Slot.of(t),)) for t in self.thetas)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of each proportion."""
        return {n: cells[self.name][:, :, k] for k, n in enumerate(self.names)}

    def log_weights(self, draws: Draws, etas: dict[str, np.ndarray]) -> np.ndarray:
        """Return log proportions: (draws, 1, K)."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(draws.matrix(self.names))[:, None, :])


@dataclass(frozen=True, eq=False)
class Ascending(Estimated):
    """Proportions in ascending order, which identifies the components: ``order = "theta"``.

    Independent gamma variables with one scale, divided by their sum, have a Dirichlet distribution.
    The proportions ascend if the gamma variables do, so the program samples ascending gamma
    variables. Their sum has a prior of its own.
    """

    template: ClassVar[str] = "proportions_ascending"

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the proportions: together, and each."""
        size = (str(len(self.thetas)),)
        theta = Declaration(self.name, "vector", size, "mixing proportions",
                            block="transformed parameters")  # fmt: skip
        return (theta, *super().declarations)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the simplex, which is computed, and the ascending numbers that determine it."""
        size = len(self.thetas)
        about = "positive numbers; the share of each in the sum is a proportion"
        scaled = Parameter(self.scaled, "positive_ordered", (str(size),), (size,), about)
        return (self._simplex(computed=True), scaled)

    @property
    def scaled(self) -> str:
        """Return the name of the ascending numbers."""
        return f"scaled_{self.name}"

    @property
    def ascending(self) -> bool:
        """Return True: the proportions ascend."""
        return True

    def sampled(self, theta: np.ndarray) -> dict[str, np.ndarray]:
        """Return the program's parameters, given the proportions (K,).

        Raises:
            InvalidArgument: if the proportions do not ascend.
        """
        if (np.diff(theta) <= 0).any():
            raise InvalidArgument("The proportions must start in increasing order.")
        return {self.scaled: len(theta) * theta}


@dataclass(frozen=True, eq=False)
class FixedProportions(WeightsPiece):
    """Proportions with values from the formula, which sum to 1."""

    template: ClassVar[str] = "proportions_fixed"
    thetas: tuple[PlacedDpar, ...]
    values: tuple[float, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names theta1, ..., thetaK."""
        return tuple(t.name for t in self.thetas)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return a record of each proportion."""
        about = "fixed mixing proportion"
        return tuple(Declaration(n, "real", comment=about, bounds=UNIT) for n in self.names)

    def data(self) -> dict[str, Any]:
        """Return the proportions, which are data in brms and have no draws."""
        return dict(zip(self.names, self.values, strict=True))

    def log_weights(self, draws: Draws, etas: dict[str, np.ndarray]) -> np.ndarray:
        """Return log proportions: (1, 1, K)."""
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(self.values))[None, None, :]


@dataclass(frozen=True, eq=False)
class Predicted(WeightsPiece):
    """Proportions by formulas: log odds against the component without a formula, if there is one.

    Attributes:
        thetas: all K proportions.
        predicted: the names of the proportions with a formula; those that differ between rows come
            first.
        varying: whether any predictor differs between rows.
        given: whether the formula gives a value to the reference, which then has no effect.
    """

    thetas: tuple[PlacedDpar, ...]
    predicted: tuple[str, ...]
    varying: bool
    given: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names theta1, ..., thetaK."""
        return tuple(t.name for t in self.thetas)

    @property
    def reference(self) -> tuple[str, ...]:
        """Return the proportions without a formula: one, or none."""
        return tuple(n for n in self.names if n not in self.predicted)

    @property
    def template(self) -> str:
        """Return the template."""
        return "proportions_predicted" if self.reference else "proportions_free"

    @property
    def total(self) -> str:
        """Return the name of the log of the sum of all odds."""
        return self.totals[-1]

    @property
    def totals(self) -> tuple[str, ...]:
        """Return the names of the logs of the partial sums of the odds: of one, two, and so on."""
        end = self.thetas[0].mark
        return tuple(f"log_total_{k}{end}" for k in range(1, len(self.predicted) + 1))

    @property
    def kind(self) -> str:
        """Return the block that declares the total of the odds: "varying" or "constant"."""
        return "varying" if self.varying else "constant"

    def defaults(self) -> tuple[Default, ...]:
        """Return brms's default prior of the reference, which the program does not use."""
        unbounded = Bounds("-Inf", "Inf")
        return (
            ()
            if self.given
            else tuple(
                Default(Key(t.plain, resp=t.resp), "logistic(0, 1)", unbounded)
                for t in self.thetas
                if t.name in self.reference
            )
        )

    def log_odds(self, theta: np.ndarray) -> dict[str, float]:
        """Return log odds against the reference, or against the geometric mean if there is none."""
        references = [theta[self.names.index(n)] for n in self.reference]
        reference = references[0] if references else float(np.exp(np.log(theta).mean()))
        odds = {n: float(np.log(t / reference)) for n, t in zip(self.names, theta, strict=True)}
        return {n: odds[n] for n in self.names if n in self.predicted}

    def log_weights(self, draws: Draws, etas: dict[str, np.ndarray]) -> np.ndarray:
        """Return log proportions: (draws, N or 1, K)."""
        zero = np.zeros((1, 1))
        columns = np.broadcast_arrays(*(etas.get(n, zero) for n in self.names))
        return np.asarray(special.log_softmax(np.stack(columns, axis=-1), axis=-1))

"""The variable of ``me(x, sdx)``: values without measurement error, which are parameters."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.design.design import renamed
from pybrms_mix.design.expression import Expression as Column
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.grouping import Grouping, text
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.fragments import Expression, Picked
from pybrms_mix.pieces.special.special_terms import arguments
from pybrms_mix.pieces.special.special_variables import Multiplicand, SpecialVariable
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node

Key = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Measured(SpecialVariable, Multiplicand):
    """A variable with measurement error on some rows.

    The units of the variable have one latent value each. They are the rows, or the levels of the
    grouping factor ``gr``.

    Attributes:
        number: the number of the variable in the model, from 1.
        block: the number of its grouping factor among those of such variables, from 1.
        value: the measured values.
        noise: the standard deviations of the measurements.
        grouping: the grouping factor; None if each row is a unit.
        known: the labels of the units of the fit.
        labels: the label of the unit of each present row.
        further: whether the units of the present rows have draws of their own, apart from those of
            the fit.
    """

    number: int
    block: int
    value: Column
    noise: Column
    grouping: Grouping | None
    known: tuple[str, ...]
    labels: tuple[str, ...]
    further: bool = False

    @classmethod
    def of(cls, call: Call, number: int, block: int, frame: Frame) -> Measured:
        """Return the variable of a call of ``me()``.

        Raises:
            InvalidFormula: if there is no standard deviation, or if ``gr`` is no grouping factor.
            InvalidData: if values are no numbers, if a standard deviation is not positive, or if
                the rows of a group differ.
        """
        by_name = arguments(call)
        if "sdx" not in by_name:
            raise InvalidFormula(
                "Argument 'sdx' is missing in function 'me'.", span=call.span, hint="me(x, sdx)"
            )
        value, noise = Column.of(by_name["x"], frame), Column.of(by_name["sdx"], frame)
        factors = _factors(by_name.get("gr"))
        grouping = Grouping.of(factors, frame) if factors else None
        labels = _labels(grouping, frame)
        units = labels if grouping is None else grouping.levels
        return cls(number, block, value, noise, grouping, units, labels)._checked()

    def _checked(self) -> Measured:
        for column, noun in (
            (self.value, "Noisy variables"),
            (self.noise, "Measurement error"),
        ):
            if np.asarray(column.values).dtype.kind not in "iuf":
                raise InvalidData(f"{noun} should be numeric.", span=column.node.span)
        if (self.noises <= 0).any():
            raise InvalidData(
                "Measurement error should be positive.",
                span=self.noise.node.span,
                hint="If a value is known without error, use it as a predictor without 'me()'.",
            )
        if self.grouping is None:
            return self
        first = self._first()
        at = [first[label] for label in self.labels]
        differ = (self.slope != self.slope[at]) | (self.noises != self.noises[at])
        if differ.any():
            wrong = {label for label, is_wrong in zip(self.labels, differ, strict=True) if is_wrong}
            level = next(label for label in self.labels if label in wrong)
            raise InvalidData(
                "Measured values and measurement error should be unique for each group. Occured "
                f"for level '{level}' of group '{self.grouping.name}'.",
                span=self.value.node.span,
                hint="Without 'gr', each row has its own measurement.",
            )
        return self

    @property
    def key(self) -> Key:
        """Return the texts of value, standard deviation and group."""
        return write(self.value.node), write(self.noise.node), self.group

    @property
    def coef(self) -> str:
        """Return brms's name of the variable: "mex"."""
        return renamed([f"me{write(self.value.node)}"])[0]

    @property
    def group(self) -> str:
        """Return the name of the grouping factor; "" if there is none."""
        return self.grouping.name if self.grouping else ""

    @property
    def stan(self) -> str:
        """Return the name of the latent values in the program."""
        return f"Xme_{self.number}"

    @property
    def vector(self) -> Expression:
        """Return the latent values of the rows in the program."""
        return Picked(self.stan, f"Jme_{self.block}") if self.grouping else self.stan

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the columns of the measured values."""
        return self.value.columns

    @property
    def slope(self) -> np.ndarray:
        """Return the measured values: (N,)."""
        return np.asarray(self.value.values, dtype=float)

    @property
    def noises(self) -> np.ndarray:
        """Return the standard deviations of the measurements: (N,)."""
        return np.asarray(self.noise.values, dtype=float)

    @property
    def grouped_by(self) -> Grouping | None:
        """Return the grouping factor of the latent values; None if each row has its own."""
        return self.grouping

    @property
    def units(self) -> np.ndarray:
        """Return the first row of each unit of the fit, in the order of the units."""
        first = self._first()
        return np.array([first[label] for label in self.known])

    def _first(self) -> dict[str, int]:
        """Return the position of the first row of each unit among the present rows."""
        return {label: at for at, label in reversed([*enumerate(self.labels)])}

    @property
    def index(self) -> np.ndarray:
        """Return the position of the unit of each row of the fit, from 0: (N,)."""
        position = {label: at for at, label in enumerate(self.known)}
        return np.array([position[label] for label in self.labels])

    @property
    def array(self) -> str:
        """Return brms's name of the array of latent values."""
        return f"Xme_{self.coef}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the indices of the latent values of the fit in brms: positions, or levels."""
        if self.grouping is None:
            return tuple(str(n) for n in range(1, len(self.known) + 1))
        return self.grouping.labels

    def names(self) -> list[str]:
        """Return brms's names of the latent values of the fit."""
        return [f"{self.array}[{cell}]" for cell in self.cells]

    def _name_of(self) -> dict[str, str]:
        """Return the names of the draws of the latent values, by the labels of units."""
        if self.further:
            return {label: f"{self.array}[new {label}]" for label in self.labels}
        return dict(zip(self.known, self.names(), strict=True))

    def values(self, draws: Draws) -> np.ndarray:
        """Return the latent values of the rows: (draws, N)."""
        names = self._name_of()
        return draws.matrix([names[label] for label in self.labels])

    def lost(self, draws: Draws) -> bool:
        """Return whether ``draws`` has no latent values of the fit."""
        return any(name not in draws for name in self.names())

    def at_positions(self, frame: Frame) -> Measured:
        """Return the variable on other rows, whose units have draws of their own."""
        return replace(self, further=True).at(frame)

    def drawn(self, draws: Draws, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Return normal draws around the measured values, as in brms: each (draws,)."""
        size, values, first = draws.chains * draws.per_chain, dict[str, np.ndarray](), self._first()
        for label, name in self._name_of().items():
            at = first[label]
            values[name] = rng.normal(self.slope[at], self.noises[at], size)
        return values

    def at(self, frame: Frame) -> Measured:
        """Return the variable on other rows."""
        grouping = None if self.grouping is None else self.grouping.at(frame)
        return replace(
            self, value=self.value.at(frame), noise=self.noise.at(frame), grouping=grouping,
            labels=_labels(grouping, frame),
        )._checked()  # fmt: skip


def key_of(call: Call) -> Key:
    """Return the key of a call of ``me()``: calls with the same key are one variable."""
    by_name = arguments(call)
    group = ":".join(name.text for name in _factors(by_name.get("gr")))
    return write(by_name["x"]), write(by_name["sdx"]), group


def _labels(grouping: Grouping | None, frame: Frame) -> tuple[str, ...]:
    """Return the label of the unit of each row."""
    if grouping is None:
        return tuple(map(str, frame.rows.tolist()))
    values = [frame.data[name.text].map(text) for name in grouping.factors]
    return tuple("_".join(map(str, labels)) for labels in zip(*values, strict=True))


def _factors(node: Node | None) -> tuple[Name, ...]:
    """Return the variables of ``gr``: none, one, or those of ``g:h``."""
    match node:
        case None | Name("NULL"):
            return ()
        case Name():
            return (node,)
        case Infix(left, ":", right):
            return (*_factors(left), *_factors(right))
    raise InvalidFormula(
        f"Illegal grouping term '{write(node)}'. It may contain only variable names combined by "
        "the symbol ':'",
        span=node.span,
        hint="Store the grouping variable in a column of the data first.",
    )

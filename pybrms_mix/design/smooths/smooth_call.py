"""The basis that a call of ``s()`` or ``t2()`` asks for, on the rows of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from pybrms_mix.base.errors import InvalidData, InvalidFormula
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.rvalues import Factor
from pybrms_mix.design.smooths.basis import Arrays, Basis, PenalisedFunctions, Values, numbers
from pybrms_mix.design.smooths.cubic import (
    CubicSpline,
    CyclicSpline,
    cyclic_knots,
    given_knots,
    spread_knots,
)
from pybrms_mix.design.smooths.natural import natural_basis
from pybrms_mix.design.smooths.of_levels import LevelColumns, curve_for_each_level, random_effect
from pybrms_mix.design.smooths.p_spline import PSpline, equal_knots, period_knots
from pybrms_mix.design.smooths.tensor import tensor_product
from pybrms_mix.design.smooths.thin_plate import (
    MANY,
    SEED,
    ThinPlate,
    default_order,
    default_size,
    polynomials,
)

_USUAL = 10  # the default number of columns of a basis of one variable
_MARGIN = 5  # the default number of columns of a margin of a tensor product, by variable


@dataclass(frozen=True)
class Margin:
    """The arguments of a call for one basis.

    Attributes:
        basis: mgcv's name of the basis: "tp".
        size: the number of columns before constraints; None for the default.
        order: the order of derivatives or differences in the penalty, for P-splines after that of
            the polynomials; None for the default.
        most: the largest number of knots of a thin plate.
        seed: the seed with which knots are drawn.
    """

    basis: str
    size: int | None = None
    order: tuple[int, ...] | None = None
    most: int = MANY
    seed: int = SEED


@dataclass(frozen=True)
class SmoothCall:
    """The arguments of a call of ``s()`` or ``t2()``.

    Attributes:
        text: the call as R writes it.
        margins: the bases: the single basis of ``s()``, or one basis for each margin of ``t2()``.
        widths: the number of variables of each margin.
        product: whether the function is ``t2()``, a tensor product.
        fixed: whether there is no penalty.
        full: whether each unpenalised column of a margin forms products with a penalty of their
            own.
        orders: the products to keep, by their number of penalised factors; None keeps all products.
        point: values of the variables at which the function is 0; None for a mean of 0.
        inner: the basis of the curves of levels, if there is a curve for each level.
    """

    text: str
    margins: tuple[Margin, ...]
    widths: tuple[int, ...]
    product: bool = False
    fixed: bool = False
    full: bool = False
    orders: tuple[int, ...] | None = None
    point: tuple[float, ...] | None = None
    inner: str = "tp"


@dataclass(frozen=True, eq=False)
class Place:
    """The rows on which a basis is constructed.

    Attributes:
        names: the variables as R writes them.
        values: the variables on the rows of the fit.
        knots: the knots that the user gives for a variable, by its name.
        weights: a factor of the columns in each row, used to compute the scale of the columns.
        centred: whether functions have a mean of 0.
        stored_basis: the arrays of the basis, if it was computed before.
    """

    names: tuple[str, ...]
    values: Values
    knots: Mapping[str, np.ndarray] = field(default_factory=dict)
    weights: np.ndarray | None = None
    centred: bool = True
    stored_basis: Arrays | None = None

    def part(self, start: int, width: int) -> Place:
        """Return the place with some of the variables."""
        places = slice(start, start + width)
        return replace(self, names=self.names[places], values=self.values[places])

    def without(self, at: int) -> Place:
        """Return the place without one of the variables."""
        rest = [k for k in range(len(self.names)) if k != at]
        return replace(
            self, names=tuple(self.names[k] for k in rest), values=[self.values[k] for k in rest]
        )

    def x(self) -> np.ndarray:
        """Return the values of the only variable of a spline."""
        if len(self.values) > 1:
            raise InvalidFormula("Basis only handles 1D smooths")
        self.need_numbers()
        return np.asarray(self.values[0], dtype=float)

    def need_numbers(self) -> None:
        """Refuse factors and logical values."""
        for name, value in zip(self.names, self.values, strict=True):
            if isinstance(value, Factor) or value.dtype.kind not in "iuf":
                raise InvalidData(
                    f"The variable '{name}' of a smooth must be numeric.",
                    hint="A smooth can have a factor as 'by' variable, s(x, by = f), or as "
                    'random effect, s(f, bs = "re").',
                )

    def knots_of_user(self) -> np.ndarray | None:
        """Return the knots that the user gives: (knots, variables); None if there are none."""
        by_variable = [self.knots.get(name) for name in self.names]
        knots = [np.asarray(k, dtype=float) for k in by_variable if k is not None]
        if not knots:
            return None
        if len(knots) < len(by_variable) or len({len(k) for k in knots}) > 1:
            raise InvalidData(
                "components of knots relating to a single smooth must be of same length"
            )
        return np.column_stack(knots)


def basis_of(call: SmoothCall, place: Place) -> Basis:
    """Return the basis of a call.

    Raises:
        InvalidData: if a variable does not suit the basis or has too few distinct values, or if the
            kept arrays do not fit the rows.
        InvalidFormula: for variables that the basis does not take.
    """
    if call.product:
        return _product(call, place)
    (margin,) = call.margins
    if margin.basis == "re":
        return random_effect(place.values, penalised=not call.fixed, kept=place.stored_basis)
    if margin.basis == "fs":
        return _by_factor(call, margin, place)
    functions = _functions(margin, place, call.text)
    point = None if call.point is None else [np.array([p]) for p in call.point]
    return natural_basis(
        functions, place.values, centred=place.centred, point=point, penalised=not call.fixed,
        weights=place.weights, kept=place.stored_basis,
    )  # fmt: skip


def _product(call: SmoothCall, place: Place) -> Basis:
    start, margins = 0, []
    for margin, width in zip(call.margins, call.widths, strict=True):
        sized = margin
        if margin.size is not None and margin.size < 3 and margin.basis != "re":
            warn(f"one or more supplied k too small - reset to default: {call.text}")
            sized = replace(margin, size=None)
        if sized.size is None:
            sized = replace(sized, size=_MARGIN**width)
        margins.append(_functions(sized, place.part(start, width), call.text))
        start += width
    return tensor_product(
        margins, call.widths, place.values, full=call.full, orders=call.orders,
        centred=place.centred, kept=place.stored_basis,
    )  # fmt: skip


def _by_factor(call: SmoothCall, margin: Margin, place: Place) -> Basis:
    factors = [k for k, v in enumerate(place.values) if isinstance(v, Factor) or v.dtype == bool]
    if len(factors) > 1:
        raise InvalidFormula("fs smooths can only have one factor argument")
    if not factors:
        raise InvalidFormula("no factor supplied to fs smooth", hint='s(x, f, bs = "fs")')
    if len(place.values) == 1:
        raise InvalidFormula(
            "A smooth with bs = 'fs' needs a numeric variable beside the factor.",
            hint='s(x, f, bs = "fs")',
        )
    functions = _functions(replace(margin, basis=call.inner), place.without(factors[0]), call.text)
    return curve_for_each_level(functions, place.values, factors[0], place.stored_basis)


def _functions(margin: Margin, place: Place, text: str) -> PenalisedFunctions:
    return _MAKERS[margin.basis](margin, place, text)


def _thin_plate(margin: Margin, place: Place, text: str) -> PenalisedFunctions:
    place.need_numbers()
    width = len(place.values)
    order = default_order(width) if margin.order is None else margin.order[0]
    if 2 * order <= width:
        order = default_order(width)
    size = default_size(width, order) if margin.size is None else margin.size
    size = _at_least(polynomials(width, order) + 1, size, text)
    distinct = len(np.unique(numbers(place.values), axis=0))
    if distinct < size:
        raise InvalidData(
            "A term has fewer unique covariate combinations than specified maximum degrees of "
            "freedom",
            hint=f"There are {distinct}: give a smaller k.",
        )
    knots = place.knots_of_user()
    return ThinPlate.of(
        place.values, size, order, shrunken=margin.basis == "ts",
        knots=None if knots is None or len(knots) < size else knots,
        most=margin.most, seed=margin.seed,
    )  # fmt: skip


def _cubic(margin: Margin, place: Place, text: str) -> PenalisedFunctions:
    x, knots_given = place.x(), place.knots_of_user()
    size = _at_least(3, _USUAL if margin.size is None else margin.size, text)
    if knots_given is None:
        knots = spread_knots(x, size, place.names[0])
    else:
        knots = given_knots(knots_given[:, 0], size, "cr")
    return CubicSpline(knots, margin.basis == "cs")


def _cyclic(margin: Margin, place: Place, text: str) -> PenalisedFunctions:
    x, knots_given = place.x(), place.knots_of_user()
    size = _at_least(4, _USUAL if margin.size is None else margin.size, text)
    if knots_given is None or len(knots_given) == 2:
        ends = None if knots_given is None else knots_given[:, 0]
        return CyclicSpline(cyclic_knots(x, size, place.names[0], ends))
    return CyclicSpline(given_knots(knots_given[:, 0], size, "cc"))


def _p_spline(margin: Margin, place: Place, text: str) -> PenalisedFunctions:
    x, knots_given = place.x(), place.knots_of_user()
    ends = None if knots_given is None else knots_given[:, 0]
    first, difference = margin.order or (2, 2)
    degree = first + 1
    size = max(_USUAL, degree) if margin.size is None else margin.size
    if len(np.unique(x)) < size:
        warn(f"basis dimension is larger than number of unique covariates: {text}")
    if margin.basis == "cp":
        if size < degree + 1:
            raise InvalidData("basis dimension too small for b-spline order")
        knots = period_knots(x, size, ends)
    else:
        knots = equal_knots(x, size, degree, ends)
    if difference >= size:
        raise InvalidData(
            "penalty order too high for basis dimension", hint=f"k must exceed {difference}."
        )
    return PSpline(degree, difference, knots, cyclic=margin.basis == "cp")


def _levels(margin: Margin, place: Place, text: str) -> PenalisedFunctions:
    return LevelColumns.of(place.values)


def _at_least(least: int, size: int, text: str) -> int:
    if size < least:
        warn(f"basis dimension, k, increased to minimum possible: {text} has {least}")
    return max(size, least)


_MAKERS: Mapping[str, Callable[[Margin, Place, str], PenalisedFunctions]] = {
    "tp": _thin_plate, "ts": _thin_plate, "cr": _cubic, "cs": _cubic, "cc": _cyclic,
    "ps": _p_spline, "cp": _p_spline, "re": _levels,
}  # fmt: skip

BASES = (*_MAKERS, "fs")
"""mgcv's names of the bases."""

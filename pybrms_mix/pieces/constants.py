"""Checks of parameters that a formula fixes to a value or to another parameter, as in brms."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from pybrms_mix.base.errors import InvalidFormula, Span, did_you_mean
from pybrms_mix.family.base import Mixture, PlacedDpar

Constants = Mapping[str, "float | str"]

_POSITIVE = ("sigma", "shape", "nu", "phi", "kappa", "beta", "disc", "bs", "ndt", "theta")
_UNIT = ("zi", "hu", "bias", "quantile")


def check(
    constants: Constants,
    predicted: Collection[str],
    mixture: Mixture,
    spans: Mapping[str, Span | None],
) -> None:
    """Check the constants of a formula against the parameters of ``mixture``.

    Raises:
        InvalidFormula: in brms's words, if a parameter cannot have its constant.
    """
    places = {p.name: p for p in mixture.places}
    _check_thetas(constants, predicted, mixture, spans)
    for name, value in constants.items():
        span = spans.get(name)
        if name not in places:
            raise InvalidFormula(
                f"Invalid fixed parameters: '{name}'",
                span=span,
                hint=did_you_mean(name, places) or f"There are: {', '.join(places)}.",
            )
        if isinstance(value, str):
            _check_equal(name, value, constants, predicted, places, span)
        else:
            _check_value(name, value, places[name], span)


def _check_value(name: str, value: float, place: PlacedDpar, span: Span | None) -> None:
    if not math.isfinite(value):
        raise InvalidFormula(
            f"Parameter '{name}' needs a finite number.",
            span=span,
            hint="Leave the parameter out of the formula to estimate it.",
        )
    if place.dpar.name in _POSITIVE and value < 0:
        raise InvalidFormula(f"Parameter '{name}' must be positive.", span=span)
    if place.dpar.name in _UNIT and not 0 <= value <= 1:
        raise InvalidFormula(f"Parameter '{name}' must be between 0 and 1.", span=span)


def _check_equal(
    name: str,
    other_name: str,
    constants: Constants,
    predicted: Collection[str],
    places: Mapping[str, PlacedDpar],
    span: Span | None,
) -> None:
    kind = places[name].dpar.name
    if other_name == name:
        raise InvalidFormula(f"Equating '{name}' with itself is not meaningful.", span=span)
    if other_name.rstrip("0123456789") != kind:
        alike = [n for n, p in places.items() if p.dpar.name == kind and n != name]
        raise InvalidFormula(
            "Can only equate parameters of the same class.",
            span=span,
            hint=f'For example {name} = "{alike[0]}".' if alike else "",
        )
    if other_name in constants:
        raise InvalidFormula(
            "Cannot use fixed parameters on the right-hand side of an equation.", span=span
        )
    if other_name not in places:
        raise InvalidFormula(
            f"Parameter '{other_name}' cannot be found.",
            span=span,
            hint=did_you_mean(other_name, places),
        )
    if (other_name in predicted or kind == "mu") and places[name].link != places[other_name].link:
        raise InvalidFormula(
            f"'{name}' and '{other_name}' have different links: '{places[name].link}' and "
            f"'{places[other_name].link}'.",
            span=span,
            hint="Parameters with formulas are equal if their linear predictors are equal: "
            "choose the same link for both.",
        )


def _check_thetas(
    constants: Constants,
    predicted: Collection[str],
    mixture: Mixture,
    spans: Mapping[str, Span | None],
) -> None:
    """Check that the formula mentions an allowed set of mixing proportions.

    The formula may fix all proportions or none. If it predicts proportions, it predicts all but the
    reference, or all of them if there is no reference (``refcat = NA``).
    """
    names = [t.name for t in mixture.thetas]
    fixed_names = [n for n in names if n in constants]
    modelled = [n for n in names if n in predicted]
    if mixture.free and modelled != names:
        raise InvalidFormula(
            "When 'refcat = NA', all mixing proportions must be predicted.",
            span=spans.get((modelled or fixed_names or names)[-1]),
            hint=f"Give a formula to each of {', '.join(names)}.",
        )
    if modelled and not mixture.free and len(modelled) != len(names) - 1:
        raise InvalidFormula(
            "Can only predict all but one mixing proportion.",
            span=spans.get(modelled[-1]),
            hint=f"Exactly one of {', '.join(names)} has no formula: it is the reference. "
            "Alternatively, predict all of them with mixture(..., refcat = NA) and "
            "informative priors.",
        )
    if fixed_names and not modelled and len(fixed_names) != len(names):
        raise InvalidFormula(
            "Can only fix no or all mixing proportions.",
            span=spans.get(fixed_names[0]),
            hint=f"Give a value to each of {', '.join(names)}.",
        )
    for name in fixed_names:
        if isinstance(constants[name], str):
            raise InvalidFormula(
                "Mixing proportions cannot be equated.",
                span=spans.get(name),
                hint=f"Fix the proportion at a number: {name} = 0.5.",
            )
    if fixed_names and not modelled and not any(constants[name] for name in fixed_names):
        raise InvalidFormula(
            "Some mixing proportion must be greater than 0.", span=spans.get(fixed_names[0])
        )

"""The arguments of shrinkage priors, matched as in R and checked as in brms."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import (
    InvalidArgument,
    InvalidPrior,
    NotSupported,
    PybrmsError,
    Span,
    did_you_mean,
)
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, called

# The arguments by position, with their defaults.
_DEFAULTS: Mapping[str, Mapping[str, object]] = {
    "horseshoe": {
        "df": 1, "scale_global": 1, "df_global": 1, "scale_slab": 2, "df_slab": 4,
        "par_ratio": None, "autoscale": True,
    },
    "R2D2": {"mean_R2": 0.5, "prec_R2": 2, "cons_D2": 1, "autoscale": True},
    "lasso": {"df": 1, "scale": 1},
}  # fmt: skip


def arguments(call: Call) -> dict[str, Any]:
    """Return the arguments of ``horseshoe()``, ``R2D2()`` or ``lasso()``, by name.

    Numbers are float, ``cons_D2`` is an array of any length, ``par_ratio`` may be None, and
    ``autoscale`` is a bool.

    Raises:
        InvalidPrior: with brms's message.
    """
    name = called(call) or ""
    defaults = _DEFAULTS[name]
    by_name = _matched(call, list(defaults))
    usual = {**defaults, **({"cons_D2": current().cons_D2} if "cons_D2" in defaults else {})}
    values = {n: _value(by_name[n]) if n in by_name else v for n, v in usual.items()}
    settings = {}
    for argument, value in values.items():
        span = by_name[argument].span if argument in by_name else call.span
        settings[argument] = _READERS[name, argument](value, span)
    return settings


def _matched(call: Call, names: Sequence[str]) -> dict[str, Argument]:
    """Match the arguments by name, then by the beginning of the name, then by position."""
    by_name = {a.name: a for a in call.arguments if a.name in names and a.name is not None}
    unmatched = [a for a in call.arguments if a.name not in by_name and a.value is not None]
    for number, argument in enumerate((a for a in unmatched if a.name is not None), start=1):
        near = [n for n in names if n.startswith(argument.name or "") and n not in by_name]
        if len(near) > 1:
            raise InvalidPrior(
                f"argument {number} matches multiple formal arguments",
                span=argument.span,
                hint=f"The possible arguments are {', '.join(near)}.",
            )
        if not near:
            raise _unused(argument, names)
        by_name[near[0]] = argument
    free = [n for n in names if n not in by_name]
    unnamed = [a for a in unmatched if a.name is None]
    for argument in unnamed[len(free) :]:
        raise _unused(argument, names)
    return {**by_name, **dict(zip(free, unnamed, strict=False))}


def _unused(argument: Argument, names: Sequence[str]) -> PybrmsError:
    text = "" if argument.value is None else write(argument.value)
    if argument.name == "main" and "shrinkage" in current().accepts:
        return NotSupported(
            "Shrinkage priors of all coefficients of a formula ('main') are not supported yet.",
            span=argument.span,
        )
    text_shown = f"{argument.name} = {text}" if argument.name else text
    return InvalidPrior(
        f"unused argument ({text_shown})",
        span=argument.span,
        hint=did_you_mean(argument.name or "", names) or f"There are: {', '.join(names)}.",
    )


def _value(argument: Argument) -> object:
    assert argument.value is not None
    try:
        value = literal(argument.value)
    except InvalidArgument as error:
        raise InvalidPrior(error.message, span=error.span, hint=error.hint) from error
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _is_positive(value: object) -> bool:
    return isinstance(value, bool | int | float) and 0 < value < math.inf


def _positive(message: str) -> Callable[[object, Span | None], float]:
    def positive_number(value: object, span: Span | None) -> float:
        if not _is_positive(value):
            raise InvalidPrior(message, span=span)
        return float(value)  # type: ignore[arg-type]

    return positive_number


def _ratio(value: object, span: Span | None) -> float | None:
    if value is None:
        return None
    return _positive("Argument 'par_ratio' must be greater 0.")(value, span)


def _single(name: str, message: str, upper: float) -> Callable[[object, Span | None], float]:
    def single_number(value: object, span: Span | None) -> float:
        if isinstance(value, str | list) or value is None or value != value:  # noqa: PLR0124  # R's NA
            raise InvalidPrior(f"Cannot coerce '{name}' to a single numeric value.", span=span)
        if not (_is_positive(value) and float(value) < upper):  # type: ignore[arg-type]
            raise InvalidPrior(message, span=span)
        return float(value)  # type: ignore[arg-type]

    return single_number


def _flag(value: object, span: Span | None) -> bool:
    if isinstance(value, str | list) or value is None or value != value:  # noqa: PLR0124  # R's NA
        raise InvalidPrior("Cannot coerce 'autoscale' to a single logical value.", span=span)
    return bool(value)


def _concentration(value: object, span: Span | None) -> np.ndarray:
    values = value if isinstance(value, list) else [value]
    if not values or not all(_is_positive(v) for v in values):
        raise InvalidPrior(
            "Invalid R2D2 prior: Concentration of the D2 prior must be a vector of positive "
            "numbers.",
            span=span,
        )
    return np.array(values, float)


def _horseshoe(argument_name: str) -> Callable[[object, Span | None], float]:
    return _positive(f"Invalid horseshoe prior: {argument_name} must be a single positive number.")


_READERS: Mapping[tuple[str, str], Callable[[object, Span | None], object]] = {
    ("horseshoe", "df"): _horseshoe("Degrees of freedom of the local priors"),
    ("horseshoe", "scale_global"): _horseshoe("Scale of the global prior"),
    ("horseshoe", "df_global"): _horseshoe("Degrees of freedom of the global prior"),
    ("horseshoe", "scale_slab"): _horseshoe("Scale of the slab part"),
    ("horseshoe", "df_slab"): _horseshoe("Degrees of freedom of the slab part"),
    ("horseshoe", "par_ratio"): _ratio,
    ("horseshoe", "autoscale"): _flag,
    ("R2D2", "mean_R2"): _single(
        "mean_R2",
        "Invalid R2D2 prior: Mean of the R2 prior must be a single number in (0, 1).",
        1.0,
    ),
    ("R2D2", "prec_R2"): _single(
        "prec_R2",
        "Invalid R2D2 prior: Precision of the R2 prior must be a single positive number.",
        math.inf,
    ),
    ("R2D2", "cons_D2"): _concentration,
    ("R2D2", "autoscale"): _flag,
    ("lasso", "df"): _positive(
        "Invalid lasso prior: Degrees of freedom of the shrinkage parameter prior must be a "
        "single positive number."
    ),
    ("lasso", "scale"): _positive(
        "Invalid lasso prior: Scale of the Laplace priors must be a single positive number."
    ),
}

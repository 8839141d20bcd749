"""Gaussian processes of a formula, such as ``gp(x, by = f)``, as they are read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula, NotSupported, did_you_mean
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, called, children, variables
from pybrms_mix.syntax.summands import split

# The kernels of brms 2.23 that brms 2.18 lacks.
_LATER_KERNELS = ("matern52", "matern32", "exponential")
_NAMES = ("by", "k", "cov", "iso", "gr", "cmc", "scale", "c")


@dataclass(frozen=True)
class ProcessTerm(Term):
    """A Gaussian process of one or several variables.

    Attributes:
        call: the call of ``gp()``.
        arguments: the variables.
        by: a numeric variable that multiplies the process, or a factor with a process for each
            level; None if there is none.
        size: the number of basis functions of each variable; None for the exact process.
        limits: the bounds of the basis functions, as multiples of the extent of the data: one for
            all variables, or one for each.
        isotropic: whether all variables share a length scale.
        grouped: whether equal positions are one position.
        cell_means: whether each level of ``by`` has a process by itself; otherwise the processes
            belong to the intercept and the contrasts of the factor.
        scaled: whether the positions are divided by their largest distance.
    """

    call: Call
    arguments: tuple[Node, ...]
    by: Name | None
    size: int | None
    limits: tuple[float, ...]
    isotropic: bool
    grouped: bool
    cell_means: bool
    scaled: bool

    def variables(self) -> tuple[Name, ...]:
        """Return the columns that the term reads."""
        nodes = (*self.arguments, *([] if self.by is None else [self.by]))
        return tuple({v.text: v for node in nodes for v in variables(node)}.values())


def read(node: Node | None) -> tuple[list[ProcessTerm], Node | None]:
    """Return the Gaussian processes among the summands of ``node``, and the rest.

    Raises:
        InvalidFormula: if a process is a part of another term, or its arguments are wrong.
    """
    calls, rest = split(node, lambda n: called(n) == "gp")
    if rest is not None:
        _refuse_parts(rest)
    terms = {write(n): _term(n) for n in calls if isinstance(n, Call)}
    return list(terms.values()), rest


def _refuse_parts(node: Node) -> None:
    """Refuse Gaussian processes inside another term."""
    for child in children(node):
        if called(child) == "gp":
            raise InvalidFormula(
                f"The term '{write(node)}' is invalid in brms syntax.",
                span=node.span,
                hint="A process must be a separate term: gp(x, by = z) multiplies it by z.",
            )
        _refuse_parts(child)


def _term(call: Call) -> ProcessTerm:
    by_name: dict[str, Argument] = {}
    plain: list[Node] = []
    for argument in call.arguments:
        if argument.value is None:
            continue
        if argument.name is None:
            plain.append(argument.value)
        elif argument.name not in _NAMES:
            raise InvalidFormula(
                f"'gp()' has no argument '{argument.name}'.",
                span=argument.span,
                hint=did_you_mean(argument.name, _NAMES)
                or f"The arguments are {', '.join(_NAMES)}.",
            )
        else:
            by_name[argument.name] = argument
    if not plain:
        raise InvalidFormula(
            "No variable supplied to function 'gp'.", span=call.span, hint="For example gp(x)."
        )
    if "cov" in by_name and _value(by_name["cov"]) != "exp_quad":
        _refuse_kernel(by_name["cov"])
    size = _size(by_name.get("k"))
    limits = () if size is None else _limits(call, by_name.get("c"), len(plain))
    flag = {n: _flag(by_name, n) for n in ("iso", "gr", "cmc", "scale")}
    return ProcessTerm(
        call, tuple(plain), _by(by_name.get("by")), size, limits, flag["iso"] or len(plain) == 1,
        flag["gr"], flag["cmc"], flag["scale"],
    )  # fmt: skip


def _by(argument: Argument | None) -> Name | None:
    if argument is None or argument.value == Name("NA"):
        return None
    if not isinstance(argument.value, Name):
        _refuse(argument, "'by' of 'gp()' must be the name of a variable.")
    return argument.value


def _value(argument: Argument) -> object:
    try:
        return literal(argument.value) if argument.value is not None else None
    except InvalidArgument:
        return None


def _size(argument: Argument | None) -> int | None:
    """Return the number of basis functions, or None for the exact process (``k = NA``)."""
    if argument is None or argument.value == Name("NA"):
        return None
    value = _value(argument)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        _refuse(argument, "Cannot coerce 'k' to a single numeric value.")
    if int(value) < 1:
        _refuse(argument, "'k' must be positive.")
    return int(value)


def _limits(call: Call, argument: Argument | None, count: int) -> tuple[float, ...]:
    usual = current().process_limit
    if argument is None and usual is not None:
        return (usual,)
    if argument is None or (value := _value(argument)) is None:
        if argument is not None and usual is not None:
            _refuse(argument, "'c' must be of the same length as the number of covariates.")
        raise InvalidFormula(
            "'c' must be specified for approximate GPs. A good default could be c = 5/4 but we "
            "are still working on providing better recommendations.",
            span=call.span,
        )
    limits = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, bool) or not isinstance(item, (int, float)) or not item > 0:
            _refuse(argument, "'c' must be positive.")
        limits.append(float(item))
    if len(limits) not in (1, count):
        _refuse(argument, "'c' must be of the same length as the number of covariates.")
    return tuple(limits)


def _refuse_kernel(argument: Argument) -> NoReturn:
    kernel = _value(argument)
    if "kernels" not in current().accepts:
        raise InvalidFormula(
            "'arg' should be “exp_quad”", span=argument.span,
            hint="brms 2.18 has a single kernel, the exponentiated quadratic kernel.",
        )  # fmt: skip
    if kernel in _LATER_KERNELS:
        raise NotSupported(
            f"Gaussian processes with the kernel '{kernel}' are not supported yet.",
            span=argument.span,
        )
    kernels = ", ".join(f"'{name}'" for name in ("exp_quad", *_LATER_KERNELS))
    raise InvalidFormula(
        f"'{kernel}' is not a valid GP covariance kernel. Valid kernels are: {kernels}",
        span=argument.span,
    )


def _flag(by_name: Mapping[str, Argument], name: str) -> bool:
    if name not in by_name:
        return True
    value = _value(by_name[name])
    if isinstance(value, (list, str)) or value is None or value != value:  # noqa: PLR0124
        _refuse(by_name[name], f"Cannot coerce '{name}' to a single logical value.")
    return bool(value)


def _refuse(argument: Argument, message: str) -> NoReturn:
    raise InvalidFormula(message, span=argument.span, hint="gp(x, by = f, k = 10, c = 5/4)")

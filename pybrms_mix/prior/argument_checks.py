"""Checks of numbers in priors: arguments of distributions, constants and bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidPrior, NotSupported, PybrmsError
from pybrms_mix.base.public_calls import warn
from pybrms_mix.model.parts import Parameter
from pybrms_mix.prior.distributions import Distribution, domain
from pybrms_mix.prior.rows import Row
from pybrms_mix.prior.stantext import number
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node
from pybrms_mix.syntax.parse import parse


def check_arguments(distribution: Distribution, arguments: Sequence[Node]) -> None:
    """Check the arguments of a distribution that are numbers.

    Raises:
        InvalidPrior: if the distribution is not defined for an argument: ``normal(0, -1)``.
    """
    values = [number(a) for a in arguments]
    for name, node, value in zip(distribution.parameters, arguments, values, strict=True):
        allowed = domain(distribution.name, name)
        if value is not None and not allowed.has(value):
            raise InvalidPrior(
                f"'{name}' of '{distribution.name}()' must be {allowed.words}, but it is "
                f"{value:g}.",
                span=node.span,
                hint=f"Change '{write(node)}'.",
            )
    ends = [v for v in values if v is not None] if distribution.name == "uniform" else []
    if len(ends) > 1 and not ends[0] < ends[1]:
        raise InvalidPrior(
            f"The upper end of 'uniform()' must be greater than the lower end, {ends[0]:g}.",
            span=arguments[1].span,
            hint="Write the lower end first.",
        )


def check_shape(name: str, arguments: Sequence[Node]) -> None:
    """Check the argument of an LKJ prior.

    Raises:
        InvalidPrior: if the argument is a number that is not positive.
    """
    for node in arguments:
        value = number(node)
        if value is not None and not (0 < value < math.inf):
            raise InvalidPrior(
                f"The argument of '{name}()' must be a positive, finite number, but it is "
                f"{value:g}.",
                span=node.span,
                hint="For example lkj(2).",
            )


def check_constant(node: Node, bounds: Bounds, key: str) -> None:
    """Check the value of ``constant()`` against the bounds of its parameter.

    Raises:
        InvalidPrior: if the value is not finite, or outside the bounds.
    """
    value = number(node)
    if value is None:
        return
    lower, upper = bound(bounds.lower), bound(bounds.upper)
    inside = (lower is None or value >= lower) and (upper is None or value <= upper)
    if not (inside and math.isfinite(value)):
        limits_listed = [] if math.isfinite(value) else ["finite"]
        if lower is not None:
            limits_listed.append(f"at least {bounds.lower}")
        if upper is not None:
            limits_listed.append(f"at most {bounds.upper}")
        raise InvalidPrior(
            f"'{key}' cannot be {value:g}: it must be {' and '.join(limits_listed)}.",
            span=node.span,
            hint="Choose another value for constant().",
        )


def bound(text: str) -> float | None:
    """Return a bound as a number; None for no bound, and for a bound that the program computes."""
    if not text:
        return None
    try:
        return number(parse(text))
    except PybrmsError:
        return None


def check_ordered(parameter: Parameter, row: Row | None) -> None:
    """Refuse bounds of ordered coefficients. brms accepts bounds of intercepts and ignores them."""
    if parameter.type == "real":
        warn(
            f"The bounds of '{parameter.stan}' have no effect, since it is one of the ordered "
            "intercepts. They have an effect if order = 'none' in 'mixture'."
        )
        return
    raise NotSupported(
        f"Bounds of class '{parameter.keys[0].kind}' are not supported if one of its "
        "coefficients is ordered.",
        span=row.span if row else None,
        hint="Leave the bounds out, or set order = 'none' in 'mixture'.",
    )

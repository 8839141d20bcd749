"""Combine chosen families into a Mixture, with brms's checks in brms's order and its messages."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence

from pybrms_mix.base.dialect import warn_refused
from pybrms_mix.base.errors import InvalidFamily, Span, did_you_mean
from pybrms_mix.base.sizes import MOST
from pybrms_mix.family.base import Mixture
from pybrms_mix.family.choice import Choice
from pybrms_mix.syntax.parse import is_name

_LOG = logging.getLogger("pybrms_mix")
_ORDERS = ("none", "mu", "theta")


def single(choice: Choice) -> Mixture:
    """Return the mixture with one component."""
    return Mixture((choice.component(1),))


def repeated(
    choices: Sequence[Choice], times: Sequence[float | str], span: Span | None = None
) -> list[Choice]:
    """Return each family ``nmix`` times: one number for all families, or one for each family.

    As in R's ``rep()``, strings of digits count as numbers, fractions are truncated, and 0 drops a
    family.

    Raises:
        InvalidFamily: if the number of values fits neither case, or if a value is not a count.
    """
    if len(times) not in (1, len(choices)):
        raise InvalidFamily(
            "The length of 'nmix' should be the same as the number of mixture components.",
            span=span,
        )
    counts = [_count(t, span) for t in times] * (len(choices) if len(times) == 1 else 1)
    if sum(counts) > MOST:
        raise InvalidFamily(
            f"A mixture has at most {MOST} components, but 'nmix' asks for {sum(counts)}.",
            span=span,
            hint="nmix is a count, 2, or one count for each family, c(2, 1).",
        )
    return [c for c, count in zip(choices, counts, strict=True) for _ in range(count)]


def mixed(
    choices: Sequence[Choice],
    order: str | bool | float | None,
    span: Span | None = None,
    gr: str | None = None,
    free: bool = False,
    shared: Sequence[str] = (),
    places: Mapping[str, Span | None] | None = None,
    class_: str | None = None,
) -> Mixture:
    """Return the mixture of ``choices``.

    The order that was chosen by default is logged at level INFO, as in brms.

    Args:
        choices: the families with their links.
        order: the order as the user gave it; None for the default.
        span: the place of ``order`` in R text.
        gr: the column whose levels belong to one component as a whole.
        free: whether the proportions of all components are predicted, without a reference.
        shared: coefficients that all components have in common.
        places: the places of further arguments in R text.
        class_: the name of the latent class that responses have in common.

    Raises:
        InvalidFamily: with brms's message, if the families cannot be mixed or ``order`` is invalid.
    """
    _check(choices, span, least=1 if gr or class_ else 2)
    if not choices[1:]:
        order = "none"
    class_name = _class(class_, (places or {}).get("class", span))
    # The members of a latent class have one order of components, which no single response
    # determines.
    order_or_default = "none" if class_name and order is None else order
    order_used = (
        _default_order(choices) if order_or_default is None else _order(order_or_default, span)
    )
    return Mixture(
        tuple(choice.component(k) for k, choice in enumerate(choices, start=1)),
        order_used,
        _groups(gr, span),
        free,
        _shared(shared, order_used, (places or {}).get("shared", span)),
        order is None,
        class_name,
        spans=places or {},
    )


def _count(value: float | str, span: Span | None) -> int:
    try:
        count = int(float(value))
    except (ValueError, OverflowError):
        count = -1
    if count < 0:
        raise InvalidFamily(
            "invalid 'times' argument",
            span=span,
            hint="nmix is a count, 2, or one count for each family, c(2, 1).",
        )
    return count


def _check(choices: Sequence[Choice], span: Span | None, least: int) -> None:
    families = [choice.family for choice in choices]
    if len(families) < least:
        raise InvalidFamily(
            "Expecting at least 2 mixture components.",
            span=span,
            hint="Name several families, mixture(gaussian, student), or give the number of "
            "components: mixture(gaussian, nmix = 2).",
        )
    if len({f.values for f in families}) > 1:
        raise InvalidFamily("Cannot mix families with real and integer support.", span=span)
    if len({f.ordinal for f in families}) > 1:
        raise InvalidFamily("Cannot mix ordinal and non-ordinal families.", span=span)
    if not all(f.mixes for f in families):
        names = dict.fromkeys(f"'{f.name}'" for f in families if not f.mixes)
        raise InvalidFamily(
            "Some of the families are not allowed in mixture models.",
            span=span,
            hint=f"No component of a mixture can be {', '.join(names)}.",
        )
    if not all(f.mixes_later for f in families):
        warn_refused("mixture")


def _default_order(choices: Sequence[Choice]) -> str:
    families = [choice.family for choice in choices]
    if any(f.ordinal for f in families):
        order, kind = "none", "ordinal families"
    elif len({f.name for f in families}) == 1:
        order, kind = "mu", "the same family"
    else:
        order, kind = "none", "different families"
    _LOG.info("Setting order = '%s' for mixtures of %s.", order, kind)
    return order


def _groups(gr: str | None, span: Span | None) -> str:
    """Return the names of the columns, separated by colons; "" for None."""
    if gr is None:
        return ""
    names = [name.strip() for name in gr.split(":")] if isinstance(gr, str) else [""]
    if not all(map(is_name, names)):
        raise InvalidFamily(
            "Argument 'gr' must be the name of a column.",
            span=span,
            hint='For instance mixture(gaussian, gaussian, gr = "id"); "g:h" stands for the '
            "combinations of two columns.",
        )
    return ":".join(names)


def _class(name: str | None, span: Span | None) -> str:
    """Return the name of the class; "" for None."""
    if name is None:
        return ""
    if not (isinstance(name, str) and is_name(name)):
        raise InvalidFamily(
            "Argument 'class' must be a name.",
            span=span,
            hint="Responses with the same class name share one class: mixture(..., class = "
            '"shared").',
        )
    return name


def _order(order: str | bool | float, span: Span | None) -> str:
    if not isinstance(order, str):
        # NaN is R's NA, which has the effect of "none".
        return "mu" if order and not math.isnan(order) else "none"
    # Any other word may name a coefficient. The coefficients are known together with the formula.
    if not order.strip() or (order.lower() in _ORDERS and order not in _ORDERS):
        raise invalid_order(span, did_you_mean(order.lower(), _ORDERS))
    return order


def invalid_order(span: Span | None, hint: str) -> InvalidFamily:
    """Return brms's error for an invalid ``order``.

    Brms accepts neither coefficients nor "theta".
    """
    return InvalidFamily(
        "Argument 'order' is invalid. Valid options are: 'none', 'mu'", span=span, hint=hint
    )


def _shared(names: Sequence[str], order: str, span: Span | None) -> tuple[str, ...]:
    """Return the names without repetitions."""
    if not all(isinstance(name, str) and name for name in names):
        raise InvalidFamily(
            "Argument 'shared' must name coefficients.", span=span,
            hint='For instance shared = "x", or shared = c("x", "z").',
        )  # fmt: skip
    if order in names:
        raise InvalidFamily(
            f"The coefficient '{order}' cannot be shared and ordered.",
            span=span,
            hint="A coefficient that is equal in all components cannot order them.",
        )
    return tuple(dict.fromkeys(names))

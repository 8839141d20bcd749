"""Rows of a prior table, and R text to rows: ``prior(normal(0, 5), class = b, dpar = mu1)``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np

from pybrms_mix.base.dialect import current
from pybrms_mix.base.errors import InvalidPrior, NotSupported, Span
from pybrms_mix.base.wording import described
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.model.parts import Key
from pybrms_mix.prior.distributions import SPECIAL
from pybrms_mix.prior.limits import parts
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.made_text import evaluated as text_made
from pybrms_mix.syntax.nodes import Call, Infix, Name, Node, Number, Parens, String, Tilde, called
from pybrms_mix.syntax.parse import parse

# brms's columns that say which parameter a row belongs to, with the fields of Key.
PLACES = {
    "class": "kind", "coef": "coef", "group": "group", "resp": "resp", "dpar": "dpar",
    "nlpar": "nlpar",
}  # fmt: skip
_POSITIONS = ("prior", *PLACES, "lb", "ub", "check")
_TAGGED = (*_POSITIONS[:-1], "tag", "check")


def arguments_of(key: Key) -> str:
    """Return the arguments of ``prior()`` that name a place: "class = b, coef = x, dpar = mu1"."""
    values = {argument: getattr(key, field_) for argument, field_ in PLACES.items()}
    return ", ".join(
        f"{argument} = {value}"
        if value.replace(".", "_").isidentifier()
        else f'{argument} = "{value}"'
        for argument, value in values.items()
        if value
    )


@dataclass(frozen=True)
class Row:
    """One row of a prior table.

    Attributes:
        prior: the text of the prior, "" for a flat prior.
        key: the place of the prior.
        lb, ub: the bounds as text; "" for no bound, None for a bound that the user did not give.
        source: "user" or "default".
        given: the arguments by which the user named the place, for rows of ``set_prior()``.
        bounded: whether the user gave a bound.
        span: the place of the prior in the R text.
        tag: the user's label of the row; brms 2.18 has no labels.
    """

    prior: str
    key: Key
    lb: str | None = None
    ub: str | None = None
    source: str = "user"
    given: frozenset[str] = field(default=frozenset(), compare=False)
    bounded: bool = field(default=False, compare=False)
    span: Span | None = field(default=None, compare=False, repr=False)
    tag: str = ""

    @property
    def text(self) -> str:
        """The prior in standard spelling; "" for a flat prior."""
        return write(self.node()) if self.prior else ""

    def node(self) -> Node:
        """Parse the text of the prior.

        Raises:
            InvalidPrior: if the text is not a call of a distribution.
            RSyntaxError: if the text is not R.
        """
        node = _parsed(self.prior)
        if isinstance(node, Call) and isinstance(node.function, Name):
            return node
        raise InvalidPrior(
            f"The prior '{self.prior}' is invalid.",
            span=node.span,
            hint="A prior is a distribution with its arguments, such as normal(0, 1).",
        )


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Node:
    """Parse the text of a prior. The result is cached, because the same text is parsed often."""
    return parse(text)


def row(
    prior: str,
    *,
    class_: str = "b",
    coef: str = "",
    group: str = "",
    resp: str = "",
    dpar: str = "",
    nlpar: str = "",
    lb: object = None,
    ub: object = None,
    tag: str = "",
    given: Iterable[str] = (),
    span: Span | None = None,
) -> Row:
    """Return the row of a prior that the user sets.

    Raises:
        InvalidPrior: if the text is not a prior, or if a single coefficient has bounds.
    """
    dpar = "" if dpar == "mu" else dpar  # as in brms, where "mu" names the only mu of a model
    if coef and (lb is not None or ub is not None):
        raise InvalidPrior(
            current().words["coef and bounds"],
            span=span,
            hint="Bounds apply to all coefficients of a class: leave 'coef' out.",
        )
    key = Key(class_, coef, group, resp, dpar, nlpar)
    low, high = bound(lb), bound(ub)
    bounded = low is not None or high is not None
    new_row = Row(prior, key, low, high, "user", frozenset(given), bounded, span, tag)
    if prior:
        new_row.node()
    return new_row


def bound(value: object) -> str | None:
    """Return a bound as text; None for no bound.

    A sequence has one bound for each coefficient.

    Raises:
        InvalidPrior: if the bound is neither a number nor text.
        RSyntaxError: if the text is not R. The program holds only text that was parsed.
    """
    if isinstance(value, (list, tuple, np.ndarray)) and np.ndim(value) == 1:
        return f"c({', '.join(str(bound(v)) for v in np.asarray(value).tolist())})"
    if value is None or value == "NA" or value != value:  # noqa: PLR0124  # R's NA
        return None
    if isinstance(value, str):
        if value:
            parts(value)
        return value
    if isinstance(value, (bool, int, float)):
        return number_text(float(value))
    raise InvalidPrior(
        f"A bound must be a number or text, not {described(value)}.", hint='lb = 0, or lb = "0".'
    )


def read(source: str | Node) -> list[Row]:
    """Return the rows of R text: of ``prior()``, ``set_prior()``, ``c()`` and their sums.

    Other text is the prior of class b: ``"normal(0, 1)"``.

    Raises:
        RSyntaxError, InvalidPrior: with the place in the text.
    """
    node = parse(source) if isinstance(source, str) else source
    match node:
        case Parens(body):
            return read(body)
        case Infix(left, "+", right):
            return [*read(left), *read(right)]
        case Call(_, arguments) if called(node) in ("c", "list", "rbind"):
            return [r for a in arguments if a.value is not None for r in read(a.value)]
        case Call():
            match called(node):
                case "prior":
                    return _rows(_arguments(node, quoted=False), node)
                case "set_prior" | "prior_string":
                    return _rows(_arguments(node, quoted=True), node)
                case "prior_":
                    return _rows(_arguments(node, quoted=False), node)
                case "empty_prior":
                    return []
    if not isinstance(source, str):
        span, hint = getattr(node, "span", None), "Use prior() or set_prior()."
        raise InvalidPrior("This is not a prior.", span=span, hint=hint)
    return [row(source)]


def _arguments(node: Call, *, quoted: bool) -> dict[str, list[Any]]:
    """Return the arguments by name. ``prior()`` accepts unquoted text for all of its arguments."""
    by_name: dict[str, list[Any]] = {}
    names = _TAGGED if current().tagged else _POSITIONS
    free = [name for name in names if name not in {a.name for a in node.arguments}]
    for argument in node.arguments:
        if argument.value is None:
            raise InvalidPrior("An argument is missing.", span=node.span)
        name = argument.name or (free.pop(0) if free else "")
        if name not in names:
            raise InvalidPrior(
                f"'{called(node)}' has no argument '{argument.name}'.",
                span=argument.span,
                hint=f"It has: {', '.join(names)}.",
            )
        is_vector = name in ("lb", "ub") and called(argument.value) == "c" and not quoted
        value = argument.value
        by_name[name] = [write(value)] if is_vector else _value(value, quoted=quoted)
    if "prior" not in by_name:
        raise InvalidPrior(
            "The prior is missing.",
            span=node.span,
            hint="For instance prior(normal(0, 1), class = b).",
        )
    return by_name


def _value(node: Node, *, quoted: bool) -> list[Any]:
    node = text_made(node) if quoted else node
    match node:
        case String(text):
            return [text]
        case Call(_, arguments) if called(node) == "c":
            return [v for a in arguments if a.value for v in _value(a.value, quoted=quoted)]
        case Tilde(None, right):  # prior_(~normal(0, 1), class = ~b)
            return _value(right, quoted=False)
        case Name("NA" | "NULL"):
            return [None]
        case Name("TRUE" | "FALSE"):
            return [literal(node)]
        case Number():
            return [literal(node)]
    if quoted and isinstance(node, Call) and called(node) in SPECIAL:
        # brms accepts shrinkage priors as calls and as text.
        return [write(node)]
    if quoted:
        return [literal(node)]
    return [write(node)]


def _rows(arguments: dict[str, list[Any]], node: Call) -> list[Row]:
    """Return the rows of one call. Values are recycled as in a data frame of R."""
    if arguments.pop("check", [True]) == [False]:
        raise NotSupported(
            "With 'check = FALSE', unchecked text would become part of the program.",
            span=node.span,
            hint="Write the prior as a distribution.",
        )
    size = max(len(values) for values in arguments.values())
    for name, values in arguments.items():
        if not values:
            raise InvalidPrior(
                f"The argument '{name}' is empty.",
                span=node.span,
                hint="Leave the argument out, or give it a value.",
            )
        if size % len(values):
            raise InvalidPrior(
                "Processing arguments of 'set_prior' has failed:\n"
                f"'{name}' has {len(values)} values where others have {size}.",
                span=node.span,
            )
    rows = []
    for i in range(size):
        cells = {name: values[i % len(values)] for name, values in arguments.items()}
        places = {f"{n}_" if n == "class" else n: v for n, v in cells.items() if n in PLACES}
        rows.append(
            row(
                str(cells["prior"]), lb=cells.get("lb"), ub=cells.get("ub"),
                tag=str(cells.get("tag") or ""),
                given=[n for n in cells if n in PLACES], span=node.span,
                **{n: "" if v is None else str(v) for n, v in places.items()},
            )
        )  # fmt: skip
    return rows


EVERYWHERE = ("b", "Intercept")
"""The classes of priors with one row that applies to all responses of a model."""


def wider(key: Key) -> list[Key]:
    """Return the keys whose rows can hold the prior of a cell, the most specific key first."""
    steps = [key, replace(key, coef=""), replace(key, coef="", group="")]
    return list(dict.fromkeys(steps))

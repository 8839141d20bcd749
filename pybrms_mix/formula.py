"""Nodes to a Formula: the response, its additions, and the terms of each parameter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from pybrms_mix.errors import InvalidFamily, InvalidFormula, NotSupported, Span
from pybrms_mix.family.read import read as read_family
from pybrms_mix.family.write import write as family_text
from pybrms_mix.model.rvalues import number_text
from pybrms_mix.pieces import TERM_KINDS, Term, response_terms
from pybrms_mix.prior.numbers import rounded
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, Parens, String, Tilde, called
from pybrms_mix.syntax.parse import parse
from pybrms_mix.syntax.write import write

# Attributes of a formula: each belongs to the formula on which it was set.
_ATTRIBUTES = ("center", "cmc", "sparse", "decomp", "nl", "loop", "autocor")
_UNSUPPORTED = ("sparse", "decomp", "nl", "autocor")


@dataclass(frozen=True)
class Predictor:
    """The right-hand side of one parameter's formula, taken apart.

    Attributes:
        node: the right-hand side as written.
        terms: what the term kinds made of it.
        center: whether columns are centred.
        cmc: whether a factor without an intercept is coded by its cell means.
    """

    node: Node
    terms: tuple[Term, ...]
    center: bool = True
    cmc: bool = True


@dataclass(frozen=True)
class Formula:
    """What ``bf()`` says: ``predictors`` has the shared formula under "", others by dpar."""

    response: Node | None
    additions: dict[str, Call]
    predictors: dict[str, Predictor]
    constants: dict[str, float | str] = field(default_factory=dict)
    family: object = None  # whatever says one; None if the formula does not
    left: Node | None = None  # with the additions, as written
    spans: dict[str, Span | None] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Return the formulas as brms prints them, one a line."""
        own = [f"{n} ~ {write(p.node)}" for n, p in self.predictors.items() if n]
        given = [f"{n} = {_shown(v)}" for n, v in self.constants.items()]
        left = f"{write(self.left)} ~ " if self.left is not None else "~"
        return [f"{left}{write(self.predictors[''].node)}", *own, *given]

    def text(self) -> str:
        """Return R text that is read as the same formula."""
        main = self.predictors[""]
        parts = [f"{write(self.left)} ~ {write(main.node)}" if self.left is not None else ""]
        parts += [f"{n} = {_quoted(v)}" for n, v in self.constants.items()]
        if self.family is not None:
            parts.append(f"family = {family_text(read_family(self.family))}")
        whole = f"bf({', '.join([*parts, *_said(main)])})"
        for name, predictor in self.predictors.items():
            if name:
                own = [f"{name} ~ {write(predictor.node)}", *_said(predictor)]
                whole += f" + lf({', '.join(own)})"
        return whole

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __add__(self, other: object) -> Formula:
        """Return the formula with the parts of ``lf(...)``, or with a family, as in R.

        Raises:
            InvalidFamily: if ``other`` is neither.
        """
        if isinstance(other, Parts):
            return _with(self, other)
        return replace(self, family=read_family(other))


@dataclass(frozen=True)
class Parts:
    """What ``lf()`` says: formulas of further parameters, each with its own attributes."""

    predictors: dict[str, Predictor]
    constants: dict[str, float | str]
    spans: dict[str, Span | None] = field(default_factory=dict)


Source: TypeAlias = "Formula | str | Node"


def _said(predictor: Predictor) -> list[str]:
    """Return the attributes of a formula that are not as by default, as R text."""
    flags = (("center", predictor.center), ("cmc", predictor.cmc))
    return [f"{name} = FALSE" for name, value in flags if not value]


def _quoted(value: float | str) -> str:
    return write(String(value)) if isinstance(value, str) else repr(value)


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else number_text(rounded(value, 2))


def bf(formula: Source, *others: str | Parts, **options: Any) -> Formula:
    """Return the formula of a model: brms's ``bf()``.

    Args:
        formula: R text, ``"y ~ x + (1 | g)"``, or the whole call, ``"bf(y ~ x, sigma1 ~ z)"``.
        others: formulas of further parameters, ``"sigma1 ~ z"``, or ``lf(...)``.
        options: ``center``, ``cmc``, ``family``; any other name is a parameter that is given a
            value (``theta1=1``), equated to another (``sigma2="sigma1"``) or predicted
            (``sigma1="~ z"``).

    Raises:
        RSyntaxError: if a text is not R.
        InvalidFormula: if it is not a formula, or a value that no parameter can have.

    >>> print(bf("y ~ x + (1 | g)", "sigma1 ~ x", sigma2=1.5))
    y ~ x + (1 | g)
    sigma1 ~ x
    sigma2 = 1.5
    """
    made = read(formula)
    if options.get("family") is not None:
        made = made + options.pop("family")
    named = [Argument(name, _node(value)) for name, value in options.items()]
    for other in others:
        made = _with(made, other if isinstance(other, Parts) else _text_parts(other))
    return _read_call(made, named)


def _text_parts(text: str) -> Parts:
    return _parts([Argument(None, _parsed(text))])


def _parsed(text: str) -> Node:
    if not isinstance(text, str):
        raise InvalidFormula(
            f"This is neither a formula nor a named value: {text!r}.",
            hint='Write it as "sigma1 ~ x" or sigma1=1.5.',
        )
    return parse(text)


def lf(*formulas: str, **options: Any) -> Parts:
    """Return formulas to be added to a ``bf()``: brms's ``lf()``, with attributes of their own.

    >>> print(bf("y ~ x") + lf("sigma1 + sigma2 ~ x", cmc=False))
    y ~ x
    sigma1 ~ x
    sigma2 ~ x
    """
    arguments = [Argument(None, _parsed(f)) for f in formulas]
    return _parts([*arguments, *(Argument(n, _node(v)) for n, v in options.items())])


def read(source: Source) -> Formula:
    """Return the formula that R text or a node says; a Formula is returned as it is."""
    if isinstance(source, Formula):
        return source
    node = parse(source) if isinstance(source, str) else source
    shape = "A formula is like y ~ x + (1 | g)."
    match node:
        case Parens(body):
            return read(body)
        case Tilde():
            return _main(node)
        case Infix(left, "+", right) if called(right) in ("lf", "nlf", "set_nl"):
            return _with(read(left), _read_parts(right))
        case Infix(Call() | Infix() as left, "+", right):
            return replace(read(left), family=_added_family(right))
        case Infix(_, "+", right) if called(right) in ("bf", "brmsformula", "set_rescor"):
            raise NotSupported("Models of several responses are not supported yet.", span=node.span)
        case Call(_, arguments) if called(node) in ("bf", "brmsformula"):
            first = next((a for a in arguments if a.name in (None, "formula")), None)
            if first is None or first.value is None:
                raise InvalidFormula("'bf()' needs a formula.", span=node.span, hint=shape)
            rest = [a for a in arguments if a is not first]
            return _read_call(read(first.value), rest)
    span = getattr(node, "span", None)
    raise InvalidFormula("This is not a formula.", span=span, hint=shape)


def _added_family(node: Node) -> Node:
    try:
        read_family(node)
    except InvalidFamily as error:
        raise InvalidFormula(
            "Only 'lf()' or a family can be added to a formula.", span=node.span
        ) from error
    return node


def _node(value: Any) -> Node:
    """Return a Python value as the node that R text would give."""
    match value:
        case bool():
            return Name("TRUE" if value else "FALSE")
        case None:
            return Name("NULL")
        case str() if "~" in value:
            return parse(value)
        case str():
            return String(value)
        case int() | float():
            return parse(repr(value))
    raise InvalidFormula(
        f"A formula has no use for {value!r}.",
        hint='A parameter takes a number, the name of another, or a formula: sigma1="~ x".',
    )


def _main(node: Tilde) -> Formula:
    if node.left is None:
        raise InvalidFormula(
            "The formula has no response.", span=node.span, hint="Write it before the '~'."
        )
    response, additions = response_terms.read(node.left)
    predictor = predictor_of(node.right)
    return Formula(response, additions, {"": predictor}, left=node.left)


def predictor_of(node: Node, **attributes: Any) -> Predictor:
    """Return the right-hand side ``node`` as terms: each kind claims what it knows."""
    terms: list[Term] = []
    rest: Node | None = node
    for kind in TERM_KINDS:
        found, rest = kind.read(rest)
        terms.extend(found)
    return Predictor(node, tuple(terms), **attributes)


def _read_call(base: Formula, arguments: Iterable[Argument]) -> Formula:
    """Return ``base`` with the further arguments of ``bf()``."""
    arguments = list(arguments)
    for argument in arguments:
        if argument.name == "family":
            base = replace(base, family=argument.value)
    own = [a for a in arguments if a.name in _ATTRIBUTES]
    rest = [a for a in arguments if a.name not in (*_ATTRIBUTES, "family")]
    attributes = _attributes(own)
    if attributes:
        main = replace(base.predictors[""], **attributes)
        base = replace(base, predictors={**base.predictors, "": main})
    return _with(base, _parts(rest))


def _attributes(arguments: list[Argument]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for argument in arguments:
        value = literal(argument.value) if argument.value is not None else None
        if value is None or (argument.name in _UNSUPPORTED and value is False):
            continue
        if argument.name in _UNSUPPORTED:
            raise NotSupported(
                f"Formulas with '{argument.name}' are not supported yet.", span=argument.span
            )
        if argument.name != "loop":
            found[str(argument.name)] = bool(value)
    return found


def _read_parts(node: Node) -> Parts:
    assert isinstance(node, Call)
    if called(node) != "lf":
        raise NotSupported("Non-linear formulas are not supported yet.", span=node.span)
    return _parts(node.arguments)


def _parts(arguments: Iterable[Argument]) -> Parts:
    """Return what formulas and constants say of further parameters."""
    arguments = list(arguments)
    attributes = _attributes([a for a in arguments if a.name in _ATTRIBUTES])
    made = Parts({}, {})
    for argument in arguments:
        if argument.name not in _ATTRIBUTES and argument.value is not None:
            made = _joined(made, _part(argument, argument.value, attributes))
    return made


def _part(argument: Argument, value: Node, attributes: dict[str, Any]) -> Parts:
    """Return what one argument says: a formula, a list of some, ``lf()``, or a value."""
    span = argument.span or getattr(value, "span", None)
    if argument.name == "flist" and isinstance(value, Call):
        return _parts(value.arguments)
    if called(value) in ("lf", "nlf"):
        return _read_parts(value)
    if isinstance(value, Tilde):
        predictor = predictor_of(value.right, **attributes)
        names = _names(argument, value)
        return Parts(dict.fromkeys(names, predictor), {}, dict.fromkeys(names, span))
    name = _parameter(argument.name, argument)
    return Parts({}, {name: _constant(argument)}, {name: span})


def _joined(first: Parts, second: Parts) -> Parts:
    """Return both; what is said again replaces what was said, as in brms."""
    predictors = {n: p for n, p in first.predictors.items() if n not in second.constants}
    constants = {n: v for n, v in first.constants.items() if n not in second.predictors}
    return Parts(
        {**predictors, **second.predictors},
        {**constants, **second.constants},
        {**first.spans, **second.spans},
    )


def _names(argument: Argument, formula: Tilde) -> list[str]:
    """Return the parameters that one formula speaks of: ``sigma1 + sigma2 ~ x`` has two."""
    if argument.name is not None:
        return [_parameter(argument.name, argument)]
    if formula.left is None:
        raise InvalidFormula("Additional formulas must be named.", span=formula.span)
    names = []
    for part in response_terms.summands(formula.left):
        if not isinstance(part, Name):
            raise InvalidFormula(
                "The left side of a further formula must name a parameter.",
                span=part.span,
                hint="For example sigma1 ~ x.",
            )
        names.append(_parameter(part.text, part))
    return names


def _parameter(name: str | None, place: Argument | Name) -> str:
    if name is None:
        raise InvalidFormula(
            "This is neither a formula nor a named value.",
            span=place.span,
            hint="Write it as sigma1 ~ x or sigma1 = 1.5.",
        )
    if "." in name or "_" in name:
        raise InvalidFormula(
            "Parameter names should not contain dots or underscores.",
            span=place.span,
            hint="Parameters are called mu1, sigma2, theta1.",
        )
    return name


def _constant(argument: Argument) -> float | str:
    """Return the value of a fixed parameter, or the name of the one to which it is equated."""
    name = argument.name
    value = literal(argument.value) if argument.value is not None else None
    if isinstance(value, list):
        if len(value) != 1:
            raise InvalidFormula(
                f"Expecting a single value when fixing parameter '{name}'.", span=argument.span
            )
        value = value[0]
    if isinstance(value, str):
        try:
            value = float(value)  # brms takes "1.5" as the number
        except ValueError:
            return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidFormula(
            f"Parameter '{name}' needs a number or the name of another parameter.",
            span=argument.span,
            hint=f'{name} = 1.5, or {name} = "sigma1".',
        )
    if not math.isfinite(value):
        raise InvalidFormula(
            f"Parameter '{name}' needs a finite number.",
            span=argument.span,
            hint="Leave it out to have it estimated.",
        )
    return float(value)


def _with(base: Formula, parts: Parts) -> Formula:
    """Return ``base`` with ``parts``."""
    own = _joined(Parts(base.predictors, base.constants, base.spans), parts)
    return replace(base, predictors=own.predictors, constants=own.constants, spans=own.spans)

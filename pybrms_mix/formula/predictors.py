"""Predictors and constants of single parameters, with the attributes of their formulas."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pybrms_mix.base.errors import InvalidFormula, NotSupported, Span
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.rvalues import number_text
from pybrms_mix.model.term_kinds import Term
from pybrms_mix.pieces import term_kinds
from pybrms_mix.pieces.nonlinear_predictor import NonlinearTerm
from pybrms_mix.pieces.special.special_terms import SpecialTerm
from pybrms_mix.prior.numbers import rounded
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, String, Tilde, called
from pybrms_mix.syntax.summands import summands

# The attributes of a formula. Each one belongs to the formula for which it was set.
ATTRIBUTES = ("center", "cmc", "sparse", "decomp", "nl", "loop", "autocor")
_DECOMPOSITIONS = ("none", "QR")
_HELPERS = ("lf", "nlf")
_ASIDE = ("dpar", "resp")  # arguments of lf() and nlf() that are neither formulas nor values


@dataclass(frozen=True)
class Predictor:
    """The right-hand side of the formula of one parameter, split into terms.

    Attributes:
        node: the right-hand side as written.
        terms: the terms that the term classes read from it; a single term if it is non-linear.
        center: whether columns are centred; None leaves the choice to the parameter.
        cmc: whether a factor without an intercept is coded by its cell means.
        decomp: "QR" for coefficients on orthogonal columns, otherwise "none".
        nl: whether the right-hand side is an expression of parameters rather than a sum of terms.
    """

    node: Node
    terms: tuple[Term, ...]
    center: bool | None = None
    cmc: bool = True
    decomp: str = "none"
    nl: bool = False

    def again(self, node: Node, **attributes: Any) -> Predictor:
        """Return a predictor of ``node`` with the attributes of this one, except those passed."""
        attributes_here = {n: getattr(self, n) for n in ("center", "cmc", "decomp", "nl")}
        return predictor_of(node, **{**attributes_here, **attributes})

    def unrelated(self) -> Predictor:
        """Return the predictor whose variables with measurement error are not correlated."""
        terms = (replace(t, related=False) if isinstance(t, SpecialTerm) else t for t in self.terms)
        return replace(self, terms=tuple(terms))

    def attributes(self) -> list[str]:
        """Return the attributes that differ from their defaults, as R text."""
        texts = [] if self.center is None else [f"center = {'TRUE' if self.center else 'FALSE'}"]
        texts += [] if self.cmc else ["cmc = FALSE"]
        return texts + (['decomp = "QR"'] if self.decomp == "QR" else [])


@dataclass(frozen=True)
class Parts:
    """Formulas and constants of further parameters, as ``lf()`` returns them."""

    predictors: dict[str, Predictor]
    constants: dict[str, float | str]
    spans: dict[str, Span | None] = field(default_factory=dict)
    resp: str | None = None  # the response that they belong to, if lf() names one

    def joined(self, other: Parts) -> Parts:
        """Return both parts; entries of ``other`` replace those of the same name, as in brms."""
        predictors = {n: p for n, p in self.predictors.items() if n not in other.constants}
        constants = {n: v for n, v in self.constants.items() if n not in other.predictors}
        return Parts(
            {**predictors, **other.predictors},
            {**constants, **other.constants},
            {**self.spans, **other.spans},
            other.resp or self.resp,
        )


def predictor_of(node: Node, **attributes: Any) -> Predictor:
    """Split the right-hand side ``node`` into terms and return it as a predictor.

    Each term class claims the summands that it recognises. A non-linear expression of parameters
    (``nl = True``) is kept as one term.
    """
    if attributes.get("nl"):
        return Predictor(node, (NonlinearTerm(node),), **attributes)
    terms: list[Term] = []
    rest: Node | None = node
    for kind in term_kinds():
        terms_of_kind, rest = kind.read(rest)
        terms.extend(terms_of_kind)
    return Predictor(node, tuple(terms), **attributes)


def attributes(arguments: Iterable[Argument]) -> dict[str, Any]:
    """Return the attributes, such as ``center = FALSE``, among the arguments, by name.

    Raises:
        InvalidFormula: if the decomposition is unknown, with the message of brms.
        NotSupported: if ``autocor`` is among them.
    """
    by_name = {a.name: a for a in arguments if a.name in ATTRIBUTES and a.value is not None}
    autocor = by_name.pop("autocor", None)
    if autocor and autocor.value is not None and write(autocor.value) != "NULL":
        raise NotSupported("Formulas with 'autocor' are not supported yet.", span=autocor.span)
    values = {n: literal(a.value) for n, a in by_name.items() if a.value is not None}
    attributes_: dict[str, Any] = {
        n: bool(values[n]) for n in ("center", "cmc", "nl") if values.get(n) is not None
    }
    if values.get("decomp") is not None:
        attributes_["decomp"] = _decomposition(values["decomp"], by_name["decomp"])
    if values.get("sparse"):
        if attributes_.get("decomp") == "QR":
            raise InvalidFormula(
                "Cannot use QR decomposition for sparse matrices.", span=by_name["sparse"].span
            )
        # Centring would make sparse columns dense, so brms does not centre them; the model is the
        # same.
        attributes_["center"] = False
    return attributes_


def _decomposition(value: object, argument: Argument) -> Any:
    matches = [
        d for d in _DECOMPOSITIONS if isinstance(value, str) and value and d.startswith(value)
    ]
    if len(matches) != 1:
        raise InvalidFormula("'arg' should be one of “none”, “QR”", span=argument.span)
    return matches[0]


def parts(arguments: Iterable[Argument], **more: Any) -> Parts:
    """Return the formulas and constants of further parameters, with their attributes."""
    arguments = list(arguments)
    common = {**attributes(arguments), **more}
    combined = Parts({}, {})
    for argument in arguments:
        if argument.name not in ATTRIBUTES and argument.value is not None:
            combined = combined.joined(_part(argument, argument.value, common))
    return combined


def helper(node: Node) -> Parts:
    """Return the formulas and constants of a call of ``lf()`` or ``nlf()``.

    Raises:
        InvalidFormula: if ``nlf()`` has no formula with a parameter on its left.
    """
    assert isinstance(node, Call)
    resp = _response_of(node)
    arguments = [a for a in node.arguments if not _is_aside(a)]
    if called(node) != "nlf":
        return replace(parts(arguments), resp=resp)
    first = next((a for a in arguments if a.name in (None, "formula")), None)
    if first is None or not isinstance(first.value, Tilde):
        raise InvalidFormula("invalid formula", span=node.span, hint="nlf(sigma1 ~ exp(a) * x)")
    if first.value.left is None:
        raise InvalidFormula("Argument 'formula' must be two-sided.", span=first.span)
    rest = [a for a in arguments if a is not first and a.name not in ATTRIBUTES]
    if rest:
        warn(
            "Arguments '...' and 'flist' in nlf() will be reworked at some point. "
            "Please avoid using them if possible."
        )
    parts_of_call = parts([Argument(None, first.value)], nl=True).joined(parts(rest))
    return replace(parts_of_call, resp=resp)


def _response_of(node: Call) -> str | None:
    """Return the response that ``lf(resp = )`` names, in a model of several responses."""
    for argument in node.arguments:
        if argument.name == "resp" and argument.value is not None:
            resp = literal(argument.value)
            if isinstance(resp, str):
                return resp
            if resp is not None:
                raise InvalidFormula(
                    "Argument 'resp' must be a name.", span=argument.span, hint='resp = "y"'
                )
    return None


def _is_aside(argument: Argument) -> bool:
    if argument.name not in _ASIDE:
        return False
    if argument.name == "dpar" and argument.value is not None and literal(argument.value):
        warn("Argument 'dpar' is no longer necessary and ignored.")
    return True


def _part(argument: Argument, value: Node, common: dict[str, Any]) -> Parts:
    """Return the parts of an argument: a formula, a list of formulas, ``lf()``, or a value."""
    span = argument.span or getattr(value, "span", None)
    if argument.name == "flist" and isinstance(value, Call):
        return parts(value.arguments, **common)
    if called(value) in _HELPERS:
        return helper(value)
    if isinstance(value, Tilde):
        predictor = predictor_of(value.right, **common)
        names = _names(argument, value)
        return Parts(dict.fromkeys(names, predictor), {}, dict.fromkeys(names, span))
    name = _parameter(argument.name, argument)
    return Parts({}, {name: _constant(argument)}, {name: span})


def _names(argument: Argument, formula: Tilde) -> list[str]:
    """Return the parameters on the left of one formula: ``sigma1 + sigma2 ~ x`` has two."""
    if argument.name is not None:
        return [_parameter(argument.name, argument)]
    if formula.left is None:
        raise InvalidFormula("Additional formulas must be named.", span=formula.span)
    names = []
    for part in summands(formula.left):
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
    """Return the value of a fixed parameter, or the name of the parameter that it equals."""
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
            return float(value)  # brms converts the text "1.5" to the number
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
            hint="Leave the parameter out of the formula to estimate it.",
        )
    return float(value)


@dataclass(frozen=True)
class Nonlinear:
    """The declaration of ``set_nl()`` that a formula is non-linear, or that it is linear.

    It concerns the formula of ``dpar``, or the shared formula if ``dpar`` is "". In a model of
    several responses ``resp`` names the response of the formula; it is None if the user names none.
    """

    nl: bool
    dpar: str
    span: Span | None = None
    resp: str | None = None


@dataclass(frozen=True)
class Mecor:
    """Whether variables with measurement error are correlated: the result of ``set_mecor()``."""

    mecor: bool
    span: Span | None = None


@dataclass(frozen=True)
class Rescor:
    """Whether the residuals of several responses are correlated: the result of ``set_rescor()``."""

    rescor: bool
    span: Span | None = None


def quoted(value: float | str) -> str:
    """Return a fixed value as R text; a name stands in quotes."""
    return write(String(value)) if isinstance(value, str) else repr(value)


def shown(value: float | str) -> str:
    """Return a fixed value as brms prints it."""
    return value if isinstance(value, str) else number_text(rounded(value, 2))

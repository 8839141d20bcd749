"""Translate the parts of a model of brms: formulas, families, mixtures and priors."""

from __future__ import annotations

import ast
import inspect

import pybrms_mix as pm
from pybrms_mix.family.family_call import FamilyCall
from pybrms_mix.r.lists.call_names import keyword_of
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import SCALARS, Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.names import is_keyword_name
from pybrms_mix.rscript.trees.python import call, constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Function, Name, Number, Part, String, Tilde, called
from pybrms_mix.syntax.spelling import value as number_value


def family(part: Part, scope: Scope) -> ast.expr:
    """Return a family argument: a name becomes a string, a call stays a call."""
    match part:
        case Name(text) if text not in scope.known and text in FAMILIES:
            return constant(text)
        case String(text):
            return constant(text)
    return value(part, scope).node


FAMILIES = frozenset(
    {n for n in pm.__all__ if isinstance(getattr(pm, n), FamilyCall)} | {"inverse.gaussian"}
)


def _family_call(node: Call, scope: Scope) -> Value:
    name = (called(node) or "").replace(".", "_")
    links: list[ast.expr] = []
    options: dict[str, ast.expr] = {}
    parameters = inspect.signature(getattr(pm, name)).parameters
    free = any(p.kind is p.VAR_KEYWORD for p in parameters.values())
    for argument in node.arguments:
        if argument.value is None:
            continue
        argument_node = _link(argument.value, scope)
        if argument.name is None:
            links.append(argument_node)
        elif argument.name in parameters or (free and is_keyword_name(argument.name)):
            options[argument.name] = argument_node
        else:
            raise NotPorted(f"{name}() has no argument {argument.name!r}", argument.span)
    return Value(call(f"pm.{name}", *links, **options), Kind.MODEL)


def _link(part: Part, scope: Scope) -> ast.expr:
    """Return the name of a link, which R accepts with or without quotes."""
    match part:
        case Name(text) if text not in scope.known:
            return constant(text)
    return value(part, scope).node


@word("mixture")
def mixture(node: Call, scope: Scope) -> Value:
    """Translate ``mixture(gaussian, student, nmix, order, gr, shared)``."""
    arguments = matched(node.arguments, "..., flist, nmix, order, gr, shared, refcat")
    if any(a.name for a in arguments.rest):
        raise NotPorted("the families of a mixture must not have names", node.span)
    families = [family(a.value, scope) for a in arguments.rest if a.value is not None]
    options = {n: _of_mixture(n, p, scope) for n, p in arguments.named.items()}
    return Value(call("pm.mixture", *families, **options), Kind.MODEL)


def _of_mixture(name: str, part: Part, scope: Scope) -> ast.expr:
    if name == "flist" and isinstance(part, Call) and called(part) == "list":
        return listed(family(needed(a.value, part), scope) for a in part.arguments)
    return value(part, scope).node


@word("bf", "brmsformula", "lf", "nlf")
def bf(node: Call, scope: Scope) -> Value:
    """Translate ``bf(y ~ x, sigma1 ~ z, nl = TRUE)``; the formulas stay R text."""
    name = {"brmsformula": "bf"}.get(called(node) or "", called(node) or "")
    positional, options = [], {}
    for argument in node.arguments:
        part = argument.value
        if part is None:
            raise NotPorted("a formula is missing", node.span)
        if argument.name == "flist":
            positional += _formulas(part, scope)
            continue
        expression = family(part, scope) if argument.name == "family" else value(part, scope).node
        if argument.name in (None, "formula"):
            positional.append(expression)
        elif is_keyword_name(keyword_of(argument.name or "")):
            options[keyword_of(argument.name or "")] = expression
        else:
            raise NotPorted(f"{argument.name!r} is not a parameter of a family", argument.span)
    return Value(call(f"pm.{name}", *positional, **options), Kind.MODEL)


def _formulas(part: Part, scope: Scope) -> list[ast.expr]:
    """Return the formulas in a list as separate arguments."""
    if isinstance(part, Call) and called(part) == "list":
        return [value(needed(a.value, part), scope).node for a in part.arguments]
    return [ast.Starred(value(part, scope).node)]


@word("formula", "as.formula")
def formula(node: Call, scope: Scope) -> Value:
    """Translate ``formula(y ~ x)``, and ``formula(fit)`` as ``fit$formula``."""
    of = one(node, scope, "x, ...")
    if of.kind in (Kind.FIT, Kind.UNKNOWN):
        return Value(call("r.formula_of", of.node), Kind.MODEL)
    return of.as_(Kind.MODEL)


@word("set_nl")
def set_nl(node: Call, scope: Scope) -> Value:
    """Translate ``set_nl(nl, dpar)``."""
    arguments = matched(node.arguments, "nl, dpar, resp")
    options = {n: value(p, scope).node for n, p in arguments.named.items()}
    return Value(call("pm.set_nl", **options), Kind.MODEL)


enter((
    ("update_adterms(formula, adform, action)", "r.update_adterms(formula, adform, action)",
     Kind.MODEL),
    ("density_ratio(x, y, point, n)", "r.density_ratio(x, y, point=point, n=n)", Kind.UNKNOWN),
))  # fmt: skip

_PLACES = "prior, class, coef, group, resp, dpar, nlpar, lb, ub"


@word("prior", "prior_string", "set_prior", "prior_")
def prior(node: Call, scope: Scope) -> Value:
    """Translate ``prior(normal(0, 1), class = b)``, with quoted arguments, and ``set_prior()``."""
    arguments = matched(node.arguments, f"{_PLACES}, check")
    quoted = called(node) in ("prior", "prior_")
    positional: list[ast.expr] = []
    options: dict[str, ast.expr] = {}
    for place in _PLACES.split(", "):
        part = arguments.get(place)
        if part is None:
            continue
        is_written = quoted and not (called(node) == "prior_" and isinstance(part, Name))
        of_formula = called(node) == "prior_"
        prior_node = (
            _quoted(part, place, formulas=of_formula) if is_written else value(part, scope).node
        )
        if place == "prior":
            positional.append(prior_node)
        else:
            options[keyword_of(place)] = prior_node
    function = "pm.prior" if quoted else "pm.set_prior"
    single = (*SCALARS, Kind.NONE)
    if not quoted and any(value(p, scope).kind not in single for p in arguments.named.values()):
        function = "r.set_priors"  # a vector makes a row of each element
    return Value(call(function, *positional, **options), Kind.PRIORS)


def _quoted(part: Part, place: str, *, formulas: bool = False) -> ast.expr:
    """Return an argument that R does not evaluate; ``prior_()`` takes it as a formula."""
    match part:
        case String(text):
            return constant(text)
        case Name("NA") if place in ("lb", "ub"):
            return constant(None)
        case Number(text) if place in ("lb", "ub"):
            return constant(number_value(text))
        case Tilde(None, right) if formulas:
            return _quoted(right, place)
        case Function() | Tilde():
            raise NotPorted("this is not a prior", part.span)
    return constant(write(part))


@word("empty_prior")
def empty_prior(node: Call, scope: Scope) -> Value:
    """Translate ``empty_prior()``."""
    return Value(constant(None), Kind.PRIORS)


WORDS.update(dict.fromkeys(FAMILIES, _family_call))

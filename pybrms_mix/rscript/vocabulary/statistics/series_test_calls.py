"""Translate tests of series and of matched samples, ``prcomp()`` and ``format.pval()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Name, Tilde, called

enter((
    ("svd(x)", "r.svd(x)", Kind.RECORD),
    ("format.pval(pv, digits, eps, na.form, nsmall)",
     "r.format_pval(pv, digits, eps, na_form, nsmall=nsmall)", "texts"),
))  # fmt: skip


@word("Box.test")
def box_test(node: Call, scope: Scope) -> Value:
    """Translate ``Box.test(x, lag = 4, type = "Ljung-Box")``."""
    arguments = matched(node.arguments, "x, lag, type, fitdf")
    x = needed(arguments.get("x"), node)
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "x"}
    box_call = call("r.box_test", value(x, scope).node, **options, name=constant(write(x)))
    return Value(box_call, Kind.RECORD)


@word("mcnemar.test")
def mcnemar_test(node: Call, scope: Scope) -> Value:
    """Translate ``mcnemar.test(table(x, y))``."""
    arguments = matched(node.arguments, "x, y, correct")
    x = needed(arguments.get("x"), node)
    options = {n: value(p, scope).node for n, p in arguments.named.items() if n != "x"}
    name = " and ".join(write(p) for n in ("x", "y") if (p := arguments.get(n)) is not None)
    return Value(call("r.mcnemar_test", value(x, scope).node, **options, name=constant(name)),
                 Kind.RECORD)  # fmt: skip


@word("friedman.test")
def friedman_test(node: Call, scope: Scope) -> Value:
    """Translate ``friedman.test(y ~ g | b, data = d)`` and ``friedman.test(matrix)``."""
    arguments = matched(node.arguments, "y, groups, blocks, data, subset, na.action")
    first = needed(arguments.get("y"), node)
    if not isinstance(first, Tilde):
        parts = [p for n in ("y", "groups", "blocks") if (p := arguments.get(n)) is not None]
        name = ", ".join(map(write, parts[:2])) + (f" and {write(parts[2])}" if parts[2:] else "")
        return Value(call("r.friedman_test", *(value(p, scope).node for p in parts),
                          name=constant(name)), Kind.RECORD)  # fmt: skip
    match first:
        case Tilde(response, Infix(groups, "|", blocks)) if response is not None:
            parts = [response, groups, blocks]
        case _:
            raise NotPorted("friedman.test() takes y ~ groups | blocks here", node.span)
    inner = _within(arguments.get("data") or arguments.get("groups"), scope)
    name = f"{write(parts[0])}, {write(parts[1])} and {write(parts[2])}"
    return Value(call("r.friedman_test", *(value(p, inner).node for p in parts),
                      name=constant(name)), Kind.RECORD)  # fmt: skip


def _within(data: object, scope: Scope) -> Scope:
    """Return a scope in which the columns of a data frame are known by their names."""
    if data is None:
        return scope
    frame = value(data, scope)  # type: ignore[arg-type]
    return scope.within(Mask(frame.node, columns=frame.columns))


@word("fligner.test", "oneway.test")
def of_groups(node: Call, scope: Scope) -> Value:
    """Translate ``fligner.test(y ~ g, data = d)`` and ``oneway.test(y ~ g, data = d)``."""
    is_oneway = called(node) == "oneway.test"
    places = "formula, data, subset, na.action, var.equal" if is_oneway else "x, g, data"
    arguments = matched(node.arguments, places)
    first = needed(arguments.get("formula") or arguments.get("x"), node)
    if arguments.get("subset") is not None:
        raise NotPorted(f"{called(node)}() has no argument 'subset' here", node.span)
    equal = arguments.get("var.equal")
    options = {} if equal is None else {"var_equal": value(equal, scope).node}
    joint = " and "
    if isinstance(first, Tilde):
        inner = _within(arguments.get("data") or arguments.get("g"), scope)
        sides = (needed(first.left, node), first.right)
        joint = joint if is_oneway else " by "
    else:
        inner, sides = scope, (first, needed(arguments.get("g"), node))
    verb = (called(node) or "").replace(".", "_")
    name = constant(joint.join(map(write, sides)))
    return Value(call(f"r.{verb}", *(value(p, inner).node for p in sides), **options, name=name),
                 Kind.RECORD)  # fmt: skip


@word("prcomp")
def prcomp(node: Call, scope: Scope) -> Value:
    """Translate ``prcomp(x, scale. = TRUE)`` and ``prcomp(~ a + b, data = d)``."""
    arguments = matched(node.arguments, "x, retx, center, scale., tol, rank., data, formula")
    first = needed(arguments.get("x") or arguments.get("formula"), node)
    if arguments.get("tol") is not None or not flagged(arguments.get("retx"), True):
        raise NotPorted("prcomp() returns all components and their scores here", node.span)
    options = {n.rstrip("."): value(p, scope).node for n, p in arguments.named.items()
               if n in ("center", "scale.", "rank.")}  # fmt: skip
    if not isinstance(first, Tilde):
        return Value(call("r.prcomp", value(first, scope).node, **options), Kind.RECORD)
    data = needed(arguments.get("data") or arguments.get("retx"), node)
    names = _summands(first.right)
    if first.left is not None or not all(isinstance(n, Name) for n in names):
        raise NotPorted("prcomp() takes ~ a + b with the names of columns here", node.span)
    labels = ast.List([constant(n.text) for n in names if isinstance(n, Name)])
    columns = py("x[labels]", x=value(data, scope).node, labels=labels)
    return Value(call("r.prcomp", columns, **options), Kind.RECORD)


def _summands(part: object) -> list[object]:
    if isinstance(part, Infix) and part.op == "+":
        return [*_summands(part.left), *_summands(part.right)]
    return [part]

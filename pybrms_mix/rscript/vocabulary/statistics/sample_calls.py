"""Translate functions of samples: ``ks.test()``, ``qqnorm()``, ``acf()``; and ``structure()``."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.methods import with_class_of, without_class
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.language.stored_values import maker
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Function, Name, String, Tilde, called


@word("ks.test")
def ks_test(node: Call, scope: Scope) -> Value:
    """Translate ``ks.test(x, y)`` and ``ks.test(x, "pnorm", mean = 0, sd = 1)``."""
    arguments = matched(node.arguments, "x, y, ..., alternative, exact, simulate.p.value, B")
    if arguments.get("simulate.p.value") is not None or arguments.get("B") is not None:
        raise NotPorted("ks.test() simulates no p-values here", node.span)
    x, y = (needed(arguments.get(n), node) for n in ("x", "y"))
    flags = {n: value(p, scope).node for n, p in arguments.named.items()
             if n in ("alternative", "exact")}  # fmt: skip
    is_distribution = isinstance(y, String | Name) and (
        y.text in WORDS and y.text not in scope.names
    )
    is_script_function = (
        isinstance(y, Name) and getattr(scope.known.get(y.text), "kind", None) is Kind.FUNCTION
    )
    if is_distribution or is_script_function or isinstance(y, Function):
        part = Name(y.text, y.span) if isinstance(y, String) else y
        second = function_of(part, scope, rest=arguments.rest)
        text = write(x)
    else:
        second = value(y, scope).node
        text = f"{write(x)} and {write(y)}"
    test_call = call("r.ks_test", value(x, scope).node, second, **flags, name=constant(text))
    return Value(test_call, Kind.RECORD)


@word("kruskal.test")
def kruskal_test(node: Call, scope: Scope) -> Value:
    """Translate ``kruskal.test(x, g)`` and ``kruskal.test(y ~ g, data = d)``."""
    arguments = matched(node.arguments, "x, g, data, subset, na.action")
    first = arguments.get("x") or next(
        (a.value for a in node.arguments if a.name == "formula"), None
    )
    part = needed(first, node)
    if arguments.get("subset") is not None:
        raise NotPorted("kruskal.test() has no argument 'subset' here", node.span)
    if not isinstance(part, Tilde):
        pair = [p for p in (part, arguments.get("g")) if p is not None]
        text = " and ".join(write(p) for p in pair)
        test_call = call(
            "r.kruskal_test", *(value(p, scope).node for p in pair), name=constant(text)
        )
        return Value(test_call, Kind.RECORD)
    data = arguments.get("data") or arguments.get("g")
    inner = scope
    if data is not None:
        frame = value(data, scope)
        inner = scope.within(Mask(frame.node, columns=frame.columns))
    sides = (needed(part.left, node), part.right)
    text = " by ".join(write(p) for p in sides)
    test_call = call("r.kruskal_test", *(value(p, inner).node for p in sides), name=constant(text))
    return Value(test_call, Kind.RECORD)


@word("rgb")
def rgb(node: Call, scope: Scope) -> Value:
    """Translate ``rgb(r, g, b, alpha)``, a colour."""
    arguments = matched(node.arguments, "red, green, blue, alpha, names, maxColorValue")
    if arguments.get("names") is not None:
        raise NotPorted("rgb() has no argument 'names' here", node.span)
    three = [value(needed(arguments.get(n), node), scope).node for n in ("red", "green", "blue")]
    spelt = {"alpha": "alpha", "maxColorValue": "largest"}
    more = {spelt[n]: value(p, scope).node for n, p in arguments.named.items() if n in spelt}
    return Value(call("r.rgb", *three, **more))


@word("adjustcolor", "alpha")
def faded(node: Call, scope: Scope) -> Value:
    """Translate ``adjustcolor(col, alpha.f)``, and ``alpha(colour, alpha)`` of scales."""
    name = called(node) or ""
    order = "col, alpha.f" if name == "adjustcolor" else "colour, alpha"
    arguments = matched(node.arguments, order)
    colour, alpha = (value(needed(arguments.get(n), node), scope).node for n in order.split(", "))
    in_full = {} if name == "adjustcolor" else {"in_full": constant(True)}
    return Value(call("r.faded", colour, alpha, **in_full))


@word("qqnorm")
def qqnorm(node: Call, scope: Scope) -> Value:
    """Translate ``qqnorm(y, plot.it = FALSE)``, the coordinates of a picture of quantiles."""
    arguments = matched(node.arguments, "y, ylim, main, xlab, ylab, plot.it, datax, ...")
    if arguments.get("datax") is not None:
        raise NotPorted("qqnorm() has no argument 'datax' here", node.span)
    if flagged(arguments.get("plot.it"), True):
        scope.notes.append("without the picture of qqnorm(): it is not drawn here")
    return Value(call("r.qqnorm", value(needed(arguments.get("y"), node), scope).node), Kind.RECORD)


@word("acf")
def acf(node: Call, scope: Scope) -> Value:
    """Translate ``acf(x, plot = FALSE)``, the autocorrelations of a series."""
    arguments = matched(node.arguments, "x, lag.max, type, plot, na.action, demean, ...")
    odd = [n for n in ("type", "na.action", "demean") if arguments.get(n) is not None]
    if odd:
        raise NotPorted(f"acf() has no argument '{odd[0]}' here", node.span)
    if flagged(arguments.get("plot"), True):
        scope.notes.append("without the picture of acf(): it is not drawn here")
    x = needed(arguments.get("x"), node)
    lags = arguments.get("lag.max")
    more = {} if lags is None else {"lag_max": value(lags, scope).node}
    call_node = call("r.acf", value(x, scope).node, **more, name=constant(write(x)))
    return Value(call_node, Kind.RECORD)


@word("structure")
def structure(node: Call, scope: Scope) -> Value:
    """Translate ``structure(x, names = n)``, and ``structure(list(...), class = "k")``.

    A class changes no value unless the script has methods for it, or asks for it. The text that
    ``dput()`` writes of a factor, a table or a date makes this value.
    """
    if (stored := maker(node)) is not None:
        return value(stored, scope)
    arguments = matched(node.arguments, ".Data, ...")
    result = value(needed(arguments.get(".Data"), node), scope)
    for argument in arguments.rest:
        part = needed(argument.value, node)
        match argument.name:
            case "names" | ".Names":
                result = Value(call("r.named", result.node, value(part, scope).node))
            case "dim":
                result = Value(call("r.array", result.node, value(part, scope).node))
            case "class" if (class_text := without_class(part, scope)) is not None:
                scope.notes.append(
                    f"without the class {class_text}, which changes what print() shows"
                )
            case "class":
                result = with_class_of(result, value(part, scope), argument, scope)
            case str(name) if name not in ("levels", "row.names", "dimnames", "tsp", ".Label"):
                new_value = value(part, scope).node
                attributed = call("r.with_attribute", result.node, constant(name), new_value)
                result = Value(attributed, result.kind if result.is_list else Kind.UNKNOWN)
            case _:
                message = f"structure() cannot set '{argument.name}' here"
                raise NotPorted(message, argument.span)
    return result


@word("Sys.info")
def system_info(node: Call, scope: Scope) -> Value:
    """Translate ``Sys.info()``, which names the operating system."""
    del node, scope
    return Value(call("r.system_info"), Kind.NAMED)

"""Translate tests of samples, distributions fitted to samples, and the influence of rows."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.rverbs import enter
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Tilde, called

enter((
    ("p.adjust(p, method, n)", "r.adjusted_p(p, method, n)", Kind.UNKNOWN),
    ("boxplot.stats(x, coef)", "r.box_statistics(x, coef)", Kind.RECORD),
    ("fitdistr(x, densfun)", "r.fit_distribution(x, densfun)", Kind.RECORD),
    ("kde2d(x, y, h, n, lims)", "r.plane_density(x, y, h, n, lims)", Kind.RECORD),
    ("hatvalues(model)", "r.hat_values(model)", Kind.NAMED),
    ("rstandard(model)", "r.standard_residuals(model)", Kind.NAMED),
    ("cooks.distance(model)", "r.cooks_distance(model)", Kind.NAMED),
))  # fmt: skip


@word("shapiro.test")
def shapiro_test(node: Call, scope: Scope) -> Value:
    """Translate ``shapiro.test(x)``."""
    x = needed(matched(node.arguments, "x").get("x"), node)
    test_call = call("r.shapiro_test", value(x, scope).node, name=constant(write(x)))
    return Value(test_call, Kind.RECORD)


@word("var.test", "bartlett.test")
def of_groups(node: Call, scope: Scope) -> Value:
    """Translate ``var.test(x, y)``, and ``bartlett.test(y ~ g, data = d)``."""
    name = called(node) or ""
    verb = name.replace(".", "_")
    settings = ("ratio", "alternative", "conf.level") if name == "var.test" else ()
    arguments = matched(node.arguments, ", ".join(("x, y, data", *settings)))
    flags = {n.replace(".", "_"): value(p, scope).node
             for n, p in arguments.named.items() if n in settings}  # fmt: skip
    first = needed(arguments.get("x"), node)
    if isinstance(first, Tilde):
        inner, data = scope, arguments.get("data") or arguments.get("y")
        if data is not None:
            frame = value(data, scope)
            inner = scope.within(Mask(frame.node, columns=frame.columns))
        sides = (needed(first.left, node), first.right)
        flags["name"] = constant(" by ".join(map(write, sides)))
        verb = "var_test_of" if name == "var.test" else verb
        return Value(call(f"r.{verb}", *(value(p, inner).node for p in sides), **flags),
                     Kind.RECORD)  # fmt: skip
    pair = (first, needed(arguments.get("y"), node))
    flags["name"] = constant(" and ".join(map(write, pair)))
    return Value(call(f"r.{verb}", *(value(p, scope).node for p in pair), **flags), Kind.RECORD)


@word("prop.test")
def prop_test(node: Call, scope: Scope) -> Value:
    """Translate ``prop.test(x, n)``."""
    arguments = matched(node.arguments, "x, n, p, alternative, conf.level, correct")
    parts = [p for n in ("x", "n", "p") if (p := arguments.get(n)) is not None]
    if not parts or arguments.get("x") is None:
        raise NotPorted("prop.test() is called without counts", node.span)
    nodes = {n.replace(".", "_"): value(p, scope).node for n, p in arguments.named.items()}
    counts = nodes.pop("x")
    title = " out of ".join(map(write, parts[:2]))
    return Value(call("r.prop_test", counts, **nodes, name=constant(title)), Kind.RECORD)


@word("describe")
def described(node: Call, scope: Scope) -> Value:
    """Translate ``describe(d)`` of psych, the statistics of columns."""
    arguments = matched(
        node.arguments,
        "x, na.rm, interp, skew, ranges, trim, type, check, fast, quant, IQR, omit, data",
    )
    odd = [n for n in arguments.named if n not in ("x", "na.rm", "skew", "ranges", "trim")]
    if odd:
        raise NotPorted(f"describe() has no argument '{odd[0]}' here", node.span)
    options = {n: value(p, scope).node for n, p in arguments.named.items()
               if n in ("skew", "ranges", "trim")}  # fmt: skip
    x = value(needed(arguments.get("x"), node), scope)
    return Value(call("r.describe", x.node, **options), Kind.FRAME)

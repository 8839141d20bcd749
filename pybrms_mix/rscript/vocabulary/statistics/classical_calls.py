"""Translate classical tests, ``str_c()``, ``reshape()`` and other calls with many options."""

from __future__ import annotations

from pybrms_mix.r.values.choices import CORRELATIONS, completed
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import SCALARS, Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.language.text_calls import in_full
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Infix, Tilde, called

_SETTINGS = ("alternative", "mu", "paired", "var.equal", "conf.level", "method")


@word("t.test", "cor.test")
def tested(node: Call, scope: Scope) -> Value:
    """Translate ``t.test(x, y)``, ``t.test(y ~ g, data = d)`` and ``cor.test(x, y)``."""
    verb = (called(node) or "").replace(".", "_")
    arguments = matched(
        node.arguments, f"x, y, data, subset, na.action, {', '.join(_SETTINGS)}, exact"
    )
    flags = {n.replace(".", "_"): value(p, scope).node
             for n, p in arguments.named.items() if n in _SETTINGS}  # fmt: skip
    first = needed(arguments.get("x"), node)
    pair = [p for n in ("x", "y") if (p := arguments.get(n)) is not None]
    inner = scope
    if isinstance(first, Tilde) and (data := arguments.get("data") or arguments.get("y")):
        frame = value(data, scope)
        inner = scope.within(Mask(frame.node, columns=frame.columns))
    match first:
        case Tilde(None, Infix(one_side, "+", other_side)) if verb == "cor_test":
            first, pair, scope = one_side, [one_side, other_side], inner
    if not isinstance(first, Tilde):
        flags["name"] = constant(" and ".join(write(p) for p in pair))
        method = worded(arguments.get("method"))
        if method and any(n.startswith(method) for n in ("kendall", "spearman")):
            flags["method"] = constant(completed("method", method, CORRELATIONS))
            if (exact := arguments.get("exact")) is not None:
                flags["exact"] = value(exact, scope).node
            verb = "rank_correlation_test"
        return Value(call(f"r.{verb}", *(value(p, scope).node for p in pair), **flags), Kind.RECORD)
    if first.left is None or verb != "t_test":
        raise NotPorted(f"{called(node)}() needs y ~ g, or vectors, here", node.span)
    flags["name"] = constant(f"{write(first.left)} by {write(first.right)}")
    if write(first.right) == "1":
        raise NotPorted("t.test() of one sample needs a vector here", node.span)
    sides = [value(p, inner).node for p in (first.left, first.right)]
    return Value(call("r.t_test_of", *sides, **flags), Kind.RECORD)


@word("chisq.test")
def chisq_test(node: Call, scope: Scope) -> Value:
    """Translate ``chisq.test(table(x, y))``."""
    arguments = matched(node.arguments, "x, y, correct, p, simulate.p.value")
    x = needed(arguments.get("x"), node)
    if flagged(arguments.get("simulate.p.value")):
        raise NotPorted("chisq.test() draws no tables for its p-value here", node.span)
    flags = {
        n: value(p, scope).node
        for n, p in arguments.named.items()
        if n not in ("x", "simulate.p.value")
    }
    test_call = call("r.chisq_test", value(x, scope).node, **flags, name=constant(write(x)))
    return Value(test_call, Kind.RECORD)


@word("fisher.test")
def fisher_test(node: Call, scope: Scope) -> Value:
    """Translate ``fisher.test(table(x, y))``."""
    arguments = matched(node.arguments, "x, y, workspace, hybrid, or, alternative, conf.level")
    x = needed(arguments.get("x"), node)
    odd = [n for n in ("hybrid", "or") if arguments.get(n) is not None]
    if odd:
        raise NotPorted(f"fisher.test() has no argument '{odd[0]}' here", node.span)
    flags = {n.replace(".", "_"): value(p, scope).node for n, p in arguments.named.items()
             if n not in ("x", "workspace")}  # fmt: skip
    test_call = call("r.fisher_test", value(x, scope).node, **flags, name=constant(write(x)))
    return Value(test_call, Kind.RECORD)


@word("binom.test")
def binom_test(node: Call, scope: Scope) -> Value:
    """Translate ``binom.test(x, n, p)``, an exact test of a proportion."""
    arguments = matched(node.arguments, "x, n, p, alternative, conf.level")
    counts = [p for n in ("x", "n") if (p := arguments.get(n)) is not None]
    flags = {
        n.replace(".", "_"): value(p, scope).node
        for n, p in arguments.named.items()
        if n not in ("x", "n")
    }
    flags["name"] = constant(" and ".join(write(p) for p in counts))
    return Value(
        call("r.binom_test", *(value(p, scope).node for p in counts), **flags), Kind.RECORD
    )


@word("str_c")
def str_c(node: Call, scope: Scope) -> Value:
    """Translate ``str_c(...)``, which differs from ``paste0()`` where a part is missing."""
    arguments = matched(node.arguments, "..., sep, collapse")
    parts = [in_full(needed(a.value, node), scope) for a in arguments.rest]
    flags = {n: value(p, scope).node for n, p in arguments.named.items()}
    call_node = call("r.str_c", *(p.node for p in parts), **flags)
    if "collapse" in flags or all(p.kind in SCALARS for p in parts):
        return Value(call_node, Kind.TEXT)
    return Value(call_node)


@word("dQuote", "sQuote")
def quoted(node: Call, scope: Scope) -> Value:
    """Translate ``dQuote(x, FALSE)``, a text between quotation marks."""
    arguments = matched(node.arguments, "x, q")
    kind = "double" if called(node) == "dQuote" else "single"
    plain = arguments.get("q") is not None and not flagged(arguments.get("q"))
    mark = {"double": '"', "single": "'"}[kind] if plain else kind
    x = value(needed(arguments.get("x"), node), scope)
    return Value(call("r.quoted", x.node, constant(mark)), Kind.UNKNOWN)


@word("reshape")
def reshape(node: Call, scope: Scope) -> Value:
    """Translate base R's ``reshape(d, direction = "wide", idvar = "id", timevar = "t")``."""
    places = "data, varying, v.names, timevar, idvar, ids, times, drop, direction, sep"
    arguments = matched(node.arguments, places)
    unavailable = [n for n in ("ids", "drop") if arguments.get(n) is not None]
    if unavailable:
        raise NotPorted(f"reshape() has no argument '{unavailable[0]}' here", node.span)
    if arguments.get("direction") is None or getattr(arguments.get("sep"), "text", ".") == "":
        raise NotPorted("reshape() needs a direction, and a text in sep, here", node.span)
    frame = value(needed(arguments.get("data"), node), scope).node
    flags = {n.replace(".", "_"): value(p, scope).node
             for n, p in arguments.named.items() if n != "data"}  # fmt: skip
    return Value(call("r.reshaped", frame, **flags), Kind.FRAME)


@word("dimnames")
def dimnames(node: Call, scope: Scope) -> Value:
    """Translate ``dimnames(x)``, the names of the rows and of the columns."""
    arguments = matched(node.arguments, "x")
    x = value(needed(arguments.get("x"), node), scope).node
    return Value(call("r.axis_names", x))


@word("Sys.Date", "today")
def today(node: Call, scope: Scope) -> Value:
    """Translate ``Sys.Date()``."""
    del node, scope
    return Value(call("r.today"))


@word(
    "gam",
    "lmer",
    "glmer",
    "nls",
    "polr",
    "nlminb",
    "loess",
)
def refuse(node: Call, scope: Scope) -> Value:
    """Refuse functions without a counterpart, with a hint at the nearest function."""
    del scope
    name = called(node) or ""
    near = {
        "gam": "brm() has smooth terms s() and t2()", "nls": "brm() has non-linear formulas",
        "lmer": "brm() has group-level terms", "glmer": "brm() has group-level terms",
        "polr": "brm() has the family cumulative()",
        "nlminb": "optim() is available",
        "loess": "brm() has smooth terms s()",
    }  # fmt: skip
    raise NotPorted(f"{name}() has no Python here: {near[name]}", node.span)

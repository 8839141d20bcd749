"""Translate newer calls of dplyr and base R, and the functions that R's families hold."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.masked import computed, frame_of, summarised_by, verb
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Tilde, called


@word("case_match")
def case_match(node: Call, scope: Scope) -> Value:
    """Translate ``case_match(x, "a" ~ 1, .default = 0)``, a ``case_when()`` of values of x."""
    arguments = matched(node.arguments, ".x, ..., .default, .ptype")
    x = needed(arguments.get(".x"), node)
    if arguments.get(".ptype") is not None:
        raise NotPorted("case_match() has no '.ptype' here", node.span)
    cases = []
    for argument in arguments.rest:
        part = argument.value
        if not isinstance(part, Tilde) or part.left is None:
            raise NotPorted("case_match() needs terms of the form values ~ value", node.span)
        among = Infix(x, "%in%", part.left, part.span)
        cases.append(Argument(None, Tilde(among, part.right, part.span), argument.span))
    default = arguments.get(".default")
    cases += [] if default is None else [Argument(".default", default, node.span)]
    return value(Call(Name("case_when"), tuple(cases), node.span), scope)


@word("reframe")
def reframe(node: Call, scope: Scope) -> Value:
    """Translate ``reframe(d, q = quantile(x))``: any number of rows for each group."""
    frame, arguments = frame_of(node, scope)
    by, arguments = summarised_by(frame, arguments, scope)
    pairs, _ = computed(arguments, frame, scope)
    if by is not None:
        return verb("summarise_by", frame, [(None, by), *pairs]).as_(Kind.FRAME)
    pairs.append(("groups", constant("drop")))
    return Value(verb("summarise", frame, pairs).node, Kind.FRAME)


@word("commandArgs")
def arguments_of_the_command(node: Call, scope: Scope) -> Value:
    """Translate ``commandArgs(trailingOnly = TRUE)``: a script is run without arguments."""
    arguments = matched(node.arguments, "trailingOnly")
    if not flagged(arguments.get("trailingOnly")):
        message = (
            "commandArgs() names the program R; 'trailingOnly = TRUE' gives the arguments alone"
        )
        raise NotPorted(message, node.span)
    scope.notes.append("commandArgs(): the script has no arguments")
    return Value(py('r.rep("", 0)'))


@word("availableCores")
def available_cores(node: Call, scope: Scope) -> Value:
    """Translate ``parallelly::availableCores()``."""
    del node, scope
    return Value(py("os.cpu_count()"), Kind.NUMBER, whole=True, positive=True)


@word("wilcox.test")
def wilcox_test(node: Call, scope: Scope) -> Value:
    """Translate ``wilcox.test(x, y)``: a test of ranks, of one sample or two."""
    settings = ("alternative", "mu", "paired", "exact", "correct")
    arguments = matched(node.arguments, f"x, y, {', '.join(settings)}, conf.int, conf.level, data")
    x = needed(arguments.get("x"), node)
    if flagged(arguments.get("conf.int")):
        raise NotPorted("wilcox.test() gives no confidence interval here", node.span)
    settings_given = {n: value(p, scope).node for n, p in arguments.named.items() if n in settings}
    if isinstance(x, Tilde):
        if x.left is None or write(x.right) == "1":
            raise NotPorted("wilcox.test() needs y ~ g, or vectors, here", node.span)
        inner = scope
        if (data := arguments.get("data") or arguments.get("y")) is not None:
            frame = value(data, scope)
            inner = scope.within(Mask(frame.node, columns=frame.columns))
        sides = [value(p, inner).node for p in (x.left, x.right)]
        title = constant(f"{write(x.left)} by {write(x.right)}")
        return Value(call("r.wilcox_test_of", *sides, **settings_given, name=title), Kind.RECORD)
    pair = [p for n in ("x", "y") if (p := arguments.get(n)) is not None]
    nodes = [value(p, scope).node for p in pair]
    options = {"name": constant(" and ".join(write(p) for p in pair))}
    return Value(call("r.wilcox_test", *nodes, **options, **settings_given), Kind.RECORD)


@word("$linkinv", "$linkfun")
def of_family(node: Call, scope: Scope) -> Value:
    """Translate ``binomial()$linkinv(x)`` and ``binomial()$linkfun(x)``."""
    match node.function:
        case Infix(Call(_, arguments) as family, "$", Name(name)):
            link = matched(arguments, "link").get("link")
            link_nodes = [] if link is None else [constant(getattr(link, "text", ""))]
            x = value(needed(node.arguments[0].value if node.arguments else None, node), scope)
            call_node = call("r.linked", x.node, constant(called(family)), *link_nodes,
                             inverse=constant(name == "linkinv"))  # fmt: skip
            return Value(call_node, x.kind)
    raise NotPorted("a link function needs a family by its name: binomial()$linkinv(x)", node.span)

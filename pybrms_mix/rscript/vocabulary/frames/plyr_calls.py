"""Translate plyr and other calls that are another spelling of functions with a translation."""

from __future__ import annotations

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.function_values import function_of
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Node, Part, String, Tilde, called

_SUMMARIES = frozenset({"summarise", "summarize"})
# Functions whose further arguments are expressions of the columns.
_OF_COLUMNS = frozenset({"summarise", "summarize", "transform", "mutate", "subset", "with"})
_OPTIONS = ".progress, .inform, .drop, .parallel, .paropts, .id"


@word("llply", "laply")
def applied(node: Call, scope: Scope) -> Value:
    """Translate ``llply(x, f)`` as ``lapply(x, f)``, and ``laply(x, f)`` as ``sapply(x, f)``."""
    name = "lapply" if called(node) == "llply" else "sapply"
    arguments = matched(node.arguments, ".data, .fun, ..., .progress, .parallel, .inform")
    call_arguments = [Argument(None, arguments.get(n)) for n in (".data", ".fun")]
    if any(a.value is None for a in call_arguments):
        raise NotPorted(f"{called(node)}() needs values and a function here", node.span)
    return WORDS[name](Call(Name(name), (*call_arguments, *arguments.rest), node.span), scope)


@word("mapvalues")
def mapvalues(node: Call, scope: Scope) -> Value:
    """Translate ``mapvalues(x, from = c("a", "b"), to = c("low", "high"))``."""
    arguments = matched(node.arguments, "x, from, to, warn_missing")
    parts = (needed(arguments.get(n), node) for n in ("x", "from", "to"))
    return Value(call("r.mapvalues", *(value(part, scope).node for part in parts)))


@word("revalue")
def revalue(node: Call, scope: Scope) -> Value:
    """Translate ``revalue(x, c(old = "new"))`` as ``mapvalues(x, "old", "new")``."""
    arguments = matched(node.arguments, "x, replace, warn_missing")
    pairs = arguments.get("replace")
    if not isinstance(pairs, Call) or called(pairs) != "c" or not all(
            a.name for a in pairs.arguments):  # fmt: skip
        raise NotPorted("revalue() takes c(old = new, ...) here", node.span)
    old = (Argument(None, String(str(a.name))) for a in pairs.arguments)
    new = (Argument(None, a.value) for a in pairs.arguments)
    sides = (Argument(None, Call(Name("c"), tuple(side), node.span)) for side in (old, new))
    x = Argument(None, needed(arguments.get("x"), node))
    return value(Call(Name("mapvalues"), (x, *sides), node.span), scope)


@word("round_any")
def round_any(node: Call, scope: Scope) -> Value:
    """Translate ``round_any(x, 5)``, which rounds to multiples of a number."""
    arguments = matched(node.arguments, "x, accuracy, f")
    x, unit = (needed(arguments.get(n), node) for n in ("x", "accuracy"))
    how = arguments.get("f") or Name("round", node.span)
    times = Argument(None, Infix(x, "/", unit, node.span))
    return value(Infix(Call(how, (times,), node.span), "*", unit, node.span), scope)


def _groups(part: Part, node: Call) -> list[str]:
    """Return the variables of ``.(a, b)``, ``c("a", "b")``, ``"a"`` or ``~ a + b``."""
    match part:
        case String(text):
            return [text]
        case Call() if called(part) in (".", "c"):
            kind = Name if called(part) == "." else String
            values = [a.value for a in part.arguments]
            if all(isinstance(v, kind) for v in values):
                return [getattr(v, "text", "") for v in values]
        case Tilde(None, right):
            return _summands(right, node)
    raise NotPorted("ddply() needs the names of columns here", node.span)


def _summands(part: Node, node: Call) -> list[str]:
    if isinstance(part, Infix) and part.op == "+":
        return [*_summands(part.left, node), *_summands(part.right, node)]
    if isinstance(part, Name):
        return [part.text]
    raise NotPorted("ddply() needs the names of columns here", node.span)


@word("ddply")
def ddply(node: Call, scope: Scope) -> Value:
    """Translate ``ddply(d, "g", summarise, m = mean(x))`` and ``ddply(d, "g", f)``."""
    arguments = matched(node.arguments, f".data, .variables, .fun, ..., {_OPTIONS}")
    _refuse_options(arguments, node)
    names = _groups(needed(arguments.get(".variables"), node), node)
    part = needed(arguments.get(".fun"), node)
    inner = part.right if isinstance(part, Infix) and part.op == "::" else part
    data = Argument(None, arguments.get(".data"))
    name = getattr(inner, "text", "")
    if name not in _SUMMARIES or any(a.name is None for a in arguments.rest):
        frame = value(needed(data.value, node), scope).node
        if name in _OF_COLUMNS:
            piece = Call(inner, (Argument(None, Name(".x")), *arguments.rest), node.span)
            function_node = function_of(Tilde(None, piece, node.span), scope)
        else:
            function_node = function_of(part, scope, rest=arguments.rest, kind=Kind.FRAME)
        groups = listed(constant(n) for n in names)
        return Value(call("r.ddply", frame, groups, function_node), Kind.FRAME)
    by = Call(Name("group_by"), (data, *(Argument(None, Name(n)) for n in names)), node.span)
    dropped = Argument(".groups", String("drop"))
    summary_call = Call(
        Infix(Name("dplyr"), "::", Name("summarise")),
        (Argument(None, by), *arguments.rest, dropped),
        node.span,
    )
    return value(Call(Name("as.data.frame"), (Argument(None, summary_call),), node.span), scope)


def _refuse_options(arguments: Matched, node: Call) -> None:
    """Refuse options of plyr that change the result."""
    changed = [n for n in (".drop", ".id") if arguments.get(n) is not None]
    if changed:
        raise NotPorted(f"{called(node)}() has no argument '{changed[0]}' here", node.span)


@word("ldply")
def ldply(node: Call, scope: Scope) -> Value:
    """Translate ``ldply(l, f)``: the results for all elements as one data frame."""
    arguments = matched(node.arguments, f".data, .fun, ..., {_OPTIONS}")
    _refuse_options(arguments, node)
    part = arguments.get(".fun") or Name("identity", node.span)
    function_node = function_of(part, scope, rest=arguments.rest)
    elements = value(needed(arguments.get(".data"), node), scope).node
    return Value(call("r.ldply", elements, function_node), Kind.FRAME)


@word("interactive")
def interactive(node: Call, scope: Scope) -> Value:
    """Translate ``interactive()``: a script is not run by hand."""
    del node, scope
    return Value(constant(False), Kind.FLAG)


@word("getwd")
def working_folder(node: Call, scope: Scope) -> Value:
    """Translate ``getwd()`` into the relative path of the working folder."""
    del node
    scope.notes.append("getwd() is the relative path here")
    return Value(constant("."), Kind.TEXT)

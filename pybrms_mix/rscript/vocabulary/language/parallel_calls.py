"""Translate calls that R spreads over processes: ``foreach()``, ``mclapply()``, ``parLapply()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import WORDS, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import Argument, Call, Function, Name, Part, String, called

# The function of base R that does the same in one process, and whether a cluster comes first.
_SERIAL = {
    "mclapply": ("lapply", False), "pblapply": ("lapply", False), "pbsapply": ("sapply", False),
    "pbvapply": ("vapply", False), "pbmapply": ("mapply", False),
    "pbreplicate": ("replicate", False),
    "pbmclapply": ("lapply", False), "mcmapply": ("mapply", False), "mcMap": ("Map", False),
    "parLapply": ("lapply", True), "parLapplyLB": ("lapply", True),
    "clusterApply": ("lapply", True),
    "clusterApplyLB": ("lapply", True), "parSapply": ("sapply", True), "parApply": ("apply", True),
    "clusterMap": ("Map", True), "future_lapply": ("lapply", False),
    "future_sapply": ("sapply", False), "future_vapply": ("vapply", False),
    "future_mapply": ("mapply", False), "future_Map": ("Map", False),
    "future_replicate": ("replicate", False),
}  # fmt: skip
_SETTINGS = ("mc.", "future.", "chunk.size", ".scheduling")
_NAMED_SETTINGS = frozenset({"cl", "affinity.list", "ignore.interactive"})


def _one_process(result: Value, name: str, node: Call, scope: Scope) -> Value:
    """Return a call that runs in one process; refuse random numbers, which R draws elsewhere."""
    if any(isinstance(n, ast.Name) and n.id == "rng" for n in ast.walk(result.node)):
        message = f"{name}() draws random numbers in other processes in R, which differ in each run"
        raise NotPorted(message, node.span)
    scope.notes.append(f"{name}() runs one after another here")
    return result


@word(*_SERIAL)
def in_one_process(node: Call, scope: Scope) -> Value:
    """Translate ``mclapply(x, f)`` and ``parLapply(cl, x, f)`` as ``lapply(x, f)``."""
    name = called(node) or ""
    serial, clustered = _SERIAL[name]
    arguments = [
        a
        for a in node.arguments
        if not (a.name and (a.name.startswith(_SETTINGS) or a.name in _NAMED_SETTINGS))
    ]
    if clustered and not any(a.name == "cl" for a in node.arguments):
        first = next((n for n, a in enumerate(arguments) if a.name is None), None)
        if first is None:
            raise NotPorted(f"{name}() needs a cluster first", node.span)
        del arguments[first]
    arguments = [Argument({"fun": "FUN", "x": "X"}.get(a.name or "", a.name), a.value, a.span)
                 for a in arguments]  # fmt: skip
    serial_call = WORDS[serial](Call(Name(serial, node.span), tuple(arguments), node.span), scope)
    return _one_process(serial_call, name, node, scope)


def _argument(part: Part) -> Argument:
    return Argument(None, part)  # type: ignore[arg-type]


# Arguments of foreach() that say how it runs.
_HOW = frozenset({".packages", ".export", ".noexport", ".verbose", ".multicombine", ".maxcombine",
                  ".inorder", ".options.snow", ".options.multicore", ".options.RNG"})  # fmt: skip


@word("%do%", "%dopar%", "%dorng%")
def foreach(node: Call, scope: Scope) -> Value:
    """Translate ``foreach(i = 1:3, .combine = rbind) %dopar% {...}`` as a map."""
    if len(node.arguments) != 2:
        raise NotPorted(f"{called(node)} needs foreach() and an expression", node.span)
    loop, body = (needed(a.value, node) for a in node.arguments)
    if not isinstance(loop, Call) or called(loop) != "foreach":
        raise NotPorted("foreach() must be written out before its operator", node.span)
    settings = {a.name: a.value for a in loop.arguments if a.name and a.name.startswith(".")}
    over = [a for a in loop.arguments if a.name and not a.name.startswith(".")]
    odd = [n for n in settings if n not in (*_HOW, ".combine")]
    if odd or not over or len(over) + len(settings) != len(loop.arguments):
        problem = f"has no argument '{odd[0]}' here" if odd else "needs variables with names here"
        raise NotPorted(f"foreach() {problem}", loop.span)
    for variable in over:
        scope.names.setdefault(variable.name or "", variable.name or "")
    parameters = tuple(Argument(None, Name(a.name or "", a.span), a.span) for a in over)
    body_function: Part = Function(parameters, body, node.span)
    values = [Argument(None, a.value, a.span) for a in over]
    map_arguments = (
        (*values, _argument(body_function))
        if len(over) == 1
        else (_argument(body_function), *values)
    )
    name = "lapply" if len(over) == 1 else "Map"
    mapped: Part = Call(Name(name), map_arguments, node.span)
    mapped = Call(Name("unname"), (_argument(mapped),), node.span)
    result = value(_combined(mapped, settings.get(".combine"), node), scope)
    return _one_process(result, "foreach", node, scope) if called(node) != "%do%" else result


_BINDING = frozenset({"rbind", "cbind", "c", "bind_rows", "bind_cols"})


def _combined(mapped: Part, how: Part | None, node: Call) -> Part:
    """Return the call that joins the results of all iterations."""
    if how is None:
        return mapped
    name = how.text if isinstance(how, Name | String) else ""
    if name == "list":
        raise NotPorted("foreach() makes a list without .combine here", node.span)
    if name in ("bind_rows", "bind_cols"):
        return Call(Name(name), (_argument(mapped),), node.span)
    if name in _BINDING:
        return Call(Name("do.call"), (_argument(Name(name)), _argument(mapped)), node.span)
    return Call(Name("Reduce"), (_argument(how), _argument(mapped)), node.span)


@word("proc.time")
def processor_time(node: Call, scope: Scope) -> Value:
    """Translate ``proc.time()``: the seconds of the processor and of the clock."""
    del node, scope
    return Value(call("r.proc_time"), Kind.NAMED)

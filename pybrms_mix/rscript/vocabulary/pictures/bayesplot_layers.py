"""Lines and curves that bayesplot adds to pictures, as layers of ggplot2."""

from __future__ import annotations

from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Part,
    String,
    called,
)

_ZERO, _ONE = Number("0"), Number("1")
_AT_ZERO = {
    "vline_0": ("geom_vline", (Argument("xintercept", _ZERO),)),
    "hline_0": ("geom_hline", (Argument("yintercept", _ZERO),)),
    "abline_01": ("geom_abline", (Argument("intercept", _ZERO), Argument("slope", _ONE))),
    "overlay_function": ("stat_function", ()),
}
_AT = {"vline_at": ("geom_vline", "xintercept"), "hline_at": ("geom_hline", "yintercept")}
BAYESPLOT_LAYERS = frozenset({*_AT_ZERO, *_AT})
# Settings of a line; vectors of them, one for each line, are left out.
_LOOKS = frozenset({"color", "colour", "linewidth", "size", "alpha", "linetype", "lty"})


def as_layer(part: Part, scope: Scope) -> Part:
    """Return ``vline_at(v, mean)`` as ``geom_vline(xintercept = mean(v))``; other parts unchanged.

    Raises
    ------
    NotPorted
        If it is unknown where the lines are.
    """
    name = called(part) or ""
    if not isinstance(part, Call) or name not in BAYESPLOT_LAYERS:
        return part
    if name in _AT_ZERO:
        layer, places = _AT_ZERO[name]
        rest = part.arguments
    else:
        layer, aesthetic = _AT[name]
        arguments = matched(part.arguments, "v, fun, ..., na.rm")
        places = (Argument(aesthetic, _place(arguments.get("v"), arguments.get("fun"), part)),)
        rest = arguments.rest
    settings = tuple(a for a in rest if a.name != "na.rm" and not _varies(a))
    for argument in rest:
        if _varies(argument):
            scope.notes.append(f"without {argument.name} of {name}(): the lines look alike")
    return Call(Name(layer), (*places, *settings), part.span)


def _varies(argument: Argument) -> bool:
    """Return whether an argument gives each line a look of its own."""
    part = argument.value
    return argument.name in _LOOKS and not isinstance(part, Number | String)


def _place(values: Node | None, function: Node | None, layer: Call) -> Node:
    """Return where the lines are: the values, or what a function computes of them."""
    place = needed(values, layer)
    if function is None:
        return place
    if isinstance(function, Call) and called(function) == "lbub":
        return _ends(place, function)
    if isinstance(function, String):
        function = Name(function.text, function.span)
    return Call(function, (Argument(None, place),), layer.span)


def _ends(place: Node, function: Call) -> Node:
    """Return the ends of the central interval, and the median unless ``med = FALSE``."""
    arguments = matched(function.arguments, "p, med")
    p = Parens(needed(arguments.get("p"), function))
    half = Number("2")
    probs: list[Node] = [Infix(Parens(Infix(_ONE, "-", p)), "/", half), Number("0.5"),
             Infix(Parens(Infix(_ONE, "+", p)), "/", half)]  # fmt: skip
    if not flagged(arguments.get("med"), True):
        del probs[1]
    levels = Call(Name("c"), tuple(Argument(None, q) for q in probs), function.span)
    return Call(Name("quantile"), (Argument(None, place), Argument("probs", levels)), function.span)

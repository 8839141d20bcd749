"""Translate ``attr(x, "k") <- v`` and ``class(x) <- c("k", class(x))``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.methods import ASKING, texts_of
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Name, Part, String, called

# Attributes with a meaning of their own in R.
_OF_R = {
    "names": "names", "class": "class", "levels": "levels", "row.names": "rownames",
    "dimnames": "dimnames", "dim": "dim", "contrasts": "contrasts",
}  # fmt: skip
_SHOWING_ALL = frozenset({"attributes", "mostattributes", "str", "identical", "all.equal"})


_VECTORS = (Kind.VECTOR, Kind.TEXTS, Kind.MASK, Kind.NAMED, Kind.NUMBER, Kind.TEXT, Kind.FLAG)


def plain_target(target: Part) -> Part:
    """Return ``names(x)`` for the target ``attr(x, "names")``, and other targets as they are."""
    match target:
        case Call(Name("attr"), (Argument(None, inner), Argument(None | "which", String(text)))):
            if text in _OF_R:
                return Call(Name(_OF_R[text], target.span), (Argument(None, inner),), target.span)
    return target


def without_effect(node: Assign, scope: Scope) -> str | None:
    """Name the attribute or class that an assignment sets, if no part of the script depends on it.

    None is returned if a part of the script may depend on it.
    """
    match node.target:
        case Call(Name("attr"), (Argument(None, _), Argument(None | "which", String(text)))):
            if text not in _OF_R and not _is_asked(text, scope):
                return f"the attribute '{text}'"
        case Call(Name("class" | "oldClass"), (Argument(None, _),)):
            classes = _added(node)
            if classes and not _depends_on_class(classes, node, scope):
                return f"the class {', '.join(classes)}"
    return None


def _is_asked(text: str, scope: Scope) -> bool:
    """Return whether a script may read an attribute."""
    everything = [p for s in scope.script for p in below(s)]
    targets = {id(p.target) for p in everything if isinstance(p, Assign)}
    for part in everything:
        if isinstance(part, Call) and called(part) in _SHOWING_ALL:
            return True
        if isinstance(part, Call) and any(_is_name(a.value, "attr") for a in part.arguments):
            return True  # sapply(x, attr, "k")
        match part:
            case Call(Name("attr"), (_, Argument(_, which), *_)) if id(part) not in targets:
                if not isinstance(which, String) or which.text == text:
                    return True
    return False


def _is_name(part: Part | None, text: str) -> bool:
    return isinstance(part, Name) and part.text == text


def _added(node: Assign) -> list[str]:
    """Return the classes in ``class(x) <- c("k", class(x))``; none for other values."""
    match node.value:
        case Call(Name("c" | "append"), (*arguments,)):
            value_parts = [a.value for a in arguments if not isinstance(a.value, String)]
            if len(value_parts) == 1 and called(value_parts[0]) in ("class", "oldClass"):
                return texts_of(node.value)
    return []


def _depends_on_class(classes: list[str], node: Assign, scope: Scope) -> bool:
    """Return whether a script has methods for classes, or asks for a class anywhere else."""
    if any(c in by_class for by_class in scope.methods.values() for c in classes):
        return True
    inside = {id(p) for s in scope.script for a in below(s)
              if isinstance(a, Assign) and called(a.target) in ("class", "oldClass")
              for p in below(a.value)}  # fmt: skip
    calls = (p for s in scope.script for p in below(s) if isinstance(p, Call))
    return any(called(c) in ASKING and id(c) not in inside and c is not node.target for c in calls)


def attribute_of(target: Call, new_value: Value, scope: Scope) -> tuple[Part, Value]:
    """Return the value that has an attribute, and its Python after ``attr(x, which) <- v``.

    Raises
    ------
    NotPorted
        If no value of this kind holds attributes here.
    """
    inner, which = (a.value for a in target.arguments)
    if inner is None or which is None:
        raise NotPorted("attr() needs a value and a name", target.span)
    owner = value(inner, scope)
    if owner.kind not in (Kind.FRAME, Kind.UNKNOWN, Kind.RECORD, Kind.LIST, *_VECTORS):
        raise NotPorted("only data frames, lists and vectors hold attributes here", target.span)
    name: ast.expr = constant(which.text) if isinstance(which, String) else value(which, scope).node
    changed = call("r.with_attribute", owner.node, name, new_value.node)
    scalar = {Kind.NUMBER: Kind.VECTOR, Kind.TEXT: Kind.TEXTS, Kind.FLAG: Kind.MASK}
    kind = scalar.get(owner.kind, owner.kind)
    return inner, Value(changed, kind, owner.columns, plain=owner.plain)

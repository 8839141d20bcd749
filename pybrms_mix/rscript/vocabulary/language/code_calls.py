"""Translate R code as text: ``deparse(substitute(x))`` and ``quote(x)``."""

from __future__ import annotations

from dataclasses import replace

from pybrms_mix.rscript.facts.argument_texts import TEXT_MAKERS, substituted, text_of
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.registry import Word, extend, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant, listed
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Call, Name, Part, String, called

# Functions whose value is the text alone; the others use the text among further arguments.
_ALONE = frozenset({"deparse", "deparse1", "as.character", "as_label", "as_name", "expr_text"})


def _told(part: Part | None, maker: str, scope: Scope) -> Value | None:
    """Return the text of ``substitute(x)`` or ``quote(x)``; None for any other argument."""
    if isinstance(part, Call) and called(part) == "quote" and len(part.arguments) == 1:
        inner = part.arguments[0].value
        return None if inner is None else Value(constant(text_of(inner, {maker})), Kind.TEXT)
    name = substituted(part)
    if name is None:
        return None
    if name in scope.texts:
        return Value(scope.texts[name], Kind.TEXT)
    if scope.local:
        message = f"substitute({name}) needs a parameter of the innermost function"
        raise NotPorted(message, getattr(part, "span", None))
    return Value(constant(name), Kind.TEXT)


def _with_texts(otherwise: Word | None, node: Call, scope: Scope) -> Value:
    """Translate a function of an expression; ``other`` translates it for other arguments."""
    name = called(node) or ""
    texts = [_told(a.value, name, scope) for a in node.arguments]
    if texts and texts[0] is not None and name in _ALONE:
        return texts[0]
    if any(h is not None for h in texts):
        aliases = {f"{name}() {n}": h for n, h in enumerate(texts) if h is not None}
        arguments = tuple(
            a if h is None else Argument(a.name, Name(f"{name}() {n}"))
            for n, (a, h) in enumerate(zip(node.arguments, texts, strict=True))
        )
        scope = replace(scope, known={**scope.known, **aliases})
        node = Call(node.function, arguments, node.span)
    if otherwise is None:
        raise NotPorted(f"{name}() needs substitute(x) or quote(x) here", node.span)
    return otherwise(node, scope)


for _name in TEXT_MAKERS:
    extend(_name, _with_texts)


@word("expression", "bquote")
def notation(node: Call, scope: Scope) -> Value:
    """Translate ``expression(kappa[1])``, a label in mathematical notation, into its R code.

    Nothing evaluates R code in a ported script, so that such a value is used as a label.
    """
    parts = [a.value for a in node.arguments if a.value is not None]
    if not parts or any(called(p) == "." for part in parts for p in below(part)):
        raise NotPorted(f"{called(node)}() with values in it has no Python here", node.span)
    scope.notes.append(f"{called(node)}() is the text of its R code, without notation")
    texts = [constant(p.text if isinstance(p, String) else write(p)) for p in parts]
    if len(texts) > 1:
        return Value(listed(texts), Kind.TEXTS)
    return Value(texts[0], Kind.TEXT)


@word("substitute", "quote", "match.call", "sys.call", "sys.function")
def refuse(node: Call, scope: Scope) -> Value:
    """Refuse R code as a value, with a hint at the forms that are translated."""
    del scope
    message = f"{called(node)}() has no Python here: R code is no value in Python"
    raise NotPorted(message, node.span, hint="deparse(substitute(x)) is translated in a function.")

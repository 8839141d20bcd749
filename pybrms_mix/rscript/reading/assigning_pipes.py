"""Write assignment pipes as assignments, and seeds without the functions around them.

``d %<>% f()`` is ``d <- d %>% f()``, ``suppressWarnings(set.seed(1))`` is ``set.seed(1)``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from pybrms_mix.rscript.reading.assigned_names import with_arrows
from pybrms_mix.rscript.reading.dots_by_name import with_names
from pybrms_mix.rscript.reading.function_names import with_one_name
from pybrms_mix.rscript.reading.stanfit_names import with_fits
from pybrms_mix.rscript.trees.walking import rebuilt
from pybrms_mix.syntax.nodes import Argument, Assign, Call, Infix, Part, called
from pybrms_mix.syntax.parse import Script, parse_script

_PIPES = ("%>%", "|>")


def script_of(text: str) -> Script:
    """Return the statements of a script, with assignment pipes written as assignments.

    Each function has one name, and further arguments for brms have names: see ``function_names``
    and ``dots_by_name``.

    Raises
    ------
    RSyntaxError
        If the text is not valid R.
    """
    parsed = parse_script(text)
    statements = tuple(_without_wrapper(s) for s in parsed.statements)
    if ":::" in text:
        statements = tuple(_public(s) for s in statements)
    if "%<>%" in text:
        statements = tuple(_rewritten(s) for s in statements)
    if "assign" in text:
        statements = with_arrows(statements)
    return replace(parsed, statements=with_fits(with_names(with_one_name(statements))))


# Statements that decide how a script draws random numbers.
_OF_CHANCE = frozenset({"set.seed", "RNGkind", "RNGversion"})
_WRAPPERS = frozenset({"suppressWarnings", "suppressMessages", "invisible"})


def _without_wrapper(node: Part) -> Part:
    """Return ``set.seed(1)`` for ``suppressWarnings(set.seed(1))``, and other nodes as they are."""
    match node:
        case Call(_, (Argument(None, Call() as inner),)) if called(node) in _WRAPPERS:
            return replace(inner, span=node.span) if called(inner) in _OF_CHANCE else node
    return node


def _public(part: Any) -> Any:
    """Return a node with ``p::f`` for ``p:::f``."""
    rewritten = rebuilt(part, _public)
    is_private = isinstance(rewritten, Infix) and rewritten.op == ":::"
    return replace(rewritten, op="::") if is_private else rewritten


def _rewritten(node: Part) -> Part:
    return _assigned(cast("Part", _inside(node)))


def _inside(part: Any) -> Any:
    """Return a node with all nodes below it rewritten."""
    rewritten = rebuilt(part, _inside)
    inner = getattr(rewritten, "statements", None)
    if inner is not None:
        return replace(rewritten, statements=tuple(map(_assigned, inner)))
    bodies = {n: _assigned(b) for n in ("body", "then", "otherwise")
              if isinstance(b := getattr(rewritten, n, None), Infix)}  # fmt: skip
    return replace(rewritten, **bodies) if bodies else rewritten


def _assigned(node: Part) -> Part:
    """Return the assignment for a chain of pipes that starts with ``%<>%``."""
    later: list[Infix] = []
    at = node
    while isinstance(at, Infix) and at.op in _PIPES:
        later.append(at)
        at = cast("Part", at.left)
    if not (isinstance(at, Infix) and at.op == "%<>%"):
        return node
    chain = Infix(at.left, "%>%", at.right, at.span)
    for step in reversed(later):
        chain = Infix(chain, step.op, step.right, step.span)
    return Assign(at.left, chain, "<-", node.span)

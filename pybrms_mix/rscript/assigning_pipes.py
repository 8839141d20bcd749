"""Write magrittr's assignment pipe as an assignment: ``d %<>% f()`` is ``d <- d %>% f()``."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, cast

from pybrms_mix.rscript.dots_by_name import with_names
from pybrms_mix.rscript.function_names import with_one_name
from pybrms_mix.syntax.nodes import Assign, Infix, Part
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
    made = parsed.statements
    if "%<>%" in text:
        made = tuple(_rewritten(s) for s in made)
    return replace(parsed, statements=with_names(with_one_name(made)))


def _rewritten(node: Part) -> Part:
    return _assigned(cast("Part", _inside(node)))


def _inside(held: Any) -> Any:
    """Return a node with all nodes below it rewritten."""
    if isinstance(held, tuple):
        return tuple(_inside(h) for h in held)
    if not is_dataclass(held) or isinstance(held, type):
        return held
    made = replace(held, **{f.name: _inside(getattr(held, f.name))
                            for f in fields(held) if f.name != "span"})  # fmt: skip
    inner = getattr(made, "statements", None)
    if inner is not None:
        return replace(made, statements=tuple(map(_assigned, inner)))
    bodies = {n: _assigned(b) for n in ("body", "then", "otherwise")
              if isinstance(b := getattr(made, n, None), Infix)}  # fmt: skip
    return replace(made, **bodies)


def _assigned(node: Part) -> Part:
    """Return the assignment for a chain of pipes that starts with ``%<>%``."""
    later: list[Infix] = []
    at = node
    while isinstance(at, Infix) and at.op in _PIPES:
        later.append(at)
        at = cast("Part", at.left)
    if not (isinstance(at, Infix) and at.op == "%<>%"):
        return node
    made = Infix(at.left, "%>%", at.right, at.span)
    for each in reversed(later):
        made = Infix(made, each.op, each.right, each.span)
    return Assign(at.left, made, "<-", node.span)

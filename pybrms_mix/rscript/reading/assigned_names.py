"""Write ``assign("x", v)`` as ``x <- v``, and find names that are computed when a script runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar, cast

from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below, rebuilt
from pybrms_mix.syntax.nodes import Assign, Call, Function, Infix, Name, Part, String, called

P = TypeVar("P", bound=Part)
_PIPES = ("%>%", "|>")
_ORDER = "x, value, pos, envir, inherits, immediate"


def with_arrows(statements: Sequence[P]) -> tuple[P, ...]:
    """Return statements in which ``assign()`` with a name in the script is an assignment."""
    return tuple(cast("P", _arrow(s, local=False)) for s in statements)


def _arrow(part: Any, *, local: bool) -> Any:
    if isinstance(part, Infix) and part.op in _PIPES:  # the value comes from the pipe
        return part
    inner = rebuilt(part, partial(_arrow, local=local or isinstance(part, Function)))
    if not isinstance(inner, Call) or called(inner) != "assign":
        return inner
    try:
        arguments = matched(inner.arguments, _ORDER)
    except NotPorted:
        return inner
    name, value = arguments.get("x"), arguments.get("value")
    to_outside = is_global(inner)
    if not isinstance(name, String) or value is None or to_outside is None:
        return inner
    arrow = "<<-" if local and to_outside else "<-"
    return Assign(Name(name.text, name.span), value, arrow, inner.span)


def is_global(node: Call) -> bool | None:
    """Return whether a call names the global environment; None if it names another one."""
    environments = [a.value for a in node.arguments if a.name in ("envir", "pos")]
    if not environments:
        return False
    is_named = environments[0] == Name(".GlobalEnv") or called(environments[0]) == "globalenv"
    return True if is_named and len(environments) == 1 else None


def computes_names(statements: Sequence[Part]) -> bool:
    """Return whether a script assigns variables whose names are computed."""
    return any(called(p) == "assign" for s in statements for p in below(s))

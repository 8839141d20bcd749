"""R's constants where a data frame may have columns of their names: ``F``, ``pi``, ``letters``."""

from __future__ import annotations

from pybrms_mix.rscript.facts.kinds import Value
from pybrms_mix.rscript.facts.literals import RESERVED
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.python import constant, item, py
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import String


def constant_or_column(text: str, constant_value: Value, scope: Scope) -> Value:
    """Return a constant, or the column of its name, which R finds first inside of a verb."""
    mask = scope.mask
    if mask is None or text in RESERVED or text in mask.hidden or mask.attached:
        return constant_value
    if mask.columns is not None:
        is_column = text in mask.columns
        return Value(item(mask.frame, constant(text)), mask.kind) if is_column else constant_value
    if not (scope.makes_column(text) or _is_value(text, scope)):
        return constant_value
    return Value(py("x if name in frame else y", x=item(mask.frame, constant(text)),
                    name=constant(text), frame=mask.frame, y=constant_value.node))  # fmt: skip


def _is_value(text: str, scope: Scope) -> bool:
    """Return whether the script writes a text, of which ``pivot_wider()`` may make a column."""
    return any(isinstance(p, String) and p.text == text for s in scope.script for p in below(s))

"""The classes that R gives to results of its own functions, which here are arrays or functions."""

from __future__ import annotations

from pybrms_mix.rscript.facts.kinds import Kind
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.syntax.nodes import Argument, Call, Infix, Name, Part, called

# Functions of kableExtra that style what kable() returns.
KABLE_EXTRA = (
    "kable_styling", "kable_classic", "kable_classic_2", "kable_paper", "kable_minimal",
    "kable_material", "kable_material_dark", "add_header_above", "add_footnote", "pack_rows",
    "group_rows", "column_spec", "row_spec", "collapse_rows", "landscape", "scroll_box",
    "add_indent", "footnote", "remove_column",
)  # fmt: skip
_CLASSES = {
    "anova": ("anova", "data.frame"), "by": ("by",), "dist": ("dist",), "ftable": ("ftable",),
    "ecdf": ("ecdf", "stepfun", "function"), "kable": ("knitr_kable",),
    "kbl": ("knitr_kable",), "xtabs": ("xtabs", "table"),
}  # fmt: skip
_ONE_AXIS, _TWO_AXES = ("array",), ("matrix", "array")


def classes_in_base(node: Call, scope: Scope) -> tuple[str, ...] | None:
    """Return the classes of the result of a function of R; None if they are not known here."""
    name = called(node) or ""
    if name in scope.known:
        return None
    return _of_groups(node, scope) if name == "tapply" else _CLASSES.get(name)


def _of_groups(node: Call, scope: Scope) -> tuple[str, ...] | None:
    """Return the classes of ``tapply(x, g, f)``, which has an axis for each factor."""
    index = next((a.value for a in node.arguments if a.name == "INDEX"), None)
    unnamed = [a.value for a in node.arguments if a.name is None]
    if index is None and len(unnamed) > 1:
        index = unnamed[1]
    if isinstance(index, Call) and called(index) == "list":
        return {1: _ONE_AXIS, 2: _TWO_AXES}.get(len(index.arguments), _ONE_AXIS)
    return _ONE_AXIS if _is_one_factor(index, scope) else None


def _is_one_factor(part: Part | None, scope: Scope) -> bool:
    """Return whether a part of a script is a vector, and no list of several."""
    match part:
        case Infix(_, "$", _):
            return True
        case Name(text):
            variable = scope.known.get(text)
            kinds = (Kind.UNKNOWN, Kind.LIST, Kind.RECORD, Kind.FRAME, Kind.GROUPED)
            return variable is not None and variable.kind not in kinds
        case Call(Name("factor" | "as.factor" | "cut" | "interaction"), (Argument(), *_)):
            return True
    return False

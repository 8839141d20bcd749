"""Write calls of R's operators as operators: ``9 %>% `/`(3)``, ``l %>% extract2("a")``."""

from __future__ import annotations

from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.walking import names_package
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    Function,
    If,
    Index,
    Infix,
    Name,
    Parens,
    Part,
    Prefix,
    String,
)

_INFIX = frozenset({"+", "-", "*", "/", "^", "%%", "%/%", "%*%", "%in%", "%o%", ":", "$", "==",
                    "!=", "<", ">", "<=", ">=", "&", "&&", "|", "||"})  # fmt: skip
_PREFIX = frozenset({"-", "+", "!"})
_INDEX = {"[": False, "[[": True}
# magrittr's names of operators.
_MAGRITTR = {
    "extract2": "[[", "use_series": "$", "add": "+", "subtract": "-", "multiply_by": "*",
    "multiply_by_matrix": "%*%", "divide_by": "/", "divide_by_int": "%/%", "mod": "%%",
    "raise_to_power": "^", "is_in": "%in%", "and": "&", "or": "|", "equals": "==",
    "is_greater_than": ">", "is_less_than": "<", "is_weakly_greater_than": ">=",
    "is_weakly_less_than": "<=", "not": "!", "set_colnames": "colnames<-",
    "set_rownames": "rownames<-", "inset": "[<-", "inset2": "[[<-",
}  # fmt: skip
# The name of a value that a replacement function changes; no variable of R has it.
_CHANGED = "the value that a replacement function changes"


def _operator(node: Call, scope: Scope) -> str | None:
    """Return the operator that a call names; None for other functions."""
    match node.function:
        case Name(text) if text in scope.known:
            return None
        case Infix(Name("magrittr"), "::", Name("extract")):
            return "["
        case Infix(Name("magrittr"), "::", Name(text)):
            return _MAGRITTR.get(text)
        case Name(text) if text in _MAGRITTR:
            attached = any(names_package(s, "magrittr") for s in scope.script)
            return _MAGRITTR[text] if attached else None
        case Name(text):
            return text
    return None


def as_operator(node: Call, scope: Scope) -> Part | None:
    """Return the expression that a call of an operator means; None for other calls."""
    operator = _operator(node, scope)
    values = [a.value for a in node.arguments if a.value is not None]
    plain = len(values) == len(node.arguments) and all(a.name is None for a in node.arguments)
    match operator, values:
        case "[" | "[[", [base, *_] if node.arguments[0].name is None:
            return Index(base, node.arguments[1:], _INDEX[operator], node.span)
        case "$", [base, Name() | String() as part] if plain:
            return Infix(base, "$", part, node.span)
        case str(), [left, right] if plain and operator in _INFIX - {"$"}:
            return Parens(Infix(left, operator, right, node.span), node.span)
        case str(), [operand] if plain and operator in _PREFIX:
            return Parens(Prefix(operator, operand, node.span), node.span)
        case "if", [condition, then, *otherwise] if plain and len(otherwise) < 2:
            return If(condition, then, otherwise[0] if otherwise else None, node.span)
        case str(), [first, *_, _] if operator.endswith("<-") and node.arguments[0].name is None:
            return _replaced(operator.removesuffix("<-"), first, node, scope)
    return None


def _replaced(name: str, first: Part, node: Call, scope: Scope) -> Part:
    """Return ``(function(x) { f(x, i) <- v; x })(first)`` for the call ``f<-(first, i, v)``."""
    scope.names.setdefault(_CHANGED, scope.fresh("changed"))
    changed = Name(_CHANGED, node.span)
    *between, new = node.arguments[1:]
    target: Part
    if name in _INDEX:
        target = Index(changed, tuple(between), _INDEX[name], node.span)
    elif name == "$" and between:
        target = Infix(changed, "$", between[0].value, node.span)  # type: ignore[arg-type]
    else:
        arguments = (Argument(None, changed), *between)
        target = Call(Name(name, node.span), arguments, node.span)
    assigned = Assign(target, new.value, span=node.span)  # type: ignore[arg-type]
    body = Block((assigned, changed), node.span)
    function = Function((Argument(None, changed),), body, node.span)
    return Call(Parens(function, node.span), (Argument(None, first),), node.span)  # type: ignore[arg-type]

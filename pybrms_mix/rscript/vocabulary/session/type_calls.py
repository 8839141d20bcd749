"""Translate questions about R's type of a value: ``class()``, ``typeof()``, ``identical()``."""

from __future__ import annotations

import ast

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.argument_texts import CODE
from pybrms_mix.rscript.facts.frame_types import column_types
from pybrms_mix.rscript.facts.kinds import COLUMNS, SCALARS, Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.registry import RULES, WORDS, Word, word
from pybrms_mix.rscript.facts.result_classes import may_be_result, result_classes
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import (
    DOUBLE,
    INTEGER,
    LOGICAL,
    MATRIX,
    NUMBERS,
    both_types,
    is_long_double,
    is_long_integer,
    is_matrix_column,
    number_type,
)
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.rscript.vocabulary.fits.model_calls import FAMILIES as _FAMILIES
from pybrms_mix.syntax.nodes import Call, Infix, Name, Number, Part, Prefix, String, called

_VECTORS = SCALARS | {Kind.VECTOR, Kind.TEXTS}
_UNSHAPED = _VECTORS | {Kind.MASK}


def _asked(node: Call, scope: Scope) -> tuple[str | None, ast.expr]:
    """Return the type of the only argument, if the script tells it, and the argument."""
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    argument_node = one(node, scope).node
    return number_type(part, scope), argument_node


def _is_function_of_r(node: Call, scope: Scope) -> bool:
    """Return whether the only argument is the name of a function of R: ``class(sum)``."""
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    if not isinstance(part, Name) or part.text in scope.names or scope.mask is not None:
        return False
    return part.text in WORDS or part.text in _FAMILIES


@word("class")
def class_of(node: Call, scope: Scope) -> Value:
    """Translate ``class(x)``."""
    if _is_function_of_r(node, scope):
        return Value(ast.List([constant("function")]), Kind.TEXTS)
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    if part is not None and is_matrix_column(part, scope):
        return Value(ast.List([constant("matrix"), constant("array")]), Kind.TEXTS)
    if (classes := result_classes(part, scope)) is not None:
        return Value(ast.List([constant(c) for c in classes]), Kind.TEXTS)
    if may_be_result(part, scope):
        raise NotPorted("the classes of this result are not known before the run", node.span)
    kind = Kind.UNKNOWN if part is None else value(part, scope).kind
    if kind is Kind.LIST:
        return Value(ast.List([constant("list")]), Kind.TEXTS)
    type_name, argument_node = _asked(node, scope)
    if type_name is not None:
        class_name = "numeric" if type_name == DOUBLE else type_name
        if isinstance(part, Call | Infix | Prefix) and kind not in _VECTORS:
            return Value(call("r.class_of", argument_node, constant(class_name)), Kind.TEXTS)
        return Value(ast.List([constant(class_name)]), Kind.TEXTS)
    return Value(call("r.class_of", argument_node), Kind.TEXTS)


@word("typeof", "storage.mode")
def type_of(node: Call, scope: Scope) -> Value:
    """Translate ``typeof(x)``."""
    type_name, argument_node = _asked(node, scope)
    type_node = constant(type_name) if type_name is not None else call("r.type_of", argument_node)
    return Value(type_node, Kind.TEXT)


@word("mode")
def mode(node: Call, scope: Scope) -> Value:
    """Translate ``mode(x)``, which is the same for integers and doubles."""
    if _is_function_of_r(node, scope):
        return Value(constant("function"), Kind.TEXT)
    return Value(call("r.mode_of", one(node, scope).node), Kind.TEXT)


@word("is.integer", "is.double")
def is_of_type(node: Call, scope: Scope) -> Value:
    """Translate ``is.integer(x)``."""
    type_name, argument_node = _asked(node, scope)
    tested_type = INTEGER if called(node) == "is.integer" else DOUBLE
    test_node = constant(type_name == tested_type) if type_name is not None else (
        call("r.is_type", argument_node, constant(tested_type)))  # fmt: skip
    return Value(test_node, Kind.FLAG)


def _compared(node: Call, scope: Scope) -> list[ast.expr]:
    """Return the two values that ``all.equal()`` compares, and the tolerance."""
    arguments = matched(
        node.arguments, "target, current, ..., tolerance, check.attributes, check.names"
    )
    extra_argument = next(iter(arguments.rest), None)
    if extra_argument is not None:
        raise NotPorted("all.equal() takes two values and a tolerance here", extra_argument.span)
    parts = [needed(arguments.get(n), node) for n in ("target", "current")]
    tolerance = arguments.get("tolerance")
    nodes = [value(p, scope).node for p in parts]
    if not flagged(arguments.get("check.attributes"), True):
        nodes = [call("r.without_attributes", n) for n in nodes]
    elif not flagged(arguments.get("check.names"), True):
        nodes = [call("r.without_names", n) for n in nodes]
    return [*nodes, *([] if tolerance is None else [value(tolerance, scope).node])]


def _is_true(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``isTRUE(all.equal(x, y))`` without the text of a difference."""
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    if not isinstance(part, Call) or called(part) != "all.equal" or "all.equal" in scope.known:
        return usual_rule(node, scope)
    x, y, *tolerance = _compared(part, scope)
    keywords = {"tolerance": tolerance[0]} if tolerance else {}
    return Value(call("r.identical", x, y, close=constant(True), **keywords), Kind.FLAG)


RULES["isTRUE"] = _is_true


# The parts of functions that these arguments ignore do not exist in Python.
_WITHOUT_EFFECT = frozenset({"ignore.bytecode", "ignore.environment", "ignore.srcref"})


@word("identical", "all.equal")
def identical(node: Call, scope: Scope) -> Value:
    """Translate ``identical(x, y)``, and ``all.equal(x, y)``, which tolerates rounding errors."""
    if called(node) == "all.equal":
        return Value(call("r.all_equal", *_compared(node, scope)))
    arguments = matched(node.arguments, "x, y, ...")
    if (further := next(iter(arguments.rest), None)) is not None and (
        further.name not in _WITHOUT_EFFECT):  # fmt: skip
        raise NotPorted(f"identical() has no argument {further.name or 'here'} here", further.span)
    x, y = (needed(arguments.get(n), node) for n in ("x", "y"))
    nodes = [value(p, scope).node for p in (x, y)]
    types = both_types(x, y, scope)
    flags = {}
    if all(t in NUMBERS for t in types):
        flags = {"same_type": constant(types[0] == types[1])}
    return Value(call("r.identical", *nodes, **flags), Kind.FLAG)


def _as_text(translate: Word, node: Call, scope: Scope) -> Value:
    """Translate ``as.character(100000L)``, which R writes in full, unlike the double 100000."""
    is_value = len(node.arguments) == 1 and called(node.arguments[0].value) not in CODE
    type_name, argument_node = _asked(node, scope) if is_value else (None, None)
    match argument_node:
        case ast.Constant(int(number)) if type_name == INTEGER:
            return Value(constant(str(number)), Kind.TEXT)
    if argument_node is not None and is_long_integer(node.arguments[0].value, scope):
        return Value(call("r.in_full", argument_node), Kind.TEXTS)
    return _with_double(translate(node, scope), node, scope)


def _with_double(text: Value, node: Call, scope: Scope) -> Value:
    """Return a text of doubles that are integers in Python as the text of floats: 1e+05."""
    first = node.arguments[0].value if node.arguments else None
    match text.node:
        case ast.Call(_, [number, *_]) if first is not None and is_long_double(first, scope):
            single = isinstance(number, ast.Constant) or value(first, scope).kind is Kind.NUMBER
            text.node.args[0] = call("float" if single else "r.as_numeric", number)
    return text


def _formatted(translate: Word, node: Call, scope: Scope) -> Value:
    """Translate ``format(100000L)``, which has no 1e+05 in R, unlike the double 100000."""
    first = node.arguments[0].value if node.arguments else None
    formatted = translate(node, scope)
    if isinstance(formatted.node, ast.Call) and is_long_integer(first, scope):
        formatted.node.keywords.append(ast.keyword("scientific", constant(False)))
    return _with_double(formatted, node, scope)


RULES["format"] = _formatted


RULES["as.character"] = _as_text


def _of_columns(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Refuse a question about a column that is a matrix in R: ``d$z <- scale(x)``."""
    for argument in node.arguments:
        if argument.value is not None and is_matrix_column(argument.value, scope):
            raise NotPorted(
                "this column is a matrix in R: write as.numeric(scale(x)) for a vector", node.span
            )
    return usual_rule(node, scope)


RULES |= dict.fromkeys(("cor", "cov", "is.matrix", "t", "is.vector"), _of_columns)


def _shape(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``dim(x)`` and ``nrow(x)``, which are NULL for a vector."""
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    if part is not None and not is_matrix_column(part, scope):
        argument_value = value(part, scope)
        if argument_value.kind in _UNSHAPED and not argument_value.shaped and _is_of_vectors(part):
            return Value(constant(None), Kind.NONE)
        name = called(node) or ""
        asks = (
            argument_value.partial
            or argument_value.kind in _MAYBE_VECTORS
            or (name in ("dim", "nrow") and argument_value.kind in _OPEN)
        )
        if asks:
            return Value(call(f"r.{name}", argument_value.node), Kind.UNKNOWN)
    return _of_columns(usual_rule, node, scope)


# Kinds of values that have no dimension, or that are a matrix of one column, or a table of counts.
_MAYBE_VECTORS = COLUMNS | {Kind.VECTOR, Kind.NAMED, Kind.TEXTS, Kind.MASK}
_OPEN = frozenset({Kind.UNKNOWN, Kind.LIST, Kind.RECORD})


def _is_of_vectors(part: Part) -> bool:
    """Return whether an expression makes a vector, and no matrix with one row or column."""
    return called(part) in ("c", "seq_len", "rep", "seq") or isinstance(part, String | Number) or (
        isinstance(part, Infix) and part.op == ":")  # fmt: skip


RULES |= dict.fromkeys(("dim", "nrow", "ncol"), _shape)


def _of_type(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``is.logical(NA)``: NA is a logical value in R, and a number here."""
    part = node.arguments[0].value if len(node.arguments) == 1 else None
    if part is not None and number_type(part, scope) == LOGICAL:
        return Value(constant(called(node) == "is.logical"), Kind.FLAG)
    return usual_rule(node, scope)


RULES |= dict.fromkeys(("is.logical", "is.numeric", "is.character"), _of_type)


# Functions that apply another function to each element, and whether they return a list.
_EACH = {"sapply": False, "vapply": False, "map_chr": False, "lapply": True, "map": True}


def _of_each(usual_rule: Word, node: Call, scope: Scope) -> Value:
    """Translate ``sapply(d, class)``, where the script tells the types of columns."""
    usual = [a for a in node.arguments if a.name in (None, "X", "FUN", ".x", ".f")]
    are_two = len(usual) > 1 and len(node.arguments) in (2, 3)
    first, second = usual[:2] if are_two else (None, None)
    question = "" if second is None else getattr(second.value, "text", "")
    if first is None or first.value is None or question not in ("class", "typeof"):
        return usual_rule(node, scope)
    if question in scope.known or scope.mask is not None:
        return usual_rule(node, scope)
    names = {DOUBLE: "numeric"} if question == "class" else {}
    types = column_types(first.value, scope)
    class_nodes: dict[str, ast.expr] = {
        n: constant(names.get(t, t)) for n, t in types.items() if t != MATRIX
    }
    if question == "class":
        matrix_classes = ast.List([constant("matrix"), constant("array")])
        class_nodes |= {n: matrix_classes for n, t in types.items() if t == MATRIX}
    flags = {"types": constant(True)} if question == "typeof" else {}
    if _EACH[called(node) or ""]:
        flags["listed"] = constant(True)
    return Value(
        call("r.column_classes", value(first.value, scope).node, record(class_nodes), **flags)
    )


RULES |= dict.fromkeys(_EACH, _of_each)

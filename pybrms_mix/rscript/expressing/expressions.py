"""Translate R expressions into Python expressions."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.datasets import SOURCES, TIBBLES, VECTORS
from pybrms_mix.rscript.expressing.alternatives import alternatives
from pybrms_mix.rscript.expressing.arithmetic import (
    ARITHMETIC,
    OF_AXES,
    arithmetic,
    prefixed,
    quotient,
    truth,
    whole_range,
)
from pybrms_mix.rscript.expressing.closures import closure, lifted
from pybrms_mix.rscript.expressing.data_tables import indexed_rows
from pybrms_mix.rscript.expressing.embracing import readable, unquoted
from pybrms_mix.rscript.expressing.masked_constants import constant_or_column
from pybrms_mix.rscript.expressing.methods import by_class
from pybrms_mix.rscript.expressing.operator_calls import as_operator
from pybrms_mix.rscript.expressing.own_calls import call_by_name, defined_later, own_call
from pybrms_mix.rscript.expressing.single_texts import single_text
from pybrms_mix.rscript.expressing.subsets import column, element, subset
from pybrms_mix.rscript.expressing.table_parts import unfolded
from pybrms_mix.rscript.expressing.table_query import SYMBOLS, symbol
from pybrms_mix.rscript.expressing.versions import ORDERS, VERSIONS, version_test
from pybrms_mix.rscript.facts.argument_texts import refuse_pipe
from pybrms_mix.rscript.facts.dots_variants import is_dots, written_out
from pybrms_mix.rscript.facts.first_parameters import in_place
from pybrms_mix.rscript.facts.further_arguments import handed_on
from pybrms_mix.rscript.facts.hazards import integer_result, is_full, nonzero
from pybrms_mix.rscript.facts.index_kinds import keeps_list
from pybrms_mix.rscript.facts.kinds import (
    ARRAYS,
    COLUMNS,
    SCALARS,
    SHAPED,
    Kind,
    Value,
    one_table,
)
from pybrms_mix.rscript.facts.literals import CONSTANTS, machine
from pybrms_mix.rscript.facts.masking import refuse_other
from pybrms_mix.rscript.facts.matrices import indexed, of_cells, operands
from pybrms_mix.rscript.facts.registry import ADDITIONS, FUNCTIONS, RULES, WORDS
from pybrms_mix.rscript.facts.result_classes import refuse_lines
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.whole_numbers import both_types, may_overflow
from pybrms_mix.rscript.trees.names import BY_NAME
from pybrms_mix.rscript.trees.pipes import DOT, piped
from pybrms_mix.rscript.trees.python import call, constant, item, py
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.deparse import write
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
    Node,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    Tilde,
    called,
)
from pybrms_mix.syntax.spelling import value as number_value

_COMPARISONS: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq, "!=": ast.NotEq, "<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE,
}  # fmt: skip


def value(node: Part, scope: Scope) -> Value:
    """Return the Python expression for an R expression, with the known facts of its value.

    Raises:
        NotPorted: if the expression has no translation; the error holds its place in the script.
    """
    match node:
        case Number(text):
            number = number_value(text)
            double = not text.endswith("L")
            return Value(constant(number), Kind.NUMBER, positive=number > 0, double=double)
        case String(text):
            return Value(constant(text), Kind.TEXT)
        case Name(text):
            return _variable(node, text, scope)
        case Parens(body):
            return value(body, scope)
        case Tilde():
            return Value(constant(write(node)), Kind.MODEL)
        case Prefix(op, operand):
            embraced_value = unquoted(node, scope, value)
            return prefixed(op, value(operand, scope)) if embraced_value is None else embraced_value
        case Infix():
            return _infix(operands(node, scope), scope)
        case Call():
            return written_out(_call, of_cells(node, scope), scope)
        case Index():
            return _index(indexed(node, scope), scope)
        case If(test, then, otherwise):
            return _chosen(test, then, otherwise or Name("NULL"), scope)
        case Block((only,)):
            embraced_value = unquoted(node, scope, value)
            return value(only, scope) if embraced_value is None else embraced_value
        case Function():
            return closure(node, scope, value)
    return _assigning(node, scope)


def _assigning(node: Part, scope: Scope) -> Value:
    """Return an assignment or a block within an expression: ``if ((n <- length(x)) > 2)``."""
    match node:
        case Block() if scope.mask is not None:
            return value(unfolded(node), scope)
        case Assign(Name(text), source, "<-" | "=") if scope.mask is None:
            result = value(source, scope)
            scope.define(text, result)
            return replace(result, node=ast.NamedExpr(ast.Name(scope.names[text]), result.node))
    raise NotPorted("this part of R has no expression in Python", node.span)


def _index(node: Index, scope: Scope) -> Value:
    match node:
        case Index(Name(".data"), (Argument(None, key),), True) if scope.mask and key:
            outer = value(key, replace(scope, mask=None))
            return Value(item(scope.mask.frame, outer.node), scope.mask.kind)
    if (text := single_text(node, scope, value)) is not None:
        return text
    owner = _owner(node.base, scope)
    return indexed_rows(owner, node, scope, value, element if node.double else subset)


def _variable(node: Name, text: str, scope: Scope) -> Value:
    constant_text = CONSTANTS.get(text)
    if constant_text is not None and text not in scope.known:
        return constant_or_column(text, Value(py(constant_text[0]), constant_text[1]), scope)
    mask = scope.mask
    if mask is not None and mask.tabled and text in SYMBOLS:
        return symbol(text, mask.frame)
    is_attached = text == DOT or (mask is not None and mask.attached and text in scope.known)
    if mask is not None and text not in mask.hidden and not is_attached:
        variable = scope.known.get(text)
        if (mask.columns is not None and text in mask.columns) or variable is None:
            return Value(item(mask.frame, constant(text)), mask.kind, lone=bool(mask.groups))
        is_function = variable.kind is Kind.FUNCTION
        if mask.columns is None and (not is_function or scope.makes_column(text)):
            if not is_function and mask.kind not in (Kind.SERIES, Kind.UNKNOWN):
                raise NotPorted(
                    f"'{text}' is a variable, but it may also be a column of the data", node.span
                )
            where = py("x if name in frame else y", x=item(mask.frame, constant(text)),
                       name=constant(text), frame=mask.frame, y=variable.node)  # fmt: skip
            return Value(where)
    if text in scope.known:
        return readable(scope.known[text], node, scope)
    if text in SOURCES:
        loaded = py("pm.load_data(name)", name=constant(text))
        series = Value(item(loaded, constant("x")), Kind.SERIES)
        return series if text in VECTORS else Value(loaded, Kind.FRAME, plain=text not in TIBBLES)
    if text in scope.names:
        return Value(ast.Name(scope.names[text]))
    if text in WORDS:
        return Value(FUNCTIONS[0](node, scope), Kind.FUNCTION)
    if scope.computes_names and mask is None:
        return Value(item(ast.Name(BY_NAME), constant(text)))
    raise NotPorted(f"the script does not define '{text}'", node.span)


def named_dot(scope: Scope) -> None:
    """Give a Python name to the dot of a pipe, which becomes the parameter of a function."""
    if DOT not in scope.names:
        scope.names[DOT] = scope.fresh("it")


def _part(left: Node, right: Node, scope: Scope) -> Value:
    """Translate ``left$right``."""
    if left == Name(".Machine"):
        return machine(right)
    if left == Name(".data") and scope.mask is not None:
        return Value(item(scope.mask.frame, constant(getattr(right, "text", ""))), scope.mask.kind)
    if left == Name(".env") and isinstance(right, Name):
        return value(right, replace(scope, mask=None))
    is_of_any = getattr(right, "text", "") in _OF_ANY and "attributes" not in scope.known
    if isinstance(left, Call) and called(left) == "attributes" and is_of_any:
        return value(Call(right, left.arguments, left.span), scope)  # names(x)
    return column(_owner(left, scope), right)


# Attributes for which R has a function of the same name.
_OF_ANY = frozenset({"names", "class", "dim", "dimnames", "levels"})


def _owner(part: Part, scope: Scope) -> Value:
    """Return the value before ``$`` or brackets; several priors are one table."""
    refuse_lines(part, scope)
    owner = value(part, scope)
    return replace(owner, node=one_table(owner.node, owner.kind))


def _infix(node: Infix, scope: Scope) -> Value:
    left, op, right = node.left, node.op, node.right
    if op in ("|>", "%>%"):
        refuse_pipe(node, scope.known)
        if op == "%>%":
            named_dot(scope)
        return value(piped(left, right, node), scope)
    if op == "::":
        return value(right, scope)
    if op == "$":
        return _part(left, right, scope)
    if op in scope.known:
        return _operator(node, scope)
    if op[0] == "%" and op in WORDS:
        arguments = (Argument(None, left), Argument(None, right))
        return WORDS[op](Call(Name(op), arguments, node.span), scope)
    if called(left) in VERSIONS and op in ORDERS:
        return version_test(left, op, right)
    first = value(left, scope)
    if (picture := _drawn(first, op, right, scope)) is not None:
        return picture
    second = value(right, scope)
    kinds = {first.kind, second.kind}
    if scope.dated and op in ("+", "-") and kinds <= _PERHAPS_DATES and kinds & _HELD:
        return Value(py("r.compute(x, op, y)", x=first.node, op=constant(op), y=second.node))
    if op == "%/%" and not nonzero(second.node):
        return quotient(first, second, both_types(left, right, scope))
    if may_overflow(node, scope):
        return integer_result(op, first, second)
    return _operation(op, first, second, node)


# The kinds of values that may be dates, and those of numbers that are added to dates.
_HELD = COLUMNS | {Kind.UNKNOWN}
_PERHAPS_DATES = _HELD | {Kind.NUMBER, Kind.VECTOR}


def _operator(node: Infix, scope: Scope) -> Value:
    """Return the call of an operator that the script defines: ``x %notin% y``."""
    function_value = scope.known[node.op]
    if function_value.kind is not Kind.FUNCTION:
        raise NotPorted(f"the operator {node.op} has no Python here", node.span)
    arguments = (Argument(None, node.left), Argument(None, node.right))
    return own_call(function_value, Call(Name(node.op), arguments, node.span), scope, value)


def _drawn(left: Value, op: str, right: Part, scope: Scope) -> Value | None:
    """Return the picture for ``+``, ``/`` or ``|`` on pictures; None for other operations."""
    if op not in ("+", "/", "|", "&", "*", "%+replace%"):
        return None
    pictures = (addition(left, op, right, scope) for addition in ADDITIONS)
    return next((f for f in pictures if f is not None), None)


def _operation(op: str, first: Value, second: Value, node: Infix) -> Value:
    if op in ARITHMETIC:
        return arithmetic(op, first, second)
    if op in _COMPARISONS:
        return _comparison(op, first, second)
    if op in ("&&", "||"):
        word = ast.And() if op == "&&" else ast.Or()
        return Value(ast.BoolOp(word, [truth(first), truth(second)]), Kind.FLAG)
    if op in ("&", "|"):
        return _logical(op, first, second)
    if op == "%in%":
        return _among(first, second)
    if op in OF_AXES:
        return Value(call(OF_AXES[op][0], first.node, second.node), OF_AXES[op][1])
    if op == "%*%":
        plain = first.kind is second.kind is Kind.MATRIX
        product = call("r.product", first.node, second.node)
        return Value(product, Kind.MATRIX if plain else Kind.LABELLED)
    if op == ":":
        return whole_range(first, second)
    raise NotPorted(f"the operator {op} has no Python here", node.span)


def _texts(first: Value, second: Value) -> bool:
    return first.kind is Kind.TEXT and second.kind is Kind.TEXT


def _comparison(op: str, first: Value, second: Value) -> Value:
    """Return a comparison: Python's operator if no value can be missing, else R's function."""
    kinds = {first.kind, second.kind}
    plain = (_texts(first, second) and op in ("==", "!=")) or (
        kinds == {Kind.NUMBER} and is_full(first) and is_full(second)
    )
    if plain or (kinds <= {Kind.NUMBER, Kind.VECTOR} and is_full(first) and is_full(second)):
        comparison = ast.Compare(first.node, [_COMPARISONS[op]()], [second.node])
        return Value(comparison, Kind.FLAG if plain else Kind.MASK)
    result = py("r.compare(x, op, y)", x=first.node, op=constant(op), y=second.node)
    scalar = kinds <= SCALARS
    if Kind.NAMED in kinds:
        return Value(result, Kind.FLAGS)
    if Kind.FRAME in kinds:
        return Value(result, Kind.LABELLED)
    return Value(result, Kind.FLAG if scalar else Kind.MASK if kinds & _VECTORS else Kind.UNKNOWN)


_VECTORS = COLUMNS | ARRAYS | {Kind.TEXTS, Kind.NAMED}


def _logical(op: str, first: Value, second: Value) -> Value:
    kinds = {first.kind, second.kind}
    if kinds == {Kind.MASK}:
        operator = ast.BitAnd() if op == "&" else ast.BitOr()
        return Value(ast.BinOp(first.node, operator, second.node), Kind.MASK)
    combination = py("r.logic(x, op, y)", x=first.node, op=constant(op), y=second.node)
    return Value(combination, Kind.MASK if kinds & _VECTORS else Kind.UNKNOWN)


def _among(first: Value, second: Value) -> Value:
    membership = py("r.is_in(x, y)", x=first.node, y=second.node)
    return Value(membership, Kind.FLAG if first.kind in SCALARS else Kind.MASK)


def _chosen(condition: Part, then: Part, otherwise: Part, scope: Scope) -> Value:
    test = value(condition, scope)
    first, second = alternatives((then, otherwise), scope, value)
    kind = first.kind if first.kind is second.kind else Kind.UNKNOWN
    return Value(ast.IfExp(truth(test), first.node, second.node), kind)


def _call(node: Call, scope: Scope) -> Value:
    if any(is_dots(a) for a in node.arguments):
        return handed_on(node, scope, value)
    if (operation := as_operator(node, scope)) is not None:
        return value(operation, scope)
    name = called(node)
    if name is None:
        return _call_of_value(node, scope)
    function_value = scope.known.get(name)
    if function_value is not None and function_value.kind is Kind.FUNCTION:
        return own_call(function_value, node, scope, value)
    if name in scope.methods and (method_call := by_class(node, scope, value)) is not None:
        return method_call
    later = defined_later(name, scope) if function_value is None and scope.local else None
    if later is not None:  # it has the place of a function of R when the body is run
        return own_call(later, node, scope, value)
    word = WORDS.get(name)
    if word is not None:
        refuse_other(node, scope.packages, scope.script)
        refuse_lines(node, scope)
        rule = RULES.get(name)
        placed_call = in_place(node, name)
        result = word(placed_call, scope) if rule is None else rule(word, placed_call, scope)
        of_list = keeps_list(node, lambda part: value(part, scope), scope)
        result = Value(call("r.as_list", result.node), Kind.LIST) if of_list else result
        result = result.with_shape(name in SHAPED)
        return replace(result, matrices=result.matrices or _has_matrix_columns(node, scope))
    if function_value is not None and function_value.kind is Kind.UNKNOWN and scope.local:
        return own_call(function_value, node, scope, value)  # a parameter that is a function
    raise NotPorted(f"the function {name}() has no Python here", node.span)


def _has_matrix_columns(node: Call, scope: Scope) -> bool:
    """Return whether a call takes a data frame whose columns may be matrices: ``head(a, 2)``."""
    names = [getattr(a.value, "text", "") for a in node.arguments[:1]]
    return any(n in scope.known and scope.known[n].matrices for n in names)


def _call_of_value(node: Call, scope: Scope) -> Value:
    """Return the call of a function that an expression makes: ``(function(x) x^2)(3)``."""
    function = node.function
    while isinstance(function, Parens):
        function = function.body
    if isinstance(function, Function):
        return own_call(lifted(function, scope), node, scope, value)
    if isinstance(function, Infix) and f"{function.op}{write(function.right)}" in WORDS:
        return WORDS[f"{function.op}{write(function.right)}"](node, scope)
    function_value = value(function, scope)
    if function_value.kind is Kind.FUNCTION and function_value.places:
        return call_by_name(function_value, node, scope, value)
    if any(a.name for a in node.arguments):
        raise NotPorted("the arguments of this function must be given by position", node.span)
    arguments = [value(a.value, scope).node for a in node.arguments if a.value is not None]
    return Value(call("r.do_call", function_value.node, ast.List(arguments)))

"""Translate pipes into calls."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
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
    called,
)

_HOLDERS = {"%>%": Name("."), "|>": Name("_")}
# The parameter of a function that stands for the dot; no variable of R has this name.
DOT = "the dot of a pipe"
_PIPES = ("%>%", "|>", "%T>%")


def piped(left: Any, right: Any, node: Infix) -> Any:
    """Return the call for a pipe: the left side becomes the first argument, or replaces ``.``.

    R's native pipe has the placeholder ``_`` for a named argument in place of the dot.
    """
    # table() names the variable of its counts by the dot
    is_table = "table" in (called(right), getattr(right, "text", ""))
    name = "." if is_table and node.op == "%>%" else None
    if isinstance(right, Name):
        return Call(right, (Argument(name, left),), node.span)
    holder = _HOLDERS[node.op]
    if isinstance(right, Infix) and right.op == "::":
        return Call(right, (Argument(None, left),), node.span)
    if isinstance(right, Index | Infix) and _starts_with(right, holder):
        return filled(right, left, holder)
    if isinstance(right, Parens) and isinstance(right.body, Function) and holder == Name("."):
        return Call(right, (Argument(None, left),), node.span)
    if isinstance(right, Block) and holder == Name("."):
        return _in_block(left, right)
    if not isinstance(right, Call):
        raise NotPorted("the right-hand side of a pipe must be a call", right.span)
    direct = any(a.value == holder for a in right.arguments)
    arguments = right.arguments
    if not isinstance(left, Name) and _needs_name(right, holder):
        function: Any = of_dot(right)
        return Call(Parens(function, right.span), (Argument(None, left),), node.span)
    deep = isinstance(left, Name) and called(right) != "do"  # whose dot is the rows of a group
    if deep or direct:
        arguments = tuple(_argument(a, left, holder, deep=deep) for a in arguments)
    if direct:
        return Call(right.function, arguments, node.span)
    return Call(right.function, (Argument(name, left), *arguments), node.span)


def _needs_name(node: Call, holder: Name) -> bool:
    """Return whether the dot is more than one whole argument: ``mutate(n = nrow(.))``."""
    if holder != Name(".") or called(node) == "do":
        return False
    marker = Name("")
    whole_arguments = [a for a in node.arguments if a.value == holder]
    inside = (a for a in node.arguments if a.value is not None and a not in whole_arguments)
    return len(whole_arguments) > 1 or any(
        filled(a.value, marker, holder) != a.value for a in inside
    )


def of_dot(body: Any) -> Function:
    """Return the function of the dot that the right side of a pipe is: ``{ . - mean(.) }``."""
    it = Name(DOT)
    if isinstance(body, Block):
        return Function((Argument(None, it),), filled(body, it, Name(".")), body.span)
    piped_call = piped(it, body, Infix(it, "%>%", body, body.span))
    return Function((Argument(None, it),), piped_call, body.span)


def _in_block(input_node: Any, block: Block) -> Part:
    """Return the value of a block in which the dot is the left side of the pipe."""
    dots = sum(part == Name(".") for part in below(block))
    if len(block.statements) == 1 and (dots == 1 or isinstance(input_node, Name)):
        statement = filled(block.statements[0], input_node, Name("."))
        return Parens(statement, block.span) if isinstance(statement, Infix | Prefix) else statement
    function: Any = of_dot(block)
    return Call(Parens(function, block.span), (Argument(None, input_node),), block.span)


def _starts_with(node: Any, holder: Name) -> bool:
    """Return whether an expression extracts a part of the dot: ``.$x`` or ``.[1, ]``."""
    while isinstance(node, Index | Infix):
        node = node.base if isinstance(node, Index) else node.left
    return bool(node == holder)


def _argument(argument: Argument, replacement: Part, holder: Name, *, deep: bool) -> Argument:
    if argument.value is None or not (deep or argument.value == holder):
        return argument
    return Argument(argument.name, filled(argument.value, replacement, holder), argument.span)


def filled(node: Any, left: Any, holder: Name) -> Any:
    """Return an expression with a name, such as the dot of a pipe, replaced by another one."""
    match node:
        case Name():
            placed = left if left.span is not None else replace(left, span=node.span)
            return placed if node == holder else node
        case Infix(a, op, b):
            # The dot on the right of a pipe stands for the left side of this pipe.
            right = b if op in ("$", "::", *_PIPES) else filled(b, left, holder)
            return Infix(filled(a, left, holder), op, right, node.span)
        case Prefix(op, operand):
            return Prefix(op, filled(operand, left, holder), node.span)
        case Parens(body):
            return Parens(filled(body, left, holder), node.span)
        case Index(base, arguments, double):
            filled_arguments = tuple(_argument(a, left, holder, deep=True) for a in arguments)
            return Index(filled(base, left, holder), filled_arguments, double, node.span)
        case Block(statements):
            return Block(
                tuple(filled(statement, left, holder) for statement in statements), node.span
            )
        case Assign(target, value, op):
            return Assign(target, filled(value, left, holder), op, node.span)
        case If(condition, then, otherwise):
            else_branch = None if otherwise is None else filled(otherwise, left, holder)
            condition_filled, then_branch = (
                filled(part, left, holder) for part in (condition, then)
            )
            return If(condition_filled, then_branch, else_branch, node.span)
        case Function(parameters, body):
            return Function(parameters, filled(body, left, holder), node.span)
        case Call(Name("all_vars" | "any_vars" | "funs"), _):
            return node  # the dot stands for a column
        case Call(function, arguments):
            filled_arguments = tuple(_argument(a, left, holder, deep=True) for a in arguments)
            return Call(function, filled_arguments, node.span)
    return node


def last_of_pipe(node: Part) -> Call | None:
    """Return the last call of a pipe; None for other statements."""
    match node:
        case Infix(_, "%>%" | "|>", Call() as last):
            return last
        case Infix(_, "%>%" | "|>", Name() | Infix(_, "::", Name()) as function):
            return Call(function, (), node.span)
    return None

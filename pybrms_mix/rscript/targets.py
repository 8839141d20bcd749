"""Assignments: to variables, and to parts of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, item, method
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.subsets import column
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Part,
    String,
    called,
    parts,
)


def root(target: Part) -> str | None:
    """Return the variable that an assignment changes: ``d`` in ``d$x[3] <- 1``."""
    while not isinstance(target, Name):
        match target:
            case Infix(left, "$" | "@", _):
                target = left
            case Index(base, _):
                target = base
            case Call(_, (Argument(None, first), *_)) if first is not None:
                target = first
            case String(text):
                return text
            case _:
                return None
    return target.text


def below(node: Part) -> Iterator[Part]:
    """Return a part of a script and all parts of it."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        stack += reversed(parts(part))


def filled_in(node: Part) -> set[str]:
    """Return the variables of which a statement sets parts."""
    targets = (part.target for part in below(node) if isinstance(part, Assign))
    roots = (root(target) for target in targets if not isinstance(target, Name))
    return {name for name in roots if name is not None}


def assigned(node: Assign, scope: Scope) -> list[ast.stmt]:
    """Return an assignment.

    Raises:
        NotPorted: for a target that has no Python here.
    """
    match node.value:
        case Assign() as inner:
            # a <- b <- 1
            before = assigned(inner, scope)
            assert isinstance(inner.target, Node.__args__)
            return [*before, *_to(node.target, value(inner.target, scope), scope, node)]
    if node.op == "<<-":
        raise NotPorted("'<<-' changes variables from within functions", node.span)
    return _to(node.target, value(node.value, scope), scope, node)


def _to(target: Part, given: Value, scope: Scope, node: Assign) -> list[ast.stmt]:
    match target:
        case Name(text) | String(text):
            scope.define(text, given)
            scope.last = given.kind
            made = _doubles(given) if text in scope.filled else _priors(given)
            if given.node is made and _is_part(made, text, scope):
                made = copied(given)
            return [ast.Assign([ast.Name(scope.names[text])], made)]
        case Infix(owner, "$", label):
            return [_column(value(owner, scope), label, given, scope, owner)]
        case Index(base, arguments, _):
            return [_element(target, base, arguments, given, scope)]
        case Call() if called(target) in ("names", "colnames"):
            return _names(target, given, scope)
    raise NotPorted("this target has no Python here", node.span)


def _is_part(node: ast.expr, target: str, scope: Scope) -> bool:
    """Return whether a value shares its memory with a variable of which parts are set.

    R copies what it assigns; Python does not, and a change would show in both.
    """
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    filled = {scope.names[n] for n in scope.filled}
    if target not in scope.filled and not names & filled:
        return False
    match node:
        case ast.Name() | ast.Attribute(ast.Name(), "T"):
            return True
        case ast.Subscript(_, ast.Slice() | ast.Tuple() | ast.Constant()):
            return True
        case ast.Call(ast.Attribute(_, "ravel" | "reshape" | "head" | "tail"), _):
            return True
    return False


_COPYING = frozenset(
    {Kind.VECTOR, Kind.MASK, Kind.SERIES, Kind.FLAGS, Kind.NAMED, Kind.MATRIX, Kind.FRAME}
    | {Kind.TABLE, Kind.TEXTS}
)
_FIXED = frozenset({Kind.NUMBER, Kind.TEXT, Kind.FLAG, Kind.FIT, Kind.MODEL, Kind.FUNCTION})


def copied(given: Value) -> ast.expr:
    """Return a copy of a value that can be changed."""
    if given.kind in _COPYING:
        return method(given.node, "copy")
    if given.kind in _FIXED:
        return given.node
    return call("copy.deepcopy", given.node)


def _priors(given: Value) -> ast.expr:
    """Return several priors as one table; in the arguments of ``brm()`` they may be a list."""
    match given.kind, given.node:
        case Kind.PRIORS, ast.List([first, *others]):
            for other in others:
                first = ast.BinOp(first, ast.Add(), other)
            return first
    return given.node


def _doubles(given: Value) -> ast.expr:
    """Return a vector into which numbers are put later: R's are doubles, whatever they hold now."""
    if given.kind is not Kind.VECTOR:
        return given.node
    match given.node:
        case ast.Call(ast.Attribute(ast.Name("np"), "zeros")):
            return given.node
        case ast.Call(function, [ast.List(items)], []) if all(map(_is_number, items)):
            floats = [constant(float(ast.literal_eval(i))) for i in items]
            return ast.Call(function, [ast.List(floats)], [])
    return ast.Call(ast.Attribute(given.node, "astype"), [ast.Name("float")], [])


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(int() | float()) | ast.UnaryOp(ast.USub(), ast.Constant(int() | float())):
            return True
    return False


def _column(owner: Value, label: Node, given: Value, scope: Scope, where: Node) -> ast.stmt:
    if owner.kind not in (Kind.FRAME, Kind.RECORD, Kind.UNKNOWN):
        raise NotPorted(f"'${getattr(label, 'text', '')}' cannot be set here", label.span)
    name = getattr(label, "text", "")
    if given.kind is Kind.NONE:
        return ast.Delete([item(owner.node, constant(name))])
    if owner.kind is Kind.FRAME and owner.columns is not None and isinstance(where, Name):
        columns = owner.columns if name in owner.columns else (*owner.columns, name)
        scope.known[where.text] = Value(owner.node, Kind.FRAME, columns)
    return ast.Assign([item(owner.node, constant(name))], given.node)


def _element(
    target: Index, base: Node, arguments: tuple[Argument, ...], given: Value, scope: Scope
) -> ast.stmt:
    owner = value(base, scope)
    if len(arguments) == 2 and owner.kind is Kind.FRAME:
        return _cell(owner, arguments, given, target, scope)
    if isinstance(base, Infix) and base.op == "$":
        above = value(base.left, scope)
        if above.kind is Kind.FRAME and len(arguments) == 1:
            row = Argument(None, arguments[0].value)
            return _cell(
                above,
                (row, Argument(None, String(getattr(base.right, "text", "")))),
                given,
                target,
                scope,
            )
        if above.kind is Kind.PRIORS:
            owner = column(above, base.right)
    place = value(target, scope).node
    if not isinstance(place, ast.Subscript):
        raise NotPorted("this place cannot be set here", target.span)
    return ast.Assign([place], given.node)


def _cell(
    owner: Value, arguments: tuple[Argument, ...], given: Value, target: Index, scope: Scope
) -> ast.stmt:
    """Return ``d.loc[rows, column] = ...``."""
    row, of = (a.value for a in arguments)
    if of is None:
        raise NotPorted("whole rows cannot be set here", target.span)
    key = value(of, scope)
    if key.kind not in (Kind.TEXT, Kind.TEXTS):
        raise NotPorted("columns are set by their names here", target.span)
    if row is None:
        return ast.Assign([item(owner.node, key.node)], given.node)
    picked = value(row, scope)
    if picked.kind is Kind.NUMBER:
        match picked.node:
            case ast.Constant(int(at)):
                label: ast.expr = item(ast.Attribute(owner.node, "index"), constant(at - 1))
            case _:
                label = item(ast.Attribute(owner.node, "index"),
                             ast.BinOp(picked.node, ast.Sub(), constant(1)))  # fmt: skip
    elif picked.kind in (Kind.FLAGS, Kind.MASK):
        label = picked.node
    else:
        raise NotPorted("it is not known which rows are set", target.span)
    place = item(ast.Attribute(owner.node, "loc"), ast.Tuple([label, key.node]))
    return ast.Assign([place], given.node)


def _names(target: Call, given: Value, scope: Scope) -> list[ast.stmt]:
    """Return ``d.columns = [...]``."""
    inner = target.arguments[0].value
    if not isinstance(inner, Name):
        raise NotPorted("only variables get names here", target.span)
    owner = value(inner, scope)
    if owner.kind is Kind.FRAME:
        return [ast.Assign([ast.Attribute(owner.node, "columns")], given.node)]
    if owner.kind in (Kind.VECTOR, Kind.NAMED):
        scope.known[inner.text] = Value(owner.node, Kind.NAMED)
        made = ast.parse("pd.Series(x, index=y)", mode="eval").body
        assert isinstance(made, ast.Call)
        return [ast.Assign([owner.node], ast.Call(made.func, [owner.node],
                                                  [ast.keyword("index", given.node)]))]  # fmt: skip
    raise NotPorted("it is not known what gets names", target.span)

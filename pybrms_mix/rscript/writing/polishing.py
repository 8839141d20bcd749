"""Rewrite statements of a ported script as a Python programmer writes them.

The translation goes from the parts of an R expression to the whole, so some combinations of its
parts read badly: ``not (x is None)``, a function that only calls another function, a value that is
stored and returned on the next line. Each rewriting keeps the meaning.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pybrms_mix.rscript.trees.names import MODULES
from pybrms_mix.rscript.trees.remarks import Remark
from pybrms_mix.rscript.writing import allowed

_JUMPS = (ast.Return, ast.Raise, ast.Continue, ast.Break)
# Functions that call the function among their arguments before they return.
_AT_ONCE = frozenset({
    "r.sapply", "r.lapply", "r.vapply", "r.apply", "r.pmap", "r.mapply", "r.named_map", "r.reduced",
    "r.replicate", "r.outer", "r.tapply", "r.by_group", "r.aggregate", "r.ave", "r.curve",
    "r.ifelse",
})  # fmt: skip
_BOTH_ENDS = {ast.Gt: "min", ast.GtE: "min", ast.Lt: "max", ast.LtE: "max"}


def polished(statements: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the statements of a script in the style of Python; they are modified in place."""
    module = ast.Module(list(statements), [])
    polished_tree = _Polish(_defined_once(module)).visit(module)
    return list(polished_tree.body)


def _defined_once(module: ast.Module) -> frozenset[str]:
    """Return the names of functions that are defined at the top of a script and never changed."""
    bound = Counter(_bound(module))
    return frozenset(
        s.name for s in module.body if isinstance(s, ast.FunctionDef) and bound[s.name] == 1
    )


def _bound(tree: ast.AST) -> Iterator[str]:
    """Yield a name each time that a tree binds it."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets):
                yield from (n for t in targets for n in _names(t))
            case ast.For(target) | ast.comprehension(target):
                yield from _names(target)
            case ast.FunctionDef(name) | ast.arg(name) | ast.ExceptHandler(_, str(name)):
                yield name


def _names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(name):
            yield name
        case ast.Tuple(elements) | ast.List(elements):
            for element in elements:
                yield from _names(element)


def _read(trees: Iterable[ast.AST]) -> set[str]:
    """Return the names that trees read."""
    stored = {id(t) for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Assign)
              for t in n.targets}  # fmt: skip
    return {n.id for tree in trees for n in ast.walk(tree)
            if isinstance(n, ast.Name) and id(n) not in stored}  # fmt: skip


class _Polish(ast.NodeTransformer):
    """Rewrites one construct after the other, the inner ones first."""

    def __init__(self, functions: frozenset[str]) -> None:
        self._functions = functions
        self._loops: list[set[str]] = []
        self._known: set[str] = set()

    def visit_Module(self, node: ast.Module) -> ast.AST:
        """Rewrite the statements in order, since a function is known below its definition."""
        statements: list[ast.stmt] = []
        for statement in node.body:
            rewritten = self.visit(statement)
            statements += rewritten if isinstance(rewritten, list) else [rewritten]
            if isinstance(statement, ast.FunctionDef):
                self._known.add(statement.name)
        node.body = statements
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """Write ``x is not None`` for ``not (x is None)``."""
        self.generic_visit(node)
        match node:
            case ast.UnaryOp(ast.Not(), ast.Compare(left, [ast.Is()], right)):
                return ast.Compare(left, [ast.IsNot()], right)
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Leave ``True`` out of ``True and x``."""
        self.generic_visit(node)
        idle = isinstance(node.op, ast.And)
        last = node.values[-1]
        operands = [
            v for v in node.values[:-1] if not (isinstance(v, ast.Constant) and v.value is idle)
        ]
        return ast.BoolOp(node.op, [*operands, last]) if operands else last

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """Write ``rows.get("x", x)`` for ``rows["x"] if "x" in rows else x``."""
        self.generic_visit(node)
        match node:
            case ast.IfExp(
                ast.Compare(ast.Constant(str(name)), [ast.In()], [frame]),
                ast.Subscript(owner, ast.Constant(str(column))),
                ast.Name() as fallback,
            ) if name == column and ast.unparse(frame) == ast.unparse(owner):
                getter = ast.Attribute(owner, "get")
                return ast.Call(getter, [ast.Constant(name), fallback], [])
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Give functions without a lambda around them, and with the variables of a loop."""
        self.generic_visit(node)
        at_once = ast.unparse(node.func) in _AT_ONCE
        node.args = [self._function(a, at_once=at_once) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self._function(keyword.value, at_once=at_once)
        return node

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """Give the functions of columns, beside their names, without a lambda around them."""
        self.generic_visit(node)
        node.elts = [self._function(e, at_once=False) for e in node.elts]
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        """Give named functions without a lambda around them."""
        self.generic_visit(node)
        node.values = [self._function(v, at_once=False) for v in node.values]
        return node

    def _function(self, node: ast.expr, *, at_once: bool) -> ast.expr:
        if not isinstance(node, ast.Lambda):
            return node
        parameters = node.args
        plain = [a.arg for a in parameters.args]
        simple = not (
            parameters.defaults or parameters.vararg or parameters.kwonlyargs or parameters.kwarg
        )
        match node.body:
            case ast.Call(function, arguments, []) if simple and self._is_known(function, plain):
                if [a.id if isinstance(a, ast.Name) else None for a in arguments] == plain:
                    return function
        loop_variables = sorted(set().union(*self._loops) & _read([node.body]) - set(plain))
        # A function that is stored sees the variable as it is when the function is called, as in R.
        if simple and loop_variables and (at_once or plain == ["rows"]):
            parameters.kwonlyargs = [ast.arg(n) for n in loop_variables]
            parameters.kw_defaults = [ast.Name(n) for n in loop_variables]
        return node

    def _is_known(self, function: ast.expr, parameters: list[str]) -> bool:
        match function:
            case ast.Attribute(ast.Name(module), _) if module in MODULES:
                return not allowed.path_of(ast.unparse(function))[1]
            case ast.Name(name) if name not in parameters:
                return name in self._functions & self._known or name in allowed.BUILTINS
        return False

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Write ``def f(x): ...`` for ``f = lambda x: ...``."""
        self.generic_visit(node)
        match node:
            case ast.Assign([ast.Name(name)], ast.Lambda(arguments, body)):
                return _placed(ast.FunctionDef(name, arguments, [ast.Return(body)], []), node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
        """Write a smallest or largest value, and no ``else`` after a jump."""
        self.generic_visit(node)
        match node:
            case ast.If(
                ast.Compare(ast.Name(first), [operator], [bound]),
                [ast.Assign([ast.Name(target)], value)],
                [],
            ) if first == target and ast.dump(bound) == ast.dump(value):
                if (end := _BOTH_ENDS.get(type(operator))) is not None:
                    smallest = ast.Call(ast.Name(end), [ast.Name(first), bound], [])
                    return _placed(ast.Assign([ast.Name(target)], smallest), node)
        if node.orelse and isinstance(node.body[-1], _JUMPS):
            rest, node.orelse = node.orelse, []
            return [node, *rest]
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        """Rewrite the body of a loop, whose variables change from turn to turn."""
        self._loops.append({*_names(node.target), *_bound(node)})
        self.generic_visit(node)
        self._loops.pop()
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        """Rewrite the body of a loop, whose variables change from turn to turn."""
        self._loops.append(set(_bound(node)))
        self.generic_visit(node)
        self._loops.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Return values without storing them, and store no value that nothing reads."""
        outer, self._loops = self._loops, []
        self.generic_visit(node)
        self._loops = outer
        shared = _shared(node)
        _without_unread(node, _read(node.body) | shared)
        node.body = _returned(node.body, shared)
        return node

    def visit_Try(self, node: ast.Try) -> ast.AST:
        """Rewrite the blocks, and name no error that nothing reads."""
        self.generic_visit(node)
        for handler in node.handlers:
            if handler.name is not None and handler.name not in _read(handler.body):
                handler.name = None
        return node


def _placed(statement: ast.stmt, former: ast.stmt) -> ast.stmt:
    """Return a statement with the place in the R script of the statement that it replaces."""
    if hasattr(former, "place"):
        statement.place = former.place  # type: ignore[attr-defined]
    return statement


def _shared(function: ast.FunctionDef) -> set[str]:
    """Return the variables that a function, or one inside it, assigns outside of itself."""
    declared = (n for n in ast.walk(function) if isinstance(n, ast.Global | ast.Nonlocal))
    return {name for declaration in declared for name in declaration.names}


def _returned(body: list[ast.stmt], shared: set[str]) -> list[ast.stmt]:
    """Return a body in which the last value is returned without being stored first."""
    remarks = [s for s in body if isinstance(s, Remark) and s.text]
    match [s for s in body if s in remarks or not isinstance(s, Remark)][-2:]:
        case [ast.Assign([ast.Name(name)], value) as stored, ast.Return(ast.Name(returned_name))]:
            closures = (n for n in ast.walk(value) if isinstance(n, ast.Lambda))
            if name == returned_name and name not in shared and name not in _read(closures):
                return [*body[: body.index(stored)], _placed(ast.Return(value), stored)]
    return body


def _without_unread(function: ast.FunctionDef, read_names: set[str]) -> None:
    """Compute values that nothing reads without storing them."""

    def as_expression(statement: ast.stmt) -> ast.stmt | None:
        match statement:
            case ast.Assign([ast.Name(name)], value) if name not in read_names:
                expression = ast.Expr(value) if isinstance(value, ast.Call) else None
                return expression if expression is None else _placed(expression, statement)
        return statement

    for node in ast.walk(function):
        for block in ("body", "orelse", "finalbody"):
            statements = getattr(node, block, None)
            if not isinstance(statements, list):
                continue
            remaining = [m for m in map(as_expression, statements) if m is not None]
            if not any(not isinstance(m, Remark) for m in remaining) and statements:
                remaining.append(ast.Pass())
            setattr(node, block, remaining if statements else [])

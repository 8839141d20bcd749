"""Translate R functions into definitions of Python functions."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from pybrms_mix.rscript.expressing.copies import copied, filled_in
from pybrms_mix.rscript.expressing.embracing import default_column, embraced_in
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.methods import choosing
from pybrms_mix.rscript.facts.argument_texts import further_parameters, texts_in
from pybrms_mix.rscript.facts.asked_parameters import asked_missing, asked_null, first_choice
from pybrms_mix.rscript.facts.dots_calls import script_name
from pybrms_mix.rscript.facts.dots_variants import DOTS, IN_ORDER
from pybrms_mix.rscript.facts.further_arguments import (
    Dots,
    by_calls,
    selects_by_dots,
    with_dots,
)
from pybrms_mix.rscript.facts.kinds import SCALARS, Kind, Value, one_table
from pybrms_mix.rscript.facts.registry import FUNCTIONS, WORDS
from pybrms_mix.rscript.facts.scope import Scope, Within
from pybrms_mix.rscript.facts.variables import assigned_in, outer_names
from pybrms_mix.rscript.facts.visibility import hides_value, may_be_unseen, returned_print
from pybrms_mix.rscript.statements.column_arguments import values_of_parameters
from pybrms_mix.rscript.statements.leaving import with_ending
from pybrms_mix.rscript.trees.call_arguments import parameter as parameter_of
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.remarks import Remark
from pybrms_mix.rscript.trees.walking import below, only_called
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    For,
    Function,
    If,
    Name,
    Number,
    Part,
    String,
    parts,
)


def definition(
    name: str,
    node: Function,
    scope: Scope,
    within: Within,
    kinds: Mapping[str, Kind] | None = None,
) -> tuple[ast.stmt, Value]:
    """Return the definition of a Python function, and the record of this function.

    A default that uses a variable which changes later is computed at each call. ``kinds`` holds the
    kinds of parameters that the callers of the function are known to pass.
    """
    own_name = script_name(node, scope)
    node, constants = by_calls(node, own_name, scope)
    dots = with_dots(node, own_name, scope)
    params = [p for p in node.parameters if parameter_of(p) != DOTS]
    names = [parameter_of(p) for p in params]
    hidden, unseen = hides_value(node.body, scope), may_be_unseen(node.body, scope)
    node = replace(node, body=choosing(_valued(with_ending(node.body, scope), scope), names, dots))
    embraced = embraced_in(node) & set(names)
    kinds = {**(kinds or {}), **dict.fromkeys(only_called(node.body, names), Kind.FUNCTION)}
    parameter_values = values_of_parameters(node, names, kinds, scope)
    inner = scope.function({**parameter_values, **dots.known})
    inner.dots, inner.constants = dots if dots.given else None, constants
    inner.known["Recall"] = Value(ast.Name(name), Kind.FUNCTION, parameters=tuple(names))
    flags = _asked_flags(node, names, scope, inner)
    inner.choices = {p.name: p.value for p in params if p.name is not None and p.value is not None}
    texts = texts_in(node, {n: scope.names[n] for n in names})
    inner.texts = {n: ast.Name(t.python) for n, t in texts.items()}
    outside = outer_names(node.body)
    inner.around = scope.around | {*names, *(assigned_in(node.body) - outside)}
    defaults, late = _defaults(node, params, scope, inner)
    # R functions modify copies of their arguments.
    filled = sorted(filled_in(node.body) & set(names))
    copies: list[ast.stmt] = [
        ast.Assign([ast.Name(scope.names[n])], copied(inner.known[n])) for n in filled
    ]
    _refuse_outer(node, names, scope)
    body = returning(_begun(node.body, within(node.body, inner), late), inner)
    # A value has no effect, and a string as the first statement would be a docstring.
    body = [s for s in body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    body = [*_outer(outside, names, node, scope), *_flagged(flags, scope), *copies, *body]
    if inner.last is Kind.LOOK and not inner.returns and all(isinstance(s, Remark) for s in body):
        inner.returns.append(Kind.LOOK)  # a theme of ggplot2, which a picture leaves out
    return_kinds = set(inner.returns)
    result = return_kinds.pop() if len(return_kinds) == 1 else Kind.UNKNOWN
    of = Value(ast.Name(name), Kind.FUNCTION, result=result,
               parameters=(*names, *dots.names), free=dots.keyword is not None,
               places=dots.places is not None, by_name=_after_dots(node),
               ignores_more=_ignores_more(node, dots),
               hidden=hidden, may_be_unseen=unseen, returns_variable=_returns_variable(body),
               embraced=embraced | ({DOTS} if selects_by_dots(node.body) else set()),
               texts=texts)  # fmt: skip
    arguments = _arguments(names, defaults, dots, of, scope)
    return ast.FunctionDef(name, arguments, body or [ast.Pass()], []), of


def _ignores_more(node: Function, dots: Dots) -> bool:
    """Return whether a function has ``...``, but no part of it reads these arguments."""
    has_dots = any(parameter_of(p) == DOTS for p in node.parameters)
    reads = any(isinstance(p, Name) and p.text.startswith(IN_ORDER) for p in below(node.body))
    return has_dots and not reads and not dots.given and not dots.names and dots.keyword is None


def _returns_variable(body: list[ast.stmt]) -> bool:
    """Return whether a function may return a value that it did not make itself."""
    nodes = [n for statement in body for n in ast.walk(statement)]
    assignments = (n for n in nodes if isinstance(n, ast.Assign))
    new = {t.id for n in assignments if not isinstance(n.value, ast.Name)
           for t in n.targets if isinstance(t, ast.Name)}  # fmt: skip
    returned = (n.value for n in nodes if isinstance(n, ast.Return))
    return any(isinstance(v, ast.Name) and v.id not in new for v in returned)


def _asked_flags(node: Function, names: list[str], scope: Scope, inner: Scope) -> dict[str, str]:
    """Return the variables that note which parameters with a default are missing."""
    tested_names = asked_missing(node) & set(names)
    optional = [parameter_of(p) for p in node.parameters if p.name is not None]
    flags = {n: scope.fresh(f"no_{scope.names[n]}") for n in optional if n in tested_names}
    inner.tested_for_missing = {
        n: ast.Name(flags[n]) if n in flags else None for n in names if n in tested_names
    }
    return flags


def _flagged(flags: Mapping[str, str], scope: Scope) -> list[ast.stmt]:
    """Return the statements that note which parameters with a default are missing."""
    absent = ast.Attribute(ast.Name("r"), "NOT_GIVEN")
    return [ast.Assign([ast.Name(f)], ast.Compare(ast.Name(scope.names[n]), [ast.Is()], [absent]))
            for n, f in flags.items()]  # fmt: skip


@dataclass(frozen=True)
class _Late:
    """The default of a parameter that is computed at each call."""

    name: str
    default: Part
    statement: ast.stmt


def _begun(body: Part, python_body: list[ast.stmt], late: list[_Late]) -> list[ast.stmt]:
    """Return a body in which each default is computed where R computes it.

    R computes a default when the parameter is first read. The first statement of the body is early
    enough unless a statement before the first reader changes what the default reads.

    Raises
    ------
    NotPorted
        If the reader itself changes it, so that no place between statements is right.
    """
    statements = body.statements if isinstance(body, Block) else (body,)
    first: list[ast.stmt] = []
    for default in late:
        default_names = {p.text for p in below(default.default) if isinstance(p, Name)}
        at = next((n for n, s in enumerate(statements) if _reads(s, {default.name})), 0)
        changed = [bool(assigned_in(s) & default_names) for s in statements[: at + 1]]
        if changed[-1] and not isinstance(statements[at], Assign):
            raise NotPorted(f"it is not known when the default of '{default.name}' is computed",
                            default.default.span)  # fmt: skip
        if not any(changed[:-1]):
            first.append(default.statement)
            continue
        start = getattr(statements[at].span, "start", 0)
        places = [getattr(getattr(s, "place", None), "start", -1) for s in python_body]
        python_body.insert(next(n for n, p in enumerate(places) if p >= start), default.statement)
    return [*first, *python_body]


def _valued(body: Part, scope: Scope) -> Part:
    """Return a body whose last statement ``d$x <- v`` is followed by v, its value."""
    match body:
        case Block(statements) if statements:
            last = _valued(statements[-1], scope)
            inner = last.statements if isinstance(last, Block) else (last,)
            return replace(body, statements=(*statements[:-1], *inner))
        case If(_, then, otherwise):
            else_branch = None if otherwise is None else _valued(otherwise, scope)
            return replace(body, then=_valued(then, scope), otherwise=else_branch)
        case Assign(target, assigned) if not isinstance(target, Name | String):
            if isinstance(assigned, Number | String):
                return Block((body, assigned), body.span)
            scope.names.setdefault(_ASSIGNED, scope.fresh("assigned"))
            variable = Name(_ASSIGNED, assigned.span)
            first = Assign(variable, assigned, span=body.span)
            return Block((first, replace(body, value=variable), variable), body.span)
    return body


# No variable of R has this name.
_ASSIGNED = "value of the last assignment"


def _outer(outside: set[str], names: list[str], node: Function, scope: Scope) -> list[ast.stmt]:
    """Return the statements that declare the variables that ``<<-`` assigns."""
    both = outside & {*names, *assigned_in(node.body, outer=False)}
    if both:
        message = f"'{min(both)}' is a variable of the function and one outside"
        raise NotPorted(message, node.span)
    inner = sorted(scope.names[n] for n in outside & scope.around)
    global_names = sorted(scope.names[n] for n in outside - scope.around)
    declarations: list[ast.stmt] = [ast.Nonlocal(inner)] if inner else []
    return [*declarations, ast.Global(global_names)] if global_names else declarations


def _after_dots(node: Function) -> tuple[str, ...]:
    """Return the parameters after ``...``, which are given by their names only."""
    names = [parameter_of(p) for p in node.parameters]
    after = names[names.index(DOTS) + 1 :] if DOTS in names else []
    return tuple(n for n in after if not n.startswith(IN_ORDER))


def _arguments(
    names: list[str], defaults: dict[str, ast.expr], dots: Dots, of: Value, scope: Scope
) -> ast.arguments:  # fmt: skip
    by_name = of.by_name
    texts, texts_given = further_parameters(of.texts)
    more = None if dots.keyword is None else ast.arg(dots.keyword)
    rest = None if dots.places is None else ast.arg(dots.places)
    placed = [n for n in names if n not in by_name]
    keyword_names = [*by_name, *dots.names]
    spelt = [ast.arg(n) for n in (*(scope.names[n] for n in by_name), *dots.spelt)] + texts
    optional = [defaults[n] for n in placed if n in defaults]
    positional = [ast.arg(scope.names[n]) for n in placed]
    keyword_defaults = [*(defaults.get(n) for n in keyword_names), *texts_given]
    return ast.arguments([], positional, rest, spelt, keyword_defaults, more, optional)


def _defaults(
    node: Function, parameters: list[Argument], scope: Scope, inner: Scope
) -> tuple[dict[str, ast.expr], list[_Late]]:
    """Return the defaults of parameters, and the statements that compute the others per call."""
    names = {parameter_of(p) for p in parameters} | assigned_in(node.body)
    tested_names = asked_missing(node)
    embraced = embraced_in(node) - tested_names
    defaults: dict[str, ast.expr] = {}
    by_name = _after_dots(node)
    late: list[_Late] = []
    for parameter in parameters:
        name = parameter_of(parameter)
        if parameter.name is None or parameter.value is None:
            if name in tested_names:
                defaults[name] = constant(None)
            elif defaults and name not in by_name:
                defaults[name] = ast.Attribute(ast.Name("r"), "NOT_GIVEN")
                asks = ast.Expr(call("r.given", ast.Name(scope.names[name]), constant(name)))
                late.append(_Late(name, Name("NULL"), asks))
            continue
        default = first_choice(parameter.value, name, node)
        column = default_column(default, inner, value) if name in embraced else None
        if column is not None:
            defaults[name] = column
            continue
        dependent = _reads(default, names) or _reads(default, scope.changed)
        default_value = _default(default, inner if dependent else scope)
        if name in tested_names:
            absent = ast.Attribute(ast.Name("r"), "NOT_GIVEN")
            target = ast.Name(scope.names[name])
            defaults[name] = absent
            test = ast.Compare(target, [ast.Is()], [absent])
            filled = ast.If(test, [ast.Assign([target], default_value.node)], [])
            late.append(_Late(name, default, filled))
            continue
        # A value that calls make is made in each call, unless None has a meaning of its own.
        if dependent or (_calls(default_value.node) and not asked_null(node, name)):
            target = ast.Name(scope.names[name])
            defaults[name] = constant(None)
            test = ast.Compare(target, [ast.Is()], [constant(None)])
            computed = ast.If(test, [ast.Assign([target], default_value.node)], [])
            late.append(_Late(name, default, computed))
        else:
            defaults[name] = default_value.node
            if isinstance(default, Name) and default.text in WORDS and name in WORDS:
                inner.known[name] = Value(ast.Name(scope.names[name]), Kind.FUNCTION)
            if default_value.kind in SCALARS and default_value.kind is not Kind.NUMBER:
                inner.known[name] = Value(ast.Name(scope.names[name]), default_value.kind)
    return defaults, late


def _default(part: Part, scope: Scope) -> Value:
    """Return a default; the name of a function of R stands for the function: ``fn = mean``."""
    if isinstance(part, Name) and part.text in WORDS and part.text not in scope.names:
        return Value(FUNCTIONS[0](part, scope))
    return value(part, scope)


def _calls(node: ast.expr) -> bool:
    return any(isinstance(n, ast.Call) for n in ast.walk(node))


def _refuse_outer(node: Function, names: list[str], scope: Scope) -> None:
    """Refuse a body that reads an outer variable and then assigns a local one of the same name.

    In Python a name that a function assigns is local from the first line on.
    """
    local_names = assigned_in(node.body) - set(names) - outer_names(node.body)
    for name in local_names & set(scope.known):
        if _read_first(node.body, name):
            raise NotPorted(
                f"'{name}' is first a variable outside the function, and later a variable "
                "of the function",
                node.span,
            )


def _read_first(node: Part, name: str) -> bool:
    """Return whether a body may read a variable before it assigns the variable."""
    for part in _in_order(node):
        match part:
            case Assign(Name(text), _) if text == name:
                return False
            case Name(text) if text == name:
                return True
    return False


def _in_order(node: Part) -> list[Part]:
    """Return the parts of a body in order of evaluation: an assigned value before its variable."""
    match node:
        case Assign(Name(), Function() as source):
            return [node, *_in_order(source)]  # the body is evaluated in a call
        case Assign(Name(), source):
            return [*_in_order(source), node]
        case Assign(target, source):
            return [*_in_order(source), *_in_order(target)]
        case For(variable, values, body):
            assigned = Assign(variable, values)
            return [*_in_order(values), assigned, *_in_order(body)]
    return [node, *(p for part in parts(node) for p in _in_order(part))]


def _reads(node: Part | None, names: set[str]) -> bool:
    if isinstance(node, Name):
        return node.text in names
    return node is not None and any(_reads(p, names) for p in parts(node))


def returning(body: list[ast.stmt], scope: Scope) -> list[ast.stmt]:
    """Return the body of a function with a ``return`` of its last value, as in R."""
    for at in reversed(range(len(body))):
        last = body[at]
        match last:
            case Remark():
                continue
            case ast.Expr(expression):
                # The branches of a condition differ, and the last one may not be this one.
                kind = getattr(last, "kind", scope.last)
                body[at] = ast.Return(returned_print(one_table(expression, kind)))
                scope.returns.append(kind)
            case ast.Assign([target], _):
                # Another node than the target, since a node that is stored is not read.
                body.insert(at + 1, ast.Return(deepcopy(target)))
                scope.returns.append(getattr(last, "kind", scope.last))
            case ast.If(_, then, otherwise):
                last.body = returning(then, scope)
                last.orelse = returning(otherwise, scope) if otherwise else []
            case ast.FunctionDef(name):
                body.insert(at + 1, ast.Return(ast.Name(name)))
                scope.returns.append(Kind.FUNCTION)
            case ast.With(_, inner):
                last.body = returning(inner, scope)
            case ast.Try(inner, handlers):
                last.body = returning(inner, scope)
                for handler in handlers:
                    handler.body = returning(handler.body, scope)
        break
    return body

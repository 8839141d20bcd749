"""Translate assignments to variables and to parts of variables."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from pybrms_mix.rscript.expressing.copies import copied, stored
from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.expressing.methods import with_class_of
from pybrms_mix.rscript.expressing.subsets import positioned
from pybrms_mix.rscript.facts.index_kinds import is_list
from pybrms_mix.rscript.facts.kinds import SCALARS, Kind, Value, one_table
from pybrms_mix.rscript.facts.lengths import size_of
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import calls_in
from pybrms_mix.rscript.statements.attribute_targets import (
    attribute_of,
    plain_target,
    without_effect,
)
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.python import call, constant, item, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.random_numbers import draws
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
)


def assigned(node: Assign, scope: Scope) -> list[ast.stmt]:
    """Translate an assignment.

    Raises:
        NotPorted: if the target has no translation.
    """
    match node.value:
        case Assign() as inner if not isinstance(inner.target, Name):
            return _through_part(node, inner, scope)
        case Assign() as inner:
            # A chained assignment: a <- b <- 1
            before = assigned(inner, scope)
            assert isinstance(inner.target, Node.__args__)
            return [*before, *_to(node.target, value(inner.target, scope), scope, node)]
    if (dropped := without_effect(node, scope)) is not None:
        scope.notes.append(f"without {dropped}: nothing in the script depends on it")
        return []
    new_value = value(node.value, scope)
    if not isinstance(node.target, Name):
        new_value = stored(new_value, node.value, scope)
    if not isinstance(node.target, Name) and _draws(node.target) and _draws(node.value):
        # R draws the numbers of the value before those of the places.
        first: ast.stmt = ast.Assign([ast.Name("drawn_first")], new_value.node)
        return [
            first,
            *_to(node.target, replace(new_value, node=ast.Name("drawn_first")), scope, node),
        ]
    return _to(node.target, new_value, scope, node)


def _through_part(node: Assign, inner: Assign, scope: Scope) -> list[ast.stmt]:
    """Translate ``x <- diag(m) <- 0``: ``x`` is 0, whatever the diagonal holds afterwards."""
    if isinstance(inner.value, Assign):
        raise NotPorted("assign the parts one after the other here", node.span)
    new_value = value(inner.value, scope)
    statements: list[ast.stmt] = []
    if not isinstance(new_value.node, ast.Constant | ast.Name):
        statements = [ast.Assign([ast.Name("given")], new_value.node)]
        new_value = replace(new_value, node=ast.Name("given"))
    return [
        *statements,
        *_to(inner.target, new_value, scope, inner),
        *_to(node.target, new_value, scope, inner),
    ]


def _draws(node: Part) -> bool:
    """Return whether a part of a script draws random numbers."""
    return any(isinstance(p, Call) and draws(p) for p in below(node))


def _to(target: Part, new_value: Value, scope: Scope, node: Assign) -> list[ast.stmt]:
    match target:
        case Name(text) | String(text):
            scope.define(text, new_value)
            scope.lists.pop(text, None)
            fixed = text not in scope.changed and text not in scope.filled and not scope.local
            if called(node.value) in ("list", "as.list") and fixed:
                scope.lists[text] = node.value
            scope.last = new_value.kind
            is_filled = text in scope.filled and new_value.kind is not Kind.PRIORS
            plain_node = one_table(new_value.node, new_value.kind)
            value_node = _doubles(new_value) if is_filled else plain_node
            of = node.value.text if isinstance(node.value, Name) else text
            if new_value.tabled and of != text and {text, of} & scope.filled:
                message = (
                    "both names are the same data.table in R: write copy() for a table of its own"
                )
                raise NotPorted(message, node.span)
            shares = _is_part(value_node, text, scope) or _is_variable(node.value, scope)
            if new_value.node is value_node and shares:
                value_node = copied(new_value)
            assignment = ast.Assign([ast.Name(scope.names[text])], value_node)
            assignment.kind = new_value.kind  # type: ignore[attr-defined]
            return [assignment]
    if isinstance(target, Infix) and isinstance(target.left, Name) and target.op == "$":
        owner = value(target.left, scope)
        plain = new_value.kind in SCALARS or new_value.kind in (Kind.VECTOR, Kind.MASK, Kind.TEXTS)
        # a vector whose elements the script lists may be shorter than the column, and is recycled
        plain = plain and (new_value.kind in SCALARS or size_of(new_value) is None)
        plain = plain or (called(node.value) == "scale" and "scale" not in scope.known)
        is_own_column = new_value.kind is Kind.SERIES and _is_of(new_value.node, owner.node)
        own_contrasts = getattr(target.right, "text", "") in scope.contrasted
        is_special = own_contrasts or _keeps_scaling(node, scope)
        if owner.kind is Kind.FRAME and (plain or is_own_column) and not is_special:
            return [_column(owner, target.right, new_value, scope, target.left)]
    if isinstance(target, Index) and _of_priors(target, scope):
        statement = _element(target, target.base, target.arguments, new_value, scope)
        if statement is not None:
            return [statement]
    return _replaced(target, new_value, scope, node)


def _keeps_scaling(node: Assign, scope: Scope) -> bool:
    """Return whether a value is scaled, and the script asks somewhere by which numbers."""
    readers = ("attr", "attributes")
    return called(node.value) == "scale" and any(
        called(c) in readers for s in scope.script for c in calls_in(s)
    )


def _is_of(node: ast.expr, frame: ast.expr) -> bool:
    """Return whether all columns in an expression belong to one data frame."""
    frames = [n.value for n in ast.walk(node) if isinstance(n, ast.Subscript)]
    return bool(frames) and all(ast.dump(h) == ast.dump(frame) for h in frames)


def _of_priors(target: Index, scope: Scope) -> bool:
    """Return whether a target is a row in a table of priors: ``p$prior[1]``."""
    base = target.base
    inner = base.left if isinstance(base, Infix) and base.op == "$" else base
    return isinstance(inner, Name) and value(inner, scope).kind is Kind.PRIORS


def _replaced(target: Part, new_value: Value, scope: Scope, node: Assign) -> list[ast.stmt]:
    """Return ``x = r.with_subset(x, i, to=...)``, which follows R's rules for ``x[i] <- value``."""
    while not isinstance(target, Name):
        inner, new_value = _changed(target, new_value, scope)
        target = inner
    if target.text not in scope.names:
        raise NotPorted(f"the script does not define '{target.text}'", node.span)
    scope.define(target.text, new_value)
    scope.last = new_value.kind
    return [ast.Assign([ast.Name(scope.names[target.text])], new_value.node)]


_SETTERS = {
    "names": "with_names", "colnames": "with_column_names", "rownames": "with_row_names",
    "row.names": "with_row_names", "levels": "with_levels", "contrasts": "with_contrasts",
    "is.na": "with_missing", "diag": "with_diagonal", "dimnames": "with_axis_names",
    "substr": "with_substring", "substring": "with_substring",
    "str_sub": "with_string_part", "storage.mode": "with_mode", "mode": "with_mode",
}  # fmt: skip
# Kinds of values that keep their kind when a named part changes.
_NAMED = (Kind.FRAME, Kind.RECORD, Kind.GROUPED, Kind.PRIORS)
# The kinds that a value keeps when a part of it is assigned.
_KEPT = frozenset({Kind.FRAME, Kind.TABLE, Kind.RECORD, Kind.MATRIX, Kind.LABELLED, Kind.PRIORS})
# Targets whose call holds places: ``substr(x, 1, 1) <- "a"``.
_PLACED = {"substr": "start, stop", "substring": "first, last", "str_sub": "start, end"}
# The names of these places in Python.
_PLACES = {"first": "start", "last": "stop"}


def _is_list_element(
    owner: Value, arguments: Sequence[Argument], new_value: Value, scope: Scope
) -> bool:
    """Return whether ``l[2] <- 1`` changes one element of a list, which keeps its own type."""
    if owner.kind is not Kind.LIST or new_value.kind not in SCALARS or len(arguments) != 1:
        return False
    place = arguments[0].value
    return place is not None and value(place, scope).kind is Kind.NUMBER


def _kind_after(
    owner: Value, arguments: Sequence[Argument], new_value: Value, *, double: bool
) -> Kind:
    """Return the kind of a value after the assignment of a part of it."""
    if owner.kind is Kind.VECTOR and new_value.kind in (Kind.NUMBER, Kind.VECTOR) and not double:
        return Kind.VECTOR
    if owner.kind is Kind.RECORD and not _has_name(arguments):
        return Kind.UNKNOWN  # an element that is new at a place has no name
    return owner.kind if owner.kind in _KEPT else Kind.UNKNOWN


def _has_name(arguments: Sequence[Argument]) -> bool:
    """Return whether the place of an element is a name in the script: ``l[["b"]]``."""
    return len(arguments) == 1 and isinstance(arguments[0].value, String)


def _changed(target: Part, new_value: Value, scope: Scope) -> tuple[Part, Value]:
    """Return the variable that contains a target, and its value after the assignment."""
    match target:
        case Infix(owner, "$", label):
            owner_value = value(owner, scope)
            _refuse_fixed(owner_value, target)
            name = constant(getattr(label, "text", ""))
            changed = call("r.with_part", owner_value.node, name, new_value.node)
            column_names = owner_value.columns
            if column_names is not None and getattr(label, "text", "") not in column_names:
                column_names = (*column_names, getattr(label, "text", ""))
            listed = owner_value.kind if owner_value.kind in _NAMED else Kind.UNKNOWN
            columns = _unless_removed(column_names, new_value)
            return owner, Value(
                changed, listed, columns, owner_value.groups, plain=owner_value.plain
            )
        case Index(base, arguments, double):
            owner_value = value(base, scope)
            _refuse_fixed(owner_value, target)
            places = [constant(...) if a.value is None else value(a.value, scope).node
                      for a in arguments if a.name != "drop"]  # fmt: skip
            of_element = double or _is_list_element(owner_value, arguments, new_value, scope)
            function = "r.with_element" if of_element else "r.with_subset"
            cells = _columns_of_list(owner_value, new_value, double)
            changed = call(function, owner_value.node, *places, to=cells)
            kind = _kind_after(owner_value, arguments, new_value, double=double)
            return base, Value(changed, kind, plain=owner_value.plain)
        case Call(Name("dim"), (Argument(None, inner),)) if inner is not None:
            return inner, Value(call("r.array", value(inner, scope).node, new_value.node))
        case Call(Name("attributes"), (Argument(None, inner),)) if inner is not None and (
            new_value.kind is Kind.NONE):  # fmt: skip
            return inner, Value(call("r.without_attributes", value(inner, scope).node))
        case Call(Name("attr"), _) if (plain := plain_target(target)) is not target:
            return _changed(plain, new_value, scope)
        case Call(Name("attr"), (_, _)):
            return attribute_of(target, new_value, scope)
        case Call(Name("class" | "oldClass"), (Argument(None, inner),)) if inner is not None:
            return inner, with_class_of(value(inner, scope), new_value, target, scope)
        case Call(Name("contrasts"), (Argument(None, Infix(owner, "$", label)),)):
            owner_value = value(owner, scope)
            _refuse_fixed(owner_value, target)
            name = constant(getattr(label, "text", ""))
            scope.contrasted.add(getattr(label, "text", ""))
            changed = call("r.with_column_contrasts", owner_value.node, name, new_value.node)
            return owner, Value(changed, Kind.FRAME, owner_value.columns)
        case Call(_, (Argument(None, inner), *rest)) if called(target) in _SETTERS and inner:
            return inner, _set(target, value(inner, scope), rest, new_value, scope)
    raise NotPorted(
        "an assignment to this target has no counterpart in Python", getattr(target, "span", None)
    )


def _set(
    target: Call, owner_value: Value, rest: list[Argument], new_value: Value, scope: Scope
) -> Value:
    """Return a value after ``names(x) <- given`` and similar assignments."""
    _refuse_fixed(owner_value, target)
    setter = called(target) or ""
    if rest and setter not in _PLACED:
        raise NotPorted("an assignment to this target has no counterpart in Python", target.span)
    if setter in _PLACED:
        places = {
            _PLACES.get(n, n): value(p, scope).node
            for n, p in matched(rest, _PLACED[setter]).named.items()
        }
        options = {**places, "to": new_value.node}
        return Value(call(f"r.{_SETTERS[setter]}", owner_value.node, **options))
    part = target.arguments[0].value
    of_list = setter == "names" and is_list(part, owner_value, scope)
    options = {"of_list": constant(True)} if of_list else {}
    changed = call(f"r.{_SETTERS[setter]}", owner_value.node, new_value.node, **options)
    return Value(changed, Kind.FRAME if owner_value.kind is Kind.FRAME else Kind.UNKNOWN)


def _unless_removed(columns: tuple[str, ...] | None, new_value: Value) -> tuple[str, ...] | None:
    """Return the known columns; None if a column was removed."""
    return None if new_value.kind is Kind.NONE else columns


def _columns_of_list(owner: Value, new_value: Value, double: bool) -> ast.expr:
    """Return the columns that ``d[i] <- list(x, y)`` assigns, one for each element of the list.

    A list in Python does not tell ``list(1, 2)`` from ``c(1, 2)``, whose values fill one column
    after the other.
    """
    match new_value:
        case Value(ast.List(elements), Kind.LIST) if owner.kind is Kind.FRAME and not double:
            return record({str(n): e for n, e in enumerate(elements, 1)})
    return new_value.node


def _refuse_fixed(owner_value: Value, target: Part) -> None:
    """Refuse to assign a part of a value whose replacement function in R is not ported."""
    if owner_value.kind in (Kind.FIT, Kind.MODEL, Kind.CUBE, Kind.FUNCTION):
        raise NotPorted(
            "an assignment to this part is not available here", getattr(target, "span", None)
        )


def _is_part(node: ast.expr, target: str, scope: Scope) -> bool:
    """Return whether a value shares memory with a variable whose parts are assigned.

    R copies values on assignment. Python does not, so a change would show in both variables.
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


def _is_variable(part: Part, scope: Scope) -> bool:
    """Return whether a call may return a variable itself, in a script that changes parts of one."""
    if not isinstance(part, Call) or not scope.filled:
        return False
    function = scope.known.get(called(part) or "")
    return called(part) == "local" if function is None else function.returns_variable


def _doubles(new_value: Value) -> ast.expr:
    """Return a vector as floats, since R stores later elements as doubles."""
    if new_value.kind is not Kind.VECTOR:
        return new_value.node
    match new_value.node:
        case ast.Call(ast.Attribute(ast.Name("np"), "zeros")):
            return new_value.node
        case ast.Call(function, [ast.List(items)], []) if all(map(_is_number, items)):
            floats = [constant(float(ast.literal_eval(i))) for i in items]
            return ast.Call(function, [ast.List(floats)], [])
    return ast.Call(ast.Attribute(new_value.node, "astype"), [ast.Name("float")], [])


def _is_number(node: ast.expr) -> bool:
    match node:
        case ast.Constant(int() | float()) | ast.UnaryOp(ast.USub(), ast.Constant(int() | float())):
            return True
    return False


def _column(owner: Value, label: Node, new_value: Value, scope: Scope, where: Node) -> ast.stmt:
    if owner.kind not in (Kind.FRAME, Kind.RECORD, Kind.UNKNOWN):
        raise NotPorted(
            f"an assignment to '${getattr(label, 'text', '')}' is not available here", label.span
        )
    name = getattr(label, "text", "")
    if new_value.kind is Kind.NONE:
        return ast.Delete([item(owner.node, constant(name))])
    if owner.kind is Kind.FRAME and owner.columns is not None and isinstance(where, Name):
        columns = owner.columns if name in owner.columns else (*owner.columns, name)
        scope.known[where.text] = replace(owner, columns=columns)
    return ast.Assign([item(owner.node, constant(name))], new_value.node)


def _element(
    target: Index, base: Node, arguments: tuple[Argument, ...], new_value: Value, scope: Scope
) -> ast.stmt | None:
    """Return the assignment of priors in a table: ``p.prior[0] = ...``, or of several rows.

    There is no such statement for cells of other columns.
    """
    label = base.right if isinstance(base, Infix) and base.op == "$" else None
    places = [a.value for a in arguments]
    if label is None and len(places) == 2:
        label = places.pop()
    owner = base.left if isinstance(base, Infix) else base
    at = places[0] if len(places) == 1 else None
    if at is None or getattr(label, "text", "") != "prior" or not isinstance(owner, Name):
        return None
    table, rows = value(owner, scope), value(at, scope)
    if rows.kind is Kind.NUMBER and isinstance(base, Infix):
        column = Value(ast.Attribute(table.node, "prior"), Kind.LIST)
        return ast.Assign([positioned(column, rows, target).node], new_value.node)
    updated = call("r.with_priors", table.node, rows.node, to=new_value.node)
    return ast.Assign([ast.Name(scope.names[owner.text])], updated)

"""Translate ``dt[i, j, by]`` of data.table, whose parts name columns of the table."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.literals import flagged
from pybrms_mix.rscript.python import (
    call,
    columns_given,
    constant,
    function,
    item,
    listed,
    py,
    record,
)
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.table_parts import as_double, named_columns_of, unfolded
from pybrms_mix.rscript.table_values import assigns, yields_table
from pybrms_mix.rscript.walking import below
from pybrms_mix.syntax.nodes import (
    Argument,
    Block,
    Call,
    Index,
    Infix,
    Name,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

Read: TypeAlias = Callable[[Part, Scope], Value]
Plain: TypeAlias = "Callable[[Value, Sequence[Argument], Scope, Index, Read], Value]"
Named: TypeAlias = "dict[str, Part | None]"
# The names that data.table defines inside ``dt[...]``.
SYMBOLS = frozenset({".N", ".SD", ".I", ".GRP", ".BY"})
_NAMED = frozenset({"by", "keyby", ".SDcols", "on", "with", "nomatch", "mult", "roll", "drop"})
_OWN = frozenset({"by", "keyby", ".SDcols", "on", "nomatch"})
_LISTS = frozenset({".", "list"})


def symbol(text: str, frame: ast.expr) -> Value:
    """Return one of data.table's symbols, such as ``.N``, the number of rows."""
    if text == ".N":
        return Value(call("len", frame), Kind.NUMBER, whole=True)
    held = item(frame, constant(text))
    if text == ".SD":
        return Value(held, Kind.FRAME, tabled=True)
    kind = {".I": Kind.VECTOR, ".GRP": Kind.NUMBER}.get(text, Kind.RECORD)
    return Value(held, kind)


def indexed_rows(owner: Value, node: Index, scope: Scope, read: Read, plain: Plain) -> Value:
    """Translate an index: of a data.table by its own rules, of other values by ``plain``."""
    maybe = owner.kind in (Kind.FRAME, Kind.TABLE, Kind.UNKNOWN) and not node.double
    if maybe and (is_table(owner, scope) or _asks(node)):
        return _Query(owner, node, scope, read).value()
    try:
        return plain(owner, node.arguments, scope, node, read)
    except NotPorted:
        if maybe and scope.tables and _single(node):
            return _Query(owner, node, scope, read).value()
        raise


def is_table(owner: Value, scope: Scope) -> bool:
    """Return whether a value is known to be a data.table."""
    return owner.tabled or yields_table(owner.node, scope.table_names())


def _asks(node: Index) -> bool:
    """Return whether an index has a part that only a data.table takes."""
    for argument in node.arguments:
        if argument.name in _OWN or assigns(argument.value):
            return True
        if argument.value is not None and called(argument.value) == ".":
            return True
        if argument.value is not None and any(
            isinstance(p, Name) and (p.text in SYMBOLS or _is_outside(p.text))
            for p in below(argument.value)
        ):  # fmt: skip
            return True
    return False


def _is_outside(name: str) -> bool:
    """Return whether a name is that of a variable outside of the table: ``..columns``."""
    return name.startswith("..") and name[2:3].isalpha()


def _single(node: Index) -> bool:
    """Return whether an index is a condition on rows: ``d[x > 1]`` or ``d[x > 1, ]``."""
    values = [a.value for a in node.arguments]
    return bool(values) and isinstance(values[0], Infix | Prefix | Call) and (
        len(values) == 1 or values[1:] == [None])  # fmt: skip


@dataclass
class _Query:
    """One ``dt[i, j, by]``."""

    owner: Value
    node: Index
    scope: Scope
    read: Read

    def value(self) -> Value:
        """Return the translated query."""
        free = [a for a in self.node.arguments if a.name in (None, "i", "j")]
        named: Named = {a.name: a.value for a in self.node.arguments
                        if a.name is not None and a.name not in ("i", "j")}  # fmt: skip
        unknown = [n for n in named if n not in _NAMED or n in ("mult", "roll")]
        if unknown or len(free) > 3:
            told = unknown[0] if unknown else "at the fourth place"
            raise NotPorted(f"dt[...] has no argument {told} here", self.node.span)
        places = [a.value for a in free if a.name is None]
        i = next((a.value for a in free if a.name == "i"), places[0] if places else None)
        j = next((a.value for a in free if a.name == "j"), places[1] if len(places) > 1 else None)
        if len(places) > 2:
            named["by"] = places[2]
        if named.get("on") is not None:
            return self._joined(i, j, named)
        rows = self._rows(i)
        if j is None:
            if "by" in named or "keyby" in named:
                raise NotPorted("groups need an expression: dt[, .N, by = g]", self.node.span)
            found = self.owner.node if rows is None else call("r.table_rows", self.owner.node, rows)
            return Value(found, Kind.FRAME, tabled=True)
        return self._of(j, rows, named)

    # The rows.

    def _rows(self, i: Part | None) -> ast.expr | None:
        if i is None:
            return None
        if isinstance(i, String) or (called(i) == "c" and self._strings(i)):
            raise NotPorted("rows by a key are not available here: use dt[id == 'a']", i.span)
        if called(i) == "order" and isinstance(i, Call):
            return self._order(i)
        if isinstance(i, Name) and i.text not in SYMBOLS:
            # data.table looks a bare name up outside of the table
            known = self.scope.known.get(i.text)
            if known is None:
                raise NotPorted(f"'{i.text}' is no variable; a column needs parentheses", i.span)
            if is_table(known, self.scope) or known.kind is Kind.FRAME:
                raise NotPorted("a join needs its columns: on =", i.span)
            return known.node
        return self._spoken(i)

    def _order(self, i: Call) -> ast.expr:
        keys: list[ast.expr] = []
        down: list[bool] = []
        flags = {}
        all_down = False
        for argument in i.arguments:
            part = argument.value
            if argument.name == "decreasing":
                all_down = flagged(part)
            elif argument.name == "na.last":
                flags["na_last"] = constant(flagged(part))
            elif argument.name is None and part is not None:
                less = isinstance(part, Prefix) and part.op == "-"
                down.append(less)
                inner = part.operand if isinstance(part, Prefix) and less else part
                keys.append(self._masked(inner).node)
            else:
                raise NotPorted(f"order() has no argument {argument.name} here", i.span)
        turned = [d != all_down for d in down]
        if any(turned):
            flags["down"] = listed([constant(d) for d in turned])
        return function(["rows"], call("r.table_order", *keys, **flags))

    def _masked(self, part: Part) -> Value:
        return self.read(part, self.scope.within(Mask(ast.Name("rows"), tabled=True)))

    def _spoken(self, part: Part) -> ast.expr:
        return function(["rows"], self._masked(part).node)

    # The columns.

    def _of(self, j: Part, rows: ast.expr | None, named: Named) -> Value:
        flags = {} if rows is None else {"rows": rows}
        j = unfolded(j) if isinstance(j, Block) else j
        if assigns(j):
            return self._assigned(j, flags | self._groups(named))
        plain = self._columns(j, named)
        if plain is not None:
            made = call("r.table_columns", self.owner.node, *plain, **flags)
            return Value(made, Kind.FRAME, tabled=True)
        grouped = self._groups(named)
        if not grouped and rows is None and isinstance(j, Name):
            return self._column(j)
        cells, table = self._cells(j, grouped="by" in grouped)
        made = call("r.table_of", self.owner.node, function(["rows"], cells), **flags, **grouped)
        if table or "by" in grouped:
            return Value(made, Kind.FRAME, tabled=True)
        return Value(made, Kind.NUMBER if j == Name(".N") else Kind.UNKNOWN)

    def _column(self, j: Name) -> Value:
        if j.text == ".N":
            return Value(call("len", self.owner.node), Kind.NUMBER, whole=True)
        if j.text in SYMBOLS:
            return Value(call("r.table_of", self.owner.node, self._spoken(j)), Kind.FRAME)
        return Value(item(self.owner.node, constant(j.text)), Kind.SERIES)

    def _cells(self, j: Part, *, grouped: bool) -> tuple[ast.expr, bool]:
        """Return the expression of the columns, and whether it is certainly a table."""
        if isinstance(j, Call) and called(j) in _LISTS:
            return record(self._pairs(j)), True
        if j == Name(".N") and grouped:
            return record({"N": call("len", ast.Name("rows"))}), True
        if isinstance(j, Name) and j.text not in SYMBOLS and grouped:
            return record({"V1": self._masked(j).node}), True
        table = j == Name(".SD") or called(j) in ("lapply", "tstrsplit")
        table = table or (isinstance(j, Index) and not j.double and j.base == Name(".SD"))
        return self._masked(j).node, table

    def _pairs(self, j: Call) -> dict[str, ast.expr]:
        return {n: self._masked(p).node for n, p in named_columns_of(j)}

    def _columns(self, j: Part, named: Named) -> list[ast.expr] | None:
        """Return a selection of columns by names or places; None for an expression."""
        without = "with" in named and not flagged(named["with"], True)
        if without:
            return [self.read(j, self.scope).node]
        match j:
            case Name(text) if text.startswith("..") and text not in ("..", "..."):
                return [self.read(Name(text[2:], j.span), self.scope).node]
            case String(text):
                return [constant(text)]
            case Number():
                return [self.read(j, self.scope).node]
            case Infix(Number(), ":", Number()):
                return [self.read(j, self.scope).node]
            case Infix(Name(a), ":", Name(b)):
                return [call("r.between_columns", constant(a), constant(b))]
            case Prefix("-" | "!", inner):
                core = inner.body if isinstance(inner, Parens) else inner
                left = self._columns(core, {})
                return None if left is None else [call("r.left_out", *left)]
            case Call() if called(j) == "c" and self._strings(j):
                return [self.read(j, self.scope).node]
            case Call() if called(j) == "c" and all(
                isinstance(a.value, Number) for a in j.arguments
            ):
                return [self.read(j, self.scope).node]
        return None

    @staticmethod
    def _strings(j: Part) -> bool:
        given = j.arguments if isinstance(j, Call) else ()
        return bool(given) and all(isinstance(a.value, String) and not a.name for a in given)

    # Assignment.

    def _assigned(self, j: Part, flags: dict[str, ast.expr]) -> Value:
        if isinstance(j, Call):
            pairs = self._pairs(j)
            names: ast.expr = listed([constant(n) for n in pairs])
            given: ast.expr = function(["rows"], record(pairs))
        else:
            assert isinstance(j, Infix)
            names, given = self._target(j.left), self._given(j.right)
        made = call("r.table_set", self.owner.node, names, given, **flags)
        return Value(made, Kind.FRAME, tabled=True)

    def _target(self, left: Part) -> ast.expr:
        match left:
            case Name(text) | String(text):
                return constant(text)
            case Parens(body):
                return self.read(body, self.scope).node
            case Call():
                return self.read(left, self.scope).node
        raise NotPorted("the columns on the left of := must be names", getattr(left, "span", None))

    def _given(self, right: Part) -> ast.expr:
        if right == Name("NULL"):
            return constant(None)
        if isinstance(right, Number):
            found = self.read(right, self.scope)
            return function(["rows"], as_double(found))
        if isinstance(right, Call) and called(right) in _LISTS:
            cells = [
                as_double(self._masked(a.value)) for a in right.arguments if a.value is not None
            ]
            return function(["rows"], listed(cells))
        return self._spoken(right)

    # Groups.

    def _groups(self, named: Named) -> dict[str, ast.expr]:
        made: dict[str, ast.expr] = {}
        by = named.get("by") or named.get("keyby")
        if by is not None:
            made["by"] = self._by(by)
        if named.get("keyby") is not None:
            made["order"] = constant(True)
        if (columns := named.get(".SDcols")) is not None:
            made["columns"] = self._shown(columns)
        return made

    def _by(self, by: Part) -> ast.expr:
        match by:
            case String(text):
                return listed([constant(n.strip()) for n in text.split(",")])
            case Name(text) if text not in self.scope.known:
                return listed([constant(text)])
            case Name(text):
                return py("[name] if name in table.columns else held", name=constant(text),
                          table=self.owner.node, held=self.scope.known[text].node)  # fmt: skip
            case Call() if called(by) in _LISTS:
                return self._new_groups(by)
            case Call() if called(by) == "c":
                return self.read(by, self.scope).node
        told = "groups need names: by = .(late = year > 2019)"
        raise NotPorted(told, getattr(by, "span", None))

    def _new_groups(self, by: Call) -> ast.expr:
        plain = [a.value.text for a in by.arguments if isinstance(a.value, Name) and not a.name]
        if len(plain) == len(by.arguments):
            return listed([constant(n) for n in plain])
        made: dict[str, ast.expr] = {}
        for argument in by.arguments:
            part = argument.value
            if isinstance(part, Name) and not argument.name:
                made[part.text] = constant(part.text)
            elif argument.name and part is not None:
                made[argument.name] = self._spoken(part)
            else:
                raise NotPorted("groups need names: by = .(late = year > 2019)", by.span)
        return record(made)

    def _shown(self, part: Part) -> ast.expr:
        match part:
            case Name("is.numeric" | "is.factor" | "is.character" | "is.logical" as test):
                return listed([call("r.where", py(f"r.{test.replace('.', '_')}"))])
            case Call(Name("patterns"), (Argument(None, pattern),)) if pattern is not None:
                return listed([call("r.matches", self.read(pattern, self.scope).node)])
        found = self._columns(part, {}) if not isinstance(part, Name) else None
        if found is not None:
            return found[0] if isinstance(part, Call) else listed(found)
        return self.read(part, self.scope).node

    # Joins.

    def _joined(self, i: Part | None, j: Part | None, named: Named) -> Value:
        other = {n for n in named if n not in ("on", "nomatch")}
        on = named["on"]
        if other or i is None or on is None or not (j is None or assigns(j)):
            raise NotPorted("a join takes the other table and 'on' only, here", self.node.span)
        anti = isinstance(i, Prefix) and i.op == "!"
        part = i.operand if isinstance(i, Prefix) and anti else i
        table = self._keyed(part, on)
        if isinstance(j, Infix):
            given = [self.owner.node, table, self._on(on), self._target(j.left)]
            made = call("r.table_update", *given, self._given(j.right))
            return Value(made, Kind.FRAME, tabled=True)
        if j is not None:
            raise NotPorted("a join assigns one list of columns: c('a', 'b') := .(...)", j.span)
        flags: dict[str, ast.expr] = {"anti": constant(True)} if anti else {}
        if named.get("nomatch") is not None:
            flags["matched_only"] = constant(True)
        found = call("r.table_join", self.owner.node, table, self._on(on), **flags)
        return Value(found, Kind.FRAME, tabled=True)

    def _keyed(self, part: Part, on: Part) -> ast.expr:
        """Return the other table of a join; texts are the values of its only key."""
        if isinstance(part, String) or (called(part) == "c" and self._strings(part)):
            if not isinstance(on, String):
                raise NotPorted("values of a key need one column: on = 'id'", self.node.span)
            held = {on.text: self.read(part, self.scope).node}
            return ast.Call(ast.Attribute(ast.Name("r"), "data_table"), [], columns_given(held))
        return self.read(part, self.scope).node

    def _on(self, on: Part) -> ast.expr:
        if isinstance(on, Call) and called(on) in _LISTS:
            names = [a.value.text for a in on.arguments if isinstance(a.value, Name) and not a.name]
            if len(names) < len(on.arguments):
                raise NotPorted("a join needs equal keys here: on = c(x = 'y')", on.span)
            return listed([constant(n) for n in names])
        if isinstance(on, String):
            return listed([constant(on.text)])
        return self.read(on, self.scope).node

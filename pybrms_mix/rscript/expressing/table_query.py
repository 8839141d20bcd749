"""Translate one query of data.table, ``dt[i, j, by]``, into calls of functions of tables."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from pybrms_mix.rscript.expressing.table_parts import as_double, named_columns_of, unfolded
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged
from pybrms_mix.rscript.facts.scope import Mask, Scope
from pybrms_mix.rscript.facts.table_values import assigns, yields_table
from pybrms_mix.rscript.trees.python import (
    call,
    columns_given,
    constant,
    function,
    item,
    listed,
    py,
    record,
)
from pybrms_mix.rscript.trees.refusals import NotPorted
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
Named: TypeAlias = "dict[str, Part | None]"
# The names that data.table defines inside ``dt[...]``.
SYMBOLS = frozenset({".N", ".SD", ".I", ".GRP", ".BY"})
_NAMED = frozenset({"by", "keyby", ".SDcols", "on", "with", "nomatch", "mult", "roll", "drop"})
_LISTS = frozenset({".", "list"})


def symbol(text: str, frame: ast.expr) -> Value:
    """Return one of data.table's symbols, such as ``.N``, the number of rows."""
    if text == ".N":
        return Value(call("len", frame), Kind.NUMBER, whole=True)
    element = item(frame, constant(text))
    if text == ".SD":
        return Value(element, Kind.FRAME, tabled=True)
    kind = {".I": Kind.VECTOR, ".GRP": Kind.NUMBER}.get(text, Kind.RECORD)
    return Value(element, kind)


def is_table(owner: Value, scope: Scope) -> bool:
    """Return whether a value is known to be a data.table."""
    return owner.tabled or yields_table(owner.node, scope.table_names())


@dataclass
class Query:
    """One ``dt[i, j, by]``."""

    owner: Value
    node: Index
    scope: Scope
    read: Read

    def value(self) -> Value:
        """Return the translated query."""
        free = [a for a in self.node.arguments if a.name in (None, "i", "j")]
        options: Named = {a.name: a.value for a in self.node.arguments
                          if a.name is not None and a.name not in ("i", "j")}  # fmt: skip
        unknown = [n for n in options if n not in _NAMED or n in ("mult", "roll")]
        if unknown or len(free) > 3:
            label = unknown[0] if unknown else "at the fourth place"
            raise NotPorted(f"dt[...] has no argument {label} here", self.node.span)
        places = [a.value for a in free if a.name is None]
        i = next((a.value for a in free if a.name == "i"), places[0] if places else None)
        j = next((a.value for a in free if a.name == "j"), places[1] if len(places) > 1 else None)
        if len(places) > 2:
            options["by"] = places[2]
        if options.get("on") is not None:
            return self._joined(i, j, options)
        rows = self._rows(i)
        if j is None:
            if "by" in options or "keyby" in options:
                raise NotPorted("groups need an expression: dt[, .N, by = g]", self.node.span)
            table_node = (
                self.owner.node if rows is None else call("r.table_rows", self.owner.node, rows)
            )
            return Value(table_node, Kind.FRAME, tabled=True)
        return self._of(j, rows, options)

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
            variable = self.scope.known.get(i.text)
            if variable is None:
                raise NotPorted(f"'{i.text}' is no variable; a column needs parentheses", i.span)
            if is_table(variable, self.scope) or variable.kind is Kind.FRAME:
                raise NotPorted("a join needs its columns: on =", i.span)
            return variable.node
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

    def _of(self, j: Part, rows: ast.expr | None, options: Named) -> Value:
        flags = {} if rows is None else {"rows": rows}
        j = unfolded(j) if isinstance(j, Block) else j
        if assigns(j):
            return self._assigned(j, flags | self._groups(options))
        plain = self._columns(j, options)
        if plain is not None:
            query = call("r.table_columns", self.owner.node, *plain, **flags)
            return Value(query, Kind.FRAME, tabled=True)
        grouped = self._groups(options)
        if not grouped and rows is None and isinstance(j, Name):
            return self._column(j)
        cells, table = self._cells(j, grouped="by" in grouped)
        query = call("r.table_of", self.owner.node, function(["rows"], cells), **flags, **grouped)
        if table or "by" in grouped:
            return Value(query, Kind.FRAME, tabled=True)
        return Value(query, Kind.NUMBER if j == Name(".N") else Kind.UNKNOWN)

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

    def _columns(self, j: Part, options: Named) -> list[ast.expr] | None:
        """Return a selection of columns by names or places; None for an expression."""
        without = "with" in options and not flagged(options["with"], True)
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
                columns = self._columns(core, {})
                return None if columns is None else [call("r.left_out", *columns)]
            case Call() if called(j) == "c" and self._strings(j):
                return [self.read(j, self.scope).node]
            case Call() if called(j) == "c" and all(
                isinstance(a.value, Number) for a in j.arguments
            ):
                return [self.read(j, self.scope).node]
        return None

    @staticmethod
    def _strings(j: Part) -> bool:
        arguments = j.arguments if isinstance(j, Call) else ()
        return bool(arguments) and all(
            isinstance(a.value, String) and not a.name for a in arguments
        )

    # Assignment.

    def _assigned(self, j: Part, flags: dict[str, ast.expr]) -> Value:
        if isinstance(j, Call):
            pairs = self._pairs(j)
            names: ast.expr = listed([constant(n) for n in pairs])
            values: ast.expr = function(["rows"], record(pairs))
        else:
            assert isinstance(j, Infix)
            names, values = self._target(j.left), self._given(j.right)
        assignment = call("r.table_set", self.owner.node, names, values, **flags)
        return Value(assignment, Kind.FRAME, tabled=True)

    def _target(self, target: Part) -> ast.expr:
        match target:
            case Name(text) | String(text):
                return constant(text)
            case Parens(body):
                return self.read(body, self.scope).node
            case Call():
                return self.read(target, self.scope).node
        raise NotPorted(
            "the columns on the left of := must be names", getattr(target, "span", None)
        )

    def _given(self, right: Part) -> ast.expr:
        if right == Name("NULL"):
            return constant(None)
        if isinstance(right, Number):
            number = self.read(right, self.scope)
            return function(["rows"], as_double(number))
        if isinstance(right, Call) and called(right) in _LISTS:
            cells = [
                as_double(self._masked(a.value)) for a in right.arguments if a.value is not None
            ]
            return function(["rows"], listed(cells))
        return self._spoken(right)

    # Groups.

    def _groups(self, options: Named) -> dict[str, ast.expr]:
        arguments: dict[str, ast.expr] = {}
        by = options.get("by") or options.get("keyby")
        if by is not None:
            arguments["by"] = self._by(by)
        if options.get("keyby") is not None:
            arguments["order"] = constant(True)
        if (columns := options.get(".SDcols")) is not None:
            arguments["columns"] = self._shown(columns)
        return arguments

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
        message = "groups need names: by = .(late = year > 2019)"
        raise NotPorted(message, getattr(by, "span", None))

    def _new_groups(self, by: Call) -> ast.expr:
        plain = [a.value.text for a in by.arguments if isinstance(a.value, Name) and not a.name]
        if len(plain) == len(by.arguments):
            return listed([constant(n) for n in plain])
        group_columns: dict[str, ast.expr] = {}
        for argument in by.arguments:
            part = argument.value
            if isinstance(part, Name) and not argument.name:
                group_columns[part.text] = constant(part.text)
            elif argument.name and part is not None:
                group_columns[argument.name] = self._spoken(part)
            else:
                raise NotPorted("groups need names: by = .(late = year > 2019)", by.span)
        return record(group_columns)

    def _shown(self, part: Part) -> ast.expr:
        match part:
            case Name("is.numeric" | "is.factor" | "is.character" | "is.logical" as test):
                return listed([call("r.where", py(f"r.{test.replace('.', '_')}"))])
            case Call(Name("patterns"), (Argument(None, pattern),)) if pattern is not None:
                return listed([call("r.matches", self.read(pattern, self.scope).node)])
        columns = self._columns(part, {}) if not isinstance(part, Name) else None
        if columns is not None:
            return columns[0] if isinstance(part, Call) else listed(columns)
        return self.read(part, self.scope).node

    # Joins.

    def _joined(self, i: Part | None, j: Part | None, options: Named) -> Value:
        other_options = {n for n in options if n not in ("on", "nomatch")}
        on = options["on"]
        if j is not None and not assigns(j) and i is not None:
            return self._of_join(i, j, options)
        if other_options or i is None or on is None or not (j is None or assigns(j)):
            raise NotPorted("a join takes the other table and 'on' only, here", self.node.span)
        anti = isinstance(i, Prefix) and i.op == "!"
        part = i.operand if isinstance(i, Prefix) and anti else i
        table = self._keyed(part, on)
        if isinstance(j, Infix):
            arguments = [self.owner.node, table, self._on(on), self._target(j.left)]
            update = call("r.table_update", *arguments, self._given(j.right))
            return Value(update, Kind.FRAME, tabled=True)
        if j is not None:
            raise NotPorted("a join assigns one list of columns: c('a', 'b') := .(...)", j.span)
        flags: dict[str, ast.expr] = {"anti": constant(True)} if anti else {}
        if options.get("nomatch") is not None:
            flags["matched_only"] = constant(True)
        join_node = call("r.table_join", self.owner.node, table, self._on(on), **flags)
        return Value(join_node, Kind.FRAME, tabled=True)

    def _of_join(self, i: Part, j: Part, options: Named) -> Value:
        """Return ``dt[other, j, on = "id"]``, an expression of the columns of the joined rows."""
        if further := set(options) - {"on", "nomatch"}:
            message = f"a join with an expression takes 'on' only, without '{sorted(further)[0]}'"
            raise NotPorted(message, self.node.span)
        of_join = tuple(Argument(n, p) for n, p in options.items())  # type: ignore[arg-type]
        rows = Argument(None, i)  # type: ignore[arg-type]
        joined = replace(self.node, arguments=(rows, *of_join))
        places = (Argument(None, None), Argument(None, j))  # type: ignore[arg-type]
        return self.read(replace(self.node, base=joined, arguments=places), self.scope)

    def _keyed(self, part: Part, on: Part) -> ast.expr:
        """Return the other table of a join; texts are the values of its only key."""
        if isinstance(part, String) or (called(part) == "c" and self._strings(part)):
            if not isinstance(on, String):
                raise NotPorted("values of a key need one column: on = 'id'", self.node.span)
            key_column = {on.text: self.read(part, self.scope).node}
            return ast.Call(
                ast.Attribute(ast.Name("r"), "data_table"), [], columns_given(key_column)
            )
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

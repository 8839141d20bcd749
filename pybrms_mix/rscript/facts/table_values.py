"""Which values are data.tables, and which statements change one in place."""

from __future__ import annotations

import ast
from collections.abc import Collection

from pybrms_mix.syntax.nodes import Argument, Call, Index, Infix, Name, Part, called

# Functions of ``pybrms_mix.r`` that return a data.table.
_MAKES = frozenset(
    {"data_table", "as_data_table", "set_data_table", "table_rows", "table_of", "table_set"}
    | {
        "table_columns",
        "rbindlist",
        "table_merge",
        "table_join",
        "table_update",
        "set_order",
        "set_names",
    }
    | {"set_column_order"}
)
# Functions that return a data.table if their first argument is one.
_KEEPS = frozenset(
    {"melt", "dcast", "unique", "head", "tail", "na_omit", "rbind", "cbind", "filter_", "mutate"}
    | {"select", "select_named", "arrange", "rename", "distinct", "subset_rows", "droplevels"}
    | {"drop_na", "relocate", "slice_rows", "slice_head", "copy", "transform"}
)
# Functions of data.table that change their first argument.
CHANGES = frozenset(
    {"setDT", "setDF", "setnames", "setorder", "setorderv", "setkey", "setkeyv"}
    | {"setcolorder", "set"}
)


def yields_table(node: ast.expr, tables: Collection[str]) -> bool:
    """Return whether a Python expression gives a data.table; ``tables`` are such variables."""
    match node:
        case ast.Name(name):
            return name in tables
        case ast.Call(ast.Attribute(ast.Name("r"), name), arguments):
            keeps_table = name in _KEEPS and bool(arguments) and yields_table(arguments[0], tables)
            return name in _MAKES or keeps_table
        case ast.Call(ast.Attribute(owner, "pipe"), [ast.Attribute(_, name), *_]):
            return name in _KEEPS and yields_table(owner, tables)
        case ast.Call(ast.Attribute(owner, "copy" | "head" | "tail" | "drop_duplicates"), _):
            return yields_table(owner, tables)
    return False


def assigns(part: Part | None) -> bool:
    """Return whether a part of ``dt[...]`` assigns columns: ``x := 1``."""
    if isinstance(part, Infix):
        return part.op == ":="
    return isinstance(part, Call) and called(part) in (":=", "let")


def changed_table(part: Part) -> Part | None:
    """Return the table that a call or an index changes in place."""
    match part:
        case Index(base, arguments) if any(assigns(a.value) for a in arguments):
            while isinstance(base, Index):
                base = base.base
            return base
        case Call(_, (Argument(_, Name() as first), *_)) if called(part) in CHANGES:
            return first
    return None

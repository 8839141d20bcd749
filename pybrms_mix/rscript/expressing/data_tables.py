"""Tell the indices of tables that are queries of data.table, ``dt[i, j, by]``, from others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from pybrms_mix.rscript.expressing.table_query import SYMBOLS, Query, Read, is_table
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.table_values import assigns
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.syntax.nodes import Argument, Call, Index, Infix, Name, Prefix, called

Plain: TypeAlias = "Callable[[Value, Sequence[Argument], Scope, Index, Read], Value]"
_OWN = frozenset({"by", "keyby", ".SDcols", "on", "nomatch"})


def indexed_rows(owner: Value, node: Index, scope: Scope, read: Read, plain: Plain) -> Value:
    """Translate an index: of a data.table by its own rules, of other values by ``plain``."""
    if not node.arguments and not node.double:
        return owner  # x[] is all of x
    maybe = owner.kind in (Kind.FRAME, Kind.TABLE, Kind.UNKNOWN) and not node.double
    if maybe and (is_table(owner, scope) or _asks(node)):
        return Query(owner, node, scope, read).value()
    try:
        return plain(owner, node.arguments, scope, node, read)
    except NotPorted:
        if maybe and scope.tables and _single(node):
            return Query(owner, node, scope, read).value()
        raise


def _asks(node: Index) -> bool:
    """Return whether an index has a part that only a data.table takes."""
    for argument in node.arguments:
        if argument.name in _OWN or assigns(argument.value):
            return True
        if argument.value is not None and called(argument.value) == ".":
            return True
        if argument.value is not None and any(
            isinstance(p, Name)
            and (p.text in SYMBOLS or (p.text[:2] == ".." and p.text[2:3].isalpha()))
            for p in below(argument.value)
        ):  # fmt: skip
            return True
    return False


def _single(node: Index) -> bool:
    """Return whether an index is a condition on rows: ``d[x > 1]`` or ``d[x > 1, ]``."""
    values = [a.value for a in node.arguments]
    return bool(values) and isinstance(values[0], Infix | Prefix | Call) and (
        len(values) == 1 or values[1:] == [None])  # fmt: skip

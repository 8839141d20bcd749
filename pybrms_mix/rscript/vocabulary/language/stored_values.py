"""Rewrite what R's ``dput()`` writes of factors, tables and dates as calls that make them."""

from __future__ import annotations

from collections.abc import Mapping

from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Index, Name, Node, String, called

# Attributes of tables that change no value in them.
_SILENT = frozenset({"spec", ".internal.selfref", "problems", "na.action", ".drop", "sorted"})
_TIBBLES = frozenset({"tbl_df", "tbl"})


def maker(node: Call) -> Call | None:
    """Return a call that makes the value of ``structure(...)``; None for classes of the script.

    Raises
    ------
    NotPorted
        If an attribute of the value has no counterpart.
    """
    data = next((a.value for a in node.arguments if a.name in (None, ".Data")), None)
    attributes = {a.name: a.value for a in node.arguments if a.name not in (None, ".Data")}
    if data is None or None in attributes.values():
        return None
    parts: dict[str, Node] = {str(n): v for n, v in attributes.items() if v is not None}
    classes = _texts(parts.get("class"))
    if "factor" in classes:
        return _factor(data, parts, node)
    if "data.frame" in classes:
        return _table(data, parts, classes, node)
    if classes == ("Date",):
        _refuse_others(parts, {"class"}, node)
        return _call("as.Date", data)
    if "POSIXct" in classes:
        _refuse_others(parts, {"class", "tzone"}, node)
        zone = parts.get("tzone", String(""))
        return _call("as.POSIXct", data, origin=String("1970-01-01"), tz=zone)
    if "dim" in parts and "dimnames" in parts and not set(classes) - {"matrix", "array"}:
        _refuse_others(parts, {"class", "dim", "dimnames"}, node)
        return _call("array", data, dim=parts["dim"], dimnames=parts["dimnames"])
    return None


def _factor(codes: Node, parts: Mapping[str, Node], node: Call) -> Call:
    """Return ``factor(levels[codes], levels)``."""
    _refuse_others(parts, {"class", "levels", ".Label"}, node)
    levels = parts.get("levels") or parts.get(".Label")
    if levels is None:
        raise NotPorted("a factor needs its levels", node.span)
    labels = Index(levels, (Argument(None, codes),))
    is_ordered = "ordered" in _texts(parts["class"])
    more: dict[str, Node] = {"ordered": Name("TRUE")} if is_ordered else {}
    return _call("factor", labels, levels=levels, **more)


def _table(data: Node, parts: Mapping[str, Node], classes: tuple[str, ...], node: Call) -> Call:
    """Return ``data.frame(...)`` or ``tibble(...)``, with its groups."""
    _refuse_others(parts, {"class", "row.names", "groups", *_SILENT}, node)
    if not isinstance(data, Call) or called(data) != "list":
        raise NotPorted("the columns of a table need a list here", node.span)
    is_tibble = bool(_TIBBLES & set(classes))
    columns = list(data.arguments)
    if not is_tibble:
        columns += _row_names(parts.get("row.names"))
        columns.append(Argument("check.names", Name("FALSE")))
    table = Call(Name("tibble" if is_tibble else "data.frame"), tuple(columns), node.span)
    if "data.table" in classes:
        return _call("as.data.table", table)
    groups = parts.get("groups")
    if groups is None:
        return table
    stored = maker(groups) if isinstance(groups, Call) else None
    if stored is None:
        raise NotPorted("the groups of this table are not known here", node.span)
    names = [a.name for a in stored.arguments if a.name not in (".rows", "check.names")]
    return _call("group_by", table, *(Name(str(name)) for name in names))


def _row_names(part: Node | None) -> list[Argument]:
    """Return the argument with row names, unless they only count the rows."""
    if part is None or (isinstance(part, Call) and called(part) == "c" and _counts_rows(part)):
        return []
    return [Argument("row.names", part)]


def _counts_rows(part: Call) -> bool:
    """Return whether row names are ``c(NA, -20L)``, R's short form of 1 to 20."""
    values = [a.value for a in part.arguments]
    return len(values) == 2 and isinstance(values[0], Name) and values[0].text.startswith("NA")


def _refuse_others(parts: Mapping[str, Node], attributes: set[str], node: Call) -> None:
    """Refuse attributes that the value cannot have here."""
    if odd := [name for name in parts if name not in attributes]:
        raise NotPorted(f"structure() cannot set '{odd[0]}' of this value here", node.span)


def _texts(part: Node | None) -> tuple[str, ...]:
    """Return the strings in ``"a"`` or ``c("a", "b")``; none of them if one is no string."""
    values = [a.value for a in part.arguments] if isinstance(part, Call) else [part]
    if not all(isinstance(v, String) for v in values):
        return ()
    return tuple(v.text for v in values if isinstance(v, String))


def _call(name: str, *positional: Node, **by_name: Node) -> Call:
    """Return a call of an R function."""
    arguments = [Argument(None, part) for part in positional]
    arguments += [Argument(key, part) for key, part in by_name.items()]
    return Call(Name(name), tuple(arguments))

"""The verbs of dplyr, written as pandas."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from pybrms_mix.rscript.arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, function, item, listed, method, py, record
from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.rscript.scope import Mask, Scope
from pybrms_mix.rscript.vocabulary.simple import SUMMARIES
from pybrms_mix.rscript.vocabulary.tables import with_columns
from pybrms_mix.rscript.vocabulary.vectors import needed
from pybrms_mix.rscript.words import word
from pybrms_mix.syntax.nodes import Argument, Call, Index, Infix, Name, Part, Prefix, String, called
from pybrms_mix.syntax.nodes import parts

_GROUPINGS = frozenset({Kind.FRAME, Kind.GROUPED, Kind.ROWWISE, Kind.UNKNOWN})
_COUNTS = {"n": "size", "n_distinct": "nunique", "first": "first", "last": "last"}


def _frame(node: Call, scope: Scope) -> tuple[Value, tuple[Argument, ...]]:
    """Return the data that a verb takes first, and its other arguments."""
    found = matched(node.arguments, ".data, ...")
    frame = value(needed(found.get(".data"), node), scope)
    if frame.kind not in _GROUPINGS:
        raise NotPorted(f"{called(node)}() takes a data frame", node.span)
    return frame, found.rest


def mask_of(frame: Value) -> Mask:
    """Return the rows that an expression sees: by their name, or as the rows so far."""
    plain = isinstance(frame.node, ast.Name)
    return Mask(frame.node if plain else ast.Name("rows"), columns=frame.columns)


def _uses(part: Part | None, names: set[str]) -> bool:
    if isinstance(part, Name):
        return part.text in names
    return part is not None and any(_uses(p, names) for p in parts(part))


@word("mutate", "transmute", "transform")
def mutate(node: Call, scope: Scope) -> Value:
    """``mutate(d, z = x + y)``: ``d.assign(...)``."""
    frame, given = _frame(node, scope)
    if called(node) == "transmute":
        raise NotPorted("write mutate() and select()", node.span)
    if any(a.name is None for a in given):
        raise NotPorted("a column has no name", node.span)
    named = {str(a.name): needed(a.value, node) for a in given}
    if frame.kind is Kind.ROWWISE:
        return _by_row(frame, named, scope)
    if frame.kind is Kind.GROUPED:
        return _by_group(frame, named, scope)
    plain = isinstance(frame.node, ast.Name)
    before: set[str] = set()
    fresh = False
    for name, part in named.items():
        fresh = fresh or _uses(part, before)
        before.add(name)
    whole = plain and not fresh
    columns = frame.columns
    made: dict[str, ast.expr] = {}
    for name, part in named.items():
        mask = Mask(frame.node if whole else ast.Name("rows"), columns=columns)
        made[name] = value(part, scope.within(mask)).node
        columns = columns if columns is None else (*columns, name)
    # Without a look at the rows no function is needed.
    whole = whole or not any(_names(m, "rows") for m in made.values())
    return with_columns(frame, made, whole=whole)


def _names(node: ast.expr, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(node))


def _by_row(frame: Value, named: dict[str, Part], scope: Scope) -> Value:
    """Return columns computed row by row."""
    made: dict[str, ast.expr] = {}
    columns = frame.columns
    for name, part in named.items():
        mask = Mask(ast.Name("row"), Kind.NUMBER, columns)
        one = function(["row"], value(part, scope.within(mask)).node)
        made[name] = py("d.apply(f, axis=1)", d=ast.Name("rows"), f=one)
        columns = columns if columns is None else (*columns, name)
    return with_columns(frame, made, whole=False).as_(Kind.ROWWISE)


def _by_group(frame: Value, named: dict[str, Part], scope: Scope) -> Value:
    """Return columns computed with the summaries of each group."""
    made: dict[str, ast.expr] = {}
    columns = frame.columns
    plain = isinstance(frame.node, ast.Name)
    base = frame.node if plain and len(named) == 1 else ast.Name("rows")
    for name, part in named.items():
        mask = Mask(base, columns=columns)
        made[name] = value(_transformed(part, frame.groups), scope.within(mask)).node
        columns = columns if columns is None else (*columns, name)
    found = with_columns(frame, made, whole=plain and len(named) == 1)
    return Value(found.node, Kind.GROUPED, found.columns, frame.groups)


def _transformed(part: Part, groups: Sequence[str]) -> Part:
    """Return ``part`` with ``mean(x)`` as a call that says its groups."""
    name = called(part) if isinstance(part, Call) else None
    if isinstance(part, Call) and (name in SUMMARIES or name in (*_COUNTS, "row_number")):
        keys = tuple(Argument("by", String(g)) for g in groups)
        return Call(Name(".by_group"), (Argument(None, part), *keys), part.span)
    match part:
        case Infix(left, op, right):
            a, b = _transformed(left, groups), _transformed(right, groups)
            return Infix(a, op, b, part.span)  # type: ignore[arg-type]
        case Call(f, arguments):
            given = tuple(
                Argument(a.name, None if a.value is None else _transformed(a.value, groups))  # type: ignore[arg-type]
                for a in arguments
            )
            return Call(f, given, part.span)
    if getattr(part, "body", None) is not None:
        return _transformed(part.body, groups)  # type: ignore[union-attr]
    return part


@word(".by_group")
def by_group(node: Call, scope: Scope) -> Value:
    """Write a summary of each row's group, for each row."""
    inner = node.arguments[0].value
    assert isinstance(inner, Call) and scope.mask is not None
    keys = [constant(a.value.text) for a in node.arguments[1:] if isinstance(a.value, String)]
    key = keys[0] if len(keys) == 1 else listed(keys)
    rows = py("d.groupby(key)", d=scope.mask.frame, key=key)
    name = called(inner) or ""
    if name == "row_number":
        return Value(py("rows.cumcount() + 1", rows=rows), Kind.SERIES)
    column = keys[0].value if name == "n" and isinstance(keys[0], ast.Constant) else _column(inner)
    how = _COUNTS.get(name) or SUMMARIES[name][1]
    made = method(item(rows, constant(column)), "transform", constant(how))
    return Value(made, Kind.SERIES)


def _column(node: Call) -> str:
    """Return the column that a summary is of."""
    given = [a for a in node.arguments if a.name != "na.rm"]
    if len(given) == 1 and isinstance(given[0].value, Name):
        return given[0].value.text
    raise NotPorted(f"{called(node)}() within groups stands for a column only", node.span)


@word("filter")
def filter_(node: Call, scope: Scope) -> Value:
    """``filter(d, x > 0)``: the rows where all conditions hold."""
    frame, given = _frame(node, scope)
    mask = mask_of(frame)
    found = [value(needed(a.value, node), scope.within(mask)).node for a in given]
    made = found[0]
    for more in found[1:]:
        made = ast.BinOp(made, ast.BitAnd(), more)
    if not isinstance(frame.node, ast.Name):
        made = function(["rows"], made)
        picked: ast.expr = item(ast.Attribute(frame.node, "loc"), made)
    else:
        picked = item(frame.node, made)
    return Value(picked, frame.kind, frame.columns, frame.groups)


@word("subset")
def subset(node: Call, scope: Scope) -> Value:
    """``subset(d, x > 0, select = c(x, y))``."""
    found = matched(node.arguments, "x, subset, select")
    frame = value(needed(found.get("x"), node), scope)
    if (condition := found.get("subset")) is not None:
        frame = filter_(Call(Name("filter"), (Argument(None, found.named["x"]),  # type: ignore[arg-type]
                                              Argument(None, condition))), scope)  # type: ignore[arg-type]  # fmt: skip
    if (columns := found.get("select")) is not None:
        match frame.node:
            case ast.Subscript(ast.Name() as rows, ast.Compare() as test):
                names = _listed(columns)
                at = ast.Tuple([test, listed(map(constant, names))])
                return Value(item(ast.Attribute(rows, "loc"), at), Kind.FRAME, tuple(names))
        return _selected(frame, [Argument(None, columns)], node)  # type: ignore[arg-type]
    return frame


@word("select")
def select(node: Call, scope: Scope) -> Value:
    """``select(d, x, y)``, ``select(d, -x)``."""
    frame, given = _frame(node, scope)
    return _selected(frame, given, node)


def _selected(frame: Value, given: Sequence[Argument], node: Call) -> Value:
    keep: list[str] = []
    drop: list[str] = []
    renamed: dict[str, str] = {}
    for argument in given:
        part = needed(argument.value, node)
        inner, out = (part.operand, drop) if isinstance(part, Prefix) else (part, keep)
        for name in _listed(inner):
            out.append(name)
            if argument.name:
                renamed[name] = argument.name
    if drop and keep:
        raise NotPorted("select() takes columns, or leaves them out", node.span)
    if drop:
        left = None if frame.columns is None else tuple(c for c in frame.columns if c not in drop)
        made = method(frame.node, "drop", columns=listed(map(constant, drop)))
        return Value(made, Kind.FRAME, left)
    picked: ast.expr = item(frame.node, listed(map(constant, keep)))
    if renamed:
        names = record({old: constant(new) for old, new in renamed.items()})
        picked = method(picked, "rename", columns=names)
    return Value(picked, Kind.FRAME, tuple(renamed.get(k, k) for k in keep))


def _listed(part: Part) -> list[str]:
    """Return the names of columns that ``x``, ``"x"`` or ``c(x, y)`` says."""
    match part:
        case Name(text) | String(text):
            return [text]
        case Call(Name("c"), arguments):
            return [n for a in arguments for n in _listed(needed(a.value, part))]
    raise NotPorted("columns are taken by their names here", part.span)


@word("rename")
def rename(node: Call, scope: Scope) -> Value:
    """``rename(d, new = old)``."""
    frame, given = _frame(node, scope)
    names = {_listed(needed(a.value, node))[0]: str(a.name) for a in given}
    changed = record({old: constant(new) for old, new in names.items()})
    columns = None if frame.columns is None else tuple(names.get(c, c) for c in frame.columns)
    return Value(method(frame.node, "rename", columns=changed), frame.kind, columns, frame.groups)


@word("arrange")
def arrange(node: Call, scope: Scope) -> Value:
    """``arrange(d, x, desc(y))``."""
    frame, given = _frame(node, scope)
    names, up = [], []
    for argument in given:
        part = needed(argument.value, node)
        down = called(part) == "desc" if isinstance(part, Call) else isinstance(part, Prefix)
        inner = part.arguments[0].value if isinstance(part, Call) and down else part
        inner = inner.operand if isinstance(inner, Prefix) else inner
        names += _listed(needed(inner, node))
        up.append(not down)
    key = constant(names[0]) if len(names) == 1 else listed(map(constant, names))
    order = constant(up[0]) if len(up) == 1 else listed(map(constant, up))
    ascending = {} if all(up) else {"ascending": order}
    made = method(frame.node, "sort_values", key, **ascending, ignore_index=constant(True))
    return Value(made, frame.kind, frame.columns, frame.groups)


@word("group_by")
def group_by(node: Call, scope: Scope) -> Value:
    """``group_by(d, g)``: remembered until something is computed in the groups."""
    frame, given = _frame(node, scope)
    groups = tuple(n for a in given for n in _listed(needed(a.value, node)))
    return Value(frame.node, Kind.GROUPED, frame.columns, groups)


@word("rowwise")
def rowwise(node: Call, scope: Scope) -> Value:
    """``rowwise(d)``: what follows is computed row by row."""
    return _frame(node, scope)[0].as_(Kind.ROWWISE)


@word("ungroup")
def ungroup(node: Call, scope: Scope) -> Value:
    """``ungroup(d)``."""
    frame, _ = _frame(node, scope)
    return Value(frame.node, Kind.FRAME, frame.columns)


@word("summarise", "summarize")
def summarise(node: Call, scope: Scope) -> Value:
    """``summarise(d, m = mean(x))``, also in groups."""
    frame, given = _frame(node, scope)
    named = {str(a.name): needed(a.value, node) for a in given if a.name not in (".groups", None)}
    before: set[str] = set()
    for name, part in named.items():
        if _uses(part, before - set(frame.columns or ())):
            raise NotPorted("a summary of a summary is computed by mutate()", part.span)
        before.add(name)
    if frame.kind is not Kind.GROUPED:
        mask = mask_of(frame)
        values = {n: listed([value(p, scope.within(mask)).node]) for n, p in named.items()}
        made = call("pd.DataFrame", record(values))
        if not isinstance(frame.node, ast.Name):
            made = method(frame.node, "pipe", function(["rows"], made))
        return Value(made, Kind.FRAME, tuple(named))
    keys = [constant(g) for g in frame.groups]
    key = keys[0] if len(keys) == 1 else listed(keys)
    columns = (*frame.groups, *named)
    if all(isinstance(p, Call) and _plain(p) for p in named.values()):
        groups = py("d.groupby(key, as_index=False)", d=frame.node, key=key)
        pairs = {n: _named_summary(p, frame.groups) for n, p in named.items()}
        return Value(method(groups, "agg", **pairs), Kind.FRAME, columns)
    mask = Mask(ast.Name("rows"), columns=frame.columns)
    cells = record({n: value(p, scope.within(mask)).node for n, p in named.items()})
    each = function(["rows"], call("pd.Series", cells))
    made = py("x.groupby(key).apply(f, include_groups=False).reset_index()",
              x=frame.node, key=key, f=each)  # fmt: skip
    return Value(made, Kind.FRAME, columns)


def _plain(part: Call) -> bool:
    name = called(part)
    given = [a for a in part.arguments if a.name != "na.rm"]
    if name == "n":
        return not given
    one = len(given) == 1 and isinstance(given[0].value, Name)
    return one and (name in SUMMARIES or name in _COUNTS)


def _named_summary(part: Part, groups: Sequence[str]) -> ast.expr:
    assert isinstance(part, Call)
    name = called(part) or ""
    how = _COUNTS.get(name) or SUMMARIES[name][1]
    column = groups[0] if name == "n" else _column(part)
    return ast.Tuple([constant(column), constant(how)])


@word("count")
def count(node: Call, scope: Scope) -> Value:
    """``count(d, g)``."""
    frame, given = _frame(node, scope)
    groups = [n for a in given for n in _listed(needed(a.value, node))]
    key = constant(groups[0]) if len(groups) == 1 else listed(map(constant, groups))
    made = py("d.groupby(key).size().reset_index(name='n')", d=frame.node, key=key)
    return Value(made, Kind.FRAME, (*groups, "n"))


@word("pull")
def pull(node: Call, scope: Scope) -> Value:
    """``pull(d, x)``."""
    frame, given = _frame(node, scope)
    (name,) = _listed(needed(given[0].value, node))
    return Value(item(frame.node, constant(name)), Kind.SERIES)


@word("slice")
def slice_(node: Call, scope: Scope) -> Value:
    """``slice(d, 1:5)``: rows by their places."""
    _, given = _frame(node, scope)
    base = node.arguments[0].value
    assert base is not None
    return value(Index(base, (Argument(None, given[0].value), Argument(None, None))), scope)  # type: ignore[arg-type]


@word("n")
def n(node: Call, scope: Scope) -> Value:
    """``n()``: the number of rows."""
    if scope.mask is None:
        raise NotPorted("n() stands within data", node.span)
    return Value(call("len", scope.mask.frame), Kind.NUMBER)


@word("row_number")
def row_number(node: Call, scope: Scope) -> Value:
    """``row_number()``."""
    if scope.mask is None:
        raise NotPorted("row_number() stands within data", node.span)
    return Value(py("np.arange(1, len(d) + 1)", d=scope.mask.frame), Kind.VECTOR)

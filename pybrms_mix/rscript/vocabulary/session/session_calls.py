"""Translate calls about the session: files, packages, time, and assertions."""

from __future__ import annotations

import ast
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import COLUMNS, Kind, Value
from pybrms_mix.rscript.facts.literals import worded
from pybrms_mix.rscript.facts.registry import word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.signatures import OF_FITS
from pybrms_mix.rscript.trees.call_arguments import matched
from pybrms_mix.rscript.trees.names import is_keyword_name
from pybrms_mix.rscript.trees.python import call, constant, keywords, py, record
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed, one
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Argument, Assign, Block, Call, Name, String, called


@word("stopifnot")
def stop_unless(node: Call, scope: Scope) -> Value:
    """Translate ``stopifnot(x > 0)``, which fails unless all conditions are true."""
    node = _written_out(node)
    conditions = [needed(a.value, node) for a in node.arguments]
    condition_nodes = [value(c, scope).node for c in conditions]
    messages: list[ast.expr] = [constant(a.name or "") for a in node.arguments]
    options = {"told": ast.List(messages)} if any(a.name for a in node.arguments) else {}
    if _reads_messages(scope):
        if any(called(c) == "all.equal" for c in conditions):
            raise NotPorted("R's message on all.equal() is not known here", node.span)
        options["spelt"] = ast.List([constant(write(c)) for c in conditions])
    return Value(call("r.stop_unless", *condition_nodes, **options), Kind.NONE)


def _written_out(node: Call) -> Call:
    """Return a call with the conditions of ``exprs = { a; b }`` as its arguments."""
    arguments: list[Argument] = []
    for argument in node.arguments:
        is_block = argument.name == "exprs" and isinstance(argument.value, Block)
        statements = argument.value.statements if is_block else ()  # type: ignore[union-attr]
        arguments += [Argument(None, s) for s in statements] if is_block else [argument]
    return Call(node.function, tuple(arguments), node.span)


def _reads_messages(scope: Scope) -> bool:
    """Return whether the script reads the messages of errors, by which it may show R's code."""
    parts = (p for s in scope.script for p in below(s))
    return any(isinstance(p, Call) and called(p) in _OF_MESSAGES for p in parts)


_OF_MESSAGES = frozenset({"conditionMessage", "geterrmessage", "try"})


@word("isTRUE", "isFALSE")
def is_true(node: Call, scope: Scope) -> Value:
    """Translate ``isTRUE(x)``."""
    truth = constant(called(node) == "isTRUE")
    return Value(py("r.is_one_truth(x, truth)", x=one(node, scope).node, truth=truth), Kind.FLAG)


@word("Sys.time")
def now(node: Call, _: Scope) -> Value:
    """Translate ``Sys.time()``."""
    return Value(py("r.now()"))


@word("Sys.getenv")
def environment(node: Call, scope: Scope) -> Value:
    """Translate ``Sys.getenv("HOME", unset = NA)``."""
    arguments = matched(node.arguments, "x, unset, names")
    if arguments.get("names") is not None:
        raise NotPorted("Sys.getenv() returns values without names here", node.span)
    values = [value(p, scope) for n in ("x", "unset") if (p := arguments.get(n)) is not None]
    if not values:
        raise NotPorted("Sys.getenv() needs the name of a variable here", node.span)
    one_name = values[0].kind is Kind.TEXT
    return Value(call("r.environment", *(v.node for v in values)),
                 Kind.TEXT if one_name and len(values) == 1 else Kind.UNKNOWN)  # fmt: skip


@word("Sys.setenv")
def set_environment(node: Call, scope: Scope) -> Value:
    """Translate ``Sys.setenv(MODELS = "fits")``, which sets values for ``Sys.getenv()``."""
    variables = {}
    for argument in node.arguments:
        if argument.name is None or not is_keyword_name(argument.name):
            raise NotPorted("Sys.setenv() needs names of variables here", node.span)
        variables[argument.name] = value(needed(argument.value, node), scope).node
    return Value(call("r.set_environment", **variables), Kind.UNKNOWN)


@word("require", "requireNamespace", "is_installed", "check_installed")
def required(node: Call, _: Scope) -> Value:
    """Translate ``require(brms)`` in a condition: true for packages with a counterpart."""
    return Value(constant(True), Kind.FLAG)


_SEVERAL = COLUMNS | {Kind.TEXTS, Kind.VECTOR}


@word("file.exists", "dir.exists", "file_exists", "dir_exists")
def file_exists(node: Call, scope: Scope) -> Value:
    """Translate ``file.exists("x.rds")``."""
    if len(node.arguments) != 1:
        raise NotPorted(f"{called(node)}() needs one argument here: c(a, b)", node.span)
    file = one(node, scope)
    kind = Kind.MASK if file.kind in _SEVERAL else Kind.FLAG
    return Value(call("file_exists", file.node), kind)


@word("list.files", "dir")
def list_files(node: Call, scope: Scope) -> Value:
    """Translate ``list.files("out", pattern = "csv$")``."""
    arguments = matched(
        node.arguments,
        "path, pattern, all.files, full.names, recursive, ignore.case, include.dirs, no..",
    )
    unavailable = [
        n for n in arguments.named if n not in ("path", "pattern", "full.names", "recursive")
    ]
    if unavailable:
        raise NotPorted(f"list.files() has no argument '{unavailable[0]}' here", node.span)
    options = {n.replace(".", "_"): value(p, scope).node for n, p in arguments.named.items()}
    folder = options.pop("path", constant("."))
    return Value(call("list_files", folder, **options), Kind.TEXTS)


# Options of R that have a value in every session.
_SET_IN_R = frozenset({"digits", "scipen", "width", "OutDec", "warn", "stringsAsFactors",
                       "contrasts", "na.action", "encoding", "max.print", "browser", "editor",
                       "repos", "prompt", "continue", "echo", "expressions"})  # fmt: skip


@word("getOption")
def option(node: Call, scope: Scope) -> Value:
    """Translate ``getOption("x")``: the literal value that the script has set, or NULL."""
    arguments = matched(node.arguments, "x, default")
    name = worded(arguments.get("x"))
    set_value = scope.options.get(name)
    if set_value is not None and set_value.kind is not Kind.LOOK:
        return set_value
    if set_value is not None or not name or name in _SET_IN_R:
        raise NotPorted("the value of this option of R is unknown", node.span)
    default = arguments.get("default")
    return Value(constant(None), Kind.NONE) if default is None else value(default, scope)


@word("dir.create", "dir_create")
def make_folder(node: Call, scope: Scope) -> Value:
    """Translate ``dir.create("fits")``."""
    arguments = matched(node.arguments, "path, showWarnings, recursive, mode")
    path = value(needed(arguments.get("path"), node), scope)
    kind = Kind.FLAG if called(node) == "dir.create" else Kind.NONE
    return Value(call("make_folder", path.node), kind)


@word("tempdir", "tempfile")
def temporary(node: Call, scope: Scope) -> Value:
    """Translate ``tempdir()`` and ``tempfile("fit", fileext = ".rds")``."""
    if called(node) == "tempdir":
        return Value(call("r.temporary_folder"), Kind.TEXT)
    arguments = matched(node.arguments, "pattern, tmpdir, fileext")
    options = {n: value(p, scope).node for n, p in arguments.named.items()}
    return Value(call("r.temporary_file", **options), Kind.TEXT)


@word("file.path")
def file_path(node: Call, scope: Scope) -> Value:
    """Translate ``file.path("data", "d.csv")``."""
    values = [value(needed(a.value, node), scope) for a in node.arguments if a.name is None]
    if all(isinstance(v.node, ast.Constant) for v in values):
        texts = [str(v.node.value) for v in values if isinstance(v.node, ast.Constant)]
        return Value(constant("/".join(texts)), Kind.TEXT)
    has_vector = any(v.kind in _SEVERAL for v in values)
    path = call("r.paste", *(v.node for v in values), sep=constant("/"))
    return Value(path, Kind.TEXTS if has_vector else Kind.UNKNOWN)


@word("readLines", "read_lines")
def read_lines(node: Call, scope: Scope) -> Value:
    """Translate ``readLines("notes.txt", n = 2)``, the lines of a text file."""
    is_base = called(node) == "readLines"
    places = "con, n, ok, warn, encoding" if is_base else "file, skip, ..., n_max"
    arguments = matched(node.arguments, places)
    if arguments.rest or arguments.get("skip") is not None:
        raise NotPorted("read_lines() reads all lines from the first one here", node.span)
    path = value(needed(arguments.get("con" if is_base else "file"), node), scope)
    if path.kind not in (Kind.TEXT, Kind.UNKNOWN):
        raise NotPorted(f"{called(node)}() needs the name of a file here", node.span)
    size = arguments.get("n" if is_base else "n_max")
    more = [] if size is None else [value(size, scope).node]
    return Value(call("read_lines", path.node, *more), Kind.TEXTS)


@word("saveRDS", "write_rds")
def store_rds(node: Call, scope: Scope) -> Value:
    """Translate ``saveRDS(x, "x.rds")``; R can read the file, and fits are stored completely."""
    arguments = matched(node.arguments, "object, file, ...")
    nodes = [value(needed(arguments.get(n), node), scope).node for n in ("object", "file")]
    match nodes:
        case [_, ast.Constant(str(path))]:
            scope.stored[path] = value(needed(arguments.get("object"), node), scope).kind
    return Value(call("store_rds", *nodes), Kind.NONE)


@word("save")
def store_rdata(node: Call, scope: Scope) -> Value:
    """Translate ``save(x, y, file = "xy.RData")``."""
    file = next((a.value for a in node.arguments if a.name == "file"), None)
    names: list[str] = []
    for argument in node.arguments:
        is_listed = argument.name == "list" and isinstance(argument.value, String)
        if is_listed or (argument.name is None and isinstance(argument.value, Name | String)):
            names.append(getattr(argument.value, "text", ""))
        elif argument.name == "list" and isinstance(argument.value, Call):
            names += [getattr(a.value, "text", "") for a in argument.value.arguments]
    unknown = [n for n in names if n not in scope.known]
    if file is None or not names or unknown:
        raise NotPorted("save() needs the names of variables, and a file",
                        node.span)  # fmt: skip
    path = value(file, scope).node
    scope.saved_variables[write(file)] = {n: scope.known[n] for n in names}
    odd = {
        n: scope.known[n].node for n in names if not is_keyword_name(n) or n in ("file", "objects")
    }
    variables = keywords({n: scope.known[n].node for n in names if n not in odd})
    variables += [ast.keyword("objects", record(odd))] if odd else []
    return Value(ast.Call(ast.Name("store_rdata"), [path], variables), Kind.NONE)


@word("readRDS", "read_rds")
def read_rds(node: Call, scope: Scope) -> Value:
    """Translate ``readRDS(file)``, which returns a data frame, a fit or another value."""
    arguments = matched(node.arguments, "file, ...")
    path = value(needed(arguments.get("file"), node), scope)
    path_text = path.node.value if isinstance(path.node, ast.Constant) else None
    return Value(
        call("read_rds", path.node), scope.stored.get(str(path_text), _likely(node, scope))
    )


# Arguments that take data frames.
_OF_FRAMES = frozenset({"data", "newdata", ".data"})


def _likely(node: Call, scope: Scope) -> Kind:
    """Return the kind of the value in a file, as the script uses it: a fit, a frame or unknown."""
    parts = [p for statement in scope.script for p in below(statement)]
    assigned_targets = [p.target for p in parts if isinstance(p, Assign) and p.value is node]
    targets = {t.text for t in assigned_targets if isinstance(t, Name)}
    for part in parts:
        if not isinstance(part, Call) or not part.arguments:
            continue
        if getattr(part.arguments[0].value, "text", None) in targets and called(part) in OF_FITS:
            return Kind.FIT
        framed = (a.value for a in part.arguments if a.name in _OF_FRAMES)
        if any(getattr(v, "text", None) in targets for v in framed):
            return Kind.FRAME
    return Kind.UNKNOWN


@word(
    "kable",
    "gt",
    "datatable",
    "flextable",
    "pander",
    "View",
    "print_html",
    "kbl",
    "apa_table",
)
def table(node: Call, scope: Scope) -> Value:
    """Translate ``kable(x)`` into the table itself."""
    arguments = matched(node.arguments, "x, ...")
    if arguments.rest:
        unused = ", ".join(a.name or "an argument" for a in arguments.rest)
        scope.notes.append(f"without {unused} of {called(node)}()")
    table_value = value(needed(arguments.get("x"), node), scope)
    return replace(table_value, lines=called(node) in ("kable", "kbl"))

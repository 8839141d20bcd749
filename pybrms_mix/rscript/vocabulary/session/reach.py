"""Translate file access: data files are read and written, other access is refused."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from pybrms_mix.rscript.expressing.expressions import value
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.literals import flagged, is_flag, worded
from pybrms_mix.rscript.facts.registry import WORDS, Word, word
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.trees.call_arguments import Matched, matched
from pybrms_mix.rscript.trees.python import call, constant, py
from pybrms_mix.rscript.trees.refusals import Forbidden, NotPorted
from pybrms_mix.rscript.trees.walking import READR
from pybrms_mix.rscript.vocabulary.basics.vector_calls import needed
from pybrms_mix.rscript.vocabulary.session.column_type_calls import (
    column_classes,
    column_type_options,
)
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Number, String, called
from pybrms_mix.syntax.spelling import value as number_value

_SEPARATORS = {"read.csv2": ";", "read.delim": "\t", "read_tsv": "\t", "read_csv2": ";"}

# Options of R's reading functions that control messages and guesses of types. They are dropped.
_READ_OPTIONS = ("stringsAsFactors", "show_col_types",
                 "check.names", "trim_ws", "progress", "fileEncoding", "encoding",
                 "data.table", "locale", "guess_max", "as.is", "showProgress", "verbose",
                 "nThread", "num_threads", "lazy")  # fmt: skip

_REFUSED = {
    "runs other programs": ("system", "system2", "shell", "shell.exec", "pipe", "fifo"),
    "runs other scripts": ("sys.source", "eval", "evalq", "parse", "Rscript"),
    "reaches the network": ("download.file", "url", "socketConnection", "curl", "GET"),
    "calls code outside R": ("dyn.load", ".C", ".Call", ".External", ".Internal"),
}
FORBIDDEN = frozenset(name for names in _REFUSED.values() for name in names)
_NEEDLESS = {
    **dict.fromkeys(("file.copy", "file.rename", "file.create", "file"), "files are not changed"),
    **dict.fromkeys(("dump",), "it writes R code"),
    "source": "source() needs the name of a script in the same folder, as text",
    "pdf": "it must be a statement by itself",
    "png": "it must be a statement by itself",
    "svg": "it must be a statement by itself",
    "jpeg": "it must be a statement by itself",
    "tiff": "it must be a statement by itself",
}


@word("read.csv", "read_csv", "read.csv2", "read_csv2", "read.delim", "read_tsv", "read.table",
      "read_delim", "read_table", "fread", "vroom")  # fmt: skip
def read_csv(node: Call, scope: Scope) -> Value:
    """Translate ``read.csv(file, header, sep)``."""
    name = called(node) or ""
    order = "file, delim, ..." if name in ("read_delim", "vroom") else "file, header, sep, ..."
    arguments = matched(node.arguments, order)
    first = arguments.get("file")
    text_of_table = _text(node, first)
    keywords = {}
    factors = False
    text = _separator(name, arguments.get("sep") or arguments.get("delim"), node)
    if text != ",":
        keywords["sep"] = constant(text)
    keywords |= {"decimal": constant(",")} if name in ("read.csv2", "read_csv2") else {}
    for argument in arguments.rest:
        factors = factors or _is_true(argument, "stringsAsFactors")
        if argument.name in ("na.strings", "na") and argument.value is not None:
            keywords["na_values"] = value(argument.value, scope).node
        elif argument.name == "col_types":
            keywords |= column_type_options(needed(argument.value, node), scope)
        elif argument.name == "colClasses":
            keywords |= column_classes(needed(argument.value, node))
        elif argument.name == "strip.white" and is_flag(argument.value):
            keywords |= _stripped(name, argument)
        elif argument.name in _LAYOUT and argument.value is not None:
            keywords |= _layout(argument.name, argument.value, scope)
        elif argument.name not in _READ_OPTIONS and argument.name != "text":
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
    keywords |= _header(arguments.get("header"), name)
    source = text_of_table if text_of_table is not None else arguments.get("file")
    function = "read_csv" if text_of_table is None else "table_of_text"
    if name in READR:
        keywords["readr"] = constant(True)
    table = call(function, value(needed(source, node), scope).node, **keywords)
    if factors:
        table = call("r.data_frame", table, strings_as_factors=constant(True))
    if name == "fread":
        table.keywords.append(ast.keyword("fread", constant(True)))
        return Value(call("r.as_data_table", table), Kind.FRAME, tabled=True)
    return Value(table, Kind.FRAME, plain=name not in READR)


def _stripped(name: str, argument: Argument) -> dict[str, ast.expr]:
    """Return whether texts lose white space, which ``fread()`` always takes away here."""
    if name == "fread" and not flagged(argument.value):
        raise NotPorted("fread() strips white space here", argument.span)
    return {"strip": constant(True)} if flagged(argument.value) and name != "fread" else {}


# R's arguments that say where a table lies in its file, and which names it has.
_LAYOUT = {
    "skip": "skip", "nrows": "rows", "n_max": "rows", "row.names": "row_names",
    "col.names": "names", "col_names": "names", "dec": "decimal",
}  # fmt: skip


def _header(part: Node | None, name: str) -> dict[str, ast.expr]:
    """Return whether the first line of a file has the names; ``read.table()`` finds out itself."""
    if part is not None:
        return {} if flagged(part) else {"header": constant(False)}
    return {"header": constant(None)} if name == "read.table" else {}


def _layout(name: str, part: Node, scope: Scope) -> dict[str, ast.expr]:
    """Return the layout of a table in a file: skipped lines, rows, names of rows and columns."""
    if isinstance(part, Name) and part.text == "NULL":
        return {"row_names": constant(False)} if name == "row.names" else {}
    if name == "col_names":
        texts = {"header": constant(False)}
        if is_flag(part):
            return {} if flagged(part) else texts
        return {**texts, "names": value(part, scope).node}
    if name == "row.names":
        match part:
            case Number(text):
                return {"row_names": constant(int(number_value(text)) - 1)}
            case String(text):
                return {"row_names": constant(text)}
        raise NotPorted("'row.names' needs the number or the name of a column here", part.span)
    if name == "n_max" and isinstance(part, Name) and part.text == "Inf":
        return {}
    return {_LAYOUT[name]: value(part, scope).node}


def _separator(name: str, sep: Node | None, node: Call) -> str:
    """Return the text between columns, "auto" if fread() finds it."""
    if isinstance(sep, String):
        return sep.text or r"\s+"  # in R, "" stands for white space
    if name in ("read_delim", "vroom") or sep is not None:
        raise NotPorted(f"{name}() needs the separator of its columns here", node.span)
    return {**_SEPARATORS, "fread": "auto", "read.table": r"\s+", "read_table": r"\s+"}.get(
        name, ","
    )


def _text(node: Call, first: Node | None) -> Node | None:
    """Return the text of a table that is written in a script; None if the table is in a file."""
    text = next((a.value for a in node.arguments if a.name == "text"), None)
    if text is not None:
        return text
    if isinstance(first, Call) and called(first) == "I" and first.arguments:
        return first.arguments[0].value
    has_lines = isinstance(first, String) and "\n" in first.text
    return first if has_lines and called(node) in (*READR, "fread") else None


def _is_true(argument: Argument, name: str) -> bool:
    return argument.name == name and flagged(argument.value)


_WRITTEN = {
    "write.csv": "x, file, append, quote, sep, eol, na, dec, row.names, col.names, qmethod, ...",
    "write_delim": "x, file, delim, na, append, col_names, ...",
    "write_csv": "x, file, na, append, col_names, ...",
    "fwrite": "x, file, append, quote, sep, ...",
}
_WRITTEN["write.table"], _WRITTEN["write_tsv"] = _WRITTEN["write.csv"], _WRITTEN["write_csv"]
# Arguments that say how files are stored, and defaults that a script spells.
_STORAGE = ("fileEncoding", "compress", "progress", "num_threads", "showProgress")


@word("write.csv", "write.table")
def write_table(node: Call, scope: Scope) -> Value:
    """Translate ``write.csv(d, file)`` and ``write.table(d, file)``."""
    name = called(node) or ""
    arguments = _written(node, name)
    is_csv = name == "write.csv"
    rows, columns = arguments.get("row.names"), arguments.get("col.names")
    escape = arguments.get("qmethod")
    texts = {"qmethod": escape, "eol": arguments.get("eol"), "dec": arguments.get("dec")}
    usual = {"eol": "\n", "dec": ".", "qmethod": "double" if is_csv else "escape"}
    for option, part in texts.items():
        spelt = worded(part) if part is not None else None
        if part is not None and spelt not in (usual[option], "double" if part is escape else None):
            raise NotPorted(f"{name}() has no other '{option}' here", part.span)
    blank = isinstance(columns, Name) and columns.text == "NA"
    keywords = {
        option.replace(".", "_"): value(part, scope).node
        for option in ("quote", "row.names", "col.names", "na", "append")
        if (part := arguments.get(option)) is not None and not (blank and part is columns)
    }
    quote = arguments.get("quote")
    if quote is not None and not is_flag(quote):
        raise NotPorted(f"{name}() quotes all columns of texts or none here", quote.span)
    if blank or (is_csv and (rows is None or flagged(rows, True))):
        keywords["corner"] = constant(True)
    if is_csv or (escape is not None and worded(escape) == "double"):
        keywords["escape"] = constant('"')
    sep = arguments.get("sep")
    if is_csv:
        keywords = {"sep": constant(","), **keywords}
    elif sep is not None:
        keywords = {"sep": value(sep, scope).node, **keywords}
    x = value(needed(arguments.get("x"), node), scope).node
    path = value(needed(arguments.get("file"), node), scope).node
    return Value(call("store_table", x, path, **keywords), Kind.NONE)


@word("write_csv", "write_tsv", "write_delim", "fwrite")
def write_delimited(node: Call, scope: Scope) -> Value:
    """Translate ``write_csv(d, file)`` of readr and ``fwrite(d, file)`` of data.table."""
    name = called(node) or ""
    arguments = _written(node, name)
    usual = {"write_delim": constant(" "), "write_tsv": constant("\t")}
    keywords = {"sep": usual[name]} if name in usual else {}
    for option in ("delim", "sep", "na", "append", "col_names", "col.names"):
        if (part := arguments.get(option)) is not None:
            keyword = "sep" if option == "delim" else option.replace(".", "_")
            keywords[keyword] = value(part, scope).node
    if name == "fwrite":
        keywords = {"na": constant(""), **keywords, "fwrite": constant(True)}
    x = value(needed(arguments.get("x"), node), scope)
    path = value(needed(arguments.get("file"), node), scope).node
    storing = call("store_delimited", x.node, path, **keywords)
    return Value(storing, Kind.NONE) if name == "fwrite" else replace(x, node=storing)


def _written(node: Call, name: str) -> Matched:
    """Return the arguments of a function that writes tables.

    Raises:
        NotPorted: if an argument has no counterpart.
    """
    arguments = matched(node.arguments, _WRITTEN[name])
    for argument in arguments.rest:
        if argument.name not in _STORAGE:
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
    return arguments


@word("here")
def here(node: Call, scope: Scope) -> Value:
    """Translate ``here("data", "d.csv")`` into a path relative to the working directory."""
    texts = [a.value.text for a in node.arguments if isinstance(a.value, String)]
    if not node.arguments:
        return Value(constant("."), Kind.TEXT)
    if len(texts) == len(node.arguments):
        return Value(constant("/".join(texts)), Kind.TEXT)
    parts = [value(needed(a.value, node), scope).node for a in node.arguments]
    if len(parts) == 1:
        return Value(parts[0], Kind.UNKNOWN)
    return Value(call("r.paste", *parts, sep=constant("/")), Kind.UNKNOWN)


@word("detectCores")
def detect_cores(node: Call, scope: Scope) -> Value:
    """Translate ``parallel::detectCores()``."""
    return Value(py("os.cpu_count()"), Kind.NUMBER, whole=True)


def _refuse(reason: str, kind: type[NotPorted]) -> Callable[[Call, Scope], Value]:
    def refuse(node: Call, scope: Scope) -> Value:
        raise kind(reason, node.span)

    return refuse


def _enter(names: tuple[str, ...], refuse: Word) -> None:
    for name in names:
        assert name not in WORDS, name
        WORDS[name] = refuse


for _reason, _names in _REFUSED.items():
    for _name in _names:
        _enter((_name,), _refuse(f"{_name}() {_reason}", Forbidden))
for _name, _reason in _NEEDLESS.items():
    _enter((_name,), _refuse(f"{_name}() has no counterpart: {_reason}", NotPorted))

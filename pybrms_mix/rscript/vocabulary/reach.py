"""What reaches beyond a script: data files, which are read, and all that is refused."""

from __future__ import annotations

from collections.abc import Callable

from pybrms_mix.rscript.call_arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant, method, py
from pybrms_mix.rscript.refusals import Forbidden, NotPorted
from pybrms_mix.rscript.registry import WORDS, Word, word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.vector_calls import needed
from pybrms_mix.syntax.nodes import Call, String, called

_SEPARATORS = {"read.csv2": ";", "read.delim": "\t", "read_tsv": "\t", "read_csv2": ";"}

_REFUSED = {
    "runs other programs": ("system", "system2", "shell", "shell.exec", "pipe", "fifo"),
    "runs other scripts": ("sys.source", "eval", "evalq", "parse", "Rscript"),
    "reaches the network": ("download.file", "url", "socketConnection", "curl", "GET"),
    "changes files": (
        *("unlink", "file.remove", "file.rename", "file.copy", "file.create", "dir.create"),
        *("writeLines", "write", "sink", "dump", "dput", "save.image", "file"),
    ),
    "calls code outside R": ("dyn.load", ".C", ".Call", ".External", ".Internal"),
}
FORBIDDEN = frozenset(name for names in _REFUSED.values() for name in names)
_NEEDLESS = {
    "source": "give the other script to 'port' too, and put its Python first",
    "save": "brm(file = ) stores a fit, write.csv() a table",
    "ggsave": "Figure.savefig() of matplotlib stores a picture",
    "pdf": "Figure.savefig() of matplotlib stores a picture",
    "png": "Figure.savefig() of matplotlib stores a picture",
    "svg": "Figure.savefig() of matplotlib stores a picture",
    "jpeg": "Figure.savefig() of matplotlib stores a picture",
    "tiff": "Figure.savefig() of matplotlib stores a picture",
}


@word("read.csv", "read_csv", "read.csv2", "read_csv2", "read.delim", "read_tsv", "read.table")
def read_csv(node: Call, scope: Scope) -> Value:
    """``read.csv(file, header, sep)``."""
    found = matched(node.arguments, "file, header, sep, ...")
    keywords = {}
    name = called(node) or ""
    sep = found.get("sep")
    if isinstance(sep, String) or name in _SEPARATORS:
        text = sep.text if isinstance(sep, String) else _SEPARATORS[name]
        keywords["sep"] = constant(text)
    elif name == "read.table":
        keywords["sep"] = constant(r"\s+")
    for argument in found.rest:
        if argument.name not in ("stringsAsFactors", "show_col_types", "check.names"):
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
    header = found.get("header")
    if getattr(header, "text", "TRUE") == "FALSE" or (name == "read.table" and header is None):
        raise NotPorted("columns need names: give the file a header", node.span)
    path = value(needed(found.get("file"), node), scope)
    return Value(call("pd.read_csv", path.node, **keywords), Kind.FRAME)


@word("write.csv", "write_csv", "write.table", "saveRDS", "write_rds")
def write_csv(node: Call, scope: Scope) -> Value:
    """``write.csv(d, file)``: a table, also one that R would keep in its own format."""
    name = called(node) or ""
    found = matched(node.arguments, "x, file, ...")
    frame = value(needed(found.get("x"), node), scope)
    if frame.kind is Kind.FIT:
        raise NotPorted("brm(file = ) stores a fit", node.span)
    if frame.kind not in (Kind.FRAME, Kind.TABLE):
        raise NotPorted(f"{name}() writes tables here", node.span)
    path = needed(found.get("file"), node)
    written = value(path, scope).node
    if name in ("saveRDS", "write_rds"):
        if not isinstance(path, String):
            raise NotPorted(f"{name}() needs the name of its file as text here", node.span)
        file = f"{path.text.rpartition('.')[0] or path.text}.csv"
        scope.notes.append(f"{name}() in R's own format: the table is written as {file}")
        written = constant(file)
    for argument in found.rest:
        if argument.name not in ("row.names", "compress", "quote"):
            raise NotPorted(f"{name}() has no argument '{argument.name}' here", argument.span)
    rows = [getattr(a.value, "text", "") for a in found.rest if a.name == "row.names"]
    if name in ("write.csv", "write.table") and rows != ["FALSE"] and frame.kind is Kind.FRAME:
        scope.notes.append("without R's column of row numbers")
    keywords = {} if frame.kind is Kind.TABLE else {"index": constant(False)}
    if name == "write.table":
        keywords["sep"] = constant(" ")
    return Value(method(frame.node, "to_csv", written, **keywords), Kind.NONE)


@word("here")
def here(node: Call, scope: Scope) -> Value:
    """``here("data", "d.csv")``: a path from where the script runs."""
    texts = [a.value.text for a in node.arguments if isinstance(a.value, String)]
    if not texts or len(texts) < len(node.arguments):
        raise NotPorted("here() joins texts here", node.span)
    return Value(constant("/".join(texts)), Kind.TEXT)


@word("detectCores")
def detect_cores(node: Call, scope: Scope) -> Value:
    """``parallel::detectCores()``."""
    return Value(py("os.cpu_count()"), Kind.NUMBER, whole=True)


@word("readRDS", "read_rds")
def read_rds(node: Call, scope: Scope) -> Value:
    """``readRDS(file)``: a data frame."""
    found = matched(node.arguments, "file")
    path = value(needed(found.get("file"), node), scope)
    return Value(call("read_rds", path.node), Kind.FRAME)


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

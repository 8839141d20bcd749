"""What reaches beyond a script: data files, which are read, and all that is refused."""

from __future__ import annotations

from collections.abc import Callable

from pybrms_mix.rscript.arguments import matched
from pybrms_mix.rscript.expressions import value
from pybrms_mix.rscript.kinds import Kind, Value
from pybrms_mix.rscript.python import call, constant
from pybrms_mix.rscript.refusals import Forbidden, NotPorted
from pybrms_mix.rscript.registry import WORDS, Word, word
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.vocabulary.vectors import needed
from pybrms_mix.syntax.nodes import Call, String, called

_SEPARATORS = {"read.csv2": ";", "read.delim": "\t", "read_tsv": "\t", "read_csv2": ";"}

_REFUSED = {
    "runs other programs": ("system", "system2", "shell", "shell.exec", "pipe", "fifo"),
    "runs other scripts": ("source", "sys.source", "eval", "evalq", "parse", "Rscript"),
    "reaches the network": ("download.file", "url", "socketConnection", "curl", "GET"),
    "changes files": (
        *("unlink", "file.remove", "file.rename", "file.copy", "file.create", "dir.create"),
        *("writeLines", "write", "sink", "dump", "dput", "save", "save.image", "saveRDS"),
        *("write.table", "write.csv", "write_csv", "write_rds", "ggsave", "pdf", "png", "file"),
    ),
    "calls code outside R": ("dyn.load", ".C", ".Call", ".External", ".Internal"),
}
FORBIDDEN = frozenset(name for names in _REFUSED.values() for name in names)
_NEEDLESS = {
    "install.packages": "pip installs what Python needs",
    "setwd": "paths start where the script runs",
    "options": "settings of R",
    "rm": "Python forgets by itself",
    "gc": "Python forgets by itself",
    "theme_set": "the look of ggplot2",
    "par": "the look of R's plots",
    "rstan_options": "settings of rstan",
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

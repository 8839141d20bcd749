"""The names of the files that a statement reads by ``source()``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.patterns import compiled
from pybrms_mix.rscript.literals import flagged, is_flag
from pybrms_mix.rscript.refusals import Forbidden
from pybrms_mix.rscript.script_paths import PathGuard
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Infix,
    Name,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

# Functions that return their argument, and those that call a function for each element.
_AROUND = frozenset({"invisible", "suppressMessages", "suppressWarnings", "local",
                     "suppressPackageStartupMessages"})  # fmt: skip
_EACH = frozenset({"sapply", "lapply", "walk", "map", "purrr::walk", "vapply"})
_JOINED = {"file.path": "/", "here": "/", "paste0": "", "paste": " "}


@dataclass
class FileNames:
    """The texts that the variables of a script hold, by which ``source()`` names its files.

    Attributes
    ----------
    folders : sequence of Path
        The folders in which files are looked for.
    texts : dict
        The texts that variables hold.
    """

    folders: Sequence[Path]
    texts: dict[str, list[str]] = field(default_factory=dict)

    def note(self, node: Part) -> None:
        """Remember the texts that a statement assigns to a variable, or forget the variable."""
        match node:
            case Assign(Name(text), part):
                strings = None if part is None else self.of(part)
                if strings is None:
                    self.texts.pop(text, None)
                else:
                    self.texts[text] = strings

    def sourced(self, node: Part) -> tuple[Call, list[str]] | None:
        """Return the call that sources scripts and the names of the files; None for others.

        The list is empty where the names are unknown.
        """
        node = _inner(node)
        match node:
            case For(Name(variable), values, body):
                inner = _inner(body)
                if not (isinstance(inner, Call) and called(inner) == "source"):
                    return None
                return inner, self._each(variable, values, _first(inner))
            case Infix(values, "%>%" | "|>", Call(function, arguments)):
                return self.sourced(Call(function, (Argument(None, values), *arguments), node.span))
            case If(condition, then, None) if _is_guard(condition):
                return self.sourced(then)
            case Call() if called(node) == "source":
                names = self.of(_first(node))
                return node, names if names is not None and len(names) == 1 else []
            case Call(_, arguments) if called(node) in _EACH and len(arguments) > 1:
                return self._applied(node)
        return None

    def _applied(self, node: Call) -> tuple[Call, list[str]] | None:
        """Return the call and the files of ``sapply(files, source)``; None for other calls."""
        values, function = node.arguments[0].value, node.arguments[1].value
        if isinstance(function, Name) and function.text == "source":
            return node, self.of(values) or []
        match function:
            case Function((Argument(None, Name(variable)),), body):
                inner = _inner(body)
                if isinstance(inner, Call) and called(inner) == "source":
                    return node, self._each(variable, values, _first(inner))
        return None

    def _each(self, variable: str, values: Part | None, file: Part | None) -> list[str]:
        """Return the file that is sourced for each value of a variable."""
        elements = self.of(values)
        if elements is None:
            return []
        names: list[str] = []
        for element in elements:
            inner = FileNames(self.folders, {**self.texts, variable: [element]})
            names += inner.of(file) or []
        return names

    def of(self, part: Part | None) -> list[str] | None:
        """Return the texts of an expression; None if they are unknown."""
        match part:
            case String(text):
                return [text]
            case Name(text):
                return self.texts.get(text)
            case Parens(body):
                return self.of(body)
            case Infix(_, "::", _):
                return None
            case Call(_, arguments):
                return self._of_call(part, arguments)
        return None

    def _of_call(self, node: Call, arguments: Sequence[Argument]) -> list[str] | None:
        name = called(node) or ""
        if name in ("list.files", "dir"):
            return self._listed(arguments)
        if name == "c":
            lists = [self.of(a.value) for a in arguments]
            return None if None in lists else [t for strings in lists for t in strings or ()]
        if name in ("getwd",):
            return ["."]
        if name not in _JOINED:
            return None
        options = {a.name: a.value for a in arguments if a.name in ("sep", "collapse", "fsep")}
        parts = [self.of(a.value) for a in arguments if a.name not in options]
        if None in parts or "collapse" in options:
            return None
        separators = [_JOINED[name]]
        for part in options.values():
            separators = self.of(part) or []
        if len(separators) != 1:
            return None
        (sep,) = separators
        vectors = [p for p in parts if p]
        size = max((len(v) for v in vectors), default=0)
        return [sep.join(v[n % len(v)] for v in vectors) for n in range(size)] or (
            ["."] if name == "here" else None)  # fmt: skip

    def _listed(self, arguments: Sequence[Argument]) -> list[str] | None:
        """Return the files of a folder, sorted as ``list.files()`` sorts them."""
        places = ("path", "pattern", "all.files", "full.names")
        options: Mapping[str, Part | None] = {
            a.name or places[n]: a.value
            for n, a in enumerate(arguments)
            if a.name or n < len(places)
        }
        path = [""] if options.get("path") is None else self.of(options.get("path"))
        patterns = [""] if options.get("pattern") is None else self.of(options.get("pattern"))
        full_names = options.get("full.names")
        if path is None or len(path) != 1 or patterns is None or len(patterns) != 1:
            return None
        if set(options) - set(places) or not (full_names is None or is_flag(full_names)):
            return None
        try:
            pattern = compiled(patterns[0])
        except InvalidArgument:  # the script raises the error when it is run
            return None
        for folder in self.folders:
            try:
                place = folder / PathGuard(folder)(path[0] or ".")
            except Forbidden:
                return None
            if place.is_dir():
                files = sorted((f.name for f in place.iterdir() if pattern.search(f.name)),
                               key=lambda name: (name.lower(), name))  # fmt: skip
                is_full = flagged(full_names)
                return [f"{path[0]}/{f}" if is_full and path[0] else f for f in files]
        return None


def _is_guard(condition: Part) -> bool:
    """Return whether a condition asks for a file, or whether a name is still unknown."""
    match condition:
        case Prefix("!", inner):
            return called(_inner(inner)) == "exists"
    return called(condition) == "file.exists"


def _inner(node: Part) -> Part:
    """Return a statement without the calls and braces around it."""
    while True:
        match node:
            case Block((single,)) | Parens(single):
                node = single
            case Call(_, (Argument(_, inner),)) if called(node) in _AROUND and inner is not None:
                node = inner
            case _:
                return node


def _first(node: Call) -> Part | None:
    """Return the file of a call of ``source()``."""
    file_parts = [a.value for a in node.arguments if a.name == "file"]
    free = [a.value for a in node.arguments if a.name is None]
    return (file_parts or free or [None])[0]

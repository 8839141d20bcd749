"""The texts that expressions of a script have before it runs, such as names of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.design.collate import collation_key
from pybrms_mix.r.text.patterns import compiled
from pybrms_mix.rscript.facts.literals import flagged, is_flag
from pybrms_mix.rscript.reading.script_paths import PathGuard
from pybrms_mix.rscript.trees.refusals import Forbidden
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Call,
    Infix,
    Name,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    called,
)

_JOINED = {"file.path": "/", "here": "/", "path": "/", "paste0": "", "paste": " "}
# Functions of one vector of texts.
_ORDERED: Mapping[str, Callable[[list[str]], list[str]]] = {
    "sort": lambda texts: sorted(texts, key=collation_key),
    "rev": lambda texts: texts[::-1],
    "unique": lambda texts: list(dict.fromkeys(texts)),
    "basename": lambda texts: [t.rpartition("/")[2] for t in texts],
    "c": lambda texts: texts,
    "as.character": lambda texts: texts,
}
_MOST = 1000


@dataclass
class LiteralTexts:
    """The texts that the variables of a script hold at one of its statements.

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

    def within(self, variable: str, element: str) -> LiteralTexts:
        """Return the texts inside of a loop, whose variable holds one text."""
        return LiteralTexts(self.folders, {**self.texts, variable: [element]})

    def of(self, part: Part | None) -> list[str] | None:
        """Return the texts of an expression; None if they are unknown."""
        match part:
            case String(text):
                return [text]
            case Number(text) if text.isdecimal():
                return [text]
            case Name(text):
                return self.texts.get(text)
            case Parens(body):
                return self.of(body)
            case Infix(Number(first), ":", Number(last)):
                return _counted(first, last)
            case Infix(values, "%>%" | "|>", Call(function, arguments)):
                return self.of(Call(function, (Argument(None, values), *arguments), part.span))
            case Call(_, arguments):
                return self._of_call(part, arguments)
        return None

    def holds(self, condition: Part) -> bool | None:
        """Return whether a comparison of texts holds; None where that is unknown."""
        match condition:
            case Parens(body):
                return self.holds(body)
            case Prefix("!", body):
                opposite = self.holds(body)
                return None if opposite is None else not opposite
            case Infix(left, "==" | "!=" | "%in%" as op, right):
                first, second = self.of(left), self.of(right)
                if first is None or second is None or len(first) != 1:
                    return None
                if op != "%in%" and len(second) != 1:
                    return None
                return (first[0] in second) is (op != "!=")
            case Call(
                Name("grepl"), (Argument(None | "pattern", pattern), Argument(None | "x", x))
            ):
                patterns, values = self.of(pattern), self.of(x)
                if patterns is None or values is None or len(patterns) != 1 or len(values) != 1:
                    return None
                return compiled(patterns[0]).search(values[0]) is not None
        return None

    def _of_call(self, node: Call, arguments: Sequence[Argument]) -> list[str] | None:
        name = called(node) or ""
        if name in ("list.files", "dir"):
            return self._listed(arguments)
        if name == "getwd":
            return ["."]
        lists = [self.of(a.value) for a in arguments]
        vectors = [v for v in lists if v is not None]
        if len(vectors) < len(lists):
            return None
        if name == "setdiff" and len(vectors) == 2:
            return [t for t in dict.fromkeys(vectors[0]) if t not in vectors[1]]
        if name == "c" or (name in _ORDERED and [a.name for a in arguments] in ([None], ["x"])):
            return _ORDERED[name]([t for v in vectors for t in v])
        return self._joined(name, arguments) if name in _JOINED else None

    def _joined(self, name: str, arguments: Sequence[Argument]) -> list[str] | None:
        """Return the texts that ``paste()`` and ``file.path()`` join, element by element."""
        options = {a.name: a.value for a in arguments if a.name in ("sep", "collapse", "fsep")}
        separators = [_JOINED[name]]
        for part in options.values():
            separators = self.of(part) or []
        if "collapse" in options or len(separators) != 1:
            return None
        (sep,) = separators
        vectors = [v for a in arguments if a.name not in options and (v := self.of(a.value))]
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
                names = (f.name for f in place.iterdir() if pattern.search(f.name))
                files = sorted(names, key=collation_key)
                is_full = flagged(full_names)
                return [f"{path[0]}/{f}" if is_full and path[0] else f for f in files]
        return None


def _counted(first: str, last: str) -> list[str] | None:
    """Return the whole numbers of ``1:3`` as texts; None for other numbers and long ranges."""
    if not (first.isdecimal() and last.isdecimal()):
        return None
    low, high = int(first), int(last)
    return list(map(str, range(low, high + 1))) if low <= high < low + _MOST else None

"""``port()``: translate an R script into a Python script."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pybrms_mix.base.dialect import USUAL as DIALECT
from pybrms_mix.base.dialect import dialect_of
from pybrms_mix.base.errors import Span
from pybrms_mix.rscript import vocabulary
from pybrms_mix.rscript.assigning_pipes import script_of
from pybrms_mix.rscript.chunks import read_script
from pybrms_mix.rscript.definitions import definition
from pybrms_mix.rscript.followed_types import follow, forget
from pybrms_mix.rscript.imports import generator, imports
from pybrms_mix.rscript.kinds import Value
from pybrms_mix.rscript.methods import methods_of
from pybrms_mix.rscript.names import PORTER_VARIABLES, python_names
from pybrms_mix.rscript.python import call, constant
from pybrms_mix.rscript.refusals import Decisive, NotPorted
from pybrms_mix.rscript.remarks import Remark, remark
from pybrms_mix.rscript.scope import Scope
from pybrms_mix.rscript.seeding import chance_after
from pybrms_mix.rscript.sources import Unit, units
from pybrms_mix.rscript.statements import statement
from pybrms_mix.rscript.targets import filled_in
from pybrms_mix.rscript.variables import (
    assigned_in,
    defined_in,
    keeps_picture,
    loaded_in,
    read_in,
    shared_in,
)
from pybrms_mix.rscript.versions import dialect_for, version_of
from pybrms_mix.rscript.walking import makes_dates, names_package
from pybrms_mix.rscript.writing import Written, sound, written
from pybrms_mix.syntax.nodes import Block, Part
from pybrms_mix.syntax.parse import Script

assert vocabulary.__all__  # the import registers the translated R functions


@dataclass(frozen=True)
class Piece:
    """One top-level statement of a script.

    Attributes:
        lines: the lines of the statement in the R script, counted from 1.
        python: the Python statements, with the comments before and beside them.
        reason: why the statement could not be ported; empty if it was.
        defines: the variables that the statement defines or changes.
        reads: the variables that the statement reads.
        decisive: whether all later lines depend on the statement.
    """

    lines: tuple[int, ...]
    python: tuple[ast.stmt, ...]
    reason: str
    defines: frozenset[str]
    reads: frozenset[str]
    node: Part
    decisive: bool = False


@dataclass(frozen=True)
class Port:
    """A ported script.

    Attributes:
        script: the R script.
        pieces: the statements of the script.
        name: the name of the file; empty if the script was given as text.
        known: the variables of the script by their Python names.
        opening: statements before the first one, which set the dialect of brms.
    """

    script: Script
    pieces: tuple[Piece, ...]
    ending: tuple[ast.stmt, ...]
    name: str = ""
    known: frozenset[str] = frozenset()
    opening: tuple[ast.stmt, ...] = ()

    @property
    def python(self) -> str:
        """Return the text of the Python script."""
        return self.written(self.pieces, self.ending).text

    @property
    def missing(self) -> tuple[int, ...]:
        """Return the numbers of the R lines that could not be ported."""
        return tuple(sorted({n for p in self.pieces if p.reason for n in p.lines}))

    @property
    def summary(self) -> str:
        """Return one line of text that counts the ported and the missing lines."""
        total = len({n for p in self.pieces for n in p.lines})
        missing_lines = self.missing
        count_text = f"{total - len(missing_lines)} of {total} lines ported"
        if not missing_lines:
            return f"{count_text}."
        return f"{count_text}; not ported: {ranges(missing_lines)}."

    def written(self, pieces: Sequence[Piece], ending: Sequence[ast.stmt] = ()) -> Written:
        """Return the Python text of some statements, with the imports that they need."""
        statements = [s for p in pieces for s in p.python]
        title = [ast.Expr(ast.Constant(f"The Python of {_title(self.name)}."))]
        title = title if self.name else []
        opening = pieces[0].python if pieces else ()
        gaps = (n for n, s in enumerate(opening) if not isinstance(s, Remark) or not s.text)
        first = next(gaps, len(opening))
        head, body = statements[:first], [*generator(statements), *statements[first:]]
        gap = [remark("")] if title and head else []
        body = [*self.opening, *body]
        import_nodes = imports(body)
        if import_nodes and isinstance(body[0], Remark) and not body[0].text:
            import_nodes = import_nodes[:-1]  # one empty line is enough
        return written([*title, *gap, *head, remark(""), *import_nodes, *body, *ending], self.known)


def port(script: str | Path, *, dialect: str | None = None) -> Port:
    """Translate an R script into Python. Neither script is run.

    A statement that cannot be ported stays in its place as a comment that starts with
    ``# not ported:`` and gives the reason. A script that ``source()`` names is ported in place of
    the call; it is looked for in the folder of the main script and in the working directory.

    Parameters
    ----------
    script : str or Path
        A file (``.R``), a document whose chunks hold R code (``.Rmd``, ``.qmd``), or the text of a
        script. The text of a document becomes comments.
    dialect : str, optional
        The version of brms whose names and defaults the Python script follows, "2.18" or "2.23". By
        default the version is the one that the script names in ``packageVersion()`` or in a session
        info, or that the file ``renv.lock`` beside the script names.

    Returns
    -------
    Port
        The Python script, statement by statement: ``python`` is its text, ``missing`` the lines of
        the R script that could not be ported.

    Raises
    ------
    RSyntaxError
        If the text is not valid R.
    InvalidFile
        If the file cannot be read.
    InvalidArgument
        If the dialect does not exist.

    See Also
    --------
    run : Run an R script as Python.

    Examples
    --------
    >>> print(port("x <- c(1, 2, 3)[2]").python, end="")
    import numpy as np
    <BLANKLINE>
    x = np.array([1, 2, 3])[1]
    """
    text, name = read_script(script)
    parsed = script_of(text)
    folders = [Path.cwd()]
    if name:
        folders.insert(0, Path(script).resolve().parent)
    return _Writer(parsed, folders).port(name, _spoken(text, folders, dialect))


def _spoken(text: str, folders: list[Path], dialect: str | None) -> tuple[ast.stmt, ...]:
    """Return the statements that set the dialect; there are none for the default dialect."""
    why = ""
    if dialect is None:
        version, place = version_of(text, folders)
        if not version or dialect_for(version) == DIALECT:
            return ()
        why, dialect = f"# {place} names brms {version}", dialect_for(version)
    set_ = ast.Expr(call("pm.options", dialect=constant(dialect_of(dialect).name)))
    return (*([remark(why)] if why else []), set_, remark(""))


class _Writer:
    """Walks through a script once and translates statements and comments in order."""

    def __init__(self, script: Script, folders: Sequence[Path]) -> None:
        self._script = script
        self._text = script.text
        self._comments = list(script.comments)
        self._left = {id(script): self._comments}
        self._units = tuple(units(script, folders))
        statements = [u.node for u in self._units]
        defined = [n for s in statements for n in defined_in(s)]
        loaded = tuple(n for n in loaded_in(statements) if n not in defined)
        names = python_names([*defined, *loaded])
        filled = frozenset(n for s in statements for n in filled_in(s))
        self._scope = Scope(
            names, filled=filled, loaded=loaded, keeps_picture=keeps_picture(statements),
            script=tuple(statements), dated=any(map(makes_dates, statements)),
            tables=any(names_package(s, "data.table") for s in statements),
            shared=frozenset(n for s in statements for n in shared_in(s)),
            methods=methods_of(statements),
            definer=lambda name, node, scope, kinds: definition(
                name, node, scope, self._within, kinds
            ),
        )  # fmt: skip
        self._known = frozenset(names.values()) | PORTER_VARIABLES

    def port(self, name: str, opening: tuple[ast.stmt, ...] = ()) -> Port:
        pieces = []
        statements = [u.node for u in self._units]
        assigned = [assigned_in(s) for s in statements]
        # How often each variable will still be assigned, and read, in the rest of the script.
        makes = Counter(n for names in assigned for n in names)
        reads = Counter(n for s in statements for n in read_in(s))
        assigned_before: set[str] = set()
        for at, node in enumerate(statements):
            makes.subtract(assigned[at])
            reads.subtract(read_in(node))
            unmade = set(self._scope.names) - assigned_before - assigned[at]
            self._scope.changed = {n for n, times in makes.items() if times} | unmade
            self._scope.later = {n for n, times in reads.items() if times}
            self._scope.chance = chance_after(statements, at)
            self._scope.following = statements[at + 1] if at + 1 < len(statements) else None
            pieces.append(self._unit(self._units[at], first=at == 0))
            assigned_before |= assigned[at]
        self._enter(self._script)
        ending = self._between(len(self._text), first=not pieces)
        return Port(self._script, tuple(pieces), tuple(ending), name, self._known, opening)

    def _enter(self, script: Script) -> list[ast.stmt]:
        """Continue in another script; return the comments at the end of the script before it."""
        if script.text is self._text:
            return []
        ended = self._text is not self._script.text
        remarks = self._between(len(self._text), first=False) if ended else []
        self._text = script.text
        self._comments = self._left.setdefault(id(script), list(script.comments))
        return remarks

    def _unit(self, unit: Unit, *, first: bool) -> Piece:
        """Translate one statement.

        A statement of a sourced script has the lines of ``source()``.
        """
        before = self._enter(unit.script)
        if unit.reads:
            piece = self._reading(unit, first=first)
        else:
            piece = self._piece(unit.node, first=first, why=unit.why)
        if unit.inside is not None:
            start = _span(unit.inside).start
            line = self._script.text.count("\n", 0, start) + 1
            piece = replace(piece, lines=(line,))
        return replace(piece, python=(*before, *piece.python))

    def _reading(self, unit: Unit, *, first: bool) -> Piece:
        """Return the comment that precedes the statements of a sourced script."""
        span = _span(unit.node)
        before = self._between(span.start, first=first)
        heading = remark(f"# {self._text[span.start : span.end].splitlines()[0]}")
        nothing: frozenset[str] = frozenset()
        return Piece(self._lines(span), (*before, heading), "", nothing, nothing, unit.node)

    def _piece(self, node: Part, *, first: bool, why: str = "") -> Piece:
        span = _span(node)
        before = self._between(span.start, first=first)
        reason, decisive = "", False
        self._scope.unsettled = frozenset(assigned_in(node))
        try:
            if why:
                raise NotPorted(why, span)
            python = self._one(node, self._scope)
            sound(python, self._known, span)
        except (NotPorted, RecursionError) as error:
            deep = "this is nested too deeply to be ported"
            decisive = isinstance(error, Decisive)
            reason = error.message if isinstance(error, NotPorted) else deep
            self._comments = [c for c in self._comments if c.start >= span.end]
            python = self._kept(span, reason)
            forget(assigned_in(node), self._scope)
            for name in assigned_in(node):
                self._scope.known.pop(name, None)
                if name in self._scope.names:  # not the constant TRUE, as in setkey(TRUE)
                    self._scope.known[name] = Value(ast.Name(self._scope.names[name]))
        self._scope.notes.clear()
        after = self._beside(span.end, on_own_line=not python)
        return Piece(
            self._lines(span),
            (*before, *python, *after),
            reason,
            frozenset(assigned_in(node)),
            frozenset(read_in(node)),
            node,
            decisive,
        )

    def _one(self, node: Part, scope: Scope) -> list[ast.stmt]:
        """Translate one statement, after the comments that stood inside it."""
        span = _span(node)
        outer, scope.before = scope.before, []
        try:
            python = statement(node, scope, self._within)
            python = [*scope.before, *python]
            follow(node, scope)
        finally:
            scope.before = outer
        inner = [c for c in self._comments if c.start < span.end]
        self._comments = self._comments[len(inner) :]
        comments = [remark(c.text[c.start : c.end]) for c in inner]
        notes = [remark(f"# {note}") for note in scope.notes]
        scope.notes.clear()
        for part in (n for s in python for n in ast.walk(s) if isinstance(n, ast.stmt)):
            if not hasattr(part, "place"):
                part.place = span  # type: ignore[attr-defined]
        return [*comments, *notes, *python]

    def _within(self, node: Part, scope: Scope) -> list[ast.stmt]:
        """Translate the statements of a block."""
        statements = node.statements if isinstance(node, Block) else (node,)
        python: list[ast.stmt] = []
        for at, part in enumerate(statements):
            span = _span(part)
            scope.following = statements[at + 1] if at + 1 < len(statements) else None
            python += self._between(span.start, first=at == 0)
            python += self._one(part, scope)
            python += self._beside(span.end, on_own_line=not python)
        if isinstance(node, Block):
            python += self._between(_span(node).end, first=True)
        return python

    def _between(self, end: int, *, first: bool) -> list[ast.stmt]:
        """Return the comments and empty lines before ``end``."""
        remarks: list[ast.stmt] = []
        while self._comments and self._comments[0].start < end:
            comment = self._comments.pop(0)
            if comment.start == 0 and comment.text.startswith("#!"):
                continue  # the program that runs R
            remarks += self._gap(comment.start, first=first and not remarks)
            remarks.append(remark(comment.text[comment.start : comment.end]))
        return [
            *remarks,
            *([] if end == len(self._text) else self._gap(end, first=first and not remarks)),
        ]

    def _gap(self, start: int, *, first: bool) -> list[ast.stmt]:
        before = self._text[:start].rstrip(" \t")
        return [remark("")] if before.endswith("\n\n") and not first else []

    def _beside(self, end: int, *, on_own_line: bool = False) -> list[ast.stmt]:
        """Return the comment on the last line of a statement."""
        if self._comments and "\n" not in self._text[end : self._comments[0].start]:
            comment = self._comments.pop(0)
            return [remark(comment.text[comment.start : comment.end], beside=not on_own_line)]
        return []

    def _kept(self, span: Span, reason: str) -> list[ast.stmt]:
        """Return the R lines of a statement as comments."""
        lines = self._text[span.start : span.end].splitlines()
        remarks = [remark(f"# not ported: {reason}")]
        return [*remarks, *(remark(f"# {line}".rstrip()) for line in lines)]

    def _lines(self, span: Span) -> tuple[int, ...]:
        """Return the line numbers of a statement, without empty lines and comments."""
        first = self._text.count("\n", 0, span.start) + 1
        lines = self._text[span.start : span.end].split("\n")
        numbers = (
            first + n for n, line in enumerate(lines) if line.strip() and line.strip()[0] != "#"
        )
        return tuple(numbers)


def _span(node: Part) -> Span:
    assert node.span is not None
    return node.span


def _title(name: str) -> str:
    """Return the name of a file, escaped for a docstring."""
    return "".join(c if c.isalnum() or c in " ._-" else "_" for c in name)


def ranges(lines: Sequence[int]) -> str:
    """Format line numbers as "line 3" or "lines 3, 5-7"."""
    ends: list[list[int]] = []
    for line in lines:
        if ends and line == ends[-1][1] + 1:
            ends[-1][1] = line
        else:
            ends.append([line, line])
    range_text = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ends)
    return f"line{'s' if len(lines) > 1 else ''} {range_text}"

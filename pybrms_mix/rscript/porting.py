"""``port()``: translate an R script into a Python script."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pybrms_mix.base.dialect import USUAL as DIALECT
from pybrms_mix.base.dialect import dialect_of
from pybrms_mix.base.errors import Span
from pybrms_mix.rscript import vocabulary
from pybrms_mix.rscript.expressing.copies import filled_in
from pybrms_mix.rscript.expressing.methods import methods_of
from pybrms_mix.rscript.expressing.versions import dialect_for, version_of
from pybrms_mix.rscript.facts.followed_types import follow, forget
from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.facts.scope import Scope
from pybrms_mix.rscript.facts.variables import (
    assigned_in,
    defined_in,
    keeps_picture,
    loaded_in,
    read_in,
    shared_in,
)
from pybrms_mix.rscript.ported import Piece, Port
from pybrms_mix.rscript.reading.assigned_names import computes_names
from pybrms_mix.rscript.reading.assigning_pipes import script_of
from pybrms_mix.rscript.reading.chunks import read_script
from pybrms_mix.rscript.reading.sources import Unit, units
from pybrms_mix.rscript.statements.copied_data import copied_data
from pybrms_mix.rscript.statements.definitions import definition
from pybrms_mix.rscript.statements.devices import may_draw, shown_page
from pybrms_mix.rscript.statements.needless import is_needless
from pybrms_mix.rscript.statements.seeding import chance_after
from pybrms_mix.rscript.statements.single_statements import statement
from pybrms_mix.rscript.trees.call_arguments import parameter
from pybrms_mix.rscript.trees.names import (
    BY_NAME,
    LAST_PICTURE,
    PICTURE,
    PORTER_VARIABLES,
    python_names,
)
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.rscript.trees.remarks import remark
from pybrms_mix.rscript.trees.stops import Stop, lines_of, placed, raising, stop_of, stub
from pybrms_mix.rscript.trees.walking import makes_dates, may_predict_several, names_package
from pybrms_mix.rscript.writing.script_text import sound
from pybrms_mix.syntax.nodes import Assign, Block, Function, Name, Part
from pybrms_mix.syntax.parse import Script

assert vocabulary.__all__  # the import registers the translated R functions


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
            several=any(map(may_predict_several, statements)),
            tables=any(names_package(s, "data.table") for s in statements),
            shared=frozenset(n for s in statements for n in shared_in(s)),
            methods=methods_of(statements), computes_names=computes_names(statements),
            definer=lambda name, node, scope, kinds: definition(
                name, node, scope, self._within, kinds
            ),
        )  # fmt: skip
        self._known = frozenset(names.values()) | PORTER_VARIABLES
        self._stops = self._scope.stops

    def port(self, name: str, opening: tuple[ast.stmt, ...] = ()) -> Port:
        pieces = []
        if self._scope.computes_names:
            script_names = ast.List([constant(n) for n in self._scope.names])
            variables = call("r.variables_by_name", script_names)
            opening = (*opening, ast.Assign([ast.Name(BY_NAME)], variables))
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
            self._scope.packages.note(node, statements)
            self._scope.chance = chance_after(statements, at)
            self._scope.following = tuple(statements[at + 1 :])
            pieces.append(self._unit(self._units[at], first=at == 0))
            assigned_before |= assigned[at]
        self._enter(self._script)
        ending = self._between(len(self._text), first=not pieces)
        ending += shown_page(self._scope)
        if self._scope.has_device:  # R closes its graphics devices when a script ends
            ending.append(ast.Expr(call("r.close_devices")))
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
            stops = tuple(replace(s, lines=(line,)) for s in piece.stops)
            piece = replace(piece, lines=(line,), stops=stops)
        return replace(piece, python=(*before, *piece.python), file=unit.file)

    def _reading(self, unit: Unit, *, first: bool) -> Piece:
        """Return the comment that precedes the statements of a sourced script."""
        span = _span(unit.node)
        before = self._between(span.start, first=first)
        heading = remark(f"# {self._text[span.start : span.end].splitlines()[0]}")
        nothing: frozenset[str] = frozenset()
        return Piece(lines_of(span), (*before, heading), "", nothing, nothing, unit.node)

    def _piece(self, node: Part, *, first: bool, why: str = "") -> Piece:
        span = _span(node)
        before = self._between(span.start, first=first)
        reason, decisive = "", False
        self._stops.clear()
        self._scope.unsettled = frozenset(assigned_in(node))
        try:
            if why:
                raise NotPorted(why, span)
            python = self._one(node, self._scope)
            sound(python, self._known, span)
        except (NotPorted, RecursionError) as error:
            stop = stop_of(error, span)
            reason, decisive = stop.reason, stop.decisive
            python = self._lost(node, stop, self._scope)
            self._stops.clear()
            if function := self._stub(node, stop):
                python, decisive = [*python, function], False
                self._stops.append(stop)
        self._scope.notes.clear()
        reads, defines = self._picture(python)
        after = self._beside(span.end, on_own_line=not python)
        return Piece(
            lines_of(span),
            (*before, *python, *after),
            reason,
            frozenset(assigned_in(node)) | defines,
            frozenset(read_in(node)) | self._read_besides(python, node) | reads,
            node,
            decisive,
            tuple(self._stops),
        )

    def _read_besides(self, python: Sequence[ast.stmt], node: Part) -> set[str]:
        """Return the variables that the Python of a statement reads and its R does not name.

        ``ggsave("f.png")`` reads the variable of the last picture.
        """
        python_uses = {n.id for s in python for n in ast.walk(s) if isinstance(n, ast.Name)}
        r_names = assigned_in(node) | read_in(node)
        return {
            r for r, name in self._scope.names.items() if name in python_uses and r not in r_names
        }

    @staticmethod
    def _picture(python: Sequence[ast.stmt]) -> tuple[frozenset[str], frozenset[str]]:
        """Return the last picture as a name that statements read, and that they define."""
        parts = [n for s in python for n in ast.walk(s)]
        names = any(isinstance(n, ast.Name) and n.id == PICTURE for n in parts)
        targets = [t for n in parts if isinstance(n, ast.Assign) for t in n.targets]
        stores = any(isinstance(t, ast.Name) and t.id == PICTURE for t in targets)
        last = frozenset({LAST_PICTURE})
        return (last if names and not stores else frozenset()), (last if stores else frozenset())

    def _lost(self, node: Part, stop: Stop, scope: Scope) -> list[ast.stmt]:
        """Return the comments in place of a statement that could not be ported."""
        self._comments = [c for c in self._comments if c.start >= stop.span.end]
        scope.notes.clear()
        if may_draw(node, scope):
            scope.last_picture = None
        forget(node, scope)
        for name in assigned_in(node):
            scope.known.pop(name, None)
            if name in scope.names:  # not the constant TRUE, as in setkey(TRUE)
                scope.known[name] = Value(ast.Name(scope.names[name]))
        return self._kept(stop.span, stop.reason)

    def _stub(self, node: Part, stop: Stop) -> ast.stmt | None:
        """Return a function that stops, in place of a function that could not be ported."""
        match node:
            case Assign(Name(text), Function() as function) if text in self._scope.names:
                name = self._scope.names[text]
                parameters = tuple(n for p in function.parameters if (n := parameter(p)) != "...")
                self._scope.known[text] = Value(ast.Name(name), Kind.FUNCTION, free=True,
                                                parameters=parameters, places=True)  # fmt: skip
                return placed(stub(name, stop), stop.span)
        return None

    def _inner(self, node: Part, scope: Scope, *, valued: bool) -> list[ast.stmt]:
        """Translate one statement of a block; one that cannot be ported becomes a stop."""
        span = _span(node)
        self._drop_stops(span)
        before, scope.valued = scope.valued, valued
        try:
            return self._one(node, scope)
        except NotPorted as error:
            stop = stop_of(error, span)
        finally:
            scope.valued = before
        self._drop_stops(span)
        self._stops.append(stop)
        remarks = self._lost(node, stop, scope)
        if not valued and is_needless(node, stop, scope):
            return remarks
        return [*remarks, placed(raising(stop), span)]

    def _drop_stops(self, span: Span) -> None:
        """Forget the stops inside of a statement that is translated again, or not at all."""
        self._stops = [s for s in self._stops if s.span.start < span.start or s.span.end > span.end]

    def _one(self, node: Part, scope: Scope) -> list[ast.stmt]:
        """Translate one statement, after the comments that stood inside it."""
        span = _span(node)
        outer, scope.before = scope.before, []
        try:
            copies = copied_data(node, scope)
            python = statement(node, scope, self._within)
            python = [*copies, *scope.before, *python]
            follow(node, scope)
        finally:
            scope.before = outer
        inner = [c for c in self._comments if c.start < span.end]
        self._comments = self._comments[len(inner) :]
        comments = [remark(c.text[c.start : c.end]) for c in inner]
        notes = [remark(f"# {note}") for note in scope.notes]
        scope.notes.clear()
        return [*comments, *notes, *(placed(s, span) for s in python)]

    def _within(self, node: Part, scope: Scope) -> list[ast.stmt]:
        """Translate the statements of a block."""
        statements = node.statements if isinstance(node, Block) else (node,)
        python: list[ast.stmt] = []
        for at, part in enumerate(statements):
            span = _span(part)
            scope.following = tuple(statements[at + 1 :])
            python += self._between(span.start, first=at == 0)
            valued = scope.valued and at == len(statements) - 1
            python += self._inner(part, scope, valued=valued)
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


def _span(node: Part) -> Span:
    assert node.span is not None
    return node.span

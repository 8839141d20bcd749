"""Execute the Python of a script: with a guard of paths, and errors at their lines of R."""

from __future__ import annotations

import ast
import copy
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from types import CodeType, TracebackType
from typing import Any

from pybrms_mix.base.dialect import options
from pybrms_mix.base.errors import PybrmsError, Span
from pybrms_mix.r.session.session_options import start_session
from pybrms_mix.r.session.unported import LineNotPorted
from pybrms_mix.rscript.data_files import plain_texts
from pybrms_mix.rscript.ported import Piece
from pybrms_mix.rscript.python_errors import told_of
from pybrms_mix.rscript.reading.script_paths import PathGuard
from pybrms_mix.rscript.trees.refusals import Forbidden, ScriptError
from pybrms_mix.rscript.writing import allowed
from pybrms_mix.rscript.writing.script_text import Written

# The variable with the path guard in the script; no R variable can have this name.
_GUARD = "_guard"
_FILE = "<R script>"


@dataclass(frozen=True)
class Reached:
    """A stop that a run has reached.

    Attributes
    ----------
    piece
        The statement of the script that was running.
    reason
        The message of the stop.
    """

    piece: Piece
    reason: str


class Execution:
    """The variables of a script that is executed, and its statements that wait.

    Parameters
    ----------
    python
        A script that has passed the gate.
    pieces
        The statements of the R script from which it was written, in order.
    guard
        Checks the paths that the script opens.
    """

    def __init__(self, python: Written, pieces: Sequence[Piece], guard: PathGuard) -> None:
        tree = _Guarded().visit(copy.deepcopy(python.tree))
        imports = [s for s in tree.body if isinstance(s, ast.Import | ast.ImportFrom)]
        body = [s for s in tree.body if s not in imports]
        modules = {name: value for s in imports for name, value in _imported(s).items()}
        self._waiting = list(zip(body, _owners(body, pieces), strict=True))
        self._namespace = {"__name__": "__main__", _GUARD: _Passage(guard), **modules}
        # The options that the script sets hold for all of its statements, and for nothing else.
        self._context = copy_context()
        self._context.run(start_session)
        self._files = {p.span.text: p.file for p in pieces if p.file}
        self._hidden = {"__builtins__", "__name__", _GUARD, *modules, "rng"}

    @property
    def variables(self) -> dict[str, Any]:
        """Return the variables of the script by their Python names."""
        return {n: v for n, v in self._namespace.items() if n not in self._hidden}

    def go_on(self, pieces: Collection[Piece]) -> Reached | None:
        """Execute the statements that wait, as far as they belong to the given pieces.

        Return the stop that was reached. The variables that its statement assigns are removed.
        """
        piece_ids = {id(p) for p in pieces}
        waiting = [(s, p) for s, p in self._waiting if p is None or id(p) in piece_ids]
        body = [s for s, _ in waiting]
        places = _numbered(body)
        module = ast.fix_missing_locations(ast.Module(body, []))
        before = options()
        try:
            self._context.run(_execute, compile(module, _FILE, "exec"), self._namespace)
        except LineNotPorted as stop:
            at = _statement_at(stop.__traceback__, body)
            piece = waiting[at][1]
            if piece is None:
                raise
            for name in _stored([s for s, p in waiting if p is piece]):
                self._namespace.pop(name, None)
            self._waiting = [(s, p) for s, p in waiting[at + 1 :] if p is not piece]
            return Reached(piece, stop.reason)
        except _Refusal as refusal:
            raise self._placed(refusal.error, refusal.__traceback__, places) from None
        except SystemExit as ending:
            if ending.code:
                place = _place(ending.__traceback__, places)
                message = f"The script ends itself here: quit(status = {ending.code})."
                raise ScriptError(message, span=place) from None
        except PybrmsError as error:
            self._placed(error, error.__traceback__, places)
            raise
        except Exception as error:
            place = _place(error.__traceback__, places)
            line = "" if place is None else f"{self._line(place)}: "
            message = f"{line}{told_of(error)}"
            raise ScriptError(message, span=place) from error
        finally:
            options(**before)
        return None

    def _placed(
        self, error: PybrmsError, traceback: TracebackType | None, places: list[Span]
    ) -> PybrmsError:
        """Return an error whose hint shows the line of the script."""
        place = _place(traceback, places)
        if place is not None:
            heading = f"The error occurred in {self._line(place)}"
            owner = "" if place.text in self._files else " of the script"
            error.hint = "\n".join(
                filter(None, [error.hint, f"{heading}{owner}:\n{place.shown()}"])
            )
        return error

    def _line(self, place: Span) -> str:
        """Return the line of a place in words, and the file if it is in a sourced script."""
        file = self._files.get(place.text)
        return f"line {line_of(place)}" + ("" if file is None else f" of '{file}'")


def _execute(code: CodeType, namespace: dict[str, Any]) -> None:
    exec(code, namespace)


def line_of(span: Span) -> int:
    """Return the line of a place in a script, counted from 1."""
    return span.text.count("\n", 0, span.start) + 1


def _owners(body: Iterable[ast.stmt], pieces: Sequence[Piece]) -> list[Piece | None]:
    """Return the piece from which each statement was written; None for those before the first."""
    owners: list[Piece | None] = []
    at = -1
    for statement in body:
        place = getattr(statement, "place", None)
        if isinstance(place, Span):
            holders = (n for n in range(max(at, 0), len(pieces)) if _holds(pieces[n], place))
            at = next(holders, at)
        owners.append(pieces[at] if at >= 0 else None)
    return owners


def _holds(piece: Piece, place: Span) -> bool:
    span = piece.node.span
    assert span is not None
    return span.text == place.text and span.start <= place.start and place.end <= span.end


def _stored(statements: Iterable[ast.stmt]) -> set[str]:
    """Return the names that statements assign, outside of the functions in them."""
    names: set[str] = set()
    stack: list[ast.AST] = list(statements)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            stack += ast.iter_child_nodes(node)
    return names


def _statement_at(traceback: TracebackType | None, body: Sequence[ast.stmt]) -> int:
    """Return the position of the statement of the script that raised an error."""
    starts = list(accumulate((s.lineno for s in body), max))
    while traceback is not None and traceback.tb_frame.f_code.co_filename != _FILE:
        traceback = traceback.tb_next
    assert traceback is not None
    return max(bisect_right(starts, traceback.tb_lineno) - 1, 0)


def _imported(statement: ast.stmt) -> dict[str, Any]:
    """Execute an import that has passed the gate; return the imported objects by name."""
    objects: dict[str, Any] = {}
    for alias in getattr(statement, "names", ()):
        name = alias.asname or alias.name
        match statement:
            case ast.ImportFrom(str(module)):
                objects[name] = getattr(import_module(module), alias.name)
            case _:
                objects[name] = import_module(alias.name)
    return objects


def _numbered(body: list[ast.stmt]) -> list[Span]:
    """Set the number of each statement as its line; return their places in the R script."""
    places: list[Span] = []
    stack: list[tuple[ast.AST, int]] = [(s, 1) for s in reversed(body)]
    while stack:
        node, number = stack.pop()
        place = getattr(node, "place", None)
        if isinstance(place, Span):
            places.append(place)
            number = len(places)
        if isinstance(node, ast.expr | ast.stmt | ast.excepthandler | ast.arg | ast.keyword):
            node.lineno = node.end_lineno = number
            node.col_offset = node.end_col_offset = 0
        stack += [(child, number) for child in ast.iter_child_nodes(node)]
    return places


def _place(traceback: TracebackType | None, places: list[Span]) -> Span | None:
    """Return the place of the statement in the R script that raised an error."""
    span: Span | None = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == _FILE and places:
            span = places[min(traceback.tb_lineno, len(places)) - 1]
        traceback = traceback.tb_next
    return span


class _Refusal(BaseException):
    """The refusal of a path. No error handler of the script catches it, so the script ends."""

    def __init__(self, error: Forbidden) -> None:
        super().__init__(error.message)
        self.error = error


@dataclass(frozen=True)
class _Passage:
    """The path checker in a script. A refusal ends the script, even within ``try()``."""

    guard: PathGuard

    def __call__(self, path: Any) -> Any:
        try:
            return self.guard(path)
        except Forbidden as error:
            raise _Refusal(error) from None

    def target(self, path: Any) -> Any:
        """Return the path of a file to be written, after a check; a missing folder is made."""
        checked = self(path)
        return checked if checked is None else plain_texts.target(checked)

    def within(self, named: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
        """Return the arguments by name, after a check of the paths among them."""
        try:
            return self.guard.within(named, names)
        except Forbidden as error:
            raise _Refusal(error) from None


class _Guarded(ast.NodeTransformer):
    """Wraps each path argument in a call of the path checker."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        place, names = allowed.path_of(allowed.dotted(node.func))
        checker: ast.expr = ast.Name(_GUARD, ast.Load())
        if isinstance(node.func, ast.Attribute) and node.func.attr in allowed.PATH_METHODS:
            place, name = allowed.PATH_METHODS[node.func.attr]
            names = (name,)
            checker = ast.Attribute(checker, "target", ast.Load())
        if allowed.dotted(node.func) in allowed.TARGETS:
            checker = ast.Attribute(checker, "target", ast.Load())
        if place is not None and len(node.args) > place:
            node.args[place] = ast.Call(checker, [node.args[place]], [])
        for keyword in node.keywords:
            if keyword.arg in names:
                keyword.value = ast.Call(checker, [keyword.value], [])
            elif keyword.arg is None and names:
                listed = ast.Tuple([ast.Constant(n) for n in names], ast.Load())
                within = ast.Attribute(ast.Name(_GUARD, ast.Load()), "within", ast.Load())
                keyword.value = ast.Call(within, [keyword.value, listed], [])
        return node

"""``run()``: translate an R script into Python and run it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from pybrms_mix.base.dialect import options
from pybrms_mix.base.errors import PybrmsError, Span
from pybrms_mix.r.number_options import usual_options
from pybrms_mix.rscript import allowed, plain_texts
from pybrms_mix.rscript.ported import Piece, Port, ranges
from pybrms_mix.rscript.porting import port
from pybrms_mix.rscript.python_errors import told_of
from pybrms_mix.rscript.refusals import Forbidden, ScriptError, Stopped
from pybrms_mix.rscript.script_paths import PathGuard
from pybrms_mix.rscript.variables import calls_in
from pybrms_mix.rscript.vocabulary.random_numbers import draws
from pybrms_mix.rscript.vocabulary.reach import FORBIDDEN
from pybrms_mix.rscript.writing import Written
from pybrms_mix.syntax.nodes import Assign, Call, Function, called

# Functions that call the functions among their arguments.
_CALLERS = frozenset(
    {"sapply", "lapply", "vapply", "mapply", "Map", "map", "map_dbl", "map_chr", "map_int"}
    | {"map2", "map2_dbl", "apply", "do.call", "Reduce", "Filter", "match.fun", "outer"}
)
# The variable with the path guard in the script; no R variable can have this name.
_GUARD = "_guard"
_FILE = "<R script>"


def run(script: str | Path | Port, *, allow: Iterable[str | Path] = ()) -> dict[str, Any]:
    """Run an R script as Python.

    The script runs in the working directory: relative paths are resolved there. The script may read
    data (``read.csv``, ``readRDS``) and store fits (``file =``) in this folder and nowhere else.
    Statements that could not be ported are skipped, and so are the statements that depend on them.

    Parameters
    ----------
    script : str, Path or Port
        The file of an R script, its text, or the result of ``port()``.
    allow : iterable of str or Path, optional
        Other folders, files and prefixes of addresses ("https://example.org/data/") that the script
        may access.

    Returns
    -------
    dict
        The variables of the script, keyed by their Python names.

    Raises
    ------
    Forbidden
        If a line calls the shell, reads other scripts or uses the network; this is checked before
        anything is run. Also if a path leads out of the folder; this is checked during the run.
    Stopped
        If all remaining statements depend on a statement that could not be ported. The statements
        before it have been run.
    ScriptError
        If the Python script raises an error. The message holds the line of R.
    PybrmsError
        If the R script itself is wrong.

    See Also
    --------
    port : Translate an R script without running it.

    Examples
    --------
    >>> run("x <- 1:4; total <- sum(x^2)")["total"].item()
    30
    """
    ported = script if isinstance(script, Port) else port(script)
    for name, span in _reaches(ported):
        line = _line(span)
        raise Forbidden(
            f"{name}() is not run (line {line})",
            span=span,
            hint="Ported scripts may read data and store fits, but nothing else.",
        )
    runnable, stopped, skipped = _possible(ported.pieces)
    variables = _executed(ported.written(runnable), PathGuard(Path.cwd(), allow))
    if stopped is not None:
        names = stopped.defines & {n for p in skipped for n in p.reads}
        also = sorted({n for p in skipped for n in p.lines} - set(stopped.lines))
        need = f"Later lines need {', '.join(sorted(names)) or 'it'}"
        raise Stopped(
            f"line {stopped.lines[0]} could not be ported: {stopped.reason}",
            span=stopped.node.span,
            hint=f"{need}; not run: {ranges(also)}." if also else f"{need}.",
        )
    return variables


def _possible(pieces: tuple[Piece, ...]) -> tuple[list[Piece], Piece | None, list[Piece]]:
    """Return the statements to run, the first missing statement, and all skipped statements.

    A statement is skipped if it reads a variable that a skipped statement would have defined. The
    script ends at a skipped statement that all later statements depend on: an option that changes
    results, or random numbers that R would have drawn. A function may call functions that are
    defined after it. A statement that reads a function reads the variables of this function, too.
    """
    runnable: list[Piece] = []
    skipped: list[Piece] = []
    functions: dict[str, frozenset[str]] = {}
    lost_names: set[str] = set()
    stopped: Piece | None = None
    for at, piece in enumerate(pieces):
        needless = bool(piece.reason) and not piece.defines & _read_later(at, pieces)
        reads = piece.reads if _is_function(piece) else _reached(piece.reads, functions)
        if not piece.reason and not reads & lost_names:
            runnable.append(piece)
            if _is_function(piece):
                functions |= dict.fromkeys(piece.defines, piece.reads)
            lost_names -= piece.defines - piece.reads
            continue
        draws_later = _draws(piece) and any(_draws(p) for p in pieces[at + 1 :])
        if needless and not piece.decisive and not draws_later:
            runnable.append(piece)  # a comment without a statement
            continue
        stopped = stopped or piece
        skipped.append(piece)
        lost_names |= piece.defines
        if piece.decisive or draws_later:
            skipped += pieces[at + 1 :]
            break
    return runnable, stopped, skipped


def _draws(piece: Piece) -> bool:
    """Return whether a statement draws numbers from R's generator."""
    return any(draws(c) for c in calls_in(piece.node))


def _line(span: Span) -> int:
    return span.text.count("\n", 0, span.start) + 1


def _reaches(ported: Port) -> Iterator[tuple[str, Span]]:
    """Return the places where a script names forbidden functions, in calls or as arguments."""
    for call in (c for p in ported.pieces for c in calls_in(p.node)):
        nodes = [call.function]
        if called(call) in _CALLERS:
            nodes += [a.value for a in call.arguments if a.value is not None]
        for node in nodes:
            name = called(Call(node, ())) or getattr(node, "text", "")
            if name in FORBIDDEN and node.span is not None:
                yield name, node.span


def _read_later(at: int, pieces: tuple[Piece, ...]) -> frozenset[str]:
    """Return the names that later statements read, directly or by the functions they call."""
    functions = {n: p.reads for p in pieces[:at] if _is_function(p) for n in p.defines}
    return _reached((n for later in pieces[at + 1 :] for n in later.reads), functions)


def _is_function(piece: Piece) -> bool:
    """Return whether a statement defines a function of the script."""
    return isinstance(piece.node, Assign) and isinstance(piece.node.value, Function)


def _reached(names: Iterable[str], functions: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the names, with all names that the functions among them read, also indirectly."""
    reached_names: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached_names:
            reached_names.add(name)
            waiting += functions.get(name, ())
    return frozenset(reached_names)


def _executed(python: Written, guard: PathGuard) -> dict[str, Any]:
    """Execute a script that has passed the gate; return its variables."""
    tree = _Guarded().visit(copy.deepcopy(python.tree))
    imports = [s for s in tree.body if isinstance(s, ast.Import | ast.ImportFrom)]
    body = [s for s in tree.body if s not in imports]
    modules = {name: value for s in imports for name, value in _imported(s).items()}
    places = _numbered(body)
    namespace: dict[str, Any] = {"__name__": "__main__", _GUARD: _Passage(guard), **modules}
    module = ast.fix_missing_locations(ast.Module(body, []))
    before = options()
    try:
        with usual_options():
            exec(compile(module, _FILE, "exec"), namespace)
    except _Refusal as refusal:
        raise _placed(refusal.error, refusal.__traceback__, places) from None
    except SystemExit as ending:
        if ending.code:
            place = _place(ending.__traceback__, places)
            message = f"The script ends itself here: quit(status = {ending.code})."
            raise ScriptError(message, span=place) from None
    except PybrmsError as error:
        _placed(error, error.__traceback__, places)
        raise
    except Exception as error:
        place = _place(error.__traceback__, places)
        line = "" if place is None else f"line {_line(place)}: "
        message = f"{line}{told_of(error)}"
        raise ScriptError(message, span=place) from error
    finally:
        options(**before)
    hidden = {"__builtins__", "__name__", _GUARD, *modules, "rng"}
    return {n: v for n, v in namespace.items() if n not in hidden}


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


def _placed(error: PybrmsError, traceback: TracebackType | None, places: list[Span]) -> PybrmsError:
    """Return an error whose hint shows the line of the script."""
    place = _place(traceback, places)
    if place is not None:
        place_text = f"The error occurred in line {_line(place)} of the script:\n{place.shown()}"
        error.hint = "\n".join(filter(None, [error.hint, place_text]))
    return error


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

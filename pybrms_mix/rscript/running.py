"""``run()``: translate an R script into Python and run it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import Span
from pybrms_mix.base.public_calls import warn
from pybrms_mix.rscript.data_files.printed_files import own_output
from pybrms_mix.rscript.executing import Execution, line_of
from pybrms_mix.rscript.facts.variables import calls_in, shared_in
from pybrms_mix.rscript.ported import Piece, Port, ranges
from pybrms_mix.rscript.porting import port
from pybrms_mix.rscript.reading.script_paths import PathGuard
from pybrms_mix.rscript.trees.refusals import Forbidden, NotPorted, Stopped
from pybrms_mix.rscript.trees.stops import Stop, stop_of
from pybrms_mix.rscript.trees.walking import below
from pybrms_mix.rscript.vocabulary.basics.random_numbers import draws
from pybrms_mix.rscript.vocabulary.session.reach import FORBIDDEN
from pybrms_mix.syntax.nodes import Assign, Call, Function, If, Part, called

# Functions that call the functions among their arguments.
_CALLERS = frozenset(
    {"sapply", "lapply", "vapply", "mapply", "Map", "map", "map_dbl", "map_chr", "map_int"}
    | {"map2", "map2_dbl", "apply", "do.call", "Reduce", "Filter", "match.fun", "outer"}
)


def run(script: str | Path | Port, *, allow: Iterable[str | Path] = ()) -> dict[str, Any]:
    """Run an R script as Python.

    The script runs in the working directory: relative paths are resolved there. The script may read
    data (``read.csv``, ``readRDS``) and store fits (``file =``) in this folder and nowhere else.
    Statements that could not be ported are skipped, and so are the statements that depend on them.
    Where a part of a statement could not be ported, such as a branch or a line of a function, the
    statement ends when the run reaches this part, and is skipped in the same way.

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
        anything is run. Also if a path leads out of the folder, or if such a line in a branch or in
        a function is reached; this is checked during the run.
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
    >>> run("x <- 1:4; total <- sum(x^2)")["total"]
    30
    """
    ported = script if isinstance(script, Port) else port(script)
    for name, span in _reaches(ported):
        line = line_of(span)
        raise Forbidden(
            f"{name}() is not run (line {line})",
            span=span,
            hint="Ported scripts may read data and store fits, but nothing else.",
        )
    pieces = ported.pieces
    stops = {s.message: s for p in pieces for s in p.stops}
    origins: dict[int, Stop] = {}
    runnable, stopped, skipped = _possible(pieces)
    guard = PathGuard(Path.cwd(), allow)
    execution = Execution(ported.written(runnable, ported.ending), runnable, guard)
    with own_output():
        while (reached := execution.go_on(runnable)) is not None:
            piece = reached.piece
            stop = stops.get(reached.reason) or stop_of(NotPorted(reached.reason), piece.span)
            ended = _ended(piece, stop, pieces)
            origins[id(ended)] = stop
            pieces = tuple(ended if p is piece else p for p in pieces)
            runnable, stopped, skipped = _possible(pieces)
            where = f"{ranges(ended.lines)} ended at {ranges(stop.lines)}"
            warn(f"The statement in {where}, which could not be ported: {stop.reason}")
    if stopped is not None:
        origin = origins.get(id(stopped), stopped)
        names = stopped.defines & {n for p in skipped for n in p.reads}
        also = sorted({n for p in skipped for n in p.lines} - set(origin.lines))
        need = f"Later lines need {', '.join(sorted(names)) or 'it'}"
        raise Stopped(
            f"line {origin.lines[0]} could not be ported: {stopped.reason}",
            span=origin.span,
            hint=f"{need}; not run: {ranges(also)}." if also else f"{need}.",
        )
    return execution.variables


def _ended(piece: Piece, stop: Stop, pieces: tuple[Piece, ...]) -> Piece:
    """Return a statement that has reached a stop as one that could not be ported.

    Raises
    ------
    Forbidden
        If the line at the stop would have reached the shell, other scripts or the network.
    """
    if stop.forbidden:
        raise Forbidden(stop.reason, stop.span)
    functions = _functions(pieces)
    called_names = _reached(piece.reads, {n: f.reads for n, f in functions.items()})
    changed = {n for name in called_names & functions.keys()
               for n in shared_in(functions[name].node)}  # fmt: skip
    return replace(piece, reason=stop.reason, decisive=stop.decisive, stops=(),
                   defines=piece.defines | changed)  # fmt: skip


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
    drawing = _drawing(pieces)
    lost_names: set[str] = set()
    stopped: Piece | None = None
    for at, piece in enumerate(pieces):
        needless = not piece.runs and not piece.defines & _read_later(at, pieces)
        reads = piece.reads if _is_function(piece) else _reached(piece.reads, functions)
        if piece.runs and not reads & lost_names:
            runnable.append(piece)
            if _is_function(piece):
                functions |= dict.fromkeys(piece.defines, piece.reads)
            lost_names -= piece.defines - piece.reads
            continue
        draws_later = _draws(piece, drawing) and _draws_before_seed(pieces[at + 1 :], drawing)
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


def _functions(pieces: Iterable[Piece]) -> dict[str, Piece]:
    """Return the functions that a script defines by their names."""
    return {n: p for p in pieces if _is_function(p) for n in p.defines}


def _drawing(pieces: Iterable[Piece]) -> frozenset[str]:
    """Return the functions of a script that draw random numbers, also through others."""
    functions = _functions(pieces)
    direct = {n for n, p in functions.items() if any(draws(c) for c in calls_in(p.node))}
    reads = {n: p.reads for n, p in functions.items()}
    return frozenset(n for n in functions if _reached((n,), reads) & direct)


def _draws(piece: Piece, drawing: frozenset[str]) -> bool:
    """Return whether a statement draws numbers from R's generator; a definition draws none."""
    if _is_function(piece):
        return False
    return bool(piece.reads & drawing) or any(draws(c) for c in calls_in(piece.node))


def _draws_before_seed(pieces: Iterable[Piece], drawing: frozenset[str]) -> bool:
    """Return whether statements draw random numbers before one of them sets the seed."""
    for piece in pieces:
        if isinstance(piece.node, Call) and called(piece.node) == "set.seed":
            return False
        if _draws(piece, drawing):
            return True
    return False


def _reaches(ported: Port) -> Iterator[tuple[str, Span]]:
    """Return the places where a script names forbidden functions, in calls or as arguments.

    Those in a branch or in a function are refused when a run reaches them.
    """
    for piece in ported.pieces:
        for call in calls_in(piece.node):
            nodes = [call.function]
            if called(call) in _CALLERS:
                nodes += [a.value for a in call.arguments if a.value is not None]
            for node in nodes:
                name = called(Call(node, ())) or getattr(node, "text", "")
                if name in FORBIDDEN and node.span is not None and not _is_perhaps(node, piece):
                    yield name, node.span


def _is_perhaps(node: Part, piece: Piece) -> bool:
    """Return whether a place became a stop, in a branch of ``if`` or in the body of a function."""
    bodies: list[Part | None] = []
    for part in below(piece.node):
        match part:
            case If(_, then, otherwise):
                bodies += [then, otherwise]
            case Function(_, body):
                bodies.append(body)
    inside = any(node is p for b in bodies if b is not None for p in below(b))
    span = node.span
    return inside and span is not None and any(
        s.forbidden and s.span.start <= span.start and span.end <= s.span.end
        for s in piece.stops)  # fmt: skip


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

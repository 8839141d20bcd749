"""``run()``: an R script, run as Python."""

from __future__ import annotations

import runpy
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.porting import Piece, Port, port
from pybrms_mix.rscript.refusals import Forbidden, Stopped
from pybrms_mix.rscript.variables import calls_in
from pybrms_mix.rscript.vocabulary.reach import FORBIDDEN
from pybrms_mix.syntax.nodes import Call, called

# Functions that call the functions they are given.
_CALLERS = frozenset(
    {"sapply", "lapply", "vapply", "mapply", "Map", "map", "map_dbl", "map_chr", "map_int"}
    | {"map2", "map2_dbl", "apply", "do.call", "Reduce", "Filter", "match.fun", "outer"}
)


def run(script: str | Path) -> dict[str, Any]:
    """Run an R script (its file or its text) as Python; return its variables by their Python names.

    The script runs where Python runs: its files are looked for there. It reads data (``read.csv``,
    ``readRDS``) and stores fits (``file =``), and reaches nothing else. It stops at the first line
    that could not be ported and that something later needs.

    Raises:
        Forbidden: before anything is run, if a line reaches for the shell, files or the network.
        Stopped: at a line that could not be ported.
        PybrmsError: for whatever is wrong in the script.

    >>> run("x <- 1:4; total <- sum(x^2)")["total"].item()
    30
    """
    ported = port(script)
    for name, span in _reaches(ported):
        line = span.text.count("\n", 0, span.start) + 1
        raise Forbidden(
            f"{name}() is not run (line {line})",
            span=span,
            hint="A script that is run here reads data and stores fits, and no more.",
        )
    last = next((n for n, p in enumerate(ported.pieces) if _is_needed(n, p, ported.pieces)), None)
    found = _executed(ported.python_of(ported.pieces[:last]))
    if last is not None:
        stopped = ported.pieces[last]
        names = stopped.defines & _read_later(last, ported.pieces)
        raise Stopped(
            f"line {stopped.lines[0]} could not be ported: {stopped.reason}",
            span=stopped.node.span,
            hint=f"Later lines need {', '.join(sorted(names))}.",
        )
    return found


def _reaches(ported: Port) -> Iterator[tuple[str, Span]]:
    """Return where a script names what is never run: in calls, or for others to call."""
    for call in (c for p in ported.pieces for c in calls_in(p.node)):
        named = [call.function]
        if called(call) in _CALLERS:
            named += [a.value for a in call.arguments if a.value is not None]
        for node in named:
            name = called(Call(node, ())) or getattr(node, "text", "")
            if name in FORBIDDEN and node.span is not None:
                yield name, node.span


def _is_needed(at: int, piece: Piece, pieces: tuple[Piece, ...]) -> bool:
    return bool(piece.reason and piece.defines & _read_later(at, pieces))


def _read_later(at: int, pieces: tuple[Piece, ...]) -> frozenset[str]:
    return frozenset(name for later in pieces[at + 1 :] for name in later.reads)


def _executed(python: str) -> dict[str, Any]:
    """Return the variables that a module's text makes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "script.py"
        file.write_text(python, encoding="utf-8")
        made = runpy.run_path(str(file), run_name="__main__")
    hidden = {"np", "pd", "plt", "pm", "stats", "special", "RRandom", "read_rds"}
    return {n: v for n, v in made.items() if not n.startswith("__") and n not in hidden}

"""A ported script: its statements in order, with the reasons of those that were not ported."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.trees.remarks import Remark, remark
from pybrms_mix.rscript.trees.stops import Stop
from pybrms_mix.rscript.writing.imports import generator, imports
from pybrms_mix.rscript.writing.script_text import Written, written
from pybrms_mix.syntax.nodes import Part
from pybrms_mix.syntax.parse import Script


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
        stops: the statements inside of it that could not be ported.
        file: the sourced script that contains the statement; empty for the main script.
    """

    lines: tuple[int, ...]
    python: tuple[ast.stmt, ...]
    reason: str
    defines: frozenset[str]
    reads: frozenset[str]
    node: Part
    decisive: bool = False
    stops: tuple[Stop, ...] = ()
    file: str = ""

    @property
    def span(self) -> Span:
        """Return the place of the statement in the script."""
        assert self.node.span is not None
        return self.node.span

    @property
    def runs(self) -> bool:
        """Return whether the statement is run; a function that was not ported stops its callers."""
        return not self.reason or bool(self.stops)


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
        lines = {n for p in self.pieces if p.reason for n in p.lines}
        part_lines = {n for p in self.pieces for s in p.stops for n in s.lines}
        return tuple(sorted(lines | part_lines))

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
        import_nodes = imports([*body, *ending])
        if import_nodes and isinstance(body[0], Remark) and not body[0].text:
            import_nodes = import_nodes[:-1]  # one empty line is enough
        return written([*title, *gap, *head, remark(""), *import_nodes, *body, *ending], self.known)


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

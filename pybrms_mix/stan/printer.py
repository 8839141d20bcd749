"""The text of a program: this module alone decides where lines begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from pybrms_mix.stan.program_tree import (
    Comment,
    Entry,
    For,
    If,
    Program,
    Statement,
    Verbatim,
    While,
)  # fmt: skip

STEP = "  "
"""The blanks before the lines of a block, for each block around it."""


def printed(program: Program) -> str:
    """Return the text of a program."""
    lines = [f"// {program.title}"]
    for block in program.blocks:
        lines += [f"{block.name} {{", *_lines(block.body, STEP), "}"]
    return "\n".join(lines) + "\n"


def laid_out(entries: Iterable[Entry]) -> str:
    """Return the text of entries, from the first column.

    >>> from pybrms_mix.stan.program_tree import For, Statement
    >>> print(laid_out([For("n", "1:N", (Statement("x[n]", ("1",), "="),))]))
    for (n in 1:N) {
      x[n] = 1;
    }
    """
    return "\n".join(_lines(entries, ""))


def sum_of(summands: Iterable[str]) -> str:
    """Return the sum of the summands that are not empty, one below the other.

    A summand that begins with a minus sign is subtracted.

    >>> print("x = " + sum_of(["a", "", "-b", "c"]))
    x = a
    - b
    + c
    """
    first, *further = (text for text in summands if text)
    return "\n".join([first, *map(_signed, further)])


def _signed(summand: str) -> str:
    """Return a summand with the sign that joins it to the summands before."""
    return f"- {summand[1:].lstrip()}" if summand.startswith("-") else f"+ {summand}"


def _lines(entries: Iterable[Entry], blanks: str) -> Iterator[str]:
    """Yield the lines of entries, which begin with ``blanks``."""
    for entry in entries:
        match entry:
            case Statement():
                yield from _statement(entry, blanks)
            case Comment():
                yield f"{blanks}// {entry.text}"
            case Verbatim():
                yield from (f"{blanks}{line}" if line.strip() else line for line in entry.lines)
            case _:
                yield from _nested(entry, blanks)


def _nested(entry: For | While | If, blanks: str) -> Iterator[str]:
    """Yield the lines of a loop or of branches; their bodies are one step deeper."""
    if isinstance(entry, If):
        for number, (condition, body) in enumerate(entry.branches):
            test = f"if ({condition}) {{" if condition else "{"
            yield f"{blanks}}} else {test}" if number else f"{blanks}{test}"
            yield from _lines(body, blanks + STEP)
    else:
        yield f"{blanks}{_head(entry)} {{"
        yield from _lines(entry.body, blanks + STEP)
    yield f"{blanks}}}"


def _head(entry: For | While) -> str:
    if isinstance(entry, For):
        return f"for ({entry.variable} in {entry.range})"
    return f"while ({entry.condition})"


def _statement(entry: Statement, blanks: str) -> Iterator[str]:
    """Yield the lines of a statement.

    Further parts of its value are one step deeper than its beginning, and another step for each
    bracket that is open.
    """
    head = " ".join(filter(None, (entry.type, entry.target, entry.operator, *entry.value[:1])))
    parts = [head, *entry.value[1:]]
    begin = parts[:-1]
    note = f"  // {entry.comment}" if entry.comment else ""
    depths = accumulate((_opened(part) for part in begin), initial=0)
    ends = [*[""] * len(begin), f";{note}"]
    for number, (part, depth, end) in enumerate(zip(parts, depths, ends, strict=True)):
        yield f"{blanks}{STEP * (depth + 1) if number else ''}{part}{end}"


def _opened(text: str) -> int:
    """Return the number of brackets that a text opens and does not close."""
    return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))

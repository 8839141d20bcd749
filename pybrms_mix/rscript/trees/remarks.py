"""Insert comments and empty lines into a ported script, at the places of its statements.

A comment is a node of its own type without a name, so no text of a user can imitate it, and
``ast.unparse()`` never writes it. The statements are first written without comments. Parsing this
text gives the line of each statement, and the comments are inserted at these lines.
"""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_BLOCKS = ("body", "orelse", "handlers", "finalbody")


class Remark(ast.stmt):
    """A comment, or an empty line if ``text`` is empty.

    Attributes
    ----------
    text
        The comment on one line, starting with "#".
    beside
        Whether the comment stands at the end of the line before.
    """

    _fields = ()
    text: str = ""
    beside: bool = False


def remark(text: str, *, beside: bool = False) -> Remark:
    """Return a comment of one line; line breaks and invisible characters are escaped."""
    node = Remark()
    node.text = "".join(c if _is_seen(c) else _escaped(c) for c in text)
    node.beside = beside
    return node


def _is_seen(character: str) -> bool:
    spaces = character == "\t" or unicodedata.category(character) == "Zs"
    return spaces or character.isprintable()


def _escaped(character: str) -> str:
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")


@dataclass
class Placed:
    """Statements without comments, and the places of the comments.

    Attributes
    ----------
    before
        Comments on lines of their own above a statement, keyed by the ``id()`` of the statement.
    after
        Comments below the last statement of a block.
    beside
        Comments at the end of a statement's last line.
    """

    before: dict[int, list[str]] = field(default_factory=dict)
    after: dict[int, list[str]] = field(default_factory=dict)
    beside: dict[int, list[str]] = field(default_factory=dict)


def without(statements: Sequence[ast.stmt], placed: Placed) -> list[ast.stmt]:
    """Return ``statements`` without comments; the comments are entered in ``placed``.

    The statements are modified in place. A block that holds only comments gets ``pass``.
    """
    code: list[ast.stmt] = []
    waiting: list[str] = []
    for statement in statements:
        if not isinstance(statement, Remark):
            placed.before.setdefault(id(statement), []).extend(waiting)
            waiting = []
            code.append(statement)
            _inside(statement, placed)
        elif statement.beside and code and not waiting:
            placed.beside.setdefault(id(code[-1]), []).append(statement.text)
        else:
            waiting.append(statement.text)
    if waiting and not code:
        code.append(ast.Pass())
        placed.before[id(code[-1])] = waiting
    elif waiting:
        placed.after.setdefault(id(code[-1]), []).extend(waiting)
    return code


def _inside(statement: ast.AST, placed: Placed) -> None:
    for block in _BLOCKS:
        statements = getattr(statement, block, None)
        if not isinstance(statements, list) or not statements:
            continue
        if block == "handlers":
            for handler in statements:
                _inside(handler, placed)
                if _catches_all(handler):
                    placed.beside[id(handler)] = ["# noqa: BLE001"]
        else:
            setattr(statement, block, without(statements, placed))


def _catches_all(handler: ast.ExceptHandler) -> bool:
    """Return whether a clause stops every error, as the handlers of R's ``tryCatch()`` do."""
    raised = any(isinstance(n, ast.Raise) for n in ast.walk(handler))
    return isinstance(handler.type, ast.Name) and handler.type.id == "Exception" and not raised


def paired(made: Sequence[ast.AST], parsed: Sequence[ast.AST]) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Pair each constructed statement with the statement parsed from its text."""
    for first, second in zip(made, parsed, strict=True):
        yield first, second
        for block in _BLOCKS:
            yield from paired(getattr(first, block, None) or [], getattr(second, block, None) or [])


def with_remarks(text: str, pairs: Sequence[tuple[ast.AST, ast.AST]], placed: Placed) -> str:
    """Return ``text`` with the comments inserted at the lines of the parsed statements."""
    above: dict[int, list[str]] = {}
    below: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for constructed, parsed in pairs:
        if isinstance(parsed, ast.ExceptHandler):
            ends.setdefault(parsed.lineno, []).extend(placed.beside.get(id(constructed), ()))
        if not isinstance(parsed, ast.stmt):
            continue
        last = parsed.end_lineno or parsed.lineno
        indent = " " * parsed.col_offset
        above.setdefault(parsed.lineno, []).extend(
            indent + t if t else "" for t in placed.before.get(id(constructed), ())
        )
        # The statements of a block come after the statement that holds the block, and end before
        # it.
        inner = [indent + t if t else "" for t in placed.after.get(id(constructed), ())]
        below[last] = [*inner, *below.get(last, ())]
        ends.setdefault(last, []).extend(placed.beside.get(id(constructed), ()))
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        remarks = above.get(number, [])
        # The line of a definition has a blank line above it, beside that of the R script.
        lines += remarks[1:] if remarks and lines and remarks[0] == lines[-1] == "" else remarks
        lines.append("  ".join([line, *ends.get(number, ())]))
        lines += below.get(number, [])
    return "\n".join(lines)

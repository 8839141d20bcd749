"""From what templates print to the tree of a program: the text is cut at its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pybrms_mix.stan.program_tree import (
    Block,
    Comment,
    Entry,
    For,
    If,
    Program,
    Statement,
    Verbatim,
    While,
)  # fmt: skip
from pybrms_mix.stan.punctuation import (
    BLOCK,
    CLOSE,
    DECLARE,
    ELSE,
    ELSE_IF,
    END,
    FOR,
    IF,
    NOTE,
    OPERATORS,
    THEN,
    VERBATIM,
    VERBATIM_END,
    WHILE,
    WRITTEN,
    unmarked,
)  # fmt: skip

_LINE = "\n"
_CUT = str.maketrans({mark: f"\0{mark}" for mark in (*WRITTEN, _LINE)})
_LEAVING = frozenset((CLOSE, ELSE_IF, ELSE))
_OPENING = frozenset((FOR, WHILE, IF, VERBATIM))


def program(text: str) -> Program:
    """Return the program that a text with marks describes: a comment, and blocks."""
    cutter = _Cutter(text)
    cutter.until(NOTE)
    return Program(cutter.comment(), tuple(cutter.blocks()))


def entries(text: str) -> tuple[Entry, ...]:
    """Return the statements, loops and branches that a text with marks describes."""
    cutter = _Cutter(text)
    entries_ = cutter.entries()
    cutter.expect("")
    return entries_


class TemplateError(Exception):
    """A template prints text that is not a sequence of statements, loops and branches."""


@dataclass(slots=True)
class _Begun:
    """A statement whose end is not read yet."""

    lines: list[str] = field(default_factory=list)
    target: str = ""
    operator: str = ""
    declares: bool = False

    def assign(self, operator: str) -> None:
        """Take what was read as the variable that gets a value."""
        self.target, self.lines, self.operator = " ".join(self.lines), [], operator

    def ended(self, comment: str) -> Statement:
        """Return the statement."""
        if not self.operator and self.declares:
            self.assign("")
        kind = ""
        if self.declares:
            kind, _, self.target = self.target.rpartition(" ")
        return Statement(self.target, tuple(self.lines), self.operator, kind, comment)


class _Cutter:
    """The parts of a text with marks, each with the mark before it, and a position in them."""

    def __init__(self, text: str) -> None:
        self._parts = f"{_LINE}{text}".translate(_CUT).split("\0")[1:]
        self._at = 0

    @property
    def _mark(self) -> str:
        """The mark before the part at the position; "" at the end."""
        return self._parts[self._at][0] if self._at < len(self._parts) else ""

    def expect(self, mark: str) -> None:
        """Go on after the mark; "" is the end of the text.

        Raises:
            TemplateError: if another mark is at the position.
        """
        if self._mark != mark:
            near = unmarked("".join(self._parts[max(self._at - 8, 0) : self._at + 2]))
            expected = WRITTEN[mark].strip() if mark else "the end"
            raise TemplateError(f"a template lacks '{expected}' after: {near}")
        self._at += 1

    def until(self, mark: str) -> str:
        """Return the text up to a mark, in one line, and go on to the mark."""
        begin = self._at
        self._at += 1
        while self._mark and self._mark not in (mark, END):
            self._at += 1
        texts = (part[1:].strip() for part in self._parts[begin : self._at])
        return " ".join(text for text in texts if text)

    def comment(self) -> str:
        """Return the comment at the position, without its slashes; "" if there is none."""
        if self._mark != NOTE:
            return ""
        self._at += 1
        return self._parts[self._at - 1][1:].strip()

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of a program."""
        while name := self.until(BLOCK):
            self.expect(BLOCK)
            yield Block(name, self.entries())
            self.expect(CLOSE)

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries up to the mark that closes their body, or to the end of the text."""
        entries: list[Entry] = []
        statement = _Begun()
        while (mark := self._mark) and mark not in _LEAVING:
            if mark in _OPENING or mark == NOTE:
                entries.append(self._other(mark))
                continue
            text = self._parts[self._at][1:].strip()
            self._at += 1
            if mark == END:
                entries.append(statement.ended(self.comment()))
                statement = _Begun()
            elif mark == DECLARE:
                statement.declares = True
            elif mark in OPERATORS:
                statement.assign(OPERATORS[mark])
            if text:
                statement.lines.append(text)
        if statement.lines:
            self.expect(END)
        return tuple(entries)

    def _other(self, mark: str) -> Entry:
        """Return the comment, the code of a user, the loop or the branches at the position."""
        if mark == NOTE:
            return Comment(self.comment())
        if mark == VERBATIM:
            return self._verbatim()
        if mark == IF:
            return self._branches()
        head = self.until(THEN)
        self.expect(THEN)
        body = self.entries()
        self.expect(CLOSE)
        if mark == WHILE:
            return While(head, body)
        variable, _, values = head.partition(" in ")
        return For(variable, values, body)

    def _verbatim(self) -> Verbatim:
        """Return lines without a change."""
        begin = self._at
        while self._mark != VERBATIM_END:
            self._at += 1
        lines = [part[1:] for part in self._parts[begin : self._at]]
        self._at += 1
        return Verbatim(tuple(lines))

    def _branches(self) -> If:
        """Return the branches of a statement that begins with ``if``."""
        branches = []
        while (mark := self._mark) in (IF, ELSE_IF, ELSE):
            condition = "" if mark == ELSE else self.until(THEN)
            self.expect(ELSE if mark == ELSE else THEN)
            branches.append((condition, self.entries()))
        self.expect(CLOSE)
        return If(tuple(branches))

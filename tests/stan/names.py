"""The names in the tree of a program: which are declared, read and assigned, and faults in that.

The tree holds the statements and scopes. Expressions are leaves of the tree, and therefore texts:
``tokens()`` splits them into Stan's tokens. A name is an identifier before no opening parenthesis,
since what stands before one is a function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pybrms_mix.stan.program_tree import (
    Comment,
    Entry,
    For,
    If,
    Program,
    Statement,
    Verbatim,
    While,
    walk,
)  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    | (?P<comment>//[^\n]* | /\*.*?\*/)
    | (?P<string>"[^"\n]*")
    | (?P<number>(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?i?)
    | (?P<identifier>[A-Za-z]\w*)
    | (?P<operator>\.\*|\./|\.\^|%/%|[-+*/.]=|[=!<>]=|&&|\|\||\S)""",
    re.VERBOSE | re.DOTALL,
)
_WORDS_OF_TYPES = {
    "array", "cholesky_factor_corr", "int", "lower", "matrix", "ordered", "positive_ordered",
    "real", "row_vector", "simplex", "upper", "vector",
}  # fmt: skip
# The blocks whose variables are seen in all later blocks.
_GLOBAL = (
    "data", "transformed data", "parameters", "transformed parameters", "generated quantities",
)  # fmt: skip
_GIVEN = ("data", "parameters")


def tokens(text: str) -> list[tuple[str, str]]:
    """Return the tokens of Stan in a text, each with its kind, without blanks and comments.

    Raises:
        ValueError: if the text has characters that begin no token.
    """
    tokens_, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or not match.lastgroup:
            raise ValueError(f"{text[at:]!r} begins with no token of Stan")
        tokens_.append((match.lastgroup, match[0]))
        at = match.end()
    return [(kind, token) for kind, token in tokens_ if kind not in ("blank", "comment")]


def names(*expressions: str) -> list[str]:
    """Return the names of variables in expressions, in their order."""
    names_: list[str] = []
    for expression in expressions:
        pairs = pairwise([*tokens(expression), ("end", "")])
        names_ += [name for (kind, name), (_, next_) in pairs
                   if kind == "identifier" and next_ != "("]  # fmt: skip
    return names_


@dataclass(frozen=True)
class Names:
    """The names of variables in one entry, without those in its bodies.

    Attributes:
        declared: the variable that the entry declares.
        read: the variables whose values or sizes the entry reads.
        assigned: the variable that gets a value in all its cells or in one.
    """

    declared: str = ""
    read: tuple[str, ...] = ()
    assigned: str = ""


def of_entry(entry: Entry) -> Names:
    """Return the names in one entry."""
    match entry:
        case Statement():
            variable, *indices = names(entry.target) or [""]
            sizes = [n for n in names(entry.type) if n not in _WORDS_OF_TYPES]
            declared = variable if entry.type else ""
            read = (*sizes, *indices, *names(*entry.value))
            return Names(declared, read, variable if entry.operator else "")
        case For():
            return Names(read=tuple(names(entry.range)))
        case While():
            return Names(read=tuple(names(entry.condition)))
        case If():
            return Names(read=tuple(names(*(condition for condition, _ in entry.branches))))
        case Verbatim():
            return Names(read=tuple(names(*entry.lines)))
        case Comment():
            return Names()


def of_block(program: Program, name: str) -> list[Names]:
    """Return the names in the entries of a block, and in the entries inside of them."""
    return [of_entry(entry) for entry in walk(program.block(name).body)]


@dataclass
class Checked:
    """A walk through a program that notes its faults.

    Attributes:
        faults: a text for each fault; it names the variable.
        users: the names in the code of a user, which is not a tree and may declare any of them.
        unread: the variables that no statement has read, with their blocks.
        unset: the variables that have no value in a cell, with their blocks.
    """

    users: frozenset[str]
    faults: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    unset: dict[str, str] = field(default_factory=dict)

    def block(self, entries: Iterable[Entry], block: str, visible: set[str]) -> None:
        """Check the entries of a body; ``visible`` grows by the variables that it declares."""
        for entry in entries:
            found = of_entry(entry)
            for name in found.read:
                self.unread.pop(name, None)
                if name not in visible | self.users:
                    self.faults.append(f"{name} is read before it is declared, in {block}")
            self._declared(found, block, visible)
            for body, loop_variable in _bodies(entry):
                self.block(body, block, {*visible, *loop_variable})

    def _declared(self, found: Names, block: str, visible: set[str]) -> None:
        if found.declared:
            if found.declared in visible:
                self.faults.append(f"{found.declared} is declared twice, in {block}")
            visible.add(found.declared)
            self.unread[found.declared] = block
            if block not in _GIVEN:
                self.unset[found.declared] = block
        if not found.assigned:
            return
        own = found.assigned == "target" and block == "model"
        if found.assigned not in visible and not own:
            self.faults.append(f"{found.assigned} gets a value and is not declared, in {block}")
        self.unset.pop(found.assigned, None)


def _bodies(entry: Entry) -> Iterator[tuple[tuple[Entry, ...], tuple[str, ...]]]:
    """Yield the bodies of an entry, each with the variables that it declares for them."""
    match entry:
        case For():
            yield entry.body, (entry.variable,)
        case While():
            yield entry.body, ()
        case If():
            yield from ((body, ()) for _, body in entry.branches)


def checked(program: Program) -> Checked:
    """Return the faults of a program, and its variables that no statement reads."""
    every = [e for block in program.blocks for e in walk(block.body) if isinstance(e, Verbatim)]
    found = Checked(frozenset(n for e in every for line in e.lines for n in names(line)))
    visible: set[str] = set()
    for block in program.blocks:
        if block.name in _GLOBAL:
            found.block(block.body, block.name, visible)
        elif block.name == "model":
            found.block(block.body, block.name, {*visible})
    return found

"""Parse R text into nodes, with the grammar in ``grammar/r.lark``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from lark import Lark, Token, UnexpectedInput, v_args
from lark.exceptions import VisitError
from lark.lark import PostLex
from lark.lexer import PatternRE, TerminalDef
from lark.visitors import Transformer_NonRecursive

from pybrms_mix.base.errors import Span
from pybrms_mix.base.resources import folder
from pybrms_mix.syntax import parse_table
from pybrms_mix.syntax.lines import NoLines, Statements
from pybrms_mix.syntax.mistakes import (
    bad_escape,
    chained,
    constant_name,
    mistake,
    nested,
    not_a_parameter,
)
from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Argument,
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Index,
    Infix,
    Jump,
    Name,
    Node,
    Number,
    Parens,
    Part,
    Prefix,
    String,
    Tilde,
    While,
    parts,
)
from pybrms_mix.syntax.spelling import EscapeError, unquoted

# A deeper tree would reach Python's recursion limit in the functions that walk, compare or print
# it.
DEEPEST = 300
BRACKETS = 50  # as in R

_STATEMENT_WORDS = frozenset(
    {"IF", "ELSE", "FOR", "IN", "WHILE", "REPEAT", "FUNCTION", "LAMBDA", "JUMP"}
    | {"ARROW", "TOWARDS", "PIPE", "HOLDER", "HELP", "LBRACE", "RBRACE"}
)


def parse(text: str) -> Node:
    """Return the R expression in ``text``.

    Line ends and comments count as white space, so an expression may take several lines. Every node
    has its span in ``text``. As in R, ``**`` becomes ``^`` and ``"f"(x)`` becomes ``f(x)``; ``x[]``
    and ``f()`` have no arguments. Assignments, blocks and functions are refused.

    Raises:
        RSyntaxError: if ``text`` is not exactly one such expression, if the expression has more
            than 300 levels (a sum of n terms has n levels), or, as in R, if brackets are nested
            more than 50 deep.

    >>> parse("y ~ x").right
    Name(text='x')
    """
    node: Node = _built(text, _parser())
    _refuse_deep(node)
    return node


@dataclass(frozen=True)
class Script:
    """The statements and the comments of a script, each with its place in the text."""

    text: str
    statements: tuple[Part, ...]
    comments: tuple[Span, ...]


def parse_script(text: str) -> Script:
    """Return the statements of an R script. Raw strings have no dashes.

    Raises:
        RSyntaxError: for the reasons that ``parse`` documents.

    >>> parse_script("x <- 1  # one").statements
    (Assign(target=Name(text='x'), value=Number(text='1'), op='<-'),)
    """
    comments: list[Span] = []
    parser, script_tokens = _script_parser()
    script_tokens.clear()
    statements: tuple[Part, ...] = _built(text, parser)
    for token in script_tokens:
        assert token.start_pos is not None
        comments.append(Span(text, token.start_pos, token.start_pos + len(token.rstrip())))
    for statement in statements:
        _refuse_deep(statement)
    return Script(text, statements, tuple(comments))


def _built(text: str, parser: Lark) -> Any:
    try:
        tree = parser.parse(text)
    except UnexpectedInput as error:
        raise mistake(text, error) from None
    try:
        builder = _Builder(text)
        nodes = builder.transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    if builder.constants:
        raise constant_name(_span(builder.constants[0]))
    return nodes


def is_name(text: str) -> bool:
    """Return whether ``text`` can be a variable without backticks. ``NULL`` and ``if`` cannot."""
    return _name().fullmatch(text) is not None and text not in CONSTANTS


@cache
def _parser() -> Lark:
    return parse_table.ready(grammar(), NoLines()) or build()


def build() -> Lark:
    """Return the parser of expressions, built from the grammar.

    Reading the stored parser is ten times faster.
    """
    return _lark("expression", NoLines(), edit_terminals=_without_statements)


def grammar() -> str:
    """Return the text of ``grammar/r.lark``."""
    return (folder("grammar") / "r.lark").read_text(encoding="utf-8")


@cache
def _script_parser() -> tuple[Lark, list[Token]]:
    """Return the parser of scripts, and the list to which it appends the comments."""
    comments: list[Token] = []

    def keep(token: Token) -> Token:
        comments.append(token)
        return token

    return _lark("script", Statements(), lexer_callbacks={"COMMENT": keep}), comments


def _lark(start: str, lines: PostLex, **options: Any) -> Lark:
    return Lark(
        grammar(),
        parser="lalr",
        lexer="basic",
        start=start,
        keep_all_tokens=True,
        maybe_placeholders=True,
        postlex=lines,
        **options,
    )


def _without_statements(terminal: TerminalDef) -> None:
    """Disable the keywords that only scripts use: an expression has no place for them."""
    if terminal.name in _STATEMENT_WORDS:
        terminal.pattern = PatternRE("(?!x)x")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(_parser().get_terminal("NAME").pattern.to_regexp())


def _parameter(argument: Argument) -> str | None:
    """Return the name of a function's parameter; None for an argument that is no parameter."""
    if argument.name is not None:
        return argument.name if argument.value is not None else None
    return argument.value.text if isinstance(argument.value, Name) else None


def _refuse_deep(node: Part) -> None:
    stack = [(node, 1, 0)]
    while stack:
        part, level, brackets = stack.pop()
        if level > DEEPEST:
            raise nested(_span(node), "operators", DEEPEST)
        if brackets > BRACKETS:
            raise nested(_span(part), "brackets", BRACKETS)
        for place, child in enumerate(parts(part)):
            # The function of a call, or the base of an index, starts before the brackets.
            inside = isinstance(part, Parens) or (isinstance(part, Call | Index) and place > 0)
            stack.append((child, level + 1, brackets + inside))


def _span(part: Part | Token) -> Span:
    """Return the span that the builder assigned to ``part``."""
    assert not isinstance(part, Token)
    assert part.span is not None
    return part.span


@v_args(inline=True)
class _Builder(Transformer_NonRecursive[Token, Any]):
    """Transforms the parser's tree into nodes, one method for each rule."""

    def __init__(self, text: str) -> None:
        super().__init__(visit_tokens=False)
        self._text = text
        # names in backticks that are constants, which only labels may have: split(d, d$ok)$`TRUE`
        self.constants: list[Name] = []

    def _between(self, first: Part | Token, last: Part | Token) -> Span:
        start = first.start_pos if isinstance(first, Token) else _span(first).start
        end = last.end_pos if isinstance(last, Token) else _span(last).end
        assert start is not None
        assert end is not None
        return Span(self._text, start, end)

    def _value(self, token: Token) -> str:
        try:
            return unquoted(token)
        except EscapeError as bad:
            assert token.start_pos is not None
            start, end = token.start_pos + bad.start, token.start_pos + bad.end
            raise bad_escape(Span(self._text, start, end)) from None

    def name(self, token: Token) -> Node:
        return Name(str(token), self._between(token, token))

    def backticked(self, token: Token) -> Node:
        span, text = self._between(token, token), self._value(token)
        name = Name(text, span)
        if text in CONSTANTS:
            self.constants.append(name)
        return name

    def number(self, token: Token) -> Node:
        span = self._between(token, token)
        if token.endswith("i"):  # an imaginary number: 1i is complex(imaginary = 1)
            part = Argument("imaginary", Number(token[:-1], span), span)
            return Call(Name("complex", span), (part,), span)
        return Number(str(token), span)

    def string(self, token: Token) -> Node:
        raw = token[0] in "rR"
        return String(token[3:-2] if raw else self._value(token), self._between(token, token))

    def infix(self, left: Node, op: Token, right: Node) -> Node:
        if op.type == "COMPARE" and _compares_at_its_end(left):
            raise chained(self._between(op, op))
        if op.type == "FIELD" and any(right is n for n in self.constants):
            self.constants = [n for n in self.constants if n is not right]
            right = String(getattr(right, "text", ""), _span(right))
        sign = "^" if op == "**" else str(op)
        return Infix(left, sign, right, self._between(left, right))

    def prefix(self, op: Token, operand: Node) -> Node:
        return Prefix(str(op), operand, self._between(op, operand))

    def one_sided(self, tilde: Token, right: Node) -> Node:
        return Tilde(None, right, self._between(tilde, right))

    def two_sided(self, left: Node, _: Token, right: Node) -> Node:
        return Tilde(left, right, self._between(left, right))

    def parens(self, opening: Token, body: Node, closing: Token) -> Node:
        return Parens(body, self._between(opening, closing))

    def call(
        self, function: Node, _: Token, arguments: tuple[Argument, ...], closing: Token
    ) -> Node:
        if isinstance(function, String):
            function = Name(function.text, function.span)
        return Call(function, arguments, self._between(function, closing))

    def index(self, base: Node, _: Token, arguments: tuple[Argument, ...], closing: Token) -> Node:
        return Index(base, arguments, span=self._between(base, closing))

    def double_index(
        self, base: Node, _: Token, arguments: tuple[Argument, ...], __: Token, closing: Token
    ) -> Node:
        return Index(base, arguments, double=True, span=self._between(base, closing))

    def arguments(self, *parts: Argument | Token) -> tuple[Argument, ...]:
        arguments = tuple(part for part in parts if isinstance(part, Argument))
        return () if arguments == (Argument(None, None),) else arguments

    def script(self, *parts: Part | Token) -> tuple[Part, ...]:
        return tuple(part for part in parts if not isinstance(part, Token))

    def assign(self, target: Part, op: Token, value: Part) -> Part:
        if op == ":=":  # := does not assign; the verbs of tidyr and data.table interpret it
            return Infix(target, ":=", value, self._between(target, value))  # type: ignore[arg-type]
        return Assign(target, value, str(op), self._between(target, value))

    def help(self, sign: Token, topic: Part) -> Part:
        return Call(Name("help"), (Argument(None, topic),), self._between(sign, topic))  # type: ignore[arg-type]

    def assign_to(self, value: Part, op: Token, target: Part) -> Part:
        back = "<<-" if op == "->>" else "<-"
        return Assign(target, value, back, self._between(value, target))

    def block(self, opening: Token, *parts: Part | Token) -> Part:
        statements = tuple(part for part in parts if not isinstance(part, Token))
        closing = parts[-1]
        return Block(statements, self._between(opening, closing))

    def if_else(
        self, word: Token, _: Token, condition: Part, __: Token, then: Part,
        ___: Token | None, otherwise: Part | None,
    ) -> Part:  # fmt: skip
        last = then if otherwise is None else otherwise
        return If(condition, then, otherwise, self._between(word, last))

    def for_each(
        self, word: Token, _: Token, variable: Name, __: Token, values: Part, ___: Token, body: Part
    ) -> Part:
        return For(variable, values, body, self._between(word, body))

    def while_true(self, word: Token, _: Token, condition: Part, __: Token, body: Part) -> Part:
        return While(condition, body, self._between(word, body))

    def repeat(self, word: Token, body: Part) -> Part:
        return While(None, body, self._between(word, body))

    def function(
        self, word: Token, _: Token, arguments: tuple[Argument, ...], __: Token, body: Part
    ) -> Part:
        names = [_parameter(argument) for argument in arguments]
        for at, name in enumerate(names):
            if name is None or name in names[:at]:
                value = arguments[at].value
                raise not_a_parameter(_span(body if value is None else value), name)
        return Function(arguments, body, self._between(word, body))

    def jump(self, word: Token) -> Part:
        return Jump(str(word), self._between(word, word))

    def argument(self, name: Token | None, _: Token | None, value: Node | None) -> Argument:
        parts = [part for part in (name, value) if part is not None]
        span = self._between(parts[0], parts[-1]) if parts else None
        if name is None:
            return Argument(None, value, span)
        label = str(name) if name.type in ("NAME", "NULL") else self._value(name)
        return Argument(label, value, span)


def _compares_at_its_end(node: Node) -> bool:
    """Return whether ``node`` ends in an operand of ``!`` or ``~``.

    A comparison that follows such a prefix operator is part of the operand. The grammar accepts
    ``!a == b == c`` because its two comparisons stand at different levels.
    """
    while True:
        match node:
            case Prefix("!", _) | Tilde(None, _):
                return True
            case Infix(_, _, right):
                node = right
            case Prefix(_, operand):
                node = operand
            case _:
                return False

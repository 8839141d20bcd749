"""Line ends: blanks within an expression, ends of statements in a script."""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token
from lark.lark import PostLex

# After these a line cannot end a statement: R reads on.
_GO_ON = frozenset(
    {"TILDE", "OR", "AND", "NOT", "COMPARE", "SUM", "PRODUCT", "SPECIAL", "COLON", "CARET"}
    | {"FIELD", "SCOPE", "EQUAL", "ARROW", "TOWARDS", "PIPE", "ELSE", "REPEAT", "COMMA", "IN"}
    | {"FUNCTION", "LAMBDA", "IF", "FOR", "WHILE", "HEAD"}
)
_HEADS = frozenset({"IF", "FOR", "WHILE", "FUNCTION", "LAMBDA"})
_OPENERS = {"LPAR": 1, "LSQB": 1, "LBB": 2, "LBRACE": 1}
_CLOSERS = frozenset({"RPAR", "RSQB", "RBRACE"})


class NoLines(PostLex):
    """Drops all line ends: an expression may go over several lines."""

    always_accept = ("NEWLINE",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Return the tokens without line ends."""
        return (token for token in stream if token.type != "NEWLINE")


class Statements(PostLex):
    """Puts one SEP between two statements, none at the ends; drops line ends where R reads on."""

    always_accept = ("NEWLINE", "SEMICOLON")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Return the tokens with SEP for line ends and semicolons."""
        opened: list[str] = []  # "LBRACE", another bracket, or "HEAD": the brackets of an if
        last, end = "", None
        for token in stream:
            if token.type in ("NEWLINE", "SEMICOLON"):
                within = bool(opened) and opened[-1] != "LBRACE"
                if not (within or last in _GO_ON) or token.type == "SEMICOLON":
                    end = end or Token.new_borrow_pos("SEP", str(token), token)
                continue
            # As in a block, "else" may begin a line: R refuses that outside only.
            between = last not in ("", "LBRACE") and token.type not in ("ELSE", "RBRACE")
            if end is not None and between:
                yield end
            end = None
            yield token
            last = _track(opened, token, last)


def _track(opened: list[str], token: Token, last: str) -> str:
    """Keep the stack of open brackets; return what counts as the last word."""
    if token.type in _OPENERS:
        kind = "HEAD" if token.type == "LPAR" and last in _HEADS else token.type
        opened.extend([kind] * _OPENERS[token.type])
    elif token.type in _CLOSERS and opened and opened.pop() == "HEAD":
        return "HEAD"
    return token.type

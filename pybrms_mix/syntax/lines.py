"""Line ends: white space within an expression, ends of statements within a script."""

from __future__ import annotations

from collections.abc import Iterator

from lark import Token
from lark.lark import PostLex

# A statement cannot end after one of these tokens: R continues on the next line.
_GO_ON = frozenset(
    {"TILDE", "OR", "AND", "NOT", "COMPARE", "SUM", "PRODUCT", "SPECIAL", "COLON", "CARET"}
    | {"FIELD", "SCOPE", "EQUAL", "ARROW", "TOWARDS", "PIPE", "ELSE", "REPEAT", "COMMA", "IN"}
    | {"FUNCTION", "LAMBDA", "IF", "FOR", "WHILE", "HEAD"}
)
_HEADS = frozenset({"IF", "FOR", "WHILE", "FUNCTION", "LAMBDA"})
_OPENERS = {"LPAR": 1, "LSQB": 1, "LBB": 2, "LBRACE": 1}
_CLOSERS = frozenset({"RPAR", "RSQB", "RBRACE"})


class NoLines(PostLex):
    """A token filter that drops all line ends, so that an expression may take several lines."""

    always_accept = ("NEWLINE",)

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Return the tokens without line ends."""
        return (token for token in stream if token.type != "NEWLINE")


class Statements(PostLex):
    """A token filter that separates statements.

    It puts one SEP token between two statements and none at the ends of the script. It drops the
    line ends after which R continues to read the same statement.
    """

    always_accept = ("NEWLINE", "SEMICOLON")

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        """Return the tokens with SEP in place of line ends and semicolons."""
        # Open brackets: "LBRACE", another bracket, or "HEAD" for the condition of an if.
        opened: list[str] = []
        last, end = "", None
        for token in stream:
            if token.type in ("NEWLINE", "SEMICOLON"):
                within = bool(opened) and opened[-1] != "LBRACE"
                if not (within or last in _GO_ON) or token.type == "SEMICOLON":
                    end = end or Token.new_borrow_pos("SEP", str(token), token)
                continue
            # A line may begin with "else" here, as it may in a block. R refuses that at the top
            # level.
            between = last not in ("", "LBRACE") and token.type not in ("ELSE", "RBRACE")
            if end is not None and between:
                yield end
            end = None
            yield token
            last = _track(opened, token, last)


def _track(opened: list[str], token: Token, last: str) -> str:
    """Update the stack of open brackets.

    Return the type of token that precedes the next line end.
    """
    if token.type in _OPENERS:
        kind = "HEAD" if token.type == "LPAR" and last in _HEADS else token.type
        opened.extend([kind] * _OPENERS[token.type])
    elif token.type in _CLOSERS and opened and opened.pop() == "HEAD":
        return "HEAD"
    return token.type

"""The punctuation of Stan in templates, which becomes marks in the texts that templates print.

A mark is a control character. Each stands for one piece of punctuation in the source of a template:
a semicolon, a brace, the head of a loop, the ``=`` of an assignment. Marks are made when a template
is read, once in a process. Values that fill the holes of a template have none.

The rules of punctuation are those of the printer: the body of a loop or of a branch stands in
braces, of which the first ends a line and the second begins one; a declaration begins a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

DECLARE, VERBATIM, VERBATIM_END = "\x01", "\x02", "\x03"
FOR, WHILE, IF, ELSE_IF, ELSE = "\x04", "\x05", "\x06", "\x07", "\x08"
THEN, BLOCK, CLOSE, END, NOTE = "\x0e", "\x0f", "\x10", "\x11", "\x12"

OPERATORS = {"\x13": "=", "\x14": "+=", "\x15": "-=", "\x16": ".*="}
"""Assignments by their marks."""

WRITTEN = {
    DECLARE: "", VERBATIM: "", VERBATIM_END: "", FOR: "for (", WHILE: "while (", IF: "if (",
    ELSE_IF: "} else if (", ELSE: "} else {", THEN: ") {", BLOCK: " {", CLOSE: "}", END: ";",
    NOTE: "//", **{mark: f" {operator} " for mark, operator in OPERATORS.items()},
}  # fmt: skip
"""What stands in a template for each mark."""

_WRITTEN = str.maketrans(dict[str, str | int | None](WRITTEN))
_MARKS = {text: mark for mark, text in WRITTEN.items() if text}
_CLOSING = {WRITTEN[mark]: mark for mark in (CLOSE, ELSE_IF, ELSE)}
_TYPES = (
    "array", "cholesky_factor_corr", "cholesky_factor_cov", "complex", "complex_matrix",
    "complex_row_vector", "complex_vector", "corr_matrix", "cov_matrix", "int", "matrix", "ordered",
    "positive_ordered", "real", "row_vector", "simplex", "tuple", "unit_vector", "vector",
)  # fmt: skip
_COMMENT = "//[^\n]*"
_PUNCTUATION = re.compile(
    rf"{_COMMENT}"
    r"|\b(?:for|while|if) \(|\) \{(?=\n|$)| \{(?=\n|$)|;"
    r"| (?:[-+]|\.\*)?=(?: |(?=\n|$))"
    r"|^ *\}(?: else if \(| else \{)?"
    rf"|^ *(?:{'|'.join(_TYPES)})(?=[ \[<(])",
    re.MULTILINE,
)
_LEFT_OPEN = re.compile(rf"{_COMMENT}\Z")

VERSION = Path(__file__).read_text("utf-8")
"""A text that changes when templates are read differently: compiled templates are cached."""


class Punctuation(Extension):
    """The reader of templates that puts marks in place of punctuation."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Yield the tokens of a template with marks in the text outside of Jinja's tags."""
        return _marked(stream)


def unmarked(text: str) -> str:
    r"""Return a text with the punctuation that its marks stand for.

    >>> unmarked("x\x131\x11")
    'x = 1;'
    """
    return text.translate(_WRITTEN)


def _marked(stream: Iterable[Token]) -> Iterator[Token]:
    text, before = _Text(), ""
    for token in stream:
        if token.type == "data":
            yield Token(token.lineno, token.type, text.marked(token.value))
        else:
            yield token
            if before == "block_begin" and token.value in ("block", "endblock"):
                text = _Text()
            text.begins_line = token.type == "block_end"
        before = token.type


class _Text:
    """The text of a block of a template, in parts between Jinja's tags."""

    def __init__(self) -> None:
        self.begins_line = True
        self._in_comment = False

    def marked(self, part: str) -> str:
        """Return the next part with marks. A comment has one mark, at its beginning."""
        comment = ""
        if self._in_comment:
            comment, line_break, rest = part.partition("\n")
            if not line_break:
                return part
            part = line_break + rest
        self._in_comment = bool(_LEFT_OPEN.search(part))
        return comment + _PUNCTUATION.sub(self._mark, part)

    def _mark(self, match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith("//"):
            return NOTE + text[2:]
        word = text.lstrip(" ")
        if word in _CLOSING or word in _TYPES:
            blanks = " " * (len(text) - len(word))
            begins_line = match.start() > 0 or self.begins_line
            return blanks + _CLOSING.get(word, DECLARE + word) if begins_line else text
        if text.endswith("="):  # the value is on the next line, or in another block
            text += " "
        return _MARKS[text]

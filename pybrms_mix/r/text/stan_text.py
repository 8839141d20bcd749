"""Convert Stan code of an R script to the syntax of current Stan.

The brms of most scripts ran Stan 2.21. Later versions write arrays in front of the type
(``array[3] int k`` for ``int k[3]``), reserve more words (``upper``), and dropped ``fabs()``, the
arrow of assignments and comments after ``#``. The text is split into tokens; the tokens are
rewritten, and all other characters stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["stan_code"]

# One token: white space and comments, strings, numbers, words, operators.
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|\#(?!include)[^\n]*|/\*.*?\*/)
    | (?P<string>"[^"\n]*")
    | (?P<number>(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z]\w*)
    | (?P<mark><-|[-+*/.^]=|<=|>=|==|!=|&&|\|\||\.\*|\./|.)""",
    re.VERBOSE | re.DOTALL,
)
_SCALARS = ("int", "real")
_SIZED = (
    "vector", "row_vector", "matrix", "simplex", "unit_vector", "ordered", "positive_ordered",
    "corr_matrix", "cov_matrix", "cholesky_factor_corr", "cholesky_factor_cov",
)  # fmt: skip
_TYPES = (*_SCALARS, *_SIZED)
# Reserved words that may be names in Stan 2.21, except where they set the bounds of a type.
_RESERVED = ("lower", "upper", "offset", "multiplier")
_RENAMED = {"fabs": "abs"}
_BRACKETS = {"[": "]", "(": ")", "{": "}"}


@dataclass
class Token:
    """A piece of Stan text: "space", "string", "number", "word" or "mark"."""

    kind: str
    text: str


def stan_code(code: str) -> str:
    """Return Stan code of version 2.21 in the syntax of current Stan; current code is unchanged.

    >>> stan_code("real f(real[] x, int upper) { real y[2]; y[1] <- fabs(x[1]); return y[1]; }")
    'real f(array[] real x, int upper_) { array[2] real y; y[1] = abs(x[1]); return y[1]; }'
    >>> stan_code("array[3] real<lower=0, upper=1> p;")
    'array[3] real<lower=0, upper=1> p;'
    """
    tokens = [Token(m.lastgroup or "", m.group()) for m in _TOKEN.finditer(code)]
    _spell(tokens)
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "word" and tokens[at].text in _TYPES:
            at = _declare(tokens, at)
        else:
            at += 1
    return "".join(t.text for t in tokens)


def _spell(tokens: list[Token]) -> None:
    """Rename reserved words, and write assignments and comments in current syntax."""
    names = {t.text for t in tokens if t.kind == "word"}
    for at, token in enumerate(tokens):
        if token.kind == "word" and token.text in _RESERVED and not _is_bound(tokens, at):
            token.text = _free(token.text, names)
        elif token.kind == "word" and token.text in _RENAMED and _text(tokens, at, 1) == "(":
            token.text = _RENAMED[token.text]
        elif token.kind == "mark" and token.text == "<-":
            token.text = "="
        elif token.kind == "space" and token.text.startswith("#"):
            token.text = "//" + token.text[1:]


def _free(name: str, names: set[str]) -> str:
    """Return a variant of a name that does not occur in the code."""
    candidate = f"{name}_"
    while candidate in names:
        candidate += "x_"
    return candidate


def _is_bound(tokens: list[Token], at: int) -> bool:
    """Return whether a reserved word gives a bound: ``real<lower=0, upper=1>``."""
    return _text(tokens, at, 1) == "=" and _text(tokens, at, -1) in ("<", ",")


def _text(tokens: list[Token], at: int, step: int) -> str:
    """Return the next token that is not white space, forwards or backwards."""
    place = _next(tokens, at, step)
    return "" if place is None else tokens[place].text


def _next(tokens: list[Token], at: int, step: int = 1) -> int | None:
    at += step
    while 0 <= at < len(tokens):
        if tokens[at].kind != "space":
            return at
        at += step
    return None


def _declare(tokens: list[Token], at: int) -> int:
    """Move the array sizes of a declaration before its type; return the position after it.

    ``at`` is the position of the type.
    """
    end = at
    following = _next(tokens, end)
    if following is not None and tokens[following].text == "<":
        end = _past_bounds(tokens, following)
        following = _next(tokens, end)
    sizes = ""
    if following is not None and tokens[following].text == "[":
        close = _closed(tokens, following)
        if tokens[at].text in _SCALARS or _is_unsized(tokens, following, close):
            sizes = _cut(tokens, following, close)
        else:
            end = close
    name = _next(tokens, end)
    if name is None or tokens[name].kind != "word":
        return _inserted(tokens, at, sizes)
    bracket = _next(tokens, name)
    if bracket is not None and tokens[bracket].text == "[":
        sizes = _cut(tokens, bracket, _closed(tokens, bracket))
    return _inserted(tokens, at, sizes)


def _inserted(tokens: list[Token], at: int, sizes: str) -> int:
    """Insert an array in front of a type; return the position behind the type."""
    if not sizes:
        return at + 1
    tokens.insert(at, Token("mark", f"array{sizes} "))
    return at + 2


def _is_unsized(tokens: list[Token], start: int, close: int) -> bool:
    """Return whether brackets hold nothing but commas, as in the arguments of a function."""
    inside = [t for t in tokens[start + 1 : close] if t.kind != "space"]
    return all(t.text == "," for t in inside)


def _cut(tokens: list[Token], start: int, close: int) -> str:
    """Remove the tokens of a pair of brackets, and the tokens between them."""
    text = "".join(t.text for t in tokens[start : close + 1])
    before = start - 1 if tokens[start - 1].kind == "space" else start
    spaces = [tokens[start - 1]] if before < start and tokens[close + 1 : close + 2] else []
    following = tokens[close + 1] if close + 1 < len(tokens) else None
    if spaces and following is not None and following.kind != "word":
        spaces = []
    tokens[before : close + 1] = spaces
    return text


def _closed(tokens: list[Token], start: int) -> int:
    """Return the position of the bracket that closes the one at ``start``."""
    depth = 0
    for at in range(start, len(tokens)):
        if tokens[at].kind == "mark" and tokens[at].text in _BRACKETS:
            depth += 1
        elif tokens[at].kind == "mark" and tokens[at].text in _BRACKETS.values():
            depth -= 1
            if depth == 0:
                return at
    return len(tokens) - 1


def _past_bounds(tokens: list[Token], start: int) -> int:
    """Return the position of the ``>`` that ends the bounds of a type."""
    at = start
    while at < len(tokens) and tokens[at].text != ">":
        at = _closed(tokens, at) + 1 if tokens[at].text in _BRACKETS else at + 1
    return min(at, len(tokens) - 1)

"""Translate R's regular expressions into Python's."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pybrms_mix.base.user_patterns import compiled as user_pattern

__all__ = ["literal_pattern"]

_CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z",
    "space": r"\s", "punct": re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), "blank": r" \t",
    "xdigit": "0-9A-Fa-f", "word": r"\w",
}  # fmt: skip


@lru_cache(maxsize=512)
def compiled(pattern: str, *, fixed: bool = False, flags: int = 0) -> re.Pattern[str]:
    """Return a compiled regular expression of R, or a literal text if ``fixed``.

    Character classes such as ``[[:digit:]]`` are replaced by their Python equivalents.
    """
    if fixed:
        return re.compile(re.escape(pattern), flags)
    spelt = re.sub(r"\[:(\w+):\]", lambda m: _CLASSES.get(m[1], m[0]), pattern)
    return user_pattern(_ITEMS.sub(_in_python, spelt), flags)


# The parts of a regular expression, and the start of an alternative with its quantifiers.
_ITEMS = re.compile(
    r"(?P<kept>\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<named>\(\?<(?=[A-Za-z]))|(?P<start>^\^?|\|\^?|\((?!\?))(?P<repeat>[*+?]+)",
    re.DOTALL,
)


def _in_python(match: re.Match[str]) -> str:
    """Return a part of an expression in Python's syntax.

    R ignores quantifiers with nothing before them: ``*.R``. Python writes ``(?P<name>``.
    """
    return match["kept"] or ("(?P<" if match["named"] else match["start"])


# The characters that have a meaning in a regular expression.
_MEANINGFUL = re.compile(r"[.^$*+?{}\[\]\\|()]")


def literal_pattern(text: str) -> str:
    r"""Return the regular expression that matches a text, as stringr's ``fixed()``.

    Examples
    --------
    >>> literal_pattern("a.b")
    'a\\.b'
    """
    return _MEANINGFUL.sub(lambda m: "\\" + m[0], text)


_CASES: dict[str, Callable[[str], str]] = {"U": str.upper, "L": str.lower, "E": str}
# A back-reference, a mark of case, or a backslash with the character that it stands for.
_MARK = re.compile(r"\\(.?)", re.DOTALL)


def replacing(
    text: str, *, fixed: bool = False, cased: bool = False
) -> Callable[[re.Match[str]], str]:
    r"""Return the function that gives the replacement of a match.

    In the text, ``\1`` is a group of the match and ``\0`` the match. A backslash before another
    character stands for the character, and one at the end for nothing. With ``cased``, the marks
    ``\U``, ``\L`` and ``\E`` change the case of the groups that follow.
    """
    if fixed:
        return lambda match: text
    pieces = _MARK.split(text)
    steps: list[tuple[str, int | None, Callable[[str], str]]] = [(pieces[0], None, str)]
    case: Callable[[str], str] = str
    for mark, literal in zip(pieces[1::2], pieces[2::2], strict=True):
        if cased and mark in _CASES:
            case = _CASES[mark]
        elif mark.isdigit():
            steps.append(("", int(mark), case))
        else:
            steps.append((mark, None, str))
        steps.append((literal, None, str))

    def replace(match: re.Match[str]) -> str:
        return "".join(
            literal if group is None else change(_group(match, group))
            for literal, group, change in steps
        )

    return replace


def _group(match: re.Match[str], group: int) -> str:
    """Return a group of a match; a group that is absent is empty."""
    return (match[group] or "") if group <= match.re.groups else ""

"""Translate R's regular expressions into Python's."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from pybrms_mix.base.user_patterns import compiled as user_pattern

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
    return user_pattern(spelt, flags)


_CASES: dict[str, Callable[[str], str]] = {"U": str.upper, "L": str.lower, "E": str}


def cased(text: str) -> Callable[[re.Match[str]], str]:
    r"""Return the replacement of a match by a text with R's marks ``\U``, ``\L`` and ``\E``."""
    pieces = re.split(r"\\([ULE])", text)
    marks = ["E", *pieces[1::2]]
    steps = [(_CASES[m], replacement(p)) for m, p in zip(marks, pieces[::2], strict=True)]
    return lambda match: "".join(case(match.expand(piece)) for case, piece in steps)


def replacement(text: str, *, fixed: bool = False) -> str:
    r"""Return a replacement text, with R's back-references ``\1`` in Python's syntax."""
    if fixed:
        return text.replace("\\", "\\\\")
    parts = re.split(r"\\(\d)", text)
    escaped_parts = [p.replace("\\\\", "\\").replace("\\", "\\\\") if n % 2 == 0 else f"\\g<{p}>"
                     for n, p in enumerate(parts)]  # fmt: skip
    return "".join(escaped_parts)

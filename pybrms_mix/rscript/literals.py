"""Read arguments that must be written out in the script: ``TRUE``, ``FALSE`` and strings."""

from __future__ import annotations

from pybrms_mix.rscript.refusals import NotPorted
from pybrms_mix.syntax.nodes import Name, Part, String

_FLAGS = {"TRUE": True, "T": True, "FALSE": False, "F": False}


def flagged(part: Part | None, default: bool = False) -> bool:
    """Return the value of an argument that is ``TRUE`` or ``FALSE``.

    Raises
    ------
    NotPorted
        If the argument is an expression, whose value is not known before the script runs.
    """
    if part is None:
        return default
    if isinstance(part, Name) and part.text in _FLAGS:
        return _FLAGS[part.text]
    raise NotPorted("this argument must be TRUE or FALSE, written out", part.span)


def is_flag(part: Part | None) -> bool:
    """Return whether an argument is ``TRUE`` or ``FALSE``."""
    return isinstance(part, Name) and part.text in _FLAGS


def worded(part: Part | None, default: str = "") -> str:
    """Return the value of an argument that is a string.

    Raises
    ------
    NotPorted
        If the argument is an expression, whose value is not known before the script runs.
    """
    if part is None:
        return default
    if isinstance(part, String):
        return part.text
    raise NotPorted("this argument must be text in quotes", part.span)

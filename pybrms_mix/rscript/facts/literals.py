"""Arguments that must be written out in the script, and R's constants."""

from __future__ import annotations

import sys

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.trees.python import constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, Part, String

_FLAGS = {"TRUE": True, "T": True, "FALSE": False, "F": False}


# R's constants, as Python and with the kind of their value.
CONSTANTS: dict[str, tuple[str, Kind]] = {
    "TRUE": ("True", Kind.FLAG),
    "FALSE": ("False", Kind.FLAG),
    "T": ("True", Kind.FLAG),
    "F": ("False", Kind.FLAG),
    "NULL": ("None", Kind.NONE),
    "Inf": ("np.inf", Kind.NUMBER),
    "NaN": ("r.NAN", Kind.NUMBER),
    **dict.fromkeys(("NA", "NA_integer_", "NA_real_"), ("np.nan", Kind.NUMBER)),
    "NA_character_": ("pd.NA", Kind.UNKNOWN),
    "pi": ("np.pi", Kind.NUMBER),
    "letters": ('list("abcdefghijklmnopqrstuvwxyz")', Kind.TEXTS),
    "month.abb": ('"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()', Kind.TEXTS),
    "month.name": (
        '"January February March April May June July August September October November "'
        '"December".split()',
        Kind.TEXTS,
    ),
    "LETTERS": ('list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")', Kind.TEXTS),
}
# The constants among them that are words of the language and no variables.
RESERVED = frozenset(
    {"TRUE", "FALSE", "NULL", "Inf", "NaN", "NA", "NA_integer_", "NA_real_", "NA_character_"}
)
_MACHINE = {
    "double.eps": sys.float_info.epsilon, "double.xmin": sys.float_info.min,
    "double.xmax": sys.float_info.max, "double.digits": sys.float_info.mant_dig,
    "double.neg.eps": sys.float_info.epsilon / 2, "integer.max": 2**31 - 1,
}  # fmt: skip


def machine(part: Node) -> Value:
    """Translate ``.Machine$double.eps`` and other limits of numbers.

    Raises
    ------
    NotPorted
        If the limit has no counterpart.
    """
    name = getattr(part, "text", "")
    if name not in _MACHINE:
        raise NotPorted(f".Machine${name} has no counterpart in Python", part.span)
    return Value(constant(_MACHINE[name]), Kind.NUMBER, positive=True)


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
    match part:
        case String(text) | Call(Name("c"), (Argument(None, String(text)),)):
            return text
    raise NotPorted("this argument must be text in quotes", part.span)

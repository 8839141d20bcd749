"""Words of error messages: choices, articles, and values of the user."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence

import numpy as np


def either(words: Sequence[str]) -> str:
    """Return the distinct words as a choice: "a, b or c"."""
    once = list(dict.fromkeys(words))
    if len(once) == 1:
        return once[0]
    return f"{', '.join(once[:-1])} or {once[-1]}"


def article(name: str) -> str:
    """Return the name with its article: "a Fit", "an Axes"."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


_SHORT = 60
_BASIC = (str, bytes, int, float, complex, type(None), np.generic)
_CONTAINERS = (list, tuple, set, frozenset, dict)


def described(value: object) -> str:
    """Return a value as an error message shows it.

    Numbers, strings and small containers of them are written out. Other objects are shown by their
    class only, because their ``repr`` may be long, take long, or fail.
    """
    if isinstance(value, _BASIC):
        return _short(value.item() if isinstance(value, np.generic) else value)
    if isinstance(value, _CONTAINERS):
        unusual = next((entry for entry in _parts(value) if not isinstance(entry, _BASIC)), None)
        if unusual is None and len(value) < _SHORT:
            return _short(value)
        contents = "" if unusual is None else f" with {described(unusual)}"
        return f"{article(type(value).__name__)} of length {len(value)}{contents}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, (types.FunctionType, types.BuiltinFunctionType)):
        return f"the function {value.__name__}"
    return article(type(value).__name__)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value


def _short(value: object) -> str:
    text = _digits(value) if isinstance(value, int) else repr(value)
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def _digits(value: int) -> str:
    """Return the digits of a number.

    Python refuses to convert numbers of more than 4,300 digits.
    """
    return repr(value) if value.bit_length() < 1000 else "a number of more than 300 digits"

"""How R spells its constants: numbers, strings and names, from text to value and back."""

from __future__ import annotations

import math
import re

# The largest number of significant digits that R's deparse() and as.character() write by default.
_DIGITS = 15

_ESCAPE = re.compile(
    r"\\(?:(?P<octal>[0-7]{1,3})"
    r"|x(?P<x>[0-9a-fA-F]{1,2})"
    r"|u(?:(?P<u>[0-9a-fA-F]{1,4})|\{(?P<u_braced>[0-9a-fA-F]{1,4})\})"
    r"|U(?:(?P<U>[0-9a-fA-F]{1,8})|\{(?P<U_braced>[0-9a-fA-F]{1,8})\})"
    r"|(?P<plain>.))",
    re.DOTALL,
)
_CONTROL = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_PLAIN = {**_CONTROL, **dict.fromkeys("\\\"'` \n")}
_CONTROL_NAMES = {value: f"\\{letter}" for letter, value in _CONTROL.items()}


class EscapeError(ValueError):
    """An unknown escape sequence, at the positions ``start`` to ``end`` of the quoted text."""

    def __init__(self, escape: str, start: int, end: int) -> None:
        super().__init__(escape)
        self.escape = escape
        self.start = start
        self.end = end


def unquoted(text: str) -> str:
    """Return the value of a string or of a name in backticks, given with its quotes.

    Raises:
        EscapeError: if the text contains an escape sequence that R refuses.
    """
    if "\\" not in text:
        return text[1:-1]
    return _ESCAPE.sub(_unescaped, text)[1:-1]


def _unescaped(match: re.Match[str]) -> str:
    plain = match["plain"]
    if plain is not None:
        if plain not in _PLAIN:
            raise EscapeError(match[0], *match.span())
        return _PLAIN[plain] or plain
    if match["octal"] is not None:
        return chr(int(match["octal"], 8))
    code = int(match[match.lastgroup or 0], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise EscapeError(match[0], *match.span())
    return chr(code)


def quoted(value: str, quote: str = '"') -> str:
    """Return ``value`` in quotes, with the escape sequences that R's deparse writes."""
    return quote + "".join(_escaped(letter, quote) for letter in value) + quote


def _escaped(letter: str, quote: str) -> str:
    code = ord(letter)
    if letter in ("\\", quote):
        return "\\" + letter
    if letter.isprintable():
        return letter
    if code < 0x80:
        return _CONTROL_NAMES.get(letter, f"\\{code:03o}")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def value(text: str) -> int | float:
    """Return the value of a number in R's spelling: int for ``5``, ``5L`` and ``0x1F``, else float.

    An integer that a double cannot represent exactly becomes a float, as in R.
    """
    digits = text.rstrip("L")
    hexadecimal = digits[:2].lower() == "0x"
    try:
        number = float.fromhex(digits) if hexadecimal else float(digits)
    except OverflowError:
        return math.inf
    written_whole = digits.isdigit() or (hexadecimal and "p" not in digits.lower())
    is_whole = written_whole or (text.endswith("L") and number.is_integer())
    return int(number) if is_whole and abs(number) < 2**53 else number


def number(text: str) -> str:
    """Return a number as R's deparse writes it: ``1e5`` as ``1e+05``, ``.50`` as ``0.5``.

    The result has at most 15 significant digits. It is scientific where that is the shorter
    spelling.
    """
    size = value(text)
    if text.endswith("L") and float(size).is_integer() and abs(size) < 2**31:
        return f"{int(size)}L"
    return "Inf" if math.isinf(size) else _double(float(size))


def _double(size: float) -> str:
    if size == 0:
        return "0"
    mantissa, power = f"{size:.{_DIGITS - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    exponent = int(power)
    digits = len(mantissa.replace(".", ""))
    decimals = max(0, digits - exponent - 1)
    fixed = f"{size:.{decimals}f}"
    scientific = f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"
    return fixed if len(fixed) <= len(scientific) else scientific

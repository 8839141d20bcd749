"""Numbers as R writes them: ``format()``, ``formatC()`` and ``cat()``."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported, UndecidedType
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.times.clocks import Span, Spans
from pybrms_mix.r.times.dates import date_text
from pybrms_mix.r.values.code_values import Formula
from pybrms_mix.r.values.complex_numbers import is_complex
from pybrms_mix.r.values.named_matrix import NamedMatrix
from pybrms_mix.r.values.nan_values import missing_text
from pybrms_mix.r.values.number_options import current_options
from pybrms_mix.r.values.r_vectors import (
    CHARACTER,
    FACTOR,
    LIST,
    LOGICAL,
    NUMBER,
    Vector,
    characters,
    numeric,
    read,
    shaped,
    text,
    to_python,
)
from pybrms_mix.r.values.single_values import takes_single_numbers
from pybrms_mix.r.values.whole_texts import decided

_DIGITS_OF_C = 4  # the significant digits or decimals that formatC() has by default
_FOUR_DIGITS = 1e4
__all__ = ["cat", "formatted", "message", "pretty_numbers", "print_unless_null", "spoken"]


@takes_single_numbers
def formatted(x: Any, digits: Any = None, nsmall: int = 0, width: int = 0,
              big_mark: str = "", form: str | None = None, flag: str = "",
              scientific: bool | None = None, trim: bool = False) -> Any:  # fmt: skip
    """Return ``format(x)`` with common decimals, or ``formatC(x)`` if ``form`` is given.

    The format of a date may stand at the place of ``digits``, as in R. With ``trim``, numbers and
    logical values have no spaces before them. In a data frame each column is formatted.
    """
    if isinstance(x, pd.DataFrame) and not isinstance(x, NamedMatrix):
        options = (digits, nsmall, width, big_mark, form, flag, scientific, trim)
        return x.assign(**{str(n): _cells(x[n], options) for n in x.columns})
    if trim:
        texts = formatted(x, digits, nsmall, width, big_mark, form, flag, scientific)
        vector = read(x)
        if vector.kind not in (NUMBER, LOGICAL) or vector.date:
            return texts
        bare_texts = characters(t.lstrip().rjust(width) for t in read(texts).data)
        return to_python(replace(shaped(bare_texts, vector), single=vector.single))
    dated = form or (digits if isinstance(digits, str) else None)
    if isinstance(x, datetime.datetime):
        return date_text(x, dated or "%Y-%m-%d %H:%M:%S")
    if isinstance(x, Span | Spans):
        bare = formatted(np.asarray(x)[()], digits, nsmall)
        strings = [f"{v} {x.units}" for v in text(read(bare)).data]
        return to_python(replace(characters(strings), single=isinstance(x, Span)))
    vector = characters([str(x)]) if isinstance(x, Formula) else read(x)
    if vector.date:
        return date_text(x, dated or ("" if vector.clock else "%Y-%m-%d"))
    if vector.kind != NUMBER:
        words = _padded(vector, width, form, flag)
        return to_python(replace(shaped(characters(words), vector), single=vector.single))
    if form is not None:
        texts = _formed(vector, digits, width, form, flag, big_mark)
        return to_python(replace(shaped(characters(texts), vector), single=vector.single))
    if scientific is None:
        decided(vector)
    digits = current_options().digits if digits is None else digits
    decimals = max([nsmall, *(_decimals(v, digits) for v in vector.data)])
    powers = (
        None
        if scientific is False
        else _powers(vector.data, digits, np.inf if scientific else max(0, decimals))
    )
    if powers is not None:
        texts = [p.rjust(max(width, *map(len, powers))) for p in powers]
        return to_python(replace(shaped(characters(texts), vector), single=vector.single))
    comma = "," if big_mark else ""
    fixed_texts = [
        f"{v:{comma}.{decimals}f}".replace(",", big_mark) if np.isfinite(v) else _power(v, 1)
        for v in vector.data
    ]
    size = max([width, *map(len, fixed_texts)])
    padded = shaped(characters(m.rjust(size) for m in fixed_texts), vector)
    return to_python(replace(padded, single=vector.single))


def _padded(vector: Vector, width: int, form: str | None, flag: str) -> list[str]:
    """Return texts, levels or logical values in one width; R writes the latter to the right."""
    texts = [v or "NA" for v in text(vector).data]
    size = max([abs(width), *map(len, texts)])
    logical = vector.kind == LOGICAL and form is None
    right = logical or (form is not None and width > 0 and "-" not in flag)
    return [t.rjust(size if logical else width) if right else t.ljust(size) for t in texts]


def _cells(column: Any, options: tuple[Any, ...]) -> Any:
    """Return a column of a data frame as text; R does not pad texts and levels in it."""
    vector = read(column)
    if vector.kind in (CHARACTER, FACTOR):
        return np.array([v or "NA" for v in text(vector).data], dtype=object)
    return np.asarray(formatted(column, *options))


def _formed(
    vector: Vector, digits: int | None, width: int, form: str, flag: str, big_mark: str
) -> list[str]:
    """Return numbers as C writes them; ``form`` "" is "d" for integers and "g" for others.

    Raises:
        UndecidedType: if the form is "", and whole numbers differ in the two types of R.
    """
    kind = form or ("d" if vector.whole else "g")
    if not form and vector.whole and digits is None and np.any(np.abs(vector.data) >= _FOUR_DIGITS):
        raise UndecidedType("formatC() writes the integer 12345 in full, and the double as "
                            '1.234e+04: use format = "d" or format = "g".')  # fmt: skip
    precision = _DIGITS_OF_C if digits is None else digits
    end = "" if kind == "d" else f".{precision}"
    if "'" in flag:
        raise NotSupported("The flag ' of formatC() depends on the locale: use big.mark.")
    signs = "".join(f for f in flag if f not in "0-")
    width = width or (0 if digits is None else digits + 1)  # R has this width where none is given
    texts = []
    for v in vector.data:
        cell = round(v) if kind == "d" and np.isfinite(v) else v
        if kind == "fg" and np.isfinite(v):
            number = _fixed(v, precision, signs)
        else:
            number = f"%{signs}{end}{kind}" % cell if np.isfinite(v) else _power(v, 1)
        if "0" in flag and "-" not in flag and np.isfinite(v):
            sign = number[:1] if number[:1] in ("-", "+", " ") else ""
            number = sign + number[len(sign) :].rjust(width - len(sign), "0")
        if big_mark and np.isfinite(v):
            number = _marked(number, big_mark)
        if "-" in flag or width < 0:
            number = number.ljust(abs(width))
        texts.append(number.rjust(width))
    return texts


def _marked(number: str, big_mark: str) -> str:
    """Return the text of a number with a mark between each three digits before its point."""
    integer_digits, dot, rest = number.partition(".")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", lambda _: big_mark, integer_digits) + dot + rest


def _fixed(value: float, digits: int, signs: str) -> str:
    """Return a number without a power of ten, for ``format = "fg"``; "#" keeps zeros at the end."""
    exponent = int(f"{value:.{max(digits, 1) - 1}e}".split("e")[1])
    number = f"%{signs.replace('#', '')}.{max(0, digits - 1 - exponent)}f" % value
    return number if "#" in signs or "." not in number else number.rstrip("0").rstrip(".")


def _decimals(value: float, digits: int) -> int:
    if not np.isfinite(value) or value == 0:
        return 0
    mantissa, exponent = f"{value:.{max(digits, 1) - 1}e}".split("e")
    return max(0, len(mantissa.lstrip("-").replace(".", "").rstrip("0")) - 1 - int(exponent))


def _powers(data: np.ndarray, digits: int, decimals: float) -> list[str] | None:
    """Return numbers in scientific notation, if R prefers it: where the fixed form is wider."""
    finite = data[np.isfinite(data)]
    if not len(finite):
        return None
    spelt = [f"{v:.{max(digits, 1) - 1}e}".split("e") for v in finite]
    places = max(len(m.lstrip("-").replace(".", "").rstrip("0")) for m, _ in spelt)
    texts = [_power(v, max(places, 1)) for v in data]
    fixed = np.inf if decimals == np.inf else max(len(f"{v:.{int(decimals)}f}") for v in finite)
    wide = max(len(f) for f, v in zip(texts, data, strict=True) if np.isfinite(v))
    return None if fixed <= wide + current_options().scipen else texts


def _power(value: float, places: int) -> str:
    if not np.isfinite(value):
        return missing_text(value) if np.isnan(value) else "Inf" if value > 0 else "-Inf"
    mantissa, exponent = f"{value:.{places - 1}e}".split("e")
    return f"{mantissa}e{int(exponent):+03d}"


def pretty_numbers(x: Any, big_mark: str = "") -> Any:
    """Return ``prettyNum(x, big.mark)``: each number in its own format.

    Parameters
    ----------
    x : array_like
        Numbers.
    big_mark : str, default ""
        The text between groups of three digits before the decimal point.

    Returns
    -------
    str or ndarray
        The numbers as text.

    Examples
    --------
    >>> pretty_numbers([1234567, 1.5], ",").tolist()
    ['1,234,567', '1.5']
    """
    vector = decided(read(x))
    if vector.kind == NUMBER:
        texts = [formatted(v, big_mark=big_mark) for v in vector.data]
    else:
        texts = ["NA" if v is None else _marked(v, big_mark) for v in text(vector).data]
        size = max(map(len, texts), default=0) if big_mark else 0
        texts = [t.rjust(size) for t in texts]
    return to_python(replace(characters(texts), names=vector.names, single=vector.single))


def cat(
    *words: Any, sep: str = " ", end: str = "", fill: bool | int = False, errors: bool = False
) -> None:
    """Print the elements of vectors one after the other, as ``cat()`` does.

    Numbers have up to seven significant digits, or those of ``options(digits = )``.

    Parameters
    ----------
    *words : object
        Vectors, or lists of vectors.
    sep : str, default " "
        The text between two elements. If it has a line break, the last element has one as well.
    end : str, default ""
        The text after the last element.
    fill : bool or int, default False
        The width at which lines are broken, or True for 80 characters. The last line ends with a
        line break as well.
    errors : bool, default False
        Whether to write to the stream of errors, as ``cat(file = stderr())``.

    Examples
    --------
    >>> cat("a", [1.5, 2], sep=",")
    a,1.5,2
    """
    stream = sys.stderr if errors else sys.stdout
    print(spoken(*words, sep=sep, fill=fill), end=end, file=stream)


def print_unless_null(x: Any) -> None:
    """Print a value; of a NULL that R does not print, print nothing.

    The value of an ``if`` without ``else`` whose condition is false is such a NULL.

    Examples
    --------
    >>> print_unless_null(None)
    >>> print_unless_null(2)
    2
    """
    if x is not None:
        print(x)


# The handlers of messages that are active; each returns whether a message is not shown.
MESSAGE_HANDLERS: list[Callable[[str], bool]] = []


def message(*words: Any) -> None:
    """Write the concatenation of ``words`` to the stream of errors, as ``message()`` does.

    Examples
    --------
    >>> message("Fitted in ", 1.5, " s")
    """
    message_text = spoken(*words, sep="")
    # The innermost handler sees a message first, and may keep it from the others.
    if not any(handler(message_text) for handler in reversed(MESSAGE_HANDLERS)):
        print(message_text, file=sys.stderr)


def spoken(*words: Any, sep: str = " ", end: str = "", fill: bool | int = False) -> str:
    r"""Return the text that ``cat()`` writes.

    Examples
    --------
    >>> spoken("a", [1.5, 2], sep=",")
    'a,1.5,2'
    >>> spoken("abc", "def", fill=5)
    'abc \ndef\n'
    """
    if fill:
        return _filled(words, sep, 80 if fill is True else int(fill)) + end
    words_text = ""
    for number, word in enumerate(words):
        # R separates vectors without elements as well, but not NULL.
        gap = sep if number and word is not None else ""
        words_text += gap + sep.join(_texts_of(word))
    return words_text + ("\n" if "\n" in sep else "") + end


def _filled(words: Sequence[Any], sep: str, width: int) -> str:
    """Return elements in lines of at most ``width`` characters, with R's separators."""
    elements = [t for word in words for t in _texts_of(word)]
    lines_text, line_width = "", 0
    for number, element in enumerate(elements):
        if number:
            lines_text += sep
            if line_width + len(element) + len(sep) > width:
                lines_text, line_width = lines_text + "\n", 0
        lines_text += element
        line_width += len(element) + len(sep)
    return lines_text + "\n"


def _texts_of(word: Any) -> list[str]:
    if is_complex(word):
        return [_complex_text(v) for v in np.ravel(np.asarray(word, dtype=complex)).tolist()]
    vector = decided(read(word))
    if vector.kind == LIST:
        return [t for v in vector.data for t in _texts_of(v)]
    if vector.kind in (NUMBER, FACTOR):
        return [missing_text(v) if np.isnan(v) else _significant(v) for v in numeric(vector).data]
    return ["NA" if v is None else v for v in text(vector).data]


def _complex_text(value: complex) -> str:
    sign = "-" if value.imag < 0 else "+"
    return f"{_significant(value.real)}{sign}{_significant(abs(value.imag))}i"


def _significant(value: float) -> str:
    """Return a number as R prints it: in the shorter of fixed and scientific notation."""
    if not np.isfinite(value):
        return "Inf" if value > 0 else "-Inf"
    if value == 0:
        return "0"  # R writes no sign of zero
    settings = current_options()
    mantissa, exponent = f"{value:.{settings.digits - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    fixed = f"{value:.{_decimals(value, settings.digits)}f}"
    scientific = f"{mantissa}e{int(exponent):+03d}"
    return fixed if len(fixed) <= len(scientific) + settings.scipen else scientific

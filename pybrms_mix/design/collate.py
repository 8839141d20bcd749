"""The order in which R sorts text: the root collation of ICU for Latin and ASCII characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Blanks, punctuation, symbols and currency signs in ascending order. Digits and letters follow.
_SYMBOLS = "\t\n\x0b\x0c\r _-,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥€"
_SYMBOL_RANK = {symbol: rank for rank, symbol in enumerate(_SYMBOLS)}

# Letters that Unicode does not decompose, with the base letters and the accent that ICU assigns.
_LETTERS = {
    "æ": ("a", "\u0335", "e"),
    "œ": ("o", "\u0335", "e"),
    "ß": ("s", "\u0334", "s"),
    "ø": ("o", "\u0338"),
    "đ": ("d", "\u0335"),
    "ð": ("d", "\u0336"),
    "ħ": ("h", "\u0335"),
    "ł": ("l", "\u0335"),
}

# Separate letters that sort directly after another letter.
_FOLLOWERS = {"ı": "i~", "ĸ": "q~", "ŋ": "n~", "ŧ": "t~"}

# Accents in ascending order, which decide between words that differ in accents only.
_ACCENTS = (
    "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0338\u0307\u0328\u0327\u0304"
    "\u0334\u0335\u0336"
)
_ACCENT_RANK = {accent: rank for rank, accent in enumerate(_ACCENTS, start=1)}

CollationKey = tuple[tuple[tuple[int, str], ...], tuple[int, ...], tuple[int, ...], str]


@lru_cache(maxsize=4096)
def collation_key(text: str) -> CollationKey:
    """Return the key by which R sorts ``text``, for ``sorted(names, key=collation_key)``.

    Blanks sort before punctuation, punctuation before digits, and digits before letters. Accents,
    and then case with lower case first, decide between words that are otherwise equal. Letters of
    other alphabets follow Latin letters in the order of their code points.

    Source: the function ``sort`` of R with the root collation of ICU, which R uses under C.UTF-8.
    """
    primary: list[tuple[int, str]] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    for letter in text:
        for element in _elements(letter):
            if unicodedata.combining(element):
                secondary.append(_ACCENT_RANK.get(element, len(_ACCENTS) + ord(element)))
                continue
            folded = element.lower()
            primary.append(_primary(folded))
            secondary.append(0)
            tertiary.append(int(folded != element))
    return tuple(primary), tuple(secondary), tuple(tertiary), text


def collated(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the distinct ``texts`` in the order of R, as the levels of a character vector."""
    return tuple(sorted(set(texts), key=collation_key))


def _elements(letter: str) -> tuple[str, ...]:
    if letter in _SYMBOL_RANK or letter.isascii():
        return (letter,)
    elements = _LETTERS.get(letter.lower())
    if elements is None:
        return tuple(unicodedata.normalize("NFKD", letter))
    return elements if letter.islower() else tuple(part.upper() for part in elements)


def _primary(element: str) -> tuple[int, str]:
    if element in _SYMBOL_RANK:
        return 0, chr(_SYMBOL_RANK[element])
    return (1 if element.isdigit() else 2), _FOLLOWERS.get(element, element)

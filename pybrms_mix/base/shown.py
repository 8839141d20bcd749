"""How objects show themselves in a notebook: their text, in a font of fixed width."""

from __future__ import annotations

from html import escape


def preformatted(text: str) -> str:
    """Return HTML that shows ``text`` as it is: blanks and line ends are kept.

    >>> preformatted("a < b")
    '<pre style="line-height: 1.2">a &lt; b</pre>'
    """
    return f'<pre style="line-height: 1.2">{escape(text)}</pre>'


class Shown:
    """An object that a notebook shows by its text form, ``repr()``."""

    def _repr_html_(self) -> str:
        return preformatted(repr(self))


class Text(str):
    """A text of many lines, such as a Stan program, that shows itself without escapes.

    It is a ``str`` in all else.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return preformatted(self)

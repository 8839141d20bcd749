"""The display of objects in a notebook: their text in a font of fixed width."""

from __future__ import annotations

from html import escape


def preformatted(text: str) -> str:
    """Return HTML that shows ``text`` with its blanks and line ends.

    >>> preformatted("a < b")
    '<pre style="line-height: 1.2">a &lt; b</pre>'
    """
    return f'<pre style="line-height: 1.2">{escape(text)}</pre>'


class Shown:
    """An object that a notebook shows by its text form, ``repr()``."""

    def _repr_html_(self) -> str:
        return preformatted(repr(self))


class Text(str):
    """A text of many lines, such as a Stan program, whose display in a notebook has no escapes.

    In all other respects it is a ``str``.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return preformatted(self)

"""The names of responses, which are part of the names of their parameters."""

from __future__ import annotations

from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Node


def response_name(response: Node | None) -> str:
    """Return brms's name of a response: the letters and digits of its text; "" without one.

    >>> from pybrms_mix.syntax.nodes import Name
    >>> response_name(Name("blood_sugar")), response_name(Name("2nd"))
    ('bloodsugar', 'X2nd')
    """
    text = "" if response is None else write(response)
    plain = "".join(letter for letter in text if letter.isalnum())
    return f"X{plain}" if plain[:1].isdigit() else plain

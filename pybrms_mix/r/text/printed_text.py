"""The lines that expressions print: ``capture.output()``."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from typing import Any

__all__ = ["printed_lines"]


def printed_lines(*functions: Callable[[], Any]) -> list[str]:
    """Return the lines that functions print, in order.

    Parameters
    ----------
    *functions : callable
        Functions without arguments.

    Returns
    -------
    list of str
        The lines.

    Examples
    --------
    >>> printed_lines(lambda: print("a"), lambda: print("b", end=""))
    ['a', 'b']
    """
    stream = io.StringIO()
    with redirect_stdout(stream):
        for function in functions:
            function()
    return stream.getvalue().splitlines()

"""The layout of a program: the lines of statements at the depth of the blocks around them.

Templates print statements from the first column. Where statements stand inside of a block, these
functions print them. Blanks at the beginning of lines have no meaning for other code.
"""

from __future__ import annotations

from collections.abc import Iterable

STEP = "  "
"""The blanks before the lines of a block, for each block around it."""


def nested(texts: Iterable[str], depth: int = 1) -> str:
    """Return statements inside of ``depth`` blocks; each begins a line. Empty texts are left out.

    >>> print("model {" + nested(["a ~ normal(0, 1);", "", "b ~ normal(0, 1);"]))
    model {
      a ~ normal(0, 1);
      b ~ normal(0, 1);
    """
    return "".join(f"\n{_at(depth, line)}" for text in texts if text for line in text.split("\n"))


def sum_of(summands: Iterable[str]) -> str:
    """Return the sum of the summands that are not empty, one below the other.

    A summand that begins with a minus sign is subtracted.

    >>> print("x = " + sum_of(["a", "", "-b", "c"]))
    x = a
      - b
      + c
    """
    first, *further = (text for text in summands if text)
    return "\n".join(_continued([first, *map(_signed, further)]))


def _signed(summand: str) -> str:
    """Return a summand with the sign that joins it to the summands before."""
    return f"- {summand[1:].lstrip()}" if summand.startswith("-") else f"+ {summand}"


def _continued(texts: Iterable[str]) -> list[str]:
    """Return the lines of one statement. All lines but the first are at the depth of a block."""
    first, *further = (line for text in texts for line in text.split("\n"))
    return [first, *(_at(1, line) for line in further)]


def _at(depth: int, line: str) -> str:
    return f"{STEP * depth}{line}" if line.strip() else line

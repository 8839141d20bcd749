"""The code in pages of documentation: run block by block, and compared with the output on the page.

A page is Markdown. All ``python`` blocks of a page run in one namespace, in their order. A ``text``
block that follows a ``python`` block, with nothing but blank lines between them, is the output of
that block. A comment ``<!-- not run: reason -->`` before a block keeps the block from being run.
"""

from __future__ import annotations

import contextlib
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = re.compile(r"<!-- not run: [^>]+ -->\s*$")
_SEED = re.compile(r"\bseed ?=")  # in Python, or in R text
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_COUNT = 0.4  # the relative difference of effective sample sizes between machines
_VALUE = 0.05  # estimates, by Monte Carlo error


@dataclass(frozen=True)
class Block:
    """A block of code, with the text block that shows its output.

    Attributes:
        code: the Python code.
        start: the position of the output in the page; -1 if the page shows none.
        end: the position after the output.
        shown: the output that the page shows.
        exact: whether all numbers of the output must agree: no call with ``seed=`` precedes it, so
            that it has no Monte Carlo error.
    """

    code: str
    start: int
    end: int
    shown: str
    exact: bool = False


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of Python code that are to be run."""
    found = list(_FENCE.finditer(page))
    sampled = False
    for at, fence in enumerate(found):
        if fence[1] != "python" or _NOT_RUN.search(page[: fence.start()]):
            continue
        sampled = sampled or bool(_SEED.search(fence[2]))
        after = found[at + 1] if at + 1 < len(found) else None
        beside = after and after[1] == "text" and not page[fence.end() : after.start()].strip()
        if after and beside:
            yield Block(fence[2], after.start(2), after.end(2), after[2], not sampled)
        else:
            yield Block(fence[2], -1, -1, "")


def outputs(page: str, name: str) -> list[tuple[Block, str]]:
    """Run the blocks of a page in their order, and return the output of each."""
    namespace: dict[str, object] = {"__name__": "__page__"}
    found = []
    for block in blocks(page):
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            exec(compile(block.code, name, "exec"), namespace)
        found.append((block, told.getvalue()))
    return found


def rewritten(page: str, printed: list[tuple[Block, str]]) -> str:
    """Return the page with the outputs that its blocks printed."""
    for block, text in reversed(printed):
        if block.start >= 0 and not alike(block.shown, text, exact=block.exact):
            page = page[: block.start] + text + page[block.end :]
    return page


def alike(shown: str, printed: str, *, exact: bool = False) -> bool:
    """Return whether two outputs have the same words, and numbers that agree, or equal ones.

    Numbers with decimals agree within Monte Carlo error; whole numbers above 99, which are
    effective sample sizes, agree within 40 percent; other whole numbers are equal.
    """
    words = [" ".join(_NUMBER.sub("#", text).split()) for text in (shown, printed)]
    numbers = [_NUMBER.findall(text) for text in (shown, printed)]
    if words[0] != words[1] or len(numbers[0]) != len(numbers[1]):
        return False
    if exact:
        return numbers[0] == numbers[1]
    return all(_agree(a, b) for a, b in zip(*numbers, strict=True))


def _agree(a: str, b: str) -> bool:
    if "." not in a + b:
        large = min(abs(int(float(a))), abs(int(float(b)))) > 99
        return math.isclose(float(a), float(b), rel_tol=_COUNT if large else 0)
    return math.isclose(float(a), float(b), rel_tol=_VALUE, abs_tol=0.05)


def pages(root: Path) -> list[Path]:
    """Return the pages of a checkout that hold Python code to run.

    The gallery is not among them: ``examples/gallery.py`` draws each of its pictures by the call
    that the page shows, and writes the page.
    """
    every = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    every.remove(root / "docs" / "gallery.md")
    return [page for page in every if any(blocks(page.read_text("utf-8")))]

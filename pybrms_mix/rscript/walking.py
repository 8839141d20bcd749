"""Walk through the nodes of a script."""

from __future__ import annotations

from collections.abc import Iterator

from pybrms_mix.syntax.nodes import Part, parts


def below(node: Part) -> Iterator[Part]:
    """Return a node of a script and all of its descendants."""
    stack = [node]
    while stack:
        part = stack.pop()
        yield part
        stack += reversed(parts(part))

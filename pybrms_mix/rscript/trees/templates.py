"""Strings with R code in braces, as in ``glue("n = {n}")``."""

from __future__ import annotations

from pybrms_mix.base.errors import Span
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Call, Part, String, called
from pybrms_mix.syntax.parse import parse_script

TEMPLATED = frozenset({"glue", "str_glue"})


def pieces(text: str, span: Span | None = None) -> list[tuple[str, Part | None]]:
    """Split a template into texts, each with the expression in braces that follows it.

    Raises:
        NotPorted: if the braces do not match, or if there is not one expression in them.
    """
    parts: list[tuple[str, Part | None]] = []
    rest = text.replace("{{", "\0").replace("}}", "\1")
    while "{" in rest:
        literal, _, rest = rest.partition("{")
        code, closed, rest = rest.partition("}")
        if not closed or "{" in code:
            raise NotPorted("the braces of a template do not match", span)
        statements = parse_script(code).statements
        if len(statements) != 1:
            raise NotPorted("there is no expression between the braces", span)
        parts.append((literal, statements[0]))
    parts.append((rest, None))
    return [(t.replace("\0", "{").replace("\1", "}"), c) for t, c in parts]


def inside(node: Part) -> list[Part]:
    """Return the expressions in the templates of a call; none if it has no templates."""
    if not isinstance(node, Call) or called(node) not in TEMPLATED:
        return []
    texts = [a.value.text for a in node.arguments if isinstance(a.value, String)]
    return [code for text in texts for _, code in pieces(text) if code is not None]

"""Random R expressions, as nodes and as texts."""

from __future__ import annotations

from hypothesis import strategies as st

from pybrms_mix.syntax.nodes import (
    CONSTANTS,
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    String,
    Tilde,
)
from pybrms_mix.syntax.spelling import number

OPERATORS = (
    *("|", "||", "&", "&&", "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/"),
    *("%in%", "%%", "%/%", "%my op%", ":", "^"),
)


def labels() -> st.SearchStrategy[str]:
    """Names of variables: mostly plain ones, some that need backticks."""
    plain = st.sampled_from(
        ("x", "y", "g", "mu1", ".z", "a.b", "x_1", "...", "é", "if", "a b", "1x")
    )
    return plain | st.text(min_size=1).filter(lambda text: text not in CONSTANTS)


def names() -> st.SearchStrategy[Node]:
    return labels().map(Name) | st.sampled_from(sorted(CONSTANTS)).map(Name)


def numbers() -> st.SearchStrategy[Node]:
    """Numbers in R's own spelling."""
    floats = st.floats(min_value=0, max_value=1e300).map(lambda size: number(repr(size)))
    integers = st.integers(0, 2**31 - 1).map(lambda size: f"{size}L")
    return st.builds(Number, floats | integers)


def nodes() -> st.SearchStrategy[Node]:
    """Trees of every kind of node, with and without the parentheses that their text needs."""
    leaves = names() | numbers() | st.builds(String, st.text())
    return st.recursive(leaves, _larger, max_leaves=12)


@st.composite
def _larger(draw: st.DrawFn, inner: st.SearchStrategy[Node]) -> Node:
    field = labels().map(Name) | st.builds(String, st.text())
    match draw(
        st.sampled_from(("infix", "field", "scope", "prefix", "parens", "call", "index", "tilde"))
    ):
        case "infix":
            return Infix(draw(inner), draw(st.sampled_from(OPERATORS)), draw(inner))
        case "field":
            return Infix(draw(inner), draw(st.sampled_from("$@")), draw(field))
        case "scope":
            return Infix(draw(field), draw(st.sampled_from(("::", ":::"))), draw(field))
        case "prefix":
            return Prefix(draw(st.sampled_from("-+!")), draw(inner))
        case "parens":
            return Parens(draw(inner))
        case "call":
            function = inner.filter(lambda node: not isinstance(node, String))
            return Call(draw(function), _arguments(draw, inner))
        case "index":
            return Index(draw(inner), _arguments(draw, inner), draw(st.booleans()))
    return Tilde(draw(st.none() | inner), draw(inner))


def _arguments(draw: st.DrawFn, inner: st.SearchStrategy[Node]) -> tuple[Argument, ...]:
    argument = st.builds(Argument, st.none() | labels(), st.none() | inner)
    given = tuple(draw(st.lists(argument, max_size=3)))
    # One empty argument is none: f() and x[].
    return () if given == (Argument(None, None),) else given


def texts() -> st.SearchStrategy[str]:
    """Texts that look like R, most of them wrong."""
    word = st.sampled_from(
        (
            *OPERATORS,
            *("~", "!", "(", ")", "[", "[[", "]", ",", "=", "$", "@", "::", "x", "f(", "1", "'a'"),
            *(
                "`b`",
                '"',
                "'",
                "`",
                "%",
                "#",
                "\n",
                " ",
                "<-",
                ";",
                "{",
                "TRUE",
                "if",
                ".",
                "1e",
                "_",
            ),
        )
    )
    return st.lists(word, max_size=20).map("".join) | st.text()

"""Whole scripts: statements, comments, line ends, and deparsing."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pybrms_mix.base.errors import RSyntaxError
from pybrms_mix.syntax.deparse import write_script
from pybrms_mix.syntax.nodes import (
    Argument,
    Assign,
    Block,
    Call,
    For,
    Function,
    If,
    Infix,
    Jump,
    Name,
    Number,
    Parens,
    While,
)
from pybrms_mix.syntax.parse import _parameter, parse_script
from tests.syntax.strategies import _larger, labels, names, numbers

CORPUS = Path(__file__).parents[1] / "rscript" / "corpus"


def bare(part: Any) -> Any:
    """Return a part of a script without its ``Parens``."""
    if isinstance(part, Parens):
        return bare(part.body)
    if isinstance(part, tuple):
        return tuple(map(bare, part))
    if dataclasses.is_dataclass(part):
        fields = [f.name for f in dataclasses.fields(part) if f.name != "span"]
        return type(part)(*(bare(getattr(part, f)) for f in fields))
    return part


@st.composite
def _statements(draw: st.DrawFn, inner: st.SearchStrategy) -> Any:
    variable = labels().map(Name)
    kind = draw(st.sampled_from(("assign", "function", "if", "for", "while", "block", "node")))
    match kind:
        case "assign":
            return Assign(draw(variable), draw(inner), draw(st.sampled_from(("<-", "<<-", "="))))
        case "function":
            plain = st.builds(Argument, st.none(), variable)
            given_ = st.builds(Argument, labels(), inner)
            own = st.lists(plain | given_, max_size=2, unique_by=_parameter)
            return Function(tuple(draw(own)), draw(inner))
        case "if":
            return If(draw(inner), draw(inner), draw(st.none() | inner))
        case "for":
            return For(draw(variable), draw(inner), draw(inner))
        case "while":
            return While(draw(st.none() | inner), draw(inner))
        case "block":
            return Block(tuple(draw(st.lists(inner, max_size=3))))
    return draw(_larger(inner))


def scripts() -> st.SearchStrategy[tuple]:
    leaves = names() | numbers() | st.sampled_from(("next", "break")).map(Jump)
    return st.lists(st.recursive(leaves, _statements, max_leaves=8), max_size=3).map(tuple)


@pytest.mark.wide
@settings(deadline=None, max_examples=300)
@given(scripts())
def test_whatever_a_script_can_hold_comes_back_from_its_text(statements: tuple) -> None:
    text = write_script(statements)
    read = parse_script(text).statements
    assert bare(read) == bare(statements)
    assert write_script(read) == text


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.R")), ids=lambda file: file.stem)
def test_the_fragments_come_back_from_their_text(file: Path) -> None:
    text = write_script(parse_script(file.read_text("utf-8")).statements)
    assert text
    assert write_script(parse_script(text).statements) == text


def test_a_statement_ends_where_r_ends_it() -> None:
    text = "a <- 1 +\n  2\nb <- f(1,\n\n  2); c\n\n\nif (x)\n  y\nelse z\n"
    read = parse_script(text).statements
    assert [type(s).__name__ for s in read] == ["Assign", "Assign", "Name", "If"]
    assert write_script(read[:1]) == "a <- 1 + 2"
    assert len(parse_script("for (x in y) (x)\nx\nif (a) (b)\nfunction(z) (z)\n2").statements) == 5


@pytest.mark.parametrize(
    ("text", "target"),
    [("1 -> x", "x"), ("1 ->> x", "x"), ("x = 1", "x"), ("x <- 1", "x"), ("(x = 1)", "x")],
)
def test_an_assignment_may_be_written_in_five_ways(text: str, target: str) -> None:
    (read,) = parse_script(text).statements
    inner = read.body if isinstance(read, Parens) else read
    assert inner == Assign(Name(target), Number("1"), inner.op)


def test_both_pipes_and_both_lambdas_are_read() -> None:
    first, second = parse_script("x |> f()\ny %>% g(\\(v) v)").statements
    assert first == Infix(Name("x"), "|>", Call(Name("f"), ()))
    assert isinstance(second.right.arguments[0].value, Function)


def test_comments_are_kept_with_their_places() -> None:
    script = parse_script("# one\nx <- 'a # b' # two\nf(1, # three\n  2)")
    found = [c.text[c.start : c.end] for c in script.comments]
    assert found == ["# one", "# two", "# three"]


@pytest.mark.parametrize("text", ["x <- ", "f(", "}", "if (x", "x <- 1 2", "function(x"])
def test_what_r_refuses_is_refused(text: str) -> None:
    with pytest.raises(RSyntaxError):
        parse_script(text)


@pytest.mark.parametrize(
    "text",
    ["f <- function(!x) 1", "f <- function(x, 'a') 1", "f <- function(x, ) 1", "function(x =) 1",
     "\\(x + 1) 1", "f <- function(x, x = 2) 1", "f <- function(x, !...) x", "g(function(1) 1)"],
)  # fmt: skip
def test_a_parameter_is_a_name_and_has_its_own(text: str) -> None:
    """R 4.2 refuses each of these."""
    with pytest.raises(RSyntaxError, match="parameter") as caught:
        parse_script(text)
    assert caught.value.span is not None

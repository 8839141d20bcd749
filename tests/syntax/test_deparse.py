"""Nodes to text."""

from __future__ import annotations

import pytest
from hypothesis import given

from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import (
    Argument,
    Call,
    Index,
    Infix,
    Name,
    Node,
    Number,
    Parens,
    Prefix,
    Tilde,
)
from pybrms_mix.syntax.parse import parse
from tests.syntax.strategies import nodes
from tests.syntax.test_parse import READ, REFERENCE, from_r


def bare(node: Node | None) -> Node | None:
    """Return ``node`` without its ``Parens``."""

    def within(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        return tuple(Argument(a.name, bare(a.value)) for a in arguments)

    match node:
        case Parens(body):
            return bare(body)
        case Infix(left, op, right):
            return Infix(bare(left), op, bare(right))
        case Prefix(op, operand):
            return Prefix(op, bare(operand))
        case Tilde(left, right):
            return Tilde(bare(left), bare(right))
        case Call(function, arguments):
            return Call(bare(function), within(arguments))
        case Index(base, arguments, double):
            return Index(bare(base), within(arguments), double)
    return node


@pytest.mark.parametrize("case", READ, ids=lambda case: case["text"])
def test_an_expression_is_written_as_r_deparses_it(case):
    assert write(parse(case["text"])) == case["deparsed"]


@pytest.mark.parametrize("case", REFERENCE["built"], ids=lambda case: case["deparsed"])
def test_missing_parentheses_are_added_as_r_adds_them(case):
    assert write(from_r(case["tree"])) == case["deparsed"]


@pytest.mark.parametrize("case", REFERENCE["numbers"], ids=lambda case: case["text"])
def test_a_number_is_written_as_r_writes_its_value(case):
    assert write(Number(case["text"])) == case["deparsed"]


@pytest.mark.wide
@given(nodes())
def test_a_tree_comes_back_from_its_text_up_to_parentheses(node):
    assert bare(parse(write(node))) == bare(node)


@pytest.mark.parametrize("case", REFERENCE["built"][::9], ids=lambda case: case["deparsed"])
def test_a_tree_of_r_that_was_read_comes_back_exactly(case):
    check_exactly(from_r(case["tree"]))


@pytest.mark.wide
@given(nodes())
def test_a_tree_that_was_read_comes_back_exactly(node):
    check_exactly(node)


def check_exactly(node):
    read = parse(write(node))
    assert parse(write(read)) == read
    assert write(read) == write(node)


def test_parentheses_that_are_there_are_not_doubled():
    assert write(Infix(Parens(parse("a + b")), "*", Name("c"))) == "(a + b) * c"

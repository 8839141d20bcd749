"""Text to nodes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from pybrms_mix.base.errors import RSyntaxError
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
    String,
    Tilde,
    children,
)
from pybrms_mix.syntax.parse import BRACKETS, DEEPEST, is_name, parse
from tests.syntax.strategies import texts

REFERENCE = json.loads((Path(__file__).parents[1] / "reference/deparse.json").read_text("utf-8"))
READ = [case for case in REFERENCE["expressions"] if not case.get("refused")]
REFUSED = [case["text"] for case in REFERENCE["expressions"] if case.get("refused")]


def from_r(tree: object) -> Node:
    """Return the node of R's own tree: a text, or a list of the function and its arguments."""
    if isinstance(tree, str):
        return _leaf(tree)
    function, *arguments = tree
    match function, arguments:
        case "(", [body]:
            return Parens(from_r(body))
        case "~", [right]:
            return Tilde(None, from_r(right))
        case "~", [left, right]:
            return Tilde(from_r(left), from_r(right))
        case "-" | "+" | "!", [operand]:
            return Prefix(function, from_r(operand))
        case "[" | "[[", [base, *rest]:
            return Index(from_r(base), tuple(map(_argument, rest)), function == "[[")
        case str(), [left, right] if not is_name(function):
            return Infix(from_r(left), function, from_r(right))
    return Call(from_r(function), tuple(map(_argument, arguments)))


def _leaf(text: str) -> Node:
    return parse(text) if text[0] == '"' or text[0].isdigit() else Name(text)


def _argument(part: object) -> Argument:
    if isinstance(part, dict):
        ((name, value),) = part.items()
        return Argument(name, from_r(value) if value != "" else None)
    return Argument(None, from_r(part) if part != "" else None)


@pytest.mark.parametrize("case", READ, ids=lambda case: case["text"])
def test_a_text_has_the_tree_that_r_gives_it(case):
    # By way of write(), which spells numbers as R's tree has them.
    assert parse(write(parse(case["text"]))) == from_r(case["tree"])


@pytest.mark.parametrize("text", REFUSED)
def test_what_r_refuses_is_refused(text):
    with pytest.raises(RSyntaxError):
        parse(text)


def test_the_reference_holds_both_kinds_in_number():
    assert len(READ) > 400
    assert len(REFUSED) > 25


def test_lines_and_comments_are_blanks():
    assert parse("y ~ # response\n  x +\n\tz\r\n") == parse("y ~ x + z")


def test_a_backticked_name_is_the_name():
    assert parse("`x`") == Name("x")


def test_both_bars_keep_their_text():
    assert parse("(1 || g)").body.op == "||"
    assert parse("1 | ID | g") == Infix(Infix(Number("1"), "|", Name("ID")), "|", Name("g"))


def test_nodes_know_their_place():
    text = 'bf(y ~ x1 + f("a", k = 2)[1], `b c` = -z$w)'
    node = parse(text)
    seen = []
    stack = [node]
    while stack:
        part = stack.pop(0)
        assert part.span.text is text
        seen.append(text[part.span.start : part.span.end])
        stack += children(part)
    assert seen == [
        text,
        *("bf", 'y ~ x1 + f("a", k = 2)[1]', "-z$w", "y", 'x1 + f("a", k = 2)[1]'),
        *("z$w", "x1", 'f("a", k = 2)[1]', "z", "w", 'f("a", k = 2)', "1", "f", '"a"', "2"),
    ]
    places = [text[a.span.start : a.span.end] for a in node.arguments]
    assert places == ['y ~ x1 + f("a", k = 2)[1]', "`b c` = -z$w"]


def test_a_place_takes_no_part_in_equality():
    assert parse("  x") == parse("x")
    assert hash(parse("  x")) == hash(parse("x"))


def test_strings_are_values():
    assert parse(r"'a\"\u00e9\n'") == String('a"é\n')


def check(text: str) -> None:
    try:
        node = parse(text)
    except RSyntaxError as error:
        assert error.message
        assert error.hint
        assert error.span is None or 0 <= error.span.start < error.span.end
    else:
        assert node.span.text == text
        read = parse(write(node))
        assert parse(write(read)) == read
        assert hash(read)
        assert repr(read)


@pytest.mark.parametrize("case", READ[::9], ids=lambda case: case["text"])
def test_the_beginning_of_a_text_is_an_expression_or_a_syntax_error(case):
    for end in range(len(case["text"])):
        check(case["text"][:end])


@pytest.mark.wide
@given(texts())
def test_any_text_is_an_expression_or_a_syntax_error(text):
    check(text)


@pytest.mark.parametrize("size", [50, 51, 299, 300, 10_000])
@pytest.mark.parametrize(
    ("before", "middle", "after"),
    [
        ("(", "x", ")"),
        ("(", "", ""),
        ("-", "x", ""),
        ("x + ", "x", ""),
        ("x ^ ", "x", ""),
        ("a %in% b ~ ", "x", ""),
        ("f(", "x", ")"),
        ("f(a = ", "x", ")"),
        ("x[[", "1", "]]"),
        ("", "x", "[[1]]"),
        ("", "x", "$y"),
        ("", "x", "(y)"),
        ("f(", "", ""),
        ("9", "9", ""),
        ("", "1e", "9"),
        ("", "x", " "),
        ("", "x", "\n# comment\n"),
        ("(", "x", "]"),
        ("'", "x", ""),
        ("\\\\", "x", ""),
    ],
)
@pytest.mark.wide
def test_no_text_is_too_long_or_too_deep_to_be_answered(before, middle, after, size):
    check(before * size + middle + after * size)


def test_depth_has_a_limit_that_is_told():
    terms = [f"x{i}" for i in range(DEEPEST)]
    assert parse(" + ".join(terms)).right == Name(terms[-1])
    with pytest.raises(RSyntaxError, match=f"more than {DEEPEST} operators"):
        parse(" + ".join([*terms, "z"]))
    assert parse("f(" * BRACKETS + "x" + ")" * BRACKETS).function == Name("f")
    with pytest.raises(RSyntaxError, match=f"more than {BRACKETS} brackets"):
        parse("f(" * BRACKETS + "(x)" + ")" * BRACKETS)

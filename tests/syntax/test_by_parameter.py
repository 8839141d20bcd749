"""Arguments of calls by the names of parameters."""

from __future__ import annotations

import pytest

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.syntax.by_parameter import by_parameter
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call
from pybrms_mix.syntax.parse import parse


def call(text: str) -> Call:
    node = parse(text)
    assert isinstance(node, Call)
    return node


def test_names_come_before_positions():
    found = by_parameter(call("f(1, x = 2, 3)"), ("x", "y", "z"), InvalidArgument)
    values = {name: write(a.value) for name, a in found.items() if a.value is not None}
    assert values == {"y": "1", "x": "2", "z": "3"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("f(q = 1)", "'f[(][)]' has no argument 'q'"),
        ("f(x = 1, x = 2)", "takes one argument 'x'"),
        ("f(1, 2, 3)", "has too many arguments"),
    ],
)
def test_what_a_function_does_not_take_is_refused_with_its_place(text, message):
    with pytest.raises(InvalidArgument, match=message) as caught:
        by_parameter(call(text), ("x", "y"), InvalidArgument)
    assert caught.value.span is not None

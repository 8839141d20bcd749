"""The printer decides where the lines of a program begin."""

from __future__ import annotations

from pybrms_mix.stan.printer import laid_out, sum_of
from pybrms_mix.stan.program_tree import Comment, For, If, Statement, Verbatim, While
from tests.programs import Case

SET = Statement("x[n]", ("1",), "=")


def test_bodies_are_deeper_than_their_heads():
    loops = For("n", "1:N", (While("x[n] < 1", (SET,)), Comment("done")))
    assert laid_out([loops, Statement("", ("reject()",))]) == (
        "for (n in 1:N) {\n  while (x[n] < 1) {\n    x[n] = 1;\n  }\n  // done\n}\nreject();"
    )


def test_branches_follow_each_other():
    assert laid_out([If((("a", (SET,)), ("b", ()), ("", (SET,))))]) == (
        "if (a) {\n  x[n] = 1;\n} else if (b) {\n} else {\n  x[n] = 1;\n}"
    )


def test_a_declaration_has_type_value_and_comment():
    assert laid_out([Statement("x", type="vector[N]", comment="values")]) == (
        "vector[N] x;  // values"
    )
    assert laid_out([Statement("x", ("1",), "=", "real", "one")]) == "real x = 1;  // one"


def test_parts_of_an_expression_are_deeper_for_each_open_bracket():
    long = Statement("x", ("f(a,", "g[b", "+ c])", "+ d"), "=")
    assert laid_out([long]) == "x = f(a,\n    g[b\n      + c])\n  + d;"


def test_lines_of_a_user_keep_their_text():
    assert laid_out([For("n", "1:2", (Verbatim(("a;", "", "  b;")),))]) == (
        "for (n in 1:2) {\n  a;\n\n    b;\n}"
    )


def test_summands_stand_one_below_the_other_with_their_signs():
    assert sum_of(["-a", "- b", "f(c,\nd)", ""]) == "-a\n- b\n+ f(c,\nd)"


def test_the_blocks_of_a_program_nest():
    """The depth of a line is the number of braces that are open before it."""
    depth = 0
    for line in Case("bf(y ~ x + (1 + x | g), theta1 ~ z)").program.splitlines():
        depth -= line.lstrip().startswith("}")
        blanks = len(line) - len(line.lstrip(" "))
        assert blanks >= 2 * depth, line
        depth += line.count("{") - line.count("}") + line.lstrip().startswith("}")
    assert depth == 0

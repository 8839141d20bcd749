"""Statements are printed at the depth of the blocks around them."""

from __future__ import annotations

from pybrms_mix.stan.printer import nested, sum_of
from tests.programs import Case

LOOP = "for (n in 1:N) {\n  x[n] = 1;\n}"


def test_each_line_of_a_statement_is_at_the_depth_of_its_block():
    assert nested([LOOP, "", "y = 2;"], 2) == (
        "\n    for (n in 1:N) {\n      x[n] = 1;\n    }\n    y = 2;"
    )
    assert nested([]) == nested([""]) == ""


def test_lines_without_text_have_no_blanks():
    assert nested(["a;\n\nb;"]) == "\n  a;\n\n  b;"


def test_summands_stand_one_below_the_other_with_their_signs():
    assert sum_of(["-a", "- b", "f(c,\n  d)", ""]) == "-a\n  - b\n  + f(c,\n    d)"


def test_the_blocks_of_a_program_nest():
    """The depth of a line is the number of braces that are open before it."""
    depth = 0
    for line in Case("bf(y ~ x + (1 + x | g), theta1 ~ z)").program.splitlines():
        depth -= line.lstrip().startswith("}")
        blanks = len(line) - len(line.lstrip(" "))
        assert blanks >= 2 * depth, line
        depth += line.count("{") - line.count("}") + line.lstrip().startswith("}")
    assert depth == 0

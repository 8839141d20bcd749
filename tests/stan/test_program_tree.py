"""Programs as trees: what their statements declare, read and assign, in all cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from jinja2 import DictLoader, Environment

from benchmarks.gradient import of_family
from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.model.ir import Model
from pybrms_mix.pieces.counted import can_be_counted
from pybrms_mix.stan.code import code, tree
from pybrms_mix.stan.cutting import TemplateError, entries
from pybrms_mix.stan.program_tree import (
    Block,
    Comment,
    Entry,
    For,
    If,
    Program,
    Statement,
    Verbatim,
    While,
    walk,
)  # fmt: skip
from pybrms_mix.stan.punctuation import Punctuation, unmarked
from tests.programs import Case
from tests.stan.names import Names, checked, names, of_block, of_entry
from tests.stan.test_records import EVERY

BLOCKS = [
    "functions", "data", "transformed data", "parameters", "transformed parameters", "model",
    "generated quantities",
]  # fmt: skip


@cache
def trees(name: str) -> tuple[Program, ...]:
    """Return the program of a case, and that with equal rows as one row, if it can have one."""
    model = EVERY[name].built.model
    views = (False, True) if can_be_counted(model) else (False,)
    return tuple(tree(model, version="0", counted=counted) for counted in views)


def leaves(entry: Entry) -> Iterator[str]:
    """Yield the texts of an entry, without those of the entries inside of it."""
    match entry:
        case Statement():
            yield from (entry.type, entry.target, entry.operator, *entry.value, entry.comment)
        case Comment():
            yield entry.text
        case For():
            yield from (entry.variable, entry.range)
        case While():
            yield entry.condition
        case If():
            yield from (condition for condition, _ in entry.branches)
        case Verbatim():
            yield from (line.rstrip() for line in entry.lines)


# The blocks whose variables some statement has to read. Data are brms's, whether read or not.
COMPUTED = ("transformed data", "parameters", "model")


@pytest.mark.parametrize("name", EVERY)
def test_every_name_is_declared_once_and_before_it_is_read(name):
    for program in trees(name):
        found = checked(program)
        assert found.faults == []
        assert found.unset == {}


def of_a_family(family: Family, terms: str, components: int) -> Model:
    """Return a model of a family, alone or as a mixture of components."""
    added = {"trials": "| trials(n) ", "dec": "| dec(dec) "}
    left = "y " + "".join(t for name, t in added.items() if name in family.additions)
    name = f'mixture("{family.name}", nmix = {components})' if components > 1 else family.name
    return Case(f"{left}~ {terms}", name, data=of_family(family, 60)).built.model


@pytest.mark.parametrize("terms", ["x", "1"])
@pytest.mark.parametrize("components", [1, 2])
@pytest.mark.parametrize("family", [name for name, f in FAMILIES.items() if f.mixes])
def test_programs_of_each_family_read_what_they_declare(family, components, terms):
    """A program that reads equal rows as one row computes some densities in another way."""
    model = of_a_family(FAMILIES[family], terms, components)
    for counted in (False, True):
        found = checked(tree(model, version="0", counted=counted))
        assert found.faults == []
        assert found.unset == {}
        unread = {n for n, block in found.unread.items() if block in COMPUTED}
        assert unread == set()


@pytest.mark.parametrize("name", EVERY)
def test_no_parameter_and_no_statement_is_without_a_reader(name):
    for program in trees(name):
        unread = {n for n, block in checked(program).unread.items() if block in COMPUTED}
        assert unread == set()


@pytest.mark.parametrize("name", EVERY)
def test_the_tree_declares_what_the_records_of_the_pieces_say(name):
    model = EVERY[name].built.model
    for block in ("data", "parameters", "transformed parameters", "generated quantities"):
        (found, *_) = trees(name)
        said = {d.name for d in model.declarations if d.block == block and not d.written}
        assert {n.declared for n in of_block(found, block)} - {""} == said, block


@pytest.mark.parametrize("name", EVERY)
def test_leaves_are_texts_without_line_breaks_and_indentation(name):
    for program in trees(name):
        assert [block.name for block in program.blocks] == BLOCKS
        for block in program.blocks:
            texts = [text for entry in walk(block.body) for text in leaves(entry)]
            verbatim = [e for e in walk(block.body) if isinstance(e, Verbatim)]
            lines = {line.rstrip() for entry in verbatim for line in entry.lines}
            assert [t for t in texts if "\n" in t or (t != t.strip() and t not in lines)] == []
            assert [t for t in texts if t != unmarked(t)] == []


def test_the_names_of_a_program_are_known_by_block():
    program = tree(Case("y ~ x + (1 | g)", "gaussian").built.model, version="0")
    assert "sd_1" in {n.declared for n in of_block(program, "parameters")}
    model = of_block(program, "model")
    assert {"r_1_1", "mu"} <= {n.declared for n in model}
    assert {"sd_1", "z_1", "J_1", "prior_only"} <= {name for n in model for name in n.read}
    assert "target" in {n.assigned for n in model}


# Faults that the check finds, each in a program of three blocks.
def small(data: str = "", transformed: str = "", model: str = "") -> list[str]:
    """Return the faults of a program, and the variables without a reader or without a value."""
    texts = {"data": data, "transformed data": transformed, "model": model}
    blocks = tuple(Block(name, entries(printed_by(text))) for name, text in texts.items())
    found = checked(Program("", blocks))
    unread = [f"{n} is not read" for n, block in found.unread.items() if block != "data"]
    return [*found.faults, *unread, *(f"{n} has no value" for n in found.unset)]


def printed_by(source: str, **facts: str) -> str:
    """Return the text with marks that a template prints."""
    loader = DictLoader({"template": source})
    return (
        Environment(loader=loader, extensions=[Punctuation]).get_template("template").render(facts)
    )


@pytest.mark.parametrize(
    ("expression", "variables"),
    [
        ("1e5 * x_1 .* y'", ["x_1", "y"]),
        ('reject("the shape of ", z)', ["z"]),
        ("f (a)[n] + lp1[1:K]", ["a", "n", "lp1", "K"]),
        ("normal_lpdf(y[n] | mu[n], 2.5e-3)", ["y", "n", "mu", "n"]),
        ("x ./ .5 - 1.e3 / w  // not z", ["x", "w"]),
        ("a /* not b */ >= c ? d : -e", ["a", "c", "d", "e"]),
        ("{1, n}", ["n"]),
    ],
)
def test_the_names_of_an_expression_are_its_tokens(expression, variables):
    assert names(expression) == variables


READ = "target += sum(x);"


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        (("int N;", "vector[N] x = ones(N);", READ), []),
        (("int N;\nint N;", "", ""), ["N is declared twice, in data"]),
        (("", "vector[N] x = zeros(3);", READ),
         ["N is read before it is declared, in transformed data"]),
        (("vector[N] x;\nint N;", "", READ), ["N is read before it is declared, in data"]),
        (("", "vector[3] x = y;", f"{READ}\nreal y = 1;\ntarget += y;"),
         ["y is read before it is declared, in transformed data"]),
        (("", "vector[3] x = ones(3);", ""), ["x is not read"]),
        (("", "vector[3] x;", READ), ["x has no value"]),
        (("vector[3] x;", "", f"{READ}\ny = 2;"), ["y gets a value and is not declared, in model"]),
        (("vector[3] x;", "", f"for (n in 1:3) {{\nreal y = x[n];\ntarget += y;\n}}\n{READ}"), []),
        (("vector[3] x;", "", "if (x[1] > 0) {\n  real y = 1;\n}\ntarget += y * sum(x);"),
         ["y is read before it is declared, in model"]),
    ],
    ids=["none", "twice", "size", "later_in_block", "later_block", "unread", "unset", "undeclared",
         "local", "out_of_scope"],
)  # fmt: skip
def test_the_check_finds_a_fault(blocks, fault):
    assert small(*blocks) == fault


def test_what_fills_a_hole_ends_no_statement():
    """The punctuation of the template alone has a meaning."""
    (one,) = entries(printed_by("x = {{ value }};  // {{ note }}", value="f(a; b)", note="c; // d"))
    assert one == Statement("x", ("f(a; b)",), "=", comment="c; // d")


def test_indentation_of_a_template_has_no_meaning():
    source = "for (n in 1:N) {\n  real a = x[n]\n    + 1;\n  target += a;\n}\n// b; c\ny -= 1;"
    flat = "\n".join(line.lstrip() for line in source.split("\n"))
    assert entries(printed_by(flat)) == entries(printed_by(source)) == (
        For("n", "1:N", (
            Statement("a", ("x[n]", "+ 1"), "=", "real"), Statement("target", ("a",), "+="),
        )),
        Comment("b; c"),
        Statement("y", ("1",), "-="),
    )  # fmt: skip


def test_parts_of_a_template_may_be_the_head_of_a_statement():
    source = "{% if total %}real total ={% else %}target +={% endif %}\n sum(x);"
    assert entries(printed_by(source, total="yes")) == (
        Statement("total", ("sum(x)",), "=", "real"),
    )
    assert entries(printed_by(source, total="")) == (Statement("target", ("sum(x)",), "+="),)


@pytest.mark.parametrize(
    ("source", "lacking"),
    [
        ("x = 1;\ny = 2", "lacks ';' after: (?s:.*)y = 2$"),
        ("if (x > 0)\n  y = 1;\nz = 1;", r"lacks '\) {' after: (?s:.*)if \(x > 0\)"),
        ("for (n in 1:N) {\n  x = 1;", "lacks '}' after"),
        ("for (n in 1:N) { x = 1; }", r"lacks '\) {' after"),
        ("x = 1;\n}\ny = 2;", "lacks 'the end' after: (?s:.*)x = 1;"),
        ("if (a) {\n  x = 1;\n} else {\n  x = 2;", "lacks '}' after"),
    ],
    ids=["semicolon", "braces", "brace", "one_line", "no_body", "else"],
)
def test_a_template_that_is_not_closed_is_an_error(source, lacking):
    with pytest.raises(TemplateError, match=lacking):
        entries(printed_by(source))


def test_an_array_in_braces_is_an_expression():
    (one,) = entries(printed_by("array[2] int x = {1, {{ two }}};", two="2"))
    assert one == Statement("x", ("{1, 2}",), "=", "array[2] int")


def test_other_statements_are_kept():
    assert entries(printed_by("x ~ normal(0, 1);\nreject(1);\nx *= 2;")) == (
        Statement("", ("x ~ normal(0, 1)",)), Statement("", ("reject(1)",)),
        Statement("", ("x *= 2",)),
    )  # fmt: skip


def test_the_text_of_a_program_is_its_tree_printed():
    case = EVERY["one_family"]
    assert replace(case).program == code(case.built.model, version="0")
    assert of_entry(Statement("x", ("y",), "=", "real")) == Names("x", ("y",), "x")

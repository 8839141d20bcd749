"""R text to Formula: the terms of each parameter, the print, and reading the print again."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFamily, InvalidFormula, NotSupported
from pybrms_mix.formula.formula import Formula
from pybrms_mix.formula.reading import read
from pybrms_mix.syntax.deparse import write

# R text, and the print of brms 2.18 without the blank after its first line.
PRINTED = {
    "y ~ x": "y ~ x",
    "y~x+(1|g)": "y ~ x + (1 | g)",
    "bf(y ~ x)": "y ~ x",
    "brms::bf(y ~ x)": "y ~ x",
    "brmsformula(formula = y ~ x)": "y ~ x",
    "(bf(y ~ x))": "y ~ x",
    "bf(y ~ age, sigma1 ~ age, sigma1 = 2)": "y ~ age\nsigma1 = 2",
    "bf(y ~ age, sigma1 = 2, sigma1 ~ age)": "y ~ age\nsigma1 ~ age",
    "bf(y ~ age, sigma1 = 2, sigma1 = 3)": "y ~ age\nsigma1 = 3",
    "bf(y ~ age, sigma1 = 2) + lf(sigma1 ~ age)": "y ~ age\nsigma1 ~ age",
    "bf(y ~ age, sigma1 ~ age) + lf(sigma1 ~ z, sigma2 ~ x, cmc = FALSE)":
        "y ~ age\nsigma1 ~ z\nsigma2 ~ x",
    "bf(y ~ age, sigma1 = 123456.789, sigma2 = 1.23456, nu1 = 0.00001)":
        "y ~ age\nsigma1 = 123456.79\nsigma2 = 1.23\nnu1 = 0",
    "bf(y | weights( w)+cens(c)~ age+ (1|g), theta1~ 0+x, family=gaussian)":
        "y | weights(w) + cens(c) ~ age + (1 | g)\ntheta1 ~ 0 + x",
    "bf(y ~ 1, sigma1 + sigma2 ~ x)": "y ~ 1\nsigma1 ~ x\nsigma2 ~ x",
    'bf(y ~ 1, sigma2 = "sigma1")': "y ~ 1\nsigma2 = sigma1",
    "bf(y ~ 1, flist = list(sigma1 ~ x, theta1 ~ z))": "y ~ 1\nsigma1 ~ x\ntheta1 ~ z",
    "bf(y ~ 1, lf(sigma1 ~ x))": "y ~ 1\nsigma1 ~ x",
    "bf(y ~ x) + gaussian()": "y ~ x",
    "bf(y ~ x, decomp = 'QR')": "y ~ x",
    "bf(y ~ x, sparse = TRUE)": "y ~ x",
    "bf(y ~ a * exp(b * x), a + b ~ 1, nl = TRUE)": "y ~ a * exp(b * x)\na ~ 1\nb ~ 1",
    "bf(y ~ x) + nlf(sigma1 ~ exp(a)) + lf(a ~ 1)": "y ~ x\nsigma1 ~ exp(a)\na ~ 1",
}  # fmt: skip


@pytest.mark.parametrize("text", PRINTED)
def test_a_formula_prints_as_in_r(text):
    assert str(pm.bf(text)) == PRINTED[text]


@pytest.mark.parametrize("text", PRINTED)
def test_the_text_of_a_formula_is_read_as_the_same_formula(text):
    assert same(read(pm.bf(text).text()), pm.bf(text))


def same(first: Formula, second: Formula) -> bool:
    """Return whether two formulas are equal, apart from positions in the text."""
    plain = [dataclasses.replace(f, spans={}, family=None) for f in (first, second)]
    families = [f.family is not None and repr(_family(f)) for f in (first, second)]
    return plain[0] == plain[1] and families[0] == families[1]


def _family(formula: Formula) -> object:
    from pybrms_mix.family.read import read as read_family

    return read_family(formula.family)


EQUAL = (
    (pm.bf("y ~ x", "sigma1 ~ z"), "bf(y ~ x, sigma1 ~ z)"),
    (pm.bf("y ~ x", sigma1="~ z"), "bf(y ~ x, sigma1 ~ z)"),
    (pm.bf("y ~ x", sigma1=1), "bf(y ~ x, sigma1 = 1)"),
    (pm.bf("y ~ x", sigma1="1.5"), "bf(y ~ x, sigma1 = 1.5)"),
    (pm.bf("y ~ x", sigma2="sigma1"), 'bf(y ~ x, sigma2 = "sigma1")'),
    (pm.bf("y ~ x", center=False), "bf(y ~ x, center = FALSE)"),
    (pm.bf("y ~ x") + pm.lf("sigma1 ~ z", cmc=False), "bf(y ~ x) + lf(sigma1 ~ z, cmc = FALSE)"),
    (pm.bf("y ~ x", pm.lf("sigma1 ~ z")), "bf(y ~ x) + lf(sigma1 ~ z)"),
    (pm.bf("y ~ x", family="student"), 'bf(y ~ x, family = "student")'),
    (pm.bf("y ~ x", family="mixture(gaussian, nmix = 2)"),
     "bf(y ~ x, family = mixture(gaussian, gaussian))"),
    (pm.bf("y ~ x") + "student()", "bf(y ~ x) + student()"),
    (pm.bf(pm.bf("y ~ x"), sigma1=2), "bf(bf(y ~ x), sigma1 = 2)"),
    (pm.bf("y ~ x", center=None), "y ~ x"),
)  # fmt: skip


@pytest.mark.parametrize(("python", "text"), EQUAL, ids=lambda v: v if isinstance(v, str) else "")
def test_python_and_r_say_the_same(python, text):
    assert same(python, read(text))


def test_attributes_belong_to_the_formula_on_which_they_were_set():
    formula = read("bf(y ~ x, sigma1 ~ z, center = FALSE) + lf(sigma2 ~ z, cmc = FALSE)")
    flags = {n: (p.center, p.cmc) for n, p in formula.predictors.items()}
    assert flags == {"": (False, True), "sigma1": (None, True), "sigma2": (None, False)}


def test_each_kind_of_term_takes_its_own():
    terms = read("y ~ x + offset(log(t)) + (1 | g) + z:w + (0 + x || h)").predictors[""].terms
    kinds = [type(term).__name__ for term in terms]
    assert kinds == ["GroupTerm", "GroupTerm", "OffsetTerm", "PopulationTerm"]
    assert [t.group for t in terms[:2]] == ["g", "h"]
    assert [t.correlated for t in terms[:2]] == [True, False]
    assert write(terms[3].node) == "x + z:w"


@pytest.mark.parametrize(
    ("side", "rest"),
    [
        ("(1 | g)", "1"),
        ("0 + (1 | g)", "0"),
        ("x - 1 + (1 | g)", "x - 1"),
        ("offset(w)", "1"),
        ("(x + (1 | g))", "(x)"),
        ("x + (1 | g) - 1", "x - 1"),
    ],
)
def test_what_no_other_kind_takes_is_population_level(side, rest):
    term = read(f"y ~ {side}").predictors[""].terms[-1]
    assert write(term.node) == rest


def test_the_additions_of_a_response_go_by_name():
    formula = read("log(y) | weights(w) + resp_cens(c, y2 = u) + trunc(lb = 0) ~ 1")
    assert list(formula.additions) == ["weights", "cens", "trunc"]
    assert write(formula.response) == "log(y)"


def test_only_parts_and_families_can_be_added():
    with pytest.raises(InvalidFamily):
        pm.bf("y ~ x") + 3
    with pytest.raises(InvalidFormula, match="Only 'lf\\(\\)' or a family"):
        read("bf(y ~ x) + sigma1")


def test_an_attribute_that_is_not_supported_is_refused_unless_it_asks_for_nothing():
    with pytest.raises(NotSupported, match="autocor"):
        read("bf(y ~ x, autocor = TRUE)")
    assert same(read("bf(y ~ x, autocor = NULL)"), read("y ~ x"))


SUMMANDS = [
    "x", "z:w", "I(x^2)", "(1 | g)", "(1 + x || g:h)", "offset(log(t))", "0", "log(`a b`)",
    'factor(x, labels = "a\\"b")',
]  # fmt: skip
SIDES = st.lists(st.sampled_from(SUMMANDS), min_size=1, max_size=4).map(" + ".join)
VALUES = st.one_of(
    st.floats(-1e9, 1e9).map(lambda v: v + 0.0),
    st.sampled_from(["sigma1", 'a"b', "back\\slash", "nu2"]),
)


@pytest.mark.parametrize("constants", [{"nu1": -0.25}, {"theta2": 'a"b', "nu1": 1e9}, {}])
@pytest.mark.parametrize("center", [False, True])
def test_a_formula_with_all_kinds_of_summands_survives_its_text(constants, center):
    check_text(" + ".join(SUMMANDS), {"mu2": SUMMANDS[4], "theta1": "0 + x"}, constants, center)


@pytest.mark.wide
@given(
    SIDES,
    st.dictionaries(st.sampled_from(["mu2", "sigma1", "theta1"]), SIDES),
    st.dictionaries(st.sampled_from(["nu1", "theta2"]), VALUES),
    st.booleans(),
)
def test_any_formula_survives_its_text(main, predictors, constants, center):
    check_text(main, predictors, constants, center)


def check_text(main, predictors, constants, center):
    parts = [f"{name} ~ {side}" for name, side in predictors.items()]
    made = pm.bf(f"y | weights(w) ~ {main}", *parts, **constants, center=center)
    assert same(read(made.text()), made)
    assert made.constants == constants


def test_what_stands_on_the_left_of_a_further_formula_is_a_parameter():
    with pytest.raises(InvalidFormula, match="must name a parameter"):
        pm.bf("y ~ x", "log(sigma1) ~ z")

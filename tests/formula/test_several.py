"""Formulas of several responses: ``bf() + bf()``, ``mvbf()``, ``mvbind()``, ``set_rescor()``."""

from __future__ import annotations

import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFormula, NotSupported
from pybrms_mix.formula.formula import Formulas
from pybrms_mix.formula.reading import read, read_any

TEXTS = [
    "bf(y ~ x) + bf(z ~ 1) + set_rescor(FALSE)",
    "mvbf(y ~ x, bf(z ~ 1, sigma ~ x), rescor = TRUE)",
    "bf(mvbind(y, z) ~ x, sigma ~ w)",
    "mvbind(y, z) ~ x",
    "mvbind(y, log(z)) | weights(w) ~ x",
    'bf(y ~ x, family = gaussian()) + bf(z ~ x, family = mixture(poisson, nmix = 2, class = "c"))',
    'bf(y ~ x) + bf(z ~ x) + lf(sigma ~ w, resp = "z")',
    "bf(mvbind(u, v) ~ 1) + bf(w ~ x) + lf(theta2 ~ x) + lf(theta3 = 0.5)",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_of_formulas_parses_to_the_same_formulas(text):
    made = read_any(text)
    assert isinstance(made, Formulas)
    again = read_any(made.text())
    assert again.text() == made.text()
    assert (again.lines(), again.names, again.rescor) == (made.lines(), made.names, made.rescor)
    assert [f.additions.keys() for f in again.forms] == [f.additions.keys() for f in made.forms]


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (pm.bf("y ~ x") + pm.bf("z ~ 1") + pm.set_rescor(False), TEXTS[0]),
        (pm.mvbf("y ~ x", pm.bf("z ~ 1", "sigma ~ x"), rescor=True), TEXTS[1]),
        (pm.bf("mvbind(y, z) ~ x", "sigma ~ w"), TEXTS[2]),
        (pm.bf("y ~ x") + pm.bf("z ~ x") + pm.lf("sigma ~ w", resp="z"), TEXTS[6]),
        (pm.bf("y ~ x") + pm.mvbf("z ~ 1", "w ~ 1"), "bf(y ~ x) + bf(z ~ 1) + bf(w ~ 1)"),
    ],
)
def test_python_and_r_text_make_the_same_formulas(made, text):
    assert made.text() == read_any(text).text()


def test_names_of_responses_have_letters_and_digits_alone():
    assert read_any("mvbind(a.b, log(y_1 + 9), Z9) ~ x").names == ("ab", "logy19", "Z9")


def test_mvbind_repeats_additions_and_further_formulas():
    made = read_any("bf(mvbind(y, z) | trials(n) ~ x, theta1 = 0.5, mu2 ~ w)")
    further = ["mu2 ~ w", "theta1 = 0.5"]
    # Brms prints a blank behind the formula of each response; the first one has it in the summary.
    assert made.lines() == ["y | trials(n) ~ x", *further, "z | trials(n) ~ x ", *further]


def test_a_family_added_to_formulas_is_that_of_all():
    made = pm.bf("y ~ 1") + pm.bf("z ~ 1") + "student"
    assert [form.family.name for form in made.forms] == ["student", "student"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: pm.bf("y ~ x") + pm.bf("y ~ 1"), "same response variable twice"),
        (lambda: pm.bf("a.b ~ x") + pm.bf("a_b ~ 1"), "same response variable twice"),
        (lambda: pm.bf("y ~ x") + pm.bf("z ~ 1") + pm.lf("sigma ~ x"), "without the response"),
        (lambda: pm.bf("y ~ x") + pm.bf("z ~ 1") + pm.lf("mu ~ x", resp="q"), "one of 'y', 'z'"),
        (lambda: pm.bf("y ~ x") + pm.set_rescor(), "only possible in multivariate"),
        (lambda: read_any("mvbf(y ~ x, z ~ x, rescor = 2)"), "TRUE or FALSE"),
        (lambda: read_any("mvbind() ~ x"), "needs responses"),
        (pm.mvbf, "needs formulas"),
    ],
)
def test_mistakes_are_refused(make, words):
    with pytest.raises(InvalidFormula, match=words):
        make()


def test_what_takes_one_response_refuses_several():
    with pytest.raises(NotSupported, match="several responses"):
        read("mvbind(y, z) ~ x")

"""R text, nodes and Python calls of families: results and messages of brms."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from pybrms_mix.base.errors import InvalidFamily, NotSupported
from pybrms_mix.family.calls import gaussian, student
from pybrms_mix.family.family_text import write
from pybrms_mix.family.functions import brmsfamily, mixture
from pybrms_mix.family.read import read
from pybrms_mix.syntax.parse import parse

REFERENCE = Path(__file__).parents[1] / "reference/families.json"
CALLS = json.loads(REFERENCE.read_text(encoding="utf-8"))["calls"]
GOOD = pytest.mark.parametrize(
    "fact", [c for c in CALLS if "error" not in c], ids=lambda c: c["call"]
)
ORDERED = 'mixture(gaussian, gaussian, order = "x")'  # of a coefficient: not in brms
BAD = pytest.mark.parametrize(
    "fact", [c for c in CALLS if "error" in c and c["call"] != ORDERED], ids=lambda c: c["call"]
)


@GOOD
def test_a_call_gives_the_families_and_links_that_brms_gives(fact):
    made = read(parse(fact["call"]))
    assert len(made.components) == len(fact["parts"])
    for ours, theirs in zip(made.components, fact["parts"], strict=True):
        assert (ours.family.name, ours.link("mu")) == (theirs["family"], theirs["link"])
        # R's own families have no further links before the model is built.
        others = [ours.link(d.name) for d in ours.family.dpars[1:]]
        assert others == theirs["links"] or theirs["links"] == []


@GOOD
def test_a_mixture_has_brms_order_and_says_so_once(fact, caplog):
    with caplog.at_level(logging.INFO, logger="pybrms_mix"):
        made = read(parse(fact["call"]))
    assert made.order == (fact.get("order") or "none")
    assert caplog.messages == ([fact["message"]] if fact.get("message") else [])


@GOOD
def test_the_name_is_brms_summary_and_the_print_what_r_prints(fact):
    made = read(parse(fact["call"]))
    if len(made.components) > 1:
        assert made.name == fact["summary"]
    assert str(made) == repr(made)
    ours = [line.rstrip() for line in repr(made).strip("\n").splitlines()]
    assert ours == [line.rstrip() for line in fact["printed"].strip("\n").splitlines()]


@BAD
def test_what_brms_refuses_is_refused_in_its_words(fact):
    with pytest.raises(InvalidFamily) as caught:
        read(parse(fact["call"]))
    assert caught.value.message == fact["error"]
    assert caught.value.span is not None


def test_an_unknown_family_is_named_with_its_place_and_the_nearest_one():
    with pytest.raises(InvalidFamily) as caught:
        read("mixture(gaussian, gausian)")
    assert caught.value.message.startswith("gausian is not a supported family. Supported families")
    assert caught.value.hint == "Did you mean 'gaussian'?"
    assert caught.value.span.shown().splitlines()[1].index("^") == 4 + len("mixture(gaussian, ")


def test_mathematics_is_no_family_but_a_string_is():
    with pytest.raises(InvalidFamily) as caught:
        read("mixture(gamma, gamma)")
    assert "Gamma" in caught.value.hint
    assert read("gamma").components[0].link("mu") == "log"
    assert read("Gamma()").components[0].link("mu") == "inverse"


def test_a_mixture_is_written_as_the_one_that_it_is_read_from():
    texts = (ORDERED, "mixture(gaussian, nmix = 3, shared = c('x', 'z'))", "mixture(acat, acat)")
    for text in texts:
        made = read(text)
        assert read(write(made)) == made
    assert (read(ORDERED).order, read(texts[1]).shared) == ("x", ("x", "z"))
    assert read(texts[1]) == mixture(gaussian, nmix=3, shared=["x", "z", "x"])
    # A default order is not written, because a formula may leave no coefficient to order.
    assert "order" not in write(read(texts[1]))
    assert 'order = "mu"' in write(mixture(gaussian, gaussian, order="mu"))


def test_a_shared_coefficient_cannot_be_the_ordered_one():
    with pytest.raises(InvalidFamily, match="cannot be shared and ordered") as caught:
        read("mixture(gaussian, gaussian, order = 'x', shared = 'x')")
    assert caught.value.span.text[caught.value.span.start :].startswith("shared = 'x'")


def test_nested_mixtures_are_refused():
    with pytest.raises(InvalidFamily, match="Argument 'family' is invalid"):
        read("mixture(mixture(gaussian, student), gaussian)")


@pytest.mark.parametrize("text", ["cox", "mixture(cox, cox)", "cox()", "categorical"])
def test_families_that_only_brms_has_are_named(text):
    with pytest.raises(NotSupported, match="is not supported by this version"):
        read(text)


def test_read_takes_what_it_returns_and_calls():
    made = read("mixture(gaussian, student)")
    assert read(made) is made
    assert read(student) == read("student")
    assert read(student(link_sigma="identity")) == read('student(link_sigma = "identity")')
    assert read(brmsfamily("gaussian", "softplus")) == read('brmsfamily("gaussian", "softplus")')


def test_read_refuses_what_is_no_family():
    with pytest.raises(InvalidFamily, match="Argument 'family' is invalid"):
        read(3)


PYTHON = {
    "mixture(gaussian, gaussian)": lambda: mixture(gaussian, gaussian),
    'mixture("gaussian", nmix = 2)': lambda: mixture("gaussian", nmix=2),
    "mixture(gaussian, student, nmix = c(1, 2))": lambda: mixture(gaussian, student, nmix=[1, 2]),
    'mixture(student(link_sigma = "identity"), gaussian)': lambda: mixture(
        student(link_sigma="identity"), gaussian
    ),
    'mixture("student", flist = list(gaussian), order = "mu")': lambda: mixture(
        "student", flist=[gaussian], order="mu"
    ),
    'mixture(brmsfamily("gaussian", "softplus"), gaussian)': lambda: mixture(
        brmsfamily("gaussian", "softplus"), gaussian
    ),
    'mixture(student("log", "identity"), gaussian, order = FALSE)': lambda: mixture(
        student("log", "identity"), gaussian, order=False
    ),
}


@pytest.mark.parametrize("text", PYTHON)
def test_python_and_r_say_the_same(text):
    assert PYTHON[text]() == read(text)


def test_python_takes_r_text_of_one_family():
    assert mixture('student("log")', "gaussian") == read('mixture(student("log"), gaussian)')


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: mixture(gaussian), "Expecting at least 2"),
        (lambda: student(link_sigma="foo"), "not a supported link for parameter 'sigma'"),
        (lambda: student("log", "log", "logm1", "log"), "unused argument"),
        (lambda: gaussian("softplus"), "link not recognised"),
        (lambda: mixture(gaussian, nmix=[1, 2]), "The length of 'nmix'"),
        (lambda: mixture(gaussian, mixture(gaussian, student)), "'family' is invalid"),
    ],
)
def test_python_calls_are_refused_in_the_same_words(call, words):
    with pytest.raises(InvalidFamily, match=words):
        call()

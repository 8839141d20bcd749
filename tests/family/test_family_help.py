"""``help(weibull)`` shows the family, not the class of all families."""

from __future__ import annotations

import inspect
import pydoc
import re

import pytest

import pybrms_mix as pm
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.family.family_help import kind

CALLS = {n: f for n in pm.__all__ if isinstance(f := getattr(pm, n), pm.FamilyCall)}


@pytest.mark.parametrize("name", CALLS)
def test_the_links_of_the_help_are_accepted_and_the_defaults_are_those_of_the_family(name) -> None:
    call = CALLS[name]
    said = re.findall(r"(?m)^(link\w*) : \{(.*)\}, default \"(.*)\"$", inspect.getdoc(call))
    by_dpar = {arg.removeprefix("link").removeprefix("_") or "mu": d for arg, _, d in said}
    assert by_dpar == call.choice().links
    for argument, links, _ in said:
        for link in re.findall(r"\"(.*?)\"", links):
            assert call(**{argument: link}).links == {argument: link}


def test_help_shows_the_family_and_the_class_keeps_its_docstring() -> None:
    text = pydoc.render_doc(pm.wiener, renderer=pydoc.plaintext)
    assert "Required: dec()." in text
    assert "link_ndt" in text
    assert inspect.getdoc(pm.FamilyCall).startswith("A family under the name")
    assert "links" in inspect.getdoc(pm.weibull(link_shape="identity"))


def test_kinds_of_responses_follow_from_the_records() -> None:
    found = {name: kind(FAMILIES[name]) for name in FAMILIES}
    assert found["binomial"] == found["zero_inflated_binomial"] == "successes in trials"
    assert found["bernoulli"] == "two values"
    assert found["hurdle_gamma"] == "positive, or 0"
    assert found["zero_one_inflated_beta"] == "from 0 to 1"
    assert found["poisson"] == "whole numbers"

"""Hypotheses are read, tested and printed as brms does."""

from __future__ import annotations

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument
from tests.results.facts import NAMES, fit_of, numbers, parameters

CASES = [(n, i) for n in NAMES for i in range(len(parameters(n)["hypothesis"] or []))]


def asked(name: str, at: int):
    fact = parameters(name)["hypothesis"][at]
    arguments = fact["arguments"]
    given = dict(arguments) if isinstance(arguments, dict) else {"1": arguments[0]}
    hypotheses = given.pop("1")
    options = {k.replace("class", "class_"): v and v[0] for k, v in given.items()}
    return fact, pm.hypothesis(fit_of(name), hypotheses, **options)


def paired(fact) -> bool:
    """Return whether brms permuted the prior draws of several parameters at random."""
    labels = fact["table"]["Hypothesis"]
    return any("sigma1-sigma2" in h or "b_x" in h for h in labels)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
@pytest.mark.parametrize(("name", "at"), CASES)
def test_a_hypothesis_has_brmss_numbers(name, at):
    fact, found = asked(name, at)
    table = found.hypothesis
    assert list(table.columns) == list(fact["table"])
    assert list(table["Hypothesis"]) == fact["table"]["Hypothesis"]
    assert list(table["Star"]) == fact["table"]["Star"]
    for column in ("Estimate", "Est.Error", "CI.Lower", "CI.Upper"):
        np.testing.assert_allclose(table[column], numbers(fact["table"][column]), rtol=1e-6)
    for column in ("Evid.Ratio", "Post.Prob"):
        # R takes the density from a grid of 4096 points, through a fast Fourier transform.
        tolerance = 0.2 if paired(fact) else 2e-3
        np.testing.assert_allclose(table[column], numbers(fact["table"][column]), rtol=tolerance)


@pytest.mark.filterwarnings("ignore::pybrms_mix.base.errors.PybrmsWarning")
@pytest.mark.parametrize(("name", "at"), CASES)
def test_a_hypothesis_prints_as_in_brms(name, at):
    fact, found = asked(name, at)
    if not paired(fact):
        assert found.text().split("\n") == fact["print"]
    else:
        assert found.text().split("\n")[0] == fact["print"][0]


def test_odd_names_are_parameters_too():
    fit = fit_of("two_gaussians")
    found = pm.hypothesis(fit, "r_g__mu1[g02, x] > 0", class_=None)
    np.testing.assert_array_equal(found.samples["H1"], fit.draws["r_g__mu1[g02,x]"])
    share = np.mean(fit.draws["r_g__mu1[g02,x]"] > 0)
    assert found.hypothesis["Post.Prob"][0] == pytest.approx(share)


def test_the_names_that_a_user_gives_are_cut_as_in_brms():
    # brms 2.18 prints these names in this way.
    shown = {
        "abcdefghijklmnopqrst": "abcdefghijklmnopqrst",
        "abcdefghijklmnopqrstuvwxyz": "abcdefghijklmnopq...wxyz",
        "abcdefghijklmnopqrstuvwxyz > 0": "abcdefghijklmnopq... > 0",
        "abcdefghijklmnopqrst < 0": "abcdefghijklmnopqrst < 0",
    }
    found = pm.hypothesis(fit_of("students"), dict.fromkeys(shown, "sigma1 > 0"), class_=None)
    lines = found.text(width=200).splitlines()[2 : 2 + len(shown)]
    starts = [line.split(maxsplit=1)[1].strip() for line in lines]
    for start, name in zip(starts, shown.values(), strict=True):
        assert start.startswith(f"{name} ")


def test_what_all_draws_say_has_infinite_evidence():
    table = pm.hypothesis(fit_of("students"), "sigma1 > 0", class_=None).hypothesis
    assert table["Evid.Ratio"][0] == np.inf
    assert table["Post.Prob"][0] == 1
    assert "Inf" in pm.hypothesis(fit_of("students"), "sigma1 > 0", class_=None).text()


@pytest.mark.parametrize("text", ["mu1_x", "mu1_x < 0 < 1", "> 0", "mu1_x >= 0"])
def test_a_hypothesis_without_exactly_one_sign_is_refused(text):
    with pytest.raises(InvalidArgument, match="Every hypothesis must be of the form"):
        pm.hypothesis(fit_of("students"), text)


def test_an_unknown_parameter_is_named_as_brms_names_it():
    with pytest.raises(InvalidArgument, match="Did you mean 'mu1_x'") as caught:
        pm.hypothesis(fit_of("students"), "mu1_z > 0")
    assert caught.value.message == "Some parameters cannot be found in the model: \n'b_mu1_z'"


def test_a_group_that_is_not_there_is_refused():
    with pytest.raises(InvalidArgument, match="'group' should be one of 'g', 'h'"):
        pm.hypothesis(fit_of("two_groups"), "x > 0", scope="coef", group="k")

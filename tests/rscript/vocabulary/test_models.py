"""Calls that fit models: arguments that name another algorithm."""

from __future__ import annotations

import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.rscript import port

CALL = "library(brms)\nd <- data.frame(y = c(1, 2, 3))\nf <- brm(y ~ 1, data = d{})\n"


@pytest.mark.parametrize("algorithm", ["meanfield", "fullrank"])
def test_a_normal_approximation_is_asked_for_as_in_r(algorithm):
    ported = port(CALL.format(f", algorithm = '{algorithm}'"))
    assert f'algorithm="{algorithm}"' in ported.python


@pytest.mark.parametrize("algorithm", ["pathfinder", "laplace"])
def test_chains_take_the_place_of_an_approximation_and_the_script_says_so(algorithm):
    ported = port(CALL.format(f", algorithm = '{algorithm}'"))
    assert not ported.missing
    assert f'without algorithm = "{algorithm}": the chains sample' in ported.python
    assert "algorithm=" not in ported.python


def test_parameters_that_are_fixed_are_no_posterior():
    """Chains would give another answer, so the argument stays and brm() refuses it."""
    ported = port(CALL.format(", algorithm = 'fixed_param'"))
    assert 'algorithm="fixed_param"' in ported.python
    with pytest.raises(PybrmsError, match="'algorithm'"):
        pm.brm("y ~ 1", {"y": [1, 2, 3]}, algorithm="fixed_param")

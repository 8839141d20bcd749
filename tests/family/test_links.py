"""Each link is the same function in NumPy and in Stan."""

from __future__ import annotations

import numpy as np
import pytest
import stanli
from scipy import special

from pybrms_mix.base.resources import folder
from pybrms_mix.family.link import Link
from pybrms_mix.family.links import LINKS

# Values of the linear predictor.
ETA = np.array([-3.0, -0.7, 0.3, 1.0, 2.5])
POSITIVE = {"1/mu^2", "sqrt", "inverse"}


def eta(link: Link) -> np.ndarray:
    return np.abs(ETA) if link.name in POSITIVE else ETA


@pytest.mark.parametrize("link", LINKS.values(), ids=lambda x: x.name)
def test_forward_undoes_inverse(link):
    assert link.forward(link.inverse(eta(link))) == pytest.approx(eta(link), rel=1e-9)


def stan_inverses(kind: str) -> np.ndarray:
    """Return Stan's inverse of each link at its numbers: shape (numbers, links)."""
    varying = kind == "vector"
    files = [file for x in LINKS.values() for file in x.files(varying=varying)]
    helpers = [folder("templates") / "functions" / f"{file}.stan" for file in files]
    columns = {
        "vector": "out[:, {k}] = {f}(eta[:, {k}]);",
        "real": "for (i in 1:rows(eta)) out[i, {k}] = {f}(eta[i, {k}]);",
    }
    called = [x.function(varying=varying) for x in LINKS.values()]
    lines = [columns[kind].format(k=k, f=name) for k, name in enumerate(called, start=1)]
    code = "\n".join(
        [
            "functions {",
            *(path.read_text() for path in helpers),
            "matrix inverses(matrix eta) {\n  matrix[rows(eta), cols(eta)] out;",
            *lines,
            "return out;\n}\n}",
        ]
    )
    return stanli.Function("inverses", stan_code=code)(
        eta=np.column_stack([eta(x) for x in LINKS.values()])
    )


@pytest.mark.parametrize("kind", ["real", "vector"])
def test_stan_has_the_same_inverses(kind):
    theirs = stan_inverses(kind)
    for link, column in zip(LINKS.values(), theirs.T, strict=True):
        assert column == pytest.approx(link.inverse(eta(link)), rel=1e-12), link.name


# In the tails, where plain formulas cancel or overflow: the first terms of the expansion.
EXTREME = {
    "logit": (-500, np.exp(-500)),
    "cauchit": (-1e12, 1e-12 / np.pi),
    "cloglog": (-40, np.exp(-40)),
    "softplus": (-60, np.exp(-60)),
    "softit": (-60, np.exp(-60)),
    "squareplus": (-1e9, 1e-9),
    "probit": (-30, special.erfc(30 / np.sqrt(2)) / 2),
    "log1p": (1e-12, 1e-12 + 0.5e-24),
}


@pytest.mark.parametrize("name", EXTREME)
def test_an_inverse_keeps_its_digits_far_out(name):
    at, exact = EXTREME[name]
    assert LINKS[name].inverse(np.float64(at)) == pytest.approx(exact, rel=1e-12)


def test_softplus_and_softit_do_not_overflow():
    assert LINKS["softplus"].forward(LINKS["softplus"].inverse(np.float64(2000))) == 2000
    assert LINKS["softit"].inverse(np.float64(1e6)) == pytest.approx(1e6 / (1e6 + 1), rel=1e-15)

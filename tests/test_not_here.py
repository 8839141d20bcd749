"""The section "Not here" of docs/differences.md is made of what the package refuses.

Each call below uses a feature of brms 2.18 that this version does not have. The section lists the
calls with the words of their refusals; ``pytest --approve`` writes it again. Every place where
the code of a model refuses a feature has to be reached by one of the calls.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.api import arguments
from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import NotSupported, PybrmsError

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "differences.md"
PACKAGE = Path(pm.__file__).parent
START, END = "<!-- written by tests/test_not_here.py -->\n", "<!-- end -->\n"
ORDINAL = "mixture(cumulative, cumulative)"
DATA = pd.DataFrame(
    {
        "y": [0.1, -0.7, 1.2, 3.9, 4.4, 5.1, 2.0, None],
        "o": pd.Categorical([1, 2, 3, 1, 2, 3, 1, 2], ordered=True),
        "x": [0.3, -1.0, 0.2, 1.4, -0.6, 0.0, 0.9, -0.2],
        "z": [0.5, 0.6, 0.4, 0.9, 0.3, 0.8, 1.1, 0.2],
        "day": ["2024-01-01"] * 8,
        "g": list("aabbccdd"),
    }
)
_IMPUTED = ("round(mi(y))", "I(mi(y) > 0)")
FORMULAS = [
    "y ~ s(x, bs = 'gp')", "y ~ s(x, m = c(2, 0))", "y ~ t2(x, z, pc = 0)",
    "y ~ car(g)",
    *(f"y ~ x + {t}" for t in ("ar(p = 1)", "ma(q = 1)", "arma(p = 1, q = 1)", "cosy()")),
    *(f"y ~ x + {t}" for t in ("sar(w)", "fcor(v)", "unstr(x, g)")),
    "y ~ x + (1 | gr(g, by = x > 0))", 'y ~ rank(x, ties.method = "random")',
    "y ~ as.Date(day)",
    "y ~ logit_scaled(x, lb = -1)", "y ~ pnorm(x, mean = 1)", "bf(y ~ x, autocor = ~ ar(p = 1))",
    "mvbf(y ~ x, z ~ x, flist = list())",
    *(f"bf(z ~ {t}) + bf(y | mi() ~ x) + set_rescor(FALSE)" for t in _IMPUTED),
    "bf(z ~ mi(y, idx = x)) + bf(y | mi(0.1) + index(x) ~ 1) + set_rescor(FALSE)",
    "y | mi() + cens(0) ~ x", "y | mi() + trunc(lb = x - 9) ~ x",
    *(f"y ~ {t}(x)" for t in ("diff", "quantile", "range")),
    "y ~ outer(x, z)",
]  # fmt: skip
FAMILIES = ["categorical", "multinomial", "dirichlet", "logistic_normal", "cox",
            "hurdle_cumulative",
            'custom_family("f", specials = "ordinal")',
            'custom_family("f", log_lik = g)']  # fmt: skip
GAUSSIANS = "mixture(gaussian, gaussian)"
CLASS = 'mixture(gaussian, nmix = 2, class = "c1")'
WHOLE = [
    {"formula": "y ~ x", "stanvars": 'stanvar(scode = "mu += 1;", block = "likelihood")'},
    {"formula": "o | thres(gr = g) ~ cs(x)", "family": "acat"},
    {"formula": "y ~ gp(x, cov = 'matern32')", "dialect": "2.23"},
    {"formula": "y ~ x", "family": GAUSSIANS, "prior": 'set_prior("normal(0, 1)", check = FALSE)'},
]
HERE_ALONE = [
    {"formula": 'bf(o ~ x, mu2 = "mu1")', "family": ORDINAL},
    {"formula": 'bf(y ~ x, decomp = "QR")', "family": 'mixture(gaussian, nmix = 2, order = "x")'},
    {"formula": 'bf(y ~ 1, xi2 = "xi1")', "family": "mixture(gen_extreme_value, nmix = 2)"},
    {"formula": "y | mi() ~ x", "family": 'mixture(gaussian, nmix = 2, gr = "g")'},
    {"formula": "y ~ x", "family": 'mixture(gaussian, nmix = 2, order = "x")',
     "prior": 'set_prior("normal(0, 1)", class = "b", dpar = "mu1", lb = 0)'},
    {"formula": "y ~ x", "family": 'mixture(gaussian, nmix = 2, order = "x")',
     "prior": 'set_prior("horseshoe(1)", class = "b", dpar = "mu1")'},
    {"formula": "mvbind(y, z) ~ x", "family": 'mixture(gaussian, nmix = 2, gr = "g")'},
    {"formula": "mvbind(y, z) | weights(x) ~ 1", "family": CLASS},
    {"formula": f"bf(y ~ x, family = {CLASS}) + bf(z ~ x, family = {CLASS.replace('c1', 'c2')})"},
    {"formula": "bf(y ~ x) + bf(z ~ x) + nlf(theta2 ~ exp(x))", "family": CLASS},
    {"formula": "y ~ x", "family": GAUSSIANS,
     "prior": 'set_prior(paste0("normal(0, ", c(1, 2), ")"))'},
]  # fmt: skip
CALLS: list[Mapping[str, str]] = [
    *({"formula": text} for text in FORMULAS),
    *({"formula": "y ~ x", "family": text} for text in FAMILIES),
    *WHOLE,
    *HERE_ALONE,
]
# Arguments of brm() that nothing but a refused term would read.
TERM_OF = {"autocor": "y ~ x + ar(p = 1)"}
ROOMS = ("syntax", "formula", "family", "design", "pieces", "prior", "build")
# The argument 'main' of horseshoe() is one of later versions of brms.
LATER = {"prior/shrinkage_arguments.py"}


def refusal(call: Mapping[str, str]) -> PybrmsError | None:
    """Return the exception of the package by which it refuses the call."""
    given: dict[str, Any] = {"family": "gaussian", **call}
    with using(given.pop("dialect", None)), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            pm.make_stancode(data=DATA, **given)
        except PybrmsError as error:
            return error
    return None


@cache
def refusals() -> tuple[PybrmsError | None, ...]:
    return tuple(refusal(call) for call in CALLS)


@cache
def refused_arguments() -> dict[str, NotSupported]:
    """Return the refusal of each argument of brms's ``brm()`` that is known and not supported."""
    found = {}
    for name in arguments._KNOWN:
        with pytest.raises(NotSupported) as caught:
            arguments.check_other({name: object()}, ())
        found[name] = caught.value
    return found


def section() -> str:
    """Return the section as it follows from the refusals."""
    lines = ["| call | refusal |", "|---|---|"]
    for call, error in zip(CALLS, refusals(), strict=True):
        assert error is not None
        text = call["formula"]
        text += "".join(f", {k} = {v}" for k, v in call.items() if k != "formula")
        cells = [f"`{text}`", error.message]
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    told = [f"`{name}` ({error.hint})" for name, error in refused_arguments().items()]
    return "\n".join([*lines, "", "Arguments of `brm()`: " + ", ".join(told) + ".", ""])


def sites() -> Iterator[tuple[str, range]]:
    """Yield file and lines of each place that refuses a feature of a model."""
    for file in sorted(p for room in ROOMS for p in (PACKAGE / room).rglob("*.py")):
        name, text = file.relative_to(PACKAGE).as_posix(), file.read_text("utf-8")
        if "NotSupported" not in text:  # few files are worth a tree
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "NotSupported":
                yield name, range(node.lineno, (node.end_lineno or node.lineno) + 1)


def frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            yield file.relative_to(PACKAGE).as_posix(), trace.tb_lineno
        trace = trace.tb_next


@pytest.mark.parametrize("at", range(len(CALLS)), ids=lambda at: " ".join(CALLS[at].values()))
def test_what_is_not_here_is_refused_as_not_supported(at: int) -> None:
    assert isinstance(refusals()[at], NotSupported), refusals()[at]


def test_every_place_that_refuses_a_feature_is_reached() -> None:
    reached = [at for error in refusals() if error for at in frames(error.__traceback__)]
    lost = [
        (name, lines)
        for name, lines in sites()
        if name not in LATER and not any(n == name and line in lines for n, line in reached)
    ]
    assert lost == []


def test_an_argument_is_refused_for_a_term_only_while_the_term_is_refused() -> None:
    told = {n for n, error in refused_arguments().items() if "not supported yet" in error.hint}
    assert told == set(TERM_OF)
    for name, formula in TERM_OF.items():
        assert isinstance(refusal({"formula": formula}), NotSupported), name


@pytest.mark.skipif(not PAGE.exists(), reason="there is no checkout")
def test_the_page_lists_what_is_refused(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text("utf-8")
    before, rest = page.split(START)
    _, after = rest.split(END)
    wanted = before + START + section() + END + after
    if request.config.getoption("--approve"):
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == wanted

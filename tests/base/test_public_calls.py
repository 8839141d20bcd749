"""Public functions: errors and warnings show the user's line, not the inside of the package."""

from __future__ import annotations

import inspect
import traceback
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.public_calls import public
from tests.results.facts import fit_of
from tests.test_mistakes import KINDS

PACKAGE = Path(pm.__file__).parent
D = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1], "x": np.arange(6.0), "f": list("ababab")})
MISTAKES = [
    pytest.param(mistake, id=f"{kind}: {name}")
    for kind, mistakes in KINDS.items()
    for name, mistake in mistakes.items()
]
PUBLIC = [getattr(pm, name) for name in pm.__all__]
CLASSES = [c for c in PUBLIC if inspect.isclass(c) and not issubclass(c, BaseException)]


@pytest.fixture
def short():
    old = pm.options(traceback="short")
    yield
    pm.options(**old)


def inside(error: BaseException) -> list[str]:
    """Return the functions of the package in the traceback that a user would see."""
    frames = traceback.TracebackException.from_exception(error).stack
    return [frame.name for frame in frames if frame.filename.startswith(str(PACKAGE))]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_shows_no_frame_of_the_inside(mistake, short):
    with pytest.raises(PybrmsError) as caught:
        mistake()
    assert inside(caught.value) == ["checked_call"]
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_an_option_shows_all_frames():
    old = pm.options(traceback="full")
    with pytest.raises(pm.RSyntaxError) as caught:
        pm.make_stancode("y ~ 1 +", D)
    pm.options(**old)
    assert len(inside(caught.value)) > 3
    with pytest.raises(pm.InvalidArgument, match="traceback cannot be"):
        pm.options(traceback="none")


def test_a_fault_of_the_package_keeps_its_frames(short):
    @public
    def broken() -> None:
        inner()

    def inner() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        broken()
    assert [f.name for f in traceback.extract_tb(caught.value.__traceback__)][-2:] == [
        "broken", "inner",
    ]  # fmt: skip


def test_every_public_function_and_method_is_wrapped():
    functions = [f for f in PUBLIC if inspect.isfunction(f)]
    methods = [
        member
        for cls in CLASSES
        for name, member in vars(cls).items()
        if inspect.isfunction(member) and not name.startswith("_")
    ]
    open_ones = [
        f.__qualname__ for f in functions + methods if f.__code__.co_name != "checked_call"
    ]
    assert len(functions) > 90
    assert open_ones == []


def test_the_wrapper_keeps_names_signatures_and_docstrings():
    assert pm.brm.__name__ == "brm"
    assert list(inspect.signature(pm.brm).parameters)[:4] == ["formula", "data", "family", "prior"]
    assert "Fit a Bayesian regression model" in (pm.brm.__doc__ or "")


WARNS = {
    "rows left out": lambda: pm.get_prior("y ~ x", D.assign(x=[np.nan, *range(5)])),
    "a reserved name": lambda: pm.make_stancode("y ~ 0 + intercept + x", D),
    "too few draws": lambda: pm.brm("y ~ x", D, iter=20, chains=2, seed=1, silent=2),
    "a deprecated argument": lambda: fit_of("students").posterior_epred(nsamples=3),
    "in an operator of R": lambda: __import__("pybrms_mix.r", fromlist=["r"]).as_numeric(["a"]),
}


@pytest.mark.parametrize("name", WARNS)
def test_a_warning_points_at_the_users_line(name):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        WARNS[name]()
    assert {Path(w.filename).name for w in told if w.category is not DeprecationWarning} == {
        Path(__file__).name
    }


def test_only_public_calls_warns():
    """Only ``public_calls.warn()`` finds the frame of the user."""
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "warnings.warn(" in path.read_text("utf-8")
    ]
    assert found == ["base/public_calls.py"]

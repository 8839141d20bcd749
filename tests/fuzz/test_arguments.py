"""Wrong arguments raise only the package's own errors."""

from __future__ import annotations

import inspect
import random
import warnings
from collections.abc import Iterator
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidData, PybrmsError
from pybrms_mix.base.signature import Signature
from pybrms_mix.base.takes import kind_of
from tests.fuzz.arguments import DATA, cases, public
from tests.fuzz.budget import rounds, seed

FAMILY = "mixture(gaussian, gaussian)"
SHORT = {"chains": 2, "iter": 60, "seed": 1, "silent": 2, "backend": "stanli"}
# Public methods without arguments that a user could get wrong.
BARE = {
    "Bridge.error_measures", "FamilyCall.choice", "Formula.lines", "Formula.text",
    "Formula.normalised", "Formula.expanded", "Marginal.to_frame", "Mixture.label",
    "Mixture.place", "ModeCheck.lines", "PriorTable.to_frame", "PriorTable.shown",
}  # fmt: skip


@pytest.fixture(scope="module")
def fit() -> pm.Fit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pm.brm("y ~ x", DATA, FAMILY, **SHORT)


def owners(fit: pm.Fit) -> dict[str, Any]:
    """Return an instance of each class whose methods take arguments."""
    return {
        "FamilyCall": pm.gaussian, "Formula": pm.bf("y ~ x"), "Summary": fit.summary(),
        "PriorTable": pm.get_prior("y ~ x", DATA), "Criterion": fit.waic(),
        "ConditionalEffects": fit.conditional_effects(), "Hypotheses": fit.hypothesis("mu2_x > 0"),
    }  # fmt: skip


@pytest.fixture
def no_fits(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder; nothing is sampled."""
    mpl.use("Agg")
    monkeypatch.chdir(tmp_path)

    def refuse(*_: object, **__: object) -> Any:
        raise InvalidData("no fits here")

    for module in (
        "pybrms_mix.refits.many.results_of", "pybrms_mix.calibrate.sbc.results_of",
        "pybrms_mix.calibrate.prior_check.brm",
    ):  # fmt: skip
        monkeypatch.setattr(module, refuse)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.usefixtures("no_fits")
def test_only_errors_of_the_package_come_out(fit: pm.Fit) -> None:
    every = cases(owners(fit))
    random.Random(seed()).shuffle(every)
    foreign = []
    for number in rounds(1500):
        if number >= len(every):
            break
        case = every[number]
        try:
            case.call(fit)
        except PybrmsError:
            pass
        except Exception as error:
            foreign.append(f"{case}: {type(error).__name__}: {error}")
        plt.close("all")
    assert not foreign, "\n".join(foreign)


def test_every_public_function_checks_its_arguments() -> None:
    """Functions that are added to the package are covered automatically."""
    behind = {f"{owner}.{name}" if owner else name for name, _, owner in public()}
    for name in pm.__all__:
        found = getattr(pm, name)
        if inspect.isfunction(found):
            assert name in behind
            assert hasattr(found, "__wrapped__"), f"{name} is not decorated with @public"
        elif inspect.isclass(found) and not issubclass(found, BaseException):
            own = {f"{name}.{k}": v for k, v in vars(found).items() if not k.startswith("_")}
            open_ = {k for k, v in own.items() if inspect.isfunction(v) and k not in BARE}
            assert {k for k in open_ if not hasattr(own[k], "__wrapped__")} == set()


def test_every_annotation_says_what_is_taken() -> None:
    for _, function, _owner in public():
        signature = Signature(function.__wrapped__)  # type: ignore[attr-defined]
        assert all(kind.words for kind in signature.kinds.values())


@pytest.mark.parametrize(
    ("hint", "value", "taken"),
    [
        (int, np.int64(3), 3), (int, 2e2, 200), (int, np.float64(4), 4), (int, np.array(5), 5),
        (float, np.float32(0.5), 0.5), (float, 1, 1), (bool, np.True_, True),
        (str, np.str_("a"), "a"), (list[float], (1, 2), [1, 2]),
        (list[float], np.array([0.1, 0.9]), [0.1, 0.9]), (list[int], range(3), [0, 1, 2]),
        (list[str], pd.Series(["a", "b"]), ["a", "b"]), (list[str], (c for c in "ab"), ["a", "b"]),
        (tuple[str, ...], ["a"], ("a",)), (str | None, None, None),
    ],
)  # fmt: skip
def test_relatives_of_a_type_become_the_type(hint: Any, value: Any, taken: Any) -> None:
    found = kind_of(hint).take(value)
    assert found == taken and type(found) is type(taken)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda d: pm.loo("fit"), "'fit' must be a Fit, but it is 'fit'"),
        (lambda d: pm.brm("y ~ x"), r"'brm\(\)' needs the argument 'data'"),
        (lambda d: pm.brm("y ~ x", d, control=5), "'control' must be a mapping from"),
        (lambda d: pm.brm("y ~ x", d, control={"adapt_delta": "0.9"}), "adapt_delta must be a num"),
        (lambda d: pm.brm("y ~ x", d, backend=None), "'backend' must be a string, but it is None"),
        (lambda d: pm.brm("y ~ x", d, silent="x"), "'silent' must be a whole number"),
        (lambda d: pm.brm("y ~ x", d, save_pars="all"), "'save_pars' must be a SavePars or None"),
        (lambda d: pm.brm("y ~ x", d, file=5), "'file' must be a string, a path or None"),
        (lambda d: pm.brm("y ~ x", d, init={"sigma": "a"}), "'sigma' cannot start at 'a'"),
        (lambda d: pm.brm("y ~ x", d, init={"sigma1": "a"}), "'sigma1' cannot start at 'a'"),
        (lambda d: pm.mixture("gaussian", order=[2, 3]), "'order' must be a string, True or False"),
        (lambda d: pm.mixture(flist=2), "'flist' must be a sequence"),
        (pm.fixef, "'fit' must be a Fit, but it is a DataFrame"),
        (lambda d: pm.set_prior("normal(0, 1)", coef=3), "'coef' must be"),
        (lambda d: pm.set_prior(), "needs the argument 'prior'"),
        (lambda d: pm.set_prior("a", prior="b"), "got several values for the argument 'prior'"),
        (lambda d: pm.make_standata("y ~ f", d.assign(f=pd.Categorical(["1", 1] * 4))),
         "Two categories of the column 'f' have the same label '1'"),
    ],
)  # fmt: skip
def test_the_argument_is_named(call: Any, message: str) -> None:
    with pytest.raises(PybrmsError, match=message):
        call(DATA)


def test_fits_in_a_list_are_told_apart(fit: pm.Fit) -> None:
    with pytest.raises(InvalidArgument) as told:
        pm.loo([fit, fit])
    assert told.value.hint == "Pass them one after another, not in a list."


def test_an_unknown_argument_is_named_with_the_closest(fit: pm.Fit) -> None:
    with pytest.raises(InvalidArgument) as told:
        fit.fitted(ndraw=3)
    assert str(told.value) == "'fitted()' has no argument 'ndraw'.\nDid you mean 'ndraws'?"


def test_warnings_stand_at_the_line_of_the_user_frame() -> None:
    with pytest.warns(pm.PybrmsWarning, match="NAs were excluded") as told:
        pm.make_standata("y ~ x", DATA.assign(x=[1, None, *range(6)]))
    assert [w.filename for w in told] == [__file__]

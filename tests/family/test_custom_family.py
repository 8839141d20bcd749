"""Custom families: arguments, R text, and the user's Python functions."""

from __future__ import annotations

import pickle
import types

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFamily
from pybrms_mix.family.family_text import write
from pybrms_mix.family.prep import LogDensity, Mean, Sample
from pybrms_mix.family.read import read
from pybrms_mix.family.user_facts import Functions

NAMES = ["mu", "tau", "mix"]
FOO = pm.custom_family(
    "foo", NAMES, ["identity", "log", "logit"], lb=[None, 0, 0], ub=[None, None, 1],
    vars=["vreal1[n]", "{k}[1]"],
)  # fmt: skip


def test_a_family_prints_as_in_r():
    assert str(FOO) == (
        "\nCustom family: foo \nLink function: identity \nParameters: mu, tau, mix \n"
    )
    assert FOO.summary == "foo(identity)"


@pytest.mark.parametrize(
    "family",
    [
        FOO,
        pm.custom_family("whole", loop=False, type="int", links="log"),
        pm.mixture(FOO, "gaussian"),
        pm.mixture(FOO, nmix=2, gr="id"),
    ],
)
def test_the_text_of_a_family_gives_it_back(family):
    text = write(family)
    again = read(text)
    assert write(again) == text
    for one, other in zip(family.components, again.components, strict=True):
        assert one.family.dpars == other.family.dpars
        assert one.family.density == other.family.density
        assert (one.links, one.family.values) == (other.links, other.family.values)
        assert (one.family.own is None) == (other.family.own is None)
        assert one.family.own is None or one.family.own.loop == other.family.own.loop


def test_r_text_and_python_make_the_same_family():
    text = (
        'custom_family("foo", dpars = c("mu", "tau", "mix"), '
        'links = c("identity", "log", "logit"), lb = c(NA, 0, 0), ub = c(NA, NA, 1), '
        'vars = c("vreal1[n]", "{k}[1]"))'
    )
    assert write(read(text)) == write(FOO)


def test_bounds_and_links_stand_for_all_parameters():
    family = pm.custom_family("foo", NAMES, "log", lb=0).components[0]
    assert [d.bounds.lower for d in family.family.dpars] == ["0", "0", "0"]
    assert set(family.links.values()) == {"log"}


def test_families_of_one_name_are_ordered_and_others_are_not():
    other = pm.custom_family("bar")
    assert pm.mixture(FOO, nmix=2).order == "mu"
    assert pm.mixture(FOO, other).order == "none"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "foo bar"}, "not a valid name of a Stan function"),
        ({"name": "foo.b"}, "not a valid name of a Stan function"),
        ({"name": "1foo"}, "not a valid name of a Stan function"),
        ({"links": "lgo"}, "'lgo' is not a supported link"),
        ({"dpars": ["mu", "a b"]}, "must be valid names"),
        ({"dpars": ["mu", "theta"]}, "mixing proportions"),
        ({"dpars": NAMES, "links": ["log", "log"]}, "'links' must be of the same length"),
        ({"dpars": NAMES, "ub": [1, 2]}, "'ub' must be of the same length"),
        ({"lb": object()}, "lb"),
        ({"vars": [1]}, "vars"),
    ],
)
def test_wrong_arguments_are_refused(arguments, message):
    with pytest.raises((InvalidFamily, InvalidArgument), match=message):
        pm.custom_family(**{"name": "foo", **arguments})


def test_an_error_in_r_text_points_at_the_call():
    text = 'mixture(gaussian, custom_family("foo", dpars = "sigma"))'
    with pytest.raises(InvalidFamily, match="All families must have") as caught:
        read(text)
    assert caught.value.span is not None and caught.value.span.start == text.index("custom")


def test_a_guess_for_a_misspelt_argument():
    with pytest.raises(InvalidFamily, match="no argument 'link'") as caught:
        read('custom_family("foo", link = "log")')
    assert "links" in caught.value.hint


# --- functions ---


def log_lik_scaled(i, prep):
    """Return a value that depends on row, draw and data."""
    return prep.data["Y"][i] + pm.get_dpar(prep, "mu", i) * prep.data["vreal1"][i]


def posterior_predict_scaled(i, prep):
    return prep.rng.normal(pm.get_dpar(prep, "mu", i), pm.get_dpar(prep, "tau", i))


def posterior_epred_scaled(prep):
    return pm.get_dpar(prep, "mu") * 2


DRAWS, ROWS = 3, 4
MU = np.arange(12.0).reshape(DRAWS, ROWS)
EXTRA = {"vreal1": np.array([1.0, 2.0, 3.0, 4.0])}


def test_functions_are_found_under_their_names_where_the_family_is_made():
    family = pm.custom_family("scaled", ["mu", "tau"]).components[0].family
    found = family.log_density(np.ones(ROWS), {"mu": MU, "tau": np.ones((DRAWS, 1))}, EXTRA)
    np.testing.assert_allclose(found, 1 + MU * EXTRA["vreal1"])
    np.testing.assert_allclose(family.mean({"mu": MU}, EXTRA), 2 * MU)


def test_a_function_that_is_given_goes_first():
    family = pm.custom_family("scaled", log_lik=lambda i, prep: np.zeros(prep.ndraws))
    found = family.components[0].family.log_density(np.ones(ROWS), {"mu": MU}, EXTRA)
    assert not found.any()


def test_random_numbers_follow_the_seed():
    sample = Sample(Functions("scaled", scope=globals()))
    values = {"mu": MU, "tau": np.full((DRAWS, 1), 0.5)}
    one, other = (sample(np.random.default_rng(5), values, EXTRA) for _ in range(2))
    assert one.shape == MU.shape
    np.testing.assert_array_equal(one, other)


def test_a_missing_function_is_named_with_a_remedy():
    for call, name in ((LogDensity, "log_lik"), (Mean, "posterior_epred")):
        wanted = call(Functions("nowhere"))
        arguments = (np.ones(ROWS), {"mu": MU}, {}) if call is LogDensity else ({"mu": MU}, {})
        with pytest.raises(InvalidFamily, match=f"no function '{name}'") as caught:
            wanted(*arguments)
        assert f"{name}_nowhere" in caught.value.hint


def test_a_result_of_another_shape_is_refused():
    functions = Functions("odd", {"log_lik": lambda i, prep: np.zeros(7)})
    with pytest.raises(InvalidFamily, match=r"shape \(7,\).*shape \(3,\)"):
        LogDensity(functions)(np.ones(ROWS), {"mu": MU}, {})


def test_an_unknown_parameter_is_refused_with_a_guess():
    functions = Functions("odd", {"log_lik": lambda i, prep: pm.get_dpar(prep, "taus", i)})
    with pytest.raises(InvalidArgument, match="no parameter 'taus'") as caught:
        LogDensity(functions)(np.ones(ROWS), {"mu": MU, "tau": MU}, {})
    assert "tau" in caught.value.hint


def test_a_copy_for_another_process_has_the_functions_that_were_found():
    copy = pickle.loads(pickle.dumps(Functions("scaled", scope=globals())))
    assert copy.find("log_lik") is log_lik_scaled
    assert copy.scope == {}


def test_functions_are_found_in_the_script_of_a_worker(monkeypatch):
    copy = Functions("scaled")
    assert copy.find("log_lik") is None
    script = types.ModuleType("__mp_main__")
    script.log_lik_scaled = log_lik_scaled
    monkeypatch.setitem(__import__("sys").modules, "__mp_main__", script)
    assert copy.find("log_lik") is log_lik_scaled

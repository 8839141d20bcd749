"""Public names are imported when they are first used."""

from __future__ import annotations

import importlib
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import pybrms_mix as pm
from pybrms_mix.base.public_names import METHODS, MODULES


def output(program: str, *folders: Path) -> str:
    """Run a program in a new process and return its output. The folders come first on its path."""
    lines = ["import sys", f"sys.path[:0] = {list(map(str, folders))!r}", program]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "\n".join(lines)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", MODULES)
def test_a_name_is_that_of_its_module(name):
    assert getattr(pm, name) is getattr(importlib.import_module(MODULES[name]), name)


@pytest.mark.parametrize("name", METHODS)
def test_a_method_is_the_function_of_its_module(name):
    assert getattr(pm.Fit, name) is getattr(importlib.import_module(MODULES[name]), name)


def test_a_star_imports_all_public_names():
    program = (
        "from pybrms_mix import *\nimport pybrms_mix\nprint(set(pybrms_mix.__all__) - {*dir()})"
    )
    assert output(program) == "set()"


def test_rooms_do_not_hide_functions_of_the_same_names():
    """Python sets an attribute of the package when it imports ``pybrms_mix.prior``."""
    program = """
import pybrms_mix.prior.table, pybrms_mix.report.report
from pybrms_mix import prior, report
print(prior.__module__, report.__module__, pybrms_mix.prior is prior)
"""
    assert output(program) == "pybrms_mix.prior.set_prior pybrms_mix.report.report True"


def test_a_room_can_be_imported_by_its_name():
    program = "import pybrms_mix.results.summary as s\nprint(s.__name__, s.summary.__name__)"
    assert output(program) == "pybrms_mix.results.summary summary"


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="module 'pybrms_mix' has no attribute 'brmm'"):
        pm.brmm  # noqa: B018
    with pytest.raises(ImportError, match="cannot import name 'brmm' from 'pybrms_mix'"):
        from pybrms_mix import brmm  # noqa: F401
    assert not hasattr(pm, "numpy")


@pytest.mark.parametrize("name", ["brm", "gaussian", "Formula", "InvalidData"])
def test_a_name_can_be_pickled(name):
    value = pickle.loads(pickle.dumps(getattr(pm, name)))
    assert value is getattr(pm, name) or value == getattr(pm, name)


def test_the_methods_of_a_fit_are_known_before_they_are_imported():
    program = """
from pybrms_mix.results.fit import Fit
names = dir(Fit)
import sys
print("loo" in names, "pp_check" in names, "pybrms_mix.plots.ppc" in sys.modules)
print(Fit.pp_check.__name__, "pybrms_mix.plots.ppc" in sys.modules, hasattr(Fit, "sumary"))
"""
    assert output(program) == "True True False\npp_check True False"


def test_a_subclass_has_the_methods_before_and_after_their_import():
    program = """
import pybrms_mix as pm
class Own(pm.Fit):
    def waic(self):
        return super().waic
print(Own.loo is pm.loo, hasattr(Own, "kfold"), hasattr(Own, "sumary"))
print(Own.waic(Own.__new__(Own)).__func__ is pm.waic)
"""
    assert output(program).split() == ["True", "True", "False", "True"]


def test_a_method_may_be_replaced_for_a_time_before_its_import():
    program = """
from unittest import mock
import pybrms_mix as pm
with mock.patch.object(pm.Fit, "loo", len):
    print(pm.loo.__name__, pm.Fit.loo is len)
print(pm.Fit.loo is pm.loo)
pm.Fit.waic = len
print(pm.waic.__name__, pm.Fit.waic is len)
"""
    assert output(program).split() == ["loo", "True", "True", "waic", "True"]


def test_a_module_with_methods_can_be_imported_again():
    program = """
import importlib
import sys
import pybrms_mix as pm
pm.Fit.loo
module = importlib.reload(sys.modules[pm.loo.__module__])
print(pm.Fit.loo is module.loo)
"""
    assert output(program) == "True"


def test_several_threads_may_use_a_name_first():
    program = """
import sys
import threading
import pybrms_mix as pm
sys.setswitchinterval(1e-6)
names = ["brm", "summary", "loo", "report", "kfold", "plot", "sbc", "prior"]
barrier, values = threading.Barrier(16), []
def read(first):
    barrier.wait()
    values.append([getattr(pm, n) for n in names[first:] + names[:first]])
threads = [threading.Thread(target=read, args=(n % 8,)) for n in range(16)]
for t in threads: t.start()
for t in threads: t.join()
print(len(values), len({id(v) for row in values for v in row}), pm.Fit.loo is pm.loo)
"""
    assert output(program) == "16 8 True"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("raise ImportError('libblas is missing')", "ImportError: libblas is missing"),
        (
            "import sys\nsys.no_such_thing",
            "ImportError: cannot import 'brm' from 'pybrms_mix.api.brm': "
            "module 'sys' has no attribute 'no_such_thing'",
        ),
    ],
    ids=["ImportError", "AttributeError"],
)
def test_a_broken_library_is_named(text, message, tmp_path):
    (tmp_path / "numpy.py").write_text(text, encoding="utf-8")
    program = """
import pybrms_mix
try:
    from pybrms_mix import brm
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""
    assert output(program, tmp_path) == message

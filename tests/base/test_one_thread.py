"""Linear algebra runs on one thread while small problems are solved, and then as before."""

from __future__ import annotations

import threading

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.lazy import threadpoolctl
from pybrms_mix.base.one_thread import one_thread
from pybrms_mix.stan.prepare import optimum


def counts():
    """Return the number of threads of each linear algebra library."""
    return [p["num_threads"] for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"]


@pytest.fixture
def three():
    """Use three threads for linear algebra, on a machine with any number of processors."""
    np.linalg.inv(np.eye(2))
    with threadpoolctl.threadpool_limits(3, user_api="blas"):
        if 3 not in counts():
            pytest.skip("this library of linear algebra has one thread")
        yield


def test_one_thread_within_and_as_many_as_before_after_it(three):
    before = counts()
    with one_thread():
        assert set(counts()) == {1}
        with one_thread():
            assert set(counts()) == {1}
        assert set(counts()) == {1}
    assert counts() == before


def test_an_error_restores_the_threads(three):
    before = counts()
    with pytest.raises(ZeroDivisionError), one_thread():
        assert 1 // 0
    assert counts() == before


def test_another_thread_changes_nothing(three):
    before, found = counts(), []

    def elsewhere():
        with one_thread():
            found.extend(counts())

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert found == before == counts()


def test_the_search_for_modes_uses_one_thread(three, monkeypatch):
    y = pd.DataFrame({"y": np.r_[np.linspace(-1, 1, 15), np.linspace(5, 7, 15)]})
    model = pm.brm("y ~ 1", y, "mixture(gaussian, gaussian)", empty=True)
    seen, minimize = [], optimum.optimize.minimize

    def watched(*arguments, **named):
        seen.extend(counts())
        return minimize(*arguments, **named)

    monkeypatch.setattr(optimum.optimize, "minimize", watched)
    before = counts()
    pm.find_modes(model, gradients=50)
    assert set(seen) == {1}
    assert counts() == before

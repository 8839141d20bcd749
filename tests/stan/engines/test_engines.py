"""The engines: their results, the layout of draws, and their errors."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.metadata
import io
import logging
import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import arviz
import numpy as np
import pytest
from jinja2 import ChoiceLoader, DictLoader
from rich.console import Console
from scipy import stats

from pybrms_mix import brm
from pybrms_mix.base import page as lines
from pybrms_mix.base.errors import (
    EngineError,
    InvalidArgument,
    InvalidData,
    PybrmsError,
    PybrmsWarning,
)
from pybrms_mix.stan import code
from pybrms_mix.stan.cells import layout, shaped, tidy
from pybrms_mix.stan.engines import doctor as doctors
from pybrms_mix.stan.engines import engine, pystan, pystan_cache
from pybrms_mix.stan.engines.doctor import doctor
from pybrms_mix.stan.engines.progress import Shown, Silent, progress
from pybrms_mix.stan.engines.protocol import ProgramError
from pybrms_mix.stan.engines.self_check import verify
from pybrms_mix.stan.engines.settings import Settings

PROGRAM = """
data {
  int<lower=0> N;
  int<lower=0> K;
  vector[N] y;
  matrix[N, K] X;
  array[K] int flags;
  int prior_only;
}
parameters {
  real mu;
  real<lower=0> sigma;
  simplex[3] theta;
  ordered[2] cut;
  matrix[2, 3] M;
  array[2] vector[3] A;
  cholesky_factor_corr[2] L;
  vector[K] b;
}
transformed parameters {
  matrix[2, 3] shifted = M + mu;
  real lprior = normal_lpdf(mu | 0, 5) + exponential_lpdf(sigma | 1);
}
model {
  if (!prior_only) {
    target += normal_lpdf(y | mu, sigma);
  }
  target += lprior;
  target += std_normal_lpdf(cut) + std_normal_lpdf(to_vector(M));
  target += std_normal_lpdf(A[1]) + std_normal_lpdf(A[2]);
  target += lkj_corr_cholesky_lpdf(L | 1);
}
generated quantities {
  matrix[2, 3] known;
  array[2, 3] vector[4] deep;
  for (i in 1:2) {
    for (j in 1:3) {
      known[i, j] = 10 * i + j;
      for (k in 1:4) {
        deep[i, j][k] = 100 * i + 10 * j + k;
      }
    }
  }
}
"""
Y = np.array([1.0, 2.5, 0.5, 3.0, 2.0, 1.5])
DATA = {
    "N": Y.size,
    "K": 0,
    "y": Y,
    "X": np.zeros((Y.size, 0)),
    "flags": np.zeros(0, dtype=int),
    "prior_only": 0,
}
SHORT = Settings(chains=2, iter=300, warmup=150, seed=7)
PARAMETERS = ("mu", "sigma", "theta", "cut", "M", "A", "L")
STANLI = importlib.metadata.version("stanli")
UNSUPPORTED = """
data { matrix[3, 2] X; }
parameters { real x; }
transformed parameters { matrix[3, 2] Q = qr_thin_Q(X); }
model { x ~ normal(0, 1); }
"""


def log_lik(cells):
    return float(stats.norm.logpdf(Y, cells["mu"], cells["sigma"]).sum())


def run(settings=SHORT, **options):
    options = {"backend": "stanli", "progress": Silent()} | options
    return engine.run(PROGRAM, DATA, settings=settings, **options)


@pytest.fixture(scope="module")
def prepared():
    return engine.prepare(PROGRAM, DATA, "stanli")


@pytest.fixture(scope="module")
def compiled():
    pytest.importorskip("httpstan")
    return engine.prepare(PROGRAM, DATA, "pystan", progress=Silent())


# Results and their layout


def is_laid_out_as_declared(sample):
    i, j = np.mgrid[1:3, 1:4]
    known = 10 * i + j
    deep = 10 * known[:, :, None] + np.arange(1, 5)
    assert (sample.cells["known"] == known).all()
    assert (sample.cells["deep"] == deep).all()
    assert sample.cells["mu"].shape == (2, 150)
    assert sample.cells["known"].shape == (2, 150, 2, 3)
    np.testing.assert_allclose(
        sample.cells["shifted"], sample.cells["M"] + sample.cells["mu"][..., None, None]
    )
    np.testing.assert_allclose(sample.cells["theta"].sum(-1), 1)
    assert (np.diff(sample.cells["cut"]) > 0).all()
    assert (sample.cells["L"][..., 0, 1] == 0).all() and (sample.cells["L"][..., 1, 1] > 0).all()


def holds_each_draw_beside_its_density(prepared, sample):
    for chain, draw in [(0, 0), (0, 77), (1, 0), (1, 149)]:
        own = {name: sample.cells[name][chain, draw] for name in PARAMETERS}
        value, _ = prepared.log_density(prepared.unconstrain(own))
        assert value == pytest.approx(sample.stats["lp__"][chain, draw], abs=1e-6)


def test_stanli_returns_each_cell_where_stan_declares_it(prepared):
    sample = run()
    is_laid_out_as_declared(sample)
    holds_each_draw_beside_its_density(prepared, sample)


def test_stanli_returns_the_statistics_under_stans_names():
    sample = run()
    assert set(sample.stats) == set(engine.STATS)
    assert all(values.shape == (2, 150) for values in sample.stats.values())
    assert (sample.stats["n_leapfrog__"] >= 1).all()
    assert sample.seconds.shape == (2, 2) and (sample.seconds > 0).all()
    assert sample.engine.startswith("stanli 0.24")


def test_columns_are_read_in_both_spellings_with_the_first_index_fastest():
    dots = [f"x.{i}.{j}" for j in (1, 2, 3) for i in (1, 2)] + ["y"]
    brackets = [f"x[{i},{j}]" for j in (1, 2, 3) for i in (1, 2)] + ["y"]
    assert layout(dots) == layout(brackets)
    cells = shaped(np.array([11, 21, 12, 22, 13, 23, 5]), layout(dots))
    assert cells["x"].tolist() == [[11, 12, 13], [21, 22, 23]]
    assert cells["y"] == 5 and cells["y"].shape == ()


def test_data_keep_their_kind_and_rank():
    data = tidy({"flag": True, "X": np.zeros((3, 0), np.float32), "n": np.int32(2), "e": []})
    assert data["flag"] == 1 and data["flag"].dtype == np.int64
    assert data["X"].shape == (3, 0) and data["X"].dtype == float
    assert data["n"].dtype == np.int64


# Reproducibility


def test_chain_k_depends_neither_on_the_number_of_chains_nor_on_cores():
    two, one = run(), run(Settings(chains=1, iter=300, warmup=150, seed=7, cores=1))
    np.testing.assert_array_equal(two.cells["M"][0], one.cells["M"][0])
    assert (two.cells["mu"][0] != two.cells["mu"][1]).any()


def test_the_seed_decides_the_draws_and_none_means_another_each_time():
    np.testing.assert_array_equal(run().cells["mu"], run().cells["mu"])
    unseeded = Settings(chains=1, iter=50)
    assert (run(unseeded).cells["mu"] != run(unseeded).cells["mu"]).any()


@pytest.mark.parametrize(("kept", "thin", "stored"), [(100, 1, 100), (100, 3, 34), (1, 5, 1)])
def test_thinning_stores_the_ceiling_of_iterations_over_thin(kept, thin, stored):
    settings = Settings(chains=1, iter=60 + kept, warmup=60, thin=thin, seed=0)
    assert settings.stored == stored
    assert run(settings).cells["mu"].shape == (1, stored)


def test_no_chains_give_a_sample_without_draws():
    sample = run(Settings(chains=0, iter=300))
    assert sample.cells["M"].shape == (0, 150, 2, 3) and sample.stats["lp__"].shape == (0, 150)


# Densities


def test_the_density_is_that_of_scipy_jacobian_included():
    text = "parameters { real<lower=0> s; } model { target += exponential_lpdf(s | 2); }"
    found, gradient = engine.prepare(text, {}, "stanli").log_density(np.array([0.3]))
    assert found == pytest.approx(stats.expon.logpdf(np.exp(0.3), scale=0.5) + 0.3)
    assert gradient == pytest.approx([1 - 2 * np.exp(0.3)])


def test_a_point_that_the_program_rejects_has_no_density():
    text = 'parameters { real x; } model { if (x > 0) reject("no"); x ~ normal(0, 1); }'
    prepared = engine.prepare(text, {}, "stanli")
    found, gradient = prepared.log_density(np.array([1.0]))
    assert found == -np.inf and np.isnan(gradient).all()
    assert np.isfinite(prepared.log_density(np.array([-1.0]))[0])


def test_constraining_and_unconstraining_are_inverse(prepared):
    u = np.random.default_rng(0).uniform(-2, 2, prepared.dimension)
    cells = prepared.constrain(u)
    assert prepared.parameters == PARAMETERS
    own = {name: cells[name] for name in PARAMETERS}
    np.testing.assert_allclose(prepared.unconstrain(own), u, atol=1e-10)


# Starting values


def test_chains_start_where_they_are_told_and_elsewhere_at_random():
    settings = Settings(chains=2, iter=1, warmup=0, seed=1, max_treedepth=1)
    far = [{"A": np.full((2, 3), 50.0)}, {"A": np.full((2, 3), -50.0)}]
    started = run(settings, inits=far).cells
    assert (started["A"][0] > 20).all() and (started["A"][1] < -20).all()
    assert (started["mu"][0] != started["mu"][1]).all()


def test_a_matrix_is_started_the_right_way_round(prepared):
    from pybrms_mix.stan.starts import starts

    M = np.arange(6.0).reshape(2, 3)
    point = starts(prepared, {"M": M, "b": []}, Settings(chains=1))
    np.testing.assert_allclose(prepared.constrain(point[0])["M"], M)


def test_zero_starts_at_unconstrained_zeros(prepared):
    from pybrms_mix.stan.starts import starts

    assert starts(prepared, 0, SHORT) == starts(prepared, "0", SHORT) == 0
    assert starts(prepared, "random", SHORT) == 2
    called = starts(prepared, lambda chain: {"mu": chain}, SHORT)
    assert [prepared.constrain(u)["mu"] for u in called] == [1, 2]


def test_each_chain_starts_on_a_path_of_its_own_where_the_density_is_high():
    from pybrms_mix.stan.starts import starts

    text = "parameters { vector[3] x; } model { x ~ normal(40, 0.5); }"
    prepared = engine.prepare(text, {}, "stanli")
    four = starts(prepared, "pathfinder", Settings(chains=4, seed=1))
    assert four.shape == (4, 3)
    assert np.abs(four - 40).max() < 4
    assert len(np.unique(four[:, 0])) == 4
    two = starts(prepared, "pathfinder", Settings(chains=2, seed=1))
    np.testing.assert_array_equal(two, four[:2])


def test_an_engine_without_pathfinder_says_so_and_a_path_that_fails_names_its_chain():
    from pybrms_mix.stan.starts import starts

    class Without:
        engine = "PyStan 3.10.0"
        dimension = 1

    with pytest.raises(InvalidArgument, match=r"PyStan 3\.10\.0 has no Pathfinder"):
        starts(Without(), "pathfinder", Settings(chains=1))
    never = engine.prepare('parameters { real x; } model { reject("no"); }', {}, "stanli")
    with pytest.raises(EngineError, match="chain 1"):
        starts(never, "pathfinder", Settings(chains=1))


@pytest.mark.parametrize(
    ("inits", "message"),
    [
        ([{"mu": 1}], "one set of values for each of the 2 chains"),
        ({"muu": 1}, "no parameter 'muu'"),
        ({"shifted": np.zeros((2, 3))}, "no parameter 'shifted'"),
        ({"theta": [0.5, 0.5]}, "'theta' has shape"),
        ({"theta": [0.5, 0.5, 0.5]}, "theta"),
        ({"sigma": -1}, "sigma"),
        ("pathfinders", "'pathfinders'"),
        (-1, "-1"),
        (True, "True"),
    ],
)
def test_inits_that_fit_nothing_are_refused(inits, message):
    with pytest.raises(InvalidArgument, match=message):
        run(inits=inits)


def test_a_start_without_density_is_an_error_that_names_the_chain():
    text = 'parameters { real x; } model { if (x > 0) reject("no"); x ~ normal(0, 1); }'
    with pytest.raises(EngineError, match="chain 1"):
        engine.run(text, {}, backend="stanli", inits={"x": 1}, progress=Silent())
    with pytest.raises(EngineError, match="chains failed"):
        engine.run(
            'parameters { real x; } model { reject("never"); }',
            {},
            backend="stanli",
            progress=Silent(),
        )


# Settings


@pytest.mark.parametrize(
    "wrong",
    [
        {"chains": -1},
        {"chains": 1.5},
        {"iter": 100, "warmup": 100},
        {"iter": 0},
        {"thin": 0},
        {"cores": 0},
        {"adapt_delta": 1.0},
        {"adapt_delta": 0},
        {"max_treedepth": 0},
        {"seed": -1},
        {"seed": 2**31},
        {"seed": 1.5},
        {"seed": True},
        {"init_radius": -1},
    ],
)
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(InvalidArgument):
        Settings(**wrong)


def test_iter_counts_the_warm_up_as_in_brms():
    settings = Settings(iter=2001)
    assert (settings.discarded, settings.kept, settings.stored) == (1000, 1001, 1001)
    assert 0 <= settings.settled().seed < 2**31
    assert Settings(seed=3).settled().seed == 3


# Choice of the engine


def test_a_text_that_is_not_stan_is_refused_by_place():
    for backend in ("auto", "stanli"):
        with pytest.raises(ProgramError, match="line 1"):
            engine.prepare("parameters { real x } model { }", {}, backend)


class Never:
    """A substitute for PyStan that must not be used."""

    name = "PyStan"
    version = "0"

    def check(self):
        raise AssertionError("the other engine was tried")

    prepare = check


def test_a_template_that_is_broken_is_told_at_once_with_its_line(monkeypatch):
    broken = "vector[2] doubled = 1;"
    right = code._environment(code.template_folders())
    offset, *_ = right.loader.get_source(right, "offset.stan.jinja")
    offset += f"{{% block transformed_data %}}\n{broken}\n{{% endblock %}}\n"
    loader = ChoiceLoader([DictLoader({"offset.stan.jinja": offset}), right.loader])
    changed = right.overlay(loader=loader, bytecode_cache=None)
    monkeypatch.setattr(code, "_environment", lambda folders: changed)
    monkeypatch.setitem(engine.ENGINES, "pystan", Never())
    data = {"y": Y, "x": Y**2}
    with pytest.raises(ProgramError, match=r"line 1\d, column") as caught:
        brm("y ~ 1 + offset(x)", data, family="gaussian", chains=1, refresh=0)
    assert broken in caught.value.message and "error in pybrms_mix" in caught.value.hint


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"prior_only": None}, "unknown data variable prior_only"),
        ({"y": Y[:-1]}, "variable name=y"),
        ({"K": 0.5}, "variable name=K"),
    ],
)
def test_data_that_the_program_does_not_declare_so_are_never_compiled(monkeypatch, wrong, said):
    monkeypatch.setitem(engine.ENGINES, "pystan", Never())
    data = {name: value for name, value in {**DATA, **wrong}.items() if value is not None}
    with pytest.raises(ProgramError, match=said) as caught:
        engine.prepare(PROGRAM, data)
    assert "error in pybrms_mix" in caught.value.hint
    with pytest.raises(ProgramError, match="n is 0"):
        engine.prepare("data { int<lower=1> n; } parameters { real x; } model { }", {"n": 0})


def test_an_unknown_backend_is_refused():
    with pytest.raises(InvalidArgument, match="'stanly'") as caught:
        engine.prepare(PROGRAM, DATA, "stanly")
    assert "stanli" in caught.value.hint
    assert engine.choose("stanli").name == engine.choose().name == "stanli"


class Instead:
    """A substitute for PyStan that records its use."""

    name = "PyStan"
    version = "0"

    def check(self):
        pass

    def prepare(self, program, data):
        return "compiled"


def test_auto_falls_back_with_a_warning_that_says_why(monkeypatch):
    monkeypatch.setitem(engine.ENGINES, "pystan", Instead())
    with pytest.warns(PybrmsWarning, match="qr_thin_Q"):
        found = engine.prepare(UNSUPPORTED, {"X": np.ones((3, 2))}, progress=Silent())
    assert found == "compiled"
    with pytest.warns(PybrmsWarning, match="log likelihood"):
        found = engine.prepare(PROGRAM, DATA, log_lik=lambda _: 1.0, progress=Silent())
    assert found == "compiled"


def test_without_a_compiler_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pystan, "compiler", lambda: None)
    with pytest.raises(EngineError, match=r"apt-get install g\+\+"):
        engine.prepare(PROGRAM, DATA, "pystan")
    with pytest.raises(EngineError, match="qr_thin_Q") as caught:
        engine.prepare(UNSUPPORTED, {"X": np.ones((3, 2))})
    assert "g++" in caught.value.hint


def test_a_missing_stanli_is_named(monkeypatch):
    from pybrms_mix.stan import stanli_library

    stanli_library._loaded.cache_clear()
    monkeypatch.setitem(sys.modules, "stanli", None)
    try:
        with pytest.raises(EngineError, match="pip install"):
            engine.choose("stanli")
    finally:
        stanli_library._loaded.cache_clear()


# The check against NumPy


def test_a_right_likelihood_is_verified_and_used():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        prepared = engine.prepare(PROGRAM, DATA, log_lik=log_lik)
    assert prepared.engine.startswith("stanli")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda cells: log_lik(cells) + 1e-4,
        lambda cells: log_lik(cells) * (1 + 1e-5),
        lambda cells: float(stats.norm.logpdf(Y[:-1], cells["mu"], cells["sigma"]).sum()),
    ],
)
def test_a_likelihood_that_differs_is_found(prepared, wrong):
    prior = prepared.with_data({"prior_only": 1})
    with pytest.raises(EngineError, match="log likelihood"):
        verify(prepared, prior, wrong, np.random.default_rng(1))


class Steeper:
    """A prepared program whose gradients are a thousandth too large."""

    def __init__(self, prepared):
        self.prepared = prepared

    def __getattr__(self, name):
        return getattr(self.prepared, name)

    def log_density(self, u):
        value, gradient = self.prepared.log_density(u)
        return value, gradient * 1.001


def test_a_gradient_that_differs_is_found(prepared):
    prior = prepared.with_data({"prior_only": 1})
    verify(prepared, prior, log_lik, np.random.default_rng(1))
    with pytest.raises(EngineError, match="derivative"):
        verify(Steeper(prepared), prior, log_lik, np.random.default_rng(1))


def test_a_likelihood_that_is_nowhere_finite_is_not_taken_for_right(prepared):
    prior = prepared.with_data({"prior_only": 1})
    with pytest.raises(InvalidData, match="zero or not finite"):
        verify(prepared, prior, lambda _: -np.inf, np.random.default_rng(1))


class Nowhere(Steeper):
    """A prepared program whose density is zero everywhere."""

    def log_density(self, u):
        return -np.inf, np.full(self.prepared.dimension, np.nan)


def test_an_engine_whose_density_is_nowhere_finite_is_not_used(prepared):
    prior = prepared.with_data({"prior_only": 1})
    with pytest.raises(EngineError, match="could not be checked"):
        verify(Nowhere(prepared), prior, log_lik, np.random.default_rng(1))


def test_replaced_data_leave_the_rest_as_it_was(prepared):
    u = np.random.default_rng(2).uniform(-1, 1, prepared.dimension)
    prior = prepared.with_data({"prior_only": 1})
    difference = prepared.log_density(u)[0] - prior.log_density(u)[0]
    assert difference == pytest.approx(log_lik(prepared.constrain(u)))


# Progress


class Heard(Silent):
    def __init__(self):
        self.calls = []

    def started(self, chains, total):
        self.calls.append(("started", chains, total))

    def advanced(self, chain, done, total, warmup, divergences):
        self.calls.append((chain, done, total, warmup))

    def finished(self):
        self.calls.append("finished")


def tells_of_every_chain(heard):
    assert heard.calls[0] == ("started", 2, 300) and heard.calls[-1] == "finished"
    steps = heard.calls[1:-1]
    for chain in (0, 1):
        done = [step[1] for step in steps if step[0] == chain]
        assert done == sorted(done) and done[-1] == 300
    assert all(warmup == (done <= 150) for _, done, _, warmup in steps)
    assert 50 < len(steps) < 300


def test_stanli_tells_of_every_chain_and_prints_nothing(capfd):
    heard = Heard()
    run(progress=heard)
    tells_of_every_chain(heard)
    assert capfd.readouterr() == ("", "")


def test_stanli_tells_of_divergences_when_it_is_done():
    class Counted(Silent):
        def advanced(self, chain, done, total, warmup, divergences):
            found[chain] = divergences

    found = {}
    funnel = (
        "parameters { real x; vector[9] z; } model { x ~ normal(0, 3); z ~ normal(0, exp(x)); }"
    )
    settings = Settings(chains=2, iter=600, seed=1)
    sample = engine.run(funnel, {}, backend="stanli", settings=settings, progress=Counted())
    assert [found[0], found[1]] == sample.stats["divergent__"].sum(axis=1).tolist()
    assert max(found.values()) > 0


def test_progress_ends_when_sampling_fails():
    heard = Heard()
    text = 'parameters { real x; } model { reject("never"); }'
    with pytest.raises(EngineError):
        engine.run(text, {}, backend="stanli", progress=heard)
    assert heard.calls[-1] == "finished"


def shown(terminal, fail=False):
    out = io.StringIO()
    bar = Shown(console=Console(file=out, force_terminal=terminal, width=120))
    bar.message("Compiling Stan program...")
    bar.message("a remark", detail=True)
    bar.started(2, 100)
    bar.advanced(0, 100, 100, False, 3)
    bar.advanced(1, 40 if fail else 100, 100, fail, 0)
    bar.finished()
    return out.getvalue()


def test_outside_a_terminal_nothing_is_printed_and_the_log_tells_the_stages(caplog):
    caplog.set_level(logging.DEBUG, "pybrms_mix")
    assert shown(terminal=False) == shown(terminal=False, fail=True) == ""
    told = [(record.levelname, record.message) for record in caplog.records]
    assert told[:2] == [("INFO", "Compiling Stan program..."), ("DEBUG", "a remark")]
    assert told[2][1].startswith("Sampled 2 chains of 100 iterations in ")
    assert told[3:] == told[:2]


def test_in_a_terminal_the_bar_counts_all_chains():
    text = shown(terminal=True)
    assert "Compiling" in text and "a remark" not in text
    assert "200/200" in text and "Sampling (3 divergent)" in text
    assert "140/200" in shown(terminal=True, fail=True)


class Page:
    """A substitute for IPython.display: a cell whose text changes."""

    def __init__(self):
        self.texts = []

    def display(self, data, raw, display_id):
        assert raw and display_id
        return self.update(data, raw)

    def update(self, data, raw):
        self.texts.append(data["text/plain"])
        return self


def test_in_a_notebook_a_line_of_text_tells_stage_divergences_and_time_left(monkeypatch):
    page = Page()
    monkeypatch.setattr(lines, "ipython_display", page)
    monkeypatch.setattr(lines, "_PAUSE", 0)
    bar = Shown(console=Console(file=io.StringIO(), force_jupyter=True))
    bar.started(2, 100)
    bar.advanced(0, 20, 100, True, 0)
    bar.advanced(1, 60, 100, False, 0)
    bar.advanced(0, 60, 100, False, 3)
    time.sleep(0.01)
    bar.advanced(0, 80, 100, False, 3)
    bar.finished()
    assert len(page.texts) == 6
    assert page.texts[1].startswith("Warm-up ") and " 20/200 " in page.texts[1]
    assert page.texts[2].startswith("Warm-up ") and page.texts[3].startswith("Sampling")
    assert "(3 divergent)" in page.texts[3]
    assert re.search(r"140/200 0:00:0\d left: 0:00:0\d$", page.texts[-1]), page.texts[-1]
    assert all("\n" not in text for text in page.texts)


def test_silent_two_and_refresh_zero_show_nothing():
    assert isinstance(progress(2), Silent) and isinstance(progress(0, refresh=0), Silent)
    assert progress(0).details and not progress(1).details


# Threads, loops, signals


def test_stanli_runs_inside_a_running_loop_and_off_the_main_thread():
    async def inside():
        return run()

    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(run).result()
    np.testing.assert_array_equal(asyncio.run(inside()).cells["mu"], elsewhere.cells["mu"])


LONG = """
    import asyncio
    import os
    import sys
    from pybrms_mix.stan.engines import engine
    from pybrms_mix.stan.engines.settings import Settings
    from pybrms_mix.stan.engines.progress import Silent
    sys.path.insert(0, {folder!r})
    from test_engines import PROGRAM, DATA

    class Ready(Silent):
        def started(self, chains, total):
            print("ready", flush=True)

    def fit():
        engine.run(PROGRAM, DATA, backend={backend!r}, progress=Ready(),
                   settings=Settings(chains=2, iter=10_000_000, thin=100_000, seed=1))

    async def cell():
        fit()

    try:
        # As a notebook runs its cells.
        asyncio.new_event_loop().run_until_complete(cell()) if {loop} else fit()
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        print("no child is left", flush=True)
"""


def is_stopped_by_ctrl_c(backend, loop=False):
    where = os.path.dirname(__file__)
    code = textwrap.dedent(LONG).format(folder=where, backend=backend, loop=loop)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as job:
        assert job.stdout.readline() == "ready\n"
        time.sleep(1)
        begun = time.perf_counter()
        job.send_signal(signal.SIGINT)
        assert job.stdout.readline() == "interrupted\n"
        assert time.perf_counter() - begun < 1
        assert job.stdout.readline() == "no child is left\n"
        assert job.wait(10) == 0


@pytest.mark.parametrize("loop", [False, True], ids=["script", "notebook"])
def test_ctrl_c_stops_stanli_at_once(loop):
    is_stopped_by_ctrl_c("stanli", loop)


# PyStan without compiling


def test_a_program_is_built_once_and_whole(tmp_path, monkeypatch):
    built = []

    def build(program, workshop):
        assert list(workshop.iterdir()) == []
        built.append(program)
        (workshop / "half").touch()
        time.sleep(0.2)
        (workshop / "module.so").write_text(program)
        return workshop / "module.so"

    monkeypatch.setattr(pystan_cache, "cache_folder", lambda: tmp_path)
    monkeypatch.setattr(pystan_cache, "_build", build)
    pytest.importorskip("httpstan")
    with ThreadPoolExecutor(3) as pool:
        paths = set(pool.map(pystan_cache.compiled, ["text"] * 3))
    assert built == ["text"] and len(paths) == 1
    path = paths.pop()
    assert path.read_text() == "text" and not list(tmp_path.glob("*.part"))
    # A killed build leaves its folder; the next build uses a new one.
    path.unlink()
    left = tmp_path / f"{path.stem}.left.part"
    left.mkdir()
    (left / "half").touch()
    assert pystan_cache.compiled("text") == path and len(built) == 2
    assert not list(tmp_path.glob("*.part"))


BUILDER = """
    import sys, time
    from pathlib import Path
    from pybrms_mix.stan.engines import pystan_cache

    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])

    def build(program, workshop):
        with open(folder / "log", "a") as log:
            log.write("built\\n")
        made = workshop / "module.so"
        made.write_text(program[:3])
        print("building", flush=True)
        time.sleep(seconds)
        made.write_text(program)
        return made

    pystan_cache.cache_folder = lambda: folder
    pystan_cache._build = build
    print(pystan_cache.compiled("program").read_text(), flush=True)
"""


def builder(folder, seconds):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(BUILDER), folder, str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_build_one_program_once(tmp_path):
    pytest.importorskip("httpstan")
    with builder(tmp_path, 0.5) as one, builder(tmp_path, 0.5) as other:
        said = one.communicate()[0].split() + other.communicate()[0].split()
    assert sorted(said) == ["building", "program", "program"]
    assert (tmp_path / "log").read_text() == "built\n"


def test_a_process_that_is_killed_while_it_builds_leaves_the_work_to_the_next(tmp_path):
    pytest.importorskip("httpstan")
    with builder(tmp_path, 600) as killed:
        wait_for((tmp_path / "log").exists, 60)
        waiting = builder(tmp_path, 0)
        time.sleep(0.5)
        killed.kill()
    with waiting:
        assert waiting.communicate(timeout=60)[0].split() == ["building", "program"]
    assert not list(tmp_path.glob("*.part")) and len(list(tmp_path.glob("*.so"))) == 1


def test_pystan_refuses_a_text_that_is_not_stan(tmp_path, monkeypatch):
    pytest.importorskip("httpstan")
    monkeypatch.setattr(pystan_cache, "cache_folder", lambda: tmp_path)
    with pytest.raises(ProgramError, match="line 1"):
        pystan_cache.compiled("parameters { real x } model { }")
    assert not list(tmp_path.glob("*.so")) and not list(tmp_path.glob("*.part"))


def test_the_doctor_names_engines_compiler_and_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(doctors, "cache_folder", lambda: tmp_path)
    (tmp_path / "one.so").write_bytes(bytes(2_000_000))
    text = doctor()
    assert f"stanli {STANLI}: works; runs programs without compilation" in text
    assert "C++ compiler: " in text
    assert f"Compiled programs: 1 (2 MB) in {tmp_path}" in text and "can be deleted" in text
    assert text.endswith('backend = "auto" uses: stanli')


def test_the_doctor_says_what_to_do_about_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(pystan, "compiler", lambda: None)
    monkeypatch.setattr(doctors, "compiler", lambda: None)
    monkeypatch.setattr(pystan_cache, "cache_folder", lambda: tmp_path)
    (tmp_path / "file").touch()
    monkeypatch.setattr(doctors, "cache_folder", lambda: tmp_path / "file" / "cache")
    monkeypatch.setitem(engine.ENGINES, "stanli", Broken())
    text = doctor()
    assert (
        "stanli 0: does not work. stanli computes the derivative -2 of the normal log density "
        "at 1, where it should be -1." in text
    )
    assert "pip install --force-reinstall" in text
    assert "PyStan needs a C++ compiler." in text or "pip install pystan" in text
    assert "C++ compiler: none" in text and "apt-get install g++" in text
    assert "PyStan cannot write there: Not a directory." in text and "XDG_CACHE_HOME" in text


def test_the_doctor_notices_a_compiler_that_does_not_work(tmp_path, monkeypatch):
    monkeypatch.setattr(doctors, "compiler", lambda: sys.executable)
    assert f"C++ compiler: {sys.executable} (Python 3." in doctor()
    stub = tmp_path / "g++"
    stub.write_text("#!/bin/sh\necho install the tools first >&2\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.setattr(doctors, "compiler", lambda: str(stub))
    assert f"C++ compiler: {stub} does not work: install the tools first" in doctor()


class Broken(Instead):
    """A substitute for stanli with wrong gradients."""

    name = "stanli"

    def prepare(self, program, data):
        return self

    def log_density(self, u):
        return 0.0, -2 * u


# PyStan: one program is compiled, once


@pytest.mark.compile
def test_pystan_returns_each_cell_where_stan_declares_it(compiled):
    sample = run(backend="pystan")
    is_laid_out_as_declared(sample)
    holds_each_draw_beside_its_density(compiled, sample)
    assert set(sample.stats) == set(engine.STATS)
    assert sample.seconds.shape == (2, 2) and np.isfinite(sample.seconds).all()


@pytest.mark.compile
def test_pystans_chain_k_depends_neither_on_the_number_of_chains_nor_on_cores(compiled):
    two = run(Settings(chains=2, iter=300, seed=7, cores=2), backend="pystan")
    one = run(Settings(chains=1, iter=300, seed=7), backend="pystan")
    three = run(Settings(chains=3, iter=300, seed=7, cores=1), backend="pystan")
    np.testing.assert_array_equal(two.cells["M"][0], one.cells["M"][0])
    np.testing.assert_array_equal(two.cells["M"], three.cells["M"][:2])
    assert (two.cells["mu"][0] != two.cells["mu"][1]).any()
    thinned = run(Settings(chains=1, iter=160, warmup=60, thin=3, seed=0), backend="pystan")
    assert thinned.cells["M"].shape == (1, 34, 2, 3)


@pytest.mark.compile
def test_both_engines_compute_the_same_density(prepared, compiled):
    rng = np.random.default_rng(3)
    free = np.r_[0:2, 4 : prepared.dimension]  # all but the simplex: Stan 2.36 changed it
    jacobians = []
    for _ in range(3):
        u = rng.uniform(-1, 1, prepared.dimension)
        u[2:4] = 0.3, -0.4
        own = prepared.constrain(u)
        own = {name: own[name] for name in PARAMETERS}
        v = compiled.unconstrain(own)
        np.testing.assert_allclose(v[free], u[free], atol=1e-10)
        for name, cells in compiled.constrain(v).items():
            np.testing.assert_allclose(cells, prepared.constrain(u)[name], atol=1e-10)
        (one, one_slope), (other, other_slope) = prepared.log_density(u), compiled.log_density(v)
        np.testing.assert_allclose(one_slope[free], other_slope[free], rtol=1e-9)
        jacobians.append(one - other)
    assert compiled.parameters == PARAMETERS and compiled.dimension == prepared.dimension
    np.testing.assert_allclose(jacobians, jacobians[0], atol=1e-9)
    verify(compiled, compiled.with_data({"prior_only": 1}), log_lik, rng)


@pytest.mark.compile
def test_both_engines_draw_from_the_same_posterior(compiled):
    settings = Settings(chains=4, iter=2000, seed=11)
    samples = [run(settings, backend=backend) for backend in ("stanli", "pystan")]
    for name, at in [("mu", ()), ("sigma", ()), ("theta", (0,)), ("cut", (1,)), ("L", (1, 0))]:
        one, other = (sample.cells[name][(..., *at)] for sample in samples)
        error = np.hypot(arviz.mcse(one), arviz.mcse(other))
        assert abs(one.mean() - other.mean()) < 4.5 * error, name
        spread = np.hypot(arviz.mcse(one, method="sd"), arviz.mcse(other, method="sd"))
        assert abs(one.std() - other.std()) < 4.5 * spread, name


@pytest.mark.compile
def test_pystan_runs_inside_a_running_loop_and_on_any_thread(compiled, capfd):
    async def inside():
        return run(backend="pystan", progress=heard)

    heard, found = Heard(), []
    thread = threading.Thread(target=lambda: found.append(run(backend="pystan")))
    thread.start()
    thread.join()
    np.testing.assert_array_equal(asyncio.run(inside()).cells["mu"], found[0].cells["mu"])
    tells_of_every_chain(heard)
    assert capfd.readouterr() == ("", "")
    u = np.zeros(compiled.dimension)
    with ThreadPoolExecutor(1) as pool:
        elsewhere = pool.submit(compiled.log_density, u).result()
    assert elsewhere[0] == compiled.log_density(u)[0]


@pytest.mark.compile
def test_pystan_starts_where_it_is_told_and_refuses_what_fits_nothing(compiled):
    settings = Settings(chains=2, iter=1, warmup=0, seed=1, max_treedepth=1)
    far = [{"A": np.full((2, 3), 50.0)}, {"A": np.full((2, 3), -50.0)}]
    started = run(settings, backend="pystan", inits=far).cells
    assert (started["A"][0] > 20).all() and (started["A"][1] < -20).all()
    for wrong in ({"theta": [0.5, 0.5, 0.5]}, {"sigma": -1}):
        with pytest.raises(InvalidArgument):
            run(backend="pystan", inits=wrong)
    with pytest.raises(PybrmsError, match="N"):
        engine.prepare(PROGRAM, DATA | {"N": -1}, "pystan", progress=Silent())


@pytest.mark.compile
def test_a_failing_chain_of_pystan_says_why(compiled):
    broken = engine.prepare(PROGRAM, DATA | {"y": Y * np.nan}, "pystan", progress=Silent())
    with pytest.raises(EngineError, match="nitialization failed"):
        broken.sample(SHORT, 2.0, Silent())


@pytest.mark.compile
def test_ctrl_c_stops_pystan_and_leaves_no_process(compiled):
    is_stopped_by_ctrl_c("pystan")


@pytest.mark.compile
@pytest.mark.skipif(not os.path.isdir("/proc"), reason="processes are looked up in /proc")
def test_a_process_that_is_killed_leaves_no_chain_of_pystan(compiled, tmp_path):
    where = os.path.dirname(__file__)
    code = textwrap.dedent(LONG).format(folder=where, backend="pystan", loop=False)
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True
    ) as job:
        assert job.stdout.readline() == "ready\n"
        wait_for(lambda: len(commands(tmp_path)) == 3, 20)
        job.kill()
    wait_for(lambda: not commands(tmp_path), 5)


@pytest.mark.compile
def test_ctrl_c_stops_a_build_and_leaves_nothing_half_done(tmp_path):
    pytest.importorskip("httpstan")
    code = """
        from pybrms_mix.stan.engines import pystan_cache
        print("ready", flush=True)
        try:
            pystan_cache.compiled("parameters { real x; } model { x ~ normal(0, 1); }")
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    job = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)},
    )
    with job:
        assert job.stdout.readline() == "ready\n"
        for _ in range(200):
            time.sleep(0.1)
            if list(tmp_path.rglob("model_*.cpp")):
                break
        job.send_signal(signal.SIGINT)
        assert job.stdout.readline() == "interrupted\n"
        assert job.wait(10) == 0
    left = {path.suffix for path in tmp_path.rglob("*") if path.is_file()}
    assert left <= {".lock"}


@pytest.mark.compile
@pytest.mark.skipif(not os.path.isdir("/proc"), reason="processes are looked up in /proc")
def test_a_build_that_is_killed_takes_its_compiler_along_and_leaves_no_module(tmp_path):
    pytest.importorskip("httpstan")
    code = """
        from pybrms_mix.stan.engines import pystan_cache
        pystan_cache.compiled("parameters { real x; } model { x ~ normal(0, 2); }")
    """
    folders = {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], env=os.environ | folders
    ) as job:
        wait_for(lambda: any("cc1plus" in text for text in commands(tmp_path)), 60)
        job.kill()
    wait_for(lambda: not commands(tmp_path), 5)
    assert not list(tmp_path.rglob("*.so"))


def commands(folder):
    """Return the command lines that name the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(process.read_text())
    return [text for text in found if str(folder) in text]


def wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)

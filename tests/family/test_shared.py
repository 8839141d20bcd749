"""The forms for rows that differ only in mu have the density and gradient of the row form."""

from __future__ import annotations

import numpy as np
import pytest

from pybrms_mix.family.catalogue import FAMILIES
from tests.family import programs

FORMS = {
    d.shared: (f, d)
    for f in FAMILIES.values()
    for d in (f.density, *f.fused.values())
    if d.shared and not f.ordinal
}
# Stan stops the series of the Wiener density early; a test below compares with more digits.
ROUGH = {"wiener": 1e-8}


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("form", FORMS)
def test_rows_that_share_their_parameters_are_counted_as_each_alone(form, large):
    family, density = FORMS[form]
    rng = np.random.default_rng(1)
    low = max(-3.0, 0.5 + family.support.lower)
    y = rng.poisson(3, 30) if family.values == "int" else rng.uniform(low, 3, 30)
    varying, data = frozenset({"mu"}), {"N": y.size, "Y": y, "trials": y + rng.integers(0, 4, 30)}
    data["dec"] = rng.integers(0, 2, 30)
    whole = programs.shared(density)
    rows, vectors = (
        programs.program(family, whole, varying, body)
        for body in programs.bodies(family, whole, varying)
    )
    own = [
        np.array(150.0 if large and not d.bounds.upper and d.name != "bs" else 0.4)
        for d in family.dpars[1:]
    ]
    # Positive, for a mu may be a mean; on both sides of 1.5, where com_poisson changes its form.
    mu = np.exp(rng.normal(0, 0.7, y.size))
    at = [mu / (1 + mu) if family.dpars[0].links[0] == "logit" else mu, *own]
    value, slope = programs.evaluated(vectors, data, at)
    expected, expected_slope = programs.evaluated(rows, data, at)
    # Where the density is zero, its vector has -1e30.
    close = ROUGH.get(family.name, 1e-10)
    assert value == pytest.approx(expected, rel=close) or (value < -1e25 and expected == -np.inf)
    np.testing.assert_allclose(slope, expected_slope, rtol=1e3 * close, atol=1e-8)


ORDINAL = {
    f"{name}-{density.distribution}": (family, density)
    for name, family in FAMILIES.items()
    for density in (family.density, family.unit)
    if family.ordinal and density and density.shared
}


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("spread", [2.0, 300.0], ids=["usual", "far"])
@pytest.mark.parametrize("form", ORDINAL)
def test_rows_that_share_their_thresholds_are_counted_as_each_alone(form, spread, count):
    family, density = ORDINAL[form]
    rng = np.random.default_rng(2)
    data = {"N": 40, "nthres": count, "Y": rng.integers(1, count + 2, 40)}
    whole = programs.shared(density)
    varying = frozenset({"mu"})
    names = {"mu": "mu1", "disc": "disc1", "thres": "thres"}
    vector = f"target += sum({programs.vector(whole, names)}); // lp1"
    bodies = (programs.row_form(family, whole, varying), vector)
    texts = [
        programs.program(family, whole, varying, b)
        .replace("int N;", "int N; int nthres;")
        .replace(f"vector[{len(programs.THRESHOLDS)}] thres;", "vector[nthres] thres;")
        for b in bodies
    ]
    disc = 1.0 if family.unit is density else 1.3
    at = [rng.normal(0, spread, 40), np.array(disc), np.linspace(-1.5, 1.6, count)]
    (expected, expected_slope), (value, slope) = (programs.evaluated(t, data, at) for t in texts)
    assert np.isfinite(expected)
    assert value == pytest.approx(expected, rel=1e-10)
    # Stan's own density of a row has no discrimination, and so no gradient for it.
    keep = np.arange(slope.size) != (40 if family.unit is density else -1)
    np.testing.assert_allclose(slope[keep], expected_slope[keep], rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("shape", [0.0, 0.2, -0.1])
def test_extreme_values_of_any_shape_are_counted_as_each_alone(shape):
    text = programs.functions(FAMILIES["gen_extreme_value"].density)
    data = {"N": 5, "Y": np.array([-2.0, -0.1, 0.0, 1e-9, 3.0])}
    each = "for (n in 1:N) target += gen_extreme_value_lpdf(Y[n] | mu, sigma, xi);"
    whole = "target += sum(gen_extreme_value_each((Y - mu) / sigma, sigma, xi));"
    within = "target += sum(gen_extreme_value_within((Y - mu) / sigma, sigma, xi));"
    found = [
        programs.evaluated(
            f"functions {{ {text} }} data {{ int N; vector[N] Y; }} "
            f"transformed data {{ real xi = {shape}; }} "
            f"parameters {{ real mu; real<lower=0> sigma; }} model {{ {body} }}",
            data,
            [np.array([0.1, 0.2])],
        )
        for body in (each, whole, within)
    ]
    for value, slope in found[1:]:
        assert value == pytest.approx(found[0][0], rel=1e-13)
        np.testing.assert_allclose(slope, found[0][1], rtol=1e-12)


def wiener(mu, bs, ndt, bias, y, dec):
    """Return log density and gradient of the form over whole vectors, as one sum over rows."""
    family = FAMILIES["wiener"]
    whole = programs.shared(family.density)
    _, body = programs.bodies(family, whole, frozenset({"mu"}))
    text = programs.program(family, whole, frozenset({"mu"}), body)
    at = [np.atleast_1d(mu), np.array(bs), np.array(ndt), np.array(bias)]
    return programs.evaluated(text, {"N": len(y), "Y": y, "dec": dec}, at)


def whole_series(mu, bs, ndt, bias, y, dec):
    """Return the log density by many terms of the series that converges at that time.

    The function takes complex numbers, which give exact derivatives.
    """
    drift, start = (-mu, 1 - bias) if dec else (mu, bias)
    t, k = (y - ndt) / bs**2, np.arange(-30, 31)
    short = np.sum((start + 2 * k) * np.exp(-2 * k * (start + k) / t)) / np.sqrt(2 * np.pi * t**3)
    k = np.arange(1, 61)
    long = np.pi * np.sum(k * np.sin(k * np.pi * start) * np.exp((1 - k**2) * np.pi**2 * t / 2))
    if np.real(t) < 0.5:
        log = np.log(short) - start**2 / (2 * t)
    else:
        log = np.log(long) - np.pi**2 * t / 2
    return log - 2 * np.log(bs) - drift * bs * start - drift**2 * (y - ndt) / 2


@pytest.mark.parametrize("bias", [0.003, 0.2, 0.5, 0.97])
@pytest.mark.parametrize("time", [0.01, 0.3, 0.4699, 0.4701, 0.6, 2.0, 9.0])
def test_wiener_times_have_the_sum_of_the_whole_series(time, bias):
    at = np.array([0.7, 1.3, 0.1, bias, 0.1 + time * 1.3**2], complex)
    for dec in (0, 1):
        value, slope = wiener(*at[:4].real, [at[4].real], [dec])
        # A start near the boundary that is not reached leaves a difference of large terms.
        close = 1e-12 / min(bias, 1 - bias)
        assert value == pytest.approx(whole_series(*at, dec).real, rel=close, abs=close)
        exact = [whole_series(*(at + 1e-30j * (np.arange(5) == k)), dec).imag for k in range(4)]
        np.testing.assert_allclose(slope, np.array(exact) / 1e-30, rtol=close, atol=close)


def test_wiener_times_before_the_path_starts_are_impossible_and_others_stay_finite():
    value, _ = wiener(np.zeros(3), 1.2, 0.5, 0.4, [0.3, 0.5, 0.9], [1, 0, 1])
    assert value < -1e25
    for bs, time in ((1e-3, 1.0), (50.0, 1e-9), (1e3, 1e-17), (1.0, 1e3)):
        value, slope = wiener(np.array([0.2]), bs, 0.0, 0.4, [time], [1])
        assert value > -1e25 and np.isfinite(slope).all()


def test_large_means_do_not_lengthen_the_series_of_com_poisson():
    family = FAMILIES["com_poisson"]
    data = {"N": 3, "Y": np.array([3, 20_000, 50_000])}
    whole = programs.shared(family.density)
    texts = [
        programs.program(family, whole, frozenset({"mu"}), body)
        for body in programs.bodies(family, whole, frozenset({"mu"}))
    ]
    at = [np.array([1.2, 2e4, 5e4]), np.array(0.05)]
    (expected, expected_slope), (value, slope) = (programs.evaluated(t, data, at) for t in texts)
    assert np.isfinite(expected)
    assert value == pytest.approx(expected, rel=1e-10)
    np.testing.assert_allclose(slope, expected_slope, rtol=1e-7)


@pytest.mark.parametrize("shape", [0.05, 0.8, 50.0, 1e3, 1e5])
def test_com_poisson_is_that_of_numpy_for_any_mean_and_shape(shape):
    family = FAMILIES["com_poisson"]
    whole = programs.shared(family.density)
    _, body = programs.bodies(family, whole, frozenset({"mu"}))
    text = programs.program(family, whole, frozenset({"mu"}), body)
    mu = np.array([1e-300, 1e-8, 0.1, 1.0, 1.4999, 1.5, 3.0, 30.0, 200.0, 1e4])
    y = np.arange(mu.size)
    value, slope = programs.evaluated(text, {"N": y.size, "Y": y}, [mu, np.array(shape)])
    own = {"mu": mu, "shape": np.full(mu.size, shape)}
    assert value == pytest.approx(family.log_density(y, own, {}).sum(), rel=1e-12)
    assert np.isfinite(slope).all()

"""All records: SciPy twin, brms, integral of the density, mean, sampler, and Stan."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate, stats

from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES, of_origin
from pybrms_mix.family.links import LINKS
from tests.family import programs, twins
from tests.family.points import EDGES, THRESHOLDS, points

# An ordinal family under another link is another distribution.
RECORDS = {f.name: f for f in FAMILIES.values()} | {
    f"{f.name}-{link}": v for f in FAMILIES.values() for link, v in f.variants.items()
}
ALL = pytest.mark.parametrize("family", RECORDS.values(), ids=RECORDS)
BRMS = json.loads((Path(__file__).parents[1] / "reference/family_densities.json").read_text())
# Brms's mean of an angle is mu, not the mean of a number between -pi and pi.
CIRCULAR = {"von_mises"}
# The density is that of response and decision.
DECIDED = {"wiener"}
# brms, and its source, approximate the normalising constant.
APPROXIMATE = {"com_poisson": 1e-3}


def arrays(family: Family, point: dict) -> tuple[dict, dict]:
    """Return dpars of shape (1, 1) and additions of shape (1,)."""
    extra = {k: np.array([point[k]]) for k in ("trials", "dec", "denom") if k in point}
    return {name: np.array([[point[name]]]) for name in names(family)}, extra


def names(family: Family) -> list[str]:
    return [d.name for d in family.dpars] + list(THRESHOLDS if family.ordinal else ())


def link(family: Family) -> str:
    """Return the link of mu of this variant of the record."""
    main = FAMILIES[family.name]
    return next((k for k, v in main.variants.items() if v is family), main.dpars[0].links[0])


def log_density(family: Family, y: object, point: dict, **more: object) -> np.ndarray:
    d, extra = arrays(family, point)
    return family.log_density(np.atleast_1d(np.asarray(y, dtype=float)), d, extra | more)[0]


def plain(family: Family) -> list[dict]:
    """Return points without a denominator."""
    return [{k: v for k, v in p.items() if k != "denom"} for p in points(family, 8)]


def test_every_family_has_a_twin():
    assert set(twins.TWINS) == set(FAMILIES)


@ALL
def test_the_log_density_is_that_of_its_twin(family):
    close = APPROXIMATE.get(family.name, 1e-9)
    for point in points(family, 8):
        ours = log_density(family, point["y"], point)[0]
        theirs = twins.log_density(family.name, point | {"link": link(family)})
        assert ours == pytest.approx(theirs, rel=close, abs=close)


@pytest.mark.parametrize("fact", BRMS, ids=lambda f: f"{f['family']}-{f['link']}-{f['adds']}")
def test_the_log_density_is_that_of_brms(fact):
    family = FAMILIES[fact["family"]]
    family = family.variants.get(fact["link"], family)
    for point, theirs in zip(fact["points"], fact["log_density"], strict=True):
        at = point if "rate" in fact["adds"] else {k: v for k, v in point.items() if k != "denom"}
        ours = log_density(family, point["y"], at)[0]
        if np.isneginf(theirs):
            # brms leaves the log scale here.
            assert ours < -36
        else:
            assert ours == pytest.approx(theirs, rel=1e-8, abs=1e-8)


def test_brms_was_asked_about_every_family():
    assert {f["family"] for f in BRMS} == of_origin("brms")


def limits(family: Family, point: dict) -> tuple[float, float]:
    low, high = family.support.lower, family.support.upper
    if family.name == "gen_extreme_value":
        end = point["mu"] - point["sigma"] / point["xi"]
        return (end, np.inf) if point["xi"] > 0 else (-np.inf, end)
    return max(low, point.get("ndt", low)), high


def expected(family: Family, point: dict, value: object, upper: float | None = None) -> float:
    """Return the integral, or sum, of value(y) times the density up to ``upper``."""
    low, high = limits(family, point)
    high = high if upper is None else upper
    if family.values == "int":
        top = min(high, point.get("trials", 1 if family.support.upper == 1 else 3000))
        y = np.arange(0, top + 1)
        return float(np.sum(value(y) * np.exp(log_density(family, y, point))))
    edges = EDGES.get(family.name, ())
    atoms = sum(value(e) * np.exp(log_density(family, e, point)[0]) for e in edges if e <= high)
    decisions = (0, 1) if family.name in DECIDED else (None,)
    for decision in decisions:
        more = {} if decision is None else {"dec": np.array([decision])}

        def weighted(y: float, more: dict = more) -> float:
            return float(value(y) * np.exp(log_density(family, y, point, **more)[0]))

        # Split at the mass of the density, so that quadrature does not miss it.
        middle = (point["mu"] - 3, point["mu"], point["mu"] + 3)
        cuts = [low, *(c for c in middle if low < c < high), high]
        for a, b in itertools.pairwise(cuts):
            atoms += integrate.quad(weighted, a, b, epsabs=1e-11, epsrel=1e-10, limit=400)[0]
    return float(atoms)


@ALL
def test_the_density_is_a_density(family):
    for point in plain(family)[:3]:
        close = APPROXIMATE.get(family.name, 2e-7)
        assert expected(family, point, np.ones_like) == pytest.approx(1, abs=close)


@ALL
def test_the_mean_is_the_integral_of_y(family):
    tolerance = APPROXIMATE.get(family.name, 1e-6)
    for point in plain(family)[:3]:
        d, extra = arrays(family, point)
        mean = family.mean(d, extra)[0, 0]
        if family.name in CIRCULAR:
            angle = np.arctan2(expected(family, point, np.sin), expected(family, point, np.cos))
            assert mean == pytest.approx(angle, abs=1e-6)
        else:
            assert mean == pytest.approx(expected(family, point, np.asarray), rel=tolerance)


@pytest.mark.parametrize("family", [f for f in FAMILIES.values() if f.cdf], ids=lambda f: f.name)
def test_the_cdf_is_the_integral_up_to_y(family):
    for point in plain(family)[:4]:
        d, extra = arrays(family, point)
        y = np.array([float(point["y"])])
        below = expected(family, point, np.ones_like, upper=float(point["y"]))
        assert family.cdf(y, d, extra)[0, 0] == pytest.approx(below, abs=2e-7)
        if family.ccdf:
            assert family.ccdf(y, d, extra)[0, 0] == pytest.approx(1 - below, abs=2e-7)


def test_a_cdf_is_there_exactly_where_rows_can_be_censored():
    for family in FAMILIES.values():
        assert (family.cdf is not None) == ("cens" in family.additions), family.name


def from_zero(family: Family) -> bool:
    return family.cdf is not None and family.support.lower == 0 and family.support.lower_closed


@pytest.mark.parametrize("family", filter(from_zero, FAMILIES.values()), ids=lambda f: f.name)
def test_the_cdf_of_responses_from_zero_on_is_zero_below(family):
    d, extra = arrays(family, plain(family)[0])
    assert family.cdf(np.array([-1.0]), d, extra)[0, 0] == 0
    if family.ccdf:
        assert family.ccdf(np.array([-1.0]), d, extra)[0, 0] == 1


@ALL
def test_the_sampler_draws_from_the_density(family):
    rng = np.random.default_rng(7)
    for point in plain(family)[:2]:
        d, extra = arrays(family, point)
        full = {k: np.broadcast_to(v, (4000, 2)) for k, v in d.items()}
        draws = family.sample(rng, full, {k: np.repeat(v, 2) for k, v in extra.items()})
        assert draws.shape == (4000, 2)
        if family.values == "int" or family.name in EDGES or family.name in DECIDED | CIRCULAR:
            check_frequencies(family, point, np.ravel(draws))
        else:
            uniform = family.cdf(np.ravel(draws), d, extra)[0]
            assert stats.kstest(uniform, "uniform").pvalue > 1e-3


def check_frequencies(family: Family, point: dict, draws: np.ndarray) -> None:
    """Compare proportions of draws below some values with the integral of the density."""
    if family.values == "int":
        cuts = np.unique(np.quantile(draws, [0.05, 0.3, 0.6, 0.9], method="lower"))
    else:
        cuts = np.quantile(draws, [0.1, 0.4, 0.7, 0.95])
        cuts = np.concatenate([cuts, EDGES.get(family.name, ())[:1]])
    for cut in cuts:
        share = np.mean(draws <= cut)
        exact = min(expected(family, point, np.ones_like, upper=float(cut)), 1.0)
        assert abs(share - exact) < 4 * np.sqrt(exact * (1 - exact) / len(draws)) + 1e-9


def densities(family: Family) -> list[tuple[str, object]]:
    """Return each density of the record, by the link of mu at which it takes the predictor."""
    others = {"rate": family.rate, "unit": family.unit}
    known = [(name, density) for name, density in others.items() if density]
    return [("", family.density), *family.fused.items(), *known]


DENSITIES = {
    f"{name}-{at}": (f, at, density) for name, f in RECORDS.items() for at, density in densities(f)
}


@pytest.mark.parametrize(("family", "at", "density"), DENSITIES.values(), ids=DENSITIES)
@pytest.mark.parametrize("varying", ["mu", "all"])
def test_stan_says_the_same_row_by_row_and_over_vectors(family, at, density, varying):
    rows = points(family, 8)
    own = [d.name for d in family.dpars]
    vectors = frozenset(own if varying == "all" else ["mu"])
    d = {n: np.array([p[n] for p in rows] if n in vectors else [rows[0][n]]) for n in names(family)}
    if at == "unit":
        d["disc"] = np.ones_like(d["disc"])
    extra = {k: np.array([p[k] for p in rows]) for k in programs.EXTRA if k in rows[0]}
    y = np.array([p["y"] for p in rows])
    said = {k: v for k, v in extra.items() if k != "denom" or at == "rate"}
    ours = np.sum(family.log_density(y, {n: v[None, :] for n, v in d.items()}, said))
    values = d | ({"mu": LINKS[at].forward(d["mu"])} if at in LINKS else {})
    results = []
    for body in programs.bodies(family, density, vectors):
        code = programs.program(family, density, vectors, body)
        data = {"N": len(y), "Y": y} | {k: v for k, v in extra.items() if f" {k};" in code}
        results.append(programs.evaluated(code, data, [values[n] for n in names(family)]))
    for value, gradient in results:
        # Stan's own wiener is exact to about 1e-9 only.
        assert value == pytest.approx(ours, rel=1e-9 if family.name == "wiener" else 1e-11)
        assert gradient == pytest.approx(results[0][1], rel=1e-8, abs=1e-9)


@pytest.mark.parametrize("family", [f for f in FAMILIES.values() if f.cdf], ids=lambda f: f.name)
@pytest.mark.parametrize("kind", ["lcdf", "lccdf"])
def test_stan_has_the_distribution_function_of_every_row_form(family, kind):
    rows = [p for p in plain(family) if tail(family, p, kind) > 1e-9]
    assert len(rows) >= 4
    own = [d.name for d in family.dpars]
    ours = sum(np.log(tail(family, p, kind)) for p in rows)
    body = programs.row_form(family, family.density, frozenset(own), kind)
    code = programs.program(family, family.density, frozenset(own), body)
    data = {k: np.array([p[k] for p in rows]) for k in programs.EXTRA if f" {k};" in code}
    data |= {"N": len(rows), "Y": np.array([p["y"] for p in rows])}
    at = [np.array([p[n] for p in rows]) for n in own]
    assert programs.evaluated(code, data, at)[0] == pytest.approx(ours, rel=1e-6)


def tail(family: Family, point: dict, kind: str) -> float:
    d, extra = arrays(family, point)
    y = np.array([float(point["y"])])
    if kind == "lccdf" and family.ccdf:
        return float(family.ccdf(y, d, extra)[0, 0])
    below = float(family.cdf(y, d, extra)[0, 0])
    return below if kind == "lcdf" else 1 - below

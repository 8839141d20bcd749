"""The facts of the records are those of brms 2.18."""

from __future__ import annotations

import json
import pickle
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pybrms_mix.base.resources import folder
from pybrms_mix.family import catalogue
from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES, of_origin
from pybrms_mix.family.records import Density

REFERENCE = Path(__file__).parents[1] / "reference/families.json"
FACTS = json.loads(REFERENCE.read_text(encoding="utf-8"))["families"]
EACH = pytest.mark.parametrize("fact", FACTS, ids=lambda f: f["name"])


def listed(value: object) -> list:
    """Return R's vector; JSON holds a vector of length 1 as a single value."""
    return value if isinstance(value, list) else [value]


def test_brms_was_asked_about_every_family():
    assert {f["name"] for f in FACTS} == of_origin("brms")


@EACH
def test_the_values_and_the_support_are_those_of_brms(fact):
    family = FAMILIES[fact["name"]]
    assert family.values == fact["type"]
    support = family.support
    assert support.lower == pytest.approx(float(fact["lower"]))
    assert support.upper == pytest.approx(float(fact["upper"]))
    closed = (support.lower_closed, support.upper_closed)
    for ours, theirs, end in zip(
        closed, fact["closed"], (support.lower, support.upper), strict=True
    ):
        assert ours == theirs or (theirs is None and np.isinf(end))


@EACH
def test_the_additions_are_those_of_brms(fact):
    # Brms lists cens() and trunc() for von_mises, but then its program does not compile.
    missing = {"cens", "trunc"} if fact["name"] == "von_mises" else set()
    assert FAMILIES[fact["name"]].additions == set(listed(fact["additions"])) - missing


@EACH
def test_parameters_and_links_are_those_of_brms_in_its_order(fact):
    family = FAMILIES[fact["name"]]
    assert list(family.dpars[0].links) == listed(fact["mu"])
    ours = [(d.name, list(d.links)) for d in family.dpars[1:]]
    assert ours == [(d["name"], listed(d["links"])) for d in fact["dpars"]]


@EACH
def test_bounds_and_default_priors_are_those_of_brms(fact):
    family = FAMILIES[fact["name"]]
    for dpar, theirs in zip(family.dpars[1:], fact["dpars"], strict=True):
        if dpar.given is not None:
            assert theirs["prior"] is None
            continue
        assert (dpar.bounds.lower, dpar.bounds.upper) == (theirs["lb"], theirs["ub"])
        assert dpar.prior.format(scale=fact["scale"]) == theirs["prior"]


@EACH
def test_the_default_priors_of_intercepts_are_those_of_brms_under_every_link(fact):
    family = FAMILIES[fact["name"]]
    for dpar, theirs in zip(family.dpars[1:], fact["dpars"], strict=True):
        for link, prior in theirs["intercept"].items():
            # The spread of the log response is below the smallest scale of brms.
            scale = fact["scale"] if link == "identity" else "2.5"
            assert dpar.intercept(link).format(scale=scale) == prior


@EACH
def test_lognormal_types_are_those_of_brms(fact):
    assert FAMILIES[fact["name"]].log_scale == fact["log_scale"]


def every_record() -> list[Family]:
    return [r for f in FAMILIES.values() for r in (f, *f.variants.values())]


def test_every_record_can_be_sent_to_another_process():
    """A process pool of the standard library pickles families, whose functions may be closures."""
    for record in every_record():
        assert pickle.loads(pickle.dumps(record)) is record
    other = replace(FAMILIES["poisson"], name="other")
    assert pickle.loads(pickle.dumps(other)).name == "other"


def every_density() -> list[Density]:
    """Return the densities of all records."""
    records = every_record()
    found = [d for r in records for d in (r.density, r.unit, r.rate, *r.fused.values())]
    return [d for d in found if d is not None]


# The text of the block of each derived data, whose names have no ending here.
DERIVED = {
    path.name.removesuffix(".stan.jinja"): path.read_text().replace("{{ suffix }}", "")
    for path in (folder("templates") / "derived").iterdir()
}
DECLARED = {name: re.search(r"(\w+) = ", text)[1] for name, text in DERIVED.items()}
# The templates over whole vectors, with the derived data of their densities.
READERS = {d.pointwise: d.derived for d in every_density()} | {
    name: d.shared_derived for d in every_density() for name in (d.shared, d.within)
}


def read_by(text: str) -> set[str]:
    """Return the derived data that a template reads, by the names of their variables."""
    return set(re.findall(r"\w+", re.sub(r"\{#.*?#\}|//.*|block \w+", "", text))) & set(
        DECLARED.values()
    )


@pytest.mark.parametrize("name", sorted(READERS.keys() - {""}))
def test_a_density_names_the_derived_data_that_its_template_reads(name):
    file = folder("templates") / "densities" / f"{name}.stan.jinja"
    wanted = read_by(file.read_text())
    computed: set[str] = set()
    for at in READERS[name]:
        needed = read_by(DERIVED[at]) - {DECLARED[at]}
        assert needed <= computed, f"{at} stands before data that it is computed from"
        computed.add(DECLARED[at])
    assert wanted <= computed
    inner = {n for at in READERS[name] for n in read_by(DERIVED[at]) - {DECLARED[at]}}
    assert computed == wanted | inner, "the program would derive data that nothing reads"


def test_derived_data_that_are_named_alike_stand_in_densities_of_different_responses():
    """A response is either integer or real, so that each variable is declared once."""
    templates: dict[tuple[str, str], set[str]] = {}
    for family in FAMILIES.values():
        for density in (family.density, family.rate, *family.fused.values()):
            for name in (*density.derived, *density.shared_derived) if density else ():
                templates.setdefault((DECLARED[name], family.values), set()).add(name)
    assert [names for names in templates.values() if len(names) > 1] == []


def test_every_stan_file_that_a_record_names_exists_and_every_file_is_named():
    densities = every_density()
    named = {name for d in densities for name in (d.pointwise, d.shared, d.within) if name}
    files = {
        p.name.removesuffix(".stan.jinja") for p in (folder("templates") / "densities").iterdir()
    }
    assert files == named
    facts = {name for f in FAMILIES.values() for name in f.facts}
    assert set(DERIVED) == facts | {n for d in densities for n in (*d.derived, *d.shared_derived)}
    helpers = {p.stem for p in (folder("templates") / "functions").glob("*.stan")}
    assert {name for d in densities for name in d.functions} <= helpers


def test_a_family_that_brms_lacks_is_held_against_no_fact_of_brms(monkeypatch):
    theirs = of_origin("brms")
    own = replace(FAMILIES["gaussian"], name="own", origin="here")
    monkeypatch.setattr(catalogue, "FAMILIES", {**FAMILIES, "own": own})
    assert of_origin("here") == {"own"}
    assert of_origin("brms") == theirs
    test_brms_was_asked_about_every_family()
    monkeypatch.setattr(catalogue, "FAMILIES", {**FAMILIES, "own": replace(own, origin="brms")})
    with pytest.raises(AssertionError):
        test_brms_was_asked_about_every_family()

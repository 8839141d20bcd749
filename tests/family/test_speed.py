"""The vector forms are fast: Stan's compiler can store every vector as one array."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from pybrms_mix.family.catalogue import FAMILIES, of_origin
from tests.family import programs

httpstan = pytest.importorskip("httpstan")
STANC = Path(httpstan.__file__).parent / "stanc"
FORMS = {
    density.pointwise: (family, density)
    for family in FAMILIES.values()
    for density in (family.density, *family.fused.values(), family.rate)
    if density and density.pointwise
}

SHARED = {
    density.shared: (family, density)
    for family in FAMILIES.values()
    for density in (family.density, *family.fused.values(), family.unit)
    # A series is as long as the means ask for: a loop that no vector form of Stan has.
    if density and density.shared and not family.costly
}


def stored(text, folder):
    """Return how Stan's compiler stores each vector."""
    program = folder / "program.stan"
    program.write_text(text)
    command = [STANC, "--O1", "--debug-mem-patterns", "--o", folder / "out.hpp", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)


@pytest.mark.parametrize("form", FORMS)
def test_every_vector_is_one_array_of_numbers(form, tmp_path):
    found = stored(programs.mixed_program(*FORMS[form]), tmp_path)
    assert found["vector[N] lp1"] == "SoA"
    assert set(found.values()) == {"SoA"}


@pytest.mark.parametrize("form", SHARED)
def test_every_vector_of_rows_is_where_mu_alone_differs(form, tmp_path):
    found = stored(programs.shared_program(*SHARED[form]), tmp_path)
    # Thresholds are few, and a function's result is the vector that it is added to.
    rows = {n: how for n, how in found.items() if not re.search(r"thres|vector\[0\]", n)}
    assert rows["vector[N] lp1"] == "SoA"
    assert set(rows.values()) == {"SoA"}


def test_only_families_of_brms_without_a_vector_form_are_looped_over():
    brms = (FAMILIES[name] for name in of_origin("brms"))
    looped = {f.name for f in brms if not f.density.pointwise and not f.ordinal}
    assert looped == {"von_mises", "wiener", "com_poisson", "gen_extreme_value"}

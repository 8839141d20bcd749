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
    if density and density.shared
}


def stored(text, folder):
    """Return how Stan's compiler stores each vector."""
    program = folder / "program.stan"
    program.write_text(text)
    command = [STANC, "--O1", "--debug-mem-patterns", "--o", folder / "out.hpp", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # stanc joins functions of one expression, and these joined functions take more time.
    joined = re.compile(r"\b(?:log_inv_logit|log1m_inv_logit|log1p_exp)\(")
    assert joined.search(text) or not joined.search((folder / "out.hpp").read_text())
    return dict(line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)


@pytest.mark.parametrize("form", FORMS)
def test_every_vector_is_one_array_of_numbers(form, tmp_path):
    found = stored(programs.mixed_program(*FORMS[form]), tmp_path)
    assert found["vector[N] lp1"] == "SoA"
    assert set(found.values()) == {"SoA"}


@pytest.mark.parametrize("form", SHARED)
def test_every_vector_of_rows_is_where_mu_alone_differs(form, tmp_path):
    found = stored(programs.shared_program(*SHARED[form]), tmp_path)
    rows = {n: how for n, how in found.items() if "thres" not in n}  # thresholds are few
    assert rows["vector[N] lp1"] == "SoA"
    assert set(rows.values()) == {"SoA"}


def test_only_families_of_brms_without_a_vector_form_are_looped_over():
    brms = (FAMILIES[name] for name in of_origin("brms"))
    looped = {f.name for f in brms if not f.density.pointwise and not f.ordinal}
    assert looped == {"von_mises", "wiener", "com_poisson", "gen_extreme_value"}

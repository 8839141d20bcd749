"""The vector forms are fast: Stan's compiler can store every vector as one array."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pybrms_mix.family.catalogue import FAMILIES
from tests.family import programs

httpstan = pytest.importorskip("httpstan")
STANC = Path(httpstan.__file__).parent / "stanc"
FORMS = {
    density.pointwise: (family, density)
    for family in FAMILIES.values()
    for density in (family.density, *family.fused.values(), family.rate)
    if density and density.pointwise
}


@pytest.mark.parametrize("form", FORMS)
def test_every_vector_is_one_array_of_numbers(form, tmp_path):
    program = tmp_path / "program.stan"
    program.write_text(programs.mixed_program(*FORMS[form]))
    command = [STANC, "--O1", "--debug-mem-patterns", "--o", tmp_path / "out.hpp", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    stored = dict(line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)
    assert stored["vector[N] lp1"] == "SoA"
    assert set(stored.values()) == {"SoA"}


def test_only_families_without_a_vector_form_are_looped_over():
    looped = {f.name for f in FAMILIES.values() if not f.density.pointwise and not f.ordinal}
    assert looped == {"von_mises", "wiener", "com_poisson", "gen_extreme_value"}
